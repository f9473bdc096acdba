import { randomUUID } from 'node:crypto';
import type { Fund, FundAct } from '../../book/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { WebhookKey } from '../../domain/webhooks/messages.ts';
import type { WebhookState } from '../../domain/webhooks/states.ts';
import { auditHead, type Origin } from '../../store/books/audit.ts';
import type { FundTx } from '../../store/database/database.ts';
import {
  beginAfter,
  countDeliveries,
  listDeliveries,
  redeliver,
  tryAnew,
  type DeliveryCounts,
  type StoredDelivery,
} from '../../store/webhooks/delivery.ts';
import {
  findWebhook,
  insertWebhookVersion,
  listWebhooks,
  replayEvent,
  webhookEvent,
  type StoredWebhook,
  type WebhookAct,
  type WebhookSettings,
} from '../../store/webhooks/webhook.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';
import { checkAddress, type Networks } from './addresses.ts';

export type { DeliveryCounts, StoredDelivery, StoredWebhook };

/** So many webhooks of a fund that have not ended. */
export const MOST_WEBHOOKS = 10;

/** How long the secret before signs beside a new one. */
const BOTH_SECRETS_MS = 24 * 3_600_000;

/** By whom and from where, and with what the installation signs and sends. */
export interface ByOperator {
  readonly actor: Actor;
  readonly from: Origin;
  /** Null: the operator has set none. */
  readonly key: WebhookKey | null;
  readonly networks: Networks;
  readonly now: Date;
}

/** What a director says of a webhook. */
export interface SaidOfWebhook {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
}

/** @throws DomainError webhooks-not-set-up */
function keyOf({ key }: Pick<ByOperator, 'key'>): WebhookKey {
  if (key === null) throw new DomainError('webhooks-not-set-up');
  return key;
}

/** @throws DomainError not-found */
async function webhookOf(tx: FundTx, id: string): Promise<StoredWebhook> {
  const found = await findWebhook(tx, id);
  if (found === null) throw new DomainError('not-found', { figures: { what: 'webhook', id } });
  return found;
}

/** @throws DomainError not-found, webhook-ended */
async function openWebhook(tx: FundTx, id: string): Promise<StoredWebhook> {
  const found = await webhookOf(tx, id);
  if (found.state === 'ended') throw new DomainError('webhook-ended');
  return found;
}

/** A webhook with how its deliveries stand; null: they were left behind by a restored backup. */
export interface WebhookAt {
  readonly webhook: StoredWebhook;
  readonly counts: DeliveryCounts | null;
}

async function webhookAt(tx: FundTx, id: string): Promise<WebhookAt> {
  const found = await webhookOf(tx, id);
  const counts = (await countDeliveries(tx)).find(({ webhookId }) => webhookId === id);
  return { webhook: found, counts: counts ?? null };
}

/** Adds a version, with its event in the trail. */
async function settle(
  fund: FundAct,
  tx: FundTx,
  by: Pick<ByOperator, 'actor' | 'from'>,
  of: {
    readonly id: string;
    readonly version: number;
    readonly act: WebhookAct;
    readonly settings: WebhookSettings;
  },
): Promise<WebhookAt> {
  const { id, version, act, settings } = of;
  const actor = by.actor.tokenId;
  await insertWebhookVersion(tx, id, version, settings, actor);
  const { reason } = settings;
  fund.audit(await webhookEvent(tx, { id, version }, { ...by.from, act, actor, reason }));
  return webhookAt(tx, id);
}

/**
 * Makes a webhook, which is sent the events from now on.
 *
 * @throws DomainError validation, too-many-webhooks, webhooks-not-set-up
 */
export function addWebhook(
  fund: FundAct,
  by: ByOperator,
  said: SaidOfWebhook,
): Promise<WebhookAt & { readonly secret: string }> {
  const key = keyOf(by);
  checkAddress(said.url, by.networks);
  return fund.write(async (tx) => {
    const open = (await listWebhooks(tx)).filter(({ state }) => state !== 'ended');
    if (open.length >= MOST_WEBHOOKS) {
      throw new DomainError('too-many-webhooks', { figures: { most: MOST_WEBHOOKS } });
    }
    const id = randomUUID();
    await beginAfter(tx, id, (await auditHead(tx)).number);
    const settings: WebhookSettings = {
      ...said,
      state: 'active',
      reason: null,
      secretVersion: 1,
      keyFingerprint: key.fingerprint,
      previousUntil: null,
    };
    const stored = await settle(fund, tx, by, { id, version: 1, act: 'webhook', settings });
    return { ...stored, secret: key.secretOf(fund.fundId, id, 1) };
  });
}

/** The version of a webhook as its `ETag` names it. */
export const versionOf = ({ id, version }: Pick<StoredWebhook, 'id' | 'version'>): string =>
  `${id}.${version}`;

/**
 * Changes a webhook, pauses it or lets it go on; what waits is then tried at once. One that was left
 * behind by a restored backup goes on with the events from now on.
 *
 * @throws DomainError validation, not-found, webhook-ended, stale-version
 */
export function changeWebhook(
  fund: FundAct,
  by: ByOperator,
  changed: Partial<SaidOfWebhook> & {
    readonly id: string;
    readonly state?: Extract<WebhookState, 'active' | 'paused'>;
  },
  seen: SeenVersions,
): Promise<WebhookAt> {
  const { id, url, description, types, state } = changed;
  if (url !== undefined) checkAddress(url, by.networks);
  return fund.write(async (tx) => {
    const found = await openWebhook(tx, id);
    refuseStale(seen, { id: versionOf(found) });
    const settings = {
      ...found,
      url: url ?? found.url,
      description: description ?? found.description,
      types: types ?? found.types,
      state: state ?? found.state,
      reason: state === undefined ? found.reason : null,
    };
    if (state === 'active') {
      if (found.queuedThrough === null) await beginAfter(tx, id, (await auditHead(tx)).number);
      else if (found.state !== 'active') await tryAnew(tx, id);
    }
    const version = found.version + 1;
    return settle(fund, tx, by, { id, version, act: 'webhook_change', settings });
  });
}

/**
 * Ends a webhook for good.
 *
 * @throws DomainError not-found, webhook-ended
 */
export function endWebhook(
  fund: FundAct,
  by: Pick<ByOperator, 'actor' | 'from'>,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<WebhookAt> {
  return fund.write(async (tx) => {
    const found = await openWebhook(tx, id);
    const settings = { ...found, state: 'ended', reason } as const;
    const version = found.version + 1;
    return settle(fund, tx, by, { id, version, act: 'webhook_end', settings });
  });
}

/**
 * Gives a webhook another secret. For a day the one before signs too, so that the receiver can take the new
 * one at any time; unless the operator has changed the key of which it was made.
 *
 * @throws DomainError not-found, webhook-ended, webhooks-not-set-up
 */
export function rotateSecret(
  fund: FundAct,
  by: ByOperator,
  id: string,
): Promise<WebhookAt & { readonly secret: string }> {
  const key = keyOf(by);
  return fund.write(async (tx) => {
    const found = await openWebhook(tx, id);
    const secretVersion = found.secretVersion + 1;
    const isOfKey = found.keyFingerprint === key.fingerprint;
    const settings: WebhookSettings = {
      ...found,
      secretVersion,
      keyFingerprint: key.fingerprint,
      previousUntil: isOfKey ? new Date(by.now.getTime() + BOTH_SECRETS_MS) : null,
    };
    const version = found.version + 1;
    const stored = await settle(fund, tx, by, { id, version, act: 'webhook_secret', settings });
    return { ...stored, secret: key.secretOf(fund.fundId, id, secretVersion) };
  });
}

/**
 * Has the events behind a number sent, again where they were sent before; what waits is dropped.
 *
 * @throws DomainError validation, not-found, webhook-ended
 */
export function replay(
  fund: FundAct,
  by: Pick<ByOperator, 'actor' | 'from'>,
  { id, after }: { readonly id: string; readonly after: number },
): Promise<WebhookAt> {
  return fund.write(async (tx) => {
    await openWebhook(tx, id);
    const { number: last } = await auditHead(tx);
    if (after > last) {
      throw invalid('/after', {
        en: `is behind the last event, whose number is ${last} at the most`,
        vi: `vượt quá sự kiện cuối cùng, có số không quá ${last}`,
      });
    }
    await beginAfter(tx, id, after);
    fund.audit(await replayEvent(tx, { id, after }, { ...by.from, actor: by.actor.tokenId }));
    return webhookAt(tx, id);
  });
}

/**
 * Has one event sent again, or at once.
 *
 * @throws DomainError not-found, webhook-ended
 */
export function sendAgain(
  fund: FundAct,
  { id, number }: { readonly id: string; readonly number: number },
): Promise<StoredDelivery> {
  return fund.write(async (tx) => {
    await openWebhook(tx, id);
    const isThere = await redeliver(tx, id, number);
    const [found] = await listDeliveries(tx, id, { before: number + 1, limit: 1 });
    if (!isThere || found?.number !== number) {
      throw new DomainError('not-found', { figures: { what: 'delivery', name: String(number) } });
    }
    return found;
  });
}

/** The webhooks of the fund, oldest first. */
export const webhooks = (fund: Fund): Promise<WebhookAt[]> =>
  fund.sql(async (tx) => {
    const counts = new Map((await countDeliveries(tx)).map((each) => [each.webhookId, each]));
    return (await listWebhooks(tx)).map((webhook) => ({
      webhook,
      counts: counts.get(webhook.id) ?? null,
    }));
  });

/** @throws DomainError not-found */
export const webhook = (fund: Fund, id: string): Promise<WebhookAt> =>
  fund.sql((tx) => webhookAt(tx, id));

/**
 * How events fared at a webhook, the newest first.
 *
 * @throws DomainError not-found
 */
export const deliveries = (
  fund: Fund,
  id: string,
  asked: Parameters<typeof listDeliveries>[2],
): Promise<StoredDelivery[]> =>
  fund.sql(async (tx) => {
    await webhookOf(tx, id);
    return listDeliveries(tx, id, asked);
  });
