import { and, asc, eq, type SQL } from 'drizzle-orm';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, isOneOf, recorder, recording, reversedAt } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { METHODS } from '../database/tables/columns.ts';
import { disbursement } from '../database/tables/payments.ts';

/** How money changed hands. */
export type Method = (typeof METHODS)[number];

export interface NewDisbursement {
  readonly loanId: string;
  readonly amount: Money;
  readonly voucherNumber: string;
  readonly method: Method | null;
}

export interface StoredDisbursement extends NewDisbursement, RecordedFact {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** Adds a disbursement under its fact. */
export async function insertDisbursement(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewDisbursement,
): Promise<StoredDisbursement> {
  const { loanId, voucherNumber, method } = added;
  const amount = text(added.amount);
  await tx.db
    .insert(disbursement)
    .values({ fundId: tx.fundId, id: recorded.id, loanId, amount, voucherNumber, method });
  return { ...recorded, ...added, reversedAt: null };
}

async function load(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
): Promise<StoredDisbursement[]> {
  const rows = await tx.db
    .select({
      id: disbursement.id,
      loanId: disbursement.loanId,
      amount: disbursement.amount,
      voucherNumber: disbursement.voucherNumber,
      method: disbursement.method,
      ...recording,
      reversedAt: reversedAt(knownAt),
    })
    .from(disbursement)
    .innerJoin(fact, factOf(disbursement))
    .innerJoin(token, recorder())
    .where(and(eq(disbursement.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  return rows.map((row) => ({ ...row, amount: money(row.amount) }));
}

/** The disbursement, also where it was reversed. */
export async function findDisbursement(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredDisbursement | null> {
  const [found] = await load(tx, eq(disbursement.id, id), knownAt);
  return found ?? null;
}

/** The disbursements of these loans, or of all, by date; reversed ones included. */
export async function listDisbursements(
  tx: FundTx,
  filter: { readonly loanIds?: readonly string[] | undefined },
  knownAt: Date,
): Promise<StoredDisbursement[]> {
  const { loanIds } = filter;
  return load(tx, loanIds && isOneOf(disbursement.loanId, loanIds), knownAt);
}
