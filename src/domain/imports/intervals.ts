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

const MONTHS_OF_YEAR = 12;

/** A term is at most so long: what goes back further is a wrong date. */
const MOST_DATES = 800;

/**
 * The due dates of a contract from the first behind its beginning to its last day, which all have the day
 * of the month of the last.
 *
 * @param first what they are counted from, if it is known: the first of them, or a date before it
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
      if (date > begin) dates.push(date);
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

/**
 * What the due dates back from the last one are counted from (R5): the first of them, or where its month
 * is shorter than the day of the last, the latest date before it that has that day. Counted from 30 June,
 * the dates of a contract that ends on 31 March would leave the ends of its months.
 */
export function anchorOf(dates: readonly CalendarDate[], every: Every): CalendarDate | null {
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined || every === 'maturity') return null;
  const step = monthsOf(every);
  const backwards = Array.from({ length: MONTHS_OF_YEAR + 1 }, (_, at) =>
    addMonths(last, -(dates.length - 1 + at) * step),
  );
  return backwards.find((date) => date.slice(8) === last.slice(8)) ?? first;
}
