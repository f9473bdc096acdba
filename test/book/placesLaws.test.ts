import fc from 'fast-check';
import type { Actor } from '../../src/domain/access/actor.ts';
import { availableAt } from '../../src/domain/fund/cash.ts';
import { addDays, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { sum, text } from '../../src/domain/primitives/money.ts';
import { entrustments, incomeChanges } from '../../src/book/places.ts';
import { cashAsKnown } from '../../src/book/rules.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { placeBook, placesAt } from '../../src/usecases/fund/lookUpPlaces.ts';
import { writeAct } from '../../src/usecases/acts/writeActs.ts';
import { verifyBooks } from '../../src/usecases/books/verify.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { runs } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { on } from '../support/entries.ts';
import {
  BOOKED_LATER,
  FIRST_FACTS,
  mayBeBookedLater,
  RANDOM_FACT,
  recordRandom,
  type RandomFact,
} from '../support/randomFacts.ts';

// Whatever is entered, reversed and booked later, all places together come to the money of the fund (R35).

let db: TestDatabase;

let funds = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** Records a fact in an act of its own, every other one that may be so booked later (R42). */
const record = (actor: Actor, fact: RandomFact): Promise<void> =>
  writeAct<void>(db.database, {
    actor,
    from: NO_REQUEST,
    late: fact.amount % 2 === 0 && mayBeBookedLater(fact) ? BOOKED_LATER : null,
    keyed: null,
    carryOut: async (fund) => recordRandom(fund, fact),
    answerOf: () => ({ status: 200, answer: null }),
    replay: () => undefined,
  });

/** Kinds that move money, and reversals. */
const MOVING =
  /^(capital_movement|disbursement|repayment|transfer|income_movement|place|fund_opening|reversal)$/;

const FACTS = fc.array(
  RANDOM_FACT.filter(({ kind }) => MOVING.test(kind)),
  { minLength: 10, maxLength: 40, size: 'max' },
);

const DAYS = ['2022-12-31', '2023-03-31', '2023-12-31', '2024-12-31', '2034-12-31', '2035-06-30'];

async function expectWhole(fundId: string): Promise<void> {
  await readLast(db.database, fundId, async (fund, { knownAt }) => {
    const cash = [...cashAsKnown(fund, knownAt).bySource.values()].flat();
    const income = [...incomeChanges(fund, knownAt)];
    const entrusted = entrustments(fund, knownAt);
    for (const day of DAYS.map((each) => on(each))) {
      const { places, total } = await placesAt(fund, { asOf: day, knownAt });
      const money = [cash, income, entrusted].map((changes) => availableAt(changes, day));
      expect(text(sum(places.map((each) => each.balance)))).toBe(text(sum(money)));
      expect(text(total)).toBe(text(sum(money)));
    }
  });
}

/** The book of each place goes from the balance of one day to that of another, line by line. */
async function expectBooks(fundId: string, from: CalendarDate, to: CalendarDate): Promise<void> {
  await readLast(db.database, fundId, async (fund, { knownAt }) => {
    const balances = async (asOf: CalendarDate) =>
      (await placesAt(fund, { asOf, knownAt })).places.map(({ place, balance }) => [
        place.id,
        text(balance),
      ]);
    const { places } = await placesAt(fund, { asOf: to, knownAt });
    const books = await Promise.all(
      places.map(({ place }) => placeBook(fund, place.id, { from, to, knownAt })),
    );
    const last = books.map(({ place, opening, lines }) => [
      place.id,
      text(sum([opening, ...lines.map(({ move }) => move.amount)])),
    ]);
    expect(books.map(({ place, opening }) => [place.id, text(opening)])).toEqual(
      await balances(addDays(from, -1)),
    );
    expect(last).toEqual(await balances(to));
  });
}

/** What the ledger says of no position: each entry as the facts ask for it, and the sums of the fund. */
async function ledgerDifferences(fundId: string): Promise<unknown[]> {
  return readLast(db.database, fundId, async (fund, { knownAt }) => {
    const { ledger } = await verifyBooks(fund, { asOf: on('2035-06-30'), knownAt });
    return ledger.filter(({ code }) => code !== 'position');
  });
}

test('places come to the money of the fund, on every day and line by line', async () => {
  await fc.assert(
    fc.asyncProperty(FACTS, async (facts) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      for (const fact of [...FIRST_FACTS, ...facts]) await record(actor, fact);
      await expectWhole(fundId);
      await expectBooks(fundId, on('2023-02-01'), on('2024-01-31'));
      await expectBooks(fundId, on('2022-07-01'), on('2036-01-01'));
      expect(await ledgerDifferences(fundId)).toEqual([]);
    }),
    runs(4),
  );
}, 300_000);
