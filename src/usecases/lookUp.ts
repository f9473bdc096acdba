import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import { interestBetween, type InterestListing } from '../domain/interest.ts';
import type { DebtGroup } from '../domain/policies.ts';
import type { Standing } from '../domain/position.ts';
import { scheduleAt, type Schedule } from '../domain/schedule.ts';
import { listCapitalMovements, type StoredCapitalMovement } from '../store/capitalMovement.ts';
import {
  findCooperative,
  listCooperatives,
  listCooperativeVersions,
  type StoredCooperative,
  type StoredCooperativeVersion,
} from '../store/cooperative.ts';
import { listAuditEvents, type AuditEvent, type AuditFilter } from '../store/audit.ts';
import type { FundTx } from '../store/database.ts';
import { listDecisions, type StoredDecision } from '../store/decision.ts';
import { listDisbursements, type StoredDisbursement } from '../store/disbursement.ts';
import { listEntries, type Entry, type EntryFilter } from '../store/entry.ts';
import { findFund, type StoredFund } from '../store/fund.ts';
import { findFundPlan, type StoredFundPlan } from '../store/fundPlan.ts';
import { listCases, type CaseFilter, type StoredCase } from '../store/litigation.ts';
import { listLoans, type LoanFilter, type StoredLoan } from '../store/loan.ts';
import { loadAllLoanFacts } from '../store/loanFacts.ts';
import { listRecalls, type StoredRecall } from '../store/recall.ts';
import { findRecoveryPlan, type StoredRecoveryPlan } from '../store/recoveryPlan.ts';
import { listRepayments, type RepaymentFilter, type StoredRepayment } from '../store/repayment.ts';
import type { View } from './asKnown.ts';
import { dateInVietnam } from './clock.ts';
import {
  loadCalendar,
  loadLoanState,
  positionsOf,
  requireLoan,
  type LoanPosition,
} from './loanState.ts';

/** The fund the token belongs to. */
export function ownFund(tx: FundTx): Promise<StoredFund> {
  return findFund(tx);
}

/** The capital movements by date, reversed ones included. */
export function capitalMovements(tx: FundTx, knownAt: Date): Promise<StoredCapitalMovement[]> {
  return listCapitalMovements(tx, knownAt);
}

/** The cooperatives by code, as they count on the day; `q` is a part of the code or name. */
export function cooperatives(
  tx: FundTx,
  filter: Parameters<typeof listCooperatives>[1],
  view: View,
): Promise<StoredCooperative[]> {
  return listCooperatives(tx, filter, view.knownAt, view.asOf);
}

/** @throws DomainError not-found */
export async function requireCooperative(
  tx: FundTx,
  id: string,
  view: View,
): Promise<StoredCooperative> {
  const found = await findCooperative(tx, id, view.knownAt, view.asOf);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
}

/**
 * The versions of a cooperative as recorded, oldest first.
 *
 * @throws DomainError not-found
 */
export async function cooperativeVersions(
  tx: FundTx,
  id: string,
  view: View,
): Promise<StoredCooperativeVersion[]> {
  await requireCooperative(tx, id, view);
  return listCooperativeVersions(tx, id, view.knownAt);
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
  for (const loan of await listLoans(tx, narrowing, view.knownAt, view.asOf)) {
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

/**
 * The disbursements of a loan by date, reversed ones included.
 *
 * @throws DomainError not-found
 */
export async function disbursementsOf(
  tx: FundTx,
  loanId: string,
  knownAt: Date,
): Promise<StoredDisbursement[]> {
  await requireLoan(tx, loanId, knownAt);
  return listDisbursements(tx, { loanIds: [loanId] }, knownAt);
}

/**
 * The receipts by date, reversed ones included; of one loan, or of the fund.
 *
 * @throws DomainError not-found, where the loan is not there
 */
export async function receipts(
  tx: FundTx,
  filter: Omit<RepaymentFilter, 'loanIds'> & { readonly loanId?: string | undefined },
  knownAt: Date,
): Promise<StoredRepayment[]> {
  const { loanId, ...narrowing } = filter;
  if (loanId === undefined) return listRepayments(tx, narrowing, knownAt);
  await requireLoan(tx, loanId, knownAt);
  return listRepayments(tx, { ...narrowing, loanIds: [loanId] }, knownAt);
}

/** A receipt as the receipts book has it; the loan is null where its contract was voided since. */
export interface JournalReceipt extends StoredRepayment {
  readonly recordedOn: CalendarDate;
  readonly reversedOn: CalendarDate | null;
  readonly loan: StoredLoan | null;
}

/** The receipts of the fund by date, each with its contract and the borrower as of the day asked. */
export async function receiptsJournal(
  tx: FundTx,
  filter: RepaymentFilter,
  view: View,
): Promise<JournalReceipt[]> {
  const found = await listRepayments(tx, filter, view.knownAt);
  const ids = [...new Set(found.map((each) => each.loanId))];
  const loans = await listLoans(tx, { ids }, view.knownAt, view.asOf);
  const loanOf = new Map(loans.map((loan) => [loan.id, loan]));
  return found.map((each) => ({
    ...each,
    recordedOn: dateInVietnam(each.recordedAt),
    reversedOn: each.reversedAt === null ? null : dateInVietnam(each.reversedAt),
    loan: loanOf.get(each.loanId) ?? null,
  }));
}

/**
 * The recalls of a loan by decision, withdrawn and reversed ones included.
 *
 * @throws DomainError not-found
 */
export async function recallsOf(
  tx: FundTx,
  loanId: string,
  knownAt: Date,
): Promise<StoredRecall[]> {
  await requireLoan(tx, loanId, knownAt);
  return listRecalls(tx, { loanIds: [loanId] }, knownAt);
}

/**
 * The decisions about a loan by day, reversed ones included; recalls are listed apart.
 *
 * @throws DomainError not-found
 */
export async function decisionsOf(
  tx: FundTx,
  loanId: string,
  knownAt: Date,
): Promise<StoredDecision[]> {
  await requireLoan(tx, loanId, knownAt);
  return listDecisions(tx, { loanIds: [loanId] }, knownAt);
}

/**
 * The recovery plan of a loan; null where none was ever put.
 *
 * @throws DomainError not-found
 */
export async function recoveryPlanOf(
  tx: FundTx,
  loanId: string,
  knownAt: Date,
): Promise<StoredRecoveryPlan | null> {
  await requireLoan(tx, loanId, knownAt);
  return findRecoveryPlan(tx, loanId, knownAt);
}

/** The fund's plan of its own money; null where none was ever put. */
export function fundPlanOf(tx: FundTx, knownAt: Date): Promise<StoredFundPlan | null> {
  return findFundPlan(tx, knownAt);
}

/** Everything entered, in the order of entry. */
export function entries(tx: FundTx, filter: EntryFilter, knownAt: Date): Promise<Entry[]> {
  return listEntries(tx, filter, knownAt);
}

/** The audit trail, in its order. */
export function auditEvents(tx: FundTx, filter: AuditFilter): Promise<AuditEvent[]> {
  return listAuditEvents(tx, filter);
}

/** The cases as entered, with the stages that stand and the borrower as it counts on the day. */
export function cases(tx: FundTx, filter: CaseFilter, view: View): Promise<StoredCase[]> {
  return listCases(tx, filter, view.knownAt, view.asOf);
}
