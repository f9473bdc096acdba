import { firstShortfall, type CashChange } from '../primitives/datedAmounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { text, type Money } from '../primitives/money.ts';

/**
 * Money beside the principal: what came in otherwise than by receipts of loans (interest of a bank, a
 * fee), what was paid out of it (to the budget, for costs), what was there when the fund began to use the
 * service (R35).
 */
export const INCOME_KINDS = ['received', 'paid_out', 'brought_forward'] as const;

/** A movement of money beside the principal; `amount` is above 0 for every kind. */
export interface IncomeMovement {
  readonly id: string;
  readonly kind: (typeof INCOME_KINDS)[number];
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
}

/** By what the fund came to have interest and other money, or no longer has it. */
export const INCOME_GROUNDS = [
  'interestCollected',
  'recovered',
  'received',
  'broughtForward',
  'paidOut',
  'enforcementFees',
  'addedToCapital',
] as const;

export type IncomeGround = (typeof INCOME_GROUNDS)[number];

/** A change of the interest and other money, signed. */
export interface IncomeChange extends CashChange {
  readonly ground: IncomeGround;
}

/** The interest and other money at the close of a day, and by what it came about; uses are below 0. */
export type IncomeBalance = Readonly<Record<IncomeGround | 'balance', Money>>;

export function incomeAt(changes: Iterable<IncomeChange>, asOf: CalendarDate): IncomeBalance {
  const sums = {
    interestCollected: 0n,
    recovered: 0n,
    received: 0n,
    broughtForward: 0n,
    paidOut: 0n,
  };
  const all = { ...sums, enforcementFees: 0n, addedToCapital: 0n, balance: 0n };
  for (const { ground, on, amount } of changes) {
    if (on > asOf) continue;
    const dong = dongOf(amount);
    all[ground] += dong;
    all.balance += dong;
  }
  return {
    interestCollected: moneyOf(all.interestCollected),
    recovered: moneyOf(all.recovered),
    received: moneyOf(all.received),
    broughtForward: moneyOf(all.broughtForward),
    paidOut: moneyOf(all.paidOut),
    enforcementFees: moneyOf(all.enforcementFees),
    addedToCapital: moneyOf(all.addedToCapital),
    balance: moneyOf(all.balance),
  };
}

/**
 * Refuses to use more of the interest and other money than there is at the close of the day or of any
 * later one (R35).
 *
 * @param changes the standing changes without this one
 * @throws DomainError income-below-zero
 */
export function checkIncome(changes: readonly CashChange[], on: CalendarDate, amount: Money): void {
  const shortfall = firstShortfall([...changes, { on, amount: amount.negated() }], on);
  if (shortfall === null) return;
  throw new DomainError('income-below-zero', {
    rule: 'R35',
    figures: {
      amount: text(amount),
      on: shortfall.on,
      incomeAfter: text(shortfall.available),
    },
  });
}
