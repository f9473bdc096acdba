import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { MoneyHistory } from '../../domain/books/ledger.ts';
import { ledgerDifferences, type LedgerDifference } from '../../domain/books/ledgerCheck.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import { lastDayOf, quarterOf } from '../../domain/primitives/quarters.ts';
import { auditHead, type AuditHead } from '../../store/books/audit.ts';
import { listCapitalMovements } from '../../store/fund/capitalMovement.ts';
import { availableByDay } from '../../store/fund/cash.ts';
import type { FundTx } from '../../store/database/database.ts';
import { listDecisions } from '../../store/loans/decision.ts';
import { listDisbursements } from '../../store/loans/disbursement.ts';
import { allPostings } from '../../store/books/ledger.ts';
import { listRepayments } from '../../store/loans/repayment.ts';
import type { View } from '../view/readAsKnown.ts';
import { closingDifferences, type ClosingDifference } from './closePeriod.ts';
import { loadLoansOfFund } from '../reports/loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';
import { auditDifferences, type AuditDifference } from './verifyAudit.ts';
import { issuedDifferences, type IssuedDifference } from '../issued/verifyIssued.ts';

/** Whether the books of a fund agree with its facts; each list is empty where they do. */
export interface BooksVerification {
  readonly ledger: readonly LedgerDifference[];
  readonly audit: readonly AuditDifference[];
  readonly closings: readonly ClosingDifference[];
  readonly checked: {
    readonly loans: number;
    readonly days: number;
    readonly postings: number;
    readonly events: number;
  };
  /** To be compared with the head that was noted elsewhere. */
  readonly auditHead: AuditHead;
}

/** Whether all that is kept of a fund agrees with itself. */
export interface Verification extends BooksVerification {
  readonly issued: readonly IssuedDifference[];
}

/** The facts of each loan that moved money, reversed ones included, by the id of the loan. */
async function loadHistories(tx: FundTx, knownAt: Date): Promise<Map<string, MoneyHistory>> {
  const loanOf = ({ loanId }: { readonly loanId: string }): string => loanId;
  const disbursements = groupBy(await listDisbursements(tx, {}, knownAt), loanOf);
  const repayments = groupBy(await listRepayments(tx, {}, knownAt), loanOf);
  const decisions = await listDecisions(tx, {}, knownAt);
  const chargeOffs = groupBy(
    decisions.filter(({ terms }) => terms.kind === 'charge_off'),
    loanOf,
  );
  const loanIds = new Set([disbursements, repayments, chargeOffs].flatMap((of) => [...of.keys()]));
  return new Map(
    [...loanIds].map((loanId) => [
      loanId,
      {
        disbursements: disbursements.get(loanId) ?? [],
        repayments: repayments.get(loanId) ?? [],
        chargeOffs: chargeOffs.get(loanId) ?? [],
      },
    ]),
  );
}

/** The last day of each quarter from the first posting on, and the day itself. */
function daysToCheck(first: CalendarDate | undefined, asOf: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = first; day !== undefined && day < asOf;) {
    const last = lastDayOf(quarterOf(day));
    if (last < asOf) days.push(last);
    day = addDays(last, 1);
  }
  return [...days, asOf];
}

/** Compares ledger, positions, audit trail and closings with the facts (R14 e, R18, R22). */
export async function verifyBooks(tx: FundTx, view: View): Promise<BooksVerification> {
  const { asOf, knownAt } = view;
  const loans = await loadLoansOfFund(tx, view);
  const postings = await allPostings(tx, knownAt);
  const days = daysToCheck(postings[0]?.effectiveOn, asOf);
  const facts = {
    loans,
    histories: await loadHistories(tx, knownAt),
    movements: await listCapitalMovements(tx, knownAt),
    cash: await availableByDay(tx, knownAt),
  };
  const head = await auditHead(tx);
  return {
    ledger: ledgerDifferences(facts, postings, await loadCalendar(tx, knownAt), days),
    audit: await auditDifferences(tx),
    closings: await closingDifferences(tx, knownAt),
    checked: {
      loans: loans.length,
      days: days.length,
      postings: postings.length,
      events: head.number,
    },
    auditHead: head,
  };
}

/** The same, and each issued report and notice worked out again (R21): that takes long where many are. */
export async function verify(tx: FundTx, view: View): Promise<Verification> {
  const books = await verifyBooks(tx, view);
  return { ...books, issued: await issuedDifferences(tx, view.knownAt) };
}
