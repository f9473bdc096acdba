import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import pg from 'pg';
import { buildApp } from '../../src/process/app.ts';
import type { App } from '../../src/http/service/appTypes.ts';
import { openDatabase, writeFund, type Database } from '../../src/store/database/database.ts';
import { startEmbeddedPostgres } from '../../src/store/installation/embeddedPostgres.ts';
import { migrate } from '../../src/store/installation/migrate.ts';
import type { Actor } from '../../src/usecases/access/authenticate.ts';
import { systemClock, type Clock } from '../../src/usecases/view/clock.ts';
import { createFund } from '../../src/usecases/fund/createFund.ts';
import { enterFacts } from '../../test/support/enterFacts.ts';
import { entries } from '../../test/support/entries.ts';
import { longLoan, TERMS } from './longLoan.ts';

/** The service with a fund on a temporary database. */
export interface BenchFund {
  readonly database: Database;
  readonly clock: Clock;
  readonly app: App;
  /** A plain connection, past the service's role and its walls. */
  readonly plain: pg.Client;
  readonly actor: Actor;
  readonly token: string;
}

const OTHER_LOANS = 25;

const FACTS_OF_OTHER_LOANS = 40;

/** Enters a loan of so many facts, and some smaller ones of other borrowers; its id. */
export function enterLongLoan(database: Database, actor: Actor, facts: number): Promise<string> {
  return writeFund(database, actor.fundId, async (tx) => {
    const by = entries(tx, actor);
    const enter = async (code: string, count: number): Promise<string> => {
      const { id: cooperativeId } = await by.cooperative({ code });
      const { id } = await by.loan(cooperativeId, { ...TERMS, contractNumber: code });
      await enterFacts(tx, actor, id, longLoan(count));
      return id;
    };
    for (let other = 0; other < OTHER_LOANS; other += 1) {
      await enter(`HTX${other}`, FACTS_OF_OTHER_LOANS);
    }
    return enter('HTX', facts);
  });
}

async function onDatabase<T>(
  connectionString: string,
  measure: (fund: BenchFund) => Promise<T>,
): Promise<T> {
  await migrate(connectionString);
  const named = { code: 'QHT', name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' };
  const { director: actor, token } = await createFund(connectionString, named);
  const database = openDatabase(connectionString, (error) => {
    throw error;
  });
  const clock = systemClock;
  const logger = pino({ level: 'silent' });
  const app = await buildApp({ database, clock, logger, rateLimitPerSecond: 0 });
  const plain = new pg.Client({ connectionString });
  await plain.connect();
  try {
    return await measure({ database, clock, app, plain, actor, token });
  } finally {
    await plain.end();
    await app.close();
    await database.close();
  }
}

/** Starts a database with a fund for the time of a measurement. */
export async function withBenchFund<T>(measure: (fund: BenchFund) => Promise<T>): Promise<T> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-bench-'));
  // Nothing here outlives the run, so nothing needs to reach the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  try {
    return await onDatabase(postgres.connectionString, measure);
  } finally {
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}
