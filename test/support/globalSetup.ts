import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/store/installation/embeddedPostgres.ts';
import { migrate } from '../../src/store/installation/migrate.ts';
import { withDatabase } from './connection.ts';

/** What the teardown stops: globalSetup and globalTeardown share this process. */
export interface TestServer {
  readonly postgres: EmbeddedPostgres;
  readonly dataDir: string;
}

declare global {
  var testServer: TestServer | undefined;
}

/** Runs once before all test files: a server, and a migrated database on it to be cloned. */
export default async function globalSetup(): Promise<void> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-test-'));
  // Nothing here outlives the run, so nothing needs to reach the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const postgres = await startEmbeddedPostgres({
    dataDir,
    settings: { ...settings, max_connections: '300' },
  });
  globalThis.testServer = { postgres, dataDir };
  const admin = new pg.Client({ connectionString: postgres.connectionString });
  await admin.connect();
  await admin.query('create database template_fund');
  await admin.end();
  await migrate(withDatabase(postgres.connectionString, 'template_fund'));
  process.env['TEST_DATABASE_SERVER'] = postgres.connectionString;
}
