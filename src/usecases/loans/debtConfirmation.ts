import type { Fund } from '../../book/fund.ts';
import { asOwed } from '../../domain/loans/asOwed.ts';
import { owedInterest, type OwedInterest } from '../../domain/loans/explained/owedInterest.ts';
import type { InterestComponent } from '../../domain/loans/facts.ts';
import { position, type Position } from '../../domain/loans/position.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { LoanTerms } from '../../domain/loans/terms.ts';
import type { StoredCooperative } from '../../store/borrowers/cooperative.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import { assetsSecuring, type Securing } from '../collateral/securing.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoanState } from './loanState.ts';
import { ownFund } from '../fund/lookUpFund.ts';
import { requireCooperative } from '../borrowers/lookUpBorrowers.ts';

/** What the fund and a borrower can confirm of a loan at the close of a day. */
export interface DebtConfirmation {
  readonly fund: StoredFund;
  readonly cooperative: StoredCooperative;
  readonly terms: LoanTerms;
  /** The day at whose close the loan was taken over (R33); null: its whole history is known. */
  readonly openedOn: CalendarDate | null;
  readonly position: Position;
  readonly interest: Readonly<Record<InterestComponent, OwedInterest>>;
  /** The assets that secure the loan (R41). */
  readonly collaterals: readonly Securing[];
  /** The names of their owners other than the borrower, who get a copy. */
  readonly otherOwners: readonly string[];
}

/**
 * What the borrower owes: a charge-off is nothing that it is told of (R40).
 *
 * @throws DomainError not-found
 */
export function debtConfirmation(fund: Fund, loanId: string, view: View): DebtConfirmation {
  const { loan, facts: known, rules } = loadLoanState(fund, loanId, view);
  const facts = asOwed(known);
  const { terms } = loan;
  const collaterals = assetsSecuring(fund, [loanId], view);
  const others = collaterals
    .filter(({ owner }) => owner.cooperativeId !== loan.cooperativeId)
    .map(({ owner }) => owner.name);
  return {
    fund: ownFund(fund, view),
    cooperative: requireCooperative(fund, loan.cooperativeId, view),
    terms,
    openedOn: facts.opening?.on ?? null,
    position: position(terms, facts, rules, view.asOf),
    interest: owedInterest(terms, facts, rules, view.asOf),
    collaterals,
    otherOwners: [...new Set(others)],
  };
}
