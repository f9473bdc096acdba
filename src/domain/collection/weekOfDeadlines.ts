import { addDays, type CalendarDate } from '../primitives/dates.ts';
import type { Deadline } from './deadlineKinds.ts';

/** What is to be done within a week, and what has passed without it. */
export interface WeekOfDeadlines {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  readonly lapsed: readonly Deadline[];
  readonly coming: readonly Deadline[];
}

/** The deadlines of a fund's week. */
export interface DeadlinesOfWeek extends WeekOfDeadlines {
  readonly fund: { readonly name: string; readonly province: string };
}

const DAYS = 7;

/** The last day of the week that begins with a day. */
export const weekUntil = (from: CalendarDate): CalendarDate => addDays(from, DAYS - 1);

/** The deadlines up to the end of a week, those that have passed apart. */
export function weekOfDeadlines(
  from: CalendarDate,
  deadlines: readonly Deadline[],
): WeekOfDeadlines {
  return {
    from,
    until: weekUntil(from),
    lapsed: deadlines.filter(({ payableBy }) => payableBy < from),
    coming: deadlines.filter(({ payableBy }) => payableBy >= from),
  };
}
