import type { Role, Actor } from '../../domain/access/actor.ts';
import { randomUUID } from 'node:crypto';
import { and, asc, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Database, FundTx } from '../database/database.ts';
import { identity } from '../database/tables/access.ts';
import { token } from '../database/tables/schema.ts';
import { tokenRevocation, tokenUse } from '../database/tables/books.ts';

/** A token that was presented, with what may have ended it. */
export interface FoundToken extends Actor {
  /** The last day on which it is good; null: for ever. */
  readonly expiresOn: CalendarDate | null;
  readonly revoked: boolean;
}

/** Whose token has this hash, in any fund, noting that it was used; null: nobody's. */
export async function findToken(database: Database, tokenHash: string): Promise<FoundToken | null> {
  const { rows } = await database.pool.query<FoundToken>({
    name: 'token_by_hash',
    text: `select fund_id as "fundId", token_id as "tokenId", token_name as "tokenName", role,
      scopes, expires_on::text as "expiresOn", revoked from token_by_hash($1)`,
    values: [tokenHash],
  });
  return rows[0] ?? null;
}

export interface NewToken {
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly expiresOn: CalendarDate | null;
}

/** A token as kept: only its hash, which is never given out. */
export interface StoredToken extends NewToken {
  readonly id: string;
  readonly createdAt: Date;
}

/** Adds a token of the fund. */
export async function insertToken(
  tx: FundTx,
  added: NewToken & { readonly tokenHash: string },
): Promise<StoredToken> {
  const { name, role, scopes, expiresOn, tokenHash } = added;
  const id = randomUUID();
  const [row] = await tx.db
    .insert(token)
    .values({
      fundId: tx.fundId,
      id,
      name,
      role,
      scopes: [...scopes],
      expiresOn,
      tokenHash,
      createdAt: sql`clock_timestamp()`,
    })
    .returning({ createdAt: token.createdAt });
  if (row === undefined) throw new Error('the token was not inserted');
  return { id, name, role, scopes, expiresOn, createdAt: row.createdAt };
}

/** A token with what became of it. */
export interface ListedToken extends StoredToken {
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  /** The name of the token that revoked it. */
  readonly revokedBy: string | null;
  readonly reason: string | null;
}

const revoker = alias(token, 'revoker');

async function selectTokens(tx: FundTx, where?: SQL, limit?: number): Promise<ListedToken[]> {
  const query = tx.db
    .select({
      id: token.id,
      name: token.name,
      role: token.role,
      scopes: token.scopes,
      expiresOn: token.expiresOn,
      createdAt: token.createdAt,
      lastUsedAt: tokenUse.lastUsedAt,
      revokedAt: tokenRevocation.revokedAt,
      revokedBy: revoker.name,
      reason: tokenRevocation.reason,
    })
    .from(token)
    .leftJoin(tokenUse, and(eq(tokenUse.fundId, token.fundId), eq(tokenUse.tokenId, token.id)))
    .leftJoin(
      tokenRevocation,
      and(eq(tokenRevocation.fundId, token.fundId), eq(tokenRevocation.tokenId, token.id)),
    )
    .leftJoin(
      revoker,
      and(eq(revoker.fundId, token.fundId), eq(revoker.id, tokenRevocation.revokedBy)),
    )
    .where(and(eq(token.fundId, tx.fundId), where))
    .orderBy(asc(token.createdAt), asc(token.id));
  return limit === undefined ? query : query.limit(limit);
}

/** Somebody can present it: it stands for no account of a provider. */
const isPresented = sql`not exists (select from ${identity} where ${identity.fundId} = ${token.fundId}
  and ${identity.tokenId} = ${token.id})`;

/** The tokens of the fund as made, oldest first. */
export function listTokens(
  tx: FundTx,
  page: { readonly after?: readonly [createdAt: Date, id: string]; readonly limit?: number } = {},
): Promise<ListedToken[]> {
  const { after, limit } = page;
  if (after === undefined) return selectTokens(tx, isPresented, limit);
  const [createdAt, id] = after;
  const later = or(
    gt(token.createdAt, createdAt),
    and(eq(token.createdAt, createdAt), gt(token.id, id)),
  );
  return selectTokens(tx, and(isPresented, later), limit);
}

/** A token of the fund; null: there is none. */
export async function findTokenById(tx: FundTx, id: string): Promise<ListedToken | null> {
  const [found] = await selectTokens(tx, eq(token.id, id));
  return found ?? null;
}

/** Whether a token was revoked, as the transaction sees it. */
export async function isRevoked(tx: FundTx, id: string): Promise<boolean> {
  const found = await tx.db
    .select({ id: tokenRevocation.tokenId })
    .from(tokenRevocation)
    .where(and(eq(tokenRevocation.fundId, tx.fundId), eq(tokenRevocation.tokenId, id)));
  return found.length > 0;
}

/** Whether a token of the name still opens something on a day: under the fund's lock no other is made. */
export async function isNameInUse(tx: FundTx, name: string, on: CalendarDate): Promise<boolean> {
  const good = or(isNull(token.expiresOn), sql`${token.expiresOn} >= ${on}`);
  const found = await selectTokens(
    tx,
    and(eq(token.name, name), isNull(tokenRevocation.revokedAt), good),
  );
  return found.length > 0;
}

/** The fund's directors whose tokens still open something on a day, whatever becomes of a provider. */
export function activeDirectors(tx: FundTx, on: CalendarDate): Promise<ListedToken[]> {
  const good = or(isNull(token.expiresOn), sql`${token.expiresOn} >= ${on}`);
  const isDirector = and(eq(token.role, 'director'), isPresented);
  return selectTokens(tx, and(isDirector, isNull(tokenRevocation.revokedAt), good));
}

/** Who is a director on a day, by a token or by the account of a provider. */
export function directorsOn(tx: FundTx, on: CalendarDate): Promise<ListedToken[]> {
  const good = or(isNull(token.expiresOn), sql`${token.expiresOn} >= ${on}`);
  return selectTokens(tx, and(eq(token.role, 'director'), isNull(tokenRevocation.revokedAt), good));
}

/** Ends a token. */
export async function insertRevocation(
  tx: FundTx,
  revoked: { readonly tokenId: string; readonly reason: string; readonly by: Actor },
): Promise<Date> {
  const { tokenId, reason, by } = revoked;
  const [row] = await tx.db
    .insert(tokenRevocation)
    .values({
      fundId: tx.fundId,
      tokenId,
      reason,
      revokedAt: sql`clock_timestamp()`,
      revokedBy: by.tokenId,
    })
    .returning({ revokedAt: tokenRevocation.revokedAt });
  if (row === undefined) throw new Error('the token was not revoked');
  return row.revokedAt;
}

/** Whose token recorded a fact; null: there is no such fact. */
export async function findTokenOfFact(
  { client, fundId }: FundTx,
  factId: string,
): Promise<FoundToken | null> {
  const { rows } = await client.query<FoundToken>(
    `select t.fund_id::text as "fundId", t.id::text as "tokenId", t.name as "tokenName", t.role, t.scopes,
      t.expires_on::text as "expiresOn", r.token_id is not null as revoked
    from fact f
      join token t on t.fund_id = f.fund_id and t.id = f.recorded_by
      left join token_revocation r on r.fund_id = t.fund_id and r.token_id = t.id
    where f.fund_id = $1 and f.id = $2`,
    [fundId, factId],
  );
  return rows[0] ?? null;
}
