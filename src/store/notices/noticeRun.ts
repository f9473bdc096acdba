import { and, asc, count, eq, isNotNull, sql } from 'drizzle-orm';
import type { Actor } from '../../domain/access/actor.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { FundTx } from '../database/database.ts';
import { isOneOf } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { noticeRunLoan } from '../database/tables/documents.ts';
import { token } from '../database/tables/schema.ts';
import type { Of } from '../facts/head.ts';
import { dayOf, given, type FactStore, type TableRow } from '../facts/factStore.ts';

export interface NewNoticeRun {
  readonly quarter: Quarter;
  readonly payBy: CalendarDate;
}

/** A run that makes notices, issued on its `effectiveOn`. */
export interface StoredNoticeRun extends NewNoticeRun, RecordedFact {
  /** Who asked for it, and in whose name its notices are recorded. */
  readonly actor: Actor;
}

export type NoticeRunEntry = Of<'notice_run'> &
  NewNoticeRun & {
    readonly tokenId: string;
    /** The draft that it releases; null: none. */
    readonly draftId: string | null;
  };

export const noticeRunStore: FactStore<NoticeRunEntry> = {
  kinds: ['notice_run'],
  table: 'notice_run',
  columns: ['s.quarter', 's.pay_by', 'f.recorded_by', 's.draft_id'],
  entryOf: (head, [quarter, payBy, tokenId, draftId]) => ({
    quarter: given(quarter) as Quarter,
    payBy: dayOf(payBy),
    tokenId: given(tokenId),
    draftId: draftId ?? null,
    ...head,
    factKind: 'notice_run',
  }),
  rowsOf: ({ id, quarter, payBy, draftId }) => [
    ['notice_run', { id, quarter, pay_by: payBy, draft_id: draftId }],
  ],
};

/** Whose token a run was asked for with. */
export async function actorOfRun(
  tx: FundTx,
  { tokenId, recordedBy: tokenName }: NoticeRunEntry,
): Promise<Actor> {
  const [found] = await tx.db
    .select({ role: token.role, scopes: token.scopes })
    .from(token)
    .where(and(eq(token.fundId, tx.fundId), eq(token.id, tokenId)));
  if (found === undefined) throw new Error(`no token ${tokenId}`);
  return { fundId: tx.fundId, tokenId, tokenName, ...found };
}

/** What a run made of a loan: a notice, a failure with its reason, or nothing, as none was due. */
export interface RunOutcome {
  readonly loanId: string;
  readonly noticeId: string | null;
  readonly failure: string | null;
}

/** The rows of what a run made of loans. */
export const outcomeRows = (runId: string, outcomes: readonly RunOutcome[]): TableRow[] =>
  outcomes.map(({ loanId, noticeId, failure }) => [
    'notice_run_loan',
    { run_id: runId, loan_id: loanId, notice_id: noticeId, failure },
  ]);

/** The loans of which a run made or found a notice. */
export async function loansWithNotice(tx: FundTx, runId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .select({ loanId: noticeRunLoan.loanId })
    .from(noticeRunLoan)
    .where(
      and(
        eq(noticeRunLoan.fundId, tx.fundId),
        eq(noticeRunLoan.runId, runId),
        isNotNull(noticeRunLoan.noticeId),
      ),
    );
  return new Set(rows.map((row) => row.loanId));
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
