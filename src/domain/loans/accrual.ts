import type { FundRules } from '../policies/fundRules.ts';
import { dateOf, dayOf, type CalendarDate, type Day } from '../primitives/dates.ts';
import { moneyOf, ratePercentOf } from '../primitives/dong.ts';
import {
  addAllocations,
  NO_ALLOCATION,
  type Allocation,
  type InterestComponent,
  type LoanFacts,
} from './facts.ts';
import { loanDays } from './fold/loanDays.ts';
import { planDays } from './fold/planDays.ts';
import type { Run } from './fold/segmenting.ts';
import { openCredit, openPaidOffOn, type LoanOpening } from './opening.ts';
import { Dec, ZERO, type Money, type RatePercent } from '../primitives/money.ts';
import { interestFalls, planOf, type InterestFall, type Plan, type PlanVersion } from './plan.ts';
import { Sweep } from './sweep.ts';
import type { LoanTerms } from './terms.ts';

export type InterestClass = 'in_term' | 'overdue' | 'late';

/** The component of a receipt or waiver that settles each class of interest (R8). */
export const COMPONENT_OF = {
  in_term: 'inTermInterest',
  overdue: 'overdueInterest',
  late: 'lateInterest',
} as const satisfies Record<InterestClass, InterestComponent>;

/** A maximal run of days with one balance and rate in one interest period, rounded once (R3). */
export interface Segment {
  readonly class: InterestClass;
  readonly balance: Money;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
  readonly ratePercent: RatePercent;
  readonly interest: Money;
  /** On a line of what was owed when the loan was taken over (R33): no days and no balance. */
  readonly opening?: OpeningLine;
}

/** What a line taken over stands for: interest due on a day, or (null) not yet due or of no date. */
export interface OpeningLine {
  readonly dueOn: CalendarDate | null;
}

/** An amount of in-term interest that fell due (R5). */
export interface InterestDue extends InterestFall {
  readonly amount: Money;
}

/** Everything that a loan's days gave rise to up to the close of a day, line by line. */
export interface Accrual {
  readonly plan: Plan | null;
  /** The version of the plan in force. */
  readonly version: PlanVersion | null;
  /** In the order in which they ended. */
  readonly segments: readonly Segment[];
  readonly accrued: Readonly<Record<InterestClass, Money>>;
  readonly interestDues: readonly InterestDue[];
  readonly paid: Allocation;
  /** By component; never any principal. */
  readonly waived: Allocation;
}

function segmentOf(of: InterestClass, { balance, rate, from, to, interest }: Run): Segment {
  return {
    class: of,
    balance: moneyOf(balance),
    from: dateOf(from),
    to: dateOf(to),
    days: to - from,
    ratePercent: ratePercentOf(rate),
    interest: moneyOf(interest),
  };
}

const NO_RATE: RatePercent = new Dec(0);

/** The interest that was owed when the loan was taken over, line by line: they begin its listing. */
function openingLines(opening: LoanOpening): Segment[] {
  const line = (of: InterestClass, interest: Money, dueOn: CalendarDate | null): Segment => ({
    class: of,
    balance: ZERO,
    from: dueOn ?? opening.on,
    to: dueOn ?? opening.on,
    days: 0,
    ratePercent: NO_RATE,
    interest,
    opening: { dueOn },
  });
  return [
    ...opening.interestDue.map(({ dueOn, amount }) => line('in_term', amount, dueOn)),
    line('in_term', opening.accruedInterest, null),
    line('overdue', opening.overdueInterest, null),
    line('late', opening.lateInterest, null),
  ].filter(({ interest }) => !interest.isZero());
}

function paidIn({ opening, repayments }: LoanFacts): Allocation {
  const before = { ...NO_ALLOCATION, ...openCredit(opening) };
  return repayments.map((fact) => fact.allocation).reduce(addAllocations, before);
}

function waivedIn({ waivers }: LoanFacts): Allocation {
  return waivers
    .map(({ component, amount }) => ({ ...NO_ALLOCATION, [component]: amount }))
    .reduce(addAllocations, NO_ALLOCATION);
}

/** What fell due, each amount what accrued since the one before (R5). */
function interestDues(falls: readonly InterestFall[], { fallen, fallenCount }: Sweep) {
  return falls.slice(0, fallenCount).map((fall, index) => ({
    ...fall,
    amount: moneyOf((fallen[index + 1] ?? 0n) - (fallen[index] ?? 0n)),
  }));
}

/**
 * The interest of the days before `until`, segment by segment (R2–R8, R14). The facts are those dated
 * `until` or earlier.
 */
export function accrue(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  until: CalendarDate,
): Accrual {
  const settling = { paid: paidIn(facts), waived: waivedIn(facts) };
  const plan = planOf(terms, facts, rules);
  if (plan === null) {
    const accrued = { in_term: ZERO, overdue: ZERO, late: ZERO };
    return { plan, version: null, segments: [], accrued, interestDues: [], ...settling };
  }
  const segments: Segment[] = facts.opening === null ? [] : openingLines(facts.opening);
  const keep = (of: InterestClass) => (run: Run) => segments.push(segmentOf(of, run));
  const days = planDays(plan);
  const last: Day = dayOf(until);
  const sweep = new Sweep(loanDays(terms, facts, rules), days, {
    inTerm: keep('in_term'),
    overdue: keep('overdue'),
    late: keep('late'),
  });
  sweep.sweepUntil(last);
  for (const segmenting of [sweep.inTerm, sweep.overdue, sweep.late]) segmenting.end(last);
  return {
    plan,
    version: plan.versions.findLast((each) => each.from <= until) ?? plan.versions[0],
    segments,
    accrued: {
      in_term: moneyOf(sweep.inTerm.accrued),
      overdue: moneyOf(sweep.overdue.accrued),
      late: moneyOf(sweep.late.accrued),
    },
    interestDues: interestDues(interestFalls(plan), sweep),
    ...settling,
  };
}

/**
 * The days on which a balance or a rate may change, oldest first, up to `until` (R3), and those from which days
 * past due are counted, which of a loan that was taken over may lie before its opening (R6, R33).
 */
export function turningDays(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  until: CalendarDate,
): CalendarDate[] {
  const plan = planOf(terms, facts, rules);
  if (plan === null) return [];
  const loan = loanDays(terms, facts, rules);
  const dues = [...plan.versions.flatMap((each) => each.instalments), ...interestFalls(plan)];
  const paidOffOn = facts.opening && openPaidOffOn(facts.opening);
  const days = new Set([
    ...loan.days,
    ...loan.paid.days,
    ...planDays(plan).days,
    ...dues.map((each) => dayOf(each.payableBy)),
    ...(paidOffOn === null ? [] : [dayOf(paidOffOn)]),
  ]);
  const last = dayOf(until);
  return [...days]
    .filter((day) => day <= last)
    .toSorted((a, b) => a - b)
    .map(dateOf);
}
