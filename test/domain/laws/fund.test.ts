import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/domain/primitives/dates.ts';
import { balances } from '../../../src/domain/fund/balances.ts';
import { positionsAt } from '../../../src/domain/loans/portfolio.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import { FUND } from '../arbitrary/arbitraryFund.ts';
import { runs, START } from '../arbitrary/arbitraryLoan.ts';

test('charter capital is outstanding, available and charged-off principal every day (R18)', () => {
  fc.assert(
    fc.property(FUND, ({ facts, rules }) => {
      for (let day = -2; day <= 700; day += 1) {
        const on = addDays(START, day);
        const fund = balances(facts, positionsAt(facts, rules, on), on);
        const parts = fund.principalOutstanding
          .plus(fund.availablePrincipal)
          .plus(fund.principalChargedOff);
        expect(text(parts)).toBe(text(fund.charterCapital));
      }
    }),
    runs(20),
  );
});
