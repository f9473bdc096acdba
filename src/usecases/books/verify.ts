import { cashAsKnown, listCapitalMovements } from '../../book/rules.ts';
import type { Fund } from '../../book/fund.ts';
import { listLoanOpenings } from '../../book/loanOpenings.ts';
import { listDecisions, sourcesOfLoan } from '../../book/loans.ts';
import { listOpenings } from '../../book/opening.ts';
import {
  incomeChanges,
  listIncomeMovements,
  listTransfers,
  moneyMovesInTurns,
  placeMoves,
} from '../../book/places.ts';
import { everyLoanId, listDisbursements, listRepayments } from '../../book/payments.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { MoneyHistory } from '../../domain/books/ledger.ts';
import {
  ledgerDifferencesInTurns,
  type KeptPosting,
  type LedgerDifference,
} from '../../domain/books/ledgerCheck.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import { lastDayOf, quarterOf } from '../../domain/primitives/quarters.ts';
import { auditHead, readTrail, type AuditHead } from '../../store/books/audit.ts';
import { allPostings } from '../../store/books/ledger.ts';
import { isFromDatabase } from '../../store/database/database.ts';
import type { LeftOut } from '../../store/facts/readFacts.ts';
import { readAnew, readAsKnown, type View } from '../view/readAsKnown.ts';
import type { Services } from '../view/services.ts';
import { inTurns } from '../../domain/primitives/turns.ts';
import { givingWay } from '../view/turns.ts';
import { Contradictions, type FactDifference } from './contradictions.ts';
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
  readonly facts: readonly FactDifference[];
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
    const chargeOffs = listDecisions(fund, of, knownAt).flatMap(({ terms, ...fact }) =>
      terms.kind === 'charge_off' ? [{ ...fact, recovery: terms.recovery }] : [],
    );
    const disbursements = listDisbursements(fund, of, knownAt);
    const repayments = listRepayments(fund, of, knownAt);
    const sources = sourcesOfLoan(fund, loanId, knownAt);
    const openings = listLoanOpenings(fund, loanId, knownAt);
    yield [loanId, { sources, openings, disbursements, repayments, chargeOffs }];
  }
}

/** Transfers between places and movements of money beside the principal, reversed ones included. */
const ownMoney = (fund: Fund, knownAt: Date) => [
  ...listTransfers(fund, knownAt).map((each) => ({ ...each, factKind: 'transfer' as const })),
  ...listIncomeMovements(fund, knownAt).map((each) => ({
    ...each,
    factKind: 'income_movement' as const,
  })),
];

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

/** Compares each entry, each position and the identity of the fund with the facts. */
async function compareLedger(
  fund: Fund,
  { knownAt }: View,
  { loans, postings, days, contradictions }: LedgerComparison,
): Promise<LedgerDifference[]> {
  const rules = loadRules(fund, knownAt);
  await givingWay(moneyMovesInTurns(fund, knownAt));
  const places = {
    moved: await givingWay(inTurns(placeMoves(fund, knownAt), (move) => move)),
    income: await givingWay(inTurns(incomeChanges(fund, knownAt), (change) => change)),
  };
  const facts = {
    loans,
    histories: loadHistories(fund, knownAt),
    movements: listCapitalMovements(fund, knownAt),
    openings: listOpenings(fund, knownAt),
    cash: cashAsKnown(fund, knownAt).bySource,
    own: ownMoney(fund, knownAt),
    places,
  };
  const noPosition = (loan: LoanOfFund, error: unknown): void =>
    contradictions.addLoan({ fund, rules, days }, loan, error);
  return givingWay(ledgerDifferencesInTurns(facts, postings, rules, days, noPosition));
}

interface LedgerComparison {
  readonly loans: readonly LoanOfFund[];
  readonly postings: readonly KeptPosting[];
  readonly days: readonly CalendarDate[];
  readonly contradictions: Contradictions;
}

/** Compares ledger, positions, audit trail and closings with the facts (R14 e, R18, R22). */
export function verifyBooks(fund: Fund, view: View): Promise<BooksVerification> {
  return verifyBooksWith(fund, view, new Contradictions());
}

async function verifyBooksWith(
  fund: Fund,
  view: View,
  contradictions: Contradictions,
): Promise<BooksVerification> {
  const { asOf, knownAt } = view;
  const loans = await contradictions.workOut('loans', () => loadLoansOfFund(fund, view), []);
  const postings = await fund.sql((tx) => allPostings(tx, knownAt));
  const days = await contradictions.workOut(
    'days',
    () => daysToCheck(postings[0]?.effectiveOn, asOf),
    [asOf],
  );
  const head = await fund.sql(auditHead);
  const compare = () => compareLedger(fund, view, { loans, postings, days, contradictions });
  // The database compares facts and trail while the ledger is worked out here.
  const [ofFacts, ledger] = await Promise.all([
    fund.sql(factDifferences),
    contradictions.workOut('ledger', compare, []),
  ]);
  const events = await fund.sql(readTrail);
  return {
    facts: contradictions.found,
    ledger,
    audit: [...(await trailDifferences(fund, events)), ...ofFacts],
    rows: await fund.sql((tx) => rowDifferences(tx, events)),
    closings: await closingDifferences(fund, knownAt, contradictions),
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
export async function verify(
  fund: Fund,
  view: View,
  leftOut: readonly LeftOut[] = [],
): Promise<Verification> {
  const contradictions = new Contradictions(leftOut);
  const books = await verifyBooksWith(fund, view, contradictions);
  const schema = await fund.sql(({ client }) => schemaDifferences(client));
  const issued = await issuedDifferences(fund, view.knownAt, contradictions);
  return { ...books, schema, issued };
}

/** The fund's book in memory; null: this process has none, and none can be made of the facts. */
async function liveBook(
  services: Services,
  actor: Pick<Actor, 'fundId'>,
): Promise<{ readonly fund: Fund; readonly knownAt: Date } | null> {
  try {
    return await readAsKnown(services, actor, {}, (fund, { knownAt }) => ({ fund, knownAt }));
  } catch (error) {
    if (isFromDatabase(error)) throw error;
    return null;
  }
}

/**
 * Verifies a fund as the service sees it: everything is worked out of facts that are read anew from the
 * database, and the facts in memory are held against them. Facts that contradict one another are found,
 * and are no error.
 */
export async function verifyService(
  services: Services,
  actor: Pick<Actor, 'fundId'>,
): Promise<ServiceVerification & { readonly knownAt: Date }> {
  const live = await liveBook(services, actor);
  const asOf = services.clock.today();
  return readAnew(services.database, actor.fundId, async (anew, known) => {
    // What was recorded since is not in memory yet, and is verified the next time.
    const knownAt = live?.knownAt ?? known.knownAt;
    const found = await verify(anew, { asOf, knownAt }, known.leftOut);
    const book =
      live === null ? [] : await givingWay(bookDifferencesInTurns(live.fund, anew, knownAt));
    return { ...found, book, knownAt };
  });
}
