import fs from 'node:fs/promises';
import path from 'node:path';
import tls from 'node:tls';
import { isLoopback } from '../process/listening.ts';
import type { DatabaseState } from '../store/installation/databaseState.ts';
import { shippedMigrations } from '../store/installation/migrate.ts';

// What `npm run doctor` looks at: each check says what it found, and what to do where that is not well.

export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'look' | 'wrong';
  readonly found: string;
  /** What to do about it; undefined: nothing. */
  readonly advice?: string;
}

const HOUR_MS = 3_600_000;

const DAY_MS = 24 * HOUR_MS;

/** A nightly backup that is older was missed. */
const BACKUP_HOURS = 36;

/** A file of the nightly backup; what was backed up by hand tells nothing of the nights. */
const NIGHTLY = /^fund-\d{4}-\d{2}-\d{2}\.backup$/;

const CERTIFICATE_DAYS = 21;

const GIB = 1024n ** 3n;

const LEAST_NODE = 22;

const LEAST_SERVER = 150_000;

const ok = (what: string, found: string): Finding => ({ what, state: 'ok', found });

const look = (what: string, found: string, advice: string): Finding => ({
  what,
  state: 'look',
  found,
  advice,
});

const wrong = (what: string, found: string, advice: string): Finding => ({
  what,
  state: 'wrong',
  found,
  advice,
});

/** The release of Node; those below 22 get no security updates any more. */
export function checkNode(version: string): Finding {
  const major = Number.parseInt(version.slice(1), 10);
  if (major >= LEAST_NODE) return ok('Node', version);
  return look('Node', version, `Its makers mend it no more: take Node ${LEAST_NODE} or newer`);
}

/** The room on the disk of a folder that exists: PostgreSQL stops if there is none. */
export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await fs.statfs(folder, { bigint: true });
  const free = bavail * bsize;
  const percent = blocks === 0n ? 0n : (bavail * 100n) / blocks;
  const found = `${free / GIB} GiB free (${percent} %) in ${path.resolve(folder)}`;
  const advice =
    'Make room, or move DATA_DIR to a larger disk: without room nothing can be recorded';
  if (free < GIB) return wrong('Disk', found, advice);
  return percent < 10n ? look('Disk', found, advice) : ok('Disk', found);
}

/** Whether others on the machine see into the folder of the data. */
export async function checkFolder(folder: string): Promise<Finding> {
  const { mode } = await fs.stat(folder);
  const shown = (mode & 0o777).toString(8);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return ok('Data folder', folder);
  return wrong('Data folder', `${folder} has the mode ${shown}`, `Run: chmod 700 ${folder}`);
}

/** The database: its release, its migrations, and its clock beside this machine's. */
export function checkDatabase(state: DatabaseState): Finding[] {
  const { release, releaseNumber, hasChecksums } = state;
  return [
    releaseNumber >= LEAST_SERVER
      ? ok('PostgreSQL', release)
      : wrong('PostgreSQL', release, 'Upgrade the server to PostgreSQL 15 or newer'),
    hasChecksums
      ? ok('Checksums', 'on')
      : look('Checksums', 'off', 'A disk that forgets is not noticed: run pg_checksums --enable'),
    checkClock(state.now),
    checkMigrations(state.migrations),
    checkLastFact(state.lastRecordedAt),
  ];
}

function checkClock(now: Date): Finding {
  const apart = Math.abs(now.getTime() - Date.now());
  if (apart < 5_000) return ok('Clock', 'the database and this machine agree');
  const found = `the database is ${Math.round(apart / 1_000)} s away from this machine`;
  return wrong('Clock', found, 'Have both machines set their clocks by NTP');
}

function checkMigrations(has: readonly string[]): Finding {
  const what = 'Migrations';
  const ships = shippedMigrations();
  const newer = has.filter((tag) => !ships.includes(tag));
  if (newer.length > 0) {
    const found = `the database is of a newer release (${newer.at(-1)})`;
    return wrong(what, found, 'Start the newer release');
  }
  const missing = ships.length - has.length;
  if (missing === 0) return ok(what, `all ${ships.length}`);
  return look(what, `${missing} are missing`, 'The next start of the service makes them');
}

/** A clock that was set back stands before the last fact. */
function checkLastFact(last: Date | null): Finding {
  const what = 'Last fact';
  if (last === null) return ok(what, 'there is none yet');
  if (last.getTime() <= Date.now()) return ok(what, `recorded at ${last.toISOString()}`);
  const found = `recorded at ${last.toISOString()}, which is still to come`;
  return wrong(what, found, 'The clock was set back: set it right before anything is recorded');
}

/** Whether the service answers. */
export async function checkService(host: string, port: number): Promise<Finding> {
  const address = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  const advice = 'Start it: npm start, or systemctl start cooperative-fund';
  try {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) });
    if (answer.ok) return ok('Service', `answers at ${address}`);
    return wrong('Service', `${address} answers ${answer.status}`, 'Its log tells why');
  } catch {
    return wrong('Service', `does not answer at ${address}`, advice);
  }
}

/** Whether people reach the service over TLS, as far as the settings tell. */
export function checkFront(host: string, proxies: readonly string[]): Finding {
  if (!isLoopback(host)) {
    const advice = 'Leave HOST at 127.0.0.1, and put a proxy with TLS in front';
    return proxies.length > 0
      ? look('TLS', `${host} answers other machines beside the proxy`, advice)
      : wrong('TLS', `${host} answers other machines without TLS`, advice);
  }
  if (proxies.length > 0) return ok('TLS', `a proxy stands in front (${proxies.join(', ')})`);
  const advice = 'If others are to reach it: a proxy with TLS, and TRUSTED_PROXIES';
  return look('TLS', 'this machine alone reaches the service', advice);
}

/** The age of the newest backup in the folder of the nightly ones. */
export async function checkBackups(folder: string | null): Promise<Finding> {
  const what = 'Backups';
  if (folder === null) {
    const advice =
      'Set BACKUP_DIR to a folder on another disk: the service then backs up every night';
    return look(what, 'none is made by itself', advice);
  }
  const names = await fs.readdir(folder).catch(() => []);
  const made = names.filter((name) => NIGHTLY.test(name));
  const times = await Promise.all(
    made.map(async (name) => (await fs.stat(path.join(folder, name))).mtimeMs),
  );
  const advice = 'GET /v1/scheduled-work tells what became of the last ones';
  if (times.length === 0) {
    const since = (await fs.stat(folder).catch(() => null))?.mtimeMs ?? 0;
    const isNew = Date.now() - since < BACKUP_HOURS * HOUR_MS;
    if (isNew) return look(what, `there is none yet in ${folder}`, 'Look again tomorrow');
    return wrong(what, `there is none in ${folder}`, advice);
  }
  const hours = Math.floor((Date.now() - Math.max(...times)) / HOUR_MS);
  const found = `the newest of ${made.length} in ${folder} is ${hours} hours old`;
  return hours <= BACKUP_HOURS ? ok(what, found) : wrong(what, found, advice);
}

function certificateEnd(host: string, port: number): Promise<Date> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host, port, servername: host, timeout: 5_000 }, () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('does not answer')));
  });
}

/** How long the certificate is good with which people reach the service. */
export async function checkCertificate(address: string): Promise<Finding> {
  const what = 'Certificate';
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') {
    return wrong(what, `PUBLIC_URL ${address} is without TLS`, 'Put a proxy with TLS in front');
  }
  try {
    const ends = await certificateEnd(hostname, Number.parseInt(port || '443', 10));
    const days = Math.floor((ends.getTime() - Date.now()) / DAY_MS);
    const found = `of ${hostname} is good until ${ends.toISOString().slice(0, 10)}`;
    if (days >= CERTIFICATE_DAYS) return ok(what, found);
    return look(what, found, `Renew it: ${days} days are left`);
  } catch (error) {
    const found = `of ${hostname}: ${(error as Error).message}`;
    return wrong(what, found, 'Look at the proxy and its certificate');
  }
}

/** By how much the clocks of provider and service may differ before what a provider signs is refused. */
const PROVIDER_SKEW_MS = 30_000;

async function providerState(issuer: string) {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  const said = (await answer.json()) as { issuer?: unknown };
  return { said: said.issuer, date: answer.headers.get('date') };
}

/** Whether a provider, with whose accounts people sign in, answers, is the one that is meant, and has our time. */
export async function checkProvider(name: string, issuer: string): Promise<Finding> {
  const what = `Sign-on by ${name}`;
  const plain = (text: unknown) => String(text).replace(/\/+$/, '');
  try {
    const { said, date } = await providerState(issuer);
    if (plain(said) !== plain(issuer)) {
      const advice = 'Set the issuer exactly as the provider says it';
      return wrong(what, `${issuer} calls itself ${String(said)}`, advice);
    }
    const apart = date === null ? 0 : Math.abs(Date.parse(date) - Date.now());
    if (apart <= PROVIDER_SKEW_MS) return ok(what, `${issuer} answers`);
    const found = `its clock is ${Math.round(apart / 1_000)} s away from this machine`;
    return wrong(what, found, 'Have both machines set their clocks by NTP: nobody can sign in so');
  } catch (error) {
    const advice = 'Look at the provider and the way to it; tokens of the fund go on to sign in';
    return wrong(what, `${issuer} does not answer: ${(error as Error).message}`, advice);
  }
}
