import fc from 'fast-check';
import { courtFee } from '../../../src/domain/court/courtFee.ts';
import { DOCKET_TYPES, type DocketType } from '../../../src/domain/policies/docketTypes.ts';
import { inForce } from '../../../src/domain/policies/policies.ts';
import { on, plain, vnd } from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';

const schedules = inForce(DEFAULT_POLICIES, 'courtFee', on('2023-06-30'));

const feeOf = (docket: DocketType, claim: string) => courtFee(schedules[docket], vnd(claim));

describe('the court fee of a claim (R28, Resolution 326/2016)', () => {
  // Civil: up to 6 million 300,000; to 400 million 5% of all of it; then base + % of the excess.
  test.each([
    ['0', '300000', '300000'],
    ['6_000_000', '300000', '300000'],
    // 5% of 6,000,010 = 300,000.5, half-up
    ['6_000_010', '300001', '300000'],
    ['100_000_000', '5000000', '2500000'],
    ['400_000_000', '20000000', '10000000'],
    // 20,000,000 + 4% of 100,000,000
    ['500_000_000', '24000000', '12000000'],
    ['800_000_000', '36000000', '18000000'],
    // 36,000,000 + 3% of 200,000,000
    ['1_000_000_000', '42000000', '21000000'],
    ['2_000_000_000', '72000000', '36000000'],
    // 72,000,000 + 2% of 1,000,000,000
    ['3_000_000_000', '92000000', '46000000'],
    ['4_000_000_000', '112000000', '56000000'],
    // 112,000,000 + 0.1% of 1,000,000,000
    ['5_000_000_000', '113000000', '56500000'],
    // 20,000,000 + 4% of 69,686,576 = 2,787,463.04; half of 22,787,463 = 11,393,731.5
    ['469_686_576', '22787463', '11393732'],
  ])('of a civil claim of %s is %s, in advance %s', (claim, fee, advance) => {
    expect(plain(feeOf('civil', claim))).toMatchObject({ fee, advance });
  });

  // Commercial: up to 60 million 3,000,000, and the advance is at least that.
  test.each([
    ['1', '3000000', '3000000'],
    ['60_000_000', '3000000', '3000000'],
    ['60_000_020', '3000001', '3000000'],
    ['100_000_000', '5000000', '3000000'],
    ['200_000_000', '10000000', '5000000'],
    ['400_000_000', '20000000', '10000000'],
  ])('of a commercial claim of %s is %s, in advance %s', (claim, fee, advance) => {
    expect(plain(feeOf('commercial', claim))).toMatchObject({ fee, advance });
  });

  test('shows its working', () => {
    expect(plain(feeOf('civil', '500_000_000'))).toEqual({
      claim: '500000000',
      band: { above: '400000000', base: '20000000', percent: '4' },
      excess: '100000000',
      fee: '24000000',
      leastAdvance: '300000',
      advance: '12000000',
    });
  });

  test('never falls as the claim rises, and the advance is at most the fee', () => {
    const claims = fc.bigInt({ min: 0n, max: 10n ** 11n });
    fc.assert(
      fc.property(fc.constantFrom(...DOCKET_TYPES), claims, claims, (docket, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const lower = feeOf(docket, String(less));
        const higher = feeOf(docket, String(more));
        expect(lower.fee.lessThanOrEqualTo(higher.fee)).toBe(true);
        expect(higher.advance.lessThanOrEqualTo(higher.fee)).toBe(true);
      }),
    );
  });
});
