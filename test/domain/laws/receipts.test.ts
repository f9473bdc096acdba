import fc from 'fast-check';
import { allocate, owedAt } from '../../../src/domain/loans/allocation.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { COMPONENTS } from '../../../src/domain/loans/facts.ts';
import { Dec, min, sum, text } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { DAY, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../arbitrary/arbitraryOpening.ts';

const at = ({ terms, facts, rules }: Loan, day: CalendarDate) => position(terms, facts, rules, day);

describe('a receipt', () => {
  test('is split into parts that sum to it, none below 0 or above what is owed (R9)', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, fc.integer({ min: 1, max: 1000 }), (loan, day, permille) => {
        const today = at(loan, day);
        const amount = today.payoff.times(permille).div(1000).toDecimalPlaces(0, Dec.ROUND_CEIL);
        const allocation = allocate(loan.terms, today, loan.rules.policies, amount);
        const owed = owedAt(today);
        expect(text(sum(COMPONENTS.map((each) => allocation[each])))).toBe(text(amount));
        for (const each of COMPONENTS) {
          expect(allocation[each].isNegative()).toBe(false);
          expect(allocation[each].lessThanOrEqualTo(owed[each])).toBe(true);
        }
      }),
      runs(),
    );
  });

  test('lowers the payoff by its amount, and the off-balance record where it recovers (R14 e)', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, fc.integer({ min: 1, max: 99 }), (loan, day, percentage) => {
        const { terms, facts, rules } = loan;
        const before = at(loan, day);
        fc.pre(!before.payoff.isZero());
        const amount = before.payoff.times(percentage).div(100).toDecimalPlaces(0, Dec.ROUND_CEIL);
        const allocation = allocate(terms, before, rules.policies, amount);
        const repayments = [...facts.repayments, { effectiveOn: day, allocation }];
        const after = at({ ...loan, facts: { ...facts, repayments } }, day);
        expect(text(before.payoff.minus(after.payoff))).toBe(text(amount));
        const recovered = before.principal.chargedOff.minus(after.principal.chargedOff);
        expect(text(recovered)).toBe(text(min(allocation.principal, before.principal.chargedOff)));
      }),
      runs(),
    );
  });

  test('of exactly the payoff settles the loan that day (R11, R15)', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, (loan, day) => {
        const { terms, facts, rules } = loan;
        const today = at(loan, day);
        fc.pre(!today.payoff.isZero());
        const allocation = allocate(terms, today, rules.policies, today.payoff);
        const repayments = [...facts.repayments, { effectiveOn: day, allocation }];
        const settled = at({ ...loan, facts: { ...facts, repayments } }, day);
        expect(settled).toMatchObject({
          standing: 'settled',
          ownDebtGroup: null,
          daysPastDue: 0,
          oldestUnpaidDueOn: null,
        });
        expect(text(settled.payoff)).toBe('0');
      }),
      runs(),
    );
  });
});
