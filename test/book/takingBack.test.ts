import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Actor } from '../../src/domain/access/actor.ts';
import { DomainError } from '../../src/domain/primitives/errors.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { constraintOf } from '../../src/store/database/database.ts';
import { writeAct } from '../../src/usecases/acts/writeActs.ts';
import { bookDifferences } from '../../src/usecases/books/verifyBook.ts';
import { readAnew, readLast } from '../../src/usecases/view/readAsKnown.ts';
import { runs } from '../domain/arbitrary/arbitraryLoan.ts';
import { saidAt, shapeOf } from '../support/bookShape.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  BOOKED_LATER,
  FIRST_FACTS,
  mayBeBookedLater,
  RANDOM_FACT,
  recordRandom,
  type RandomFact,
} from '../support/randomFacts.ts';

let db: TestDatabase;

let funds = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** How an act ends once it has recorded its facts. */
const ENDINGS = ['kept', 'refused', 'thrown', 'broken', 'broken late'] as const;

interface Attempt {
  readonly facts: readonly RandomFact[];
  readonly ending: (typeof ENDINGS)[number];
  /** Whether those of its facts that may be booked later are, and no others are recorded (R42). */
  readonly isLate: boolean;
  /** Whether it asks for everything in the middle, with what it has recorded. */
  readonly looks: boolean;
}

const attempts = (endings: readonly Attempt['ending'][]): fc.Arbitrary<Attempt[]> =>
  fc.array(
    fc.record({
      facts: fc.array(RANDOM_FACT, { minLength: 1, maxLength: 4 }),
      ending: fc.constantFrom(...endings),
      isLate: fc.boolean(),
      looks: fc.boolean(),
    }),
    { minLength: 3, maxLength: 15, size: 'max' },
  );

/** A row of a table that no fact of the fund stands behind. */
const ORPHAN = ['fund_plan', { id: randomUUID() }] as const;

function attempt(actor: Actor, { facts, ending, isLate, looks }: Attempt): Promise<void> {
  return writeAct<void>(db.database, {
    actor,
    from: NO_REQUEST,
    late: isLate ? BOOKED_LATER : null,
    keyed: null,
    carryOut: async (fund) => {
      for (const fact of facts.filter((each) => !isLate || mayBeBookedLater(each))) {
        recordRandom(fund, fact);
        if (looks) saidAt(fund, new Date(fund.book.through));
      }
      if (ending === 'refused') throw new DomainError('nothing-outstanding');
      if (ending === 'thrown') throw new Error('thrown in the middle');
      if (ending.startsWith('broken')) fund.keep([ORPHAN]);
      if (ending === 'broken') await fund.write(() => Promise.resolve());
    },
    answerOf: () => ({ status: 200, answer: null }),
    replay: () => undefined,
  });
}

/** What the fund has in the tables, whoever asks. */
async function rowsOf(fundId: string): Promise<unknown> {
  const tables = ['fact', 'loan', 'repayment', 'reversal', 'ledger_posting', 'audit_event'];
  const counts = tables.map(
    (table) => `(select count(*)::int from ${table} where fund_id = '${fundId}') as ${table}`,
  );
  const clock = `(select last_recorded_at from fund_clock where fund_id = '${fundId}') as clock`;
  const asked = `select ${[...counts, clock].join(', ')}`;
  return (await db.asOwner(asked)).rows;
}

/** The book in memory with all that it says, and the rows of the database. */
const state = (fundId: string): Promise<unknown> =>
  readLast(db.database, fundId, async (fund, { knownAt }) => ({
    shape: shapeOf(fund.book),
    said: saidAt(fund, knownAt),
    rows: await rowsOf(fundId),
  }));

/** What an act ends in: null, where it was kept. */
const outcome = (done: Promise<void>): Promise<unknown> =>
  done.then(
    () => null,
    (error: unknown) => error,
  );

async function expectEnded(ending: Attempt['ending'], done: Promise<void>): Promise<void> {
  const error = await outcome(done);
  if (ending === 'kept') expect(error).toBeNull();
  else if (ending === 'refused') expect(error).toBeInstanceOf(DomainError);
  else if (ending === 'thrown') expect(error).toMatchObject({ message: 'thrown in the middle' });
  else expect(constraintOf(error)?.code).toBe('23503');
}

async function expectAsReadAnew(fundId: string): Promise<void> {
  await readLast(db.database, fundId, (live, { knownAt }) =>
    readAnew(db.database, fundId, async (anew) => {
      expect(bookDifferences(live, anew, knownAt)).toEqual([]);
      expect(shapeOf(live.book)).toEqual(shapeOf(anew.book));
      expect(saidAt(live, knownAt)).toEqual(saidAt(anew, knownAt));
    }),
  );
}

const begin = async (): Promise<{ fundId: string; actor: Actor }> => {
  const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
  await attempt(actor, { facts: FIRST_FACTS, ending: 'kept', isLate: false, looks: true });
  return { fundId, actor };
};

test('an act that fails in the middle leaves book and database as they were', async () => {
  await fc.assert(
    fc.asyncProperty(attempts(ENDINGS), async (made) => {
      const { fundId, actor } = await begin();
      for (const each of made) {
        const before = each.ending === 'kept' ? null : await state(fundId);
        await expectEnded(each.ending, attempt(actor, each));
        if (before !== null) expect(await state(fundId)).toEqual(before);
      }
      await expectAsReadAnew(fundId);
    }),
    runs(3),
  );
}, 600_000);

test.each<[string, readonly Attempt['ending'][]]>([
  // One that breaks a constraint makes all of its transaction be tried again, one by one.
  ['are refused or throw', ['kept', 'refused', 'thrown']],
  ['fail in any way', ENDINGS],
])(
  'so it is where acts that %s share a transaction with acts that are kept',
  async (_, endings) => {
    await fc.assert(
      fc.asyncProperty(attempts(endings), async (made) => {
        const { fundId, actor } = await begin();
        const ended = made.map((each) => expectEnded(each.ending, attempt(actor, each)));
        await Promise.all(ended);
        await expectAsReadAnew(fundId);
      }),
      runs(2),
    );
  },
  600_000,
);
