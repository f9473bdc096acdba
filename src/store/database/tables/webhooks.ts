import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { DELIVERY_STATES, WEBHOOK_STATES } from '../../../domain/webhooks/states.ts';
import * as c from './columns.ts';
import { token } from './schema.ts';

const instantIfAny = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** What was settled of a webhook: the last version counts. No secret stands in it. */
export const webhookVersion = pgTable(
  'webhook_version',
  {
    fundId: c.id('fund_id'),
    webhookId: c.id('webhook_id'),
    version: integer('version').notNull(),
    url: c.words('url'),
    description: c.words('description'),
    /** The types of events that are sent; empty: all. */
    types: text('types').array().notNull(),
    state: text('state').$type<(typeof WEBHOOK_STATES)[number]>().notNull(),
    /** Why the state is as it is, if somebody or something said so. */
    reason: text('reason'),
    /** Which secret signs: 1, 2, … */
    secretVersion: integer('secret_version').notNull(),
    /** Of the installation's key of which the secret was made. */
    keyFingerprint: c.words('key_fingerprint'),
    /** Until when the secret before signs too. */
    previousUntil: instantIfAny('previous_until'),
    recordedAt: c.instant('recorded_at'),
    recordedBy: c.id('recorded_by'),
  },
  (t) => [
    c.key('webhook_version', [t.fundId, t.webhookId, t.version]),
    c.refers('webhook_version_by', [t.fundId, t.recordedBy], [token.fundId, token.id]),
    c.oneOf('webhook_version_state', t.state, WEBHOOK_STATES),
    c.must('webhook_version_versions', sql`${t.version} > 0 and ${t.secretVersion} > 0`),
  ],
);

/** How far a webhook is: up to which number of the audit trail its events were queued. */
export const webhookProgress = pgTable(
  'webhook_progress',
  {
    fundId: c.id('fund_id'),
    webhookId: c.id('webhook_id'),
    queuedThrough: bigint('queued_through', { mode: 'number' }).notNull(),
    /** The receiver asked not to be sent anything before. */
    heldUntil: instantIfAny('held_until'),
  },
  (t) => [
    c.key('webhook_progress', [t.fundId, t.webhookId]),
    c.must('webhook_progress_through', sql`${t.queuedThrough} >= 0`),
  ],
);

/** An event on its way to a webhook, or accepted there. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    fundId: c.id('fund_id'),
    webhookId: c.id('webhook_id'),
    /** Of the event. */
    number: bigint('number', { mode: 'number' }).notNull(),
    eventId: c.id('event_id'),
    type: c.words('type'),
    /** What the event is about: an event waits for the earlier ones of its subject. */
    subject: c.words('subject'),
    state: text('state').$type<(typeof DELIVERY_STATES)[number]>().notNull(),
    tries: integer('tries').notNull(),
    firstTriedAt: instantIfAny('first_tried_at'),
    lastTriedAt: instantIfAny('last_tried_at'),
    nextTryAt: c.instant('next_try_at'),
    /** Of the one who sends it now, until an instant. */
    claim: uuid('claim'),
    claimedUntil: instantIfAny('claimed_until'),
    /** The status of the last answer. */
    status: integer('status'),
    /** Why there was no answer. */
    failure: text('failure'),
    /** The first bytes of the last answer. */
    answer: text('answer'),
  },
  (t) => [
    c.key('webhook_delivery', [t.fundId, t.webhookId, t.number]),
    c.refers(
      'webhook_delivery_progress',
      [t.fundId, t.webhookId],
      [webhookProgress.fundId, webhookProgress.webhookId],
    ),
    c.oneOf('webhook_delivery_state', t.state, DELIVERY_STATES),
    c.must('webhook_delivery_tries', sql`${t.tries} >= 0`),
    index('webhook_delivery_waiting_idx')
      .on(t.fundId, t.webhookId, t.subject, t.number)
      .where(sql`${t.state} = 'waiting'`),
  ],
);
