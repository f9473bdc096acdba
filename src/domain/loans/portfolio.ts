import type { Borrower } from '../borrowers/borrower.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { VoucheredFacts } from './facts.ts';
import type { Calendar } from '../policies/calendar.ts';
import { position, type Position } from './position.ts';
import type { RecoveryPlanEntry } from './recoveryPlan.ts';
import type { LoanTerms } from './terms.ts';

/** A loan with everything known of it. */
export interface LoanOfFund {
  readonly id: string;
  readonly borrower: Borrower;
  readonly terms: LoanTerms;
  readonly facts: VoucheredFacts;
  readonly recoveryPlan: readonly RecoveryPlanEntry[] | null;
}

/** The loans of a fund, each with its position at one day. */
export type Positioned = readonly { readonly loan: LoanOfFund; readonly position: Position }[];

/** Every loan's position at the close of a day. */
export function positionsAt(
  { loans }: { readonly loans: readonly LoanOfFund[] },
  calendar: Calendar,
  asOf: CalendarDate,
): Positioned {
  return loans.map((loan) => ({
    loan,
    position: position(loan.terms, loan.facts, calendar, asOf),
  }));
}
