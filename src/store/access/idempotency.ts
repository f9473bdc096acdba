import { and, eq, sql } from 'drizzle-orm';
import type { FundTx } from '../database/database.ts';
import { idempotencyKey } from '../database/tables/schema.ts';

/** The answer that a request under an idempotency key was given. */
export interface StoredAnswer {
  readonly key: string;
  readonly address: string;
  readonly requestHash: string;
  readonly status: number;
  readonly answer: unknown;
}

export async function findAnswer(tx: FundTx, key: string): Promise<StoredAnswer | null> {
  const [row] = await tx.db
    .select({
      key: idempotencyKey.key,
      address: idempotencyKey.address,
      requestHash: idempotencyKey.requestHash,
      status: idempotencyKey.status,
      answer: idempotencyKey.answer,
    })
    .from(idempotencyKey)
    .where(and(eq(idempotencyKey.fundId, tx.fundId), eq(idempotencyKey.key, key)));
  return row ?? null;
}

/** Keeps an answer, in the transaction of what it answers; a key twice breaks its primary key. */
export async function saveAnswer(tx: FundTx, answer: StoredAnswer): Promise<void> {
  const createdAt = sql`clock_timestamp()`;
  await tx.db.insert(idempotencyKey).values({ ...answer, fundId: tx.fundId, createdAt });
}

/** Drops the answers that are older than the 35 days for which they are kept; says how many. */
export async function deleteOldAnswers(tx: FundTx): Promise<number> {
  const { rowCount } = await tx.db
    .delete(idempotencyKey)
    .where(
      and(
        eq(idempotencyKey.fundId, tx.fundId),
        sql`${idempotencyKey.createdAt} < now() - interval '35 days'`,
      ),
    );
  return rowCount ?? 0;
}
