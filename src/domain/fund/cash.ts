import { type CashChange, firstShortfall } from '../primitives/datedAmounts.ts';
import { DomainError } from '../primitives/errors.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { text, ZERO, type Money } from '../primitives/money.ts';

/** Principal money available at the close of a day (R18). */
export function availableAt(changes: readonly CashChange[], asOf: CalendarDate): Money {
  let available = ZERO;
  for (const change of changes) {
    if (change.on <= asOf) available = available.plus(change.amount);
  }
  return available;
}

/**
 * Refuses to take `amount` out of the principal money on `on` where any later day's close would
 * fall below zero (R18).
 *
 * @param changes the standing changes without this one
 * @throws DomainError available-principal-below-zero
 */
export function checkAvailable(
  changes: readonly CashChange[],
  on: CalendarDate,
  amount: Money,
): void {
  const shortfall = firstShortfall([...changes, { on, amount: amount.negated() }], on);
  if (shortfall === null) return;
  throw new DomainError('available-principal-below-zero', {
    rule: 'R18',
    figures: {
      amount: text(amount),
      on: shortfall.on,
      availableAfter: text(shortfall.available),
    },
  });
}
