import type { CalendarDate } from './dates.ts';
import { sum, type Money } from './money.ts';

/** What a receipt paid, by component: a fact on the voucher (R8). */
export interface Allocation {
  readonly principal: Money;
  readonly inTermInterest: Money;
  readonly overdueInterest: Money;
  readonly lateInterest: Money;
}

/** The components of a receipt, in the order in which they are printed (R8). */
export const COMPONENTS = [
  'principal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const satisfies readonly (keyof Allocation)[];

export interface Disbursement {
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
}

export interface Repayment {
  readonly effectiveOn: CalendarDate;
  readonly allocation: Allocation;
}

/** An early recall (R14 b): counts from `decidedOn` until a withdrawal decided on `withdrawnOn`. */
export interface Recall {
  readonly decidedOn: CalendarDate;
  readonly deadline: CalendarDate;
  readonly withdrawnOn: CalendarDate | null;
}

/** The facts that stand on one loan: those reversed are left out before they come here (R12). */
export interface LoanFacts {
  readonly disbursements: readonly Disbursement[];
  readonly repayments: readonly Repayment[];
  readonly recalls: readonly Recall[];
}

export const NO_FACTS: LoanFacts = { disbursements: [], repayments: [], recalls: [] };

/** The facts dated `asOf` or earlier (R15); a withdrawal decided later has not happened yet. */
export function factsUntil(facts: LoanFacts, asOf: CalendarDate): LoanFacts {
  return {
    disbursements: facts.disbursements.filter((fact) => fact.effectiveOn <= asOf),
    repayments: facts.repayments.filter((fact) => fact.effectiveOn <= asOf),
    recalls: facts.recalls
      .filter((recall) => recall.decidedOn <= asOf)
      .map((recall) => ({
        ...recall,
        withdrawnOn:
          recall.withdrawnOn !== null && recall.withdrawnOn <= asOf ? recall.withdrawnOn : null,
      })),
  };
}

/** Principal disbursed and not repaid at the close of a day. */
export function outstandingAt(facts: LoanFacts, asOf: CalendarDate): Money {
  const { disbursements, repayments } = factsUntil(facts, asOf);
  const repaid = sum(repayments.map((fact) => fact.allocation.principal));
  return sum(disbursements.map((fact) => fact.amount)).minus(repaid);
}
