import { Book } from '../../src/book/book.ts';
import { listCooperatives } from '../../src/book/borrowers.ts';
import { listCases } from '../../src/book/cases.ts';
import { collateralsShown } from '../../src/book/collaterals.ts';
import { listCollectionLog } from '../../src/book/collection.ts';
import { listEntries } from '../../src/book/dayBook.ts';
import type { Fund } from '../../src/book/fund.ts';
import { knownLength } from '../../src/book/known.ts';
import { listLocalityActs } from '../../src/book/localities.ts';
import {
  listDecisions,
  listLoans,
  listRecalls,
  loadLoanBooks,
  loansOfFund,
} from '../../src/book/loans.ts';
import { listOpenings } from '../../src/book/opening.ts';
import { listDisbursements, listRepayments, paymentsUnder } from '../../src/book/payments.ts';
import {
  incomeChanges,
  listIncomeMovements,
  listPlaceCounts,
  listTransfers,
  listTrusteeStatements,
  placeMoves,
  placesOf,
} from '../../src/book/places.ts';
import { methodTotals, quartersWithFacts } from '../../src/book/periods.ts';
import {
  cashAsKnown,
  findDocumentSettings,
  findFundPlan,
  lastLendingSuspension,
  listCapitalMovements,
  loadRules,
  suspensionInForce,
} from '../../src/book/rules.ts';
import { listDrafts, listKept, runsOfWork, settingsOfWork } from '../../src/book/schedule.ts';
import type { Entry } from '../../src/store/facts/entry.ts';
import { on } from './entries.ts';

const DAYS = ['2023-01-01', '2023-06-30', '2024-06-01'].map((day) => on(day));

const VOUCHERS = ['PC0', 'PC1', 'PC2', 'PC3', 'PT0', 'PT1', 'PT2', 'PT3'];

/** Plain JSON, sets and maps as lists; without what came to a fact after the instant asked about. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, each: unknown) => {
      if (key === 'reversal') return undefined;
      if (each instanceof Set) return [...(each as Set<string>)].toSorted();
      return each instanceof Map ? [...each] : each;
    }),
  );

type OfBook = Pick<Fund, 'book'>;

/** What a book says that is known at an instant, by every way of asking that does not go to the database. */
export function saidAt(of: OfBook, knownAt: Date): unknown {
  const loanIds = [...of.book.loans.keys()].filter((id) => loadable(of, id, knownAt));
  return plain({
    loans: DAYS.map((asOf) => loansOfFund(of, { asOf, knownAt })),
    contracts: listLoans(of, {}, knownAt),
    facts: loanIds.toSorted().map((id) => [id, loadLoanBooks(of, id, knownAt).views]),
    cash: cashAsKnown(of, knownAt),
    openings: listOpenings(of, knownAt),
    quarters: quartersWithFacts(of, knownAt),
    repayments: listRepayments(of, {}, knownAt),
    disbursements: listDisbursements(of, {}, knownAt),
    decisions: listDecisions(of, {}, knownAt),
    recalls: listRecalls(of, {}, knownAt),
    movements: listCapitalMovements(of, knownAt),
    places: placesOf(of, knownAt).all,
    placeMoves: [...placeMoves(of, knownAt)].map(({ entry, ...move }) => ({
      ...move,
      of: entry.id,
    })),
    income: [...incomeChanges(of, knownAt)],
    transfers: listTransfers(of, knownAt),
    incomeMovements: listIncomeMovements(of, knownAt),
    counts: listPlaceCounts(of, knownAt),
    statements: listTrusteeStatements(of, knownAt),
    rules: loadRules(of, knownAt),
    borrowers: DAYS.map((asOf) => listCooperatives(of, {}, knownAt, asOf)),
    located: DAYS.map((day) => listCooperatives(of, {}, knownAt, DAYS[0], day)),
    localityActs: listLocalityActs(of, {}, knownAt),
    cases: listCases(of, {}, knownAt),
    log: listCollectionLog(of, { limit: 1_000 }, knownAt),
    collaterals: DAYS.map((asOf) => collateralsShown(of, { asOf, knownAt })),
    entries: listEntries(of, { limit: 10_000 }, { asOf: on('2025-12-31'), knownAt }),
    schedule: settingsOfWork(of, 'month-end', knownAt),
    runs: runsOfWork(of, { work: undefined, before: undefined, limit: 1_000 }, knownAt),
    kept: listKept(of, { before: undefined, limit: 1_000 }, knownAt),
    drafts: listDrafts(of, { before: undefined, limit: 1_000 }, knownAt),
    plan: findFundPlan(of, knownAt),
    settings: findDocumentSettings(of, knownAt),
    suspension: [
      lastLendingSuspension(of, knownAt),
      ...DAYS.map((day) => suspensionInForce(of, day, knownAt)),
    ],
    totals: methodTotals(of, { from: on('2022-01-01'), to: on('2025-12-31'), knownAt }),
    vouchers: vouchersAt(of, knownAt),
  });
}

const loadable = (of: OfBook, loanId: string, knownAt: Date): boolean =>
  listLoans(of, { ids: [loanId] }, knownAt).length > 0;

/** The loans under each voucher number, in whatever order. */
function vouchersAt(of: OfBook, knownAt: Date): unknown {
  return (['disbursement', 'repayment'] as const).flatMap((kind) =>
    ['2023', '2024'].flatMap((year) =>
      VOUCHERS.map((number) =>
        paymentsUnder(of, { kind, voucherNumber: number, year }, knownAt)
          .same.map((each) => each.loanId)
          .toSorted(),
      ),
    ),
  );
}

const ids = (list: Iterable<Entry>): string[] => [...list].map((entry) => entry.id);

const LISTS = [
  'movements',
  'openings',
  'collectionLog',
  'holidayLists',
  'policies',
  'suspensions',
  'fundPlans',
  'documentSettings',
  'noticeRuns',
  'issuedReports',
  'closings',
  'reopenings',
] as const satisfies readonly (keyof Book)[];

const CHANGES = [
  'rulesChanges',
  'contractChanges',
  'portfolioChanges',
  'moneyChanges',
] as const satisfies readonly (keyof Book)[];

/** Every list and index of a book, in its order. */
export function shapeOf(book: Book): unknown {
  const { cash, factsByQuarter } = book;
  return plain({
    facts: ids(book.log),
    byId: [...book.facts.keys()].toSorted(),
    reversals: book.log.map(({ reversal }) => reversal?.id ?? null),
    loans: [...book.loans.values()].map((loan) => ({
      id: loan.id,
      changes: loan.changes,
      versions: ids(loan.versions),
      disbursements: ids(loan.disbursements),
      repayments: ids(loan.repayments),
      recalls: ids(loan.recalls),
      withdrawals: ids(loan.withdrawals),
      decisions: ids(loan.decisions),
      plans: ids(loan.recoveryPlans),
      notices: loan.notices.map(({ issued }) => issued.id),
    })),
    borrowers: [...book.cooperatives.values()].map(({ id, versions }) => [id, ids(versions)]),
    cases: [...book.cases].map(([id, { filed, stages }]) => [id, filed?.id, ids(stages)]),
    collaterals: [...book.collaterals.values()].map((asset) => [
      asset.id,
      ids(asset.versions),
      ids(asset.valuations),
      ids(asset.releases),
    ]),
    notices: [...book.notices].map(([id, { deliveries, supersededBy }]) => [
      id,
      ids(deliveries),
      supersededBy?.id ?? null,
    ]),
    lists: LISTS.map((name) => ids(book[name])),
    days: [book.repaymentsByDay, book.disbursementsByDay].map((days) => ids(days.within())),
    changes: CHANGES.map((name) => book[name]),
    cash: cash.sums(),
    quarters: [...factsByQuarter].filter(([, count]) => count !== 0).toSorted(),
    vouchers: vouchersAt({ book }, new Date(book.through)),
  });
}

/** A book of the first facts of another, up to an instant, as if it had never heard of later ones. */
export function bookUpTo(book: Book, instant: number): Book {
  const known = new Book(book.fund, book.defaultPolicies);
  for (const entry of book.log.slice(0, knownLength(book.log, instant))) {
    known.add({ ...entry, reversal: null });
  }
  return known;
}
