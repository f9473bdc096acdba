import { dayOf, type Day } from '../../primitives/dates.ts';
import { dongOf } from '../../primitives/dong.ts';
import { interestFalls, type DueDate, type Plan, type PlanVersion } from '../plan.ts';
import { dayList, END_OF_DAYS } from '../../primitives/datedSums.ts';

/** Due dates as days, in their order; the payable-by days are ended by `END_OF_DAYS`. */
export interface DueDays {
  readonly dueOn: Int32Array;
  readonly payableBy: Int32Array;
}

/** What the instalments of a version ask for (R4, R14). */
export interface VersionDays extends DueDays {
  readonly from: Day;
  /** Asked by no, one, two … of them, with the paid parts of those replaced. */
  readonly asked: BigInt64Array;
}

/** A plan by day, as numbers. */
export interface PlanDays {
  readonly versions: readonly [VersionDays, ...VersionDays[]];
  /** When in-term interest falls due (R5); `dueOn` is ended by `END_OF_DAYS` too. */
  readonly falls: DueDays & { readonly isOfPeriod: readonly boolean[] };
  /** The days on which the plan may change a balance. */
  readonly days: Int32Array;
}

function dueDays(dues: readonly DueDate[]): DueDays {
  const dueOn = new Int32Array(dues.length + 1);
  const payableBy = new Int32Array(dues.length + 1);
  let place = 0;
  for (const due of dues) {
    dueOn[place] = dayOf(due.dueOn);
    payableBy[place] = dayOf(due.payableBy);
    place += 1;
  }
  dueOn[dues.length] = END_OF_DAYS;
  payableBy[dues.length] = END_OF_DAYS;
  return { dueOn, payableBy };
}

function versionDays({ from, instalments, replacedPrincipal }: PlanVersion): VersionDays {
  const asked = new BigInt64Array(instalments.length + 1);
  let sum = dongOf(replacedPrincipal);
  asked[0] = sum;
  let count = 0;
  for (const { principal } of instalments) {
    sum += dongOf(principal);
    count += 1;
    asked[count] = sum;
  }
  return { from: dayOf(from), ...dueDays(instalments), asked };
}

export function planDays(plan: Plan): PlanDays {
  const falls = interestFalls(plan);
  const [first, ...later] = plan.versions;
  const versions = [versionDays(first), ...later.map(versionDays)] as const;
  const due = dueDays(falls);
  const days = dayList(
    versions.map((each) => each.from),
    ...versions.map((each) => each.payableBy),
    due.dueOn,
    due.payableBy,
  );
  // An opened loan has due dates before the first day that is known of it (R33).
  const begin = plan.isOpened ? versions[0].from : -END_OF_DAYS;
  return {
    versions: [...versions],
    falls: { ...due, isOfPeriod: falls.map((each) => each.isOfPeriod) },
    days: days.filter((day) => day >= begin),
  };
}

/** What of an instalment is unpaid: what was repaid settles the oldest first (R6). */
export function unpaidOfInstalment({ asked }: VersionDays, place: number, repaid: bigint): bigint {
  const before = asked[place] ?? 0n;
  const settled = repaid > before ? repaid : before;
  const unpaid = (asked[place + 1] ?? 0n) - settled;
  return unpaid > 0n ? unpaid : 0n;
}
