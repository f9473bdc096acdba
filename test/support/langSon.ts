import assert from 'node:assert';
import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { enterExample } from '../../src/demo/example.ts';
import { authenticate } from '../../src/usecases/access/authenticate.ts';
import { systemClock } from '../../src/usecases/view/clock.ts';
import { createDirector, startApiOn, type Api, type AppParts, type Director } from './api.ts';
import { asAdmin, createTestDatabase, underLock, type TestDatabase } from './database.ts';

const TEMPLATE = 'template_lang_son';

const TEMPLATE_LOCK = 1;

const TOKENS = { QHT: 'token-of-lang-son', HAI: 'token-of-the-other' };

/** The day of the provincial report: the example was entered on it. */
const ENTERED_ON = calendarDate('2023-07-07');

/** Enters the example through the use cases into a database, and makes it the template. */
async function createTemplate(): Promise<void> {
  const made = await createTestDatabase();
  const { director } = await createDirector(made, 'QHT', TOKENS.QHT);
  await createDirector(made, 'HAI', TOKENS.HAI);
  assert(await enterExample(made.database, { actor: director, today: ENTERED_ON }));
  // Else the planner takes the tables of every clone for empty.
  await asAdmin('analyze', made.ownerConnectionString);
  await made.database.close();
  const name = new URL(made.ownerConnectionString).pathname.slice(1);
  await asAdmin(`alter database ${name} rename to ${TEMPLATE}`);
}

/** The first of a run's test files that asks makes the template, while others wait for it. */
async function prepareTemplate(): Promise<void> {
  await underLock(TEMPLATE_LOCK, async (session) => {
    const made = await session.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (made.rowCount === 0) await createTemplate();
  });
}

async function directorBy({ database }: TestDatabase, token: string): Promise<Director> {
  const director = await authenticate(
    { database, clock: { ...systemClock, today: () => ENTERED_ON } },
    { kind: 'token', secret: token },
    false,
  );
  assert(director !== null);
  return { director, token };
}

/** The service on a database of its own, the example of Lạng Sơn in the first of its two funds. */
export async function startLangSon(today: string, parts: AppParts = {}): Promise<Api> {
  await prepareTemplate();
  const database = await createTestDatabase(TEMPLATE);
  const fund = await directorBy(database, TOKENS.QHT);
  const other = await directorBy(database, TOKENS.HAI);
  return startApiOn(database, { fund, other }, today, parts);
}
