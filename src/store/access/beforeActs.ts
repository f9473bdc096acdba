import type { AuditHead } from '../books/audit.ts';
import type { FundTx } from '../database/database.ts';
import { findAnswers, type StoredAnswer } from './idempotency.ts';

/** What a writer asks before it carries acts out. */
export interface BeforeActs {
  /** The answers that were given under the keys of the acts, by key. */
  readonly answers: Map<string, StoredAnswer>;
  /** The tokens among those of the acts that are revoked. */
  readonly revoked: ReadonlySet<string>;
  readonly auditHead: AuditHead;
}

/** Reads what stands under the keys and tokens of acts, and the end of the audit trail. */
export async function readBeforeActs(
  tx: FundTx,
  keys: readonly string[],
  tokenIds: readonly string[],
): Promise<BeforeActs> {
  const answers = await findAnswers(tx, keys);
  const { rows } = await tx.client.query<{
    revoked: string[];
    number: string | null;
    hash: string | null;
  }>({
    name: 'before_acts',
    text: `select array(select token_id::text from token_revocation
        where fund_id = $1 and token_id = any($2::uuid[])) as revoked, last.number, last.hash
      from (select 1) one left join lateral (select number, hash from audit_event
        where fund_id = $1 order by number desc limit 1) last on true`,
    values: [tx.fundId, tokenIds],
  });
  const [row] = rows;
  return {
    answers,
    revoked: new Set(row?.revoked ?? []),
    auditHead: { number: +(row?.number ?? 0), hash: row?.hash ?? '' },
  };
}
