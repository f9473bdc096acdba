import { calendarDate, stepFrom, addDays, yearOf, type CalendarDate } from './dates.ts';

/** A quarter of a year, such as `2023-Q2` (R22). Compares as text. */
export type Quarter = string & { readonly __quarter: unique symbol };

export const QUARTER_PATTERN = '^(19|20|21)\\d\\d-Q[1-4]$';

export function isQuarter(text: string): text is Quarter {
  return new RegExp(QUARTER_PATTERN).test(text);
}

/** The quarter in which a day lies. */
export function quarterOf(date: CalendarDate): Quarter {
  const month = +date.slice(5, 7) - 1;
  return `${yearOf(date)}-Q${(month - (month % 3)) / 3 + 1}` as Quarter;
}

export function firstDayOf(quarter: Quarter): CalendarDate {
  const month = +quarter.slice(-1) * 3 - 2;
  return calendarDate(`${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01`);
}

export function lastDayOf(quarter: Quarter): CalendarDate {
  return addDays(stepFrom(firstDayOf(quarter), 'quarter', 1), -1);
}
