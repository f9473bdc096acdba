import type { Allocation } from '../../domain/loans/facts.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';

type Digits = { readonly [component in keyof Allocation]: string };

type DigitsIfAny = { readonly [component in keyof Allocation]: string | null };

/** Money by component (R8) from its columns. */
export function componentsOf(row: Digits): Allocation {
  return {
    principal: money(row.principal),
    inTermInterest: money(row.inTermInterest),
    overdueInterest: money(row.overdueInterest),
    lateInterest: money(row.lateInterest),
  };
}

/** Money by component from columns that are all given, or none. */
export function componentsIfAnyOf(row: DigitsIfAny): Allocation | null {
  const { principal, inTermInterest, overdueInterest, lateInterest } = row;
  if (principal === null || inTermInterest === null) return null;
  if (overdueInterest === null || lateInterest === null) return null;
  return componentsOf({ principal, inTermInterest, overdueInterest, lateInterest });
}

/** Money by component for its columns. */
export function digitsOf(amounts: Allocation): Digits {
  return {
    principal: text(amounts.principal),
    inTermInterest: text(amounts.inTermInterest),
    overdueInterest: text(amounts.overdueInterest),
    lateInterest: text(amounts.lateInterest),
  };
}

export function moneyIfAny(digits: string | null): Money | null {
  return digits === null ? null : money(digits);
}

export function textIfAny(amount: Money | null): string | null {
  return amount === null ? null : text(amount);
}
