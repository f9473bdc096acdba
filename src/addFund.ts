import fs from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from './domain/errors.ts';
import { openInstallation, type Installation } from './installation.ts';
import { CannotStart, fundText, readDatabasePlace, type DatabasePlace } from './settings.ts';
import { createFund, type NewFund } from './usecases/createFund.ts';

// `npm run fund -- CODE NAME PROVINCE`: adds a fund and prints its director's token once.

function readFund([code, name, province, ...more]: string[]): NewFund {
  if (code === undefined || name === undefined || province === undefined || more.length > 0) {
    throw new CannotStart('Usage: npm run fund -- CODE "NAME" "PROVINCE"');
  }
  return {
    code: fundText('CODE', code, 1, 64),
    name: fundText('NAME', name, 1, 500),
    province: fundText('PROVINCE', province, 0, 500),
  };
}

/** The embedded database of a service that is running: by its own files, for its own user. */
async function findRunning(dataDir: string): Promise<Installation | null> {
  const read = (name: string) => fs.readFile(path.join(dataDir, 'postgres', name), 'utf8');
  try {
    const [password, lock] = await Promise.all([read('password'), read('postmaster.pid')]);
    const port = lock.split('\n')[3];
    const owner = `postgres://postgres:${password}@127.0.0.1:${port}/fund?sslmode=disable`;
    return await openInstallation({ kind: 'server', connectionString: owner }, console.log);
  } catch {
    return null;
  }
}

async function open(place: DatabasePlace): Promise<Installation> {
  const running = place.kind === 'embedded' ? await findRunning(place.dataDir) : null;
  return running ?? (await openInstallation(place, console.log));
}

async function run(): Promise<void> {
  const fund = readFund(process.argv.slice(2));
  const installation = await open(readDatabasePlace(process.env));
  try {
    const { token } = await createFund(installation.ownerConnectionString, fund);
    console.log(`The fund ${fund.code} was created: ${fund.name}`);
    console.log(`Token (shown once): ${token}`);
  } finally {
    await installation.stop();
  }
}

try {
  await run();
} catch (error) {
  const taken = error instanceof DomainError && error.code === 'duplicate';
  const known = error instanceof CannotStart ? error.message : error;
  console.error(taken ? `There is a fund with the code ${process.argv[2]} already` : known);
  process.exitCode = 1;
}
