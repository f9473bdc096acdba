import { type Fund, type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { countLoans, listLoanIds, listLoans } from '../../book/loans.ts';
import { findNoticeRun, listNoticeRuns, listNotices } from '../../book/notices.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { firstDayOf, type Quarter } from '../../domain/primitives/quarters.ts';
import type { Database } from '../../store/database/database.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';
import { isStanding, type StoredNotice } from '../../store/notices/notice.ts';
import {
  actorOfRun,
  loansLookedAt,
  outcomeRows,
  runProgress,
  type RunOutcome,
  type RunProgress,
  type StoredNoticeRun,
} from '../../store/notices/noticeRun.ts';
import { readLast } from '../view/readAsKnown.ts';
import { shownAt } from '../../book/known.ts';
import type { NoticeRunEntry } from '../../store/notices/noticeRun.ts';
import { draftNotice, type Asked, type DraftNotice } from '../../domain/notices/draftNotice.ts';
import { checkDates, type NoticeDates } from '../../domain/notices/noticeDates.ts';
import { issueNotices } from './issueNotices.ts';
import { knownOf, loadNoticeSource, type NoticeSource } from './noticeSource.ts';
import { writeActs } from '../acts/writeActs.ts';
import { NO_REQUEST } from '../../store/books/audit.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';

/** How many loans are looked at in one transaction: others write to the fund in between. */
export const LOANS_AT_ONCE = 20;

/** How many notices are read in one transaction to be printed. */
const NOTICES_AT_ONCE = 50;

/** How far a run is, and how many loans it has still to look at. */
export interface NoticeRunAt extends RunProgress {
  readonly run: StoredNoticeRun;
  readonly left: number;
}

/** @throws DomainError not-found */
function requireRun(fund: Fund, id: string, knownAt: Date): NoticeRunEntry {
  const run = findNoticeRun(fund, id, knownAt);
  if (run !== null) return run;
  throw new DomainError('not-found', { figures: { what: 'notice run', id } });
}

/** A run with the person in whose name its notices are recorded. */
async function withActor(fund: Fund, run: NoticeRunEntry): Promise<StoredNoticeRun> {
  const { reversedAt: _, tokenId: __, ...shown } = shownAt(run, run.recordedAt);
  return { ...shown, actor: await fund.sql((tx) => actorOfRun(tx, run)) };
}

async function progressOf(fund: Fund, run: NoticeRunEntry): Promise<NoticeRunAt> {
  const progress = await fund.sql((tx) => runProgress(tx, run.id));
  const looked = progress.issued + progress.nothingToPay + progress.failures.length;
  const left = countLoans(fund, new Date(run.recordedAt)) - looked;
  return { run: await withActor(fund, run), ...progress, left };
}

/** @throws DomainError not-found */
export function noticeRunAt(fund: Fund, id: string, knownAt: Date): Promise<NoticeRunAt> {
  return progressOf(fund, requireRun(fund, id, knownAt));
}

/** Which runs are asked for; `before`: those recorded before an instant. */
export interface RunsAsked {
  readonly quarter: Quarter | undefined;
  readonly before: Date | undefined;
  readonly limit: number;
}

/** The runs of a fund, or of one quarter, the latest first. */
export async function noticeRuns(
  fund: Fund,
  { quarter, before, limit }: RunsAsked,
  knownAt: Date,
): Promise<NoticeRunAt[]> {
  const asked = listNoticeRuns(fund, knownAt)
    .filter((run) => quarter === undefined || run.quarter === quarter)
    .toReversed()
    .filter((run) => before === undefined || new Date(run.recordedAt) < before)
    .slice(0, limit);
  const runs: NoticeRunAt[] = [];
  for (const run of asked) runs.push(await progressOf(fund, run));
  return runs;
}

/**
 * The notices of a run's quarter that stand, as known, of the loans that it made or found one of: also
 * those that took the place of its own. By number, read some at a time: what was issued does not change.
 */
export async function* noticesOfRun(
  database: Database,
  fundId: string,
  runId: string,
  knownAt: Date,
): AsyncGenerator<StoredNotice> {
  let after: StoredNotice | undefined;
  do {
    const filter = { runId, standing: true, after, limit: NOTICES_AT_ONCE };
    const page = await readLast(database, fundId, (fund) => listNotices(fund, filter, knownAt));
    yield* page;
    after = page.length < NOTICES_AT_ONCE ? undefined : page.at(-1);
  } while (after !== undefined);
}

/** A run of a fund; null: it is not there. */
export function findRun(
  database: Database,
  fundId: string,
  runId: string,
): Promise<StoredNoticeRun | null> {
  return readLast(database, fundId, (fund, { knownAt }) => {
    const run = findNoticeRun(fund, runId, knownAt);
    return run && withActor(fund, run);
  });
}

/**
 * The runs of a fund that have loans left to look at.
 *
 * @param finished those known to have none: others that have none are added
 */
export function unfinishedRuns(
  database: Database,
  fundId: string,
  finished: Set<string>,
): Promise<StoredNoticeRun[]> {
  return readLast(database, fundId, async (fund, { knownAt }) => {
    const unfinished: StoredNoticeRun[] = [];
    for (const run of listNoticeRuns(fund, knownAt)) {
      if (finished.has(run.id)) continue;
      const progress = await progressOf(fund, run);
      if (progress.left > 0) unfinished.push(progress.run);
      else finished.add(run.id);
    }
    return unfinished;
  });
}

/** @throws DomainError validation, dated-in-future */
export function checkRun(
  asked: NoticeDates & { readonly quarter: Quarter },
  today: CalendarDate,
): void {
  checkDates(asked, today);
  if (firstDayOf(asked.quarter) <= asked.payBy) return;
  throw invalid('/payBy', {
    en: 'must not be before the quarter begins',
    vi: 'không được trước ngày đầu quý',
  });
}

/**
 * Begins to make the notices of a quarter, which is then carried on with `continueNoticeRun` (R25).
 *
 * @param draftId the draft that it releases
 * @throws DomainError validation, dated-in-future
 */
export function startNoticeRun(
  fund: FundAct,
  by: { readonly today: CalendarDate },
  asked: NoticeDates & { readonly quarter: Quarter },
  draftId: string | null = null,
): Promise<NoticeRunAt> {
  checkRun(asked, by.today);
  const { issuedOn, quarter, payBy } = asked;
  refuseUnknownDay(fund, issuedOn, lastRecordedAt(fund));
  const { tokenId } = fund.actor;
  const said = {
    factKind: 'notice_run',
    effectiveOn: issuedOn,
    quarter,
    payBy,
    tokenId,
    draftId,
  } as const;
  const recorded = fund.record<NoticeRunEntry>(said);
  return noticeRunAt(fund, recorded.id, lastRecordedAt(fund));
}

type Looked = { readonly loan: StoredLoan; readonly draft: DraftNotice } | RunOutcome;

/** What a loan gets of a run: one of which a notice of the quarter stands needs no other one. */
export function lookAt(
  run: Pick<StoredNoticeRun, 'quarter' | 'payBy' | 'effectiveOn'>,
  loan: StoredLoan,
  source: NoticeSource,
): Looked {
  const { quarter, payBy, effectiveOn: issuedOn } = run;
  const none = { loanId: loan.id, noticeId: null, failure: null };
  const standing = source
    .noticesOf(loan.id)
    .find((each) => each.quarter === quarter && isStanding(each));
  if (standing !== undefined) return { ...none, noticeId: standing.id };
  const asked: Asked = { about: { kind: 'quarterly', quarter }, payBy, issuedOn };
  try {
    const draft = draftNotice(knownOf(source, loan), asked);
    return draft === null ? none : { loan, draft };
  } catch (error) {
    return { ...none, failure: String(error) };
  }
}

/** Those of some loans that a run has not looked at yet. */
async function notLookedAt(
  fund: Fund,
  run: StoredNoticeRun,
  loanIds: readonly string[],
): Promise<string[]> {
  const looked = await fund.sql((tx) => loansLookedAt(tx, run.id, loanIds));
  return loanIds.filter((each) => !looked.has(each));
}

/** Looks at some loans, and issues the notices of those that have something to pay. */
async function issueSome(
  fund: FundAct,
  run: StoredNoticeRun,
  loans: readonly StoredLoan[],
): Promise<void> {
  const { effectiveOn: issuedOn } = run;
  const source = await loadNoticeSource(fund, loans, issuedOn, lastRecordedAt(fund));
  const found = loans.map((loan) => lookAt(run, loan, source));
  const issuings = found.flatMap((each) =>
    'draft' in each ? { loan: each.loan, draft: each.draft, supersedes: null } : [],
  );
  const issued = issueNotices(fund, source, issuedOn, issuings);
  const outcomes = [
    ...found.flatMap((each) => ('draft' in each ? [] : each)),
    ...issued.map(({ loanId, id: noticeId }) => ({ loanId, noticeId, failure: null })),
  ];
  fund.keep(outcomeRows(run.id, outcomes));
}

/** The loans that were entered when the run was, by contract number, some at once. */
export async function loansOfRun(database: Database, run: StoredNoticeRun): Promise<string[][]> {
  const { fundId } = run.actor;
  const ids = await readLast(database, fundId, (fund) => listLoanIds(fund, run.recordedAt));
  const pages: string[][] = [];
  for (let at = 0; at < ids.length; at += LOANS_AT_ONCE) {
    pages.push(ids.slice(at, at + LOANS_AT_ONCE));
  }
  return pages;
}

/**
 * Looks at some loans of a run, in a transaction of its own: stopped at any moment, it goes on where it
 * was, and two that go on at once make nothing twice.
 */
export function continueNoticeRun(
  database: Database,
  run: StoredNoticeRun,
  loanIds: readonly string[],
): Promise<void> {
  return writeActs(database, run.actor, NO_REQUEST, async (fund) => {
    const ids = await notLookedAt(fund, run, loanIds);
    if (ids.length === 0) return;
    const loans = listLoans(fund, { ids }, lastRecordedAt(fund));
    await issueSome(fund, run, loans);
    // A loan that was voided meanwhile has nothing to pay.
    const there = new Set(loans.map((each) => each.id));
    const gone = ids.filter((each) => !there.has(each));
    const outcomes = gone.map((loanId) => ({ loanId, noticeId: null, failure: null }));
    fund.keep(outcomeRows(run.id, outcomes));
  });
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
  await writeActs(database, run.actor, NO_REQUEST, async (fund) => {
    const left = await notLookedAt(fund, run, listLoanIds(fund, run.recordedAt));
    const failure = error.code;
    const outcomes = left.map((loanId) => ({ loanId, noticeId: null, failure }));
    fund.keep(outcomeRows(run.id, outcomes));
  });
  return true;
}
