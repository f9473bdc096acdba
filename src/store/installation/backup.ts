import assert from 'node:assert';
import pg from 'pg';
import {
  BackupRefused,
  writeBackup,
  type Backup,
  type BackupHead,
  type BackupItem,
} from './backupFile.ts';
import { connectOwner } from '../database/database.ts';
import { appliedMigrations } from './migrate.ts';
import type { OperatorKey } from './signature.ts';

const ROWS_AT_ONCE = 500;

/** A table of the funds. */
export interface FundTable {
  readonly name: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** The other tables to which its rows refer. */
  readonly refersTo: readonly string[];
  /** The columns in which its rows refer to other rows of it. */
  readonly ownReferences: readonly string[];
}

const TABLES = `select t.relname::text as name,
    array(select a.attname::text from pg_index i
      cross join unnest(i.indkey) with ordinality as k (number, place)
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
      where i.indrelid = t.oid and i.indisprimary order by k.place) as key,
    array(select r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
      where f.conrelid = t.oid and f.contype = 'f' and f.confrelid <> t.oid) as "refersTo",
    array(select a.attname::text from pg_constraint f
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any(f.conkey)
      where f.conrelid = t.oid and f.contype = 'f' and f.confrelid = t.oid
        and a.attname <> 'fund_id' order by a.attname) as "ownReferences"
  from pg_class t where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
    and t.relname <> all($1)
  order by t.relname::text collate "C"`;

/** Of the installation: who runs it, what that did, and how much each fund may take. */
const OF_INSTALLATION = ['installation_operator', 'operator_act', 'fund_limit'];

/**
 * In no backup: whoever is signed in signs in anew where one is restored, and no webhook is sent anything
 * there before a director lets it go on.
 */
const LEFT_OUT = ['session', 'webhook_progress', 'webhook_delivery', ...OF_INSTALLATION];

/** Every table that a backup holds, each after those to which its rows refer. */
export async function fundTables(client: pg.Client): Promise<FundTable[]> {
  const { rows } = await client.query<FundTable>(TABLES, [LEFT_OUT]);
  const ordered: FundTable[] = [];
  let left = rows;
  while (left.length > 0) {
    const done = new Set(ordered.map(({ name }) => name));
    const ready = left.filter(({ refersTo }) => refersTo.every((name) => done.has(name)));
    assert(ready.length > 0, 'tables refer to each other in a circle');
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** Lets the transaction see and add the rows of this fund, and of no other. */
export async function enterFund(client: pg.Client, fundId: string): Promise<void> {
  await client.query(`select set_config('app.fund_id', $1, true)`, [fundId]);
}

/**
 * The rows of a fund's table as text of JSON, in the order of their key, whatever the database's
 * collation; but those that refer to another row of the table come behind the others. Not `jsonb`:
 * a column of `json` stays as it is.
 */
function selectRows(fundId: string, { name, key, ownReferences }: FundTable): string {
  const quoted = pg.escapeIdentifier;
  const order = [
    ...ownReferences.map((column) => `${quoted(column)} is not null`),
    ...key.map((column) => `${quoted(column)}::text collate "C"`),
  ];
  return `select replace(row_to_json(stored)::text, chr(10), ' ') as row
    from ${quoted(name)} stored where fund_id = ${pg.escapeLiteral(fundId)}
    order by ${order.join(', ')}`;
}

/** All that a backup holds before its end, read in the transaction of the client. */
export async function* backupItems(
  client: pg.Client,
  head: BackupHead,
  tables: readonly FundTable[],
): AsyncGenerator<BackupItem> {
  yield { head };
  for (const { fundId } of head.funds) {
    await enterFund(client, fundId);
    for (const table of tables) {
      yield { fundId, table: table.name };
      await client.query(`declare stored no scroll cursor for ${selectRows(fundId, table)}`);
      for (let more = true; more;) {
        const fetch = `fetch ${ROWS_AT_ONCE} from stored`;
        const { rows } = await client.query<{ row: string }>(fetch);
        yield* rows;
        more = rows.length > 0;
      }
      await client.query('close stored');
    }
  }
}

async function listFunds(client: pg.Client): Promise<BackupHead['funds']> {
  const { rows } = await client.query<BackupHead['funds'][number]>(
    'select fund_id as "fundId", code from fund order by code collate "C"',
  );
  return rows;
}

/** What a backup is to hold. */
async function headOf(client: pg.Client, code: string | null): Promise<BackupHead> {
  const migrations = await appliedMigrations(client);
  const all = migrations.length === 0 ? [] : await listFunds(client);
  const funds = all.filter((each) => code === null || each.code === code);
  const whole = { format: 1, migrations, madeAt: new Date().toISOString(), funds } as const;
  if (funds.length > 0) return code === null ? whole : { ...whole, isOneFund: true };
  throw new BackupRefused(
    code === null || all.length === 0
      ? 'There is no fund in the database to back up'
      : `There is no fund ${code}: ${all.map((each) => each.code).join(', ')}`,
  );
}

/**
 * Writes all funds of the installation, or one of them, as they are at one moment, to a new file. Nothing
 * waits for it.
 *
 * @param ownerConnectionString the owner of the tables, who need not be a superuser
 * @param key with which the file is signed
 * @param code of the fund that alone is written; null: all are
 * @returns what was written
 * @throws BackupRefused
 */
export async function backUp(
  ownerConnectionString: string,
  file: string,
  key: OperatorKey | null = null,
  code: string | null = null,
): Promise<Omit<Backup, 'signature'>> {
  const client = await connectOwner(ownerConnectionString);
  try {
    await client.query('begin isolation level repeatable read read only');
    const head = await headOf(client, code);
    const items = backupItems(client, head, await fundTables(client));
    return { head, seal: await writeBackup(file, items, key) };
  } finally {
    await client.end();
  }
}
