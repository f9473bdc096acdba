const GROUPED = new Intl.NumberFormat('vi-VN');

/**
 * Digits of whole đồng as people read them: `1.610.000.000`. The text is formatted as the text that it is: it
 * never becomes a number, so nothing is rounded.
 */
export function grouped(digits: string): string {
  return GROUPED.format(digits as `${number}`);
}

/** The most digits that the service takes of an amount. */
const MOST_DIGITS = 18;

/**
 * What somebody typed or pasted, as digits of whole đồng: `1.610.000 đ` → `1610000`; null: that is no amount.
 * A comma before three digits separates thousands as a dot does; decimals are no đồng.
 */
export function digitsOf(typed: string): string | null {
  const bare = typed
    .trim()
    .replace(/(?:đồng|vnđ|vnd|đ)$/i, '')
    .trim()
    .replace(/[\s\u00a0]/g, '');
  if (!/^\d+$/.test(bare) && !/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(bare)) return null;
  const digits = bare.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  return digits.length <= MOST_DIGITS ? digits : null;
}

/** The sum of whole đồng. */
export function sumOf(amounts: readonly string[]): string {
  return amounts.reduce((sum, each) => sum + BigInt(each), 0n).toString();
}

/** What is left of an amount. */
export function less(amount: string, taken: string): string {
  return (BigInt(amount) - BigInt(taken)).toString();
}

/** Whether there is none of it. */
export function isNone(digits: string): boolean {
  return BigInt(digits) === 0n;
}

/** Millions of đồng with one decimal, for an axis: `1.610,5`. Half a tenth is rounded up. */
export function inMillions(digits: string): string {
  const shifted = BigInt(digits) + 50_000n;
  // BigInt divides towards none; below it the next lower tenth is meant.
  const tenths = (shifted < 0n ? shifted - 99_999n : shifted) / 100_000n;
  const most = tenths < 0n ? -tenths : tenths;
  const tenth = most % 10n;
  const whole = `${tenths < 0n ? '-' : ''}${grouped(`${most / 10n}`)}`;
  return tenth === 0n ? whole : `${whole},${tenth}`;
}

/** A rate of a year, from its decimal string: `9,9 %`. */
export function percent(rate: string): string {
  return `${rate.replace('.', ',')} %`;
}
