import fc from 'fast-check';
import { saidAt, shapeOf } from '../support/bookShape.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { Database } from '../../src/store/database/database.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { auditDifferences } from '../../src/usecases/books/verifyAudit.ts';
import { bookDifferences } from '../../src/usecases/books/verifyBook.ts';
import { readAnew, readLast } from '../../src/usecases/view/readAsKnown.ts';
import { runs } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, openPatiently, type TestDatabase } from '../support/database.ts';
import { FIRST_FACTS, RANDOM_FACT, recordRandom, type RandomFact } from '../support/randomFacts.ts';

// Two processes on one database: each has its own connections and its own books.

let db: TestDatabase;

let processes: readonly [Database, Database];

let funds = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  const another = openPatiently(db.ownerConnectionString, (error) => {
    throw error;
  });
  processes = [db.database, another];
});
afterAll(async () => {
  await processes[1].close();
  await db.close();
});

/** Records facts in one of the processes; says how many there are then. */
const record = (at: 0 | 1, actor: Actor, facts: readonly RandomFact[]): Promise<number> =>
  writeActs(processes[at], actor, NO_REQUEST, async (fund) => {
    for (const fact of facts) recordRandom(fund, fact);
    return fund.book.log.length;
  });

const known = (at: 0 | 1, fundId: string): Promise<number> =>
  readLast(processes[at], fundId, ({ book }) => book.log.length);

/** Holds the book of each process against one that is read anew. */
async function expectBothAsReadAnew(fundId: string): Promise<void> {
  for (const database of processes) {
    await readLast(database, fundId, (live, { knownAt }) =>
      readAnew(database, fundId, async (anew, { knownAt: last }) => {
        expect(last).toEqual(knownAt);
        expect(bookDifferences(live, anew, knownAt)).toEqual([]);
        expect(shapeOf(live.book)).toEqual(shapeOf(anew.book));
        expect(saidAt(live, knownAt)).toEqual(saidAt(anew, knownAt));
        expect(await auditDifferences(anew)).toEqual([]);
      }),
    );
  }
}

const TURNS = fc.array(
  fc.record({
    at: fc.constantFrom<0 | 1>(0, 1),
    facts: fc.array(RANDOM_FACT, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 4, maxLength: 16, size: 'max' },
);

test('what one process wrote the other sees at its next read, and in its next act', async () => {
  await fc.assert(
    fc.asyncProperty(TURNS, async (turns) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      await record(0, actor, FIRST_FACTS);
      expect(await known(1, fundId)).toBe(FIRST_FACTS.length);
      for (const { at, facts } of turns) {
        const written = await record(at, actor, facts);
        expect(await known(at === 0 ? 1 : 0, fundId)).toBe(written);
      }
      await expectBothAsReadAnew(fundId);
    }),
    runs(5),
  );
}, 600_000);

test('so it is where both write and read at once', async () => {
  await fc.assert(
    fc.asyncProperty(TURNS, async (turns) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      await record(0, actor, FIRST_FACTS);
      await Promise.all(
        turns.map(async ({ at, facts }) => {
          const written = await record(at, actor, facts);
          // Acknowledged to one process, it is seen in the other.
          expect(await known(at === 0 ? 1 : 0, fundId)).toBeGreaterThanOrEqual(written);
        }),
      );
      await expectBothAsReadAnew(fundId);
    }),
    runs(5),
  );
}, 600_000);
