import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { errorForLog } from '../../src/process/errorForLog.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const SECRET = 'Nguyễn Thị Bí Mật';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

/** What the log has of the error of a statement. */
async function loggedOf(statement: ReturnType<typeof sql>): Promise<string> {
  const db = drizzle({ client: database.database.pool });
  const error: unknown = await db.execute(statement).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(Error);
  return JSON.stringify(errorForLog(error));
}

describe('the log of an error of the database', () => {
  test.each([
    ['that does not know a table', sql`select ${SECRET} from no_such_table`, '42P01'],
    ['that cannot read a value', sql`select ${SECRET}::uuid`, '22P02'],
    ['about JSON', sql`select ${`{"name": "${SECRET}`}::json`, '22P02'],
    ['about a number', sql`select (${'123456789012345678901'}::text)::bigint`, '22003'],
  ])('%s has its code and place, and no value', async (_, statement, code) => {
    const logged = await loggedOf(statement);
    expect(logged).toContain(`"code":"${code}"`);
    expect(logged).toMatch(/errorLog\.test\.ts/);
    for (const value of [SECRET, '123456789012345678901']) expect(logged).not.toContain(value);
  });

  test('about a row that breaks a constraint names the constraint, and not the row', async () => {
    const id = randomUUID();
    const insert = sql`insert into fund_clock (fund_id, last_recorded_at) values (${id}, now())`;
    const logged = await loggedOf(insert);
    expect(logged).toMatch(/"code":"(23\d{3}|42501)"/);
    expect(logged).not.toContain(id);
  });
});

describe('the log of another error', () => {
  test('has its message, its frames and its causes, at most five deep', () => {
    let error = new Error('the first');
    for (let depth = 0; depth < 8; depth += 1) error = new Error(`${depth}`, { cause: error });
    const logged = JSON.stringify(errorForLog(error));
    expect(logged.split('"cause"')).toHaveLength(6);
    expect(logged).toContain('errorLog.test.ts');
    expect(errorForLog('no error')).toBe('no error');
  });
});
