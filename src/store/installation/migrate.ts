import fs from 'node:fs';
import path from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { codeOf, connectOwner, type Database } from '../database/database.ts';
import { migrationsFolder } from './migrationsFolder.ts';
import { ROLE_IN_MIGRATIONS, serviceRoleOf, settleServiceRole } from './serviceRole.ts';

// Per database; every release must use the same number.
const MIGRATION_LOCK = 7_214_502;

const INSUFFICIENT_PRIVILEGE = '42501';

/** The database cannot be brought to this release; the message is one line for the user. */
export class CannotMigrate extends Error {}

/** A migration: when it was made, as which drizzle remembers it, and its name. */
interface Migration {
  readonly when: number;
  readonly tag: string;
}

/** The migrations of this release, oldest first. */
function shipped(): readonly Migration[] {
  const journal = fs.readFileSync(path.join(migrationsFolder, 'meta', '_journal.json'), 'utf8');
  return (JSON.parse(journal) as { entries: Migration[] }).entries;
}

/** The names of this release's migrations, oldest first. */
export function shippedMigrations(): string[] {
  return shipped().map(({ tag }) => tag);
}

async function applied(client: pg.ClientBase | pg.Pool): Promise<number[]> {
  const { rows } = await client.query<{ madeAt: string }>(
    'select created_at as "madeAt" from drizzle.__drizzle_migrations order by created_at',
  );
  return rows.map((row) => Number(row.madeAt));
}

async function appliedIfAny(client: pg.ClientBase): Promise<number[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  return rows[0]?.there ? applied(client) : [];
}

/** The names of the migrations that a database has, oldest first; one of another release: its number. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const known = new Map(shipped().map(({ when, tag }) => [when, tag]));
  return (await appliedIfAny(client)).map((when) => known.get(when) ?? String(when));
}

const beginsWith = (all: readonly number[], first: readonly number[]) =>
  first.every((madeAt, index) => all[index] === madeAt);

/** Says what is missing where the owner lacks a right. */
async function explain(client: pg.Client, error: unknown): Promise<never> {
  if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
  await client.query('rollback');
  const name = await serviceRoleOf(client);
  const reason = error instanceof Error ? error.message : '';
  throw new CannotMigrate(
    `The user of DATABASE_URL lacks a right (${reason}): it must own the database and be able to ` +
      `create roles; else an administrator may run CREATE ROLE ${name}; GRANT ${name} TO that user`,
    { cause: error },
  );
}

const DRIZZLE = `create schema if not exists drizzle;
  create table if not exists drizzle.__drizzle_migrations (
    id serial primary key, hash text not null, created_at bigint)`;

/** Runs the migrations that are missing, with this database's own role in the place of the name in them. */
async function apply(client: pg.Client, missing: readonly number[], role: string): Promise<void> {
  await client.query('begin');
  await client.query(DRIZZLE);
  for (const { sql, folderMillis, hash } of readMigrationFiles({ migrationsFolder })) {
    if (!missing.includes(folderMillis)) continue;
    for (const statement of sql) {
      await client.query(statement.replaceAll(ROLE_IN_MIGRATIONS, role));
    }
    await client.query(
      'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)',
      [hash, folderMillis],
    );
  }
  await client.query('commit');
}

async function migrateLocked(
  client: pg.Client,
  report: (line: string) => void,
  through: number,
): Promise<string> {
  const [head, before] = [shipped().map(({ when }) => when), await appliedIfAny(client)];
  if (!beginsWith(head, before)) {
    throw new CannotMigrate(
      'The database was migrated by another release of this service, probably a newer one',
    );
  }
  const missing = head.slice(before.length, through);
  const { length } = missing;
  if (length > 0) report(`Migrating the database: ${length} of ${head.length} migrations ...`);
  try {
    const role = await settleServiceRole(client);
    if (length > 0) await apply(client, missing, role);
    return role;
  } catch (error) {
    return explain(client, error);
  }
}

/**
 * Brings the database to the newest migration, all or nothing; does nothing where it is there
 * already. Several services may start at once: one migrates, the others wait.
 *
 * @param ownerConnectionString as whom the tables are, or will be, owned: an ordinary role that
 * owns the database and may create roles, or a superuser
 * @param through how many of this release's migrations the database is to have: all, but for a
 * backup that was made with fewer
 * @returns the role of the service
 */
export async function migrate(
  ownerConnectionString: string,
  onProgress: (line: string) => void = () => undefined,
  through: number = shipped().length,
): Promise<string> {
  const client = await connectOwner(ownerConnectionString);
  try {
    const lock = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken',
      [MIGRATION_LOCK],
    );
    if (!lock.rows[0]?.taken) {
      onProgress('Waiting for another service that is migrating the database ...');
      await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    }
    return await migrateLocked(client, onProgress, through);
  } finally {
    // The lock belongs to the session and ends with it.
    await client.end();
  }
}

let head: number[] | undefined;

/** Whether the migrations applied are those of this release: with the query, that it answers. */
export async function atHead(database: Database): Promise<boolean> {
  head ??= shipped().map(({ when }) => when);
  const done = await applied(database.pool);
  return done.length === head.length && beginsWith(head, done);
}
