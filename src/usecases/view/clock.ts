import { calendarDate, type CalendarDate } from '../../domain/primitives/dates.ts';

/** Where "today" and "now" come from, so that tests and examples can say what day it is. */
export interface Clock {
  /** The calendar date in Asia/Ho_Chi_Minh (R2). */
  today(): CalendarDate;
  now(): Date;
}

/** Viet Nam keeps UTC+7 all year. */
const OFFSET_MS = 7 * 3_600_000;

/** The calendar date in Asia/Ho_Chi_Minh at an instant. */
export function dateInVietnam(instant: Date): CalendarDate {
  return calendarDate(new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10));
}

export const systemClock: Clock = {
  today: () => dateInVietnam(new Date()),
  now: () => new Date(),
};
