import fc from 'fast-check';
import { checkTerms } from '../../../src/domain/loans/checkTerms.ts';
import { addDays, stepFrom, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { instalmentsOf } from '../../../src/domain/loans/instalments.ts';
import { Dec, levelPayment, money, rate, sum, text } from '../../../src/domain/primitives/money.ts';
import type { LoanTerms, PrincipalSchedule } from '../../../src/domain/loans/terms.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { loanOf, on, refusal, vnd } from '../../support/loans.ts';

type Annuity = Extract<PrincipalSchedule, { kind: 'annuity' }>;

/** 120,000,000 at 7.3%: 24,000 a day. Quarterly from 3 April 2023, interest on the same days. */
function annuity(schedule: Partial<Annuity> = {}, terms: Partial<LoanTerms> = {}): LoanTerms {
  const { every, firstDueOn } = { every: 'quarter' as const, firstDueOn: on('2023-04-03') };
  return loanOf({
    signedOn: on('2023-01-03'),
    principal: vnd('120_000_000'),
    ratePercent: rate('7.3'),
    principalSchedule: {
      kind: 'annuity',
      count: 4,
      every,
      firstDueOn,
      roundTo: vnd('1000'),
      instalmentAmount: null,
      ...schedule,
    },
    interestSchedule: { every, firstDueOn },
    ...terms,
  });
}

const rows = (terms: LoanTerms, start: CalendarDate | null) =>
  instalmentsOf(terms, start).map(({ dueOn, principal }) => `${dueOn} ${text(principal)}`);

describe('the level payment of an annuity (R4)', () => {
  test.each([
    // One period of 365 days at 10%: 1,000,000 × 1.1 = 1,100,000, a multiple of 1,000 itself.
    ['1_000_000', '10', [365], '1000', '1100000'],
    // One đồng more lent is 1,100,001.1, so the next multiple.
    ['1_000_001', '10', [365], '1000', '1101000'],
    ['1_000_001', '10', [365], '1', '1100002'],
    // Two: 1,000,000 × 1.1 × 1.1 / (1 + 1.1) = 1,210,000 / 2.1 = 576,190.476…
    ['1_000_000', '10', [365, 365], '1', '576191'],
    // Of 365 and 730 days, that is 10% and 20%: 1,320,000 / (1 + 1.2) = 600,000, with no fraction.
    ['1_000_000', '10', [365, 730], '1', '600000'],
    // Without interest: 1,000,000 / 3 = 333,333.33…
    ['1_000_000', '0', [90, 91, 92], '1', '333334'],
    ['1_000_000', '0', [90, 91, 92], '1000', '334000'],
    ['900_000', '0', [90, 91, 92], '1000', '300000'],
  ])(
    'of %s at %s%% after %j days, in steps of %s, is %s',
    (principal, percent, days, step, level) => {
      expect(text(levelPayment(vnd(principal), rate(percent), days, vnd(step)))).toBe(level);
    },
  );

  test('repays all with its interest, and one step less does not', () => {
    /** What is left after the payments, times a positive number: whole, so nothing is rounded. */
    const left = (
      principal: bigint,
      millionths: bigint,
      days: readonly number[],
      payment: bigint,
    ) => {
      const year = 36_500_000_000n;
      let balance = principal;
      let paid = payment;
      for (const count of days) {
        paid *= year;
        balance = balance * (year + millionths * BigInt(count)) - paid;
      }
      return balance;
    };
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1_000_000n, max: 999_999_999_999n }),
        fc.bigInt({ min: 0n, max: 20_000_000n }),
        fc.array(fc.integer({ min: 1, max: 366 }), { minLength: 1, maxLength: 24 }),
        fc.constantFrom(1, 1000, 1_000_000),
        (principal, millionths, days, step) => {
          const percent = new Dec(millionths.toString()).div(1_000_000);
          const found = levelPayment(money(`${principal}`), percent, days, new Dec(step));
          const level = BigInt(text(found));
          expect(level % BigInt(step)).toBe(0n);
          expect(left(principal, millionths, days, level) <= 0n).toBe(true);
          expect(left(principal, millionths, days, level - BigInt(step)) > 0n).toBe(true);
        },
      ),
    );
  });
});

describe('the instalments of an annuity (R4)', () => {
  test('are provisional from signing until something is disbursed', () => {
    // Signed on 3 January, 90 days before: 2,160,000 of interest (see golden annuity-level-payment).
    expect(rows(annuity(), null)).toEqual(rows(annuity(), on('2023-01-03')));
    expect(rows(annuity(), null)[0]).toBe('2023-04-03 29216000');
    expect(rows(annuity(), on('2023-01-13'))).not.toEqual(rows(annuity(), null));
  });

  test('are the payment given less the interest; the last takes the rest', () => {
    // 10,000,000 − 2,160,000 = 7,840,000; of 112,160,000 for 91 days: 2,041,312;
    // 10,000,000 − 2,041,312 = 7,958,688; of 104,201,312 for 92 days 1,917,304.14;
    // 10,000,000 − 1,917,304 = 8,082,696; 104,201,312 − 8,082,696 = 96,118,616.
    expect(rows(annuity({ instalmentAmount: vnd('10_000_000') }), on('2023-01-03'))).toEqual([
      '2023-04-03 7840000',
      '2023-07-03 7958688',
      '2023-10-03 8082696',
      '2024-01-03 96118616',
    ]);
  });

  test('are fewer where a payment given leaves nothing for the last ones', () => {
    // 80,000,000 − 2,160,000 = 77,840,000; the rest, 42,160,000, is less than the next payment.
    expect(rows(annuity({ instalmentAmount: vnd('80_000_000') }), on('2023-01-03'))).toEqual([
      '2023-04-03 77840000',
      '2023-07-03 42160000',
    ]);
  });

  test('sum to the principal, each above 0, on the dates of the contract', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 400 }),
        (principal, hundredths, count, days) => {
          const terms = annuity(
            { count },
            { principal: new Dec(principal), ratePercent: new Dec(hundredths).div(100) },
          );
          const instalments = instalmentsOf(terms, addDays(on('2023-04-03'), -days));
          expect(text(sum(instalments.map((each) => each.principal)))).toBe(String(principal));
          for (const { principal: part } of instalments) expect(part.greaterThan(0)).toBe(true);
          // One that comes to nothing, as where a long first period is all interest, is left out.
          const dates = Array.from({ length: count }, (_, index) =>
            stepFrom(on('2023-04-03'), 'quarter', index),
          );
          const due = instalments.map((each) => each.dueOn);
          expect(due).toEqual(dates.filter((each) => due.includes(each)));
        },
      ),
    );
  });
});

describe('a contract with an annuity (R4)', () => {
  const check = (terms: LoanTerms) => () => checkTerms(terms, DEFAULT_POLICIES);

  test('has its interest due on the same dates', () => {
    expect(check(annuity())).not.toThrow();
    const schedules: LoanTerms['interestSchedule'][] = [
      { every: 'maturity' },
      { every: 'month', firstDueOn: on('2023-04-03') },
      { every: 'quarter', firstDueOn: on('2023-04-04') },
    ];
    for (const interestSchedule of schedules) {
      expect(refusal(check(annuity({}, { interestSchedule })))).toMatchObject({
        code: 'validation',
        faults: [{ pointer: '/interestSchedule' }],
      });
    }
  });

  test('has a payment above the first interest', () => {
    // From signing on 3 January to 3 April: 90 × 24,000 = 2,160,000.
    expect(check(annuity({ instalmentAmount: vnd('2_160_001') }))).not.toThrow();
    for (const amount of ['2160000', '1']) {
      expect(refusal(check(annuity({ instalmentAmount: vnd(amount) })))).toMatchObject({
        code: 'instalment-not-above-interest',
        figures: { instalmentAmount: amount, firstInterest: '2160000' },
      });
    }
  });
});
