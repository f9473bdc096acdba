import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { moneyIfAny } from '../loans/amounts.ts';
import type { FundTx } from '../database/database.ts';
import {
  factOf,
  isKnown,
  isRecordedOn,
  recorder,
  recording,
  reversedAt,
} from '../database/fact.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { RecordedFact } from '../database/recording.ts';
import { capitalMovement, fact, reversal, token } from '../database/tables/schema.ts';
import { decision } from '../database/tables/decisions.ts';
import { loanTerms, recall, recallWithdrawal, recoveryPlan } from '../database/tables/loans.ts';
import { disbursement, repayment } from '../database/tables/payments.ts';

/** What was entered, of whatever kind: a line of the day book. */
export interface Entry extends RecordedFact {
  readonly kind: FactKind;
  /** The loan it is about, where it is about one. */
  readonly loanId: string | null;
  /** Of the contract, voucher, decision or document. */
  readonly number: string | null;
  readonly amount: Money | null;
  /** Of a reversal: what it reverses. */
  readonly reversedId: string | null;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** Which entries: each field given narrows them. */
export interface EntryFilter {
  /** The day of entry in Asia/Ho_Chi_Minh. */
  readonly recordedOn?: CalendarDate | undefined;
  /** The name of the token. */
  readonly recordedBy?: string | undefined;
  readonly kind?: FactKind | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit: number;
}

const firstOf = (...columns: readonly unknown[]): SQL<string | null> =>
  sql`coalesce(${sql.join(
    columns.map((column) => sql`${column}`),
    sql`, `,
  )})`;

const recalled = sql`(select r.loan_id from ${recall} r
  where r.fund_id = ${recallWithdrawal.fundId} and r.id = ${recallWithdrawal.recallId})`;

const columns = {
  id: fact.id,
  kind: fact.kind,
  ...recording,
  loanId: firstOf(
    disbursement.loanId,
    repayment.loanId,
    decision.loanId,
    recall.loanId,
    recalled,
    recoveryPlan.loanId,
    loanTerms.loanId,
  ),
  number: firstOf(
    disbursement.voucherNumber,
    repayment.voucherNumber,
    capitalMovement.documentNumber,
    decision.decisionNumber,
    recall.decisionNumber,
    recallWithdrawal.decisionNumber,
    loanTerms.contractNumber,
  ),
  amount: firstOf(
    disbursement.amount,
    repayment.amount,
    capitalMovement.amount,
    decision.amount,
    loanTerms.principal,
  ),
  reversedId: reversal.factId,
};

/** The entries as recorded, oldest first, of every kind; reversed ones and reversals included. */
export async function listEntries(
  tx: FundTx,
  { recordedOn, recordedBy, kind, after, limit }: EntryFilter,
  knownAt: Date,
): Promise<Entry[]> {
  const rows = await tx.db
    .select({ ...columns, reversedAt: reversedAt(knownAt) })
    .from(fact)
    .innerJoin(token, recorder())
    .leftJoin(disbursement, factOf(disbursement))
    .leftJoin(repayment, factOf(repayment))
    .leftJoin(capitalMovement, factOf(capitalMovement))
    .leftJoin(decision, factOf(decision))
    .leftJoin(recall, factOf(recall))
    .leftJoin(recallWithdrawal, factOf(recallWithdrawal))
    .leftJoin(recoveryPlan, factOf(recoveryPlan))
    .leftJoin(loanTerms, factOf(loanTerms))
    .leftJoin(reversal, factOf(reversal))
    .where(
      and(
        eq(fact.fundId, tx.fundId),
        isKnown(knownAt),
        recordedOn && isRecordedOn(recordedOn),
        recordedBy === undefined ? undefined : eq(token.name, recordedBy),
        kind === undefined ? undefined : eq(fact.kind, kind),
        after === undefined ? undefined : gt(fact.recordedAt, after),
      ),
    )
    .orderBy(asc(fact.recordedAt))
    .limit(limit);
  return rows.map((row) => ({ ...row, amount: moneyIfAny(row.amount) }));
}
