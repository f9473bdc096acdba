import fc from 'fast-check';
import { accrue } from '../../../src/domain/loans/accrual.ts';
import { factsUntil, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { continueFold } from '../../../src/domain/loans/fold/fold.ts';
import { openRepaid } from '../../../src/domain/loans/opening.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { ZERO } from '../../../src/domain/primitives/money.ts';
import { plain } from '../../support/loans.ts';
import { accrue as plainAccrue } from '../../support/plainFold/accrual.ts';
import { position as plainPosition } from '../../support/plainFold/position.ts';
import { OPENED_LOAN } from '../arbitrary/arbitraryOpening.ts';
import { anyOrder, DAY, eventfulDays, LOAN, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';

/** The plain fold goes through all facts for each answer, in dates and decimals: it keeps nothing. */
const plainly = ({ terms, facts, rules }: Loan, day: CalendarDate): unknown =>
  plain(plainPosition(terms, facts, rules, day));

const quickly = ({ terms, facts, rules }: Loan, day: CalendarDate): unknown =>
  plain(position(terms, facts, rules, day));

/** Days in random order, the days around facts among them: there a fold may go wrong. */
const daysOf = ({ facts }: Loan): fc.Arbitrary<CalendarDate[]> => {
  const near = eventfulDays(facts).flatMap((day) =>
    day === null ? [] : [addDays(day, -1), day, addDays(day, 1)],
  );
  const day = near.length === 0 ? DAY : fc.oneof(DAY, fc.constantFrom(...near));
  return fc.array(day, { minLength: 1, maxLength: 12 });
};

const withDays = (loans: fc.Arbitrary<Loan>) =>
  loans.chain((loan) => fc.record({ loan: fc.constant(loan), days: daysOf(loan) }));

/** The facts without one of their receipts, and the day of that receipt. */
const withoutReceipt = (loans: fc.Arbitrary<Loan>) =>
  loans
    .filter(({ facts }) => facts.repayments.length > 0)
    .chain((loan) =>
      fc.record({
        loan: fc.constant(loan),
        place: fc.nat({ max: loan.facts.repayments.length - 1 }),
        before: daysOf(loan),
        after: daysOf(loan),
      }),
    );

describe.each([
  ['of a loan with its whole history', LOAN],
  ['of a loan taken over (R33)', OPENED_LOAN],
])('the fold that keeps what it has worked out %s', (_, LOANS) => {
  test('answers each day as the plain fold, in whatever order the days are asked for', () => {
    fc.assert(
      fc.property(withDays(LOANS), ({ loan, days }) => {
        for (const day of days) expect(quickly(loan, day)).toEqual(plainly(loan, day));
        for (const day of days) expect(quickly(loan, day)).toEqual(plainly(loan, day));
      }),
      runs(),
    );
  });

  test('answers the same of facts in any order', () => {
    fc.assert(
      fc.property(
        LOANS.chain((loan) =>
          fc.record({
            loan: fc.constant(loan),
            facts: anyOrder(loan.facts),
            days: daysOf(loan),
          }),
        ),
        ({ loan, facts, days }) => {
          const shuffled = { ...loan, facts };
          for (const day of days) expect(quickly(shuffled, day)).toEqual(plainly(loan, day));
        },
      ),
      runs(2),
    );
  });

  test('goes on with the fold of the facts before one of them was entered', () => {
    fc.assert(
      fc.property(withoutReceipt(LOANS), ({ loan, place, before, after }) => {
        const { facts } = loan;
        const from = facts.repayments[place]?.effectiveOn;
        if (from === undefined) return;
        const repayments = facts.repayments.filter((_, index) => index !== place);
        const fewer: LoanFacts = { ...facts, repayments };
        for (const day of before) {
          expect(quickly({ ...loan, facts: fewer }, day)).toEqual(
            plainly({ ...loan, facts: fewer }, day),
          );
        }
        const more = { ...facts };
        continueFold(fewer, more, from);
        for (const day of after) {
          expect(quickly({ ...loan, facts: more }, day)).toEqual(plainly(loan, day));
        }
      }),
      runs(),
    );
  });

  test('gives the same lines of interest', () => {
    fc.assert(
      fc.property(withDays(LOANS), ({ loan: { terms, facts, rules }, days }) => {
        for (const day of days) {
          const known = factsUntil(facts, day);
          const lines = accrue(terms, known, rules, day);
          const { segments, interestDues, paid, waived, accrued, version } = plainAccrue(
            terms,
            known,
            rules,
            day,
          );
          // What was repaid before a loan was taken over came by no receipt.
          const { opening } = known;
          const before = opening === null ? ZERO : openRepaid(opening);
          const received = { ...paid, principal: paid.principal.minus(before) };
          const plainLines = { segments, interestDues, paid: received, waived, accrued, version };
          expect(plain(lines)).toMatchObject(plain(plainLines) as object);
        }
      }),
      runs(2),
    );
  });
});
