import {
  lendingBreaches,
  warningsOf,
  type Lending,
} from '../../../src/domain/fund/lendingChecks.ts';
import type { CheckOutcome, Policies } from '../../../src/domain/policies/policies.ts';
import { rate } from '../../../src/domain/primitives/money.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { on, refusal, vnd } from '../../support/loans.ts';

const DAY = on('2023-06-30');

/** Of a charter capital of 1 bn: 15% is 150 m, 25% is 250 m. Nothing is breached. */
const lending = (more: Partial<Lending> = {}): Lending => ({
  charterCapital: vnd('1_000_000_000'),
  debt: vnd('150_000_000'),
  relatedDebt: null,
  projectCost: null,
  ownCapital: null,
  ...more,
});

const breaches = (more: Partial<Lending>, policies: Policies = DEFAULT_POLICIES, day = DAY) =>
  lendingBreaches(lending(more), policies, day);

const codes = (more: Partial<Lending>, policies?: Policies, day?: typeof DAY) =>
  breaches(more, policies, day).map((each) => each.code);

describe('lending checks (R29)', () => {
  test('one customer may owe 15% of the charter capital, not a đồng more', () => {
    expect(breaches({})).toEqual([]);
    expect(breaches({ debt: vnd('150_000_001') })).toEqual([
      {
        code: 'single-customer-limit',
        check: 'singleCustomer',
        figures: {
          debt: '150000001',
          limit: '150000000',
          limitPercent: '15',
          charterCapital: '1000000000',
        },
      },
    ]);
  });

  test('a customer and those related to it may owe 25%; where none are known it is not checked', () => {
    expect(breaches({ relatedDebt: vnd('250_000_000') })).toEqual([]);
    expect(breaches({ relatedDebt: vnd('250_000_001') })).toEqual([
      {
        code: 'related-customers-limit',
        check: 'relatedCustomers',
        figures: {
          debt: '250000001',
          limit: '250000000',
          limitPercent: '25',
          charterCapital: '1000000000',
        },
      },
    ]);
    // Alone above 25%: only the limit for one customer is broken.
    expect(codes({ debt: vnd('300_000_000') })).toEqual(['single-customer-limit']);
  });

  test('own capital is at least 20% of the project', () => {
    const project = { projectCost: vnd('500_000_000') };
    expect(breaches({ ...project, ownCapital: vnd('100_000_000') })).toEqual([]);
    expect(breaches({ ...project, ownCapital: vnd('99_999_999') })).toEqual([
      {
        code: 'own-capital-too-low',
        check: 'ownCapital',
        figures: {
          ownCapital: '99999999',
          least: '100000000',
          leastPercent: '20',
          projectCost: '500000000',
        },
      },
    ]);
  });

  test.each<[string, Partial<Lending>]>([
    ['the cost', { ownCapital: vnd('0') }],
    ['own capital', { projectCost: vnd('500_000_000') }],
  ])('without %s of the project own capital is not checked', (_, known) => {
    expect(breaches(known)).toEqual([]);
  });

  test('own capital of 0 meets a project of 0, and misses one of 1', () => {
    const ownCapital = vnd('0');
    expect(codes({ ownCapital, projectCost: vnd('0') })).toEqual([]);
    expect(codes({ ownCapital, projectCost: vnd('1') })).toEqual(['own-capital-too-low']);
  });

  test('a share that is no whole đồng is not rounded before it is compared', () => {
    // 15% of 1,000,000,009 = 150,000,001.35; 25% = 250,000,002.25
    const charterCapital = vnd('1_000_000_009');
    const debts = { debt: vnd('150_000_001'), relatedDebt: vnd('250_000_002') };
    expect(breaches({ charterCapital, ...debts })).toEqual([]);
    const more = { debt: vnd('150_000_002'), relatedDebt: vnd('250_000_003') };
    expect(breaches({ charterCapital, ...more })).toMatchObject([
      { figures: { limit: '150000001' } },
      { figures: { limit: '250000002' } },
    ]);
    // 20% of 500,000,001 = 100,000,000.2: at least 100,000,001 in whole đồng
    const projectCost = vnd('500_000_001');
    expect(breaches({ projectCost, ownCapital: vnd('100_000_001') })).toEqual([]);
    expect(breaches({ projectCost, ownCapital: vnd('100_000_000') })).toMatchObject([
      { figures: { least: '100000001' } },
    ]);
  });

  test('without charter capital any debt is above the limits', () => {
    const charterCapital = vnd('0');
    expect(codes({ charterCapital, debt: vnd('0'), relatedDebt: vnd('0') })).toEqual([]);
    expect(codes({ charterCapital, debt: vnd('1'), relatedDebt: vnd('1') })).toEqual([
      'single-customer-limit',
      'related-customers-limit',
    ]);
  });

  test('the percentages are those in force on the day', () => {
    const dated = (percent: string) => ({
      effectiveOn: on('2023-07-01'),
      endsOn: on('2023-07-31'),
      sourceDocument: 'R29',
      value: rate(percent),
    });
    const { singleCustomerLimitPercent: single, relatedCustomersLimitPercent: related } =
      DEFAULT_POLICIES;
    const policies: Policies = {
      ...DEFAULT_POLICIES,
      singleCustomerLimitPercent: [...single, dated('12.5')],
      relatedCustomersLimitPercent: [...related, dated('20')],
      leastOwnCapitalPercent: [...DEFAULT_POLICIES.leastOwnCapitalPercent, dated('30')],
    };
    // Above 12.5% and within 15% of 1 bn; above 20% and within 25%; below 30% and not below 20%.
    const near = {
      debt: vnd('125_000_001'),
      relatedDebt: vnd('200_000_001'),
      projectCost: vnd('100'),
      ownCapital: vnd('29'),
    };
    const all = ['single-customer-limit', 'related-customers-limit', 'own-capital-too-low'];
    expect(codes(near, policies, on('2023-06-30'))).toEqual([]);
    expect(codes(near, policies, on('2023-07-01'))).toEqual(all);
    expect(codes(near, policies, on('2023-07-31'))).toEqual(all);
    expect(codes(near, policies, on('2023-08-01'))).toEqual([]);
  });
});

describe('a breach', () => {
  const all = breaches({
    debt: vnd('300_000_000'),
    relatedDebt: vnd('300_000_000'),
    projectCost: vnd('100'),
    ownCapital: vnd('0'),
  });

  const outcomes = (
    singleCustomer: CheckOutcome,
    relatedCustomers: CheckOutcome,
    ownCapital: CheckOutcome,
  ): Policies => ({
    ...DEFAULT_POLICIES,
    lendingChecks: [
      ...DEFAULT_POLICIES.lendingChecks,
      {
        effectiveOn: on('2023-06-30'),
        endsOn: on('2023-07-31'),
        sourceDocument: 'R29',
        value: { singleCustomer, relatedCustomers, ownCapital, endedBorrower: 'warning' },
      },
    ],
  });

  test('warns, unless a policy says refusal', () => {
    expect(all).toHaveLength(3);
    expect(warningsOf(all, DEFAULT_POLICIES, DAY)).toEqual(all);
    expect(warningsOf([], outcomes('refusal', 'refusal', 'refusal'), DAY)).toEqual([]);
  });

  test.each([
    ['single-customer-limit', outcomes('refusal', 'refusal', 'refusal'), 0],
    ['related-customers-limit', outcomes('warning', 'refusal', 'refusal'), 1],
    ['own-capital-too-low', outcomes('warning', 'warning', 'refusal'), 2],
  ] as const)('is refused as %s, with its figures', (code, policies, index) => {
    expect(refusal(() => warningsOf(all, policies, DAY))).toEqual({
      code,
      figures: all[index]?.figures,
      faults: [],
    });
    // The day before and the day after the policy it only warns.
    expect(warningsOf(all, policies, on('2023-06-29'))).toEqual(all);
    expect(warningsOf(all, policies, on('2023-08-01'))).toEqual(all);
  });

  test('is not refused for what another check says', () => {
    const single = breaches({ debt: vnd('300_000_000') });
    expect(warningsOf(single, outcomes('warning', 'refusal', 'refusal'), DAY)).toEqual(single);
  });
});
