import { payableBy, type FundRules } from '../../../src/domain/policies/fundRules.ts';
import { daysBetween, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  addAllocations,
  NO_ALLOCATION,
  type Allocation,
  type Freeze,
  type LoanFacts,
} from '../../../src/domain/loans/facts.ts';
import {
  interestHalfUp,
  positive,
  ZERO,
  type Money,
  type RatePercent,
} from '../../../src/domain/primitives/money.ts';
import type { LoanOpening } from '../../../src/domain/loans/opening.ts';
import { planOf, type DueDate, type Plan, type PlanVersion } from './plan.ts';
import { Principal } from './principal.ts';
import { rateDays, Rates } from './rates.ts';
import { Timeline } from './timeline.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';

export type InterestClass = 'in_term' | 'overdue' | 'late';

/** The component of a receipt or waiver that settles each class of interest (R8). */
export const COMPONENT_OF = {
  in_term: 'inTermInterest',
  overdue: 'overdueInterest',
  late: 'lateInterest',
} as const satisfies Record<InterestClass, keyof Allocation>;

/** A maximal run of days with one balance and rate in one interest period, rounded once (R3). */
export interface Segment {
  readonly class: InterestClass;
  readonly balance: Money;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
  readonly ratePercent: RatePercent;
  readonly interest: Money;
}

/** An amount of in-term interest that fell due (R5). */
export interface InterestDue extends DueDate {
  readonly amount: Money;
  /** False: of the days from a final due date to its payable-by, which are no period. */
  readonly isOfPeriod: boolean;
}

/** Everything that a loan's days gave rise to up to the close of a day. */
export interface Accrual {
  readonly plan: Plan | null;
  readonly version: PlanVersion | null;
  readonly segments: readonly Segment[];
  readonly accrued: Readonly<Record<InterestClass, Money>>;
  readonly interestDues: readonly InterestDue[];
  readonly disbursed: Money;
  readonly paid: Allocation;
  /** By component; never any principal. */
  readonly waived: Allocation;
  readonly isChargedOff: boolean;
  readonly lastPrincipalPaidOn: CalendarDate | null;
  /** The last day at whose close everything was paid. */
  readonly settledOn: CalendarDate | null;
}

/** The run of one class that is open on the day being swept. */
class Run {
  readonly #class: InterestClass;
  readonly #segments: Segment[];
  #since: CalendarDate | null = null;
  #balance: Money = ZERO;
  #ratePercent: RatePercent = ZERO;
  accrued: Money = ZERO;

  constructor(of: InterestClass, segments: Segment[]) {
    this.#class = of;
    this.#segments = segments;
  }

  /** Ends the run before `day`, rounding its interest. */
  end(day: CalendarDate): void {
    if (this.#since !== null && this.#since < day && !this.#balance.isZero()) {
      const days = daysBetween(this.#since, day);
      const interest = interestHalfUp(this.#balance, this.#ratePercent, days);
      this.accrued = this.accrued.plus(interest);
      this.#segments.push({
        class: this.#class,
        balance: this.#balance,
        from: this.#since,
        to: day,
        days,
        ratePercent: this.#ratePercent,
        interest,
      });
    }
    this.#since = null;
  }

  /** What bears interest from `day` on; the run goes on where balance and rate are unchanged. */
  carry(balance: Money, ratePercent: RatePercent, day: CalendarDate): void {
    const isSame = balance.equals(this.#balance) && ratePercent.equals(this.#ratePercent);
    if (this.#since !== null && isSame) return;
    this.end(day);
    this.#since = day;
    this.#balance = balance;
    this.#ratePercent = ratePercent;
  }
}

/** What was owed when the loan was taken over, line by line (R33); of in-term interest what fell due first. */
function openingSegments(opening: LoanFacts['opening']): (Segment & OpeningOf)[] {
  if (opening === null) return [];
  const nothing = { balance: ZERO, days: 0, ratePercent: ZERO };
  const undated = (of: InterestClass, interest: Money): Segment & OpeningOf => ({
    ...nothing,
    class: of,
    from: opening.on,
    to: opening.on,
    interest,
    opening: { dueOn: null },
  });
  const dues = opening.interestDue.map(({ dueOn, amount: interest }) => ({
    ...nothing,
    class: 'in_term' as const,
    from: dueOn,
    to: dueOn,
    interest,
    opening: { dueOn },
  }));
  const others = [
    undated('in_term', opening.accruedInterest),
    undated('overdue', opening.overdueInterest),
    undated('late', opening.lateInterest),
  ];
  return [...dues, ...others].filter(({ interest }) => !interest.isZero());
}

/** When what had accrued fell due before the opening, by a recall's deadline (R14 b); else null. */
function recalledBefore(opening: LoanOpening, plan: Plan): CalendarDate | null {
  const [{ finalDue }] = plan.versions;
  if (opening.accruedInterest.isZero() || finalDue.payableBy > opening.on) return null;
  const last = opening.interestDue.at(-1)?.dueOn ?? finalDue.dueOn;
  return last > finalDue.dueOn ? last : finalDue.dueOn;
}

interface OpeningOf {
  readonly opening: { readonly dueOn: CalendarDate | null };
}

/**
 * The last days of a plan: in-term interest from the final due date on falls due on its payable-by,
 * unless a decision on or before that day moved the final due date on (R5).
 */
function lastDays(plan: Plan, openedOn: CalendarDate | null): DueDate[] {
  return plan.versions.flatMap((version, index) => {
    const { dueOn, payableBy } = version.finalDue;
    const next = plan.versions[index + 1];
    // The final due date may have passed when the loan was taken over, and its payable-by not yet (R33).
    const runs = dueOn >= version.from || (version.from === openedOn && payableBy > openedOn);
    const reached = runs && (next === undefined || dueOn < next.from);
    if (!reached || dueOn === payableBy) return [];
    const inForce = plan.versions.findLast((each) => each.from <= payableBy) ?? version;
    return inForce.finalDue.dueOn > dueOn ? [] : [{ dueOn: payableBy, payableBy }];
  });
}

/** The days on which a balance or a rate may change, oldest first, up to `until` (R3). */
export function turningDays(
  plan: Plan,
  facts: LoanFacts,
  rules: FundRules,
  until: CalendarDate,
): CalendarDate[] {
  const days = new Set<CalendarDate>(rateDays(facts.rateChanges, rules.policies));
  for (const fact of facts.disbursements) days.add(fact.effectiveOn);
  for (const fact of facts.repayments) days.add(fact.effectiveOn);
  for (const fact of facts.waivers) days.add(fact.effectiveOn);
  for (const fact of facts.chargeOffs) days.add(fact.effectiveOn);
  for (const { on } of freezeSteps(facts.freezes)) days.add(on);
  for (const version of plan.versions) {
    days.add(version.from);
    for (const instalment of version.instalments) days.add(instalment.payableBy);
  }
  for (const due of plan.interestDues) {
    days.add(due.dueOn);
    days.add(due.payableBy);
  }
  for (const { dueOn } of facts.opening?.interestDue ?? []) days.add(payableBy(dueOn, rules));
  const { opening } = facts;
  if (opening !== null) days.add(opening.on);
  // Before a loan is taken over nothing is known of it (R33).
  const known = [...days].filter((day) => opening === null || day >= opening.on);
  return known.filter((day) => day <= until).toSorted();
}

/** The days on which a freeze begins or ends. */
function freezeSteps(freezes: readonly Freeze[]): { on: CalendarDate; step: number }[] {
  return freezes.flatMap(({ from, to }) =>
    to === null
      ? [{ on: from, step: 1 }]
      : [
          { on: from, step: 1 },
          { on: to, step: -1 },
        ],
  );
}

/** How many freezes are in force, day by day (R14 c). */
class Freezes {
  readonly #steps: Timeline<{ on: CalendarDate; step: number }>;
  #inForce = 0;

  constructor(freezes: readonly Freeze[]) {
    this.#steps = new Timeline(freezeSteps(freezes), (each) => each.on);
  }

  isFrozenOn(day: CalendarDate): boolean {
    for (const { step } of this.#steps.takeUntil(day)) this.#inForce += step;
    return this.#inForce > 0;
  }
}

/** In-term interest as it falls due, and what of it is payable on or before a day (R5, R8). */
class DueInterest {
  readonly dues: InterestDue[] = [];
  #accrued: Money = ZERO;
  #payable: Money = ZERO;
  #next = 0;

  /** What accrued since the last due date falls due. */
  fall({ dueOn, payableBy }: DueDate, accrued: Money, isOfPeriod: boolean): void {
    this.dues.push({ dueOn, payableBy, amount: accrued.minus(this.#accrued), isOfPeriod });
    this.#accrued = accrued;
  }

  payableUntil(day: CalendarDate): Money {
    for (;;) {
      const due = this.dues[this.#next];
      if (due === undefined || due.payableBy > day) return this.#payable;
      this.#payable = this.#payable.plus(due.amount);
      this.#next += 1;
    }
  }
}

/** Interest no longer asked for, by component, day by day (R14 d). */
class Waived {
  readonly #waivers: Timeline<LoanFacts['waivers'][number]>;
  total: Allocation = NO_ALLOCATION;

  constructor(waivers: LoanFacts['waivers']) {
    this.#waivers = new Timeline(waivers, (fact) => fact.effectiveOn);
  }

  takeUp(day: CalendarDate): void {
    for (const { component, amount } of this.#waivers.takeUntil(day)) {
      this.total = { ...this.total, [component]: this.total[component].plus(amount) };
    }
  }
}

/**
 * Sweeps a loan's days and gives its interest, segment by segment, for the days before `until`
 * (R2–R8, R14). The facts are those dated `until` or earlier.
 */
export function accrue(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  until: CalendarDate,
): Accrual {
  const plan = planOf(terms, facts, rules);
  if (plan === null) return untouched(facts, until);
  const { opening } = facts;
  const segments: Segment[] = openingSegments(opening);
  const inTerm = new Run('in_term', segments);
  const overdue = new Run('overdue', segments);
  const late = new Run('late', segments);
  const runs = [inTerm, overdue, late];
  const principal = new Principal(terms, plan, facts);
  const rates = new Rates(terms, facts.rateChanges, rules.policies);
  const freezes = new Freezes(facts.freezes);
  const waived = new Waived(facts.waivers);
  const dueInterest = new DueInterest();
  const periodEnds = new Timeline(plan.interestDues, (due) => due.dueOn);
  const endings = new Timeline(lastDays(plan, opening?.on ?? null), (due) => due.dueOn);
  for (const { dueOn, amount } of opening?.interestDue ?? []) {
    inTerm.accrued = inTerm.accrued.plus(amount);
    dueInterest.fall({ dueOn, payableBy: payableBy(dueOn, rules) }, inTerm.accrued, true);
  }
  if (opening !== null) {
    inTerm.accrued = inTerm.accrued.plus(opening.accruedInterest);
    const fell = recalledBefore(opening, plan);
    if (fell !== null) {
      dueInterest.fall({ dueOn: fell, payableBy: payableBy(fell, rules) }, inTerm.accrued, true);
    }
    overdue.accrued = opening.overdueInterest;
    late.accrued = opening.lateInterest;
  }
  let settledOn: CalendarDate | null = null;

  for (const day of turningDays(plan, facts, rules, until)) {
    const balances = principal.close(day, day);
    const { inTermPercent, overduePercent } = rates.on(day);
    const isFrozen = freezes.isFrozenOn(day);
    const bearing = (balance: Money): Money => (isFrozen ? ZERO : balance);
    const ended = periodEnds.takeUntil(day);
    if (ended.length > 0) for (const run of runs) run.end(day);
    inTerm.carry(bearing(balances.inTerm), inTermPercent, day);
    overdue.carry(bearing(balances.overdue), overduePercent, day);
    for (const due of ended) dueInterest.fall(due, inTerm.accrued, true);
    for (const due of endings.takeUntil(day)) dueInterest.fall(due, inTerm.accrued, false);
    waived.takeUp(day);
    const { paid } = principal;
    const settled = paid.inTermInterest.plus(waived.total.inTermInterest);
    const inArrears = positive(dueInterest.payableUntil(day).minus(settled));
    // At a rate of 0 there are no lines to print.
    const bearsLate = !principal.isInterestStopped && !terms.lateInterestRatePercent.isZero();
    late.carry(bearsLate ? bearing(inArrears) : ZERO, terms.lateInterestRatePercent, day);
    const isPaidOff = principal.unpaid.isZero() && !principal.disbursed.isZero();
    const owes = (run: Run, of: InterestClass): boolean =>
      run.accrued.greaterThan(paid[COMPONENT_OF[of]].plus(waived.total[COMPONENT_OF[of]]));
    const isSettled =
      isPaidOff && !owes(inTerm, 'in_term') && !owes(overdue, 'overdue') && !owes(late, 'late');
    if (isSettled) settledOn = day;
  }
  for (const run of runs) run.end(until);
  const { version, disbursed, paid, isChargedOff, lastPrincipalPaidOn } = principal;
  return {
    plan,
    version,
    segments,
    accrued: { in_term: inTerm.accrued, overdue: overdue.accrued, late: late.accrued },
    interestDues: dueInterest.dues,
    disbursed,
    paid,
    waived: waived.total,
    isChargedOff,
    lastPrincipalPaidOn,
    settledOn,
  };
}

function untouched(facts: LoanFacts, until: CalendarDate): Accrual {
  const waived = new Waived(facts.waivers);
  waived.takeUp(until);
  return {
    plan: null,
    version: null,
    segments: [],
    accrued: { in_term: ZERO, overdue: ZERO, late: ZERO },
    interestDues: [],
    disbursed: ZERO,
    paid: facts.repayments.map((fact) => fact.allocation).reduce(addAllocations, NO_ALLOCATION),
    waived: waived.total,
    isChargedOff: false,
    lastPrincipalPaidOn: null,
    settledOn: null,
  };
}
