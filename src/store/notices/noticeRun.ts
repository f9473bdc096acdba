import { and, asc, count, eq, isNotNull, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, isOneOf, recorder, recording } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { noticeRun, noticeRunLoan } from '../database/tables/documents.ts';
import type { Actor } from '../../domain/access/actor.ts';

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

/** What a run made of its loans so far. */
export interface RunProgress {
  /** Loans of which a notice stands. */
  readonly issued: number;
  readonly nothingToPay: number;
  readonly failures: readonly { readonly loanId: string; readonly failure: string }[];
}

export async function runProgress(tx: FundTx, runId: string): Promise<RunProgress> {
  const ofRun = and(eq(noticeRunLoan.fundId, tx.fundId), eq(noticeRunLoan.runId, runId));
  const [counted] = await tx.db
    .select({
      looked: count(),
      issued: count(noticeRunLoan.noticeId),
      failed: count(noticeRunLoan.failure),
    })
    .from(noticeRunLoan)
    .where(ofRun);
  const { looked, issued, failed } = counted ?? { looked: 0, issued: 0, failed: 0 };
  const failures = await tx.db
    .select({ loanId: noticeRunLoan.loanId, failure: sql<string>`${noticeRunLoan.failure}` })
    .from(noticeRunLoan)
    .where(and(ofRun, isNotNull(noticeRunLoan.failure)))
    .orderBy(asc(noticeRunLoan.loanId));
  return { issued, nothingToPay: looked - issued - failed, failures };
}

/** Which of these loans a run has looked at. */
export async function loansLookedAt(
  tx: FundTx,
  runId: string,
  loanIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .select({ loanId: noticeRunLoan.loanId })
    .from(noticeRunLoan)
    .where(
      and(
        eq(noticeRunLoan.fundId, tx.fundId),
        eq(noticeRunLoan.runId, runId),
        isOneOf(noticeRunLoan.loanId, loanIds),
      ),
    );
  return new Set(rows.map((row) => row.loanId));
}
