import type { CalendarDate } from './dates.ts';
import { DomainError } from './errors.ts';
import { text, type Money } from './money.ts';

/** @throws DomainError dated-in-future (R31; R25 for notices, R26 for the stages of a case, R30 for the log, R32 for an opening, R35 for counts and statements, R41 for collateral, R42 for a booking) */
export function refuseFuture(
  date: CalendarDate,
  today: CalendarDate,
  rule: 'R31' | 'R25' | 'R26' | 'R30' | 'R32' | 'R35' | 'R41' | 'R42' = 'R31',
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

/** @throws DomainError amount-too-large */
export function refuseTooLarge(amount: Money, most: Money): void {
  if (amount.lessThanOrEqualTo(most)) return;
  throw new DomainError('amount-too-large', {
    figures: { amount: text(amount), most: text(most) },
  });
}
