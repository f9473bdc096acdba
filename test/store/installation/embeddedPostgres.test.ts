import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { CannotStartDatabase } from '../../../src/store/installation/postgresPlace.ts';
import {
  serviceLogin,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../src/store/installation/embeddedPostgres.ts';
import { connectOwner } from '../../../src/store/database/database.ts';
import { migrate } from '../../../src/store/installation/migrate.ts';
import { compiled } from '../../support/program.ts';

const isWindows = process.platform === 'win32';

const settings = { fsync: 'off' };

let parent: string;

let dataDir: string;

let running: EmbeddedPostgres[];

beforeEach(async () => {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), 'embedded-postgres-'));
  // Under root the database runs as another user, who has to pass through this folder.
  await fs.chmod(parent, 0o755);
  dataDir = path.join(parent, 'the data');
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((database) => database.stop()));
  await fs.chmod(parent, 0o755);
  await fs.rm(parent, { recursive: true, force: true });
});

async function start(lines: string[] = []): Promise<EmbeddedPostgres> {
  const onProgress = (line: string) => lines.push(line);
  const database = await startEmbeddedPostgres({ dataDir, onProgress, settings });
  running.push(database);
  return database;
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}

async function refusal(): Promise<string> {
  const error: unknown = await start().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CannotStartDatabase);
  const { message } = error as Error;
  expect(message).not.toMatch(/[\r\n]/);
  return message;
}

async function postmasterPid(): Promise<number> {
  const lock = await fs.readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return Number.parseInt(lock);
}

/** Starts the database in a process group of its own that is then killed. */
async function startAndKillService(): Promise<string> {
  const project = fileURLToPath(new URL('../../..', import.meta.url));
  const module = pathToFileURL(compiled('src/store/installation/embeddedPostgres.ts')).href;
  const options = JSON.stringify({ dataDir, settings });
  const script = `
    import pg from 'pg';
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const { connectionString } = await startEmbeddedPostgres(${options});
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query('create table note as select 1 as number');
    console.log(connectionString);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: project,
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  const pid = child.pid ?? Number.NaN;
  process.kill(isWindows ? pid : -pid, 'SIGKILL');
  await once(child, 'exit');
  return output.toString().trim();
}

describe('the embedded database', () => {
  test('is created once and keeps its data', async () => {
    const lines: string[] = [];
    process.env['BOOTSTRAP_TOKEN'] = 'a-token-that-only-the-service-needs';
    process.env['DATABASE_URL'] = 'postgres://owner:secret@db.example.vn/fund';
    const first = await start(lines);
    if (process.platform === 'linux') {
      // No secret of the service stands in the environment of the database's process.
      const environment = await fs.readFile(`/proc/${await postmasterPid()}/environ`, 'utf8');
      expect(environment).toContain('PGDATA=');
      expect(environment).not.toMatch(/BOOTSTRAP_TOKEN|DATABASE_URL|secret/);
    }
    expect(lines).toEqual([`Creating the database in ${dataDir} (first start) ...`]);
    await query(first.connectionString, "create table note as select 'Đặng' as name");
    await first.stop();

    const second = await start(lines);
    expect(lines).toHaveLength(1);
    expect(await query(second.connectionString, 'select lower(name) from note')).toEqual(['đặng']);
    expect(
      await query(
        second.connectionString,
        `select current_database(), current_setting('server_encoding'),
             current_setting('data_checksums'), current_setting('listen_addresses'),
             current_setting('fsync'), current_setting('full_page_writes')`,
      ),
    ).toEqual(['fund', 'UTF8', 'on', '', 'off', 'on']);
    const wrong = second.connectionString.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed');
  });

  test('stops once, however often it is told to', async () => {
    const database = await start();
    await Promise.all([database.stop(), database.stop()]);
    await database.stop();
    await expect(query(database.connectionString, 'select 1')).rejects.toThrow(
      /ECONNREFUSED|ENOENT/,
    );
    await expect(postmasterPid()).rejects.toThrow('ENOENT');
  });
});

describe('whoever takes the place of the embedded database', () => {
  /** A server that answers a connection with a message, and keeps what it is sent. */
  async function impostor(answer: Buffer) {
    const heard: Buffer[] = [];
    const server = net.createServer((client) => {
      client.once('data', () => client.write(answer));
      client.on('data', (sent: Buffer) => heard.push(sent)).on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `postgres://postgres:secret-word@127.0.0.1:${port}/fund?require_auth=scram-sha-256`;
    const outcome = await connectOwner(url).then(
      () => 'connected',
      (error: Error) => error.message,
    );
    await sleep(50);
    server.close();
    return { outcome, heard: Buffer.concat(heard).toString('latin1') };
  }

  const authentication = (...fields: number[]) =>
    Buffer.from([82, 0, 0, 0, 4 + fields.length, ...fields]);

  const READY = Buffer.from([90, 0, 0, 0, 5, 73]);

  test.each([
    ['the password in clear text', authentication(0, 0, 0, 3)],
    ['the password as MD5', authentication(0, 0, 0, 5, 1, 2, 3, 4)],
    ['nothing', Buffer.concat([authentication(0, 0, 0, 0), READY])],
  ])('and asks for %s is told neither a password nor a statement', async (_, answer) => {
    const { outcome, heard } = await impostor(answer);
    expect(outcome).toMatch(/does not prove that it knows the password|not queryable/);
    expect(heard).not.toMatch(/secret-word|md5|select/);
  });

  const onPosix = isWindows ? test.skip : test;
  onPosix('must get into its folder, which is its own alone', async () => {
    const { connectionString } = await start();
    const [listening, folder] = await query(
      connectionString,
      `select current_setting('listen_addresses'), current_setting('unix_socket_directories')`,
    );
    expect([listening, folder]).toEqual(['', path.join(dataDir, 'postgres')]);
    expect((await fs.stat(String(folder))).mode & 0o077).toBe(0);
    expect(new URL(connectionString).searchParams.get('require_auth')).toBe('scram-sha-256');
  });

  onPosix('cannot, where the path is too long for a socket, pass for it either', async () => {
    dataDir = path.join(parent, 'x'.repeat(90));
    const { connectionString } = await start();
    expect(await query(connectionString, `select current_setting('listen_addresses')`)).toEqual([
      '127.0.0.1',
    ]);
    expect(new URL(connectionString).searchParams.get('require_auth')).toBe('scram-sha-256');
  });
});

describe('the service in the embedded database', () => {
  test('logs in by itself, with a password of its own, and is no superuser', async () => {
    const { connectionString: owner } = await start();
    const role = await migrate(owner);
    const first = await serviceLogin(dataDir, owner, role);
    expect(await serviceLogin(dataDir, owner, role)).toBe(first);
    expect(new URL(first).password).not.toBe(new URL(owner).password);
    const [user, session] = await query(first, 'select current_user, session_user');
    expect([user, session]).toEqual([role, role]);
    for (const more of ['set role postgres', `copy (select 1) to program 'true'`]) {
      await expect(query(first, more)).rejects.toThrow(/permission denied/);
    }
    const superuser = 'select usesuper from pg_user where usename = current_user';
    expect(await query(first, superuser)).toEqual([false]);
    // A password that was lost is made anew.
    await fs.rm(path.join(dataDir, 'postgres', 'service-password'));
    expect(await query(await serviceLogin(dataDir, owner, role), 'select 1')).toEqual([1]);
  });
});

describe('the embedded database, after a crash,', () => {
  test('is taken over when its service was killed', async () => {
    const connectionString = await startAndKillService();
    const pid = await postmasterPid();
    const database = await start();
    expect(database.connectionString).toBe(connectionString);
    expect(await postmasterPid()).toBe(pid);
    expect(await query(database.connectionString, 'select number from note')).toEqual([1]);
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;

  /** Whether a process has not ended, though its parent may not have asked for its end yet. */
  const isAtWork = async (pid: number): Promise<boolean> => {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
    return !stat.includes(') Z');
  };

  // A process of the killed one that is at work does not notice; what it commits beside the next one would be lost.
  onLinux.each(['gone', 'of another process'])(
    'is started when all of the killed one has ended, its number %s',
    async (what) => {
      const connectionString = await startAndKillService();
      const client = new pg.Client({ connectionString });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const left = rows[0]?.pid ?? Number.NaN;
      const work = client.query('select count(*) from generate_series(1, 10000000000)');
      const ended = expect(work).rejects.toThrow();
      const state = `select state from pg_stat_activity where pid = ${left}`;
      while ((await query(connectionString, state))[0] !== 'active') await sleep(20);
      process.kill(await postmasterPid(), 'SIGKILL');
      const lock = path.join(dataDir, 'postgres', 'postmaster.pid');
      if (what !== 'gone') {
        const lines = (await fs.readFile(lock, 'utf8')).split('\n');
        await fs.writeFile(lock, [process.pid, ...lines.slice(1)].join('\n'));
      }
      expect(await isAtWork(left)).toBe(true);
      const database = await start();
      expect(await isAtWork(left)).toBe(false);
      await ended;
      expect(await query(database.connectionString, 'select number from note')).toEqual([1]);
    },
  );

  test('is started again, at the same address, when it was killed itself', async () => {
    const lines: string[] = [];
    const { connectionString } = await start(lines);
    await query(connectionString, 'create table note as select 1 as number');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    while (lines.at(-1) !== 'The database answers again') await sleep(50);
    expect(await query(connectionString, 'select number from note')).toEqual([1]);
    expect(await postmasterPid()).not.toBe(pid);
  });

  test('stays down when it is told to stop while it is started again', async () => {
    const lines: string[] = [];
    const database = await start(lines);
    process.kill(await postmasterPid(), 'SIGKILL');
    while (lines.length < 2) await sleep(5);
    await database.stop();
    await expect(query(database.connectionString, 'select 1')).rejects.toThrow(
      /ECONNREFUSED|ENOENT/,
    );
    expect(lines.filter((line) => /ended by itself/.test(line))).toHaveLength(1);
  });

  onLinux(
    'starts when the lock file of a crash names a process that is something else by now',
    async () => {
      await (await start()).stop();
      const lock = path.join(dataDir, 'postgres', 'postmaster.pid');
      const other = spawn('sleep', ['60'], { stdio: 'ignore' });
      await fs.writeFile(lock, `${other.pid}\n${dataDir}/postgres\n1\n1\n\n127.0.0.1\n`);
      try {
        const database = await start();
        expect(await query(database.connectionString, 'select 1')).toEqual([1]);
      } finally {
        other.kill();
      }
    },
  );

  test('is not harmed by a first start that was killed half-way', async () => {
    const unfinished = path.join(dataDir, 'postgres.new-abcdef');
    await fs.mkdir(path.join(unfinished, 'cluster', 'base'), { recursive: true });
    await fs.utimes(unfinished, new Date(0), new Date(0));
    const database = await start();
    expect(await query(database.connectionString, 'select 1')).toEqual([1]);
    expect((await fs.readdir(dataDir)).toSorted()).toEqual(['postgres', 'postgres.log']);
  });
});

describe('the embedded database refuses', () => {
  test('a second service on the same folder', async () => {
    const first = await start();
    expect(await refusal()).toBe(`The data folder ${dataDir} is in use by another running service`);
    expect(await query(first.connectionString, 'select 1')).toEqual([1]);
  });

  test('a file in place of the folder', async () => {
    await fs.writeFile(dataDir, '');
    expect(await refusal()).toBe(
      `The data folder ${dataDir} is not a folder: a file is in its place`,
    );
  });

  const withModes = isWindows ? test.skip : test;
  withModes('a folder that it cannot write', async () => {
    // Root itself may write everywhere, but not the user that the database then runs as.
    const isRoot = process.getuid?.() === 0;
    await fs.chmod(parent, isRoot ? 0o700 : 0o500);
    expect(await refusal()).toMatch(
      isRoot ? 'the database never runs as root' : `The data folder ${dataDir} is not writable`,
    );
  });

  test('data of another major version', async () => {
    await (await start()).stop();
    await fs.writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), '12\n');
    expect(await refusal()).toBe(
      `The database in ${dataDir} is of PostgreSQL 12, and this release brings 18: back up with the ` +
        'release before, and restore the file with this one into a new folder',
    );
  });

  test('a setting that PostgreSQL does not know, in the words of its log', async () => {
    const unknown = startEmbeddedPostgres({ dataDir, settings: { no_such_setting: 'on' } });
    await expect(unknown).rejects.toThrow(/^The database in .+ cannot start: .+no_such_setting/);
  });
});
