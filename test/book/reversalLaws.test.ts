import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { NO_FACTS, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { balances, type FundFacts } from '../../../src/domain/fund/balances.ts';
import { positionsAt } from '../../../src/domain/loans/portfolio.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import {
  insertCapitalMovement,
  listCapitalMovements,
} from '../../../src/store/fund/capitalMovement.ts';
import { availableByDay } from '../../../src/store/fund/cash.ts';
import { readFund, writeFund, type FundTx } from '../../../src/store/database/database.ts';
import { lastRecordedAt, reverseFact } from '../../../src/store/database/fact.ts';
import { loadAllLoanFacts } from '../../../src/store/loans/loanFacts.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { FUND, type Fund } from '../../domain/arbitrary/arbitraryFund.ts';
import { runs } from '../../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { enterFacts, type Fact } from '../../support/enterFacts.ts';
import { entries } from '../../support/entries.ts';
import { plain } from '../../support/loans.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

type Movement = FundFacts['capitalMovements'][number];

interface Entered {
  readonly id: string;
  readonly fact: Fact | Movement;
}

/** Enters a fund as it was made up; its loans get the ids that the store gave them. */
async function enterFund(tx: FundTx, actor: Actor, { facts }: Fund) {
  const entered: Entered[] = [];
  const by = entries(tx, actor);
  for (const [index, fact] of facts.capitalMovements.entries()) {
    const { kind, effectiveOn, amount } = fact;
    const recorded = await by.record('capital_movement', effectiveOn);
    const document = { documentNumber: `${index}`, method: null };
    await insertCapitalMovement(tx, recorded, { kind, amount, ...document });
    entered.push({ id: recorded.id, fact });
  }
  const loans = [];
  for (const loan of facts.loans) {
    const { id: cooperativeId } = await by.cooperative({ code: loan.id });
    const { id } = await by.loan(cooperativeId, { ...loan.terms, contractNumber: loan.id });
    entered.push(...(await enterFacts(tx, actor, id, loan.facts)));
    loans.push({ ...loan, id });
  }
  return { entered, loans };
}

/** The facts of each kind in one order, whatever order they come in; ids and vouchers are the store's. */
const inOrder = (facts: LoanFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, list]) => [
      kind,
      (list as readonly Fact[])
        .map((each) => ({ ...each, id: undefined, voucherNumber: undefined }))
        .map((each) => JSON.stringify(plain(each)))
        .toSorted(),
    ]),
  );

/** The facts that are left where some are not. */
const without = (facts: LoanFacts, gone: ReadonlySet<unknown>) =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, list]) => [
      kind,
      (list as readonly Fact[]).filter((each) => !gone.has(each)),
    ]),
  ) as unknown as LoanFacts;

/** The days on which something of a loan or of the charter capital counts for the first time. */
const daysOf = (cash: FundFacts['cash'], loans: FundFacts['loans']): CalendarDate[] => [
  ...cash.map((each) => each.on),
  ...loans.flatMap(({ facts }) => facts.chargeOffs.map((each) => each.effectiveOn)),
];

test('reversed facts of every kind are as if never entered, and R18 holds before and after', async () => {
  let funds = 0;
  await fc.assert(
    fc.asyncProperty(FUND, fc.nat({ max: 1 }), async (fund, parity) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      const { loans, entered, before } = await writeFund(db.database, fundId, async (tx) => ({
        ...(await enterFund(tx, actor, fund)),
        before: await lastRecordedAt(tx),
      }));
      const gone = entered.filter((_, index) => index % 2 === parity);
      const after = await writeFund(db.database, fundId, async (tx) => {
        for (const { id } of gone) await reverseFact(tx, id, 'nhập nhầm', actor);
        return lastRecordedAt(tx);
      });
      const never = new Set(gone.map((each) => each.fact));
      for (const [knownAt, left] of [
        [before, new Set()],
        [after, never],
      ] as const) {
        await readFund(db.database, fundId, async (tx) => {
          const known = await loadAllLoanFacts(tx, knownAt);
          const stored = loans.map((each) => ({ ...each, facts: known.get(each.id) ?? NO_FACTS }));
          for (const [index, { facts }] of loans.entries()) {
            const expected = inOrder(without(facts, left));
            expect(inOrder(stored[index]?.facts ?? NO_FACTS)).toEqual(expected);
          }
          const movements = await listCapitalMovements(tx, knownAt);
          const capitalMovements = movements.filter((each) => each.reversedAt === null);
          const cash = await availableByDay(tx, knownAt);
          const none = {
            cases: [],
            suspension: null,
            inactive: new Set<string>(),
            plannedMovements: [],
          };
          const all = { loans: stored, capitalMovements, cash, ...none };
          for (const day of daysOf(cash, stored)) {
            const at = balances(all, positionsAt(all, fund.calendar, day), day);
            const parts = at.principalOutstanding
              .plus(at.availablePrincipal)
              .plus(at.principalChargedOff);
            expect(text(parts)).toBe(text(at.charterCapital));
          }
        });
      }
    }),
    runs(10),
  );
}, 600_000);
