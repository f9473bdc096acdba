/** A message to a receiver. */
export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an attempt to send a message came to. */
export interface Attempt {
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  /** Why there was no answer. */
  readonly failure: string | null;
  /** The first characters of the answer. */
  readonly answer: string | null;
}

/** Sends a message once, now. */
export type Send = (message: Message) => Promise<Attempt>;

/** What became of an attempt, as the metrics count it. */
export type Outcome = 'accepted' | 'failed' | 'gone' | 'given-up';

/**
 * The installation's key of which the secrets of all webhooks are made: no secret is stored. Whoever has the
 * database, or a backup, has none either.
 */
export interface WebhookKey {
  /** Tells keys apart without giving one away. */
  readonly fingerprint: string;
  /** The secret of a version of a webhook, as Standard Webhooks writes it. */
  secretOf(fundId: string, webhookId: string, version: number): string;
}
