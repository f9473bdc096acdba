import type { Day } from '../primitives/dates.ts';
import { countUntil, END_OF_DAYS } from '../primitives/datedSums.ts';
import type { LoanDays } from './fold/loanDays.ts';
import type { PlanDays, VersionDays } from './fold/planDays.ts';
import type { LoanTerms } from './terms.ts';

/** Whether one overdue instalment makes the whole loan overdue (R6). */
export function isOverdueAsWhole(scope: LoanTerms['overdueScope'], isOverdue: boolean): boolean {
  return scope === 'loan' && isOverdue;
}

/** What is overdue of principal: what instalments asked and receipts did not pay, or the whole (R6). */
export function overdueOf(due: bigint, unpaid: bigint, scope: LoanTerms['overdueScope']): bigint {
  return isOverdueAsWhole(scope, due !== 0n) ? unpaid : due;
}

/** The principal of a loan, closed day by day: how much of it is in term and how much overdue (R6). */
export class Principal {
  readonly #loan: LoanDays;
  readonly #plan: PlanDays;
  #lent = 0;
  #paid = 0;
  #version = 0;
  #asked = 0;
  version: VersionDays;
  /** In đồng, as all amounts here. */
  disbursed = 0n;
  repaid = 0n;
  /** What bears interest, in term and overdue: also off the books, if interest goes on there (R40). */
  inTerm = 0n;
  overdue = 0n;
  isChargedOff = false;
  isInterestStopped = false;

  constructor(loan: LoanDays, plan: PlanDays) {
    this.#loan = loan;
    this.#plan = plan;
    [this.version] = plan.versions;
  }

  /** How many receipts are taken up. */
  get receipts(): number {
    return this.#paid;
  }

  /** Principal disbursed and not repaid, on the books or charged off. */
  get unpaid(): bigint {
    return this.disbursed - this.repaid;
  }

  /**
   * Takes up the facts of the days until `day` and gives the balances at its close; overdue is what
   * instalments payable on or before `payableUntil` leave unpaid. That is `day` for the interest of
   * the day, and the day before for a position (R6).
   */
  close(day: Day, payableUntil: Day): void {
    this.#takeUp(day);
    this.isChargedOff = this.#loan.chargedOffDay <= day;
    this.inTerm = 0n;
    this.overdue = 0n;
    this.isInterestStopped = this.#loan.interestStopsDay <= day;
    if (this.isInterestStopped) return;
    const asked = this.#askedUntil(payableUntil);
    // A version that asks for all the rest asks for what was disbursed while it was in force.
    const due = (asked < this.disbursed ? asked : this.disbursed) - this.repaid;
    const { unpaid } = this;
    this.overdue = overdueOf(due > 0n ? due : 0n, unpaid, this.#loan.overdueScope);
    this.inTerm = unpaid - this.overdue;
  }

  /** Closes `day` as `close` does, without closing the days before it. */
  skipTo(day: Day, payableUntil: Day): void {
    const { lent, paid } = this.#loan;
    this.#lent = countUntil(lent.days, day);
    this.#paid = countUntil(paid.days, day);
    this.close(day, payableUntil);
  }

  #takeUp(day: Day): void {
    const { lent, paid } = this.#loan;
    while ((lent.days[this.#lent] ?? END_OF_DAYS) <= day) this.#lent += 1;
    while ((paid.days[this.#paid] ?? END_OF_DAYS) <= day) this.#paid += 1;
    this.disbursed = lent.sums[this.#lent] ?? 0n;
    this.repaid = paid.sums.principal[this.#paid] ?? 0n;
    const { versions } = this.#plan;
    for (let next = versions[this.#version + 1]; next !== undefined && next.from <= day;) {
      this.#version += 1;
      this.#asked = 0;
      this.version = next;
      next = versions[this.#version + 1];
    }
  }

  #askedUntil(day: Day): bigint {
    const { payableBy, asked } = this.version;
    while ((payableBy[this.#asked] ?? END_OF_DAYS) <= day) this.#asked += 1;
    return asked[this.#asked] ?? 0n;
  }
}
