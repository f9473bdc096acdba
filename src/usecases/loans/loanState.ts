import { positionsInTurns } from '../../domain/loans/portfolio.ts';
import type { View } from '../view/readAsKnown.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { loadRules } from '../../book/rules.ts';
import {
  findLoan,
  listLoans,
  loansOfFund,
  loadLoanBooks,
  loadLoanBooksOf,
} from '../../book/loans.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { withDebtGroups } from '../../domain/loans/debtGroup.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { NO_FACTS, type VoucheredFacts } from '../../domain/loans/facts.ts';
import type { LoanBooks } from '../../domain/loans/loanBooks.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import { position, type Position } from '../../domain/loans/position.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';

/** A loan with its standing facts and the rules they are read by, as known at one instant. */
export interface LoanState {
  readonly loan: StoredLoan;
  readonly books: LoanBooks;
  /** What the figures of the day asked for show (R42). */
  readonly facts: VoucheredFacts;
  readonly rules: FundRules;
}

/** A loan's position with its debt group, after its borrower's worst (R16). */
export interface LoanPosition {
  readonly loanId: string;
  readonly knownAt: Date;
  /** The day at whose close the loan was taken over (R33); null: its whole history is known. */
  readonly openedOn: CalendarDate | null;
  readonly debtGroup: DebtGroup | null;
  readonly position: Position;
}

export { loadRules };

/** @throws DomainError not-found */
export function requireLoan(
  fund: Fund,
  loanId: string,
  knownAt: Date,
  asOf?: CalendarDate,
  localitiesOn?: CalendarDate,
): StoredLoan {
  const loan = findLoan(fund, loanId, knownAt, asOf, localitiesOn);
  if (loan === null) throw new DomainError('not-found', { figures: { what: 'loan', id: loanId } });
  return loan;
}

/** @throws DomainError not-found */
export function loadLoanState(fund: Fund, loanId: string, { asOf, knownAt }: View): LoanState {
  const loan = requireLoan(fund, loanId, knownAt);
  const books = loadLoanBooks(fund, loanId, knownAt);
  return { loan, books, facts: books.on(asOf), rules: loadRules(fund, knownAt) };
}

/** A borrower's loans with the facts of each: the few that its worst debt group depends on. */
export function loadBorrower(
  fund: Fund,
  cooperativeId: string,
  knownAt: Date,
): { loans: StoredLoan[]; books: Map<string, LoanBooks> } {
  const loans = listLoans(fund, { cooperativeId }, knownAt);
  const ids = loans.map((each) => each.id);
  return { loans, books: loadLoanBooksOf(fund, ids, knownAt) };
}

/** The positions of loans, given all loans of each borrower among them (R15, R16). */
export function positionsOf(
  loans: readonly StoredLoan[],
  books: ReadonlyMap<string, LoanBooks>,
  rules: FundRules,
  at: View,
): Map<string, LoanPosition> {
  const positioned = loans.map((loan) => {
    const facts = books.get(loan.id)?.on(at.asOf) ?? NO_FACTS;
    const openedOn = facts.opening?.on ?? null;
    return { loan, openedOn, position: position(loan.terms, facts, rules, at.asOf) };
  });
  const borrowerOf = (each: (typeof positioned)[number]): string => each.loan.cooperativeId;
  const grouped = withDebtGroups(positioned, borrowerOf, rules.policies, at.asOf);
  return new Map(
    grouped.map(({ loan, openedOn, position, debtGroup }) => [
      loan.id,
      { loanId: loan.id, knownAt: at.knownAt, openedOn, debtGroup, position },
    ]),
  );
}

/** @throws DomainError not-found */
export function loanPosition(fund: Fund, loanId: string, at: View): LoanPosition {
  const { cooperativeId } = requireLoan(fund, loanId, at.knownAt);
  const { loans, books } = loadBorrower(fund, cooperativeId, at.knownAt);
  const rules = loadRules(fund, at.knownAt);
  const found = positionsOf(loans, books, rules, at).get(loanId);
  if (found === undefined) throw new Error(`loan ${loanId} is not among its borrower's`);
  return found;
}

/**
 * The position of a loan if it and others of its borrower had other books, nothing written.
 *
 * @param changed the books in place of their own, by loan
 */
export function positionWith(
  fund: Fund,
  { loan, rules }: Pick<LoanState, 'loan' | 'rules'>,
  changed: ReadonlyMap<string, LoanBooks>,
  at: View,
): LoanPosition {
  const { loans, books: known } = loadBorrower(fund, loan.cooperativeId, at.knownAt);
  for (const [loanId, books] of changed) known.set(loanId, books);
  const found = positionsOf(loans, known, rules, at).get(loan.id);
  if (found === undefined) throw new Error(`loan ${loan.id} is not among its borrower's`);
  return found;
}

/** The position of every loan of the fund on any day, of what is known at one instant. */
export function loadPositions(
  fund: Fund,
  knownAt: Date,
): (asOf: CalendarDate) => Promise<LoanPosition[]> {
  const rules = loadRules(fund, knownAt);
  return async (asOf) => {
    const at = { asOf, knownAt };
    const loans = loansOfFund(fund, at);
    const positioned = await givingWay(positionsInTurns({ loans }, rules, asOf, LOANS_PER_TURN));
    const borrowerOf = (each: (typeof positioned)[number]): string => each.loan.borrower.id;
    return withDebtGroups(positioned, borrowerOf, rules.policies, asOf).map(
      ({ loan, position: of, debtGroup }) => ({
        loanId: loan.id,
        knownAt,
        openedOn: loan.facts.opening?.on ?? null,
        debtGroup,
        position: of,
      }),
    );
  };
}
