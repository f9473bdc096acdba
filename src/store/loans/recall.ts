import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import {
  factOf,
  isKnown,
  isOneOf,
  recorder,
  recording,
  reversedAt,
  stands,
} from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { recall, recallWithdrawal } from '../database/tables/loans.ts';

export interface NewRecall {
  readonly loanId: string;
  readonly decisionNumber: string;
  readonly deadline: CalendarDate;
}

export interface NewRecallWithdrawal {
  readonly recallId: string;
  readonly decisionNumber: string;
}

/** Decided on its `effectiveOn`, as all decisions. */
export interface StoredRecallWithdrawal extends NewRecallWithdrawal, RecordedFact {
  readonly decidedOn: CalendarDate;
}

/** An early recall (R14 b), decided on its `effectiveOn`. */
export interface StoredRecall extends NewRecall, RecordedFact {
  readonly decidedOn: CalendarDate;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
  /** The withdrawal that stands, whatever its date. */
  readonly withdrawal: StoredRecallWithdrawal | null;
}

/** Adds a recall under its fact, whose `effectiveOn` is the day of the decision. */
export async function insertRecall(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewRecall,
): Promise<StoredRecall> {
  const { loanId, decisionNumber, deadline } = added;
  await tx.db
    .insert(recall)
    .values({ fundId: tx.fundId, id: recorded.id, loanId, decisionNumber, deadline });
  const decidedOn = recorded.effectiveOn;
  return { ...recorded, ...added, decidedOn, reversedAt: null, withdrawal: null };
}

/** Adds the withdrawal of a recall under its fact, on the day of its decision. */
export async function insertRecallWithdrawal(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewRecallWithdrawal,
): Promise<StoredRecallWithdrawal> {
  const { recallId, decisionNumber } = added;
  await tx.db
    .insert(recallWithdrawal)
    .values({ fundId: tx.fundId, id: recorded.id, recallId, decisionNumber });
  return { ...recorded, ...added, decidedOn: recorded.effectiveOn };
}

async function standingWithdrawals(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
): Promise<Map<string, StoredRecallWithdrawal>> {
  const rows = await tx.db
    .select({
      id: recallWithdrawal.id,
      recallId: recallWithdrawal.recallId,
      decisionNumber: recallWithdrawal.decisionNumber,
      ...recording,
    })
    .from(recallWithdrawal)
    .innerJoin(fact, factOf(recallWithdrawal))
    .innerJoin(token, recorder())
    .where(and(eq(recallWithdrawal.fundId, tx.fundId), stands(knownAt), where))
    .orderBy(asc(fact.recordedAt));
  return new Map(rows.map((row) => [row.recallId, { ...row, decidedOn: row.effectiveOn }]));
}

async function load(tx: FundTx, where: SQL | undefined, knownAt: Date): Promise<StoredRecall[]> {
  const rows = await tx.db
    .select({
      id: recall.id,
      loanId: recall.loanId,
      decisionNumber: recall.decisionNumber,
      deadline: recall.deadline,
      ...recording,
      reversedAt: reversedAt(knownAt),
    })
    .from(recall)
    .innerJoin(fact, factOf(recall))
    .innerJoin(token, recorder())
    .where(and(eq(recall.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  const of = isOneOf(
    recallWithdrawal.recallId,
    rows.map((row) => row.id),
  );
  const withdrawals = rows.length === 0 ? undefined : await standingWithdrawals(tx, of, knownAt);
  return rows.map((row) => ({
    ...row,
    decidedOn: row.effectiveOn,
    withdrawal: withdrawals?.get(row.id) ?? null,
  }));
}

/** The recall, also where it was reversed. */
export async function findRecall(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredRecall | null> {
  const [found] = await load(tx, eq(recall.id, id), knownAt);
  return found ?? null;
}

/** The recalls of these loans, or of all, by decision; reversed ones included. */
export async function listRecalls(
  tx: FundTx,
  filter: { readonly loanIds?: readonly string[] | undefined },
  knownAt: Date,
): Promise<StoredRecall[]> {
  const { loanIds } = filter;
  return load(tx, loanIds && isOneOf(recall.loanId, loanIds), knownAt);
}
