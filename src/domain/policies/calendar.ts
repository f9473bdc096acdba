import { addDays, dayOfWeek, type CalendarDate } from '../primitives/dates.ts';
import { inForce, type Policies } from './policies.ts';

/** What a fund's loans are read by: its holidays and its policies. */
export interface Calendar {
  /** Days on which nothing is payable besides those of the week (R6). */
  readonly holidays: ReadonlySet<CalendarDate>;
  readonly policies: Policies;
}

/** Whether nothing is payable on a day. */
export function isRestDay(day: CalendarDate, { holidays, policies }: Calendar): boolean {
  return holidays.has(day) || inForce(policies, 'nonWorkingDays', day).includes(dayOfWeek(day));
}

/** The due date, or if that is no working day, the next working day (R6, Civil Code art. 148). */
export function payableBy(dueOn: CalendarDate, calendar: Calendar): CalendarDate {
  let day = dueOn;
  while (isRestDay(day, calendar)) day = addDays(day, 1);
  return day;
}
