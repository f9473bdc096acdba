/** A calendar date `YYYY-MM-DD` in Asia/Ho_Chi_Minh, never an instant (R2). Compares as text. */
export type CalendarDate = string & { readonly __calendarDate: unique symbol };

/** A day as a number, for reckoning: days since 1 January 1970. Made from dates, never stored. */
export type Day = number;

/** How often a schedule falls due. */
export type Interval = 'month' | 'quarter' | 'half_year' | 'year';

const MONTHS: Record<Interval, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };

const DAY_IN_MS = 86_400_000;

const FIRST_YEAR = 1900;

const LAST_YEAR = 2199;

/** Terms may reckon from a date far back, or far ahead: these years bound every one. */
const FIRST_RECKONED_YEAR = 1700;

const LAST_RECKONED_YEAR = 2699;

/** The first day of each month of the years reckoned with, and of the month after the last. */
const MONTH_STARTS = Int32Array.from(
  { length: (LAST_RECKONED_YEAR - FIRST_RECKONED_YEAR + 1) * 12 + 1 },
  (_, index) => Date.UTC(FIRST_RECKONED_YEAR, index, 1) / DAY_IN_MS,
);

const digitAt = (text: string, place: number): number => text.charCodeAt(place) - 48;

const twoDigitsAt = (text: string, place: number): number =>
  digitAt(text, place) * 10 + digitAt(text, place + 1);

const yearIn = (date: string): number => twoDigitsAt(date, 0) * 100 + twoDigitsAt(date, 2);

/** The place of a date's month among those reckoned with. */
const monthIndexOf = (date: string): number =>
  (yearIn(date) - FIRST_RECKONED_YEAR) * 12 + twoDigitsAt(date, 5) - 1;

function monthStart(month: number): Day {
  const start = MONTH_STARTS[month];
  if (start === undefined) throw new RangeError('a date beyond the years reckoned with');
  return start;
}

/** The day of a date, as a number; also of one far ahead that stands for the end of time. */
export function dayOf(date: CalendarDate): Day {
  const month = monthIndexOf(date);
  const start = MONTH_STARTS[month] ?? Date.UTC(FIRST_RECKONED_YEAR, month, 1) / DAY_IN_MS;
  return start + twoDigitsAt(date, 8) - 1;
}

const pad = (count: number): string => (count < 10 ? `0${count}` : `${count}`);

/** The place of the month in which a day lies: the last one that starts on or before it. */
function monthOfDay(day: Day): number {
  let low = 0;
  let high = MONTH_STARTS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (monthStart(middle) <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The dates that were written before, by their day: those of a fund are few. */
const WRITTEN = new Map<Day, CalendarDate>();

/** The date of a day. */
export function dateOf(day: Day): CalendarDate {
  const known = WRITTEN.get(day);
  if (known !== undefined) return known;
  const month = monthOfDay(day);
  const ofYear = month % 12;
  const year = FIRST_RECKONED_YEAR + (month - ofYear) / 12;
  // Joined, not pasted: a text in one piece compares several times faster.
  const date = [year, pad(ofYear + 1), pad(day - monthStart(month) + 1)].join('-') as CalendarDate;
  WRITTEN.set(day, date);
  return date;
}

/** Whether the text is a date that exists, between the years 1900 and 2199. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = yearIn(text);
  const month = twoDigitsAt(text, 5);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  const inMonth = twoDigitsAt(text, 8);
  const start = monthIndexOf(text);
  return inMonth >= 1 && inMonth <= monthStart(start + 1) - monthStart(start);
}

/** A date from its text; a text that is no date is our bug, the world's was checked before. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
}

/** Days of the interval [from, to): first day in, last day out (R2). */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayOf(to) - dayOf(from);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOf(dayOf(date) + days);
}

/** A day of the week: 0 Sunday … 6 Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** 1 January 1970 was a Thursday. */
const WEEKDAY_OF_EPOCH = 4;

export function dayOfWeek(date: CalendarDate): Weekday {
  const days = dayOf(date) + WEEKDAY_OF_EPOCH;
  return (((days % 7) + 7) % 7) as Weekday;
}

/** The date so many months later, on the same day of the month, clamped to month's end (R27). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const month = monthIndexOf(date) + months;
  const monthEnd = monthStart(month + 1) - 1;
  const day = monthStart(month) + twoDigitsAt(date, 8) - 1;
  return dateOf(day > monthEnd ? monthEnd : day);
}

export function monthsOf(every: Interval): number {
  return MONTHS[every];
}

/** How many whole intervals, one more or less, lie between two dates; below 0 if the second is earlier. */
export function stepsBetween(first: CalendarDate, every: Interval, date: CalendarDate): number {
  const months = monthIndexOf(date) - monthIndexOf(first);
  return (months - (months % MONTHS[every])) / MONTHS[every];
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

/** The last day of the quarter in which a day lies (R22). */
export function quarterEndOf(day: Day): Day {
  const month = monthOfDay(day);
  return monthStart(month - (month % 3) + 3) - 1;
}
