import { interestBetween } from '../../../src/domain/loans/explained/interestListing.ts';
import { rate, text } from '../../../src/domain/primitives/money.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { overdueRateCap, Rates } from '../../../src/domain/loans/rates.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { bulletLoan, lent, lines, on } from '../../support/loans.ts';

const change = (day: string, inTerm: string, overdue: string | null = null) => ({
  effectiveOn: on(day),
  ratePercent: rate(inTerm),
  overdueRatePercent: overdue === null ? null : rate(overdue),
});

/** In-term and overdue rate on days that do not fall. */
function applied(
  contract: readonly [inTerm: string, overdue: string | null],
  changes: readonly ReturnType<typeof change>[],
  days: readonly string[],
  policies = DEFAULT_POLICIES,
): string[] {
  const [inTerm, overdue] = contract;
  const terms = {
    ratePercent: rate(inTerm),
    overdueRatePercent: overdue === null ? null : rate(overdue),
  };
  const rates = new Rates(terms, changes, policies);
  return days.map((day) => {
    const { inTermPercent, overduePercent } = rates.on(on(day));
    return `${text(inTermPercent)} ${text(overduePercent)}`;
  });
}

/** At most 130% of the in-term rate in April 2023, else 150%. */
const LOWERED: Policies = {
  ...DEFAULT_POLICIES,
  overdueRateSharePercent: [
    ...DEFAULT_POLICIES.overdueRateSharePercent,
    {
      effectiveOn: on('2023-04-01'),
      endsOn: on('2023-04-30'),
      sourceDocument: 'R7',
      value: rate('130'),
    },
  ],
};

describe('the rates of a loan (R7)', () => {
  test('change on their day: 6.6 and 9.9, then 6.0 without a figure, is 9.0', () => {
    const changes = [change('2023-04-01', '6')];
    expect(applied(['6.6', '9.9'], changes, ['2023-03-31', '2023-04-01'])).toEqual([
      '6.6 9.9',
      '6 9',
    ]);
  });

  test('keep an overdue rate that was given until a later one is given', () => {
    const changes = [
      change('2023-07-01', '8'),
      change('2023-04-01', '6', '7'),
      change('2023-10-01', '4'),
      change('2023-12-01', '8', '12'),
    ];
    const days = ['2023-04-01', '2023-07-01', '2023-10-01', '2023-12-01'];
    // 4 × 1.5 = 6 is less than the 7 given in April.
    expect(applied(['6.6', '9.9'], changes, days)).toEqual(['6 7', '8 7', '4 6', '8 12']);
  });

  test('without an overdue rate are 150% of the in-term rate of each day, not rounded', () => {
    const changes = [change('2023-04-01', '0.000001')];
    expect(applied(['6.6', null], changes, ['2023-03-31', '2023-04-01'])).toEqual([
      '6.6 9.9',
      '0.000001 0.0000015',
    ]);
  });

  test('are capped by the policy of the day', () => {
    const days = ['2023-03-31', '2023-04-01', '2023-04-30', '2023-05-01'];
    // 6.6 × 1.3 = 8.58
    expect(applied(['6.6', '9.9'], [], days, LOWERED)).toEqual([
      '6.6 9.9',
      '6.6 8.58',
      '6.6 8.58',
      '6.6 9.9',
    ]);
    expect(text(overdueRateCap(rate('6.6'), LOWERED, on('2023-04-30')))).toBe('8.58');
  });
});

test('a line of overdue interest ends where a policy lowers or frees the cap', () => {
  // Due on Thursday 2 March: 7.3 × 1.5 = 10.95, 30,000 a day; in April 7.3 × 1.3 = 9.49, 26,000.
  const rules = { holidays: new Set<never>(), workingDays: new Set<never>(), policies: LOWERED };
  const window = { from: on('2023-03-02'), to: on('2023-05-11') };
  expect(lines(interestBetween(bulletLoan('2023-03-02'), lent(), rules, window))).toEqual([
    'overdue 100000000 2023-03-02 2023-04-01 30 10.95 900000',
    'overdue 100000000 2023-04-01 2023-05-01 30 9.49 780000',
    'overdue 100000000 2023-05-01 2023-05-11 10 10.95 300000',
  ]);
});
