import { folded } from '../primitives/likeness.ts';

/** The sources of capital that the law names (R34, ND45 art. 36). */
export const SOURCE_CODES = [
  'charter',
  'contribution',
  'advance',
  'mobilised',
  'entrusted_in',
  'grant',
  'reserve',
  'surplus',
] as const;

export type SourceCode = (typeof SOURCE_CODES)[number];

/** Where capital comes from: a code of `SOURCE_CODES`, or the name of another source (R34). */
export type Source = string;

/** The source of what names none. */
export const CHARTER = 'charter' satisfies SourceCode;

/** How the sources of the law are called where the fund gives no name of its own. */
const NAMES: Readonly<Record<SourceCode, string>> = {
  charter: 'Vốn điều lệ',
  contribution: 'Vốn góp của thành viên',
  advance: 'Vốn tạm ứng từ ngân sách',
  mobilised: 'Vốn huy động',
  entrusted_in: 'Vốn nhận ủy thác',
  grant: 'Vốn tài trợ',
  reserve: 'Quỹ dự phòng, quỹ đầu tư phát triển',
  surplus: 'Chênh lệch thu chi',
};

const CODES: ReadonlySet<string> = new Set(SOURCE_CODES);

export const isSourceCode = (source: Source): source is SourceCode => CODES.has(source);

/** How a source is called in Vietnamese: by the law's name, else by its own. */
export const nameOfSource = (source: Source): string =>
  isSourceCode(source) ? NAMES[source] : source;

/**
 * Whether a document may say that the fund does not bear the risk of a source: of capital that was
 * entrusted to the fund, and of a source by another name, which may be such capital too (R34).
 */
export const mayBeAtOthersRisk = (source: Source): boolean =>
  source === 'entrusted_in' || !isSourceCode(source);

/**
 * The source that a text means: a code, also by the law's name, or one named before, in whatever accents and
 * case; else a new one by that name.
 *
 * @param named gives those named before, where they are asked for
 */
export function sourceMeant(asked: string, named: () => Iterable<Source>): Source {
  if (isSourceCode(asked)) return asked;
  const sought = folded(asked);
  const code = SOURCE_CODES.find((each) => [each, folded(NAMES[each])].includes(sought));
  if (code !== undefined) return code;
  for (const source of named()) if (folded(source) === sought) return source;
  return asked;
}

/** How many sources an opening names at the most. */
export const MOST_SOURCES = 32;

/** Charter capital first, then the other sources of the law in its order, then those by name. */
export function bySource(a: Source, b: Source): number {
  const place = (source: Source): number =>
    isSourceCode(source) ? SOURCE_CODES.indexOf(source) : SOURCE_CODES.length;
  return place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0);
}
