import type pg from 'pg';
import { connectOwner } from '../database/database.ts';
import { fundIds } from '../fund/fund.ts';
import { appliedMigrations } from './migrate.ts';

/** How a database is, as far as it says itself. */
export interface DatabaseState {
  /** The server's release, such as `18.4`, and as a number, such as 180004. */
  readonly release: string;
  readonly releaseNumber: number;
  readonly hasChecksums: boolean;
  /** The server's clock. */
  readonly now: Date;
  /** The names of the migrations that it has, oldest first. */
  readonly migrations: readonly string[];
  /** When the last fact of any fund was recorded; null: there is none. */
  readonly lastRecordedAt: Date | null;
}

async function lastFactOf(client: pg.Client, fundId: string): Promise<Date | null> {
  await client.query('begin read only');
  await client.query(`select set_config('app.fund_id', $1, true)`, [fundId]);
  const { rows } = await client.query<{ last: Date }>(
    'select last_recorded_at last from fund_clock where fund_id = $1',
    [fundId],
  );
  await client.query('commit');
  return rows[0]?.last ?? null;
}

async function lastFactOfAll(client: pg.Client, ids: readonly string[]): Promise<Date | null> {
  let last: Date | null = null;
  for (const fundId of ids) {
    const of = await lastFactOf(client, fundId);
    if (of !== null && (last === null || of > last)) last = of;
  }
  return last;
}

/** Asks a database how it is; changes nothing. */
export async function databaseState(ownerConnectionString: string): Promise<DatabaseState> {
  const client = await connectOwner(ownerConnectionString);
  try {
    const { rows } = await client.query<{
      release: string;
      number: string;
      sums: string;
      now: Date;
    }>(
      `select current_setting('server_version') release, current_setting('server_version_num') number,
        current_setting('data_checksums') sums, now() now`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the database does not say how it is');
    const migrations = await appliedMigrations(client);
    const ids = migrations.length === 0 ? [] : await fundIds(ownerConnectionString);
    return {
      release: row.release,
      releaseNumber: Number.parseInt(row.number, 10),
      hasChecksums: row.sums === 'on',
      now: row.now,
      migrations,
      lastRecordedAt: await lastFactOfAll(client, ids),
    };
  } finally {
    await client.end();
  }
}
