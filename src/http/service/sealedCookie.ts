import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** How long what a browser keeps of a sign-in is good. */
export const KEPT_SECONDS = 600;

const IV_BYTES = 12;

const TAG_BYTES = 16;

/** Under which addresses the browser sends it. */
const PATH = '/sign-on';

interface Sealed<Value> {
  readonly value: Value;
  readonly until: number;
}

/** A text that only this installation can read and make; what it is for is bound in. */
function seal(key: Buffer, name: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

function unseal(key: Buffer, name: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

type Asking = Pick<FastifyRequest, 'headers' | 'protocol'>;

const cookieOf = ({ protocol }: Asking, name: string, sealed: string, seconds: number): string =>
  `${name}=${sealed}; Path=${PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax` +
  (protocol === 'https' ? '; Secure' : '');

/**
 * Something that a browser keeps for ten minutes while somebody signs in, and brings back from the pages of the
 * provider too. No script sees it, and nobody can read or make it but this installation.
 */
export class SealedCookie<Value> {
  readonly #name: string;
  readonly #key: Buffer;
  /** What was taken already, until it would be over anyway. */
  readonly #taken = new Map<string, number>();

  constructor(name: string, key: Buffer) {
    this.#name = name;
    this.#key = key;
  }

  /** The header that has a browser keep it. */
  keep(request: Asking, value: Value, now: Date): string {
    const until = now.getTime() + KEPT_SECONDS * 1_000;
    const text = JSON.stringify({ value, until } satisfies Sealed<Value>);
    return cookieOf(request, this.#name, seal(this.#key, this.#name, text), KEPT_SECONDS);
  }

  /** The header that has a browser forget it. */
  forget(request: Asking): string {
    return cookieOf(request, this.#name, '', 0);
  }

  #read({ headers }: Asking): string | null {
    const pattern = new RegExp(`(?:^|;) *${this.#name}=([\\w-]+)`, 'g');
    const found = [...(headers.cookie ?? '').matchAll(pattern)];
    // Of several, which is ours is not ours to say.
    return found.length === 1 ? (found[0]?.[1] ?? null) : null;
  }

  /** What the browser has kept; null: nothing, or it is over or was taken already. */
  look(request: Asking, now: Date): Value | null {
    const sealed = this.#read(request);
    if (sealed === null || this.#taken.has(sealed)) return null;
    const text = unseal(this.#key, this.#name, sealed);
    if (text === null) return null;
    const { value, until } = JSON.parse(text) as Sealed<Value>;
    return until > now.getTime() ? value : null;
  }

  /** The same, once. */
  take(request: Asking, now: Date): Value | null {
    const value = this.look(request, now);
    const sealed = this.#read(request);
    for (const [each, until] of this.#taken) if (until <= now.getTime()) this.#taken.delete(each);
    if (value !== null && sealed !== null) {
      this.#taken.set(sealed, now.getTime() + KEPT_SECONDS * 1_000);
    }
    return value;
  }
}
