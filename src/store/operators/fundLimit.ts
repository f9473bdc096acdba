import { desc, eq } from 'drizzle-orm';
import type { FundLimits } from '../../domain/operators/limits.ts';
import type { Origin } from '../books/audit.ts';
import type { Database, FundTx } from '../database/database.ts';
import { fundLimit } from '../database/tables/operators.ts';

/** What was set for the fund; null: nothing. */
export async function findLimits(tx: FundTx): Promise<FundLimits | null> {
  const [row] = await tx.db
    .select({
      requestsPerSecond: fundLimit.requestsPerSecond,
      cooperatives: fundLimit.cooperatives,
      loans: fundLimit.loans,
      fileBytes: fundLimit.fileBytes,
    })
    .from(fundLimit)
    .where(eq(fundLimit.fundId, tx.fundId))
    .orderBy(desc(fundLimit.version))
    .limit(1);
  return row ?? null;
}

/** Whether the installation has more than one fund. */
export async function hasSeveralFunds({ client }: FundTx): Promise<boolean> {
  const { rows } = await client.query<{ several: boolean }>(
    'select has_several_funds() as several',
  );
  return rows[0]?.several === true;
}

/** Sets the limits of a fund; says whether there is such a fund. */
export async function putLimits(
  { pool }: Database,
  hash: string,
  fundId: string,
  limits: FundLimits,
  { address, requestId }: Origin,
): Promise<boolean> {
  const { requestsPerSecond, cooperatives, loans, fileBytes } = limits;
  const { rows } = await pool.query<{ put: boolean }>(
    'select put_fund_limit($1, $2, $3, $4, $5, $6, $7, $8) as put',
    [hash, fundId, requestsPerSecond, cooperatives, loans, fileBytes, address, requestId],
  );
  return rows[0]?.put === true;
}

/** How many bytes the files have that were sent to the fund. */
export async function fileBytesOf({ client, fundId }: FundTx): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    'select coalesce(sum(byte_count), 0)::text as bytes from import_file where fund_id = $1',
    [fundId],
  );
  return +(rows[0]?.bytes ?? 0);
}
