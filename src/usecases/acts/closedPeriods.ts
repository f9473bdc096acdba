import { firstDayOf } from '../../book/book.ts';
import { closedThrough } from '../../book/periods.ts';
import type { Fund } from '../../book/fund.ts';
import { earlier, type CalendarDate } from '../../domain/primitives/dates.ts';
import { refuseClosedDay } from '../../domain/books/closedPeriods.ts';
import { justBefore } from '../view/clock.ts';
import type { Entry } from '../../store/facts/entry.ts';

/**
 * Refuses what would change a figure on a closed day, whoever asks (R22).
 *
 * @param dates the days from which on figures change
 * @throws DomainError period-closed
 */
export function refuseClosed(
  fund: Pick<Fund, 'book'>,
  dates: readonly CalendarDate[],
  knownAt: Date,
): void {
  const [first, ...more] = dates;
  if (first === undefined) return;
  refuseClosedDay(more.reduce(earlier, first), closedThrough(fund, knownAt));
}

/** What may count on a closed day: a reopening, and a report, which changes no figure. */
const MAY_BE_CLOSED: ReadonlySet<Entry['factKind']> = new Set(['period_reopening', 'report_issue']);

/**
 * The day on which another fund was taken over by an act, or is taken back by it: whatever it entered, older
 * stages of a case among them, counts from that day on. Null: the act is none of that.
 */
function takenOverBy({ book }: Pick<Fund, 'book'>, facts: readonly Entry[]): CalendarDate | null {
  for (const fact of facts) {
    const about = fact.factKind === 'reversal' ? book.facts.get(fact.factId) : fact;
    if (about?.factKind === 'handover_entry') return about.effectiveOn;
  }
  return null;
}

/**
 * Refuses facts that count on a closed day.
 *
 * @throws DomainError period-closed
 */
export function refuseFactsOnClosedDays(fund: Pick<Fund, 'book'>, facts: readonly Entry[]): void {
  const dated = facts.filter(({ factKind }) => !MAY_BE_CLOSED.has(factKind));
  const [first] = dated;
  if (first === undefined) return;
  // As it was before them: a closing counts on the last of the days that it closes.
  const before = justBefore(first.recordedAt);
  const takenOverOn = takenOverBy(fund, facts);
  if (takenOverOn !== null) return refuseClosed(fund, [takenOverOn], before);
  refuseClosed(
    fund,
    dated.map((each) => firstDayOf(fund.book, each)),
    before,
  );
}
