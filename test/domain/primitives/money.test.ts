import fc from 'fast-check';
import {
  Dec,
  floorToMultiple,
  interestHalfUp,
  min,
  money,
  positive,
  rate,
  sum,
  text,
  ZERO,
} from '../../../src/domain/primitives/money.ts';
import { vnd } from '../../support/loans.ts';

const DONG = fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }).map((each) => money(`${each}`));

describe('interest (R3)', () => {
  test.each([
    // 200,000,000 × 6.6 × 92 / 36500 = 121,440,000,000 / 36500 = 3,327,123.29 (the rules' own)
    ['200_000_000', '6.6', 92, '3327123'],
    // 100,000,000 × 7.3 × 1 / 36500 = 730,000,000 / 36500 = 20,000 exactly
    ['100_000_000', '7.3', 1, '20000'],
    // 18,250 × 1 × 1 / 36500 = 0.5: half goes up
    ['18_250', '1', 1, '1'],
    // 54,750 / 36500 = 1.5: up
    ['54_750', '1', 1, '2'],
    // 91,250 / 36500 = 2.5: up to 3, where half-even would say 2
    ['91_250', '1', 1, '3'],
    // 18,249 / 36500 = 0.49997: down
    ['18_249', '1', 1, '0'],
    // 1,000,000 × 6.123456 × 30 / 36500 = 183,703,680 / 36500 = 5,032.977…
    ['1_000_000', '6.123456', 30, '5033'],
    ['200_000_000', '0', 92, '0'],
    ['200_000_000', '6.6', 0, '0'],
  ])('%s đồng at %s%% for %i days is %s', (balance, percent, days, expected) => {
    expect(text(interestHalfUp(vnd(balance), rate(percent), days))).toBe(expected);
  });

  test('an amount of 18 digits over 200 years keeps every digit', () => {
    // 999,999,999,999,999,999 × 20 × 36500 / 36500 = 20 times the balance: a rate is in percent,
    // so 36500 days at 20% is 20 × 100 / 100 of it: 19,999,999,999,999,999,980
    const interest = interestHalfUp(money('999999999999999999'), rate('20'), 36_500);
    expect(text(interest)).toBe('19999999999999999980');
  });

  test('is the whole number nearest to the exact quotient, a half going up', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
        fc.bigInt({ min: 0n, max: 30_000_000n }),
        fc.integer({ min: 0, max: 80_000 }),
        (balance, micros, days) => {
          const divisor = 36_500n * 1_000_000n;
          const exact = balance * micros * BigInt(days);
          const ratePercent = new Dec(`${micros}`).div(1_000_000);
          expect(text(interestHalfUp(money(`${balance}`), ratePercent, days))).toBe(
            `${(2n * exact + divisor) / (2n * divisor)}`,
          );
        },
      ),
    );
  });
});

describe('money (R1)', () => {
  test.each(['1.5', '1e3', '', ' 1', '1 ', '+1', '0x10', '1_000', 'NaN', '-', '1,000'])(
    'the text %j is no money',
    (digits) => {
      expect(() => money(digits)).toThrow(RangeError);
    },
  );

  test.each(['-1', '1e2', '.5', '5.', '', '6,6', 'Infinity'])(
    'the text %j is no rate',
    (digits) => {
      expect(() => rate(digits)).toThrow(RangeError);
    },
  );

  test.each(['0', '1', '-1', '1610000000', '12345678901234567000', '999999999999999999'])(
    '%s comes back as it went in',
    (digits) => {
      expect(text(money(digits))).toBe(digits);
    },
  );

  test('a rate drops the zeros that the database adds', () => {
    expect(text(rate('6.600000'))).toBe('6.6');
    expect(text(rate('0.000001'))).toBe('0.000001');
  });

  test('minus zero is written 0', () => {
    expect(text(ZERO.negated())).toBe('0');
  });

  test('18 digits add up without losing the last one', () => {
    expect(text(sum([money('999999999999999999'), money('1')]))).toBe('1000000000000000000');
    expect(text(sum([]))).toBe('0');
  });

  test.each([
    ['333_333_333', '1000', '333333000'],
    ['999', '1000', '0'],
    ['1000', '1000', '1000'],
    ['1_500_000', '1_000_000', '1000000'],
    ['7', '1', '7'],
  ])('%s rounded down to a multiple of %s is %s', (amount, step, expected) => {
    expect(text(floorToMultiple(vnd(amount), vnd(step)))).toBe(expected);
  });

  test('the smaller of two and what is not negative', () => {
    expect(text(min(vnd('3'), vnd('2')))).toBe('2');
    expect(text(min(vnd('2'), vnd('3')))).toBe('2');
    expect(text(positive(vnd('-1')))).toBe('0');
    expect(text(positive(vnd('1')))).toBe('1');
  });

  test('rounding down leaves less than one step', () => {
    fc.assert(
      fc.property(DONG, fc.integer({ min: 1, max: 10_000_000 }), (amount, step) => {
        const rounded = floorToMultiple(amount, new Dec(step));
        expect(rounded.mod(step).isZero()).toBe(true);
        expect(rounded.lessThanOrEqualTo(amount)).toBe(true);
        expect(amount.minus(rounded).lessThan(step)).toBe(true);
      }),
    );
  });
});
