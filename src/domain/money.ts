import { Decimal } from 'decimal.js';

/** The one decimal type of the service: 60 digits, so no product or quotient here is ever cut. */
export const Dec = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 40 });
export type Dec = Decimal;

/** A whole number of đồng (R1). */
export type Money = Dec;

/** A rate in percent a year (R1). */
export type RatePercent = Dec;

export const ZERO: Money = new Dec(0);

/** The year has 365 days, also in leap years (R2); rates are percent. */
const DAYS_TIMES_PERCENT = new Dec(36_500);

/** Money from its JSON or database form: a string of digits, or with a minus for what we print. */
export function money(digits: string): Money {
  if (!/^-?\d+$/.test(digits)) throw new RangeError(`not a whole number of đồng: ${digits}`);
  return new Dec(digits);
}

/** A rate in percent a year from its decimal string. */
export function rate(text: string): RatePercent {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new RangeError(`not a rate: ${text}`);
  return new Dec(text);
}

/** Money or a rate as the decimal string of the contract, without needless zeros (R1). */
export function text(amount: Dec): string {
  return amount.isZero() ? '0' : amount.toFixed();
}

/** Interest in whole đồng: balance × rate × days / 36500, rounded half-up, once (R3). */
export function interestHalfUp(balance: Money, ratePercent: RatePercent, days: number): Money {
  return balance
    .times(ratePercent)
    .times(days)
    .div(DAYS_TIMES_PERCENT)
    .toDecimalPlaces(0, Dec.ROUND_HALF_UP);
}

/** The part rounded down to a multiple of `step`. */
export function floorToMultiple(amount: Money, step: Money): Money {
  return amount.div(step).toDecimalPlaces(0, Dec.ROUND_FLOOR).times(step);
}

export function sum(amounts: Iterable<Money>): Money {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

export function min(a: Money, b: Money): Money {
  return a.lessThan(b) ? a : b;
}

/** The amount, or nothing where it is negative. */
export function positive(amount: Money): Money {
  return amount.isNegative() ? ZERO : amount;
}
