import { addDays, dayOfWeek, type CalendarDate } from './dates.ts';
import { inForce, type Policies } from './policies.ts';

/** What a fund's loans are read by: its holidays and its policies. */
export interface Calendar {
  /** Days on which nothing is payable besides those of the week (R6). */
  readonly holidays: ReadonlySet<CalendarDate>;
  readonly policies: Policies;
}

/** The due date, or where that is no working day, the next one that is (R6, Civil Code art. 148). */
export function payableBy(dueOn: CalendarDate, { holidays, policies }: Calendar): CalendarDate {
  let day = dueOn;
  for (;;) {
    const isRestDay = inForce(policies, 'nonWorkingDays', day).includes(dayOfWeek(day));
    if (!isRestDay && !holidays.has(day)) return day;
    day = addDays(day, 1);
  }
}
