import { randomUUID } from 'node:crypto';
import type { Fund } from '../../book/fund.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Attempt, Send, WebhookKey } from '../../domain/webhooks/messages.ts';
import { messageOf } from './deliver.ts';
import { webhook } from './manageWebhooks.ts';

/** The type of what is sent to try a webhook: of no fact. */
export const TEST_TYPE = 'webhook.test';

/**
 * Sends a message of no fact to a webhook, now, and says what came of it; nothing is kept of it.
 *
 * @throws DomainError not-found, webhook-ended, webhooks-not-set-up, webhook-key-changed
 */
export async function testWebhook(
  fund: Fund,
  id: string,
  { key, send, now }: { readonly key: WebhookKey | null; readonly send: Send; readonly now: Date },
): Promise<Attempt> {
  const { webhook: found } = await webhook(fund, id);
  if (key === null) throw new DomainError('webhooks-not-set-up');
  if (found.state === 'ended') throw new DomainError('webhook-ended');
  if (found.keyFingerprint !== key.fingerprint) throw new DomainError('webhook-key-changed');
  const timestamp = now.toISOString();
  const signed = {
    id: `test-${randomUUID()}`,
    said: { type: TEST_TYPE, timestamp, data: { webhookId: id, description: found.description } },
    version: found.secretVersion,
    signsTwice: found.previousUntil !== null && found.previousUntil > now,
    at: now,
  };
  return send(messageOf(key, { fundId: fund.fundId, webhookId: id, url: found.url }, signed));
}
