import fc from 'fast-check';
import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { sum, text, type Money } from '../../src/domain/primitives/money.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { debtsOf, debtTogether, type Debt } from '../../src/usecases/borrowers/debtsOf.ts';
import { listLoansAt, type ListedLoan } from '../../src/usecases/loans/lookUpLoans.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { FUND } from '../domain/arbitrary/arbitraryFund.ts';
import { runs } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterFacts } from '../support/enterFacts.ts';
import { entries } from '../support/entries.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const inText = ({ loans, principalOutstanding, overduePrincipal, payoff }: Debt) => ({
  loans,
  principalOutstanding: text(principalOutstanding),
  overduePrincipal: text(overduePrincipal),
  payoff: text(payoff),
});

/** The same summed loan by loan. */
function debtIn(listed: readonly ListedLoan[]) {
  const of = (amountOf: (each: ListedLoan) => Money) => text(sum(listed.map(amountOf)));
  return {
    loans: listed.length,
    principalOutstanding: of(({ at }) => at.position.principal.outstanding),
    overduePrincipal: of(({ at }) => at.position.principal.overdue),
    payoff: of(({ at }) => at.position.payoff),
  };
}

const BORROWERS = 3;

const DAY = fc
  .integer({ min: 0, max: 2_500 })
  .map((days) =>
    calendarDate(new Date(Date.UTC(2018, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)),
  );

test('borrowers owe what their loans do, each and all together, on any day', async () => {
  let funds = 0;
  await fc.assert(
    fc.asyncProperty(FUND, fc.array(DAY, { minLength: 1, maxLength: 4 }), async (made, days) => {
      const { fundId, actor } = await db.addFund(`D${(funds += 1)}`);
      const ids = await writeActs(db.database, actor, NO_REQUEST, (act) => {
        const by = entries(act);
        const borrowers = Array.from({ length: BORROWERS }, (_, at) =>
          by.cooperative({ code: `HTX${at}` }),
        ).map(({ id }) => id);
        for (const [index, loan] of made.facts.loans.entries()) {
          const borrower = borrowers[index % BORROWERS] ?? '';
          const terms = { ...loan.terms, contractNumber: loan.id };
          enterFacts(act, by.loan(borrower, terms, loan.source).id, loan.facts);
        }
        return Promise.resolve(borrowers);
      });
      await readLast(db.database, fundId, async (fund, { knownAt }) => {
        for (const asOf of days) {
          const view = { asOf, knownAt };
          const debtOf = await debtsOf(fund, view, ids);
          for (const cooperativeId of ids) {
            const listed = await listLoansAt(fund, view, { cooperativeId });
            const debt = debtOf(cooperativeId);
            expect(inText(debt)).toEqual(debtIn(listed));
            const standings = new Set(listed.map(({ at }) => at.position.standing));
            const isOverdue = standings.has('overdue');
            expect([debt.standing === null, debt.standing === 'overdue']).toEqual([
              standings.size === 0,
              isOverdue,
            ]);
            const groups = listed.flatMap(({ at }) => at.debtGroup ?? []);
            expect(debt.debtGroup).toBe(groups.toSorted((a, b) => b - a)[0] ?? null);
          }
          const all = await listLoansAt(fund, view, {});
          expect(inText(debtTogether(ids.map(debtOf)))).toEqual(debtIn(all));
        }
      });
    }),
    runs(10),
  );
}, 600_000);
