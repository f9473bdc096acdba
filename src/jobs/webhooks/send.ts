import { lookup as lookUp, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { addressFault, literalOf, type Networks } from '../../usecases/webhooks/addresses.ts';
import type { Attempt, Message } from '../../domain/webhooks/messages.ts';

/** So much of an answer is read; the rest is not waited for. */
const READ_BYTES = 4_096;

/** So much of it is kept, to be shown. */
const KEPT_CHARACTERS = 300;

/** Where a name leads: as the system says. */
export type LookUp = (
  host: string,
  options: { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export interface Sending {
  readonly networks: Networks;
  readonly timeoutMs: number;
  readonly lookUp?: LookUp;
}

/** An attempt with what the receiver asked for; null: nothing. */
export interface Sent extends Attempt {
  readonly askedMs: number | null;
}

class Closed extends Error {
  readonly code = 'closed-address';
}

/**
 * Looks a name up for one connection, and refuses if any address is closed: the address that is connected
 * to is one that was looked at here, whatever the name leads to later.
 */
function guarded(
  { networks, lookUp: ask = lookUp }: Sending,
  isInTheClear: boolean,
): LookupFunction {
  const isRefused = ({ address }: LookupAddress): boolean =>
    networks.isClosed(address) || (isInTheClear && !networks.isAllowed(address));
  return (host, options, done) => {
    ask(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const [first] = found;
      if (first === undefined || found.some(isRefused)) return done(new Closed(host), []);
      return options.all === true ? done(null, found) : done(null, first.address, first.family);
    });
  };
}

/** What may be shown of an answer: its first bytes, as text. */
function shown(parts: readonly Buffer[]): string {
  const text = Buffer.concat(parts).toString('utf8');
  // What is cut in the middle of a letter, or is no text.
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\uFFFD]+/gu, ' ')
    .trim()
    .slice(0, KEPT_CHARACTERS)
    .replace(/[\uD800-\uDBFF]$/, '');
}

/** The milliseconds for which an answer asks to be left alone (RFC 9110, 10.2.3); null: it does not. */
function askedMsOf(status: number, header: string | undefined): number | null {
  if ((status !== 429 && status !== 503) || header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return +header * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

const failed = (failure: string): Sent => ({ status: null, failure, answer: null, askedMs: null });

const FAILURES: Readonly<Record<string, string>> = {
  'closed-address': 'closed-address',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

/** Why there was no answer, in a word of our own. */
function failureOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const code = error.code ?? '';
  if (code.startsWith('HPE_')) return 'not-http';
  if (/CERT|SSL|TLS|SIGNED|ALTNAME/.test(code)) return 'tls';
  return FAILURES[code] ?? 'no-answer';
}

/**
 * Sends a message once. The status decides; no redirect is followed, and of the answer only the first bytes
 * are read. Never rejects.
 */
export function send({ url: written, headers, body }: Message, sending: Sending): Promise<Sent> {
  if (addressFault(written, sending.networks) !== null) {
    return Promise.resolve(failed('closed-address'));
  }
  const url = new URL(written);
  const isInTheClear = url.protocol === 'http:';
  const { networks, timeoutMs } = sending;
  const literal = literalOf(url);
  if (literal !== null && networks.isClosed(literal)) {
    return Promise.resolve(failed('closed-address'));
  }
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = (isInTheClear ? http : https).request(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'cooperative-support-fund',
        accept: '*/*',
      },
      lookup: guarded(sending, isInTheClear),
      // A connection of its own, past any proxy that the surroundings name.
      agent: false,
      signal,
      maxHeaderSize: 16_384,
    });
    let hasAnswer = false;
    // Behind the head of an answer, the status has been given.
    request.on('error', (error) => hasAnswer || resolve(failed(failureOf(error))));
    request.on('response', (response) => {
      hasAnswer = true;
      const { statusCode: status = 0 } = response;
      const askedMs = askedMsOf(status, response.headers['retry-after']);
      const parts: Buffer[] = [];
      let length = 0;
      const end = () => {
        resolve({ status, failure: null, answer: shown(parts), askedMs });
        request.destroy();
      };
      response.on('data', (part: Buffer) => {
        const room = READ_BYTES - length;
        parts.push(part.subarray(0, room));
        length += part.length;
        if (length >= READ_BYTES) end();
      });
      // However it ends, the status was given.
      for (const ending of ['end', 'error', 'aborted', 'close']) response.on(ending, end);
    });
    request.end(body);
  });
}
