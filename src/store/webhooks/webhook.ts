import type { WebhookState } from '../../domain/webhooks/states.ts';
import { normalizedJson, type NewAuditEvent, type Origin } from '../books/audit.ts';
import type { FundTx } from '../database/database.ts';

/** What is settled of a webhook. */
export interface WebhookSettings {
  readonly url: string;
  readonly description: string;
  /** Empty: all. */
  readonly types: readonly string[];
  readonly state: WebhookState;
  /** Why the state is as it is, if somebody or something said so. */
  readonly reason: string | null;
  /** Which secret signs: 1, 2, … */
  readonly secretVersion: number;
  /** Of the key of the installation of which the secret was made. */
  readonly keyFingerprint: string;
  /** Until when the secret before signs too; null: it does not. */
  readonly previousUntil: Date | null;
}

/** The last version of a webhook. */
export interface StoredWebhook extends WebhookSettings {
  readonly id: string;
  readonly version: number;
  readonly recordedAt: Date;
  /** The name of the token. */
  readonly recordedBy: string;
  readonly recordedById: string;
  readonly createdAt: Date;
  /** Up to which event its deliveries are queued; null: they were left behind by a restored backup. */
  readonly queuedThrough: number | null;
}

/** What was done about a webhook, as the audit trail calls it. */
export const WEBHOOK_ACTS = [
  'webhook',
  'webhook_change',
  'webhook_secret',
  'webhook_off',
  'webhook_end',
] as const;

export type WebhookAct = (typeof WEBHOOK_ACTS)[number];

const LAST = `select w.webhook_id as id, w.version, w.url, w.description, w.types, w.state, w.reason,
    w.secret_version as "secretVersion", w.key_fingerprint as "keyFingerprint",
    w.previous_until as "previousUntil", w.recorded_at as "recordedAt", t.name as "recordedBy",
    w.recorded_by as "recordedById", first.recorded_at as "createdAt",
    p.queued_through::int8::text as through
  from (select distinct on (webhook_id) * from webhook_version where fund_id = $1
      order by webhook_id, version desc) w
    join webhook_version first on first.fund_id = w.fund_id and first.webhook_id = w.webhook_id
      and first.version = 1
    join token t on t.fund_id = w.fund_id and t.id = w.recorded_by
    left join webhook_progress p on p.fund_id = w.fund_id and p.webhook_id = w.webhook_id`;

type Row = Omit<StoredWebhook, 'queuedThrough'> & { readonly through: string | null };

async function select(tx: FundTx, more: string, values: unknown[] = []): Promise<StoredWebhook[]> {
  const { rows } = await tx.client.query<Row>(`${LAST} ${more}`, [tx.fundId, ...values]);
  return rows.map(({ through, ...row }) => ({
    ...row,
    queuedThrough: through === null ? null : +through,
  }));
}

/** The webhooks of the fund, oldest first, ended ones too. */
export const listWebhooks = (tx: FundTx): Promise<StoredWebhook[]> =>
  select(tx, 'order by first.recorded_at, w.webhook_id');

/** A webhook of the fund; null: there is none of this id. */
export async function findWebhook(tx: FundTx, id: string): Promise<StoredWebhook | null> {
  const [found] = await select(tx, 'where w.webhook_id = $2', [id]);
  return found ?? null;
}

/** Adds a version of a webhook; says when. */
export async function insertWebhookVersion(
  tx: FundTx,
  id: string,
  version: number,
  settings: WebhookSettings,
  recordedBy: string,
): Promise<Date> {
  const { rows } = await tx.client.query<{ at: Date }>(
    `insert into webhook_version (fund_id, webhook_id, version, url, description, types, state,
        reason, secret_version, key_fingerprint, previous_until, recorded_by, recorded_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp())
      returning recorded_at as at`,
    [
      tx.fundId,
      id,
      version,
      settings.url,
      settings.description,
      settings.types,
      settings.state,
      settings.reason,
      settings.secretVersion,
      settings.keyFingerprint,
      settings.previousUntil,
      recordedBy,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the webhook was not inserted');
  return row.at;
}

/** What a version says, for the trail and for those who hold it against the trail. */
const SAID = `jsonb_strip_nulls(to_jsonb(t) - 'fund_id' - 'webhook_id' - 'recorded_at' - 'recorded_by')`;

/** The event of what was done about a webhook: all that counts of it from then on. */
export async function webhookEvent(
  tx: FundTx,
  { id, version }: { readonly id: string; readonly version: number },
  by: Origin & { readonly act: WebhookAct; readonly actor: string; readonly reason: string | null },
): Promise<NewAuditEvent> {
  const { rows } = await tx.client.query<{ version: number; at: Date; text: string }>(
    `select version, recorded_at as at, (${SAID})::text as text from webhook_version t
      where fund_id = $1 and webhook_id = $2 and version between $3 - 1 and $3 order by version`,
    [tx.fundId, id, version],
  );
  const now = rows.at(-1);
  if (now?.version !== version) throw new Error(`no version ${version} of webhook ${id}`);
  return {
    ...by,
    recordedAt: now.at,
    subject: id,
    factId: null,
    before: rows.length > 1 ? (rows[0]?.text ?? null) : null,
    after: now.text,
  };
}

/** The event that events were asked for again. */
export async function replayEvent(
  tx: FundTx,
  { id, after }: { readonly id: string; readonly after: number },
  by: Origin & { readonly actor: string },
): Promise<NewAuditEvent> {
  const { rows } = await tx.client.query<{ at: Date }>('select clock_timestamp() as at');
  return {
    ...by,
    recordedAt: rows[0]?.at ?? new Date(),
    act: 'webhook_replay',
    subject: id,
    factId: null,
    reason: null,
    before: null,
    after: await normalizedJson(tx, { after }),
  };
}

/** A version as kept. */
export interface KeptWebhook {
  readonly webhookId: string;
  readonly version: number;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly said: unknown;
}

/** Every version of every webhook. */
export async function keptWebhooks({ client, fundId }: FundTx): Promise<KeptWebhook[]> {
  const { rows } = await client.query<KeptWebhook>(
    `select webhook_id as "webhookId", version, recorded_at as "recordedAt",
      recorded_by as "recordedBy", ${SAID} as said from webhook_version t
      where fund_id = $1 order by webhook_id, version`,
    [fundId],
  );
  return rows;
}
