import type { CalendarDate } from '../primitives/dates.ts';
import { Dec, sum, ZERO, type Money } from '../primitives/money.ts';
import { refuseTooLarge } from '../primitives/refusals.ts';

export interface CapitalMovement {
  readonly id: string;
  readonly documentNumber: string;
  readonly kind: 'contribution' | 'withdrawal';
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
}

/** Contributions less withdrawals up to the close of a day. */
export function charterCapitalAt(movements: readonly CapitalMovement[], asOf: CalendarDate): Money {
  return sum(
    movements
      .filter((each) => each.effectiveOn <= asOf)
      .map((each) => (each.kind === 'contribution' ? each.amount : each.amount.negated())),
  );
}

/** The most that a fund's charter capital comes to on any day: the 18 digits of an amount (R1). */
const MOST_CAPITAL: Money = new Dec('999999999999999999');

/**
 * Refuses to add to the charter capital where any day's close would have more than is kept.
 *
 * @param movements the standing movements without this one
 * @throws DomainError amount-too-large
 */
export function checkCapital(
  movements: readonly CapitalMovement[],
  on: CalendarDate,
  amount: Money,
): void {
  const changes = movements.map((each) => ({
    on: each.effectiveOn,
    amount: each.kind === 'contribution' ? each.amount : each.amount.negated(),
  }));
  const byDay = new Map([[on, amount]]);
  for (const change of changes) {
    byDay.set(change.on, (byDay.get(change.on) ?? ZERO).plus(change.amount));
  }
  let capital = ZERO;
  for (const [, change] of [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    capital = capital.plus(change);
    refuseTooLarge(capital, MOST_CAPITAL);
  }
}
