import { calendarDate } from '../../src/domain/primitives/dates.ts';
import fc from 'fast-check';
import type { CalendarDate } from '../../src/domain/primitives/dates.ts';
import { NO_FACTS, type LoanFacts } from '../../src/domain/loans/facts.ts';
import { balances, type FundFacts } from '../../src/domain/fund/balances.ts';
import { positionsAt } from '../../src/domain/loans/portfolio.ts';
import { sum, text } from '../../src/domain/primitives/money.ts';
import { lastRecordedAt, type FundAct } from '../../src/book/fund.ts';
import { loadLoanFactsOf } from '../../src/book/loans.ts';
import { cashAsKnown, listCapitalMovements } from '../../src/book/rules.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { CapitalMovementEntry } from '../../src/store/fund/capitalMovement.ts';
import { reverseFact } from '../../src/usecases/acts/reverseFact.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { FUND, type Fund } from '../domain/arbitrary/arbitraryFund.ts';
import { runs } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterFacts, type Fact } from '../support/enterFacts.ts';
import { entries } from '../support/entries.ts';
import { plain } from '../support/loans.ts';

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
function enterFund(act: FundAct, { facts }: Fund) {
  const entered: Entered[] = [];
  const by = entries(act);
  for (const [index, fact] of facts.capitalMovements.entries()) {
    const { kind, source, effectiveOn, amount } = fact;
    const moved = {
      kind,
      amount,
      documentNumber: `${index}`,
      method: null,
      source,
      bearsRisk: null,
    };
    const said = { factKind: 'capital_movement', effectiveOn, ...moved } as const;
    entered.push({ id: act.record<CapitalMovementEntry>(said).id, fact });
  }
  const loans = [];
  for (const loan of facts.loans) {
    const { id: cooperativeId } = by.cooperative({ code: loan.id });
    const { id } = by.loan(cooperativeId, { ...loan.terms, contractNumber: loan.id }, loan.source);
    entered.push(...enterFacts(act, id, loan.facts));
    loans.push({ ...loan, id });
  }
  return { entered, loans };
}

/** What a fact says to the domain: the rest, and the sum of an allocation, is what the store adds. */
function saidBy(fact: Fact): unknown {
  const stored = ['id', 'voucherNumber', 'factKind', 'loanId', 'method', 'litigationCaseId'];
  const recorded = ['recordedAt', 'recordedBy', 'late', 'reversal'];
  const summed = 'allocation' in fact ? ['amount'] : [];
  // By which decision a loan was charged off, and why (R40).
  const decided = ['decisionNumber', 'ground'];
  const added = new Set([...stored, ...recorded, ...summed, ...decided]);
  return plain(Object.fromEntries(Object.entries(fact).filter(([name]) => !added.has(name))));
}

/** The facts of each kind in one order, whatever order they come in. */
const inOrder = (facts: LoanFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, list]) => [
      kind,
      list && (list as readonly Fact[]).map((each) => JSON.stringify(saidBy(each))).toSorted(),
    ]),
  );

/** The facts that are left where some are not. */
const without = (facts: LoanFacts, gone: ReadonlySet<unknown>) =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, list]) => [
      kind,
      list && (list as readonly Fact[]).filter((each) => !gone.has(each)),
    ]),
  ) as unknown as LoanFacts;

/** The days on which something of a loan or of the charter capital counts for the first time. */
const daysOf = (cash: FundFacts['cash'], loans: FundFacts['loans']): CalendarDate[] => [
  ...cash.all.map((each) => each.on),
  ...loans.flatMap(({ facts }) => facts.chargeOffs.map((each) => each.effectiveOn)),
];

test('reversed facts of every kind are as if never entered, and R18 holds before and after', async () => {
  let funds = 0;
  await fc.assert(
    fc.asyncProperty(FUND, fc.nat({ max: 1 }), async (fund, parity) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      const write = <T>(act: (fund: FundAct) => Promise<T>): Promise<T> =>
        writeActs(db.database, actor, NO_REQUEST, act);
      const { loans, entered, before } = await write(async (act) => ({
        ...enterFund(act, fund),
        before: lastRecordedAt(act),
      }));
      const gone = entered.filter((_, index) => index % 2 === parity);
      const after = await write(async (act) => {
        for (const { id } of gone) reverseFact(act, id, 'nhập nhầm');
        return lastRecordedAt(act);
      });
      const never = new Set(gone.map((each) => each.fact));
      for (const [knownAt, left] of [
        [before, new Set()],
        [after, never],
      ] as const) {
        await readLast(db.database, fundId, (book) => {
          const known = loadLoanFactsOf(
            book,
            loans.map(({ id }) => id),
            { asOf: calendarDate('2030-12-31'), knownAt },
          );
          const stored = loans.map((each) => ({ ...each, facts: known.get(each.id) ?? NO_FACTS }));
          for (const [index, { facts }] of loans.entries()) {
            const expected = inOrder(without(facts, left));
            expect(inOrder(stored[index]?.facts ?? NO_FACTS)).toEqual(expected);
          }
          const movements = listCapitalMovements(book, knownAt);
          const capitalMovements = movements.filter((each) => each.reversedAt === null);
          const cash = cashAsKnown(book, knownAt);
          const none = {
            cases: [],
            suspension: null,
            inactive: new Set<string>(),
            plannedMovements: [],
            sourceNames: new Map<string, string>(),
          };
          const all = { loans: stored, capitalMovements, cash, ...none };
          for (const day of daysOf(cash, stored)) {
            const at = balances(all, positionsAt(all, fund.rules, day), day);
            const parts = at.principalOutstanding
              .plus(at.availablePrincipal)
              .plus(at.principalChargedOff);
            expect(text(parts)).toBe(text(sum(at.sources.map(({ capital }) => capital))));
          }
        });
      }
    }),
    runs(10),
  );
}, 600_000);
