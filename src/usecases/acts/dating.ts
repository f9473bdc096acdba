import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';

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
