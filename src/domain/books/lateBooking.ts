import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { quarterOf } from '../primitives/quarters.ts';
import { refuseClosedDay } from './closedPeriods.ts';

/** That a fact of a closed day was booked on a later one, of an open quarter (R42). */
export interface LateBooking {
  /** The first day whose figures show the fact, or show a reversed one no more. */
  readonly bookedOn: CalendarDate;
  readonly reason: string;
  /** The id of the fact that it corrects; null: it corrects none. */
  readonly correctsId: string | null;
}

/** When a fact is shown: what was known of its booking and of its reversal's. */
export interface Booked {
  /** Null: it is shown on every day. */
  readonly late: LateBooking | null;
  /** Null while it stands (R12). */
  readonly reversedAt: Date | null;
  /** The booking day of its reversal (R42); null: it was not reversed, or for every day. */
  readonly reversalBookedOn: CalendarDate | null;
}

/** Whether the figures of a day show a fact (R12, R42); its own date is another question. */
export const isShownOn = (
  { late, reversedAt, reversalBookedOn }: Booked,
  day: CalendarDate,
): boolean =>
  (late === null || late.bookedOn <= day) &&
  (reversedAt === null || (reversalBookedOn !== null && day < reversalBookedOn));

/** Whether a fact was booked on a later day than its own, or its reversal was on a day (R42). */
export const isBookedOn = (
  { late, reversedAt, reversalBookedOn: off }: Booked,
  day: CalendarDate,
): boolean => off === day || (late?.bookedOn === day && (reversedAt === null || off !== null));

/** The day on which a fact counts in the flows of a period and in the ledger (R42). */
export const dayInBooks = ({
  late,
  effectiveOn,
}: Pick<Booked, 'late'> & { readonly effectiveOn: CalendarDate }): CalendarDate =>
  late?.bookedOn ?? effectiveOn;

/** A fact as it moves the sums of a period: when it was booked, and again when it was taken back. */
export interface Move<Fact> {
  readonly fact: Fact;
  readonly on: CalendarDate;
  readonly isTakenBack: boolean;
}

/**
 * How facts move the sums of days: each that is shown on any day on the day on which it was booked, and
 * one whose reversal was booked later taken back on that day (R42).
 */
export function movesOf<Fact extends Booked & { readonly effectiveOn: CalendarDate }>(
  facts: readonly Fact[],
): Move<Fact>[] {
  return facts.flatMap((fact) => {
    const { reversedAt, reversalBookedOn: off } = fact;
    if (reversedAt !== null && off === null) return [];
    const booked = { fact, on: dayInBooks(fact), isTakenBack: false };
    return off === null ? [booked] : [booked, { fact, on: off, isTakenBack: true }];
  });
}

/**
 * Refuses to book a fact later than its day, if it could be booked on its day, or if the later day is no
 * day of an open quarter (R42).
 *
 * @param day the day on which the fact would count in the books without it
 * @param closedThrough the last day of the last closed quarter; null: no quarter is closed
 * @throws DomainError booked-later-on-open-day, period-closed
 */
export function checkLateBooking(
  { bookedOn }: LateBooking,
  day: CalendarDate,
  closedThrough: CalendarDate | null,
): void {
  if (closedThrough === null || day > closedThrough) {
    const figures = { date: day, quarter: quarterOf(day) };
    throw new DomainError('booked-later-on-open-day', { rule: 'R42', figures });
  }
  refuseClosedDay(bookedOn, closedThrough);
}
