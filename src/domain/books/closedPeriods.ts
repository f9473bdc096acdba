import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { quarterOf } from '../primitives/quarters.ts';

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
