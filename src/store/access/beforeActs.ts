import assert from 'node:assert';
import type { QueryResult } from 'pg';
import type { AuditHead } from '../books/audit.ts';
import { isUuid } from '../../domain/primitives/ids.ts';
import type { Question } from '../database/database.ts';
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

const PREPARED = `(uuid[], text[]) as select
    (select coalesce(json_agg(json_build_object('key', key, 'address', address,
        'requestHash', request_hash, 'status', status, 'answer', answer)), '[]')
      from idempotency_key where key = any($2)
        and fund_id = current_setting('app.fund_id')::uuid) as answers,
    array(select token_id::text from token_revocation where token_id = any($1)
      and fund_id = current_setting('app.fund_id')::uuid) as revoked,
    last.number, last.hash
  from (select 1) one left join lateral (select number, hash from audit_event
    where fund_id = current_setting('app.fund_id')::uuid order by number desc limit 1) last on true`;

/** A text as PostgreSQL reads it, whatever is in it: nothing of it is part of the statement. */
const asText = (text: string): string =>
  `convert_from(decode('${Buffer.from(text).toString('hex')}', 'hex'), 'UTF8')`;

/**
 * Asks what stands under the keys and tokens of acts, and for the end of the audit trail. The question
 * is put in the message that begins the transaction, which takes no parameters.
 */
export function askBeforeActs(keys: readonly string[], tokenIds: readonly string[]): Question {
  for (const id of tokenIds) assert(isUuid(id), `no id of a token: ${id}`);
  const tokens = tokenIds.map((id) => `'${id}'`).join(', ');
  const asked = `array[${tokens}]::uuid[], array[${keys.map(asText).join(', ')}]::text[]`;
  return { name: 'before_acts', prepared: PREPARED, values: asked };
}

/** What was answered. */
export function beforeActsIn(asked: QueryResult | null): BeforeActs {
  const row = asked?.rows[0] as Row | undefined;
  assert(row !== undefined, 'a writer asks before it carries acts out');
  return {
    answers: new Map(row.answers.map((answer) => [answer.key, answer])),
    revoked: new Set(row.revoked),
    auditHead: { number: +(row.number ?? 0), hash: row.hash ?? '' },
  };
}
