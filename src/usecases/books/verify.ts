import { availableByDay, listCapitalMovements } from '../../book/rules.ts';
import type { Fund } from '../../book/fund.ts';
import { listDecisions } from '../../book/loans.ts';
import { everyLoanId, listDisbursements, listRepayments } from '../../book/payments.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { MoneyHistory } from '../../domain/books/ledger.ts';
import { ledgerDifferencesInTurns, type LedgerDifference } from '../../domain/books/ledgerCheck.ts';
import { lastDayOf, quarterOf } from '../../domain/primitives/quarters.ts';
import { auditHead, readTrail, type AuditHead } from '../../store/books/audit.ts';
import { allPostings } from '../../store/books/ledger.ts';
import type { Database } from '../../store/database/database.ts';
import { readAnew, type View } from '../view/readAsKnown.ts';
import { givingWay } from '../view/turns.ts';
import { bookDifferencesInTurns, type BookDifference } from './verifyBook.ts';
import { closingDifferences, type ClosingDifference } from './closePeriod.ts';
import { loadLoansOfFund } from '../reports/loadFundFacts.ts';
import { loadRules } from '../loans/loanState.ts';
import { factDifferences, trailDifferences, type AuditDifference } from './verifyAudit.ts';
import { schemaDifferences, type SchemaDifference } from '../../store/installation/catalogue.ts';
import { rowDifferences, type RowDifference } from './verifyRows.ts';
import { issuedDifferences, type IssuedDifference } from '../issued/verifyIssued.ts';

/** Whether the books of a fund agree with its facts; each list is empty where they do. */
export interface BooksVerification {
  readonly ledger: readonly LedgerDifference[];
  readonly audit: readonly AuditDifference[];
  readonly rows: readonly RowDifference[];
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
  readonly schema: readonly SchemaDifference[];
  readonly issued: readonly IssuedDifference[];
}

/** The same, and whether the facts in memory are those of the database. */
export interface ServiceVerification extends Verification {
  readonly book: readonly BookDifference[];
}

/** The facts of each loan that moved money, reversed ones included, one loan after the other. */
function* loadHistories(fund: Fund, knownAt: Date): Generator<readonly [string, MoneyHistory]> {
  for (const loanId of everyLoanId(fund)) {
    const of = { loanIds: [loanId] };
    const chargeOffs = listDecisions(fund, of, knownAt).filter(
      ({ terms }) => terms.kind === 'charge_off',
    );
    const disbursements = listDisbursements(fund, of, knownAt);
    yield [loanId, { disbursements, repayments: listRepayments(fund, of, knownAt), chargeOffs }];
  }
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
export async function verifyBooks(fund: Fund, view: View): Promise<BooksVerification> {
  const { asOf, knownAt } = view;
  const loans = loadLoansOfFund(fund, view);
  const postings = await fund.sql((tx) => allPostings(tx, knownAt));
  const days = daysToCheck(postings[0]?.effectiveOn, asOf);
  const facts = {
    loans,
    histories: loadHistories(fund, knownAt),
    movements: listCapitalMovements(fund, knownAt),
    cash: availableByDay(fund, knownAt),
  };
  const head = await fund.sql(auditHead);
  const rules = loadRules(fund, knownAt);
  // The database compares facts and trail while the ledger is worked out here.
  const [ofFacts, ledger] = await Promise.all([
    fund.sql(factDifferences),
    givingWay(ledgerDifferencesInTurns(facts, postings, rules, days)),
  ]);
  const events = await fund.sql(readTrail);
  return {
    ledger,
    audit: [...(await trailDifferences(fund, events)), ...ofFacts],
    rows: await fund.sql((tx) => rowDifferences(tx, events)),
    closings: await closingDifferences(fund, knownAt),
    checked: {
      loans: loans.length,
      days: days.length,
      postings: postings.length,
      events: head.number,
    },
    auditHead: head,
  };
}

/** The same, and the schema, and each issued report and notice worked out again (R21): that takes long where many are. */
export async function verify(fund: Fund, view: View): Promise<Verification> {
  const books = await verifyBooks(fund, view);
  const schema = await fund.sql(({ client }) => schemaDifferences(client));
  return { ...books, schema, issued: await issuedDifferences(fund, view.knownAt) };
}

/**
 * Verifies a fund as the service sees it: everything is worked out of facts that are read anew from the
 * database, and the facts in memory are held against them.
 */
export function verifyService(
  database: Database,
  live: Fund,
  view: View,
): Promise<ServiceVerification> {
  return readAnew(database, live.fundId, async (anew) => ({
    ...(await verify(anew, view)),
    book: await givingWay(bookDifferencesInTurns(live, anew, view.knownAt)),
  }));
}
