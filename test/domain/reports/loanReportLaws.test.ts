import fc from 'fast-check';
import { charterCash } from '../../../src/domain/fund/cash.ts';
import { arrearsAgeing } from '../../../src/domain/reports/arrearsAgeing.ts';
import { debtClassification } from '../../../src/domain/reports/debtClassification.ts';
import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import { fundSection } from '../../../src/domain/reports/section/fundSection.ts';
import { interestReceivable } from '../../../src/domain/reports/interestReceivable.ts';
import { recoversIncomeAfter } from '../../../src/domain/loans/chargeOff.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { sum, text, ZERO, type Money } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { NO_HOLIDAYS, onTime, vouchered } from '../../support/loans.ts';
import { DAY, LOAN } from '../arbitrary/arbitraryLoan.ts';

/** A few loans of two borrowers. */
const FUND: fc.Arbitrary<LoanOfFund[]> = fc
  .array(fc.record({ loan: LOAN, borrower: fc.constantFrom('A', 'B') }), { maxLength: 5 })
  .map((all) =>
    all.map(({ loan: { terms, facts }, borrower }, index) => ({
      id: `loan ${index}`,
      borrower: { id: borrower, code: borrower, name: borrower, locality: 'Văn Quan' },
      terms,
      source: 'charter',
      ...onTime(vouchered(facts, `${index}`)),
      recoveryPlan: null,
    })),
  );

function isIncome(facts: LoanOfFund['facts'], on: CalendarDate): boolean {
  const after = recoversIncomeAfter(facts);
  return after !== null && on > after;
}

const RUNS = { numRuns: 60 };

/** Each figure of lines summed; what is no money is left out. */
function summed(lines: readonly object[], columns: readonly string[]): string[] {
  return columns.map((column) =>
    text(sum(lines.map((line) => (line as Record<string, Money>)[column] as Money))),
  );
}

test('the parts of each report, and its rows, sum to its total', () => {
  fc.assert(
    fc.property(FUND, DAY, (loans, day) => {
      const classified = debtClassification(loans, NO_HOLIDAYS, day);
      const aged = arrearsAgeing(loans, NO_HOLIDAYS, day);
      const owed = interestReceivable(loans, NO_HOLIDAYS, day);
      for (const [parts, { total, rows }] of [
        [classified.groups, classified],
        [aged.bands, aged],
        [[owed.onBooks, owed.offBooks], owed],
      ] as const) {
        const columns = Object.keys(total).filter((each) => !/^(loans|borrowers)$/.test(each));
        expect(columns.length).toBeGreaterThan(2);
        expect(summed(parts, columns)).toEqual(summed([total], columns));
        expect(summed(rows, columns)).toEqual(summed([total], columns));
        expect(parts.reduce((count, part) => count + part.loans, 0)).toBe(rows.length);
        expect(total.loans).toBe(rows.length);
      }
    }),
    RUNS,
  );
});

test('their principal is that of the fund section, and with the interest the payoff of the loans', () => {
  fc.assert(
    fc.property(FUND, DAY, (loans, day) => {
      const classified = debtClassification(loans, NO_HOLIDAYS, day);
      const aged = arrearsAgeing(loans, NO_HOLIDAYS, day);
      const owed = interestReceivable(loans, NO_HOLIDAYS, day);
      const positions = loans.map((loan) => position(loan.terms, loan.facts, NO_HOLIDAYS, day));
      const outstanding = sum(positions.map((each) => each.principal.outstanding));
      const cash = loans.flatMap(({ facts }) => [
        ...facts.disbursements.map((each) => ({
          on: each.effectiveOn,
          amount: each.amount.negated(),
        })),
        ...facts.repayments.map((each) => ({
          on: each.effectiveOn,
          // What is recovered as income is no capital again (R40).
          amount: isIncome(facts, each.effectiveOn) ? ZERO : each.allocation.principal,
        })),
      ]);
      const rest = {
        capitalMovements: [],
        cash: charterCash(cash),
        sourceNames: new Map<string, string>(),
        cases: [],
        suspension: null,
        inactive: new Set<string>(),
        plannedMovements: [],
      };
      const section = fundSection({ loans, ...rest }, NO_HOLIDAYS, { asOf: day, periodStart: day });
      const { inTermPrincipal, overduePrincipal } = section;
      const principal = text(inTermPrincipal.amount.plus(overduePrincipal.amount));
      expect(text(classified.total.principalOutstanding)).toBe(principal);
      expect(text(aged.total.principalOutstanding)).toBe(principal);
      expect(text(aged.total.overduePrincipal)).toBe(text(overduePrincipal.amount));
      const payoff = sum(positions.map((each) => each.payoff));
      const chargedOff = sum(positions.map((each) => each.principal.chargedOff));
      expect(text(owed.total.receivable.plus(outstanding).plus(chargedOff))).toBe(text(payoff));
    }),
    RUNS,
  );
});
