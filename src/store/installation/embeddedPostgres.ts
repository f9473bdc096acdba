import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Client } from '../database/client.ts';
import { connectOwner } from '../database/database.ts';
import {
  type Place,
  explain,
  run,
  findPrograms,
  findAccount,
  prepareFolder,
  findCluster,
  checkMajorVersion,
  createCluster,
} from './postgresPlace.ts';
import {
  addressIn,
  findServer,
  attach,
  urlOf,
  hasSocket,
  configure,
  launch,
} from './postgresServer.ts';

/** An embedded PostgreSQL, running; where it ends by itself, it is started again. */
export interface EmbeddedPostgres {
  /** The same after every start of this server. */
  readonly connectionString: string;
  /** Stops the database; a second call waits for the same stop. */
  stop(): Promise<void>;
}

const REVIVAL_PAUSE_MS = 1_000;

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
    if (await findCluster(cluster)) {
      await checkMajorVersion(place);
    } else {
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
