import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  addAllocations,
  NO_ALLOCATION,
  type Allocation,
  type Disbursement,
  type LoanFacts,
  type Repayment,
} from '../../../src/domain/loans/facts.ts';
import { chargedOffOn, interestStopsOn } from '../../../src/domain/loans/chargeOff.ts';
import { min, positive, sum, ZERO, type Money } from '../../../src/domain/primitives/money.ts';
import type { Plan, PlanVersion } from './plan.ts';
import { Timeline } from './timeline.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';

/** What has been asked by instalments payable on or before a day, whichever version is in force. */
class Asked {
  #version: PlanVersion | null = null;
  #next = 0;
  #asked: Money = ZERO;

  until(version: PlanVersion, day: CalendarDate): Money {
    if (version !== this.#version) {
      this.#version = version;
      this.#next = 0;
      this.#asked = version.replacedPrincipal;
    }
    for (;;) {
      const instalment = version.instalments[this.#next];
      if (instalment === undefined || instalment.payableBy > day) return this.#asked;
      this.#asked = this.#asked.plus(instalment.principal);
      this.#next += 1;
    }
  }
}

const byDay = (fact: Disbursement | Repayment): CalendarDate => fact.effectiveOn;

/** What was lent, repaid and paid too much before the loan was taken over, as if on the day of the opening (R33). */
function takenOver(opening: LoanFacts['opening']): { lent: Disbursement[]; paid: Repayment[] } {
  if (opening === null) return { lent: [], paid: [] };
  const { on: effectiveOn, disbursed, instalments } = opening;
  const principal = disbursed.minus(sum(instalments.map((each) => each.principal)));
  return {
    lent: [{ effectiveOn, amount: disbursed }],
    paid: [{ effectiveOn, allocation: { ...NO_ALLOCATION, ...opening.credit, principal } }],
  };
}

/** The principal of a loan, closed day by day: how much of it is in term and how much overdue (R6). */
export class Principal {
  readonly #wholeLoan: boolean;
  readonly #disbursements: Timeline<Disbursement>;
  readonly #repayments: Timeline<Repayment>;
  readonly #versions: Timeline<PlanVersion>;
  readonly #chargedOffOn: CalendarDate | null;
  readonly #interestStopsOn: CalendarDate | null;
  readonly #openedOn: CalendarDate | null;
  /** The last payment before the loan was taken over, where it is known (R33). */
  readonly #paidOffOn: CalendarDate | null;
  readonly #asked = new Asked();
  version: PlanVersion;
  disbursed: Money = ZERO;
  paid: Allocation = NO_ALLOCATION;
  isChargedOff = false;
  isInterestStopped = false;
  lastPrincipalPaidOn: CalendarDate | null = null;

  constructor(terms: LoanTerms, plan: Plan, facts: LoanFacts) {
    this.#wholeLoan = terms.overdueScope === 'loan';
    const { lent, paid } = takenOver(facts.opening);
    this.#disbursements = new Timeline([...lent, ...facts.disbursements], byDay);
    this.#repayments = new Timeline([...paid, ...facts.repayments], byDay);
    this.#paidOffOn = facts.opening?.paidOffOn ?? facts.opening?.lastPaymentOn ?? null;
    this.#openedOn = facts.opening?.on ?? null;
    this.#versions = new Timeline(plan.versions, (each) => each.from);
    this.#chargedOffOn = chargedOffOn(facts);
    this.#interestStopsOn = interestStopsOn(facts);
    [this.version] = plan.versions;
  }

  /** Principal disbursed and not repaid, on the books or charged off. */
  get unpaid(): Money {
    return this.disbursed.minus(this.paid.principal);
  }

  /**
   * Takes up the facts of the days until `day` and gives the balances at its close; overdue is what
   * instalments payable on or before `payableUntil` leave unpaid. That is `day` for the interest of
   * the day, and the day before for a position (R6).
   */
  close(day: CalendarDate, payableUntil: CalendarDate): { inTerm: Money; overdue: Money } {
    for (const each of this.#versions.takeUntil(day)) this.version = each;
    for (const fact of this.#disbursements.takeUntil(day)) {
      this.disbursed = this.disbursed.plus(fact.amount);
    }
    for (const fact of this.#repayments.takeUntil(day)) {
      this.paid = addAllocations(this.paid, fact.allocation);
      if (fact.allocation.principal.isZero()) continue;
      const isBefore = fact.effectiveOn === this.#openedOn;
      this.lastPrincipalPaidOn = isBefore
        ? (this.#paidOffOn ?? fact.effectiveOn)
        : fact.effectiveOn;
    }
    this.isChargedOff = this.#chargedOffOn !== null && this.#chargedOffOn <= day;
    this.isInterestStopped = this.#interestStopsOn !== null && this.#interestStopsOn <= day;
    if (this.isInterestStopped) return { inTerm: ZERO, overdue: ZERO };
    // A version that asks for all the rest asks for what was disbursed while it was in force.
    const asked = min(this.#asked.until(this.version, payableUntil), this.disbursed);
    const due = positive(asked.minus(this.paid.principal));
    const { unpaid } = this;
    const overdue = this.#wholeLoan && !due.isZero() ? unpaid : due;
    return { inTerm: unpaid.minus(overdue), overdue };
  }
}
