import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import { NO_FACTS } from '../domain/facts.ts';
import { collectionNotice, type CollectionNotice, type NoticeAsked } from '../domain/notice.ts';
import { readFund, type Database, type FundTx } from '../store/database.ts';
import { lastRecordedAt, recordFact } from '../store/fact.ts';
import { listLoans, type StoredLoan } from '../store/loan.ts';
import { loadLoanFactsOf } from '../store/loanFacts.ts';
import { listNotices } from '../store/notice.ts';
import {
  findNoticeRun,
  insertNoticeRun,
  insertOutcomes,
  listNoticeRuns,
  listOutcomes,
  type RunOutcome,
  type StoredNoticeRun,
} from '../store/noticeRun.ts';
import type { Actor } from '../store/token.ts';
import { checkAsked, issueQuarterlyNotice, loadNoticeSource } from './notices.ts';
import { NO_REQUEST, writeActs } from './sealFacts.ts';

/** How many loans are looked at in one transaction: others write to the fund in between. */
const LOANS_AT_ONCE = 20;

/** How far a run is: what was looked at, and how many loans it has still to look at. */
export interface NoticeRunAt {
  readonly run: StoredNoticeRun;
  readonly outcomes: readonly RunOutcome[];
  readonly left: number;
}

/** @throws DomainError not-found */
async function requireRun(tx: FundTx, id: string, knownAt: Date): Promise<StoredNoticeRun> {
  const run = await findNoticeRun(tx, id, knownAt);
  if (run !== null) return run;
  throw new DomainError('not-found', { figures: { what: 'notice run', id } });
}

/** The loans that were entered when a run was, by contract number. */
async function loansLeft(
  tx: FundTx,
  run: StoredNoticeRun,
  outcomes: readonly RunOutcome[],
): Promise<StoredLoan[]> {
  const seen = new Set(outcomes.map((each) => each.loanId));
  const loans = await listLoans(tx, {}, run.recordedAt);
  return loans.filter((loan) => !seen.has(loan.id));
}

/** @throws DomainError not-found */
export async function noticeRunAt(tx: FundTx, id: string, knownAt: Date): Promise<NoticeRunAt> {
  const run = await requireRun(tx, id, knownAt);
  const outcomes = await listOutcomes(tx, id);
  return { run, outcomes, left: (await loansLeft(tx, run, outcomes)).length };
}

/** A run of a fund; null: it is not there. */
export function findRun(
  database: Database,
  fundId: string,
  runId: string,
): Promise<StoredNoticeRun | null> {
  return readFund(database, fundId, async (tx) =>
    findNoticeRun(tx, runId, await lastRecordedAt(tx)),
  );
}

/** The runs of a fund that have loans left to look at. */
export function unfinishedRuns(database: Database, fundId: string): Promise<StoredNoticeRun[]> {
  return readFund(database, fundId, async (tx) => {
    const unfinished: StoredNoticeRun[] = [];
    for (const run of await listNoticeRuns(tx, await lastRecordedAt(tx))) {
      const left = await loansLeft(tx, run, await listOutcomes(tx, run.id));
      if (left.length > 0) unfinished.push(run);
    }
    return unfinished;
  });
}

/**
 * Begins to make the notices of a quarter, which is then carried on with `continueNoticeRun` (R25).
 *
 * @throws DomainError validation, dated-in-future
 */
export async function startNoticeRun(
  tx: FundTx,
  by: { readonly actor: Actor; readonly today: CalendarDate },
  asked: NoticeAsked,
): Promise<NoticeRunAt> {
  checkAsked(asked, by.today);
  const { issuedOn, quarter, payBy } = asked;
  const recorded = await recordFact(tx, {
    kind: 'notice_run',
    effectiveOn: issuedOn,
    recordedBy: by.actor,
  });
  await insertNoticeRun(tx, recorded, { quarter, payBy });
  return noticeRunAt(tx, recorded.id, recorded.recordedAt);
}

/** A loan of which a notice of the quarter stands needs no other one. */
async function outcomeOf(
  tx: FundTx,
  run: StoredNoticeRun,
  loan: StoredLoan,
  source: Awaited<ReturnType<typeof loadNoticeSource>>,
): Promise<RunOutcome> {
  const { quarter, payBy, effectiveOn: issuedOn, actor } = run;
  const { knownAt } = source;
  const filter = { loanIds: [loan.id], quarters: [quarter], standing: true };
  const [standing] = await listNotices(tx, filter, knownAt);
  if (standing !== undefined) return { loanId: loan.id, noticeId: standing.id, failure: null };
  const facts = (await loadLoanFactsOf(tx, [loan.id], knownAt)).get(loan.id) ?? NO_FACTS;
  const asked = { quarter, payBy, issuedOn };
  let notice: CollectionNotice | null;
  try {
    notice = collectionNotice(loan.terms, facts, source.calendar, asked);
  } catch (error) {
    return { loanId: loan.id, noticeId: null, failure: String(error) };
  }
  if (notice === null) return { loanId: loan.id, noticeId: null, failure: null };
  const issuing = { loan, facts, asked, notice, supersedes: null };
  const { id: noticeId } = await issueQuarterlyNotice(tx, { actor }, source, issuing);
  return { loanId: loan.id, noticeId, failure: null };
}

async function issueSome(
  tx: FundTx,
  run: StoredNoticeRun,
): Promise<{ readonly looked: readonly StoredLoan[] }> {
  const left = await loansLeft(tx, run, await listOutcomes(tx, run.id));
  const looked = left.slice(0, LOANS_AT_ONCE);
  if (looked.length === 0) return { looked };
  const source = await loadNoticeSource(tx, await lastRecordedAt(tx));
  const outcomes: RunOutcome[] = [];
  for (const loan of looked) outcomes.push(await outcomeOf(tx, run, loan, source));
  await insertOutcomes(tx, run.id, outcomes);
  return { looked };
}

/**
 * Looks at the next loans of a run, in a transaction of its own: stopped at any moment, it goes on
 * where it was, and two that go on at once make nothing twice.
 *
 * @returns whether there may be more
 */
export async function continueNoticeRun(
  database: Database,
  run: StoredNoticeRun,
): Promise<boolean> {
  const { looked } = await writeActs(database, run.actor, NO_REQUEST, (tx) => issueSome(tx, run));
  return looked.length === LOANS_AT_ONCE;
}

/**
 * Gives up the loans at which a run is refused, each with the reason: what is refused stays refused.
 *
 * @returns whether it was refused; what the database could not do can be done later
 */
export async function giveUpRefused(
  database: Database,
  run: StoredNoticeRun,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof DomainError)) return false;
  await writeActs(database, run.actor, NO_REQUEST, async (tx) => {
    const left = await loansLeft(tx, run, await listOutcomes(tx, run.id));
    await insertOutcomes(
      tx,
      run.id,
      left.map((loan) => ({ loanId: loan.id, noticeId: null, failure: error.code })),
    );
  });
  return true;
}
