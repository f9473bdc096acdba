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

/** The last instant before a fact was recorded: facts lie a millisecond apart at least (R21). */
export const justBefore = (recordedMs: number): Date => new Date(recordedMs - 1);

export const systemClock: Clock = {
  today: () => dateInVietnam(new Date()),
  now: () => new Date(),
};
