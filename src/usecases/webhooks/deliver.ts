import { randomUUID } from 'node:crypto';
import type { Attempt, Message, Outcome, WebhookKey } from '../../domain/webhooks/messages.ts';
import { pauseAfter, heldFor, verdictOf, type Pace } from '../../domain/webhooks/retries.ts';
import { writeBeside, writeFund, type Database } from '../../store/database/database.ts';
import { appendAuditEvents, NO_REQUEST } from '../../store/books/audit.ts';
import {
  claimDeliveries,
  dueWebhooks,
  forgetAccepted,
  letGo,
  noteAccepted,
  noteFailed,
  queueDeliveries,
  type ClaimedDelivery,
  type DueWebhook,
} from '../../store/webhooks/delivery.ts';
import {
  findWebhook,
  insertWebhookVersion,
  webhookEvent,
  type WebhookAct,
} from '../../store/webhooks/webhook.ts';
import type { WebhookState } from '../../domain/webhooks/states.ts';
import { eventAt, eventsAfter, type NumberedEvent } from '../events/listEvents.ts';
import { signatureHeaders } from './secrets.ts';

export type { ClaimedDelivery, DueWebhook };

/** So many events wait for one webhook at the most; the others are in the audit trail meanwhile. */
const MOST_WAITING = 500;

const QUEUED_AT_ONCE = 200;

/** How long it is kept how an event fared. */
const KEPT_DAYS = 30;

/** What a sender makes of an event: it knows how events are written. */
export type Write = (event: NumberedEvent) => object;

/** Signs what is sent to a webhook. */
export function messageOf(
  key: WebhookKey,
  of: { readonly fundId: string; readonly webhookId: string; readonly url: string },
  {
    id,
    said,
    version,
    signsTwice,
    at,
  }: {
    readonly id: string;
    readonly said: object;
    readonly version: number;
    readonly signsTwice: boolean;
    readonly at: Date;
  },
): Message {
  const versions = signsTwice ? [version, version - 1] : [version];
  const secrets = versions.map((each) => key.secretOf(of.fundId, of.webhookId, each));
  const body = JSON.stringify(said);
  const headers = {
    'content-type': 'application/json',
    ...signatureHeaders(secrets, { id, at, body }),
  };
  return { url: of.url, headers, body };
}

/** The webhooks of a fund for which something is to be done, and whether it has any that are sent events. */
export const lookForDue = (database: Database, fundId: string, key: WebhookKey) =>
  writeBeside(database, fundId, (tx) => dueWebhooks(tx, key.fingerprint));

/** Queues the next events of the fund for a webhook, if there is room; says whether any may be left. */
export async function queueEvents(
  database: Database,
  fundId: string,
  webhook: DueWebhook,
): Promise<boolean> {
  const limit = Math.min(QUEUED_AT_ONCE, MOST_WAITING - webhook.waiting);
  if (limit <= 0) return false;
  const { events, through } = await eventsAfter(database, fundId, {
    after: webhook.queuedThrough,
    limit,
  });
  if (through === webhook.queuedThrough) return false;
  const { types } = webhook;
  const asked = events.filter(({ type }) => types.length === 0 || types.includes(type));
  const deliveries = asked.map(({ number, id: eventId, type, subject }) => ({
    number,
    eventId,
    type,
    subject: `${subject.kind} ${subject.id}`,
  }));
  await writeBeside(database, fundId, (tx) => queueDeliveries(tx, webhook, through, deliveries));
  return true;
}

/** Claims events of a webhook that are due, for this process alone. */
export const claim = (
  database: Database,
  fundId: string,
  webhookId: string,
  of: { readonly limit: number; readonly pace: Pace; readonly key: WebhookKey },
): Promise<ClaimedDelivery[]> =>
  writeBeside(database, fundId, (tx) =>
    claimDeliveries(tx, webhookId, {
      claim: randomUUID(),
      limit: of.limit,
      leaseMs: of.pace.leaseMs,
      fingerprint: of.key.fingerprint,
    }),
  );

/** What is to be sent of an event that was claimed. */
export async function messageFor(
  database: Database,
  fundId: string,
  delivery: ClaimedDelivery,
  { key, write, at }: { readonly key: WebhookKey; readonly write: Write; readonly at: Date },
): Promise<Message> {
  const { webhookId, number, url, secretVersion: version, signsTwice } = delivery;
  const event = await eventAt(database, fundId, number);
  if (event === null) throw new Error(`no event ${number}`);
  const signed = { id: event.id, said: write(event), version, signsTwice, at };
  return messageOf(key, { fundId, webhookId, url }, signed);
}

/** Ends a webhook, or switches it off, because of what its receiver answered. */
async function stopWebhook(
  database: Database,
  fundId: string,
  id: string,
  to: { readonly state: WebhookState; readonly act: WebhookAct; readonly reason: string },
): Promise<void> {
  await writeFund(database, fundId, async (tx) => {
    const found = await findWebhook(tx, id);
    if (found === null || found.state !== 'active') return;
    const { state, act, reason } = to;
    const version = found.version + 1;
    // Nobody asked for it: it is done as the one who settled the webhook last.
    const actor = found.recordedById;
    await insertWebhookVersion(tx, id, version, { ...found, state, reason }, actor);
    const by = { ...NO_REQUEST, act, actor, reason };
    await appendAuditEvents(tx, [await webhookEvent(tx, { id, version }, by)]);
  });
}

export const REASONS = { gone: '410 Gone', late: 'nothing accepted for days' } as const;

/** Notes what an attempt came to, and what follows of it. */
export async function settle(
  database: Database,
  fundId: string,
  delivery: ClaimedDelivery,
  {
    attempt,
    askedMs,
    pace,
    now,
  }: {
    readonly attempt: Attempt;
    /** For how long the receiver asked to be left alone; null: it did not. */
    readonly askedMs: number | null;
    readonly pace: Pace;
    readonly now: Date;
  },
): Promise<Outcome> {
  const verdict = verdictOf(attempt.status);
  if (verdict === 'accepted') {
    await writeBeside(database, fundId, (tx) => noteAccepted(tx, delivery, attempt));
    return 'accepted';
  }
  const inMs = pauseAfter(pace, delivery.tries, askedMs);
  const next = { inMs, heldMs: askedMs === null ? null : heldFor(askedMs) };
  await writeBeside(database, fundId, (tx) => noteFailed(tx, delivery, attempt, next));
  if (verdict === 'gone') {
    const to = { state: 'ended', act: 'webhook_end', reason: REASONS.gone } as const;
    await stopWebhook(database, fundId, delivery.webhookId, to);
    return 'gone';
  }
  const since = delivery.firstTriedAt?.getTime() ?? now.getTime();
  if (now.getTime() - since < pace.giveUpAfterMs) return 'failed';
  const to = { state: 'off', act: 'webhook_off', reason: REASONS.late } as const;
  await stopWebhook(database, fundId, delivery.webhookId, to);
  return 'given-up';
}

/** Lets go what was claimed and not sent: another may send it at once. */
export const release = (database: Database, fundId: string, { claim: of }: ClaimedDelivery) =>
  writeBeside(database, fundId, (tx) => letGo(tx, of));

/** Forgets how events fared that were accepted long ago. */
export const forgetOld = (database: Database, fundId: string): Promise<void> =>
  writeBeside(database, fundId, (tx) => forgetAccepted(tx, KEPT_DAYS));
