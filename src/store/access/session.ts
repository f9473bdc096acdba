import { and, eq, lte } from 'drizzle-orm';
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
}

/** Begins a session of a token of the fund. */
export async function insertSession(tx: FundTx, begun: StoredSession): Promise<void> {
  await tx.db.insert(session).values({ fundId: tx.fundId, ...begun });
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
