import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { findToken, type Actor } from '../store/token.ts';

export type { Actor };

/** A new token: 256 random bits, so a plain hash of it is enough to keep. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Who a bearer token stands for; null: nobody. */
export async function authenticate(database: Database, token: string): Promise<Actor | null> {
  return findToken(database, hashToken(token));
}
