import { availableAt, type CashChange } from './cash.ts';
import type { CalendarDate } from './dates.ts';
import { ensure } from './errors.ts';
import type { VoucheredFacts } from './facts.ts';
import type { CaseFile } from './litigation.ts';
import type { PlannedMovement } from './fundPlan.ts';
import { sum, type Money } from './money.ts';
import type { Calendar } from './calendar.ts';
import { position, type Position } from './position.ts';
import type { RecoveryPlanEntry } from './projection.ts';
import type { LoanTerms } from './terms.ts';

/** A cooperative as the report names it. */
export interface Borrower {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly locality: string;
}

/** A loan with everything known of it. */
export interface LoanOfFund {
  readonly id: string;
  readonly borrower: Borrower;
  readonly terms: LoanTerms;
  readonly facts: VoucheredFacts;
  readonly recoveryPlan: readonly RecoveryPlanEntry[] | null;
}

export interface CapitalMovement {
  readonly id: string;
  readonly documentNumber: string;
  readonly kind: 'contribution' | 'withdrawal';
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
}

/** All that the fund section is worked out from: facts known, none later than `knownAt`. */
export interface FundFacts {
  readonly loans: readonly LoanOfFund[];
  readonly capitalMovements: readonly CapitalMovement[];
  /** The same principal money, summed by the database: an independent way to R18. */
  readonly cash: readonly CashChange[];
  readonly cases: readonly CaseFile[];
  readonly suspension: LendingSuspension | null;
  /** The cooperatives that are not active on the report's day (R30). */
  readonly inactive: ReadonlySet<string>;
  readonly plannedMovements: readonly PlannedMovement[];
}

export interface LendingSuspension {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
}

/** The fund's balances at the close of a day; they satisfy R18. */
export interface FundBalances {
  readonly charterCapital: Money;
  readonly principalOutstanding: Money;
  readonly availablePrincipal: Money;
  readonly principalChargedOff: Money;
}

/** The loans of a fund, each with its position at one day. */
export type Positioned = readonly { readonly loan: LoanOfFund; readonly position: Position }[];

/** Charter capital = outstanding + available + charged off, to the đồng, or it is our bug (R18). */
export function balances(
  facts: FundFacts,
  positioned: Positioned,
  asOf: CalendarDate,
): FundBalances {
  const total = (pick: (position: Position) => Money): Money =>
    sum(positioned.map((each) => pick(each.position)));
  const result = {
    charterCapital: charterCapitalAt(facts.capitalMovements, asOf),
    principalOutstanding: total((each) => each.principal.outstanding),
    availablePrincipal: availableAt(facts.cash, asOf),
    principalChargedOff: total((each) => each.principal.chargedOff),
  };
  const parts = result.principalOutstanding
    .plus(result.availablePrincipal)
    .plus(result.principalChargedOff);
  ensure(parts.equals(result.charterCapital), 'R18: the fund identity does not hold');
  return result;
}

/** Contributions less withdrawals up to the close of a day. */
export function charterCapitalAt(movements: readonly CapitalMovement[], asOf: CalendarDate): Money {
  return sum(
    movements
      .filter((each) => each.effectiveOn <= asOf)
      .map((each) => (each.kind === 'contribution' ? each.amount : each.amount.negated())),
  );
}

/** Every loan's position at the close of a day. */
export function positionsAt(
  facts: Pick<FundFacts, 'loans'>,
  calendar: Calendar,
  asOf: CalendarDate,
): Positioned {
  return facts.loans.map((loan) => ({
    loan,
    position: position(loan.terms, loan.facts, calendar, asOf),
  }));
}

/** The fund's balances at the close of a day (R18). */
export function fundBalances(
  facts: FundFacts,
  calendar: Calendar,
  asOf: CalendarDate,
): FundBalances {
  return balances(facts, positionsAt(facts, calendar, asOf), asOf);
}
