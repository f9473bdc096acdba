import { DomainError } from './errors.ts';
import type { CalendarDate } from './dates.ts';
import { text, ZERO, type Money } from './money.ts';

/** A change of the principal money not lent out, signed: the days' sums of R18. */
export interface CashChange {
  readonly on: CalendarDate;
  readonly amount: Money;
}

/** Principal money available at the close of a day (R18). */
export function availableAt(changes: readonly CashChange[], asOf: CalendarDate): Money {
  let available = ZERO;
  for (const change of changes) {
    if (change.on <= asOf) available = available.plus(change.amount);
  }
  return available;
}

/** The first day from `from` on whose closing available principal is below zero (R18). */
export function firstShortfall(
  changes: readonly CashChange[],
  from: CalendarDate,
): { on: CalendarDate; available: Money } | null {
  const byDay = changes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let available = ZERO;
  for (const [index, change] of byDay.entries()) {
    available = available.plus(change.amount);
    const closes = byDay[index + 1]?.on !== change.on;
    if (closes && change.on >= from && available.isNegative()) {
      return { on: change.on, available };
    }
  }
  return null;
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
