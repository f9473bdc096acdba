import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import type { Database, FundTx } from './database.ts';
import { ROLES, token } from './schema.ts';

export type Role = (typeof ROLES)[number];

/** Who acts: a token, in its fund. */
export interface Actor {
  readonly fundId: string;
  readonly tokenId: string;
  readonly tokenName: string;
  readonly role: Role;
}

/** Whose token has this hash, in any fund; null: nobody's. */
export async function findToken(database: Database, tokenHash: string): Promise<Actor | null> {
  const { rows } = await database.pool.query<Actor>({
    name: 'token_by_hash',
    text: `select fund_id as "fundId", token_id as "tokenId", token_name as "tokenName", role
      from token_by_hash($1)`,
    values: [tokenHash],
  });
  return rows[0] ?? null;
}

/** Adds a token of the fund; a name that exists breaks `token_name_unique`. */
export async function insertToken(
  tx: FundTx,
  created: { name: string; role: Role; tokenHash: string },
): Promise<Actor> {
  const { name, role, tokenHash } = created;
  const id = randomUUID();
  await tx.db
    .insert(token)
    .values({ fundId: tx.fundId, id, name, role, tokenHash, createdAt: sql`clock_timestamp()` });
  return { fundId: tx.fundId, tokenId: id, tokenName: name, role };
}

/** Every token of the fund, as made, oldest first. */
export async function allTokens(tx: FundTx) {
  return tx.db
    .select({
      id: token.id,
      name: token.name,
      role: token.role,
      scopes: token.scopes,
      expiresOn: token.expiresOn,
      createdAt: token.createdAt,
    })
    .from(token)
    .where(eq(token.fundId, tx.fundId))
    .orderBy(asc(token.createdAt), asc(token.id));
}
