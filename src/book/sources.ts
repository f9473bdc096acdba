import { isShownOn } from '../domain/books/lateBooking.ts';
import { nameOfSource, type Source } from '../domain/fund/sources.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { Fund } from './fund.ts';
import { openingAsKnown } from './opening.ts';
import { listCapitalMovements } from './rules.ts';

type OfBook = Pick<Fund, 'book'>;

/** The sources to which the fund's opening gives a name of the fund's own (R34). */
export function ownSourceNames(fund: OfBook, knownAt: Date): ReadonlyMap<Source, string> {
  const capital = openingAsKnown(fund, knownAt)?.capital ?? [];
  return new Map(capital.flatMap(({ source, name }) => (name === null ? [] : [[source, name]])));
}

/** How the fund calls its sources: as its opening does, else as the law does (R34). */
export function sourceNames(fund: OfBook, knownAt: Date): (source: Source) => string {
  const own = ownSourceNames(fund, knownAt);
  return (source) => own.get(source) ?? nameOfSource(source);
}

/** Every source that the fund has named by an instant, with the opening, movements or contracts. */
export function sourcesNamed(fund: OfBook, knownAt: Date): Source[] {
  const instant = knownAt.getTime();
  const named = [
    ...(openingAsKnown(fund, knownAt)?.capital ?? []),
    ...listCapitalMovements(fund, knownAt).filter((each) => each.reversedAt === null),
    ...[...fund.book.loans.values()].flatMap((loan) => loan.at(instant)?.contract ?? []),
  ];
  return [...new Set(named.map(({ source }) => source))];
}

/**
 * The sources whose risk others bear, as the opening and the movements up to a day say: of each the last
 * that says anything of it (R34).
 */
export function sourcesAtOthersRisk(
  fund: OfBook,
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Date },
): ReadonlySet<Source> {
  const said = new Map<Source, boolean>();
  const say = ({ source, bearsRisk }: { source: Source; bearsRisk: boolean | null }): void => {
    if (bearsRisk !== null) said.set(source, bearsRisk);
  };
  for (const each of openingAsKnown(fund, knownAt)?.capital ?? []) say(each);
  for (const each of listCapitalMovements(fund, knownAt)) {
    if (each.effectiveOn <= asOf && isShownOn(each, asOf)) say(each);
  }
  return new Set([...said].flatMap(([source, bears]) => (bears ? [] : [source])));
}
