import { isRestDay, payableBy, type FundRules } from './fundRules.ts';
import { addDays, earlier, later, type CalendarDate } from '../primitives/dates.ts';
import type { DatedPolicy } from './policies.ts';

/** Days from one to another, both included; null: without beginning or end. */
export interface DaySpan {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

export function overlap(a: DaySpan, b: DaySpan): boolean {
  const endsBefore = (x: DaySpan, y: DaySpan): boolean =>
    x.to !== null && y.from !== null && x.to < y.from;
  return !endsBefore(a, b) && !endsBefore(b, a);
}

/** The policies by which the days and the rates of a loan are read (R6, R7). */
const LOAN_POLICIES = ['nonWorkingDays', 'overdueRateSharePercent'] as const;

/** What stands between the equal beginnings and the equal ends of two lists. */
function unequal<T>(before: readonly T[], after: readonly T[]): T[] {
  const was = before.map((each) => JSON.stringify(each));
  const is = after.map((each) => JSON.stringify(each));
  const shorter = Math.min(was.length, is.length);
  let begins = 0;
  while (begins < shorter && was[begins] === is[begins]) begins += 1;
  let ends = 0;
  while (ends < shorter - begins && was.at(-1 - ends) === is.at(-1 - ends)) ends += 1;
  const between = (of: readonly T[]): T[] => of.slice(begins, of.length - ends);
  return [...between(before), ...between(after)];
}

/** The span from the beginning of the first of two to the end of the last. */
function across(a: DaySpan, b: DaySpan): DaySpan {
  return {
    from: a.from === null || b.from === null ? null : earlier(a.from, b.from),
    to: a.to === null || b.to === null ? null : later(a.to, b.to),
  };
}

/**
 * The days that two sets of rules may read in different ways, with the days of rest before them:
 * what is due on those may be shifted otherwise (R6). Null: they read all days alike.
 */
export function changedDays({
  before,
  after,
}: {
  readonly before: FundRules;
  readonly after: FundRules;
}): DaySpan | null {
  const days = (['holidays', 'workingDays'] as const).flatMap((kind) => [
    ...[...before[kind]].filter((day) => !after[kind].has(day)),
    ...[...after[kind]].filter((day) => !before[kind].has(day)),
  ]);
  const policies = LOAN_POLICIES.flatMap((name) =>
    unequal<DatedPolicy<unknown>>(before.policies[name], after.policies[name]),
  );
  const [first, ...more] = [
    ...days.map((day): DaySpan => ({ from: day, to: day })),
    ...policies.map(({ effectiveOn, endsOn }): DaySpan => ({ from: effectiveOn, to: endsOn })),
  ];
  if (first === undefined) return null;
  let { from, to } = more.reduce(across, first);
  const isRest = (day: CalendarDate): boolean => isRestDay(day, before) || isRestDay(day, after);
  while (from !== null && isRest(addDays(from, -1))) from = addDays(from, -1);
  return { from, to };
}

/** A due date with the day by which it was payable, and the day by which it is. */
export interface Shift {
  readonly dueOn: CalendarDate;
  readonly before: CalendarDate;
  readonly after: CalendarDate;
}

/** The due dates that two sets of rules shift to different days, where they differ in holidays (R6). */
export function shifts(rules: { readonly before: FundRules; readonly after: FundRules }): Shift[] {
  const { from = null, to = null } = changedDays(rules) ?? {};
  const found: Shift[] = [];
  if (from === null || to === null) return found;
  for (let dueOn = from; dueOn <= to; dueOn = addDays(dueOn, 1)) {
    const [before, after] = [payableBy(dueOn, rules.before), payableBy(dueOn, rules.after)];
    if (before !== after) found.push({ dueOn, before, after });
  }
  return found;
}
