import { type Fund, type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { closedThrough } from '../../book/periods.ts';
import { checkLateBooking, type LateBooking } from '../../domain/books/lateBooking.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';

/**
 * The day from which the figures show what is booked: its own day, or the later day on which it is booked
 * (R42).
 *
 * @param day the day from which the figures would show it if it were booked on its day
 * @throws DomainError booked-later-on-open-day, period-closed; not-found: there is no such fact to correct
 */
export function shownFrom(
  fund: Fund,
  late: LateBooking | null,
  day: CalendarDate,
  knownAt: Date,
): CalendarDate {
  if (late === null) return day;
  checkLateBooking(late, day, closedThrough(fund, knownAt));
  const { correctsId: id } = late;
  if (id !== null && !fund.book.facts.has(id)) {
    throw new DomainError('not-found', { figures: { what: 'fact', id } });
  }
  return late.bookedOn;
}

/** The same of what the act under way books. */
export const shownFromInAct = (fund: FundAct, day: CalendarDate): CalendarDate =>
  shownFrom(fund, fund.late, day, lastRecordedAt(fund));
