import { addMonths, monthsOf, type CalendarDate } from '../primitives/dates.ts';
import { folded } from '../primitives/likeness.ts';
import type { Every } from './answers.ts';

const WORDS: readonly (readonly [RegExp, Every])[] = [
  [/cuoi ky|cuoi han|mot lan|\b1 lan|khi den han|den han|dao han|tat toan|maturity/, 'maturity'],
  [/\b6 ?(thang|th|t)\b|nua nam|sau thang|half_year|ban nien/, 'half_year'],
  [/\b3 ?(thang|th|t)\b|\bquy\b|ba thang|quarter/, 'quarter'],
  [/\b12 ?(thang|th|t)\b|\bnam\b|year/, 'year'],
  [/\b1 ?(thang|th|t)\b|\bthang\b|month/, 'month'],
];

/** How often something falls due, in words: `theo quý`, `6 tháng/lần`, `cuối kỳ`. Null: it cannot be told. */
export function everyOf(words: string): Every | null {
  const bare = folded(words);
  return WORDS.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** A term is at most so long: what goes back further is a wrong date. */
const MOST_DATES = 800;

/**
 * The due dates of a contract from the first behind its beginning to its last day, which all have the day
 * of the month of the last.
 *
 * @param first the first of them, if the book tells it
 */
export function dueDates(
  begin: CalendarDate,
  last: CalendarDate,
  every: Every,
  first: CalendarDate | null,
): CalendarDate[] {
  if (every === 'maturity') return [last];
  const step = monthsOf(every);
  const dates: CalendarDate[] = [];
  if (first !== null) {
    for (let at = 0; at < MOST_DATES; at += 1) {
      const date = addMonths(first, at * step);
      if (date >= last) break;
      dates.push(date);
    }
    return [...dates, last];
  }
  for (let at = 0; at < MOST_DATES; at += 1) {
    const date = addMonths(last, -at * step);
    if (date <= begin) break;
    dates.push(date);
  }
  return dates.toReversed();
}
