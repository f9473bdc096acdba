import type { AuditHead } from '../books/audit.ts';
import type { FundTx } from '../database/database.ts';
import type { StoredAnswer } from './idempotency.ts';

/** What a writer asks before it carries acts out. */
export interface BeforeActs {
  /** The answers that were given under the keys of the acts, by key. */
  readonly answers: Map<string, StoredAnswer>;
  /** The tokens among those of the acts that are revoked. */
  readonly revoked: ReadonlySet<string>;
  readonly auditHead: AuditHead;
}

interface Row {
  readonly answers: StoredAnswer[];
  readonly revoked: string[];
  readonly number: string | null;
  readonly hash: string | null;
}

/** Reads what stands under the keys and tokens of acts, and the end of the audit trail. */
export async function readBeforeActs(
  { client, fundId }: FundTx,
  keys: readonly string[],
  tokenIds: readonly string[],
): Promise<BeforeActs> {
  const { rows } = await client.query<Row>({
    name: 'before_acts',
    text: `select
        (select coalesce(json_agg(json_build_object('key', key, 'address', address,
            'requestHash', request_hash, 'status', status, 'answer', answer)), '[]')
          from idempotency_key where fund_id = $1 and key = any($3::text[])) as answers,
        array(select token_id::text from token_revocation
          where fund_id = $1 and token_id = any($2::uuid[])) as revoked,
        last.number, last.hash
      from (select 1) one left join lateral (select number, hash from audit_event
        where fund_id = $1 order by number desc limit 1) last on true`,
    values: [fundId, tokenIds, keys],
  });
  const [row] = rows;
  return {
    answers: new Map((row?.answers ?? []).map((answer) => [answer.key, answer])),
    revoked: new Set(row?.revoked ?? []),
    auditHead: { number: +(row?.number ?? 0), hash: row?.hash ?? '' },
  };
}
