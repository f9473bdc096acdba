import type { Fund } from '../../book/fund.ts';
import { type FigureFact, listFigureFacts } from '../../book/issued.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import {
  changesTogether,
  figureChanges,
  isSaidTwice,
  sumOfDifferences,
  type FigureChange,
} from '../../domain/reports/section/figureChanges.ts';
import type { FundFacts } from '../../domain/fund/balances.ts';
import type { Period } from '../../domain/reports/section/figures.ts';
import type { FundSectionContent } from '../../domain/reports/section/content.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import { mayChange } from './aroundFact.ts';
import { justBefore } from '../view/clock.ts';
import { loadPartFacts, partsOf, sectionOf, type FundPart } from './fundPart.ts';
import { requireIssuedReport } from './issueReport.ts';
import {
  changedLastLent,
  LAST_LENT,
  lastLentChanges,
  type LastLentChange,
} from '../../domain/reports/section/lastLent.ts';
import { loadRules } from '../loans/loanState.ts';
import { nextTurn } from '../../book/turns.ts';

/** A fact that changed a figure since the report was issued, and by how much. */
export interface Cause {
  readonly touch: FigureFact;
  /** Null: the figure is no number. */
  readonly difference: string | number | null;
}

/** A figure of an issued report that is another now; its causes sum to the difference (R21). */
export interface ReportDifference extends FigureChange {
  readonly causes: readonly Cause[];
}

/** A part of the fund as it was known last. */
interface PartAt {
  readonly facts: FundFacts;
  readonly section: FundSectionContent;
}

/**
 * Tells what facts changed of the figures of parts of a fund, asked in the order of recording: what
 * a part was with the fact before is what it is just before the next.
 */
function changesByPart(fund: Fund, period: Period) {
  const parts = new Map<string, PartAt>();
  let rules: FundRules | null = null;
  const at = (part: FundPart, facts: FundFacts, knownAt: Date): PartAt => {
    rules ??= loadRules(fund, knownAt);
    return { facts, section: sectionOf(part, facts, rules, period) };
  };
  const load = (part: FundPart, knownAt: Date): PartAt =>
    at(part, loadPartFacts(fund, part, { asOf: period.asOf, knownAt }), knownAt);
  return (part: FundPart, touch: FigureFact): FigureChange[] => {
    const { recordedAt } = touch;
    const key = typeof part === 'string' ? part : part.borrowerId;
    const before = parts.get(key) ?? load(part, justBefore(recordedAt.getTime()));
    if (part === 'all') {
      parts.clear();
      // Nothing else changes the rules.
      rules = null;
      return figureChanges(before.section, load(part, recordedAt).section);
    }
    const after = load(part, recordedAt);
    parts.set(key, after);
    return figureChanges(before.section, after.section);
  };
}

/** What facts changed, in the order of recording. */
interface Found {
  /** By path. */
  readonly causes: ReadonlyMap<string, Cause[]>;
  readonly lastLent: readonly LastLentChange<FigureFact>[];
}

/** The causes of changed figures. */
async function causesOf(
  fund: Fund,
  period: Period,
  touches: readonly FigureFact[],
): Promise<Found> {
  const changesOf = changesByPart(fund, period);
  const found: { path: string; cause: Cause }[] = [];
  const lastLent: LastLentChange<FigureFact>[] = [];
  for (const touch of touches) {
    // Hundreds of receipts take a second: other requests have their turn between them.
    await nextTurn();
    const changes: FigureChange[] = [];
    for (const part of partsOf(touch)) {
      const ofPart = changesOf(part, touch);
      changes.push(...ofPart);
      if (typeof part === 'string') continue;
      lastLent.push(...lastLentChanges(touch, part.borrowerId, ofPart));
    }
    for (const [path, difference] of changesTogether(changes)) {
      found.push({ path, cause: { touch, difference } });
    }
  }
  const byPath = [...groupBy(found, (each) => each.path)].map(
    ([path, ofPath]) => [path, ofPath.map((each) => each.cause)] as const,
  );
  return { causes: new Map(byPath), lastLent };
}

/** What tells that the available principal is below zero depends on the sum, not on one part (R18). */
const isBelowZero = ({ notes }: FundSectionContent): boolean =>
  notes.some(({ code }) => code === 'available_below_zero');

function causesOfNotes(causes: Found['causes'], belowZeroChanged: boolean): Cause[] {
  const own = causes.get('notes') ?? [];
  if (!belowZeroChanged) return own;
  const known = new Set(own.map(({ touch }) => touch));
  const others = (causes.get('availablePrincipal.amount') ?? [])
    .filter(({ touch }) => !known.has(touch))
    .map(({ touch }) => ({ touch, difference: null }));
  return [...own, ...others].toSorted((a, b) => +a.touch.recordedAt - +b.touch.recordedAt);
}

/**
 * Compares an issued report with what is known at another instant: every figure that differs, with
 * the facts recorded since that changed it. They are asked one after the other, each about the part
 * of the fund that it touches: the figure just before it and with it.
 *
 * @throws DomainError not-found
 * @throws Error where the causes do not sum to the difference: our bug
 */
export async function compareReport(
  fund: Fund,
  id: string,
  knownAt: Date,
): Promise<ReportDifference[]> {
  const { figures: issued, ...report } = await requireIssuedReport(fund, id, knownAt);
  const { asOf } = report;
  const facts = loadPartFacts(fund, 'all', { asOf, knownAt });
  const now = sectionOf('all', facts, loadRules(fund, knownAt), report);
  const saidTwice = isSaidTwice(issued, now);
  const changes = figureChanges(issued, now).filter((change) => !saidTwice(change));
  if (changes.length === 0) return [];
  const touches = listFigureFacts(fund, report.knownAt, knownAt);
  const possible = touches.filter((touch) => mayChange(touch, asOf));
  const { causes, lastLent } = await causesOf(fund, report, possible);
  const belowZeroChanged = isBelowZero(issued) !== isBelowZero(now);
  const causesOfPath = (path: string): readonly Cause[] => {
    if (path === 'notes') return causesOfNotes(causes, belowZeroChanged);
    if (path !== LAST_LENT) return causes.get(path) ?? [];
    return changedLastLent(facts, asOf, lastLent).map((touch) => ({ touch, difference: null }));
  };
  return changes.map((change) => {
    const { path, difference } = change;
    const found = causesOfPath(path);
    const sum = sumOfDifferences(found.map((cause) => cause.difference));
    ensure(sum === difference, `R21: the causes of ${path} sum to ${sum}, not ${difference}`);
    return { ...change, causes: found };
  });
}
