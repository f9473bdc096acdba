import { Dec, type RatePercent } from '../primitives/money.ts';
import { folded } from '../primitives/likeness.ts';
import type { ReadCell } from './cells.ts';
import { numberOfText } from './numbers.ts';

/** For what time a rate is told. */
export type RatePeriod = 'year' | 'month';

export const RATE_PERIODS = ['year', 'month'] as const satisfies RatePeriod[];

/** What a cell says as a rate. */
export type RateRead =
  | { readonly kind: 'rate'; readonly percent: Dec; readonly period: RatePeriod | null }
  | { readonly kind: 'nothing' }
  /** `0.066`: 6.6 %, or so little. */
  | { readonly kind: 'doubtful' }
  | { readonly kind: 'none' };

/** A number below so much is rather a fraction than percent: no month costs so little. */
const LEAST_PERCENT = new Dec('0.2');

const MONTHS = 12;

const MOST_DECIMALS = 6;

const MONTH = /thang|\bth\b|\/ ?t\b/;
const YEAR = /nam|\/ ?n\b/;

/** The time that a title or heading tells of the rates below it; null: none, or both. */
export function periodIn(text: string): RatePeriod | null {
  const bare = folded(text);
  const [month, year] = [MONTH.test(bare), YEAR.test(bare)];
  return month === year ? null : month ? 'month' : 'year';
}

/** The rate that a cell says: percent for the time that the cell itself tells, if it does. */
export function rateOfCell(cell: ReadCell | null | undefined): RateRead {
  if (cell === null || cell === undefined) return { kind: 'nothing' };
  if (cell.kind === 'number') {
    const value = new Dec(cell.text);
    if (cell.percent === true) return { kind: 'rate', percent: value.times(100), period: null };
    const isDoubtful = value.greaterThan(0) && value.lessThan(LEAST_PERCENT);
    return isDoubtful ? { kind: 'doubtful' } : { kind: 'rate', percent: value, period: null };
  }
  if (cell.kind !== 'text') return { kind: 'none' };
  const bare = folded(cell.text);
  const isPercent = bare.includes('%');
  const period = periodIn(bare);
  const digits = bare.replace(/%.*$/, '').replace(/\/? ?(thang|nam|th)\.?$/, '');
  const read = numberOfText(digits, null);
  if (read.kind === 'nothing') return read;
  const value =
    read.kind === 'doubtful' ? read.decimal : read.kind === 'number' ? read.value : null;
  if (value === null) return { kind: 'none' };
  const isDoubtful = !isPercent && value.greaterThan(0) && value.lessThan(LEAST_PERCENT);
  return isDoubtful ? { kind: 'doubtful' } : { kind: 'rate', percent: value, period };
}

/** Percent a year (R1): twelve times a month's; null where it has more decimals than a rate has. */
export function yearly(percent: Dec, period: RatePeriod): RatePercent | null {
  const ofYear = period === 'month' ? percent.times(MONTHS) : percent;
  return ofYear.decimalPlaces() > MOST_DECIMALS || ofYear.isNegative() ? null : ofYear;
}

/** A rate from so much on can only be a year's: three percent a month are 36 a year. */
export const SURELY_YEARLY = new Dec(3);
