import { Dec, money, sum, type Money } from '../../domain/primitives/money.ts';

/** The fund's name, with its province where the name does not say it. */
export function fundName(fund: { name: string; province: string }): string {
  const saysProvince = fund.name.toLowerCase().includes(fund.province.toLowerCase());
  return saysProvince ? fund.name : `${fund.name} ${fund.province}`;
}

const TY = new Dec(1_000_000_000);

const TRIEU = new Dec(1_000_000);

const TY_DECIMALS = 2;

const TRIEU_DECIMALS = 1;

/** Below this an amount in triệu would read `0 triệu đồng`. */
const SMALLEST_IN_TRIEU = new Dec(50_000);

/** From here on an amount rounds to 1000 triệu, so it reads as tỷ. */
const SMALLEST_IN_TY = new Dec(999_950_000);

/** A figure in Vietnamese form: dots between thousands, a comma before the decimals (R23). */
function grouped(figure: Dec): string {
  const [whole = '', decimals] = figure.toFixed().split('.');
  const dotted = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals === undefined ? dotted : `${dotted},${decimals}`;
}

/** Digits of whole đồng with dots between the thousands: `1.610.000.000` (R23). */
export function groupedVnd(digits: string): string {
  return grouped(money(digits));
}

/** An amount to the đồng, for prose: `2.310.000.001 đồng` (R23). */
export function fullVnd(digits: string): string {
  return `${groupedVnd(digits)} đồng`;
}

/** A rate in percent a year, from its decimal string: `9,9%/năm`. */
export function yearlyRate(ratePercent: string): string {
  return `${grouped(new Dec(ratePercent))}%/năm`;
}

/** What prose shows of an amount: the rounded figure and its unit. */
interface Shown {
  readonly figure: Dec;
  readonly unit: 'tỷ đồng' | 'triệu đồng' | 'đồng';
  /** The đồng that figure and unit stand for. */
  readonly stated: Money;
}

function shown(amount: Money): Shown {
  const size = amount.abs();
  if (size.lessThan(SMALLEST_IN_TRIEU)) return { figure: amount, unit: 'đồng', stated: amount };
  if (size.lessThan(SMALLEST_IN_TY)) {
    const figure = amount.div(TRIEU).toDecimalPlaces(TRIEU_DECIMALS, Dec.ROUND_HALF_UP);
    return { figure, unit: 'triệu đồng', stated: figure.times(TRIEU) };
  }
  const figure = amount.div(TY).toDecimalPlaces(TY_DECIMALS, Dec.ROUND_HALF_UP);
  return { figure, unit: 'tỷ đồng', stated: figure.times(TY) };
}

/**
 * An amount as prose says it (R23): from 1 tỷ in tỷ with at most two decimals, below in triệu with
 * at most one, half-up (a negative amount like its size), trailing zeros dropped. Below 0.05 triệu
 * it is said to the đồng; what rounds up to 1000 triệu is 1 tỷ.
 */
export function shortVnd(digits: string): string {
  const { figure, unit } = shown(money(digits));
  return `${grouped(figure)} ${unit}`;
}

/** The printed total and its printed parts, in the order given. */
export interface SumTexts {
  readonly total: string;
  readonly parts: readonly string[];
}

/**
 * A sum and its signed parts as prose says them (R23): rounded where the rounded parts still add up
 * to the rounded total, else all of them to the đồng. Parts that are not the total are our bug.
 */
export function sumWithParts(total: string, parts: readonly string[]): SumTexts {
  const whole = money(total);
  const pieces = parts.map(money);
  if (!sum(pieces).equals(whole)) {
    throw new RangeError(`the parts ${parts.join(', ')} do not add up to ${total}`);
  }
  const addsUp = sum(pieces.map((piece) => shown(piece).stated)).equals(shown(whole).stated);
  const say = addsUp ? shortVnd : fullVnd;
  return { total: say(total), parts: parts.map(say) };
}

/** A count in prose, zero-padded below 10: `07` (R23). Nothing is `0`; prose says it in words. */
export function count(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`not a count: ${number}`);
  return number > 0 && number < 10 ? `0${number}` : grouped(new Dec(number));
}

/** Day, month and year without leading zeros, from `YYYY-MM-DD`. */
function dateParts(date: string): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

/** A date in prose: `30/6/2023` (R23). */
export function proseDate(date: string): string {
  const { day, month, year } = dateParts(date);
  return `${day}/${month}/${year}`;
}

const HOURS_AHEAD = 7;

/** An instant by the clock of Viet Nam: `21:18 ngày 28/11/2026`. */
export function momentText(instant: Date): string {
  const local = new Date(instant.getTime() + HOURS_AHEAD * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ngày ${proseDate(local.slice(0, 10))}`;
}

/** A date in a heading: `ngày 07 tháng 7 năm 2023`, zeros for days below 10, months 1–2 (R23). */
export function headingDate(date: string): string {
  const { day, month, year } = dateParts(date);
  const paddedMonth = month === '1' || month === '2' ? `0${month}` : month;
  return `ngày ${day.padStart(2, '0')} tháng ${paddedMonth} năm ${year}`;
}

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** The number of a quarter as it is written, and its year, from `2023-Q2`. */
export function quarterWords(quarter: string): { readonly number: string; readonly year: string } {
  const [year = '', number = ''] = quarter.split('-Q');
  return { number: ROMAN[+number - 1] ?? number, year };
}
