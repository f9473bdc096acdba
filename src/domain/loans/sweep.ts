import type { Day } from '../primitives/dates.ts';
import { countUntil, END_OF_DAYS } from '../primitives/datedSums.ts';
import type { InterestComponent } from './facts.ts';
import type { LoanDays, OpenDays } from './fold/loanDays.ts';
import type { PlanDays } from './fold/planDays.ts';
import { Segmenting, type Run } from './fold/segmenting.ts';
import { Principal } from './principal.ts';

/** No day at all: before every day there is. */
export const NEVER: Day = -1_000_000;

/** Who takes each run that ends, by its class. */
export type RunKeepers = Readonly<Record<'inTerm' | 'overdue' | 'late', (run: Run) => void>>;

/** What a sweep is resumed from: all else is found again from the facts of the days before. */
export interface SweepState {
  readonly day: Day;
  readonly accrued: readonly [inTerm: bigint, overdue: bigint, late: bigint];
  readonly since: readonly [inTerm: Day, overdue: Day, late: Day];
  readonly settledOn: Day;
}

/**
 * Sweeps a loan's days and gives its interest (R2–R8, R14). At each day on which anything can change
 * the sweep closes the balances and lets a run of days go on, or ends it. Days are numbers and amounts
 * whole đồng here; what a day asks of the facts before it, it reads from their sums.
 */
export class Sweep {
  readonly #loan: LoanDays;
  readonly #plan: PlanDays;
  readonly principal: Principal;
  readonly inTerm: Segmenting;
  readonly overdue: Segmenting;
  readonly late: Segmenting;
  /** In-term interest accrued when no, one, two … amounts of it had fallen due (R5). */
  readonly fallen: BigInt64Array;
  #falls = 0;
  #payable = 0;
  #waivers = 0;
  #rate = 0;
  #freeze = 0;
  #factDay = 0;
  #planDay = 0;
  /** The last day at whose close everything was paid. */
  settledOn: Day = NEVER;

  /**
   * @param keep takes the runs; null: only their sums are asked for
   * @param fallen what another sweep of the same facts and plan has found, to be gone on with
   */
  constructor(
    loan: LoanDays,
    plan: PlanDays,
    keep: RunKeepers | null,
    fallen = new BigInt64Array(plan.falls.dueOn.length),
  ) {
    this.#loan = loan;
    this.#plan = plan;
    this.fallen = fallen;
    this.principal = new Principal(loan, plan);
    this.inTerm = new Segmenting(keep?.inTerm ?? null);
    this.overdue = new Segmenting(keep?.overdue ?? null);
    this.late = new Segmenting(keep?.late ?? null);
    if (loan.opening !== null) this.#open(loan.opening);
  }

  /** Begins with the interest that was owed when the loan was taken over (R33). */
  #open({ day, accrued, fallen: open }: OpenDays): void {
    [this.inTerm.accrued, this.overdue.accrued, this.late.accrued] = accrued;
    for (const [index, amount] of open.entries()) this.fallen[index] = amount;
    this.#falls = open.length - 1;
    // Under a recall whose deadline has passed the rest fell due on it.
    this.#fall(day);
  }

  /** When in-term interest falls due (R5); `fallen` has what accrued until then. */
  get interestDues(): PlanDays['falls'] {
    return this.#plan.falls;
  }

  /** How many amounts of in-term interest have fallen due. */
  get fallenCount(): number {
    return this.#falls;
  }

  /** The class of interest that a component settles (R8). */
  segmentingOf(component: InterestComponent): Segmenting {
    if (component === 'inTermInterest') return this.inTerm;
    return component === 'overdueInterest' ? this.overdue : this.late;
  }

  /** What was paid of a component up to the last day swept. */
  paid(component: keyof LoanDays['paid']['sums']): bigint {
    return this.#loan.paid.sums[component][this.principal.receipts] ?? 0n;
  }

  /** What was waived of a component up to the last day swept (R14 d). */
  waived(component: keyof LoanDays['waived']['sums']): bigint {
    return this.#loan.waived.sums[component][this.#waivers] ?? 0n;
  }

  /** Paid and waived. */
  settled(component: keyof LoanDays['waived']['sums']): bigint {
    return this.paid(component) + this.waived(component);
  }

  /** The next day on which a balance or a rate may change (R3); `END_OF_DAYS`: none. */
  nextDay(): Day {
    const receipt = this.#loan.paid.days[this.principal.receipts] ?? END_OF_DAYS;
    const fact = this.#loan.days[this.#factDay] ?? END_OF_DAYS;
    const planned = this.#plan.days[this.#planDay] ?? END_OF_DAYS;
    const ofFacts = receipt < fact ? receipt : fact;
    return ofFacts < planned ? ofFacts : planned;
  }

  /** Takes up all days until `last`, included. */
  sweepUntil(last: Day): void {
    for (let day = this.nextDay(); day <= last; day = this.nextDay()) this.#close(day);
  }

  #close(day: Day): void {
    this.#takeUp(day);
    const { principal } = this;
    principal.close(day, day);
    const isFrozen = (this.#loan.freezes.inForce[this.#freeze] ?? 0) > 0;
    const { inTerm, overdue } = this.#loan.rates;
    const endsPeriod = this.#endsPeriod(day);
    if (endsPeriod) {
      this.inTerm.end(day);
      this.overdue.end(day);
      this.late.end(day);
    }
    this.inTerm.carry(isFrozen ? 0n : principal.inTerm, inTerm[this.#rate] ?? 0n, day);
    this.overdue.carry(isFrozen ? 0n : principal.overdue, overdue[this.#rate] ?? 0n, day);
    this.#fall(day);
    // At a rate of 0 there are no lines to print.
    if (this.#loan.lateRate !== 0n) {
      this.late.carry(isFrozen ? 0n : this.#lateBearing(day), this.#loan.lateRate, day);
    }
    if (this.#isSettled()) this.settledOn = day;
  }

  #takeUp(day: Day): void {
    const { waived, rates, freezes, days } = this.#loan;
    if ((days[this.#factDay] ?? END_OF_DAYS) <= day) {
      this.#factDay += 1;
      while ((waived.days[this.#waivers] ?? END_OF_DAYS) <= day) this.#waivers += 1;
      while ((rates.days[this.#rate] ?? END_OF_DAYS) <= day) this.#rate += 1;
      while ((freezes.days[this.#freeze] ?? END_OF_DAYS) <= day) this.#freeze += 1;
    }
    if ((this.#plan.days[this.#planDay] ?? END_OF_DAYS) <= day) this.#planDay += 1;
  }

  /** Whether an interest period ends on a day (R5). */
  #endsPeriod(day: Day): boolean {
    const { dueOn, isOfPeriod } = this.#plan.falls;
    // On one date a period stands before the last days of a plan.
    return dueOn[this.#falls] === day && isOfPeriod[this.#falls] === true;
  }

  /** What accrued since the last due date falls due (R5). */
  #fall(day: Day): void {
    const { dueOn } = this.#plan.falls;
    while ((dueOn[this.#falls] ?? END_OF_DAYS) <= day) {
      this.#falls += 1;
      this.fallen[this.#falls] = this.inTerm.accrued;
    }
  }

  /** Late interest is borne by in-term interest in arrears, from its payable-by on (R8). */
  #lateBearing(day: Day): bigint {
    if (this.principal.isInterestStopped) return 0n;
    const { payableBy } = this.#plan.falls;
    while (this.#payable < this.#falls && (payableBy[this.#payable] ?? END_OF_DAYS) <= day) {
      this.#payable += 1;
    }
    const inArrears = (this.fallen[this.#payable] ?? 0n) - this.settled('inTermInterest');
    return inArrears > 0n ? inArrears : 0n;
  }

  #isSettled(): boolean {
    const { unpaid, disbursed } = this.principal;
    return (
      unpaid === 0n &&
      disbursed !== 0n &&
      this.inTerm.accrued <= this.settled('inTermInterest') &&
      this.overdue.accrued <= this.settled('overdueInterest') &&
      this.late.accrued <= this.settled('lateInterest')
    );
  }

  /** What the sweep has come to, to be resumed by another one of the same facts and plan. */
  state(day: Day): SweepState {
    const { inTerm, overdue, late, settledOn } = this;
    return {
      day,
      accrued: [inTerm.accrued, overdue.accrued, late.accrued],
      since: [inTerm.since, overdue.since, late.since],
      settledOn,
    };
  }

  /** Goes on from the close of the day on which another sweep stood. */
  resume({ day, accrued, since, settledOn }: SweepState): void {
    const { waived, rates, freezes, days } = this.#loan;
    this.principal.skipTo(day, day);
    this.#waivers = countUntil(waived.days, day);
    this.#rate = countUntil(rates.days, day);
    this.#freeze = countUntil(freezes.days, day);
    this.#factDay = countUntil(days, day);
    this.#planDay = countUntil(this.#plan.days, day);
    this.#falls = countUntil(this.#plan.falls.dueOn, day);
    this.#payable = countUntil(this.#plan.falls.payableBy, day);
    this.settledOn = settledOn;
    const isFrozen = (freezes.inForce[this.#freeze] ?? 0) > 0;
    const inTermRate = rates.inTerm[this.#rate] ?? 0n;
    const overdueRate = rates.overdue[this.#rate] ?? 0n;
    const bearing = (balance: bigint): bigint => (isFrozen ? 0n : balance);
    const { inTerm, overdue } = this.principal;
    this.inTerm.resume(accrued[0], since[0], bearing(inTerm), inTermRate);
    this.overdue.resume(accrued[1], since[1], bearing(overdue), overdueRate);
    const { lateRate } = this.#loan;
    const inArrears = lateRate === 0n ? 0n : this.#lateBearing(day);
    this.late.resume(accrued[2], since[2], bearing(inArrears), lateRate);
  }
}
