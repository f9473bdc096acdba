import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { PersonRole } from '../../domain/access/identity.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { normalizedJson, type NewAuditEvent, type Origin } from '../books/audit.ts';
import type { Database, FundTx } from '../database/database.ts';
import { roleClaim } from '../database/tables/access.ts';
import type { KeptIdentity } from './identity.ts';

/** Which role a value of a provider's claim gives; of several values the first in the list counts. */
export interface RoleOfValue {
  readonly value: string;
  readonly role: PersonRole;
}

export interface NewRoleClaim {
  readonly issuer: string;
  /** The day from which it counts, until another one does. */
  readonly effectiveOn: CalendarDate;
  /** Empty: the claim gives nothing. */
  readonly roles: readonly RoleOfValue[];
  readonly sourceDocument: string;
}

/** What a fund makes of a provider's claim, from a day on. */
export interface StoredRoleClaim extends NewRoleClaim {
  readonly id: string;
  readonly recordedAt: Date;
  /** The name of the token. */
  readonly recordedBy: string;
}

/** What the fund makes of claims, the first entered first. */
export async function listRoleClaims({ client, fundId }: FundTx): Promise<StoredRoleClaim[]> {
  const { rows } = await client.query<StoredRoleClaim>(
    `select c.id, c.issuer, c.effective_on::text as "effectiveOn", c.roles,
        c.source_document as "sourceDocument", c.recorded_at as "recordedAt", t.name as "recordedBy"
      from role_claim c join token t on t.fund_id = c.fund_id and t.id = c.recorded_by
      where c.fund_id = $1 order by c.recorded_at, c.id`,
    [fundId],
  );
  return rows;
}

/** What a fund makes of a provider's claim on a day. */
export interface FundRoles {
  readonly fundId: string;
  readonly fundCode: string;
  readonly roles: readonly RoleOfValue[];
}

/** What each fund makes of a provider's claim on a day; funds that make nothing of it are left out. */
export async function roleClaimsOf(
  { pool }: Database,
  issuer: string,
  on: CalendarDate,
): Promise<FundRoles[]> {
  const { rows } = await pool.query<FundRoles>({
    name: 'role_claims_of',
    text: `select fund_id as "fundId", fund_code as "fundCode", roles from role_claims_of($1, $2)
      where roles <> '[]'`,
    values: [issuer, on],
  });
  return rows;
}

const saidOf = ({ issuer, effectiveOn, roles, sourceDocument }: NewRoleClaim) => ({
  issuer,
  effective_on: effectiveOn,
  roles: roles.map(({ value, role }) => ({ value, role })),
  source_document: sourceDocument,
});

/** Adds what the fund makes of a claim; gives its id and the event. */
export async function insertRoleClaim(
  tx: FundTx,
  added: NewRoleClaim,
  by: Origin & { readonly actor: string },
): Promise<{ readonly id: string; readonly event: NewAuditEvent }> {
  const id = randomUUID();
  const { issuer, effectiveOn, roles, sourceDocument } = added;
  const { rows } = await tx.client.query<{ at: Date }>(
    `insert into role_claim (fund_id, id, issuer, effective_on, roles, source_document, recorded_at,
        recorded_by) values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7) returning recorded_at as at`,
    [tx.fundId, id, issuer, effectiveOn, JSON.stringify(roles), sourceDocument, by.actor],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the roles of a claim were not inserted');
  const after = await normalizedJson(tx, saidOf(added));
  const of = { recordedAt: row.at, act: 'role_claim', subject: id, factId: null, reason: null };
  return { id, event: { ...by, ...of, before: null, after } };
}

export async function keptRoleClaims(tx: FundTx): Promise<KeptIdentity[]> {
  const rows = await tx.db.select().from(roleClaim).where(eq(roleClaim.fundId, tx.fundId));
  return rows.map(({ id, recordedAt, recordedBy, ...added }) => ({
    key: id,
    at: recordedAt,
    by: recordedBy,
    said: saidOf(added),
  }));
}
