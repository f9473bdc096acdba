import { positionsInTurns } from '../../domain/loans/portfolio.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { loadRules } from '../../book/rules.ts';
import {
  findLoan,
  listLoans,
  loansOfFund,
  loadLoanFacts,
  loadLoanFactsOf,
} from '../../book/loans.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { withDebtGroups } from '../../domain/loans/debtGroup.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { NO_FACTS, type LoanFacts } from '../../domain/loans/facts.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import { position, type Position } from '../../domain/loans/position.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';

/** A loan with its standing facts and the rules they are read by, as known at one instant. */
export interface LoanState {
  readonly loan: StoredLoan;
  readonly facts: LoanFacts;
  readonly rules: FundRules;
}

/** A loan's position with its debt group, after its borrower's worst (R16). */
export interface LoanPosition {
  readonly loanId: string;
  readonly knownAt: Date;
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
): StoredLoan {
  const loan = findLoan(fund, loanId, knownAt, asOf);
  if (loan === null) throw new DomainError('not-found', { figures: { what: 'loan', id: loanId } });
  return loan;
}

/** @throws DomainError not-found */
export function loadLoanState(fund: Fund, loanId: string, knownAt: Date): LoanState {
  const loan = requireLoan(fund, loanId, knownAt);
  const facts = loadLoanFacts(fund, loanId, knownAt);
  return { loan, facts, rules: loadRules(fund, knownAt) };
}

/** A borrower's loans with the facts of each: the few that its worst debt group depends on. */
export function loadBorrower(
  fund: Fund,
  cooperativeId: string,
  knownAt: Date,
): { loans: StoredLoan[]; facts: Map<string, LoanFacts> } {
  const loans = listLoans(fund, { cooperativeId }, knownAt);
  const ids = loans.map((each) => each.id);
  return { loans, facts: loadLoanFactsOf(fund, ids, knownAt) };
}

/** The positions of loans, given all loans of each borrower among them (R15, R16). */
export function positionsOf(
  loans: readonly StoredLoan[],
  facts: ReadonlyMap<string, LoanFacts>,
  rules: FundRules,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Map<string, LoanPosition> {
  const positioned = loans.map((loan) => ({
    loan,
    position: position(loan.terms, facts.get(loan.id) ?? NO_FACTS, rules, at.asOf),
  }));
  const borrowerOf = (each: (typeof positioned)[number]): string => each.loan.cooperativeId;
  const grouped = withDebtGroups(positioned, borrowerOf, rules.policies, at.asOf);
  return new Map(
    grouped.map(({ loan, position, debtGroup }) => [
      loan.id,
      { loanId: loan.id, knownAt: at.knownAt, debtGroup, position },
    ]),
  );
}

/** @throws DomainError not-found */
export function loanPosition(
  fund: Fund,
  loanId: string,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): LoanPosition {
  const { cooperativeId } = requireLoan(fund, loanId, at.knownAt);
  const { loans, facts } = loadBorrower(fund, cooperativeId, at.knownAt);
  const rules = loadRules(fund, at.knownAt);
  const found = positionsOf(loans, facts, rules, at).get(loanId);
  if (found === undefined) throw new Error(`loan ${loanId} is not among its borrower's`);
  return found;
}

/** The position of a loan if it had these facts in place of its own, nothing written. */
export function positionWith(
  fund: Fund,
  { loan, facts, rules }: LoanState,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): LoanPosition {
  const { loans, facts: known } = loadBorrower(fund, loan.cooperativeId, at.knownAt);
  known.set(loan.id, facts);
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
        debtGroup,
        position: of,
      }),
    );
  };
}
