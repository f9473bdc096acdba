import pg from 'pg';
import { backupItems, enterFund, fundTables } from './backup.ts';
import {
  BackupRefused,
  checkBackup,
  checkSignature,
  readBackup,
  sealOf,
  type Backup,
  type BackupHead,
} from './backupFile.ts';
import { becomeService, connectOwner } from '../database/database.ts';
import { lockFunds } from '../fund/fund.ts';
import { appliedMigrations, shippedMigrations } from './migrate.ts';
import type { OperatorKey } from './signature.ts';

const ROWS_AT_ONCE = 500;

/** Some rows of a fund's table, as text of JSON. */
interface Batch {
  readonly fundId: string;
  readonly table: string;
  readonly rows: readonly string[];
}

async function* batches(file: string): AsyncGenerator<Batch> {
  let batch = { fundId: '', table: '', rows: [] as string[] };
  for await (const item of readBackup(file)) {
    if ('row' in item) batch.rows.push(item.row);
    if (!('table' in item) && batch.rows.length < ROWS_AT_ONCE) continue;
    if (batch.rows.length > 0) yield batch;
    batch = { ...batch, ...('table' in item ? item : {}), rows: [] };
  }
  if (batch.rows.length > 0) yield batch;
}

const COLUMNS = `select t.relname::text as "table", array_agg(
    case when a.attnotnull and a.atttypid in ('json'::regtype, 'jsonb'::regtype)
      then format('coalesce(%1$I, ''null'')', a.attname) else quote_ident(a.attname) end
    order by a.attnum) as columns
  from pg_class t join pg_attribute a on a.attrelid = t.oid
  where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
    and a.attnum > 0 and not a.attisdropped
  group by t.relname`;

/**
 * The columns of each table, as they are read of a row's JSON: the null of a column that cannot be empty is a
 * JSON null that is its value.
 */
async function columnsByTable(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(COLUMNS);
  return new Map(rows.map(({ table, columns }) => [table, columns.join(', ')]));
}

/** Inserts the rows as the service, in their fund: all that guards the tables guards them too. */
async function insertBatches(client: pg.Client, file: string): Promise<void> {
  const columnsOf = await columnsByTable(client);
  let entered: string | undefined;
  for await (const { fundId, table, rows } of batches(file)) {
    if (fundId !== entered) {
      await settleConstraints(client);
      await enterFund(client, fundId);
      entered = fundId;
    }
    const name = pg.escapeIdentifier(table);
    await client.query(
      `insert into ${name} select ${columnsOf.get(table) ?? '*'}
        from json_populate_recordset(null::${name}, $1::json)`,
      [`[${rows.join(',')}]`],
    );
  }
  await settleConstraints(client);
}

/** Has the deferred constraints checked now, while the rows that they look at are to be seen. */
async function settleConstraints(client: pg.Client): Promise<void> {
  await client.query('set constraints all immediate');
  await client.query('set constraints all deferred');
}

function checkRelease(file: string, { migrations }: BackupHead): void {
  const ours = shippedMigrations();
  if (migrations.every((tag, index) => tag === ours[index])) return;
  throw new BackupRefused(
    `${file} was made at migration ${migrations.at(-1)}, and this release is at ${ours.at(-1)}: ` +
      `restore it with a release that has ${migrations.at(-1)}`,
  );
}

/** The tables must be those of the backup: what came later to them is made of what is in them. */
async function checkTables(client: pg.Client, file: string, head: BackupHead): Promise<void> {
  const applied = await appliedMigrations(client);
  const [theirs, last] = [head.migrations.at(-1), applied.at(-1)];
  if (applied.length === head.migrations.length) return;
  throw new BackupRefused(
    `${file} was made at migration ${theirs}, and the database is at ${last}: restore it into a ` +
      'database that is new, in which no service was started',
  );
}

/**
 * Whether a file can be restored by this release; says what it holds. Nothing is written.
 *
 * @param key by which the file must be signed; null: by none
 * @throws BackupRefused where the file is damaged or cut off, of a newer release, or not signed
 */
export async function inspectBackup(file: string, key: OperatorKey | null = null): Promise<Backup> {
  const checked = await checkBackup(file);
  checkSignature(file, checked, key);
  checkRelease(file, checked.head);
  return checked;
}

/** All funds come into an installation without funds; one fund comes beside others. */
async function checkRoom(client: pg.Client, { funds, isOneFund = false }: BackupHead) {
  const { rows } = await client.query<{ code: string }>(
    'select code from fund where $1 or fund_id = any($2::uuid[]) or code = any($3)',
    [!isOneFund, funds.map(({ fundId }) => fundId), funds.map(({ code }) => code)],
  );
  if (rows.length === 0) return;
  throw new BackupRefused(
    isOneFund
      ? `There is the fund ${rows[0]?.code} in the database already`
      : 'There is a fund in the database: restore into an empty one',
  );
}

/**
 * Restores a backup into an installation without funds, or one fund beside others, all or nothing. The
 * installation is at the backup's migrations. What stands in the database then is read again and must come
 * to the seal of the file.
 *
 * @throws BackupRefused as `inspectBackup`, and where there is a fund, or the migrations are others
 */
export async function restore(
  ownerConnectionString: string,
  file: string,
  key: OperatorKey | null = null,
): Promise<Backup> {
  const checked = await inspectBackup(file, key);
  const { head, seal } = checked;
  const client = await connectOwner(ownerConnectionString);
  try {
    // An error ends the connection, and the transaction with it.
    await client.query('begin');
    await lockFunds(client);
    await checkRoom(client, head);
    await checkTables(client, file, head);
    const tables = await fundTables(client);
    await becomeService(client, true);
    await insertBatches(client, file);
    const restored = await sealOf(backupItems(client, head, tables));
    if (JSON.stringify(restored) !== JSON.stringify(seal)) {
      throw new BackupRefused(`The database does not give back what ${file} holds`);
    }
    await client.query('commit');
    return checked;
  } finally {
    await client.end();
  }
}
