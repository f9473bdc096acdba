import fc from 'fast-check';
import { addDays } from '../../../src/domain/primitives/dates.ts';
import { sum, text, type Money } from '../../../src/domain/primitives/money.ts';
import { debtClassification } from '../../../src/domain/reports/debtClassification.ts';
import {
  LENDING_DIMENSIONS,
  lendingTable,
  type LendingSums,
} from '../../../src/domain/reports/lending.ts';
import { fundSection } from '../../../src/domain/reports/section/fundSection.ts';
import { FUND } from '../arbitrary/arbitraryFund.ts';
import { runs, START } from '../arbitrary/arbitraryLoan.ts';

const AMOUNTS = [
  'lent',
  'collected',
  'interestCollected',
  'outstanding',
  'inTerm',
  'overdue',
  'badDebt',
  'chargedOff',
  'totalLent',
  'totalCollected',
] as const satisfies readonly (keyof LendingSums)[];

const COUNTS = ['loans', 'jobs', 'loanTurns'] as const satisfies readonly (keyof LendingSums)[];

const DAYS = fc.record({ to: fc.integer({ min: 0, max: 700 }), length: fc.nat({ max: 400 }) });

const GROUPS = fc.func(fc.constantFrom('A', 'B', null));

// R17, R18, R19
test('the rows of the lending table add up to the total, and the total is the fund section', () => {
  fc.assert(
    fc.property(FUND, DAYS, GROUPS, ({ facts, rules }, { to, length }, groupOf) => {
      const period = { asOf: addDays(START, to), periodStart: addDays(START, to - length) };
      const counts = { groupOf: ({ id }: { id: string }) => groupOf(id), jobsOf: () => 3 };
      const section = fundSection(facts, rules, period);
      for (const dimension of LENDING_DIMENSIONS) {
        const table = lendingTable(facts.loans, rules, period, { dimension, ...counts });
        const { groups, total } = table;
        for (const amount of AMOUNTS) {
          const rows: Money[] = groups.map((each) => each[amount]);
          expect([amount, text(sum(rows))]).toEqual([amount, text(total[amount])]);
        }
        for (const count of COUNTS) {
          const rows = groups.reduce((all, each) => all + each[count], 0);
          expect([count, rows]).toEqual([count, total[count]]);
        }
        expect(total.jobs).toBe(3 * total.loans);
        expect(total.borrowers).toBe(section.borrowers.withDebt);
        expect(text(total.inTerm)).toBe(text(section.inTermPrincipal.amount));
        expect(text(total.overdue)).toBe(text(section.overduePrincipal.amount));
        expect(text(total.lent)).toBe(text(section.availablePrincipal.disbursed));
        expect(text(total.collected)).toBe(text(section.availablePrincipal.collected));
        expect(text(total.interestCollected)).toBe(text(section.interestCollected.total));
        const bad = debtClassification(facts.loans, rules, period.asOf)
          .groups.filter(({ debtGroup }) => debtGroup >= 3)
          .map(({ principalOutstanding }) => principalOutstanding);
        expect(text(total.badDebt)).toBe(text(sum(bad)));
      }
    }),
    runs(30),
  );
});

test('since the founding it lent and collected what it did in one period from before the first day', () => {
  fc.assert(
    fc.property(FUND, fc.integer({ min: 0, max: 700 }), ({ facts, rules }, to) => {
      const period = { asOf: addDays(START, to), periodStart: addDays(START, -1) };
      const { total } = lendingTable(facts.loans, rules, period, {
        dimension: 'locality',
        groupOf: ({ borrower }) => borrower.locality,
        jobsOf: () => null,
      });
      expect(text(total.totalLent)).toBe(text(total.lent));
      expect(text(total.totalCollected)).toBe(text(total.collected));
      expect(total.jobs).toBe(0);
    }),
    runs(30),
  );
});
