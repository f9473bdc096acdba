import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { dateInVietnam as dateAt } from '../../domain/primitives/vietnamTime.ts';

/** Where "today" and "now" come from, so that tests and examples can say what day it is. */
export interface Clock {
  /** The calendar date in Asia/Ho_Chi_Minh (R2). */
  today(): CalendarDate;
  now(): Date;
}

/** The calendar date in Asia/Ho_Chi_Minh at an instant. */
export const dateInVietnam = (instant: Date): CalendarDate => dateAt(instant.getTime());

export const systemClock: Clock = {
  today: () => dateInVietnam(new Date()),
  now: () => new Date(),
};
