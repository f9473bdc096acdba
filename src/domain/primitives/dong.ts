import { ensure } from './errors.ts';
import { Dec, ZERO, type Money, type RatePercent } from './money.ts';

// Money and rates as whole numbers without end, for reckoning: exact, and far quicker than decimals.

/** A decimal keeps its digits in words of seven. */
const DIGITS_OF_WORD = 7;

const WORD = 10n ** 7n;

const WORD_SIZE = 10_000_000;

/** Rates are counted in units of 10⁻¹⁴ percent: a rate times a cap has so many decimals (R1, R7). */
const WORDS_OF_RATE = 2;

const RATE_UNIT = WORD ** 2n;

/** A year has 365 days (R2), and rates are percent. */
const DIVISOR = 36_500n * RATE_UNIT;

const HALF = DIVISOR / 2n;

/** The value in units of 10⁻⁷ to the power of `decimalWords`; it has no smaller part. */
function scaled(value: Dec, decimalWords: number): bigint {
  const { d: words, e: exponent, s: sign } = value;
  if (words[0] === 0) return 0n;
  const inFirst = ((exponent % DIGITS_OF_WORD) + DIGITS_OF_WORD) % DIGITS_OF_WORD;
  const firstPower = (exponent - inFirst) / DIGITS_OF_WORD + decimalWords;
  ensure(words.length <= firstPower + 1, 'a value is finer than its unit');
  let whole = 0n;
  if (words.length === 1) whole = BigInt(words[0] ?? 0);
  else if (words.length === 2) whole = BigInt((words[0] ?? 0) * WORD_SIZE + (words[1] ?? 0));
  else for (const word of words) whole = whole * WORD + BigInt(word);
  const missing = firstPower + 1 - words.length;
  if (missing > 0) whole *= missing === 1 ? WORD : WORD ** BigInt(missing);
  return sign < 0 ? -whole : whole;
}

/** Money as a whole number of đồng (R1). */
export function dongOf(amount: Money): bigint {
  return scaled(amount, 0);
}

const TWO_WORDS = WORD * WORD;

/** In which a whole number of two words, 14 digits, is parted; none of its digits is ever cut. */
const BYTES = new DataView(new ArrayBuffer(8));

const HALF_BYTES = 4;

const HALVES = 2 ** 32;

/** Two words or less are put in place as they are: a decimal is read from text seven times slower. */
function fromWords(high: number, low: number): Money {
  const amount = new Dec(0) as { d: number[]; e: number } & Money;
  let exponent = high === 0 ? 0 : DIGITS_OF_WORD;
  for (let rest = high === 0 ? low : high; rest >= 10; rest /= 10) exponent += 1;
  amount.e = exponent;
  amount.d = high === 0 ? [low] : low === 0 ? [high] : [high, low];
  return amount;
}

/** A whole number of đồng as money. */
export function moneyOf(dong: bigint): Money {
  if (dong === 0n) return ZERO;
  if (dong < 0n) return moneyOf(-dong).negated();
  if (dong >= TWO_WORDS) return new Dec(dong.toString());
  BYTES.setBigInt64(0, dong);
  const whole = BYTES.getInt32(0) * HALVES + BYTES.getUint32(HALF_BYTES);
  const low = whole % WORD_SIZE;
  return fromWords((whole - low) / WORD_SIZE, low);
}

/** A rate in percent a year, in units of 10⁻¹⁴ percent. */
export type RateUnits = bigint;

export function rateUnits(percent: RatePercent): RateUnits {
  return scaled(percent, WORDS_OF_RATE);
}

export function ratePercentOf(units: RateUnits): RatePercent {
  if (units === 0n) return ZERO;
  return new Dec(units.toString()).div(RATE_UNIT.toString());
}

/** So many percent of a rate, exactly (R7). */
export function shareOfRate(rate: RateUnits, percent: RateUnits): RateUnits {
  const product = rate * percent;
  ensure(product % (100n * RATE_UNIT) === 0n, 'a share of a rate is finer than its unit');
  return product / (100n * RATE_UNIT);
}

/** Interest in whole đồng: balance × rate × days / 36500, rounded half-up, once (R3). */
export function interestOf(balance: bigint, rate: RateUnits, days: number): bigint {
  const product = balance * rate * BigInt(days);
  return product < 0n ? -((HALF - product) / DIVISOR) : (product + HALF) / DIVISOR;
}

/** The share part / whole of an amount, none of them below 0, rounded half-up, once. */
export function shareHalfUp(amount: bigint, part: bigint, whole: bigint): bigint {
  return (2n * amount * part + whole) / (2n * whole);
}
