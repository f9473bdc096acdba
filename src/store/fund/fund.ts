import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { DomainError } from '../../domain/primitives/errors.ts';
import { appendAuditEvents, NO_REQUEST, sealEvent, tokenEvent } from '../books/audit.ts';
import { becomeService, connectOwner, type FundTx } from '../database/database.ts';
import { fund, fundClock } from '../database/tables/schema.ts';
import { insertDefaultPolicies } from './policy.ts';
import { insertToken } from '../access/token.ts';
import type { Actor } from '../../domain/access/actor.ts';

export interface StoredFund {
  readonly fundId: string;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly createdAt: Date;
}

const FUND_CODES_LOCK = 7_214_503;

/** Holds up others who add funds until the transaction ends: no unique constraint crosses the funds. */
export async function lockFunds(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [FUND_CODES_LOCK]);
}

async function asOwner<T>(
  connectionString: string,
  fn: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connectOwner(connectionString);
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

async function selectByCode(client: pg.Client, code: string): Promise<StoredFund | null> {
  const [row] = await drizzle({ client }).select().from(fund).where(eq(fund.code, code));
  return row ?? null;
}

async function insertFund(
  tx: FundTx,
  created: { code: string; name: string; province: string },
): Promise<StoredFund> {
  const { code, name, province } = created;
  const now = sql`date_trunc('milliseconds', clock_timestamp())`;
  const [row] = await tx.db
    .insert(fund)
    .values({ fundId: tx.fundId, code, name, province, createdAt: now })
    .returning();
  if (row === undefined) throw new Error('the fund was not inserted');
  await tx.db.insert(fundClock).values({ fundId: tx.fundId, lastRecordedAt: row.createdAt });
  return row;
}

/**
 * Adds a fund with its clock, the default policies and its director's token, all or nothing.
 *
 * @throws DomainError duplicate, where a fund of the installation has the code
 */
export async function addFund(
  ownerConnectionString: string,
  created: { code: string; name: string; province: string; tokenHash: string; tokenName: string },
): Promise<{ fund: StoredFund; director: Actor }> {
  return asOwner(ownerConnectionString, async (client) => {
    await client.query('begin');
    // An error ends the connection, and the transaction with it.
    await lockFunds(client);
    if ((await selectByCode(client, created.code)) !== null) {
      throw new DomainError('duplicate', { figures: { field: 'code', value: created.code } });
    }
    const tx: FundTx = { db: drizzle({ client }), client, fundId: randomUUID() };
    await becomeService(client, true);
    await client.query(`select set_config('app.fund_id', $1, true)`, [tx.fundId]);
    const added = await insertFund(tx, created);
    await insertDefaultPolicies(tx);
    const { tokenName: name, tokenHash } = created;
    const rights = { role: 'director', scopes: [], expiresOn: null } as const;
    const made = await insertToken(tx, { name, ...rights, tokenHash });
    const first = await tokenEvent(tx, { ...made, tokenHash }, made.id, NO_REQUEST);
    await appendAuditEvents(tx, [first, await sealEvent(tx, made.createdAt, made.id)]);
    await client.query('commit');
    const { role, scopes } = made;
    const director = { fundId: tx.fundId, tokenId: made.id, tokenName: name, role, scopes };
    return { fund: added, director };
  });
}

/** Whether the installation has no fund yet. */
export async function isEmptyInstallation(ownerConnectionString: string): Promise<boolean> {
  return asOwner(ownerConnectionString, async (client) => {
    const { rows } = await client.query<{ empty: boolean }>(
      'select not exists (select from fund) as empty',
    );
    return rows[0]?.empty === true;
  });
}

/** The ids of the installation's funds, oldest first. */
export async function fundIds(ownerConnectionString: string): Promise<string[]> {
  return asOwner(ownerConnectionString, async (client) => {
    const rows = await drizzle({ client })
      .select({ fundId: fund.fundId })
      .from(fund)
      .orderBy(fund.createdAt, fund.fundId);
    return rows.map((row) => row.fundId);
  });
}

/** The fund of the installation with this code. */
export async function fundByCode(
  ownerConnectionString: string,
  code: string,
): Promise<StoredFund | null> {
  return asOwner(ownerConnectionString, (client) => selectByCode(client, code));
}

/** The fund of the transaction. */
export async function findFund(tx: FundTx): Promise<StoredFund> {
  const [row] = await tx.db.select().from(fund).where(eq(fund.fundId, tx.fundId));
  if (row === undefined) throw new Error(`no fund ${tx.fundId}`);
  return row;
}
