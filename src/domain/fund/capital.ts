import { movesOf, type Booked } from '../books/lateBooking.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { Method } from '../primitives/paymentMethods.ts';
import { Dec, sum, ZERO, type Money } from '../primitives/money.ts';
import { refuseTooLarge } from '../primitives/refusals.ts';
import { CHARTER, type Source } from './sources.ts';

export interface CapitalMovement {
  readonly id: string;
  readonly documentNumber: string;
  readonly kind: 'contribution' | 'withdrawal';
  readonly source: Source;
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
  readonly method?: Method | null;
  /** Left out: the ledger does not tell where the money is (R35). */
  readonly postedAs?: 'by_place';
  /** Interest and other money collected is added to the capital; left out: money came or went (R35). */
  readonly fromIncome?: true;
}

/** A movement as it changes the capital: `effectiveOn` is the day on which it was booked (R42). */
export type BookedMovement = CapitalMovement & {
  /** The day of the document, if the movement was booked later or is taken back. */
  readonly datedOn?: CalendarDate;
};

/** The movements by the day of their booking; one whose reversal was booked later is taken back then. */
export function bookedMovements(
  movements: readonly (CapitalMovement & Booked)[],
): BookedMovement[] {
  return movesOf(movements).map(({ fact, on, isTakenBack }) => {
    if (on === fact.effectiveOn && !isTakenBack) return fact;
    const amount = isTakenBack ? fact.amount.negated() : fact.amount;
    return { ...fact, amount, effectiveOn: on, datedOn: fact.effectiveOn };
  });
}

/** Contributions of a source less withdrawals up to the close of a day (R34). */
export function capitalAt(
  movements: readonly BookedMovement[],
  source: Source,
  asOf: CalendarDate,
): Money {
  return sum(
    movements
      .filter((each) => each.source === source && each.effectiveOn <= asOf)
      .map((each) => (each.kind === 'contribution' ? each.amount : each.amount.negated())),
  );
}

/** The charter capital at the close of a day. */
export const charterCapitalAt = (movements: readonly BookedMovement[], asOf: CalendarDate): Money =>
  capitalAt(movements, CHARTER, asOf);

/** The most that a fund's capital comes to on any day: the 18 digits of an amount (R1). */
const MOST_CAPITAL: Money = new Dec('999999999999999999');

/**
 * Refuses to add to the capital, of whatever source, where any day's close would have more than is kept.
 *
 * @param movements the movements by the day of their booking, without this one
 * @throws DomainError amount-too-large
 */
export function checkCapital(
  movements: readonly BookedMovement[],
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
