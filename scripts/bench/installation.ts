import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownerOf, stopDatabase } from '../../test/support/service.ts';
import { Client } from './http.ts';

// The service as it is delivered, on a database of its own that keeps what it is told (fsync on), and
// asked over the network: what is measured survives any change inside.

const PRELOAD = new URL('loopDelay.mjs', import.meta.url).href;

const START_TIMEOUT_MS = 120_000;

/** Requests that are cut off may go on inside for a while. */
const STOP_TIMEOUT_MS = 60_000;

const token = `bench-${randomUUID()}`;

/** The memory of a process in MiB: now and at most; NaN where the system does not tell. */
export interface Memory {
  readonly now: number;
  readonly peak: number;
}

/** A process of the service, listening. */
export class Service {
  readonly client: Client;
  /** When the process was started, on the clock of `performance`. */
  readonly startedAt: number;
  readonly #process: ChildProcess;
  readonly #holds: string;

  private constructor(started: ChildProcess, startedAt: number, address: string, holds: string) {
    this.#process = started;
    this.startedAt = startedAt;
    this.client = new Client(address, token);
    this.#holds = holds;
  }

  static async start(folder: string, env: Readonly<Record<string, string>>): Promise<Service> {
    const holds = path.join(folder, `holds-${randomUUID()}`);
    const log = `${holds}.log`;
    const output = fs.openSync(log, 'w');
    const startedAt = performance.now();
    const started = spawn(process.execPath, ['dist/server.js'], {
      stdio: ['ignore', output, output],
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        RATE_LIMIT_PER_SECOND: '0',
        BOOTSTRAP_TOKEN: token,
        NODE_OPTIONS: `--import ${PRELOAD}`,
        BENCH_LOOP_DELAY: holds,
        ...env,
      },
    });
    fs.closeSync(output);
    for (;;) {
      const printed = fs.readFileSync(log, 'utf8');
      const [, address] = /Listening on (\S+)/.exec(printed) ?? [];
      if (address !== undefined) return new Service(started, startedAt, address, holds);
      const isLate = performance.now() - startedAt > START_TIMEOUT_MS;
      if (isLate) started.kill('SIGKILL');
      if (isLate || started.exitCode !== null) throw new Error(`no start: ${printed}`);
      await sleep(10);
    }
  }

  /** A further client of the service, with so many connections. */
  connect(connections: number): Client {
    return new Client(this.client.address, token, connections);
  }

  memory(): Memory {
    let status = '';
    try {
      status = fs.readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    } catch {
      // Only Linux tells so.
    }
    const mebibytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
    return { now: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
  }

  /** For how long the event loop was held at most since this was last asked, in milliseconds. */
  async longestHold(): Promise<number> {
    fs.rmSync(this.#holds, { force: true });
    this.#process.kill('SIGUSR2');
    for (let waited = 0; waited < START_TIMEOUT_MS; waited += 2) {
      if (fs.existsSync(this.#holds)) return Number(fs.readFileSync(this.#holds, 'utf8'));
      await sleep(2);
    }
    return Number.NaN;
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(late);
  }
}

/** A folder with an installation of the service, for the time of a measurement. */
export class Installation {
  readonly folder: string;
  readonly #dataDir: string;
  /** Those that were started, also those that do not listen yet. */
  readonly #started: Promise<Service>[] = [];
  #removed: Promise<void> | undefined;

  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fund-bench-'));
    // The database may run as another user, who must get to its own folder.
    fs.chmodSync(this.folder, 0o755);
    this.#dataDir = path.join(this.folder, 'data');
  }

  /** Starts the service on the installation's own database, or on another one of its server. */
  async start(databaseUrl?: string): Promise<Service> {
    const place: Record<string, string> =
      databaseUrl === undefined ? { DATA_DIR: this.#dataDir } : { DATABASE_URL: databaseUrl };
    if (this.#removed !== undefined) throw new Error('the installation is gone');
    const starting = Service.start(this.folder, place);
    this.#started.push(starting);
    return starting;
  }

  /** The address of the database while the service runs, past the service's role and its walls. */
  ownerUrl(): Promise<string> {
    return ownerOf(this.#dataDir);
  }

  /** Stops all that was started; a second call waits for the same. */
  remove(): Promise<void> {
    return (this.#removed ??= this.#remove());
  }

  async #remove(): Promise<void> {
    for (const each of await Promise.allSettled(this.#started)) {
      if (each.status === 'fulfilled') await each.value.stop();
    }
    await stopDatabase(this.#dataDir);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A connection past the service's role and its walls. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // What breaks fails our query; the event alone must not end the run.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs a measurement on an installation that is gone afterwards, also after Ctrl-C. */
export async function withInstallation<T>(
  measure: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = new Installation();
  // Not once: a second Ctrl-C would end us before the database is stopped.
  const interrupted = () =>
    void installation
      .remove()
      .catch(console.error)
      .finally(() => process.exit(130));
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  try {
    return await measure(installation);
  } finally {
    await installation.remove();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}
