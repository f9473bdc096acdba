import { daysBetween, type CalendarDate, type Holidays } from './dates.ts';
import {
  COMPONENTS,
  type Allocation,
  type Disbursement,
  type LoanFacts,
  type Repayment,
} from './facts.ts';
import { interestHalfUp, min, positive, ZERO, type Money, type RatePercent } from './money.ts';
import { planOf, type DueDate, type Plan, type PlanVersion } from './plan.ts';
import type { Policies } from './policies.ts';
import type { LoanTerms } from './terms.ts';

export type InterestClass = 'in_term' | 'overdue' | 'late';

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
}

/** Everything that a loan's days gave rise to up to the close of a day. */
export interface Accrual {
  readonly plan: Plan | null;
  readonly version: PlanVersion | null;
  readonly segments: readonly Segment[];
  readonly interestDues: readonly InterestDue[];
  readonly disbursed: Money;
  readonly paid: Allocation;
  readonly lastPrincipalPaidOn: CalendarDate | null;
}

const NOTHING_PAID: Allocation = {
  principal: ZERO,
  inTermInterest: ZERO,
  overdueInterest: ZERO,
  lateInterest: ZERO,
};

/** The overdue rate: the contract's, at most the policy's share of the in-term rate (R7). */
export function overdueRatePercent(terms: LoanTerms, policies: Policies): RatePercent {
  const cap = terms.ratePercent.times(policies.overdueRateShare).div(100);
  return terms.overdueRatePercent === null ? cap : min(terms.overdueRatePercent, cap);
}

export function addAllocations(a: Allocation, b: Allocation): Allocation {
  const total = { ...a };
  for (const component of COMPONENTS) total[component] = a[component].plus(b[component]);
  return total;
}

/** The run of one class that is open on the day being swept. */
class Run {
  readonly #class: InterestClass;
  readonly #ratePercent: RatePercent;
  readonly #segments: Segment[];
  #since: CalendarDate | null = null;
  #balance: Money = ZERO;
  accrued: Money = ZERO;

  constructor(of: InterestClass, ratePercent: RatePercent, segments: Segment[]) {
    this.#class = of;
    this.#ratePercent = ratePercent;
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

  /** The balance that bears interest from `day` on; the run goes on where it is unchanged. */
  carry(balance: Money, day: CalendarDate): void {
    if (this.#since !== null && balance.equals(this.#balance)) return;
    this.end(day);
    this.#since = day;
    this.#balance = balance;
  }
}

/** Cumulative sums of a list in date order, read forward by date. */
class Running<T> {
  readonly #items: readonly T[];
  readonly #on: (item: T) => CalendarDate;
  #next = 0;

  constructor(items: readonly T[], on: (item: T) => CalendarDate) {
    this.#items = items.toSorted((a, b) => (on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : 0));
    this.#on = on;
  }

  /** The items dated `day` or earlier that were not taken before. */
  *until(day: CalendarDate): Generator<T> {
    for (;;) {
      const item = this.#items[this.#next];
      if (item === undefined || this.#on(item) > day) return;
      this.#next += 1;
      yield item;
    }
  }
}

/**
 * The last days of a plan: in-term interest from the final due date on falls due on its payable-by,
 * unless a decision on or before that day moved the final due date on (R5).
 */
function lastDays(plan: Plan): DueDate[] {
  return plan.versions.flatMap((version, index) => {
    const { dueOn, payableBy } = version.finalDue;
    const next = plan.versions[index + 1];
    const reached = dueOn >= version.from && (next === undefined || dueOn < next.from);
    if (!reached || dueOn === payableBy) return [];
    const inForce = plan.versions.findLast((each) => each.from <= payableBy) ?? version;
    return inForce.finalDue.dueOn > dueOn ? [] : [{ dueOn: payableBy, payableBy }];
  });
}

/** The days on which a balance or a rate may change, oldest first, up to `until`. */
function turningDays(plan: Plan, facts: LoanFacts, until: CalendarDate): CalendarDate[] {
  const days = new Set<CalendarDate>();
  for (const fact of facts.disbursements) days.add(fact.effectiveOn);
  for (const fact of facts.repayments) days.add(fact.effectiveOn);
  for (const version of plan.versions) {
    days.add(version.from);
    for (const instalment of version.instalments) days.add(instalment.payableBy);
  }
  for (const due of plan.interestDues) {
    days.add(due.dueOn);
    days.add(due.payableBy);
  }
  return [...days].filter((day) => day <= until).toSorted();
}

/** What has been asked by instalments payable on or before a day, whichever version is in force. */
class Asked {
  #version: PlanVersion | null = null;
  #next = 0;
  #asked: Money = ZERO;

  until(version: PlanVersion, day: CalendarDate): Money {
    if (version !== this.#version) {
      this.#version = version;
      this.#next = 0;
      this.#asked = ZERO;
    }
    for (;;) {
      const instalment = version.instalments[this.#next];
      if (instalment === undefined || instalment.payableBy > day) return this.#asked;
      this.#asked = this.#asked.plus(instalment.principal);
      this.#next += 1;
    }
  }
}

/** The principal of a loan, day by day: how much of it bears which rate (R6). */
class Principal {
  readonly #wholeLoan: boolean;
  readonly #disbursements: Running<Disbursement>;
  readonly #repayments: Running<Repayment>;
  readonly #versions: Running<PlanVersion>;
  readonly #asked = new Asked();
  version: PlanVersion;
  disbursed: Money = ZERO;
  paid: Allocation = NOTHING_PAID;
  lastPrincipalPaidOn: CalendarDate | null = null;

  constructor(terms: LoanTerms, plan: Plan, facts: LoanFacts) {
    this.#wholeLoan = terms.overdueScope === 'loan';
    this.#disbursements = new Running(facts.disbursements, (fact) => fact.effectiveOn);
    this.#repayments = new Running(facts.repayments, (fact) => fact.effectiveOn);
    this.#versions = new Running(plan.versions, (each) => each.from);
    [this.version] = plan.versions;
  }

  /** Takes up the facts of the days until `day` and gives the balances at its close. */
  close(day: CalendarDate): { inTerm: Money; overdue: Money } {
    for (const each of this.#versions.until(day)) this.version = each;
    for (const fact of this.#disbursements.until(day)) {
      this.disbursed = this.disbursed.plus(fact.amount);
    }
    for (const fact of this.#repayments.until(day)) {
      this.paid = addAllocations(this.paid, fact.allocation);
      if (!fact.allocation.principal.isZero()) this.lastPrincipalPaidOn = fact.effectiveOn;
    }
    const outstanding = this.disbursed.minus(this.paid.principal);
    // A version that asks for all the rest asks for what was disbursed while it was in force.
    const asked = min(this.#asked.until(this.version, day), this.disbursed);
    const unpaid = positive(asked.minus(this.paid.principal));
    const overdue = this.#wholeLoan && !unpaid.isZero() ? outstanding : unpaid;
    return { inTerm: outstanding.minus(overdue), overdue };
  }
}

/** In-term interest as it falls due, and what of it is payable on or before a day (R5, R8). */
class DueInterest {
  readonly dues: InterestDue[] = [];
  #accrued: Money = ZERO;
  #payable: Money = ZERO;
  #next = 0;

  /** What accrued since the last due date falls due. */
  fall({ dueOn, payableBy }: DueDate, accrued: Money): void {
    this.dues.push({ dueOn, payableBy, amount: accrued.minus(this.#accrued) });
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

/**
 * Sweeps a loan's days and gives its interest, segment by segment, for the days before `until`
 * (R2–R8, R14). The facts are those dated `until` or earlier.
 */
export function accrue(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: { readonly holidays: Holidays; readonly policies: Policies },
  until: CalendarDate,
): Accrual {
  const plan = planOf(terms, facts, calendar.holidays);
  if (plan === null) return untouched(facts);
  const segments: Segment[] = [];
  const inTerm = new Run('in_term', terms.ratePercent, segments);
  const overdue = new Run('overdue', overdueRatePercent(terms, calendar.policies), segments);
  const late = new Run('late', terms.lateInterestRatePercent, segments);
  const runs = [inTerm, overdue, late];
  const principal = new Principal(terms, plan, facts);
  const dueInterest = new DueInterest();
  const periodEnds = new Running(plan.interestDues, (due) => due.dueOn);
  const endings = new Running(lastDays(plan), (due) => due.dueOn);

  for (const day of turningDays(plan, facts, until)) {
    const balances = principal.close(day);
    const ended = [...periodEnds.until(day)];
    if (ended.length > 0) for (const run of runs) run.end(day);
    inTerm.carry(balances.inTerm, day);
    overdue.carry(balances.overdue, day);
    for (const due of [...ended, ...endings.until(day)]) dueInterest.fall(due, inTerm.accrued);
    if (terms.lateInterestRatePercent.isZero()) continue;
    const inArrears = dueInterest.payableUntil(day).minus(principal.paid.inTermInterest);
    late.carry(positive(inArrears), day);
  }
  for (const run of runs) run.end(until);
  const { version, disbursed, paid, lastPrincipalPaidOn } = principal;
  const interestDues = dueInterest.dues;
  return { plan, version, segments, interestDues, disbursed, paid, lastPrincipalPaidOn };
}

function untouched(facts: LoanFacts): Accrual {
  return {
    plan: null,
    version: null,
    segments: [],
    interestDues: [],
    disbursed: ZERO,
    paid: facts.repayments.map((fact) => fact.allocation).reduce(addAllocations, NOTHING_PAID),
    lastPrincipalPaidOn: null,
  };
}
