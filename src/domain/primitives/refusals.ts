import type { CalendarDate } from './dates.ts';
import { DomainError } from './errors.ts';

/** @throws DomainError dated-in-future (R31; R25 for notices, R26 for the stages of a case, R30 for the log) */
export function refuseFuture(
  date: CalendarDate,
  today: CalendarDate,
  rule: 'R31' | 'R25' | 'R26' | 'R30' = 'R31',
): void {
  if (date <= today) return;
  throw new DomainError('dated-in-future', { rule, figures: { date, today } });
}

/** Nothing of a loan happened before its contract. @throws DomainError before-contract */
export function refuseBeforeContract(date: CalendarDate, signedOn: CalendarDate): void {
  if (date >= signedOn) return;
  throw new DomainError('before-contract', { figures: { date, signedOn } });
}

/**
 * A fact is reversed once, and nothing is added to it then (R12).
 *
 * @throws DomainError already-reversed
 */
export function refuseReversed(reversedAt: Date | null): void {
  if (reversedAt === null) return;
  const figures = { reversedAt: reversedAt.toISOString() };
  throw new DomainError('already-reversed', { rule: 'R12', figures });
}
