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

const amountIn = (cell: Cell | undefined): Money => {
  const digits = given(cell);
  return digits === '0' ? ZERO : money(digits);
};

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
