import { dateOf, dayOf, dayOfWeek, type CalendarDate, type Day } from '../primitives/dates.ts';
import { inForce, type Policies } from './policies.ts';

/** What a fund's loans are read by: its holidays and its policies. */
export interface FundRules {
  /** Days on which nothing is payable besides those of the week (R6). */
  readonly holidays: ReadonlySet<CalendarDate>;
  /** Days of the weekend on which work is made up for: what is due on them is payable on them. */
  readonly workingDays: ReadonlySet<CalendarDate>;
  readonly policies: Policies;
}

/** Whether nothing is payable on a day. */
export function isRestDay(day: CalendarDate, rules: FundRules): boolean {
  const { holidays, workingDays, policies } = rules;
  if (holidays.has(day)) return true;
  return !workingDays.has(day) && inForce(policies, 'nonWorkingDays', day).includes(dayOfWeek(day));
}

/** The days asked for before, by rules: a fund's due dates are few, and come again and again. */
const PAYABLE_DAYS = new WeakMap<FundRules, Map<Day, Day>>();

/** The day on which what falls due on a day is payable (R6). */
function payableDay(dueDay: Day, rules: FundRules): Day {
  const known = PAYABLE_DAYS.get(rules) ?? new Map<Day, Day>();
  if (known.size === 0) PAYABLE_DAYS.set(rules, known);
  const before = known.get(dueDay);
  if (before !== undefined) return before;
  let day = dueDay;
  while (isRestDay(dateOf(day), rules)) day += 1;
  known.set(dueDay, day);
  return day;
}

/** The due date, or where that is no working day, the next one that is (R6, Civil Code art. 148). */
export function payableBy(dueOn: CalendarDate, rules: FundRules): CalendarDate {
  return dateOf(payableDay(dayOf(dueOn), rules));
}
