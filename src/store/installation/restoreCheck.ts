import pg from 'pg';
import { connectOwner } from '../database/database.ts';
import { BackupRefused } from './backupFile.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';
import { serviceRoleOf } from './serviceRole.ts';
import type { OperatorKey } from './signature.ts';

/** By which a database is known as one of ours that may be dropped. */
const MARK = 'cooperative-support-fund restore check';

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Drops what a check has left, with the role of its service; never a database that is not marked as ours. */
async function dropChecked(client: pg.Client, connectionString: string, name: string) {
  const { rows } = await client.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
    [name],
  );
  const [found] = rows;
  if (found === undefined) return;
  if (found.mark !== MARK) throw new BackupRefused(`There is a database ${name} already`);
  const inside = await connectOwner(withDatabase(connectionString, name));
  const role = await serviceRoleOf(inside);
  await inside.end();
  await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
  await client.query(`drop role if exists ${pg.escapeIdentifier(role)}`);
}

/**
 * Restores a backup into a database of its own on the same server, as `npm run restore` does, and drops that
 * database again.
 *
 * @throws BackupRefused where the file cannot be restored, or the owner may not create databases
 */
export async function checkRestore(
  ownerConnectionString: string,
  file: string,
  key: OperatorKey | null,
): Promise<void> {
  const client = await connectOwner(ownerConnectionString);
  try {
    const { rows } = await client.query<{ name: string; may: boolean }>(
      `select current_database() || '_restore_check' as name, rolcreatedb or rolsuper as may
      from pg_roles where rolname = current_user`,
    );
    const [owner] = rows;
    if (owner === undefined || !owner.may)
      throw new BackupRefused('The restore check needs a user that may create databases');
    const { name } = owner;
    await dropChecked(client, ownerConnectionString, name);
    const quoted = pg.escapeIdentifier(name);
    await client.query(`create database ${quoted} template template0 encoding 'UTF8'`);
    await client.query(`comment on database ${quoted} is ${pg.escapeLiteral(MARK)}`);
    try {
      const scratch = withDatabase(ownerConnectionString, name);
      await migrate(scratch);
      await restore(scratch, file, key);
    } finally {
      await dropChecked(client, ownerConnectionString, name);
    }
  } finally {
    await client.end();
  }
}
