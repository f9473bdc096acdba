import { sql } from 'drizzle-orm';
import type { FundTx } from '../database/database.ts';
import { idempotencyKey } from '../database/tables/schema.ts';
import { RawJson, type TableRow } from '../facts/factStore.ts';

/** The answer that a request under an idempotency key was given. */
export interface StoredAnswer {
  readonly key: string;
  readonly address: string;
  readonly requestHash: string;
  readonly status: number;
  readonly answer: unknown;
}

/** The answers given under some keys, by key. */
export async function findAnswers(
  tx: FundTx,
  keys: readonly string[],
): Promise<Map<string, StoredAnswer>> {
  if (keys.length === 0) return new Map();
  const { rows } = await tx.client.query<StoredAnswer>({
    name: 'answers_by_key',
    text: `select key, address, request_hash as "requestHash", status, answer
      from idempotency_key where fund_id = $1 and key = any($2::text[])`,
    values: [tx.fundId, keys],
  });
  return new Map(rows.map((row) => [row.key, row]));
}

/** The row that keeps an answer, in the transaction of what it answers. */
export function answerRow({ answer, ...keyed }: StoredAnswer, now: Date): TableRow {
  return [
    'idempotency_key',
    {
      key: keyed.key,
      address: keyed.address,
      request_hash: keyed.requestHash,
      status: keyed.status,
      answer: new RawJson(JSON.stringify(answer)),
      created_at: now.toISOString(),
    },
  ];
}

/** Drops the answers that are older than the 35 days for which they are kept; says how many. */
export async function deleteOldAnswers(tx: FundTx): Promise<number> {
  const { rowCount } = await tx.db.delete(idempotencyKey).where(
    sql`${idempotencyKey.fundId} = ${tx.fundId}
      and ${idempotencyKey.createdAt} < now() - interval '35 days'`,
  );
  return rowCount ?? 0;
}
