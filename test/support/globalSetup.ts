import { spawn, type ChildProcess } from 'node:child_process';
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
import globalTeardown from './globalTeardown.ts';
import { compilePrograms } from './programs.ts';

/** What the teardown ends: globalSetup and globalTeardown share this process. */
export interface TestRun {
  /** Waits for this process to end, however it does, and takes away what it has left. */
  readonly caretaker: ChildProcess;
  readonly starting: Promise<EmbeddedPostgres>;
}

declare global {
  var testRun: TestRun | undefined;
}

/** Ends the databases that still run in a folder, and takes the folder away. */
const CARETAKER = `
  const fs = require('node:fs');
  const [folder] = process.argv.slice(1);
  process.stdin.resume().once('close', () => {
    for (const name of fs.readdirSync(folder, { recursive: true })) {
      if (!name.endsWith('postmaster.pid')) continue;
      try {
        const lock = fs.readFileSync(folder + '/' + name, 'utf8');
        process.kill(Number.parseInt(lock), 'SIGQUIT');
      } catch {}
    }
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 20 });
  });`;

/** Where Linux has a disk in memory. */
const MEMORY = '/dev/shm';

const ENOUGH_BYTES = 4 * 2 ** 30;

/**
 * Where a run keeps all its files: in memory, if there is room. Each test file creates a database, of
 * which the disk would take longer to hear than the tests run.
 */
async function placeOfRun(): Promise<string> {
  const { bavail = 0, bsize = 0 } = (await fs.statfs(MEMORY).catch(() => undefined)) ?? {};
  return bavail * bsize >= ENOUGH_BYTES ? MEMORY : os.tmpdir();
}

async function startServer(dataDir: string): Promise<EmbeddedPostgres> {
  // Nothing here outlives the run, so nothing needs to reach the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  // Some tests stand between the service and its database, which takes a port.
  const listening = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const all = { ...settings, ...listening, max_connections: '300' };
  return startEmbeddedPostgres({ dataDir, settings: all });
}

/** The connection string with its port where a URL has it. */
function atPort(connectionString: string): string {
  const url = new URL(connectionString);
  url.port = url.searchParams.get('port') ?? '';
  url.searchParams.delete('port');
  return url.href;
}

/** Makes the migrated database that is cloned for each test file. */
async function createTemplate(server: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query('create database template_fund');
  await admin.end();
  await migrate(withDatabase(server, 'template_fund'));
}

/** Runs once before all test files: a server with a database to be cloned, libraries, programs. */
export default async function globalSetup(): Promise<void> {
  const folder = await fs.mkdtemp(path.join(await placeOfRun(), 'fund-test-'));
  // As root the database runs as another user, who must get through.
  await fs.chmod(folder, 0o755);
  const programs = path.join(folder, 'programs');
  const temporary = path.join(folder, 'tmp');
  await fs.mkdir(temporary);
  const caretaker = spawn(process.execPath, ['--eval', CARETAKER, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Out of reach of the terminal's Ctrl-C.
    detached: true,
  });
  const starting = startServer(path.join(folder, 'data'));
  globalThis.testRun = { caretaker, starting };
  try {
    const prepared = [
      starting.then(({ connectionString }) => createTemplate(connectionString)),
      compilePrograms(programs),
    ];
    for (const each of await Promise.allSettled(prepared)) {
      if (each.status === 'rejected') throw each.reason;
    }
  } catch (error) {
    await globalTeardown();
    throw error;
  }
  process.env['TEST_DATABASE_SERVER'] = atPort((await starting).connectionString);
  process.env['TEST_PROGRAMS'] = programs;
  // What tests write lies there too.
  process.env['TMPDIR'] = temporary;
}
