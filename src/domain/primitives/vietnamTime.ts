import { addDays, daysBetween, type CalendarDate } from './dates.ts';

/** Viet Nam keeps UTC+7 all year. */
const OFFSET_MS = 7 * 3_600_000;

const DAY_MS = 86_400_000;
const EPOCH = '1970-01-01' as CalendarDate;

/** The calendar date in Asia/Ho_Chi_Minh at an instant, in milliseconds since 1970, UTC (R2). */
export function dateInVietnam(instantMs: number): CalendarDate {
  const local = instantMs + OFFSET_MS;
  return addDays(EPOCH, (local - (local % DAY_MS)) / DAY_MS);
}

/** The instant at which a day ends in Asia/Ho_Chi_Minh, in milliseconds since 1970, UTC. */
export const endOfDayInVietnam = (date: CalendarDate): number =>
  (daysBetween(EPOCH, date) + 1) * DAY_MS - OFFSET_MS;
