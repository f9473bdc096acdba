import { eq } from 'drizzle-orm';
import type { Identity, IdentityKind } from '../../domain/access/identity.ts';
import { normalizedJson, type NewAuditEvent, type Origin } from '../books/audit.ts';
import type { Database, FundTx } from '../database/database.ts';
import { identity } from '../database/tables/access.ts';
import type { FoundToken } from './token.ts';

/** For whom an account stands in a fund. */
export interface FoundIdentity extends FoundToken {
  readonly fundCode: string;
  readonly kind: IdentityKind;
  readonly tokenHash: string;
}

/** For whom an account stands, in any fund; those that were ended too. */
export async function identitiesOf({ pool }: Database, of: Identity): Promise<FoundIdentity[]> {
  const { rows } = await pool.query<FoundIdentity>({
    name: 'identities_of',
    text: `select fund_id as "fundId", fund_code as "fundCode", token_id as "tokenId",
      token_hash as "tokenHash", kind, token_name as "tokenName", role, scopes,
      expires_on::text as "expiresOn", revoked from identities_of($1, $2)`,
    values: [of.issuer, of.subject],
  });
  return rows;
}

export interface NewIdentity extends Identity {
  readonly tokenId: string;
  readonly kind: IdentityKind;
  readonly invitationId: string | null;
  /** The token that does it. */
  readonly boundBy: string;
}

/** What the trail says of an identity, and what is held against the trail. */
const saidOf = ({
  kind,
  issuer,
  subject,
  invitationId,
}: Omit<NewIdentity, 'tokenId' | 'boundBy'>) => ({
  kind,
  issuer,
  subject,
  ...(invitationId === null ? {} : { invitation_id: invitationId }),
});

/** Binds a row of `token` to an account; gives the event. */
export async function insertIdentity(
  tx: FundTx,
  bound: NewIdentity,
  from: Origin,
): Promise<NewAuditEvent> {
  const { tokenId, boundBy } = bound;
  const { rows } = await tx.client.query<{ at: Date }>(
    `insert into identity (fund_id, token_id, kind, issuer, subject, invitation_id, bound_at, bound_by)
      values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7) returning bound_at as at`,
    [tx.fundId, tokenId, bound.kind, bound.issuer, bound.subject, bound.invitationId, boundBy],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the identity was not inserted');
  return {
    ...from,
    recordedAt: row.at,
    actor: boundBy,
    act: 'identity',
    subject: tokenId,
    factId: null,
    reason: null,
    before: null,
    after: await normalizedJson(tx, saidOf(bound)),
  };
}

/** Somebody who signs in by a provider, or a program that has the tokens of one. */
export interface ListedIdentity extends Identity {
  readonly id: string;
  readonly kind: IdentityKind;
  readonly name: string;
  readonly role: FoundToken['role'];
  readonly scopes: readonly string[];
  readonly boundAt: Date;
  /** By an invitation, not by a claim of the provider. */
  readonly isInvited: boolean;
  /** The name of the token that invited or registered it; null: nobody did. */
  readonly letInBy: string | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly reason: string | null;
}

const LISTED = `select i.token_id as id, i.kind, i.issuer, i.subject, t.name, t.role, t.scopes,
    i.bound_at as "boundAt", i.invitation_id is not null as "isInvited",
    case when i.kind = 'program' then by.name else inviter.name end as "letInBy",
    u.last_used_at as "lastUsedAt", r.revoked_at as "revokedAt", revoker.name as "revokedBy", r.reason
  from identity i join token t on t.fund_id = i.fund_id and t.id = i.token_id
    join token by on by.fund_id = i.fund_id and by.id = i.bound_by
    left join invitation n on n.fund_id = i.fund_id and n.id = i.invitation_id
    left join token inviter on inviter.fund_id = i.fund_id and inviter.id = n.created_by
    left join token_use u on u.fund_id = i.fund_id and u.token_id = i.token_id
    left join token_revocation r on r.fund_id = i.fund_id and r.token_id = i.token_id
    left join token revoker on revoker.fund_id = i.fund_id and revoker.id = r.revoked_by
  where i.fund_id = $1`;

/** Who of the fund was let in by a provider's account, oldest first. */
export async function listIdentities({ client, fundId }: FundTx): Promise<ListedIdentity[]> {
  const text = `${LISTED} order by i.bound_at, i.token_id`;
  return (await client.query<ListedIdentity>(text, [fundId])).rows;
}

/** Who it is; null: there is nobody of this id. */
export async function findIdentity(
  { client, fundId }: FundTx,
  id: string,
): Promise<ListedIdentity | null> {
  const text = `${LISTED} and i.token_id = $2`;
  return (await client.query<ListedIdentity>(text, [fundId, id])).rows[0] ?? null;
}

/** Who of the fund has the account now; null: nobody. */
export async function livingIdentity(
  { client, fundId }: FundTx,
  { issuer, subject }: Identity,
): Promise<ListedIdentity | null> {
  const text = `${LISTED} and i.issuer = $2 and i.subject = $3 and r.token_id is null`;
  return (await client.query<ListedIdentity>(text, [fundId, issuer, subject])).rows[0] ?? null;
}

/** An identity as kept. */
export interface KeptIdentity {
  readonly key: string;
  readonly at: Date;
  readonly by: string;
  readonly said: object;
}

export async function keptIdentities(tx: FundTx): Promise<KeptIdentity[]> {
  const rows = await tx.db.select().from(identity).where(eq(identity.fundId, tx.fundId));
  return rows.map(({ tokenId, boundAt, boundBy, ...bound }) => ({
    key: tokenId,
    at: boundAt,
    by: boundBy,
    said: saidOf(bound),
  }));
}
