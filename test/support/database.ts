import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/store/database/database.ts';
import { addFund } from '../../src/store/fund/fund.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { withDatabase } from './connection.ts';

type Rows = pg.QueryResult<Record<string, unknown>>;

/** A migrated database of its own, without funds. */
export interface TestDatabase {
  /** Connects as the owner, here a superuser. */
  readonly ownerConnectionString: string;
  /** Connects as the service. */
  readonly database: Database;
  /** Runs a statement as the owner, on a connection that stays: to make one takes longer. */
  asOwner(statement: string): Promise<Rows>;
  /** Adds a fund; its actor is its director. */
  addFund(code?: string): Promise<{ fundId: string; actor: Actor; tokenHash: string }>;
  /** Closes the service's connections and drops the database. */
  close(): Promise<void>;
}

/** As long as a test may take: no answer is a 503 because the machine is slow. */
export const PATIENCE_MS = 240_000;

/** The server that globalSetup started. */
export function testServer(): string {
  const server = process.env['TEST_DATABASE_SERVER'];
  if (server === undefined) throw new Error('run by jest with test/support/globalSetup.ts');
  return server;
}

/** Runs one statement as the server's superuser, by default in its own database. */
export async function asAdmin(statement: string, connectionString = testServer()): Promise<Rows> {
  const admin = new pg.Client({ connectionString });
  // Where the server ends in the middle, the statement fails; the connection must not end the tests.
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await admin.query(statement);
  } finally {
    await admin.end();
  }
}

/** Does something while no other of a run's test files holds the same lock. */
export async function underLock(
  lock: number,
  work: (session: pg.Client) => Promise<void>,
): Promise<void> {
  const session = new pg.Client({ connectionString: testServer() });
  await session.connect();
  try {
    await session.query('select pg_advisory_lock($1)', [lock]);
    await work(session);
  } finally {
    await session.end();
  }
}

/** Has requests wait so long for a connection, and writers for those before them. */
export function waitAtMost(
  database: Database,
  connectionTimeoutMillis: number,
  lineTimeoutMs: number,
): void {
  Object.assign(database.pool.options, { connectionTimeoutMillis });
  Object.assign(database, { lineTimeoutMs });
}

/**
 * A database whose requests wait as long as they must, however slow the machine is. A closed pool does not
 * wait until the server has heard of it: what its connections say then is nobody's.
 */
export function openPatiently(
  connectionString: string,
  onError: (error: Error) => void,
  options: Parameters<typeof openDatabase>[2] = {},
): Database {
  let isClosed = false;
  const hear = (error: Error) => {
    if (!isClosed) onError(error);
  };
  const database = openDatabase(connectionString, hear, options);
  waitAtMost(database, PATIENCE_MS, PATIENCE_MS);
  const close = async () => {
    await database.close();
    isClosed = true;
  };
  return { ...database, close };
}

/** Clones the migrated template: one database per test file, so that files run side by side. */
export async function createTestDatabase(template = 'template_fund'): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // To copy the template's files is quicker than to log each of its pages.
  await asAdmin(`create database ${name} template ${template} strategy file_copy`);
  const ownerConnectionString = withDatabase(testServer(), name);
  const database = openPatiently(ownerConnectionString, (error) => {
    throw error;
  });
  let owner: Promise<pg.Client> | undefined;
  const connect = async () => {
    const client = new pg.Client({ connectionString: ownerConnectionString });
    await client.connect();
    return client;
  };
  return {
    ownerConnectionString,
    database,
    asOwner: async (statement) => (await (owner ??= connect())).query(statement),
    addFund: async (code = 'QHT') => {
      const tokenHash = randomUUID();
      const { fund, director } = await addFund(ownerConnectionString, {
        code,
        name: 'Quỹ hỗ trợ phát triển hợp tác xã',
        province: 'Lạng Sơn',
        tokenHash,
        tokenName: 'Giám đốc',
      });
      return { fundId: fund.fundId, actor: director, tokenHash };
    },
    close: async () => {
      await database.close();
      await (await owner)?.end();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}
