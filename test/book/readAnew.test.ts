import fc from 'fast-check';
import type { Actor } from '../../src/domain/access/actor.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { FACT_KINDS } from '../../src/domain/books/factKinds.ts';
import { bookDifferences } from '../../src/usecases/books/verifyBook.ts';
import { writeAct, writeActs } from '../../src/usecases/acts/writeActs.ts';
import { readAnew, readLast } from '../../src/usecases/view/readAsKnown.ts';
import { FUND } from '../domain/arbitrary/arbitraryFund.ts';
import { runs } from '../domain/arbitrary/arbitraryLoan.ts';
import { bookUpTo, saidAt, shapeOf } from '../support/bookShape.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterFacts } from '../support/enterFacts.ts';
import { entries } from '../support/entries.ts';
import {
  EVERY_FACT,
  FIRST_FACTS,
  RANDOM_FACT,
  BOOKED_LATER,
  mayBeBookedLater,
  recordRandom,
  type RandomFact,
} from '../support/randomFacts.ts';

let db: TestDatabase;

let funds = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** Records facts in one act, or those booked later in an act of their own. */
async function record(actor: Actor, facts: readonly RandomFact[]): Promise<void> {
  const isLate = (fact: RandomFact): boolean => fact.amount % 2 === 0 && mayBeBookedLater(fact);
  for (const late of [null, BOOKED_LATER]) {
    const booked = facts.filter((fact) => isLate(fact) === (late !== null));
    if (booked.length === 0) continue;
    await writeAct<void>(db.database, {
      actor,
      from: NO_REQUEST,
      late,
      keyed: null,
      carryOut: async (fund) => {
        for (const fact of booked) recordRandom(fund, fact);
      },
      answerOf: () => ({ status: 200, answer: null }),
      replay: () => undefined,
    });
  }
}

/** Holds the fund's book in memory against one read anew: each fact, each index, each answer. */
async function expectAsReadAnew(fundId: string): Promise<void> {
  await readLast(db.database, fundId, (live, { knownAt }) =>
    readAnew(db.database, fundId, async (anew, { knownAt: last }) => {
      expect(last).toEqual(knownAt);
      expect(bookDifferences(live, anew, knownAt)).toEqual([]);
      expect(shapeOf(live.book)).toEqual(shapeOf(anew.book));
      expect(saidAt(live, knownAt)).toEqual(saidAt(anew, knownAt));
    }),
  );
}

/** Holds what a book says at an instant against a book that has never heard of anything later. */
async function expectAsKnownThen(fundId: string, places: readonly number[]): Promise<void> {
  await readLast(db.database, fundId, (live) => {
    const { log } = live.book;
    for (const place of places) {
      const instant = log[place % log.length]?.recordedAt ?? 0;
      const knownAt = new Date(instant);
      expect(saidAt(live, knownAt)).toEqual(
        saidAt({ book: bookUpTo(live.book, instant) }, knownAt),
      );
    }
  });
}

const ACTS = fc.array(fc.array(RANDOM_FACT, { minLength: 1, maxLength: 4 }), {
  minLength: 4,
  maxLength: 25,
  size: 'max',
});

test('a book kept up act by act is the one read anew, and says of earlier instants what it said then', async () => {
  await fc.assert(
    fc.asyncProperty(ACTS, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), async (acts, at) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      for (const facts of [FIRST_FACTS, ...acts]) await record(actor, facts);
      await expectAsReadAnew(fundId);
      await expectAsKnownThen(fundId, at);
    }),
    runs(2),
  );
}, 600_000);

test('so it is with a fact of every kind', async () => {
  const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
  for (const fact of [...FIRST_FACTS, ...EVERY_FACT]) await record(actor, [fact]);
  await expectAsReadAnew(fundId);
  await readLast(db.database, fundId, async ({ book }) => {
    const kinds = new Set(book.log.map(({ factKind }) => factKind));
    expect([...kinds].toSorted()).toEqual(FACT_KINDS.toSorted());
    await expectAsKnownThen(fundId, [...book.log.keys()]);
  });
});

test('so it is with loans whose facts the rules allow', async () => {
  await fc.assert(
    fc.asyncProperty(FUND, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), async (made, at) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      for (const loan of made.facts.loans) {
        await writeActs(db.database, actor, NO_REQUEST, async (fund) => {
          const by = entries(fund);
          const { id: borrower } = by.cooperative({ code: loan.id });
          const { id } = by.loan(borrower, { ...loan.terms, contractNumber: loan.id });
          enterFacts(fund, id, loan.facts);
        });
      }
      await expectAsReadAnew(fundId);
      await expectAsKnownThen(fundId, at);
    }),
    runs(10),
  );
}, 600_000);
