import { createHash, randomBytes } from 'node:crypto';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Database } from '../../store/database/database.ts';
import { findToken, type FoundToken } from '../../store/access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';

export type { Actor };

/** A new token: 256 random bits, so a plain hash of it is enough to keep. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** For how long it is remembered whose a token is, before the database is asked again. */
const REMEMBERED_MS = 5_000;

/** How many tokens are remembered; the one asked for first is forgotten first. */
const MOST_REMEMBERED = 1_000;

type Remembered = Map<string, { readonly found: FoundToken; readonly at: number }>;

const remembered = new WeakMap<Database, Remembered>();

function remember(database: Database, hash: string, found: FoundToken): void {
  const tokens: Remembered = remembered.get(database) ?? new Map();
  remembered.set(database, tokens);
  tokens.delete(hash);
  tokens.set(hash, { found, at: performance.now() });
  for (const [oldest] of tokens) {
    if (tokens.size <= MOST_REMEMBERED) break;
    tokens.delete(oldest);
  }
}

function recall(database: Database, hash: string): FoundToken | null {
  const known = remembered.get(database)?.get(hash);
  return known !== undefined && performance.now() - known.at < REMEMBERED_MS ? known.found : null;
}

/**
 * The id of a token that was good when it was last asked for; null: it is not known here, and may be a
 * guess. Nothing is looked up.
 */
export function knownTokenId(database: Database, token: string): string | null {
  return remembered.get(database)?.get(hashToken(token))?.found.tokenId ?? null;
}

/**
 * Who a bearer token stands for on a day; null: nobody, or it has expired or was revoked.
 *
 * @param forAct whether the request is an act, which is refused under the fund's lock if its token was
 *   revoked: then whose the token is may be remembered for some seconds
 */
export async function authenticate(
  database: Database,
  token: string,
  today: CalendarDate,
  forAct: boolean,
): Promise<Actor | null> {
  // By its hash: comparing in constant time would hide nothing more.
  const hash = hashToken(token);
  const known = forAct ? recall(database, hash) : null;
  const found = known ?? (await findToken(database, hash));
  if (found === null || found.revoked) {
    remembered.get(database)?.delete(hash);
    return null;
  }
  if (known === null) remember(database, hash, found);
  const { expiresOn, revoked: _, ...actor } = found;
  return expiresOn !== null && expiresOn < today ? null : actor;
}
