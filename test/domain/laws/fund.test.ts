import fc from 'fast-check';
import { addDays } from '../../../src/domain/primitives/dates.ts';
import { balances } from '../../../src/domain/fund/balances.ts';
import { positionsAt } from '../../../src/domain/loans/portfolio.ts';
import { sum, text, ZERO } from '../../../src/domain/primitives/money.ts';
import { FUND } from '../arbitrary/arbitraryFund.ts';
import { runs, START } from '../arbitrary/arbitraryLoan.ts';

test('the capital of each source is its outstanding, available and charged-off principal every day (R18, R34)', () => {
  fc.assert(
    fc.property(FUND, ({ facts, rules }) => {
      for (let day = -2; day <= 700; day += 1) {
        const on = addDays(START, day);
        const fund = balances(facts, positionsAt(facts, rules, on), on);
        for (const { source, capital, outstanding, available, chargedOff } of fund.sources) {
          const parts = outstanding.plus(available).plus(chargedOff);
          expect([source, text(parts)]).toEqual([source, text(capital)]);
        }
        const [charter] = fund.sources;
        expect(text(fund.charterCapital)).toBe(text(charter?.capital ?? ZERO));
        const parts = fund.principalOutstanding
          .plus(fund.availablePrincipal)
          .plus(fund.principalChargedOff);
        expect(text(parts)).toBe(text(sum(fund.sources.map((each) => each.capital))));
      }
    }),
    runs(20),
  );
});
