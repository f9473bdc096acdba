import type { Attempt } from '../../domain/webhooks/messages.ts';
import type { DeliveryState } from '../../domain/webhooks/states.ts';
import type { FundTx } from '../database/database.ts';

/** An event that is to be sent to a webhook. */
export interface NewDelivery {
  readonly number: number;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
}

/** How an event fared at a webhook. */
export interface StoredDelivery extends NewDelivery {
  readonly state: DeliveryState;
  readonly tries: number;
  readonly firstTriedAt: Date | null;
  readonly lastTriedAt: Date | null;
  readonly nextTryAt: Date;
  readonly status: number | null;
  readonly failure: string | null;
  readonly answer: string | null;
}

/** An event that this process alone sends until its claim runs out. */
export interface ClaimedDelivery {
  readonly webhookId: string;
  readonly number: number;
  readonly claim: string;
  readonly tries: number;
  readonly firstTriedAt: Date | null;
  readonly url: string;
  readonly secretVersion: number;
  /** Whether the secret before signs too. */
  readonly signsTwice: boolean;
}

/** Lets a webhook go on behind an event; what waits for it is dropped. */
export async function beginAfter(tx: FundTx, webhookId: string, after: number): Promise<void> {
  await tx.client.query(
    `insert into webhook_progress (fund_id, webhook_id, queued_through) values ($1, $2, $3)
      on conflict (fund_id, webhook_id)
      do update set queued_through = excluded.queued_through, held_until = null`,
    [tx.fundId, webhookId, after],
  );
  await tx.client.query(
    `delete from webhook_delivery where fund_id = $1 and webhook_id = $2 and state = 'waiting'`,
    [tx.fundId, webhookId],
  );
}

/** Lets what waits for a webhook be tried at once, as if for the first time. */
export async function tryAnew(tx: FundTx, webhookId: string): Promise<void> {
  await tx.client.query(
    `update webhook_delivery set tries = 0, first_tried_at = null, next_try_at = now()
      where fund_id = $1 and webhook_id = $2 and state = 'waiting'`,
    [tx.fundId, webhookId],
  );
  await tx.client.query(
    'update webhook_progress set held_until = null where fund_id = $1 and webhook_id = $2',
    [tx.fundId, webhookId],
  );
}

/** Has one event sent again, or at once; says whether it was ever queued. */
export async function redeliver(tx: FundTx, webhookId: string, number: number): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update webhook_delivery set state = 'waiting', tries = 0, first_tried_at = null,
        next_try_at = now(), claim = null, claimed_until = null
      where fund_id = $1 and webhook_id = $2 and number = $3`,
    [tx.fundId, webhookId, number],
  );
  return rowCount === 1;
}

/** A webhook for which something is to be done. */
export interface DueWebhook {
  readonly id: string;
  readonly types: readonly string[];
  readonly queuedThrough: number;
  /** How many events wait for it. */
  readonly waiting: number;
}

/** What is to be done for the webhooks of a fund that are sent events. */
export interface DueWebhooks {
  readonly due: readonly DueWebhook[];
  readonly isAnyActive: boolean;
  /** When the event was recorded that waits longest to be accepted; null: none waits. */
  readonly waitingSince: Date | null;
}

/** The last versions of the fund's webhooks. */
const SENT = `select distinct on (webhook_id) * from webhook_version where fund_id = $1
  order by webhook_id, version desc`;

/** The active webhooks of the fund for which events are to be queued, or are due. */
export async function dueWebhooks(
  { client, fundId }: FundTx,
  fingerprint: string,
): Promise<DueWebhooks> {
  interface Row extends Omit<DueWebhook, 'queuedThrough'> {
    readonly through: string;
    readonly isDue: boolean;
    readonly since: Date | null;
  }
  const { rows } = await client.query<Row>(
    `select w.webhook_id as id, w.types, p.queued_through::text as through,
        (select count(*)::int from webhook_delivery d where d.fund_id = p.fund_id
          and d.webhook_id = p.webhook_id and d.state = 'waiting') as waiting,
        (select a.recorded_at from webhook_delivery d join audit_event a
          on a.fund_id = d.fund_id and a.number = d.number where d.fund_id = p.fund_id
          and d.webhook_id = p.webhook_id and d.state = 'waiting'
          order by d.number limit 1) as since,
        p.queued_through < (select coalesce(max(number), 0) from audit_event where fund_id = $1)
          or exists (select from webhook_delivery d where d.fund_id = p.fund_id
            and d.webhook_id = p.webhook_id and d.state = 'waiting' and d.next_try_at <= now()
            and (d.claimed_until is null or d.claimed_until <= now()))
          and (p.held_until is null or p.held_until <= now()) as "isDue"
      from (${SENT}) w join webhook_progress p
        on p.fund_id = w.fund_id and p.webhook_id = w.webhook_id
      where w.state = 'active' and w.key_fingerprint = $2`,
    [fundId, fingerprint],
  );
  const due = rows.filter(({ isDue }) => isDue);
  const instants = rows.flatMap(({ since }) => since ?? []);
  return {
    isAnyActive: rows.length > 0,
    waitingSince: instants.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    due: due.map(({ id, types, through, waiting }) => ({
      id,
      types,
      waiting,
      queuedThrough: +through,
    })),
  };
}

/** Queues events behind those that are queued; not, where another has done so. */
export async function queueDeliveries(
  tx: FundTx,
  { id, queuedThrough }: Pick<DueWebhook, 'id' | 'queuedThrough'>,
  through: number,
  deliveries: readonly NewDelivery[],
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update webhook_progress set queued_through = $4
      where fund_id = $1 and webhook_id = $2 and queued_through = $3`,
    [tx.fundId, id, queuedThrough, through],
  );
  if (rowCount !== 1) return false;
  if (deliveries.length === 0) return true;
  await tx.client.query(
    `insert into webhook_delivery
        (fund_id, webhook_id, number, event_id, type, subject, state, tries, next_try_at)
      select $1, $2, n, e, t, s, 'waiting', 0, now()
      from unnest($3::bigint[], $4::uuid[], $5::text[], $6::text[]) q (n, e, t, s)
      on conflict (fund_id, webhook_id, number) do update set state = 'waiting', tries = 0,
        first_tried_at = null, next_try_at = now(), claim = null, claimed_until = null`,
    [
      tx.fundId,
      id,
      deliveries.map(({ number }) => number),
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ type }) => type),
      deliveries.map(({ subject }) => subject),
    ],
  );
  return true;
}

/**
 * Claims events that are due, of each subject the first that waits: what one process has claimed, no other
 * sends before the claim runs out.
 */
export async function claimDeliveries(
  { client, fundId }: FundTx,
  webhookId: string,
  of: {
    readonly claim: string;
    readonly limit: number;
    readonly leaseMs: number;
    readonly fingerprint: string;
  },
): Promise<ClaimedDelivery[]> {
  const { rows } = await client.query<Omit<ClaimedDelivery, 'number'> & { number: string }>(
    `with w as (select v.* from (${SENT}) v where v.webhook_id = $2 and v.state = 'active'
        and v.key_fingerprint = $6),
      due as (select d.number from webhook_delivery d join w on true
        join webhook_progress p on p.fund_id = d.fund_id and p.webhook_id = d.webhook_id
        where d.fund_id = $1 and d.webhook_id = $2 and d.state = 'waiting'
          and d.next_try_at <= now() and (d.claimed_until is null or d.claimed_until <= now())
          and (p.held_until is null or p.held_until <= now())
          and not exists (select from webhook_delivery e where e.fund_id = d.fund_id
            and e.webhook_id = d.webhook_id and e.subject = d.subject and e.state = 'waiting'
            and e.number < d.number)
        order by d.number limit $4 for update of d skip locked)
    update webhook_delivery d
      set claim = $3, claimed_until = now() + $5 * interval '1 millisecond',
        tries = d.tries + 1, first_tried_at = coalesce(d.first_tried_at, now()),
        last_tried_at = now()
      from due, w where d.fund_id = $1 and d.webhook_id = $2 and d.number = due.number
      returning d.webhook_id as "webhookId", d.number::text, d.claim, d.tries,
        d.first_tried_at as "firstTriedAt", w.url, w.secret_version as "secretVersion",
        coalesce(w.previous_until > now(), false) as "signsTwice"`,
    [fundId, webhookId, of.claim, of.limit, of.leaseMs, of.fingerprint],
  );
  return rows
    .map(({ number, ...row }) => ({ ...row, number: +number }))
    .toSorted((a, b) => a.number - b.number);
}

/** Notes that an event was accepted. */
export async function noteAccepted(
  { client, fundId }: FundTx,
  { webhookId, number, claim }: ClaimedDelivery,
  { status, failure, answer }: Attempt,
): Promise<void> {
  await client.query(
    `update webhook_delivery set state = 'accepted', claim = null, claimed_until = null,
        status = $5, failure = $6, answer = $7
      where fund_id = $1 and webhook_id = $2 and number = $3 and claim = $4`,
    [fundId, webhookId, number, claim, status, failure, answer],
  );
}

/** Notes that an event was not accepted, and when it is tried again. */
export async function noteFailed(
  { client, fundId }: FundTx,
  { webhookId, number, claim }: ClaimedDelivery,
  { status, failure, answer }: Attempt,
  /** `heldMs`: for how long the receiver wants nothing at all; null: it did not say. */
  next: { readonly inMs: number; readonly heldMs: number | null },
): Promise<void> {
  const { rowCount } = await client.query(
    `update webhook_delivery set claim = null, claimed_until = null, status = $5, failure = $6,
        answer = $7, next_try_at = now() + $8 * interval '1 millisecond'
      where fund_id = $1 and webhook_id = $2 and number = $3 and claim = $4`,
    [fundId, webhookId, number, claim, status, failure, answer, next.inMs],
  );
  if (rowCount === 0 || next.heldMs === null) return;
  await client.query(
    `update webhook_progress set held_until = now() + $3 * interval '1 millisecond'
      where fund_id = $1 and webhook_id = $2`,
    [fundId, webhookId, next.heldMs],
  );
}

/** Lets go what was claimed and not sent. */
export async function letGo({ client, fundId }: FundTx, claim: string): Promise<void> {
  await client.query(
    `update webhook_delivery set claim = null, claimed_until = null
      where fund_id = $1 and claim = $2`,
    [fundId, claim],
  );
}

/** The deliveries of a webhook, the newest event first. */
export async function listDeliveries(
  { client, fundId }: FundTx,
  webhookId: string,
  asked: {
    readonly state?: DeliveryState | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<StoredDelivery[]> {
  const { rows } = await client.query<Omit<StoredDelivery, 'number'> & { number: string }>(
    `select number::text, event_id as "eventId", type, subject, state, tries,
        first_tried_at as "firstTriedAt", last_tried_at as "lastTriedAt",
        next_try_at as "nextTryAt", status, failure, answer
      from webhook_delivery where fund_id = $1 and webhook_id = $2
        and ($3::text is null or state = $3) and ($4::bigint is null or number < $4)
      order by webhook_delivery.number desc limit $5`,
    [fundId, webhookId, asked.state ?? null, asked.before ?? null, asked.limit],
  );
  return rows.map(({ number, ...row }) => ({ ...row, number: +number }));
}

/** How a webhook's deliveries stand. */
export interface DeliveryCounts {
  readonly webhookId: string;
  readonly waiting: number;
  readonly oldestWaitingSince: Date | null;
  readonly lastAcceptedAt: Date | null;
}

/** How the deliveries of the fund's webhooks stand: what waits longest was recorded when. */
export async function countDeliveries({ client, fundId }: FundTx): Promise<DeliveryCounts[]> {
  const { rows } = await client.query<DeliveryCounts>(
    `select p.webhook_id as "webhookId",
        (select count(*)::int from webhook_delivery d where d.fund_id = p.fund_id
          and d.webhook_id = p.webhook_id and d.state = 'waiting') as waiting,
        (select a.recorded_at from webhook_delivery d join audit_event a
          on a.fund_id = d.fund_id and a.number = d.number where d.fund_id = p.fund_id
          and d.webhook_id = p.webhook_id and d.state = 'waiting'
          order by d.number limit 1) as "oldestWaitingSince",
        (select d.last_tried_at from webhook_delivery d where d.fund_id = p.fund_id
          and d.webhook_id = p.webhook_id and d.state = 'accepted'
          order by d.number desc limit 1) as "lastAcceptedAt"
      from webhook_progress p where p.fund_id = $1`,
    [fundId],
  );
  return rows;
}

/** Forgets deliveries that were accepted so many days ago. */
export async function forgetAccepted({ client, fundId }: FundTx, days: number): Promise<void> {
  await client.query(
    `delete from webhook_delivery where fund_id = $1 and state = 'accepted'
      and last_tried_at < now() - $2 * interval '1 day'`,
    [fundId, days],
  );
}
