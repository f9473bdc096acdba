import { addDays, type CalendarDate } from '../domain/dates.ts';
import { ledgerDifferences, type LedgerDifference } from '../domain/ledgerCheck.ts';
import { lastDayOf, quarterOf } from '../domain/quarters.ts';
import { auditHead, type AuditHead } from '../store/audit.ts';
import { listCapitalMovements } from '../store/capitalMovement.ts';
import { availableByDay } from '../store/cash.ts';
import type { FundTx } from '../store/database.ts';
import { allPostings } from '../store/ledger.ts';
import type { View } from './asKnown.ts';
import { closingDifferences, type ClosingDifference } from './closePeriod.ts';
import { loadLoansOfFund } from './fundReport.ts';
import { loadCalendar } from './loanState.ts';
import { auditDifferences, type AuditDifference } from './verifyAudit.ts';

/** Whether what is kept of a fund agrees with itself; each list is empty where it does. */
export interface Verification {
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
export async function verify(tx: FundTx, view: View): Promise<Verification> {
  const { asOf, knownAt } = view;
  const loans = await loadLoansOfFund(tx, view);
  const movements = await listCapitalMovements(tx, knownAt);
  const postings = await allPostings(tx, knownAt);
  const days = daysToCheck(postings[0]?.effectiveOn, asOf);
  const facts = {
    loans,
    capitalMovements: movements.filter((each) => each.reversedAt === null),
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
