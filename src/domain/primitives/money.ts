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

/** Rates have at most six decimals (R1). */
const RATE_UNIT = new Dec(1_000_000);

/** Money from its JSON or database form: a string of digits, or with a minus for what we print. */
export function money(digits: string): Money {
  if (!/^-?\d+$/.test(digits)) throw new RangeError(`not a whole number of đồng: ${digits}`);
  const amount = new Dec(digits);
  // The list of digits has room for sixteen more; a fund's book keeps hundreds of thousands of amounts.
  return Object.assign(amount, { d: amount.d.slice() });
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

/** So many percent of an amount in whole đồng, rounded half-up, once (R16). */
export function percentHalfUp(amount: Money, percent: Dec): Money {
  return amount.times(percent).div(100).toDecimalPlaces(0, Dec.ROUND_HALF_UP);
}

/** A part in percent of the whole, half-up to two decimals; null where there is no whole. */
export function sharePercentHalfUp(part: Money, whole: Money): Dec | null {
  if (whole.isZero()) return null;
  return part.times(100).div(whole).toDecimalPlaces(2, Dec.ROUND_HALF_UP);
}

/**
 * The smallest multiple of `step` that, paid at the end of each period, repays `principal` with its
 * interest: P·g₁·…·gₙ / (1 + gₙ + gₙ·gₙ₋₁ + … + gₙ·…·g₂), g = 1 + rate × days / 36500, exactly
 * (R4).
 */
export function levelPayment(
  principal: Money,
  ratePercent: RatePercent,
  days: readonly number[],
  step: Money,
): Money {
  // Whole numbers without end: gₖ = grown(daysₖ) / unit, all of it over one denominator.
  const whole = (of: Dec): bigint => BigInt(of.toFixed(0));
  const unit = whole(DAYS_TIMES_PERCENT.times(RATE_UNIT));
  const grown = (count: number): bigint => unit + whole(ratePercent.times(RATE_UNIT).times(count));
  let growth = 1n;
  let payments = 0n;
  let units = 1n;
  for (const count of days) {
    growth *= grown(count);
    payments = payments * grown(count) + units;
    units *= unit;
  }
  const dividend = whole(principal) * growth;
  const divisor = payments * unit * whole(step);
  const steps = (dividend + divisor - 1n) / divisor;
  return new Dec(steps.toString()).times(step);
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

type InDigits<Value> = Value extends Dec ? string : Value;

/** The same with its amounts in digits. */
export function inDigits<Of extends object>(of: Of) {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(of)) {
    fields[name] = value instanceof Dec ? text(value) : (value as unknown);
  }
  return fields as { readonly [Name in keyof Of]: InDigits<Of[Name]> };
}
