import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { InvitationOutcome, PersonRole } from '../../domain/access/identity.ts';
import { normalizedJson, type NewAuditEvent, type Origin } from '../books/audit.ts';
import { fingerprintOf } from '../books/seal.ts';
import type { Database, FundTx } from '../database/database.ts';
import { invitation, invitationEnd } from '../database/tables/access.ts';
import type { KeptIdentity } from './identity.ts';

/** Which invitation has a code, in any fund. */
export interface FoundInvitation {
  readonly fundId: string;
  readonly fundCode: string;
  readonly id: string;
}

/** The invitation whose code has a hash; null: there is none. */
export async function invitationByCode(
  { pool }: Database,
  codeHash: string,
): Promise<FoundInvitation | null> {
  const { rows } = await pool.query<FoundInvitation>({
    name: 'invitation_by_code',
    text: 'select fund_id as "fundId", fund_code as "fundCode", id from invitation_by_code($1)',
    values: [codeHash],
  });
  return rows[0] ?? null;
}

/** An invitation with what became of it. */
export interface ListedInvitation {
  readonly id: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly createdAt: Date;
  /** The name of the token that made it. */
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly outcome: InvitationOutcome | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
}

const LISTED = `select n.id, n.name, n.role, n.created_at as "createdAt", maker.name as "createdBy",
    n.expires_at as "expiresAt", e.outcome, e.ended_at as "endedAt", ender.name as "endedBy"
  from invitation n join token maker on maker.fund_id = n.fund_id and maker.id = n.created_by
    left join invitation_end e on e.fund_id = n.fund_id and e.invitation_id = n.id
    left join token ender on ender.fund_id = e.fund_id and ender.id = e.ended_by
  where n.fund_id = $1`;

/** The invitations of the fund, oldest first. */
export async function listInvitations({ client, fundId }: FundTx): Promise<ListedInvitation[]> {
  const text = `${LISTED} order by n.created_at, n.id`;
  return (await client.query<ListedInvitation>(text, [fundId])).rows;
}

/** An invitation of the fund; null: there is none. */
export async function findInvitation(
  { client, fundId }: FundTx,
  id: string,
): Promise<ListedInvitation | null> {
  return (
    (await client.query<ListedInvitation>(`${LISTED} and n.id = $2`, [fundId, id])).rows[0] ?? null
  );
}

export interface NewInvitation {
  readonly name: string;
  readonly role: PersonRole;
  readonly codeHash: string;
  readonly expiresAt: Date;
}

const saidOf = ({ name, role, codeHash, expiresAt }: NewInvitation) => ({
  name,
  role,
  expires_at: expiresAt.toISOString(),
  fingerprint: fingerprintOf(codeHash),
});

/** Adds an invitation; gives its id and the event. */
export async function insertInvitation(
  tx: FundTx,
  added: NewInvitation,
  by: Origin & { readonly actor: string },
): Promise<{ readonly id: string; readonly event: NewAuditEvent }> {
  const id = randomUUID();
  const { rows } = await tx.client.query<{ at: Date }>(
    `insert into invitation (fund_id, id, name, role, code_hash, created_at, created_by, expires_at)
      values ($1, $2, $3, $4, $5, clock_timestamp(), $6, $7) returning created_at as at`,
    [tx.fundId, id, added.name, added.role, added.codeHash, by.actor, added.expiresAt],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the invitation was not inserted');
  const after = await normalizedJson(tx, saidOf(added));
  const of = { recordedAt: row.at, act: 'invitation', subject: id, factId: null, reason: null };
  return { id, event: { ...by, ...of, before: null, after } };
}

/** Ends an invitation that has not ended; gives the event. */
export async function endInvitation(
  tx: FundTx,
  { id, outcome }: { readonly id: string; readonly outcome: InvitationOutcome },
  by: Origin & { readonly actor: string },
): Promise<NewAuditEvent> {
  const { rows } = await tx.client.query<{ at: Date }>(
    `insert into invitation_end (fund_id, invitation_id, outcome, ended_at, ended_by)
      values ($1, $2, $3, clock_timestamp(), $4) returning ended_at as at`,
    [tx.fundId, id, outcome, by.actor],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the invitation was not ended');
  const after = await normalizedJson(tx, { outcome });
  const of = { recordedAt: row.at, act: 'invitation_end', subject: id, factId: null, reason: null };
  return { ...by, ...of, before: null, after };
}

export async function keptInvitations(tx: FundTx): Promise<KeptIdentity[]> {
  const rows = await tx.db.select().from(invitation).where(eq(invitation.fundId, tx.fundId));
  return rows.map(({ id, createdAt, createdBy, ...added }) => ({
    key: id,
    at: createdAt,
    by: createdBy,
    said: saidOf(added as NewInvitation),
  }));
}

export async function keptInvitationEnds(tx: FundTx): Promise<KeptIdentity[]> {
  const rows = await tx.db.select().from(invitationEnd).where(eq(invitationEnd.fundId, tx.fundId));
  return rows.map(({ invitationId, endedAt, endedBy, outcome }) => ({
    key: invitationId,
    at: endedAt,
    by: endedBy,
    said: { outcome },
  }));
}
