import { openingAsKnown } from '../../book/opening.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { cashAsKnown } from '../../book/rules.ts';
import { checkAvailable } from '../../domain/fund/cash.ts';
import { checkOpening, checkOpeningDay } from '../../domain/loans/checkOpening.ts';
import { isSameOpening, openPrincipal, type LoanOpening } from '../../domain/loans/opening.ts';
import type { LoanTerms } from '../../domain/loans/terms.ts';
import type { LoanOpeningEntry } from '../../store/loans/opening.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { loadRules, requireLoan } from './loanState.ts';

interface OfContract {
  readonly loanId: string;
  readonly terms: LoanTerms;
}

/** The same with its lists by due date, as they are kept. */
const inOrder = (opening: LoanOpening): LoanOpening => ({
  ...opening,
  instalments: opening.instalments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
  interestDue: opening.interestDue.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
});

/**
 * Takes over a loan from the book kept before (R33): its unpaid principal leaves the available principal, as
 * lent before.
 *
 * @throws DomainError no-fund-opening, other-opening-day, available-principal-below-zero, and what
 *   `checkOpening` refuses
 */
export function recordOpening(fund: FundAct, { loanId, terms }: OfContract, of: LoanOpening): void {
  const knownAt = lastRecordedAt(fund);
  const opening = inOrder(of);
  if (opening.origin === undefined) {
    checkOpeningDay(opening.on, openingAsKnown(fund, knownAt)?.on ?? null);
  }
  checkOpening(terms, opening, loadRules(fund, knownAt));
  const source = requireLoan(fund, loanId, knownAt).source;
  checkAvailable(cashAsKnown(fund, knownAt), source, opening.on, openPrincipal(opening));
  const { on: effectiveOn } = opening;
  fund.record<LoanOpeningEntry>({ factKind: 'loan_opening', effectiveOn, loanId, opening });
}

/** The same of the fund that handed the loan over, with what only a fund tells, if it was and the day stays. */
export function withOrigin(opening: LoanOpening, before: LoanOpening | null): LoanOpening {
  if (before?.origin === undefined || before.on !== opening.on) return opening;
  const { origin, credit, paidOffOn } = before;
  const told = { ...(credit && { credit }), ...(paidOffOn !== undefined && { paidOffOn }) };
  return { ...opening, origin, ...told };
}

/** Puts another opening in the place of the one that stands, if it says something else (R12, R33). */
export function correctOpening(
  fund: FundAct,
  contract: OfContract,
  { opening, reason }: { readonly opening: LoanOpening | null; readonly reason: string },
): void {
  const knownAt = lastRecordedAt(fund);
  const standing = findOpening(fund, contract.loanId, knownAt);
  if (opening !== null && standing !== null) {
    if (isSameOpening(inOrder(opening), standing.opening)) {
      // The contract may have become another one beside it.
      checkOpening(contract.terms, standing.opening, loadRules(fund, knownAt));
      return;
    }
  }
  if (standing !== null) reverseFact(fund, standing.id, reason);
  if (opening !== null) recordOpening(fund, contract, opening);
}
