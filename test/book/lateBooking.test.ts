import fc from 'fast-check';
import type { FundAct } from '../../src/book/fund.ts';
import { loansOfFund } from '../../src/book/loans.ts';
import type { LateBooking } from '../../src/domain/books/lateBooking.ts';
import { dayInBooks } from '../../src/domain/books/lateBooking.ts';
import { fundBalances } from '../../src/domain/fund/balances.ts';
import type { LoanFacts } from '../../src/domain/loans/facts.ts';
import { position } from '../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import { addDays, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { fundSection } from '../../src/domain/reports/section/fundSection.ts';
import { loadRules } from '../../src/book/rules.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { CapitalMovementEntry } from '../../src/store/fund/capitalMovement.ts';
import { reverseFact } from '../../src/usecases/acts/reverseFact.ts';
import { writeAct } from '../../src/usecases/acts/writeActs.ts';
import { verifyBooks } from '../../src/usecases/books/verify.ts';
import { loanStatement } from '../../src/usecases/loans/loanStatement.ts';
import { loadFundFacts } from '../../src/usecases/reports/loadFundFacts.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { FUND } from '../domain/arbitrary/arbitraryFund.ts';
import { runs, START } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterFacts, type EnteredFact, type Fact } from '../support/enterFacts.ts';
import { entries } from '../support/entries.ts';
import { plain } from '../support/loans.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** When the late facts are booked, and later when some facts are taken back. */
const BOOKED = addDays(START, 320);
const REVERSED = addDays(START, 500);

const dayOf = (fact: Fact): CalendarDate => {
  if ('effectiveOn' in fact) return fact.effectiveOn;
  return 'decidedOn' in fact ? fact.decidedOn : fact.from;
};

/** A withdrawal or an end is booked with what it ends: both lie before the booking, or it is in time. */
const lastDayOf = (fact: Fact): CalendarDate => {
  const more = 'withdrawnOn' in fact ? fact.withdrawnOn : 'to' in fact ? fact.to : null;
  return more !== null && more > dayOf(fact) ? more : dayOf(fact);
};

/** The facts of a loan that a test picks, kind by kind. */
const where = (facts: LoanFacts, pick: (fact: Fact, index: number) => boolean): LoanFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, list]) => [
      kind,
      list && (list as readonly Fact[]).filter(pick),
    ]),
  ) as unknown as LoanFacts;

/** Receipts of money that is not lent yet would be refused; here nothing checks them. */
const mayMove = ({ disbursements, repayments }: LoanFacts, fact: Fact): boolean =>
  repayments.length === 0 || !(disbursements as readonly Fact[]).includes(fact);

interface BookedLoan {
  readonly id: string;
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly isLate: (fact: Fact) => boolean;
  readonly isGone: (fact: Fact) => boolean;
}

test('facts booked later count from their booking on as if entered in time, and on no day before', async () => {
  let funds = 0;
  await fc.assert(
    fc.asyncProperty(FUND, fc.nat({ max: 2 }), async ({ facts }, parity) => {
      const { fundId, actor } = await db.addFund(`F${(funds += 1)}`);
      const write = <T>(late: LateBooking | null, act: (fund: FundAct) => T): Promise<T> =>
        writeAct<T>(db.database, {
          actor,
          from: NO_REQUEST,
          late,
          keyed: null,
          carryOut: (fund) => Promise.resolve(act(fund)),
          answerOf: () => ({ status: 200, answer: null }),
          replay: () => {
            throw new Error('an act without a key is never answered again');
          },
        });
      const lateOn = (bookedOn: CalendarDate) => ({
        bookedOn,
        reason: 'nộp muộn',
        correctsId: null,
      });
      const split = facts.loans.map((loan) => {
        const late = new Set<Fact>();
        where(loan.facts, (fact, index) => {
          const isMoved = index % 3 === parity && mayMove(loan.facts, fact);
          if (isMoved && lastDayOf(fact) < BOOKED) late.add(fact);
          return true;
        });
        return { ...loan, isLate: (fact: Fact) => late.has(fact) };
      });
      const entered: EnteredFact[] = [];
      const loans: BookedLoan[] = [];
      const gone = new Set<Fact>();
      await write(null, (act) => {
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
          act.record<CapitalMovementEntry>(said);
        }
        for (const loan of split) {
          const { id: borrower } = by.cooperative({ code: loan.id });
          const { id } = by.loan(borrower, { ...loan.terms, contractNumber: loan.id }, loan.source);
          const inTime = where(loan.facts, (fact) => !loan.isLate(fact));
          entered.push(...enterFacts(act, id, inTime));
          const { terms } = loan;
          const isGone = (fact: Fact) => gone.has(fact);
          loans.push({ id, terms, facts: loan.facts, isLate: loan.isLate, isGone });
        }
      });
      await write(lateOn(BOOKED), (act) => {
        for (const loan of loans) {
          entered.push(...enterFacts(act, loan.id, where(loan.facts, loan.isLate)));
        }
      });
      await write(lateOn(REVERSED), (act) => {
        for (const [index, { fact, id }] of entered.entries()) {
          if (index % 4 !== 0 || lastDayOf(fact) >= REVERSED) continue;
          if (!loans.every((loan) => mayMove(loan.facts, fact))) continue;
          reverseFact(act, id, 'nhập nhầm');
          gone.add(fact);
        }
      });
      const shownOn = (loan: BookedLoan, day: CalendarDate): LoanFacts =>
        where(
          loan.facts,
          (fact) => (day >= BOOKED || !loan.isLate(fact)) && (day < REVERSED || !loan.isGone(fact)),
        );
      await readLast(db.database, fundId, async (fund, { knownAt }) => {
        const rules = loadRules(fund, knownAt);
        const days = [-1, 0, 1].flatMap((step) =>
          [BOOKED, REVERSED].map((day) => addDays(day, step)),
        );
        for (const asOf of [addDays(START, 150), ...days, addDays(START, 700)]) {
          const found = new Map(
            loansOfFund(fund, { asOf, knownAt }).map((each) => [each.id, each]),
          );
          for (const loan of loans) {
            const is = position(loan.terms, found.get(loan.id)?.facts as LoanFacts, rules, asOf);
            expect(plain(is)).toEqual(
              plain(position(loan.terms, shownOn(loan, asOf), rules, asOf)),
            );
          }
          // Both throw where the identity of the day, or of the period, does not hold (R18).
          const at = loadFundFacts(fund, { asOf, knownAt });
          fundBalances(at, rules, asOf);
          fundSection(at, rules, { asOf, periodStart: addDays(asOf, -90) });
        }
        for (const { id } of loans) {
          for (const [from, to] of [
            [START, addDays(START, 700)],
            [addDays(BOOKED, -30), BOOKED],
            [BOOKED, REVERSED],
            [REVERSED, addDays(REVERSED, 40)],
          ] as const) {
            // Throws where the lines do not lead from the opening to the closing.
            const { lines } = loanStatement(fund, id, { from, to, knownAt }, 'fund');
            loanStatement(fund, id, { from, to, knownAt }, 'borrower');
            for (const { type, on, records } of lines) {
              if (type !== 'adjustment' && type !== 'interest_adjustment') continue;
              expect([BOOKED, REVERSED]).toContain(on);
              expect(records.length).toBeGreaterThan(0);
              expect(records.every((each) => dayInBooks(each) <= on)).toBe(true);
            }
          }
        }
        const { ledger, audit } = await verifyBooks(fund, {
          asOf: addDays(START, 700),
          knownAt,
        });
        expect({ ledger, audit }).toEqual({ ledger: [], audit: [] });
      });
    }),
    runs(20),
  );
}, 600_000);
