import { randomInt } from 'node:crypto';
import fs from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Client } from '../database/client.ts';
import { CannotStartDatabase, type Place, LOG, codeOf, run, give } from './postgresPlace.ts';

// Held by a session, so it ends with the process. Every release must use the same number.
const SERVICE_LOCK = 7_214_501;

const STARTING_OR_STOPPING = /^57P0[123]$/;

/** Where a server answers: at a port, of a socket in a folder or, without one, of this machine. */
interface ServerAddress {
  readonly port: number;
  readonly folder: string;
}

/** The address that the lines of a lock file say. */
export const addressIn = (lock: readonly string[]): ServerAddress => ({
  port: Number(lock[3]),
  folder: lock[4] ?? '',
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The folder in which Linux has a process; the code of an error where that is not told. */
const folderOf = (pid: number): Promise<string | undefined> =>
  fs.readlink(`/proc/${pid}/cwd`).catch(codeOf);

const lockOf = (cluster: string): string => path.join(cluster, 'postmaster.pid');

/** The lines of the lock file of a cluster; the first is the number of its server. */
const readLock = async (cluster: string): Promise<string[]> =>
  (await fs.readFile(lockOf(cluster), 'utf8').catch(() => '')).split('\n');

/** The living process that serves the cluster, by its lock file. */
export async function findServer({ cluster }: Place) {
  const lines = await readLock(cluster);
  const server = { pid: Number.parseInt(lines[0] ?? ''), ...addressIn(lines) };
  if (Number.isNaN(server.pid)) return undefined;
  const isUsed = isAlive(server.pid);
  if (process.platform !== 'linux') return isUsed ? server : undefined;
  // After a crash the number may be another process's (in containers it often is), which
  // PostgreSQL would take for a running server. A real one has the cluster as its folder.
  const folder = isUsed ? await folderOf(server.pid) : undefined;
  if (folder === 'EACCES' || folder === (await fs.realpath(cluster))) return server;
  await endLeft(cluster);
  const [now] = await readLock(cluster);
  if (isUsed && now === lines[0]) await fs.rm(lockOf(cluster), { force: true });
  return undefined;
}

/** A process of PostgreSQL in the folder of a cluster. */
interface Left {
  readonly pid: number;
  /** Whether it works for a server, and is none itself. */
  readonly isSession: boolean;
}

/**
 * The processes that a server which was killed has left: each ends when it is idle, but one at work goes on, and may
 * still say that something is committed.
 */
async function leftIn(cluster: string): Promise<Left[]> {
  const found: (Left & { readonly parent: number })[] = [];
  for (const name of await fs.readdir('/proc')) {
    const pid = Number(name);
    if (Number.isNaN(pid) || (await folderOf(pid)) !== cluster) continue;
    const read = (file: string) => fs.readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '');
    const [, title] = /^(postgres: |[^\0]*\/postgres\0)/.exec(await read('cmdline')) ?? [];
    const [, parent] = /\) \w (\d+) /.exec(await read('stat')) ?? [];
    if (title === undefined || parent === undefined) continue;
    found.push({ pid, isSession: title === 'postgres: ', parent: Number(parent) });
  }
  // Another service may have begun the next server meanwhile.
  const [server] = await readLock(cluster);
  return found.filter(({ pid, parent }) => ![pid, parent].includes(Number(server)));
}

const LEFT_MS = 30_000;

/**
 * Ends what a server that was killed has left, before another one works on the same files: what is committed then
 * would be lost.
 *
 * @throws CannotStartDatabase where it does not end
 */
async function endLeft(cluster: string): Promise<void> {
  const folder = await fs.realpath(cluster);
  for (let waited = 0; ; waited += 50) {
    const left = await leftIn(folder);
    if (left.length === 0) return;
    if (waited > LEFT_MS) {
      const pids = left.map(({ pid }) => pid).join(', ');
      throw new CannotStartDatabase(`Processes of a database that was killed do not end: ${pids}`);
    }
    for (const { pid } of left.filter(({ isSession }) => isSession)) {
      try {
        process.kill(pid, 'SIGQUIT');
      } catch {
        // It has ended meanwhile, or is another user's, whom we wait for.
      }
    }
    await sleep(50);
  }
}

/** A session that holds the lock of the data folder; undefined if its server does not answer. */
export async function attach(place: Place, url: string): Promise<pg.Client | undefined> {
  for (let waited = 0; ; waited += 200) {
    const session = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    // A database that is stopped under us fails our queries; it must not end the process.
    session.on('error', () => undefined);
    try {
      await session.connect();
      const { rows } = await session.query<{ folder: string; locked: boolean; made: boolean }>(
        `select current_setting('data_directory') folder, pg_try_advisory_lock($1) locked,
          exists (select from pg_database where datname = 'fund') made`,
        [SERVICE_LOCK],
      );
      const { folder = '', locked, made } = rows[0] ?? {};
      const ours = (await fs.realpath(folder)) === (await fs.realpath(place.cluster));
      if (ours && locked && !made) await session.query('create database fund');
      if (ours && locked) return session;
      await session.end();
      if (!ours) return undefined;
      // The session of a service that was killed needs a moment to go.
      if (waited > 5_000) break;
    } catch (error) {
      await session.end().catch(() => undefined);
      if (!(error instanceof pg.DatabaseError)) return undefined;
      if (!STARTING_OR_STOPPING.test(error.code ?? '') || waited > 60_000) throw error;
    }
    await sleep(200);
  }
  const text = `The data folder ${place.dataDir} is in use by another running service`;
  throw new CannotStartDatabase(text);
}

/**
 * A connection string, said in full, so that no PG* variable of the environment counts. The server must
 * prove that it knows the password: if it died, another user of the machine may have taken its port.
 */
export function urlOf(
  { port, folder }: ServerAddress,
  { user = 'postgres', password }: { readonly user?: string; readonly password: string },
  database: string,
): string {
  const place = folder === '' ? '' : `&host=${encodeURIComponent(folder)}`;
  return (
    `postgres://${user}:${password}@127.0.0.1/${database}?port=${port}${place}` +
    '&sslmode=disable&require_auth=scram-sha-256'
  );
}

/**
 * A port that is free, below those that systems give to outgoing connections: so none of these, not
 * even our own attempts to reach the server, takes it while the server is down.
 */
async function freePort(): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const port = randomInt(16_384, 32_768);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((closed) => probe.close(closed));
    // If none is, the server itself says so.
    if (free || tries === 100) return port;
  }
}

/**
 * Whether the server can answer at a socket in its own folder, which no other user gets to. Windows has
 * none, elsewhere its path has an end at about a hundred bytes.
 */
export const hasSocket = ({ cluster }: Place): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(cluster) <= 80 && !/[",]/.test(cluster);

/** Writes the settings of the next start, and puts the log of the last one aside. */
export async function configure(
  place: Place,
  settings: Record<string, string>,
  atSocket: boolean,
): Promise<void> {
  const port = String(await freePort());
  const [listen_addresses, unix_socket_directories] = atSocket
    ? ['', place.cluster]
    : ['127.0.0.1', ''];
  const all = { listen_addresses, unix_socket_directories, port, ...settings };
  const lines = Object.entries(all).map(([k, v]) => `${k} = '${v.replace(/['\\]/g, '$&$&')}'\n`);
  const config = path.join(place.cluster, 'service.conf');
  const log = path.join(place.dataDir, LOG);
  await fs.writeFile(config, lines.join(''), { mode: 0o600 });
  await fs.rename(log, `${log}.old`).catch(() => undefined);
  await fs.appendFile(log, '', { mode: 0o600 });
  await give(place.account, config, log);
}

/** Starts the server and waits until it accepts connections; resolves to why it does not. */
export function launch(place: Place): Promise<string | undefined> {
  const log = path.join(place.dataDir, LOG);
  return run(place, 'pg_ctl', ['start', '-s', '-t', '300', '-l', LOG]).then(
    () => undefined,
    async (error: Error) => `${error.message}\n${await fs.readFile(log, 'utf8')}`,
  );
}
