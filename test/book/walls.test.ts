import fc from 'fast-check';
import { readBook } from '../../src/book/shelf.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { readFund, type Database } from '../../src/store/database/database.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { saidAt, shapeOf } from '../support/bookShape.ts';
import { createTestDatabase, openPatiently, type TestDatabase } from '../support/database.ts';
import { FIRST_FACTS, RANDOM_FACT, recordRandom, type RandomFact } from '../support/randomFacts.ts';

// Another fund's facts can never be in a fund's book, whatever goes on at once in a process.

let db: TestDatabase;

let fundsAdded = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

async function addFunds(count: number): Promise<Actor[]> {
  const added: Actor[] = [];
  for (let n = 0; n < count; n += 1) {
    fundsAdded += 1;
    added.push((await db.addFund(`F${fundsAdded}`)).actor);
  }
  return added;
}

async function withDatabase<T>(
  options: { readonly fundsInMemory?: number },
  act: (database: Database) => Promise<T>,
): Promise<T> {
  const failed = (error: Error): void => {
    throw error;
  };
  const database = openPatiently(db.ownerConnectionString, failed, options);
  try {
    return await act(database);
  } finally {
    await database.close();
  }
}

const record = (
  database: Database,
  actor: Actor,
  facts: readonly RandomFact[],
): Promise<string[]> =>
  writeActs(database, actor, NO_REQUEST, async (fund) => {
    expect(fund.book.fundId).toBe(actor.fundId);
    for (const fact of facts) recordRandom(fund, fact);
    return fund.recorded.map(({ id }) => id);
  });

/** The ids of all that a fund's book knows, in its order. */
const bookIds = (database: Database, { fundId }: Actor): Promise<string[]> =>
  readLast(database, fundId, (fund, { knownAt }) => {
    expect(fund.book.fundId).toBe(fundId);
    saidAt(fund, knownAt);
    const { log } = fund.book;
    return log.filter(({ recordedAt }) => recordedAt <= knownAt.getTime()).map(({ id }) => id);
  });

/** The ids of a fund's facts as a superuser sees them, whom no wall stops. */
async function storedIds({ fundId }: Actor): Promise<string[]> {
  const { rows } = await db.asOwner(
    `select id from fact where fund_id = '${fundId}' order by recorded_at`,
  );
  return rows.map(({ id }) => String(id));
}

/** Holds each fund's book against what is stored of that fund, and against a book read anew. */
async function expectOwnFacts(database: Database, funds: readonly Actor[]): Promise<void> {
  for (const actor of funds) {
    const stored = await storedIds(actor);
    expect(stored.length).toBeGreaterThan(FIRST_FACTS.length);
    expect(await bookIds(database, actor)).toEqual(stored);
    const anew = await readFund(database, actor.fundId, readBook);
    await readLast(database, actor.fundId, ({ book }) => {
      expect(shapeOf(book)).toEqual(shapeOf(anew));
    });
  }
}

/** Writes facts to funds in turn, all at once, each with a read of its fund and of the next beside it. */
async function load(database: Database, funds: readonly Actor[], count: number): Promise<void> {
  const own = new Map(funds.map(({ fundId }) => [fundId, new Set<string>()]));
  const facts = fc.sample(RANDOM_FACT, { numRuns: count, seed: 20_261_129 });
  const read: [fundId: string, ids: readonly string[]][] = [];
  await Promise.all(
    facts.flatMap((fact, index) => {
      const actor = funds[index % funds.length] as Actor;
      const neighbour = funds[(index + 1) % funds.length] as Actor;
      return [
        record(database, actor, [fact, { ...fact, kind: 'capital_movement' }]).then((ids) =>
          ids.forEach((id) => own.get(actor.fundId)?.add(id)),
        ),
        ...[actor, neighbour].map(async (each) => {
          read.push([each.fundId, await bookIds(database, each)]);
        }),
      ];
    }),
  );
  expect(read).toHaveLength(2 * count);
  for (const actor of funds) {
    const stored = await storedIds(actor);
    expect(stored).toEqual(expect.arrayContaining([...(own.get(actor.fundId) ?? [])]));
    // What a read saw in the middle is a beginning of what there is in the end.
    for (const [fundId, ids] of read) {
      if (fundId === actor.fundId) expect(ids).toEqual(stored.slice(0, ids.length));
    }
  }
}

describe('the books of three funds in one process', () => {
  test('have their own facts and no other, under many reads and writes at once', async () => {
    const funds = await addFunds(3);
    await Promise.all(funds.map((actor) => record(db.database, actor, FIRST_FACTS)));
    await load(db.database, funds, 120);
    await expectOwnFacts(db.database, funds);
  });

  test('answer right where one book at a time is kept in memory', async () => {
    const funds = await addFunds(3);
    await withDatabase({ fundsInMemory: 1 }, async (database) => {
      for (let turn = 0; turn < 3; turn += 1) {
        for (const actor of funds) {
          await record(database, actor, FIRST_FACTS);
          expect(await bookIds(database, actor)).toEqual(await storedIds(actor));
        }
      }
      await load(database, funds, 45);
      await expectOwnFacts(database, funds);
    });
  });
});

test('a process that has read no book yet reads and writes those of many funds at once', async () => {
  // More funds than a process has connections.
  const funds = await addFunds(14);
  for (const actor of funds) await record(db.database, actor, [...FIRST_FACTS, ...FIRST_FACTS]);
  await withDatabase({}, async (database) => {
    await Promise.all(
      funds.flatMap((actor) => [
        bookIds(database, actor),
        record(database, actor, FIRST_FACTS),
        bookIds(database, actor),
      ]),
    );
    await expectOwnFacts(database, funds);
  });
});
