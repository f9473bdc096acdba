import type { Allocation } from '../../domain/loans/facts.ts';
import { money, text, ZERO, type Money } from '../../domain/primitives/money.ts';
import { given, type Cell } from '../facts/factStore.ts';

/** The columns of money by component (R8). */
export const componentColumns = [
  's.principal',
  's.in_term_interest',
  's.overdue_interest',
  's.late_interest',
] as const;

/** How many amounts are looked among: level instalments come soon again, each is kept once. */
const MOST_SHARED = 10_000;

const shared = new Map<string, Money>([['0', ZERO]]);

/** An amount from its column; the same object for the same amount, where it was read not long before. */
export function amountIn(cell: Cell | undefined): Money {
  const digits = given(cell);
  const known = shared.get(digits);
  if (known !== undefined) return known;
  if (shared.size === MOST_SHARED) shared.clear();
  const amount = money(digits);
  shared.set(digits, amount);
  return amount;
}

/** Money by component (R8) from its columns. */
export function componentsIn(cells: readonly Cell[]): Allocation {
  const [principal, inTermInterest, overdueInterest, lateInterest] = cells;
  return {
    principal: amountIn(principal),
    inTermInterest: amountIn(inTermInterest),
    overdueInterest: amountIn(overdueInterest),
    lateInterest: amountIn(lateInterest),
  };
}

/** Money by component from columns that are all given, or none. */
export function componentsIfAnyIn(cells: readonly Cell[]): Allocation | null {
  return (cells[0] ?? null) === null ? null : componentsIn(cells);
}

/** Money by component for its columns. */
export function componentCells(amounts: Allocation) {
  return {
    principal: text(amounts.principal),
    in_term_interest: text(amounts.inTermInterest),
    overdue_interest: text(amounts.overdueInterest),
    late_interest: text(amounts.lateInterest),
  };
}

export function moneyIfAny(digits: Cell | undefined): Money | null {
  return digits === null || digits === undefined ? null : money(digits);
}

export function textIfAny(amount: Money | null): string | null {
  return amount === null ? null : text(amount);
}
