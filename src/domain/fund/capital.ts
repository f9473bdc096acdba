import type { CalendarDate } from '../primitives/dates.ts';
import { sum, type Money } from '../primitives/money.ts';

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
