import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';

/** @throws DomainError dated-in-future (R31) */
export function refuseFuture(date: CalendarDate, today: CalendarDate): void {
  if (date <= today) return;
  throw new DomainError('dated-in-future', { rule: 'R31', figures: { date, today } });
}

/** @throws DomainError before-contract */
export function refuseBeforeContract(date: CalendarDate, signedOn: CalendarDate): void {
  if (date >= signedOn) return;
  throw new DomainError('before-contract', { rule: 'R13', figures: { date, signedOn } });
}
