import type { InTurns } from '../../domain/primitives/turns.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import {
  findRecoveryPlan,
  listDecisions,
  eachRankedLoan,
  listRecalls,
  loadLoanBooks,
  loansOfFund,
} from '../../book/loans.ts';
import { listDisbursements, loansUnderVoucher } from '../../book/payments.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  interestBetween,
  type InterestListing,
} from '../../domain/loans/explained/interestListing.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import { withDebtGroups } from '../../domain/loans/debtGroup.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import { compareText, groupBy } from '../../domain/primitives/lists.ts';
import { position, type Position, type Standing } from '../../domain/loans/position.ts';
import { scheduleAt, type Schedule } from '../../domain/loans/explained/schedule.ts';
import { type StoredDecision } from '../../store/loans/decision.ts';
import { type StoredDisbursement } from '../../store/loans/disbursement.ts';
import { type LoanFilter, type SearchRank, type StoredLoan } from '../../store/loans/loan.ts';
import { type StoredRecall } from '../../store/loans/recall.ts';
import { type StoredRecoveryPlan } from '../../store/loans/recoveryPlan.ts';
import type { View } from '../view/readAsKnown.ts';
import {
  loadBorrower,
  loadRules,
  loadLoanState,
  positionsOf,
  requireLoan,
  type LoanPosition,
} from './loanState.ts';
import { refuseAfterHandover, refuseUnknownDay } from '../view/sinceOpening.ts';

/** A loan in a list, with where it stands. */
export interface ListedLoan {
  readonly loan: StoredLoan;
  readonly at: LoanPosition;
  /** How well it matches what is searched; 0 if nothing is. */
  readonly rank: SearchRank;
}

interface ListFilter extends LoanFilter {
  readonly standing?: Standing | undefined;
  readonly debtGroup?: DebtGroup | undefined;
}

/** The loans that match one after the other; a borrower's loans are worked out together (R16). */
function* matchingLoans(fund: Fund, view: View, filter: ListFilter): InTurns<ListedLoan[]> {
  const { standing, debtGroup, limit, ...asked } = filter;
  const { q } = asked;
  const underVoucher =
    q === undefined ? undefined : yield* loansUnderVoucher(fund, q, view.knownAt);
  const narrowing = { ...asked, underVoucher };
  const rules = loadRules(fund, view.knownAt);
  const ofBorrowers = new Map<string, Map<string, LoanPosition>>();
  const listed: ListedLoan[] = [];
  let looked = 0;
  const { knownAt, asOf, localitiesOn } = view;
  for (const { loan, rank } of eachRankedLoan(fund, narrowing, knownAt, asOf, localitiesOn)) {
    if (listed.length === limit) break;
    looked += 1;
    if (looked % LOANS_PER_TURN === 0) yield;
    if (standing !== undefined) {
      const facts = loadLoanBooks(fund, loan.id, view.knownAt).on(view.asOf);
      if (position(loan.terms, facts, rules, view.asOf).standing !== standing) continue;
    }
    const { cooperativeId } = loan;
    let positions = ofBorrowers.get(cooperativeId);
    if (positions === undefined) {
      const { loans, books } = loadBorrower(fund, cooperativeId, view.knownAt);
      positions = positionsOf(loans, books, rules, view);
      ofBorrowers.set(cooperativeId, positions);
    }
    const at = positions.get(loan.id);
    if (at === undefined) throw new Error(`loan ${loan.id} is not among its borrower's`);
    if (debtGroup === undefined || at.debtGroup === debtGroup) listed.push({ loan, at, rank });
  }
  return listed;
}

/** The loans of each borrower; kept with the list of all. */
const BY_BORROWER = new WeakMap<readonly LoanOfFund[], Map<string, LoanOfFund[]>>();

function byBorrower(all: readonly LoanOfFund[]): ReadonlyMap<string, readonly LoanOfFund[]> {
  const known = BY_BORROWER.get(all);
  if (known !== undefined) return known;
  const grouped = groupBy(all, ({ borrower }) => borrower.id);
  BY_BORROWER.set(all, grouped);
  return grouped;
}

/**
 * The loans of a standing or debt group, of all the fund's: the same as `matchingLoans` finds, from what
 * is kept for the figures of the fund, as many loans may be looked at for one that is found.
 */
function* matchingOfFund(fund: Fund, view: View, filter: ListFilter): InTurns<ListedLoan[]> {
  const { standing, debtGroup, limit, after = '' } = filter;
  const { asOf, knownAt, localitiesOn } = view;
  const rules = loadRules(fund, knownAt);
  const all = loansOfFund(fund, view);
  const borrowers = byBorrower(all);
  const positions = new Map<LoanOfFund, Position>();
  const positioned = (loan: LoanOfFund) => {
    const at = positions.get(loan) ?? position(loan.terms, loan.facts, rules, asOf);
    positions.set(loan, at);
    return { loan, position: at };
  };
  const borrowerOf = ({ loan }: { readonly loan: LoanOfFund }): string => loan.borrower.id;
  const listed: ListedLoan[] = [];
  for (const [index, each] of all.entries()) {
    if (listed.length === limit) break;
    if (index % LOANS_PER_TURN === 0) yield;
    if (compareText(each.terms.contractNumber, after) <= 0) continue;
    if (standing !== undefined && positioned(each).position.standing !== standing) continue;
    const ofBorrower = (borrowers.get(each.borrower.id) ?? []).map(positioned);
    const grouped = withDebtGroups(ofBorrower, borrowerOf, rules.policies, asOf);
    const at = grouped.find(({ loan }) => loan === each);
    if (at === undefined || (debtGroup !== undefined && at.debtGroup !== debtGroup)) continue;
    const loan = requireLoan(fund, each.id, knownAt, asOf, localitiesOn);
    const { debtGroup: group, position: found } = at;
    const openedOn = each.facts.opening?.on ?? null;
    const of = { loanId: each.id, knownAt, openedOn };
    listed.push({ loan, at: { ...of, debtGroup: group, position: found }, rank: 0 });
  }
  return listed;
}

/**
 * The loans that match, by contract number or, if they are searched for, the best match first, each with its position (R15, R16). Standing and debt group
 * are worked out, loan by loan, until there are enough.
 */
export function listLoansAt(fund: Fund, view: View, filter: ListFilter): Promise<ListedLoan[]> {
  const { standing, debtGroup, after: _, afterRank: __, limit: ___, ...narrowing } = filter;
  const isOfAll = Object.values(narrowing).every((each) => each === undefined);
  const isWorkedOut = standing !== undefined || debtGroup !== undefined;
  const matching = isOfAll && isWorkedOut ? matchingOfFund : matchingLoans;
  return givingWay(matching(fund, view, filter));
}

/** @throws DomainError not-found */
export function loanSchedule(fund: Fund, loanId: string, view: View): Schedule {
  const { loan, facts, rules } = loadLoanState(fund, loanId, view);
  return scheduleAt(loan.terms, facts, rules, view.asOf);
}

/** @throws DomainError not-found */
export function loanInterest(
  fund: Fund,
  loanId: string,
  window: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Date },
): InterestListing {
  const { from, to: asOf, knownAt } = window;
  refuseUnknownDay(fund, from, knownAt);
  refuseAfterHandover(fund, asOf, knownAt);
  const { loan, facts, rules } = loadLoanState(fund, loanId, { asOf, knownAt });
  return interestBetween(loan.terms, facts, rules, window);
}

/**
 * The disbursements of a loan by date, reversed ones included.
 *
 * @throws DomainError not-found
 */
export function disbursementsOf(fund: Fund, loanId: string, knownAt: Date): StoredDisbursement[] {
  requireLoan(fund, loanId, knownAt);
  return listDisbursements(fund, { loanIds: [loanId] }, knownAt);
}

/**
 * The recalls of a loan by decision, withdrawn and reversed ones included.
 *
 * @throws DomainError not-found
 */
export function recallsOf(fund: Fund, loanId: string, knownAt: Date): StoredRecall[] {
  requireLoan(fund, loanId, knownAt);
  return listRecalls(fund, { loanIds: [loanId] }, knownAt);
}

/**
 * The decisions about a loan by day, reversed ones included; recalls are listed apart.
 *
 * @throws DomainError not-found
 */
export function decisionsOf(fund: Fund, loanId: string, knownAt: Date): StoredDecision[] {
  requireLoan(fund, loanId, knownAt);
  return listDecisions(fund, { loanIds: [loanId] }, knownAt);
}

/**
 * The recovery plan of a loan; null where none was ever put.
 *
 * @throws DomainError not-found
 */
export function recoveryPlanOf(
  fund: Fund,
  loanId: string,
  knownAt: Date,
): StoredRecoveryPlan | null {
  requireLoan(fund, loanId, knownAt);
  return findRecoveryPlan(fund, loanId, knownAt);
}
