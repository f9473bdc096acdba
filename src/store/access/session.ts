import { and, eq, lte } from 'drizzle-orm';
import type { Identity } from '../../domain/access/identity.ts';
import type { Database, FundTx } from '../database/database.ts';
import { session } from '../database/tables/access.ts';
import type { FoundToken } from './token.ts';

/** A session that was presented: the token with which it was begun, and when it ends by itself. */
export interface FoundSession extends FoundToken {
  readonly endsAt: Date;
}

/** Whose session has this hash, in any fund, noting that its token was used; null: nobody's. */
export async function findSession(
  { pool }: Database,
  sessionHash: string,
): Promise<FoundSession | null> {
  const { rows } = await pool.query<FoundSession>({
    name: 'session_by_hash',
    text: `select fund_id as "fundId", token_id as "tokenId", token_name as "tokenName", role,
      scopes, expires_on::text as "expiresOn", revoked, ends_at as "endsAt" from session_by_hash($1)`,
    values: [sessionHash],
  });
  return rows[0] ?? null;
}

/** A session as kept: only the hash of its secret, which is never given out. */
export interface StoredSession {
  readonly sessionHash: string;
  readonly tokenId: string;
  readonly begunAt: Date;
  readonly endsAt: Date;
  /** Null: it was begun with a token. */
  readonly vouched: Vouched | null;
}

/** Who vouches for a session at a provider. */
export interface Vouched extends Identity {
  /** How the provider calls its own session; null: it does not say. */
  readonly providerSession: string | null;
  /** Null: it is too long to be kept while somebody chooses a fund. */
  readonly idToken: string | null;
}

/** Begins a session of a token of the fund. */
export async function insertSession(
  tx: FundTx,
  { vouched, ...begun }: StoredSession,
): Promise<void> {
  await tx.db.insert(session).values({ fundId: tx.fundId, ...begun, ...vouched });
}

/** Who vouches for a session of the fund; null: a token does, or there is none. */
export async function whoVouches(
  tx: FundTx,
  sessionHash: string,
): Promise<{ readonly issuer: string; readonly idToken: string } | null> {
  const [found] = await tx.db
    .select({ issuer: session.issuer, idToken: session.idToken })
    .from(session)
    .where(and(eq(session.fundId, tx.fundId), eq(session.sessionHash, sessionHash)));
  if (found === undefined || found.issuer === null || found.idToken === null) return null;
  return { issuer: found.issuer, idToken: found.idToken };
}

/** Which sessions a provider ends: all of an account, or one of them. */
export interface EndedAtProvider {
  readonly issuer: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
  /** Those that began later stay. */
  readonly at: Date;
}

/** The sessions, in any fund, that a provider ends. */
export async function sessionsOf(
  { pool }: Database,
  { issuer, subject, providerSession, at }: EndedAtProvider,
): Promise<{ readonly fundId: string; readonly sessionHash: string; readonly tokenId: string }[]> {
  const { rows } = await pool.query<{ fundId: string; sessionHash: string; tokenId: string }>({
    name: 'sessions_of',
    text: `select fund_id as "fundId", session_hash as "sessionHash", token_id as "tokenId"
      from sessions_of($1, $2, $3, $4)`,
    values: [issuer, subject, providerSession, at],
  });
  return rows;
}

/** Ends a session of the fund; says whether there was one. */
export async function deleteSession(tx: FundTx, sessionHash: string): Promise<boolean> {
  const { rowCount } = await tx.db
    .delete(session)
    .where(and(eq(session.fundId, tx.fundId), eq(session.sessionHash, sessionHash)));
  return rowCount === 1;
}

/** Drops the fund's sessions that have ended by an instant; says how many. */
export async function deleteEndedSessions(tx: FundTx, at: Date): Promise<number> {
  const { rowCount } = await tx.db
    .delete(session)
    .where(and(eq(session.fundId, tx.fundId), lte(session.endsAt, at)));
  return rowCount ?? 0;
}
