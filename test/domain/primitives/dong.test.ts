import fc from 'fast-check';
import {
  dongOf,
  interestOf,
  moneyOf,
  ratePercentOf,
  rateUnits,
  shareOfRate,
} from '../../../src/domain/primitives/dong.ts';
import { Dec, interestHalfUp, rate } from '../../../src/domain/primitives/money.ts';
import { vnd } from '../../support/loans.ts';

/** Amounts of every length, also those of whole words of seven digits. */
const DONG = fc.oneof(
  fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  fc.bigInt({ min: -999n, max: 999n }),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 99n }), fc.integer({ min: 0, max: 16 }))
    .map(([digits, zeros]) => digits * 10n ** BigInt(zeros)),
);

/** Up to six decimals (R1). */
const RATE = fc
  .integer({ min: 0, max: 200_000_000 })
  .map((millionths) => new Dec(millionths).div(1_000_000));

describe('money as whole đồng', () => {
  test.each(['0', '1', '9_999_999', '10_000_000', '99_999_999_999_999', '100_000_000_000_000'])(
    '%s đồng come back as they were',
    (digits) => {
      expect(moneyOf(dongOf(vnd(digits)))).toEqual(vnd(digits));
      expect(dongOf(vnd(digits))).toBe(BigInt(digits.replaceAll('_', '')));
    },
  );

  test('every amount comes back as it was, the decimal that its digits make', () => {
    fc.assert(
      fc.property(DONG, (dong) => {
        const amount = new Dec(dong.toString());
        expect(dongOf(amount)).toBe(dong);
        expect(moneyOf(dong)).toEqual(amount);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a part of a đồng is our bug', () => {
    expect(() => dongOf(new Dec('1.5'))).toThrow();
  });

  test('interest is that of the formula, half-up, once (R3)', () => {
    expect(interestOf(200_000_000n, rateUnits(rate('6.6')), 92)).toBe(3_327_123n);
    fc.assert(
      fc.property(DONG, RATE, fc.integer({ min: 0, max: 20_000 }), (dong, percent, days) => {
        const interest = interestHalfUp(new Dec(dong.toString()), percent, days);
        expect(moneyOf(interestOf(dong, rateUnits(percent), days)).equals(interest)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a half is rounded up, away from zero', () => {
    // 1,825 × 10 × 1 / 36,500 = 0.5.
    expect(interestOf(1_825n, rateUnits(rate('10')), 1)).toBe(1n);
    expect(interestOf(-1_825n, rateUnits(rate('10')), 1)).toBe(-1n);
  });

  test('a cap of a rate is not rounded (R7)', () => {
    fc.assert(
      fc.property(RATE, RATE, (percent, share) => {
        const cap = shareOfRate(rateUnits(percent), rateUnits(share));
        expect(ratePercentOf(cap).equals(percent.times(share).div(100))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
