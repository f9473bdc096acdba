import { CannotStart, type DatabasePlace } from './settings.ts';
import { connectOwner } from '../store/database/database.ts';
import { CannotStartDatabase } from '../store/installation/postgresPlace.ts';
import {
  findRunningPostgres,
  hasEmbeddedPostgres,
  serviceLogin,
  startEmbeddedPostgres,
} from '../store/installation/embeddedPostgres.ts';
import { CannotMigrate, migrate } from '../store/installation/migrate.ts';

/** A database, reached as its owner and as the service. */
export interface Installation {
  readonly ownerConnectionString: string;
  /**
   * On one's own server that of the owner, who is to be no superuser, and lays that role aside. In the
   * embedded database, whose owner is a superuser, the service has a login of its own.
   */
  readonly serviceConnectionString: string;
  stop(): Promise<void>;
}

function* causes(error: unknown): Generator<Error & { code?: string }> {
  for (let each = error; each instanceof Error; each = each.cause) {
    yield each;
    if (each instanceof AggregateError) for (const part of each.errors) yield* causes(part);
  }
}

const REASONS: readonly [code: RegExp, reason: string][] = [
  [/^28P01$/, 'refuses the user or password of DATABASE_URL'],
  [/^28000$/, 'refuses the user of DATABASE_URL'],
  [/^3D000$/, 'has no database of the name in DATABASE_URL'],
  [/^42501$/, 'does not let the user of DATABASE_URL own tables and create roles'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'is not found: check the host in DATABASE_URL'],
  [/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'does not answer'],
];

/** Why a server given by DATABASE_URL cannot be used, without its password. */
function explain(error: unknown, connectionString: string): unknown {
  if (error instanceof CannotMigrate) return new CannotStart(error.message);
  const { hostname, port } = new URL(connectionString);
  const server = `The database server ${hostname}:${port || '5432'}`;
  for (const { code = '', message } of causes(error)) {
    const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
    if (reason !== undefined) return new CannotStart(`${server} ${reason}`);
    if (/timeout|terminated/i.test(message)) return new CannotStart(`${server} does not answer`);
    if (/SSL|certificate|SCRAM|SASL/i.test(message))
      return new CannotStart(`${server}: ${message}`);
  }
  return error;
}

interface Place {
  readonly connectionString: string;
  stop(): Promise<void>;
}

const leave = async () => undefined;

async function startPlace(place: DatabasePlace, print: (line: string) => void): Promise<Place> {
  if (place.kind === 'server') return { ...place, stop: leave };
  try {
    return await startEmbeddedPostgres({ dataDir: place.dataDir, onProgress: print });
  } catch (error) {
    throw error instanceof CannotStartDatabase ? new CannotStart(error.message) : error;
  }
}

/** The database of the service that is running on it, else it is started. */
async function joinPlace(place: DatabasePlace, print: (line: string) => void): Promise<Place> {
  const running = place.kind === 'embedded' ? await findRunningPostgres(place.dataDir) : null;
  return running === null ? startPlace(place, print) : { connectionString: running, stop: leave };
}

async function open(
  { connectionString, stop }: Place,
  prepare: (owner: string) => Promise<string>,
): Promise<Installation> {
  try {
    const serviceConnectionString = await prepare(connectionString);
    return { ownerConnectionString: connectionString, serviceConnectionString, stop };
  } catch (error) {
    await stop();
    throw explain(error, connectionString);
  }
}

/** Brings a database to this release's migrations; says how the service is to reach it. */
const migrated =
  (place: DatabasePlace, print: (line: string) => void, through?: number) =>
  async (owner: string) => {
    const role = await migrate(owner, print, through);
    return place.kind === 'server' ? owner : serviceLogin(place.dataDir, owner, role);
  };

/**
 * Starts the database if it is the embedded one, and brings it to this release's migrations.
 *
 * @throws CannotStart
 */
export async function openInstallation(
  place: DatabasePlace,
  print: (line: string) => void,
): Promise<Installation> {
  return open(await startPlace(place, print), migrated(place, print));
}

/**
 * As `openInstallation`, but also while the service runs on the embedded database.
 *
 * @param through how many of the migrations a new database is given; all if left out
 * @throws CannotStart
 */
export async function joinInstallation(
  place: DatabasePlace,
  print: (line: string) => void,
  through?: number,
): Promise<Installation> {
  return open(await joinPlace(place, print), migrated(place, print, through));
}

/**
 * A database that is there already, left at the migrations that it has; also while the service
 * runs.
 *
 * @throws CannotStart
 */
export async function joinAsItIs(
  place: DatabasePlace,
  print: (line: string) => void,
): Promise<Installation> {
  if (place.kind === 'embedded' && !(await hasEmbeddedPostgres(place.dataDir))) {
    throw new CannotStart(`There is no database in ${place.dataDir}`);
  }
  return open(await joinPlace(place, print), async (owner) => {
    await (await connectOwner(owner)).end();
    return owner;
  });
}
