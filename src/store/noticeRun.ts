import { and, asc, eq } from 'drizzle-orm';
import type { CalendarDate } from '../domain/dates.ts';
import type { Quarter } from '../domain/quarters.ts';
import type { FundTx } from './database.ts';
import { factOf, isKnown, recorder, recording, type RecordedFact } from './fact.ts';
import { fact, token } from './schema.ts';
import { noticeRun, noticeRunLoan } from './schemaDocuments.ts';
import type { Actor } from './token.ts';

export interface NewNoticeRun {
  readonly quarter: Quarter;
  readonly payBy: CalendarDate;
}

/** A run that makes notices, issued on its `effectiveOn`. */
export interface StoredNoticeRun extends NewNoticeRun, RecordedFact {
  /** Who asked for it, and in whose name its notices are recorded. */
  readonly actor: Actor;
}

/** Adds a run under its fact. */
export async function insertNoticeRun(
  tx: FundTx,
  recorded: RecordedFact,
  { quarter, payBy }: NewNoticeRun,
): Promise<void> {
  await tx.db.insert(noticeRun).values({ fundId: tx.fundId, id: recorded.id, quarter, payBy });
}

function selectRuns(tx: FundTx) {
  return tx.db
    .select({
      id: noticeRun.id,
      quarter: noticeRun.quarter,
      payBy: noticeRun.payBy,
      ...recording,
      tokenId: token.id,
      role: token.role,
      scopes: token.scopes,
    })
    .from(noticeRun)
    .innerJoin(fact, factOf(noticeRun))
    .innerJoin(token, recorder());
}

type RunRow = Awaited<ReturnType<typeof selectRuns>>[number];

function runOf(
  fundId: string,
  { tokenId, role, scopes, quarter, ...run }: RunRow,
): StoredNoticeRun {
  const actor = { fundId, tokenId, tokenName: run.recordedBy, role, scopes };
  return { ...run, quarter: quarter as Quarter, actor };
}

export async function findNoticeRun(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredNoticeRun | null> {
  const [row] = await selectRuns(tx).where(
    and(eq(noticeRun.fundId, tx.fundId), eq(noticeRun.id, id), isKnown(knownAt)),
  );
  return row === undefined ? null : runOf(tx.fundId, row);
}

/** The runs of the fund as entered. */
export async function listNoticeRuns(tx: FundTx, knownAt: Date): Promise<StoredNoticeRun[]> {
  const rows = await selectRuns(tx)
    .where(and(eq(noticeRun.fundId, tx.fundId), isKnown(knownAt)))
    .orderBy(asc(fact.recordedAt));
  return rows.map((row) => runOf(tx.fundId, row));
}

/** What a run made of a loan: a notice, a failure with its reason, or nothing, as none was due. */
export interface RunOutcome {
  readonly loanId: string;
  readonly noticeId: string | null;
  readonly failure: string | null;
}

export async function insertOutcomes(
  tx: FundTx,
  runId: string,
  outcomes: readonly RunOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.db
    .insert(noticeRunLoan)
    .values(outcomes.map((outcome) => ({ fundId: tx.fundId, runId, ...outcome })));
}

export async function listOutcomes(tx: FundTx, runId: string): Promise<RunOutcome[]> {
  return tx.db
    .select({
      loanId: noticeRunLoan.loanId,
      noticeId: noticeRunLoan.noticeId,
      failure: noticeRunLoan.failure,
    })
    .from(noticeRunLoan)
    .where(and(eq(noticeRunLoan.fundId, tx.fundId), eq(noticeRunLoan.runId, runId)));
}
