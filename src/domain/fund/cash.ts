import { type CashChange, firstShortfall } from '../primitives/datedAmounts.ts';
import { DomainError } from '../primitives/errors.ts';
import { dayOf, type CalendarDate } from '../primitives/dates.ts';
import { moneyOf } from '../primitives/dong.ts';
import { byDate, countUntil, daysOf, sumsOf } from '../primitives/datedSums.ts';
import { text, type Money } from '../primitives/money.ts';

/** The changes by day and their sums, kept with the list: one with another change is another list. */
const SUMMED = new WeakMap<readonly CashChange[], { days: Int32Array; sums: BigInt64Array }>();

function summed(changes: readonly CashChange[]) {
  const known = SUMMED.get(changes);
  if (known !== undefined) return known;
  const inOrder = byDate(changes, (change) => change.on);
  const sums = sumsOf(inOrder, (change) => change.amount);
  const of = { days: daysOf(inOrder, (change) => change.on), sums };
  SUMMED.set(changes, of);
  return of;
}

/** Principal money available at the close of a day (R18). */
export function availableAt(changes: readonly CashChange[], asOf: CalendarDate): Money {
  const { days, sums } = summed(changes);
  return moneyOf(sums[countUntil(days, dayOf(asOf))] ?? 0n);
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
