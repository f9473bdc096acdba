import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import { interestBetween, type InterestListing } from '../domain/interest.ts';
import type { DebtGroup, Standing } from '../domain/position.ts';
import { scheduleAt, type Schedule } from '../domain/schedule.ts';
import { findCooperative, type StoredCooperative } from '../store/cooperative.ts';
import type { FundTx } from '../store/database.ts';
import { listLoans, type LoanFilter, type StoredLoan } from '../store/loan.ts';
import { loadAllLoanFacts } from '../store/loanFacts.ts';
import type { View } from './asKnown.ts';
import { loadCalendar, loadLoanState, positionsOf, type LoanPosition } from './loanState.ts';

/** @throws DomainError not-found */
export async function requireCooperative(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredCooperative> {
  const found = await findCooperative(tx, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
}

/** A loan in a list, with where it stands. */
export interface ListedLoan {
  readonly loan: StoredLoan;
  readonly at: LoanPosition;
}

/**
 * The loans that match, by contract number, each with its position (R15, R16). Standing and debt
 * group are worked out, so the whole fund is read before they can be filtered.
 */
export async function listLoansAt(
  tx: FundTx,
  view: View,
  filter: LoanFilter & {
    readonly standing?: Standing | undefined;
    readonly debtGroup?: DebtGroup | undefined;
  },
): Promise<ListedLoan[]> {
  const { standing, debtGroup, limit, ...narrowing } = filter;
  const calendar = await loadCalendar(tx, view.knownAt);
  const facts = await loadAllLoanFacts(tx, view.knownAt);
  const all = await listLoans(tx, {}, view.knownAt);
  const positions = positionsOf(all, facts, calendar, view);
  const listed: ListedLoan[] = [];
  for (const loan of await listLoans(tx, narrowing, view.knownAt)) {
    const at = positions.get(loan.id);
    if (at === undefined) continue;
    if (standing !== undefined && at.position.standing !== standing) continue;
    if (debtGroup !== undefined && at.debtGroup !== debtGroup) continue;
    listed.push({ loan, at });
    if (listed.length === limit) break;
  }
  return listed;
}

/** @throws DomainError not-found */
export async function loanSchedule(tx: FundTx, loanId: string, view: View): Promise<Schedule> {
  const { loan, facts, calendar } = await loadLoanState(tx, loanId, view.knownAt);
  return scheduleAt(loan.terms, facts, calendar, view.asOf);
}

/** @throws DomainError not-found */
export async function loanInterest(
  tx: FundTx,
  loanId: string,
  window: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Date },
): Promise<InterestListing> {
  const { loan, facts, calendar } = await loadLoanState(tx, loanId, window.knownAt);
  return interestBetween(loan.terms, facts, calendar, window);
}
