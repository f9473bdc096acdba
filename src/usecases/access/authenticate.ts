import { createHash, randomBytes } from 'node:crypto';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Database } from '../../store/database/database.ts';
import { findToken } from '../../store/access/token.ts';
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

/** Who a bearer token stands for on a day; null: nobody, or it has expired or was revoked. */
export async function authenticate(
  database: Database,
  token: string,
  today: CalendarDate,
): Promise<Actor | null> {
  // By its hash: comparing in constant time would hide nothing more.
  const found = await findToken(database, hashToken(token));
  if (found === null || found.revoked) return null;
  const { expiresOn, revoked: _, ...actor } = found;
  return expiresOn !== null && expiresOn < today ? null : actor;
}
