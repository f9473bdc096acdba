import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** A calendar date `YYYY-MM-DD` in Asia/Ho_Chi_Minh, never an instant (R2). Compares as text. */
export type CalendarDate = string & { readonly __calendarDate: unique symbol };

/** How often a schedule falls due. */
export type Interval = 'month' | 'quarter' | 'half_year' | 'year';

const MONTHS: Record<Interval, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };

const DAY_IN_MS = 86_400_000;

const FIRST_YEAR = '1900';

const LAST_YEAR = '2199';

/** Whether the text is a date that exists, between the years 1900 and 2199. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = text.slice(0, 4);
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  return dayjs.utc(text).format('YYYY-MM-DD') === text;
}

/** A date from its text; a text that is no date is our bug, the world's was checked before. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
}

function stamp(date: CalendarDate): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));
}

function fromStamp(ms: number): CalendarDate {
  return dayjs.utc(ms).toISOString().slice(0, 10) as CalendarDate;
}

/** Days of the interval [from, to): first day in, last day out (R2). */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (stamp(to) - stamp(from)) / DAY_IN_MS;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromStamp(stamp(date) + days * DAY_IN_MS);
}

/** A day of the week: 0 Sunday … 6 Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** 1 January 1970 was a Thursday. */
const WEEKDAY_OF_EPOCH = 4;

export function dayOfWeek(date: CalendarDate): Weekday {
  const days = stamp(date) / DAY_IN_MS + WEEKDAY_OF_EPOCH;
  return (((days % 7) + 7) % 7) as Weekday;
}

/** The date so many months later, on the same day of the month, clamped to month's end (R27). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return dayjs.utc(date).add(months, 'month').format('YYYY-MM-DD') as CalendarDate;
}

/**
 * The date `steps` intervals after `first`, on its day of the month, clamped to month's end (R4).
 */
export function stepFrom(first: CalendarDate, every: Interval, steps: number): CalendarDate {
  return addMonths(first, MONTHS[every] * steps);
}

export function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}

export function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? b : a;
}

export function yearOf(date: CalendarDate): string {
  return date.slice(0, 4);
}

export function firstDayOfYear(date: CalendarDate): CalendarDate {
  return `${yearOf(date)}-01-01` as CalendarDate;
}

export function lastDayOfYear(date: CalendarDate): CalendarDate {
  return `${yearOf(date)}-12-31` as CalendarDate;
}
