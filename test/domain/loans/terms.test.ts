import { instalmentsOf, interestDueDates } from '../../../src/domain/loans/instalments.ts';
import { rate } from '../../../src/domain/primitives/money.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { checkTerms } from '../../../src/domain/loans/checkTerms.ts';
import type { AllocationOrder } from '../../../src/domain/policies/allocationOrder.ts';
import type { LoanTerms, PrincipalSchedule } from '../../../src/domain/loans/terms.ts';
import { bulletLoan, customLoan, loanOf, on, plain, refusal, vnd } from '../../support/loans.ts';

function equal(
  principal: string,
  schedule: Partial<Extract<PrincipalSchedule, { kind: 'equal' }>>,
  more: Partial<LoanTerms> = {},
): LoanTerms {
  return loanOf({
    ...more,
    principal: vnd(principal),
    principalSchedule: {
      kind: 'equal',
      count: 3,
      every: 'quarter',
      firstDueOn: on('2023-06-25'),
      roundTo: vnd('1000'),
      ...schedule,
    },
  });
}

const check = (terms: LoanTerms) => () => checkTerms(terms, DEFAULT_POLICIES);

describe('instalments (R4)', () => {
  test('equal ones are rounded down to thousands, the last takes the rest', () => {
    // 500,000,000 / 3 = 166,666,666.67 → 166,666,000; 500,000,000 − 2 × 166,666,000 = 166,668,000
    expect(plain(instalmentsOf(equal('500_000_000', {}), null))).toEqual([
      { dueOn: '2023-06-25', principal: '166666000' },
      { dueOn: '2023-09-25', principal: '166666000' },
      { dueOn: '2023-12-25', principal: '166668000' },
    ]);
  });

  test('equal ones are rounded down to what the contract says', () => {
    // 100,000,000 / 3 = 33,333,333.3 → 33,000,000; 100,000,000 − 66,000,000 = 34,000,000
    expect(
      plain(instalmentsOf(equal('100_000_000', { roundTo: vnd('1_000_000') }), null)),
    ).toMatchObject([
      { principal: '33000000' },
      { principal: '33000000' },
      { principal: '34000000' },
    ]);
    // 100 / 3 = 33.3 → 33; 100 − 66 = 34
    expect(plain(instalmentsOf(equal('100', { roundTo: vnd('1') }), null))).toMatchObject([
      { principal: '33' },
      { principal: '33' },
      { principal: '34' },
    ]);
  });

  test('equal ones that divide evenly are equal', () => {
    expect(plain(instalmentsOf(equal('300_000_000', {}), null))).toMatchObject([
      { principal: '100000000' },
      { principal: '100000000' },
      { principal: '100000000' },
    ]);
  });

  test('a single equal instalment is the whole principal, not rounded', () => {
    expect(plain(instalmentsOf(equal('100_500', { count: 1 }), null))).toEqual([
      { dueOn: '2023-06-25', principal: '100500' },
    ]);
  });

  test('monthly from 31 January they keep the month’s end', () => {
    const terms = equal('400_000', { count: 4, every: 'month', firstDueOn: on('2024-01-31') });
    expect(instalmentsOf(terms, null).map((each) => each.dueOn)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
  });

  test('a bullet is one instalment of everything', () => {
    expect(plain(instalmentsOf(loanOf(), null))).toEqual([
      { dueOn: '2023-12-25', principal: '200000000' },
    ]);
  });

  test('custom ones come in date order, however they were entered', () => {
    const terms = customLoan([
      ['2024-06-25', '3'],
      ['2023-06-25', '1'],
      ['2023-12-25', '2'],
    ]);
    expect(plain(instalmentsOf(terms, null))).toEqual([
      { dueOn: '2023-06-25', principal: '1' },
      { dueOn: '2023-12-25', principal: '2' },
      { dueOn: '2024-06-25', principal: '3' },
    ]);
  });
});

describe('interest due dates (R5)', () => {
  const window = { after: on('2023-03-25'), from: on('2023-03-20'), before: on('2199-12-31') };

  test('are every quarter from the first one, the last on the final due date', () => {
    const schedule = { every: 'quarter', firstDueOn: on('2023-06-25') } as const;
    expect(interestDueDates(schedule, on('2024-01-10'), window)).toEqual([
      '2023-06-25',
      '2023-09-25',
      '2023-12-25',
      '2024-01-10',
    ]);
  });

  test('a date that is the final due date is named once', () => {
    const schedule = { every: 'quarter', firstDueOn: on('2023-06-25') } as const;
    expect(interestDueDates(schedule, on('2023-12-25'), window)).toEqual([
      '2023-06-25',
      '2023-09-25',
      '2023-12-25',
    ]);
  });

  test('dates on or before the first disbursement are left out', () => {
    const schedule = { every: 'month', firstDueOn: on('2023-01-25') } as const;
    expect(interestDueDates(schedule, on('2023-05-25'), window)).toEqual([
      '2023-04-25',
      '2023-05-25',
    ]);
  });

  test('are the same from a first one long ago', () => {
    for (const every of ['month', 'quarter', 'half_year', 'year'] as const) {
      const dates = interestDueDates(
        { every, firstDueOn: on('1900-08-31') },
        on('2025-01-10'),
        window,
      );
      const nearer = interestDueDates(
        { every, firstDueOn: on('2022-08-31') },
        on('2025-01-10'),
        window,
      );
      expect([every, dates]).toEqual([every, nearer]);
      expect(dates.length).toBeGreaterThan(2);
    }
  });

  test('at maturity there is one', () => {
    expect(interestDueDates({ every: 'maturity' }, on('2023-12-25'), window)).toEqual([
      '2023-12-25',
    ]);
  });
});

describe('a contract (R4, R7, R9)', () => {
  test('within the rules is accepted', () => {
    expect(check(loanOf())).not.toThrow();
    expect(check(equal('500_000_000', {}))).not.toThrow();
    const atTheCaps = {
      ratePercent: rate('20'),
      overdueRatePercent: rate('30'),
      lateInterestRatePercent: rate('10'),
    };
    expect(check(loanOf(atTheCaps))).not.toThrow();
    expect(check(loanOf({ ratePercent: rate('0') }))).not.toThrow();
  });

  test('above 20% a year is refused (Civil Code art. 468)', () => {
    expect(refusal(check(loanOf({ ratePercent: rate('20.000001') })))).toMatchObject({
      code: 'rate-above-cap',
      figures: { field: 'ratePercent', ratePercent: '20.000001', capPercent: '20' },
    });
  });

  test('with an overdue rate above 150% of the in-term rate is refused', () => {
    // 6.6 × 150 / 100 = 9.9
    expect(check(loanOf({ overdueRatePercent: rate('9.9') }))).not.toThrow();
    expect(refusal(check(loanOf({ overdueRatePercent: rate('9.900001') })))).toMatchObject({
      code: 'rate-above-cap',
      figures: { field: 'overdueRatePercent', ratePercent: '9.900001', capPercent: '9.9' },
    });
  });

  test('with a late-interest rate above 10% is refused', () => {
    expect(refusal(check(loanOf({ lateInterestRatePercent: rate('10.5') })))).toMatchObject({
      code: 'rate-above-cap',
      figures: { field: 'lateInterestRatePercent', ratePercent: '10.5', capPercent: '10' },
    });
  });

  test('whose instalments do not sum to the principal is refused', () => {
    const terms = customLoan([['2023-06-25', '100_000_000']], { principal: vnd('100_000_001') });
    expect(refusal(check(terms))).toMatchObject({
      code: 'schedule-sum',
      figures: { principal: '100000001', instalments: '100000000' },
    });
  });

  test('whose equal instalments round down to nothing is refused', () => {
    // 2,999 / 3 = 999.67, rounded down to thousands: 0
    expect(refusal(check(equal('2_999', {})))).toMatchObject({
      code: 'instalment-zero',
      figures: { dueOn: '2023-06-25', principal: '0' },
    });
    expect(check(equal('3_000', {}))).not.toThrow();
  });

  test('with a custom instalment of nothing is refused', () => {
    const terms = customLoan([
      ['2023-06-25', '0'],
      ['2023-09-25', '1'],
    ]);
    expect(refusal(check(terms))).toMatchObject({ code: 'instalment-zero' });
  });

  test('with an instalment before the signing is refused, on the day it is not', () => {
    expect(refusal(check(customLoan([['2023-03-19', '1']])))).toMatchObject({
      code: 'before-contract',
      figures: { date: '2023-03-19', signedOn: '2023-03-20' },
    });
    expect(check(customLoan([['2023-03-20', '1']]))).not.toThrow();
  });

  test('with two custom instalments on one date is refused', () => {
    const terms = customLoan([
      ['2023-06-25', '1'],
      ['2023-09-25', '2'],
      ['2023-06-25', '3'],
    ]);
    expect(refusal(check(terms))).toMatchObject({
      code: 'validation',
      faults: [{ pointer: '/principalSchedule/instalments' }],
    });
  });

  test('that runs beyond the year 2199 is refused', () => {
    const terms = customLoan([['2199-12-31', '1']], { signedOn: on('2160-01-01') });
    expect(check(terms)).not.toThrow();
    const schedule = { every: 'year', count: 40, firstDueOn: on('2161-06-25') } as const;
    expect(
      refusal(check(equal('500_000_000', schedule, { signedOn: on('2160-01-01') }))),
    ).toMatchObject({ code: 'validation', faults: [{ pointer: '/principalSchedule' }] });
  });

  test('that runs for sixty years is taken, a day longer it is refused', () => {
    expect(check(customLoan([['2083-03-20', '1']]))).not.toThrow();
    expect(check(bulletLoan('2083-03-20', { signedOn: on('2023-03-20') }))).not.toThrow();
    const figures = { signedOn: '2023-03-20', latestDueOn: '2083-03-20', mostYears: 60 };
    const tooLong = [
      customLoan([['2083-03-21', '1']]),
      bulletLoan('2083-03-21', { signedOn: on('2023-03-20') }),
      equal('500_000_000', { every: 'year', count: 300 }),
      // Beyond every year that is reckoned with.
      equal('500_000_000', { every: 'year', count: 600, firstDueOn: on('2199-06-25') }),
    ];
    for (const terms of tooLong) {
      expect(refusal(check(terms))).toMatchObject({ code: 'term-too-long', figures });
    }
  });

  test('with 600 monthly instalments is taken', () => {
    expect(check(equal('600_000_000', { every: 'month', count: 600 }))).not.toThrow();
  });

  test('of more than 15 digits is refused', () => {
    expect(
      check(bulletLoan('2024-03-25', { principal: vnd('999_999_999_999_999') })),
    ).not.toThrow();
    const larger = bulletLoan('2024-03-25', { principal: vnd('1_000_000_000_000_000') });
    expect(refusal(check(larger))).toMatchObject({
      code: 'amount-too-large',
      figures: { amount: '1000000000000000', most: '999999999999999' },
    });
  });
});

describe('an allocation order (R9)', () => {
  const COMPLETE: AllocationOrder = {
    inTerm: ['inTermInterest', 'principal', 'lateInterest', 'overdueInterest'],
    overdue: ['overduePrincipal', 'lateInterest', 'inTermInterest', 'overdueInterest', 'principal'],
  };
  const withOrder = (order: Partial<AllocationOrder>) =>
    check(loanOf({ allocationOrder: { ...COMPLETE, ...order } }));

  test('that names each component once is accepted', () => {
    expect(withOrder({})).not.toThrow();
    expect(withOrder({ overdue: COMPLETE.inTerm, inTerm: COMPLETE.overdue })).not.toThrow();
  });

  test.each([
    ['leaves out late interest', ['overdueInterest', 'inTermInterest', 'principal']],
    ['is empty', []],
    [
      'names one twice',
      ['overdueInterest', 'inTermInterest', 'lateInterest', 'principal', 'inTermInterest'],
    ],
    [
      'names overdue principal after principal',
      ['overdueInterest', 'inTermInterest', 'lateInterest', 'principal', 'overduePrincipal'],
    ],
    [
      'names overdue principal only',
      ['overduePrincipal', 'overdueInterest', 'inTermInterest', 'lateInterest'],
    ],
  ] as const)('that %s is refused, in either list', (_, parts) => {
    for (const standing of ['inTerm', 'overdue'] as const) {
      expect(refusal(withOrder({ [standing]: parts }))).toMatchObject({
        code: 'validation',
        faults: [{ pointer: `/allocationOrder/${standing}` }],
      });
    }
  });
});
