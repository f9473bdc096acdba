import { and, asc, between, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import { calendarDate, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import { componentsOf, digitsOf } from './amounts.ts';
import type { FundTx } from '../database/database.ts';
import type { Method } from './disbursement.ts';
import {
  factOf,
  isKnown,
  isOneOf,
  isRecordedOn,
  recorder,
  recording,
  reversedAt,
  stands,
} from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { disbursement, repayment } from '../database/tables/payments.ts';

export interface NewRepayment {
  readonly loanId: string;
  readonly amount: Money;
  readonly voucherNumber: string;
  readonly method: Method | null;
  readonly allocation: Allocation;
  readonly litigationCaseId: string | null;
}

export interface StoredRepayment extends NewRepayment, RecordedFact {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** Adds a receipt under its fact; its components must sum to its amount. */
export async function insertRepayment(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewRepayment,
): Promise<StoredRepayment> {
  const { allocation, amount, ...rest } = added;
  await tx.db.insert(repayment).values({
    fundId: tx.fundId,
    id: recorded.id,
    ...rest,
    amount: text(amount),
    ...digitsOf(allocation),
  });
  return { ...recorded, ...added, reversedAt: null };
}

/** The place of a receipt in the book, by date and then as entered. */
export interface RepaymentCursor {
  readonly effectiveOn: CalendarDate;
  readonly recordedAt: Date;
}

/** Which receipts: each field given narrows them; `from` and `to` include both days. */
export interface RepaymentFilter {
  readonly loanIds?: readonly string[] | undefined;
  readonly voucherNumber?: string | undefined;
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  /** The day of entry in Asia/Ho_Chi_Minh. */
  readonly recordedOn?: CalendarDate | undefined;
  readonly method?: Method | undefined;
  /** Those that came through one of these cases. */
  readonly litigationCaseIds?: readonly string[] | undefined;
  /** The last one already given. */
  readonly after?: RepaymentCursor | undefined;
  readonly limit?: number | undefined;
}

function whereOf(filter: RepaymentFilter): SQL | undefined {
  const { loanIds, voucherNumber, from, to, recordedOn, method, after } = filter;
  const { litigationCaseIds } = filter;
  return and(
    loanIds && isOneOf(repayment.loanId, loanIds),
    voucherNumber === undefined ? undefined : eq(repayment.voucherNumber, voucherNumber),
    from === undefined ? undefined : gte(fact.effectiveOn, from),
    to === undefined ? undefined : lte(fact.effectiveOn, to),
    recordedOn && isRecordedOn(recordedOn),
    litigationCaseIds && isOneOf(repayment.litigationCaseId, litigationCaseIds),
    method === undefined ? undefined : eq(repayment.method, method),
    after === undefined
      ? undefined
      : sql`(${fact.effectiveOn}, ${fact.recordedAt}) > (${after.effectiveOn}::date,
          ${sql.param(after.recordedAt, fact.recordedAt)}::timestamptz)`,
  );
}

async function load(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
  limit?: number,
): Promise<StoredRepayment[]> {
  const query = tx.db
    .select({ repayment, ...recording, reversedAt: reversedAt(knownAt) })
    .from(repayment)
    .innerJoin(fact, factOf(repayment))
    .innerJoin(token, recorder())
    .where(and(eq(repayment.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  const rows = await (limit === undefined ? query : query.limit(limit));
  return rows.map(({ repayment: row, ...rest }) => ({
    id: row.id,
    loanId: row.loanId,
    amount: money(row.amount),
    voucherNumber: row.voucherNumber,
    method: row.method,
    allocation: componentsOf(row),
    litigationCaseId: row.litigationCaseId,
    ...rest,
  }));
}

/** The receipt, also where it was reversed. */
export async function findRepayment(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredRepayment | null> {
  const [found] = await load(tx, eq(repayment.id, id), knownAt);
  return found ?? null;
}

/** The receipts by date and then as entered, reversed ones included. */
export async function listRepayments(
  tx: FundTx,
  filter: RepaymentFilter,
  knownAt: Date,
): Promise<StoredRepayment[]> {
  return load(tx, whereOf(filter), knownAt, filter.limit);
}

/**
 * The loans on which a voucher number of one kind and year stands, not reversed, as known at
 * `knownAt`.
 *
 * @param year the year of the voucher's date, four digits
 */
export async function loansWithVoucher(
  tx: FundTx,
  kind: 'disbursement' | 'repayment',
  voucherNumber: string,
  year: string,
  knownAt: Date,
): Promise<string[]> {
  const table = kind === 'disbursement' ? disbursement : repayment;
  const rows = await tx.db
    .select({ loanId: table.loanId })
    .from(table)
    .innerJoin(fact, factOf(table))
    .where(
      and(
        eq(table.fundId, tx.fundId),
        eq(table.voucherNumber, voucherNumber),
        between(fact.effectiveOn, calendarDate(`${year}-01-01`), calendarDate(`${year}-12-31`)),
        stands(knownAt),
      ),
    );
  return rows.map((row) => row.loanId);
}
