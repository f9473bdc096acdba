import {
  addDays,
  addMonths,
  monthsOf,
  type CalendarDate,
  type Interval,
} from '../../primitives/dates.ts';

/** How far the days of a series lie apart. */
export const SERIES_STEPS = ['month', 'quarter', 'year'] as const satisfies readonly Interval[];

export type SeriesStep = (typeof SERIES_STEPS)[number];

/** How many days a series has at the most: four years of months. */
export const MOST_SERIES_DAYS = 48;

/** The first day after the month, quarter or year in which a day lies. */
function dayAfter(day: CalendarDate, every: SeriesStep): CalendarDate {
  const months = monthsOf(every);
  const month = +day.slice(5, 7) - 1;
  const first = `${day.slice(0, 7)}-01` as CalendarDate;
  return addMonths(first, months - (month % months));
}

/**
 * The last days of the months, quarters or years from one day to another, both included, and the other
 * day itself, which may lie within one; null: they are more than `MOST_SERIES_DAYS`.
 */
export function seriesDays(
  from: CalendarDate,
  to: CalendarDate,
  every: SeriesStep,
): CalendarDate[] | null {
  const days: CalendarDate[] = [];
  let last = addDays(dayAfter(from, every), -1);
  while (last < to) {
    days.push(last);
    if (days.length >= MOST_SERIES_DAYS) return null;
    last = addDays(dayAfter(addDays(last, 1), every), -1);
  }
  return [...days, to];
}
