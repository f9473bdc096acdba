import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../store/database/database.ts';
import { findSession } from '../../store/access/session.ts';
import { findToken, type FoundToken } from '../../store/access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Services } from '../view/services.ts';

export type { Actor };

/** By what a request says who asks: `bearer` is an access token of a provider. */
export interface Credential {
  readonly kind: 'token' | 'session' | 'bearer';
  readonly secret: string;
}

/** A new token or secret of a session: 256 random bits, so a plain hash of it is enough to keep. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token, or of the secret of a session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Under what is remembered whose a credential is: a session's secret is no token. */
const nameOf = ({ kind, secret }: Credential): string => `${kind} ${hashToken(secret)}`;

/** For how long it is remembered whose a token is, before the database is asked again. */
const REMEMBERED_MS = 5_000;

/** How many tokens are remembered; the one asked for first is forgotten first. */
const MOST_REMEMBERED = 1_000;

type Remembered = Map<string, { readonly found: FoundToken; readonly at: number }>;

const remembered = new WeakMap<Database, Remembered>();

/** Remembers whose a credential is that was found good. */
export function remember(database: Database, credential: Credential, found: FoundToken): void {
  const name = nameOf(credential);
  const tokens: Remembered = remembered.get(database) ?? new Map();
  remembered.set(database, tokens);
  tokens.delete(name);
  tokens.set(name, { found, at: performance.now() });
  for (const [oldest] of tokens) {
    if (tokens.size <= MOST_REMEMBERED) break;
    tokens.delete(oldest);
  }
}

function recall(database: Database, name: string): FoundToken | null {
  const known = remembered.get(database)?.get(name);
  return known !== undefined && performance.now() - known.at < REMEMBERED_MS ? known.found : null;
}

/** Forgets whose a credential was. */
export function forget(database: Database, credential: Credential): void {
  remembered.get(database)?.delete(nameOf(credential));
}

/**
 * Whose token a credential was that was good when it was last asked for; null: it is not known here, and may
 * be a guess. Nothing is looked up.
 */
export function knownToken(database: Database, credential: Credential): Actor | null {
  return remembered.get(database)?.get(nameOf(credential))?.found ?? null;
}

/** The token of a credential as kept; null: there is none, or its session has ended. */
async function lookUp(
  database: Database,
  { kind, secret }: Credential,
  now: Date,
): Promise<FoundToken | null> {
  // By its hash: comparing in constant time would hide nothing more.
  const hash = hashToken(secret);
  if (kind === 'token') return findToken(database, hash);
  const session = await findSession(database, hash);
  if (session === null || session.endsAt <= now) return null;
  const { endsAt: _, ...found } = session;
  return found;
}

/**
 * Who a credential stands for now; null: nobody, or its token has expired or was revoked, or its session
 * has ended.
 *
 * @param forAct whether the request is an act, which is refused under the fund's lock if its token was
 *   revoked: then whose a token is may be remembered for some seconds. A session may end by itself, so
 *   it is always looked up
 */
export async function authenticate(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  credential: Credential,
  forAct: boolean,
): Promise<Actor | null> {
  const name = nameOf(credential);
  const known = forAct && credential.kind === 'token' ? recall(database, name) : null;
  const found = known ?? (await lookUp(database, credential, clock.now()));
  if (found === null || found.revoked) {
    forget(database, credential);
    return null;
  }
  if (known === null) remember(database, credential, found);
  const { expiresOn, revoked: _, ...actor } = found;
  return expiresOn !== null && expiresOn < clock.today() ? null : actor;
}
