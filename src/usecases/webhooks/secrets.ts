import { createHash, createHmac } from 'node:crypto';
import type { WebhookKey } from '../../domain/webhooks/messages.ts';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text);

/** @param text what the operator has set, of 32 characters at least */
export function webhookKeyOf(text: string): WebhookKey {
  const fingerprint = createHash('sha256').update(hmac(text, 'fingerprint').digest()).digest('hex');
  return {
    fingerprint: fingerprint.slice(0, 16),
    secretOf: (fundId, webhookId, version) =>
      `whsec_${hmac(text, `secret ${fundId} ${webhookId} ${version}`).digest('base64')}`,
  };
}

/**
 * The headers of a message by Standard Webhooks 1.0.0 (`v1`).
 *
 * @param secrets each signs; the newest first
 */
export function signatureHeaders(
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  // Whole seconds.
  const timestamp = String(at.getTime()).slice(0, -3);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${hmac(key, `${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
