import type { CalendarDate } from './dates.ts';
import { ZERO, type Money } from './money.ts';

/** A change of the principal money not lent out, signed: the days' sums of R18. */
export interface CashChange {
  readonly on: CalendarDate;
  readonly amount: Money;
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
