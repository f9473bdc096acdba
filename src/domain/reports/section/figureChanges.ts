import type { FundSectionContent } from './content.ts';
import { CHARTER } from '../../fund/sources.ts';
import { groupBy } from '../../primitives/lists.ts';
import { money, text } from '../../primitives/money.ts';

/** A figure by its dotted place: money as digits, a count, or what is no number: a date, a list. */
export interface PlacedFigure {
  readonly path: string;
  readonly value: unknown;
}

/** What is one figure, though it has fields of its own. */
const WHOLE: ReadonlySet<string> = new Set(['lendingSuspension']);

/** The figures of a section as it is kept, each under its dotted place (R21). */
export function figuresOf(content: object, within = ''): PlacedFigure[] {
  return Object.entries(content).flatMap(([name, value]: [string, unknown]) => {
    const path = within + name;
    const hasParts = typeof value === 'object' && value !== null && !Array.isArray(value);
    return hasParts && !WHOLE.has(path) ? figuresOf(value, `${path}.`) : [{ path, value }];
  });
}

/**
 * A figure that is not what it was. `difference` is after − before. It is null for a date or a
 * list; of a list the whole is shown.
 */
export interface FigureChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly difference: string | number | null;
}

const isMoney = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d+$/.test(value);

/** After − before of two figures: money as digits, counts as numbers; null: they are no numbers. */
function differenceOf(before: unknown, after: unknown): string | number | null {
  if (typeof before === 'number' && typeof after === 'number') return after - before;
  return isMoney(before) && isMoney(after) ? text(money(after).minus(money(before))) : null;
}

/** The sum of differences of one figure; null: it is no number. */
export function sumOfDifferences(
  differences: readonly (string | number | null)[],
): string | number | null {
  let total: string | number | null = null;
  for (const each of differences) {
    if (typeof each === 'number') total = each + (typeof total === 'number' ? total : 0);
    if (typeof each === 'string') {
      total = text(money(each).plus(money(typeof total === 'string' ? total : '0')));
    }
  }
  return total;
}

type Sources = FundSectionContent['sources'];

/** The sources of a section, and as nothing those that only another section has (R34). */
const withSourcesOf = (own: Sources, other: Sources): Sources => {
  const nothing = {
    capital: '0',
    outstanding: '0',
    available: '0',
    chargedOff: '0',
    entrusted: '0',
  };
  const others = Object.entries(other).map(([source, { name }]) => [source, { name, ...nothing }]);
  return { ...(Object.fromEntries(others) as Sources), ...own };
};

/** Two sections with the same sources; one of an earlier release has none. */
function alike(before: FundSectionContent, after: FundSectionContent) {
  const was = (before as Partial<FundSectionContent>).sources;
  if (was === undefined) return [before, after] as const;
  return [
    { ...before, sources: withSourcesOf(was, after.sources) },
    { ...after, sources: withSourcesOf(after.sources, was) },
  ] as const;
}

/**
 * Whether a figure says what others say too: those of charter capital, where there is no other source
 * (R34).
 */
export const isSaidTwice =
  (before: FundSectionContent, after: FundSectionContent) =>
  ({ path }: Pick<PlacedFigure, 'path'>): boolean =>
    path.startsWith('sources') &&
    [before, after].every(({ sources = {} }: Partial<FundSectionContent>) =>
      Object.keys(sources).every((source) => source === CHARTER),
    );

/**
 * The figures in which two sections differ. A figure that the earlier section does not have is left
 * out: a later release may say more. So is a figure that is as it was.
 */
export function figureChanges(
  earlier: FundSectionContent,
  later: FundSectionContent,
): FigureChange[] {
  const [before, after] = alike(earlier, later);
  const now = new Map(figuresOf(after).map(({ path, value }) => [path, value]));
  return figuresOf(before).flatMap(({ path, value }) => {
    const then = now.get(path) ?? null;
    if (JSON.stringify(then) === JSON.stringify(value)) return [];
    return [{ path, before: value, after: then, difference: differenceOf(value, then) }];
  });
}

/** Adds the changes of all parts up, figure by figure. Changes that cancel out are dropped. */
export function changesTogether(
  ofParts: readonly FigureChange[],
): Map<string, FigureChange['difference']> {
  const byPath = [...groupBy(ofParts, (each) => each.path)].map(
    ([path, changes]) => [path, sumOfDifferences(changes.map((each) => each.difference))] as const,
  );
  return new Map(byPath.filter(([, sum]) => sum !== '0' && sum !== 0));
}
