import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { lastDayOf, quarterOf, type Quarter } from '../primitives/quarters.ts';

/**
 * Refuses a fact that counts on a closed day (R22).
 *
 * @param closedThrough the last day of the last closed quarter; null: no quarter is closed
 * @throws DomainError period-closed
 */
export function refuseClosedDay(date: CalendarDate, closedThrough: CalendarDate | null): void {
  if (closedThrough === null || date > closedThrough) return;
  const figures = { date, quarter: quarterOf(date), closedThrough };
  throw new DomainError('period-closed', { rule: 'R22', figures });
}

export type PeriodStatus = 'not_over' | 'open' | 'closed';

/** A quarter as it is to be closed. */
export interface PeriodStanding {
  readonly quarter: Quarter;
  readonly status: PeriodStatus;
  /** Earlier quarters with facts that are open, the oldest first. */
  readonly openBefore: readonly Quarter[];
}

/**
 * How a quarter stands on a day: a closed later one closes it too (R22).
 *
 * @param lastClosed null: no quarter is closed
 */
export function periodStatus(
  quarter: Quarter,
  lastClosed: Quarter | null,
  today: CalendarDate,
): PeriodStatus {
  if (lastClosed !== null && quarter <= lastClosed) return 'closed';
  return lastDayOf(quarter) < today ? 'open' : 'not_over';
}

/** The quarters among these that are open and before another. */
export const openBefore = (
  quarter: Quarter,
  lastClosed: Quarter | null,
  withFacts: readonly Quarter[],
): Quarter[] =>
  withFacts.filter((each) => (lastClosed === null || each > lastClosed) && each < quarter);

const about = (figures: Record<string, string>) => ({ rule: 'R22', figures });

/**
 * A quarter is closed once, when it is over and those before it are closed (R22).
 *
 * @throws DomainError already-closed, period-not-over, earlier-period-open
 */
export function checkClosing({ quarter, status, openBefore: [earliest] }: PeriodStanding): void {
  if (status === 'closed') throw new DomainError('already-closed', about({ quarter }));
  if (status === 'not_over') {
    throw new DomainError('period-not-over', about({ quarter, lastDay: lastDayOf(quarter) }));
  }
  if (earliest !== undefined) {
    throw new DomainError('earlier-period-open', about({ quarter, earliest }));
  }
}

/**
 * The quarters that a reopening opens: the one asked for, and the later ones (R22).
 *
 * @throws DomainError not-closed
 */
export function reopenedWith(quarter: Quarter, closed: readonly Quarter[]): Quarter[] {
  const reopened = closed.filter((each) => each >= quarter);
  if (reopened.length === 0) throw new DomainError('not-closed', about({ quarter }));
  return reopened;
}
