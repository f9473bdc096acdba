import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fund } from '../../src/book/fund.ts';
import { loadRules } from '../../src/book/rules.ts';
import { fundBalances, type SourceBalances } from '../../src/domain/fund/balances.ts';
import type { Portfolio } from '../../src/domain/handover/portfolio.ts';
import { factsUntil } from '../../src/domain/loans/facts.ts';
import { addDays, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { sum, text, ZERO, type Money } from '../../src/domain/primitives/money.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { CapitalMovementEntry } from '../../src/store/fund/capitalMovement.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { drawUp } from '../../src/usecases/handover/drawUp.ts';
import { enterHandover, reverseHandoverEntry } from '../../src/usecases/handover/enterHandover.ts';
import { drawn } from '../../src/usecases/handover/handOver.ts';
import { listLoansAt } from '../../src/usecases/loans/lookUpLoans.ts';
import { loadFundFacts } from '../../src/usecases/reports/loadFundFacts.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { FUND } from '../domain/arbitrary/arbitraryFund.ts';
import { runs, START } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterFacts } from '../support/enterFacts.ts';
import { entries } from '../support/entries.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

type Made = typeof FUND extends fc.Arbitrary<infer Of> ? Of : never;

/** Enters what a fund did before a day. */
function enterBefore(actor: Actor, { facts }: Made, on: CalendarDate): Promise<void> {
  return writeActs(db.database, actor, NO_REQUEST, (act) => {
    const by = entries(act);
    const { id } = by.cooperative({ code: 'HTX1' });
    for (const movement of facts.capitalMovements) {
      if (movement.effectiveOn >= on) continue;
      const { kind, source, amount, effectiveOn, documentNumber } = movement;
      const said = { factKind: 'capital_movement', effectiveOn, kind, source, amount } as const;
      act.record<CapitalMovementEntry>({ ...said, documentNumber, method: null, bearsRisk: null });
    }
    for (const loan of facts.loans) {
      const terms = { ...loan.terms, contractNumber: loan.id };
      const before = factsUntil(loan.facts, addDays(on, -1));
      enterFacts(act, by.loan(id, terms, loan.source).id, before);
    }
    return Promise.resolve();
  });
}

type Actor = Awaited<ReturnType<TestDatabase['addFund']>>['actor'];

const sourcesOn = (fundId: string, asOf: CalendarDate): Promise<readonly SourceBalances[]> =>
  readLast(db.database, fundId, (fund, { knownAt }) => {
    const view = { asOf, knownAt };
    return fundBalances(loadFundFacts(fund, view), loadRules(fund, knownAt), asOf).sources;
  });

const positionsOn = (fund: Fund, asOf: CalendarDate, knownAt: Date) =>
  listLoansAt(fund, { asOf, knownAt }, {});

/** What loans lost for good, as it came back as income (R40). */
const lostOf = ({ notCarriedOver }: Portfolio, about: string): Money =>
  sum(
    notCarriedOver
      .filter((each) => each.what === 'recovered_as_income' && each.about === about)
      .map((each) => each.amount ?? ZERO),
  );

test('what two funds have is the same before and after one is handed over, by source and loan by loan', async () => {
  let funds = 0;
  await fc.assert(
    fc.asyncProperty(
      FUND,
      fc.nat({ max: 700 }),
      fc.nat({ max: 300 }),
      async (made, days, later) => {
        const on = addDays(START, days + 1);
        const from = await db.addFund(`A${(funds += 1)}`);
        const into = await db.addFund(`B${funds}`);
        await enterBefore(from.actor, made, on);
        const portfolio = await readLast(db.database, from.fundId, (fund, { knownAt }) =>
          drawUp(fund, on, knownAt),
        );
        const answers = {
          sameAs: new Map(),
          newCodes: new Map(),
          newNumbers: new Map(),
          localities: new Map(),
          sources: new Map(),
          ownRules: false,
        };
        const sent = { portfolio, documentNumber: '1/BB', answers, text: drawn(portfolio).text };
        const by = { actor: into.actor, today: addDays(on, 1_000) };
        const { entry } = await writeActs(db.database, into.actor, NO_REQUEST, (act) =>
          enterHandover(act, by, sent),
        );

        const before = await sourcesOn(from.fundId, addDays(on, -1));
        const after = new Map((await sourcesOn(into.fundId, on)).map((of) => [of.source, of]));
        for (const { source, outstanding, available, chargedOff, capital } of before) {
          const here = after.get(source);
          const lost = lostOf(portfolio, source);
          const told = [here?.outstanding, here?.available, here?.chargedOff, here?.capital];
          expect([source, ...told.map((each) => text(each ?? ZERO))]).toEqual([
            source,
            text(outstanding),
            text(available),
            text(chargedOff.minus(lost)),
            text(capital.minus(lost)),
          ]);
        }

        const credits = portfolio.notCarriedOver.filter(({ what }) => what === 'credit');
        const withCredit = new Set(credits.map(({ about }) => about));
        const day = addDays(on, later);
        const [stayed, here] = await Promise.all(
          [from, into].map(({ fundId }) =>
            readLast(db.database, fundId, (fund, { knownAt }) => positionsOn(fund, day, knownAt)),
          ),
        );
        for (const { loan, at } of stayed ?? []) {
          const { contractNumber } = loan.terms;
          const then = here?.find((each) => each.loan.terms.contractNumber === contractNumber);
          if (then === undefined || withCredit.has(contractNumber)) continue;
          const owed = (of: typeof at) => [
            of.position.inTermInterest.owed,
            of.position.overdueInterest.owed,
            of.position.lateInterest.owed,
          ];
          expect(text(then.at.position.principal.outstanding)).toBe(
            text(at.position.principal.outstanding),
          );
          for (const [place, amount] of owed(then.at).entries()) {
            const differs = amount.minus(owed(at)[place] ?? ZERO).abs();
            expect(differs.toNumber()).toBeLessThanOrEqual(1);
          }
        }

        await writeActs(db.database, into.actor, NO_REQUEST, (act) =>
          reverseHandoverEntry(act, { id: entry.id, reason: 'thử' }),
        );
        const empty = (await sourcesOn(into.fundId, day)).flatMap((of) => [
          of.capital,
          of.outstanding,
          of.available,
          of.chargedOff,
        ]);
        expect(empty.every((each) => each.isZero())).toBe(true);
      },
    ),
    runs(10),
  );
}, 600_000);
