import fc from 'fast-check';
import { spread, type Claim } from '../../../src/domain/collateral/spread.ts';

const free = (weight: bigint): Claim => ({ weight, most: weight });

const total = (parts: readonly bigint[]): bigint => parts.reduce((a, b) => a + b, 0n);

describe('a sum that is spread by weights', () => {
  test('is parted in their proportion', () => {
    // 300 by 500 : 300 : 200, of 1,000: 150, 90, 60
    expect(spread(300n, [free(500n), free(300n), free(200n)])).toEqual([150n, 90n, 60n]);
  });

  test('comes to the sum to the đồng: what is left goes to the greatest remainder', () => {
    // 100 by 1 : 1 : 1: 33⅓ each; the remainders are equal, so that the first has the đồng
    expect(spread(100n, [free(1000n), free(1000n), free(1000n)])).toEqual([34n, 33n, 33n]);
    // 100 by 2 : 3 : 1, of 6: 33⅓, 50, 16⅔: the last has the greatest remainder
    expect(spread(100n, [free(2000n), free(3000n), free(1000n)])).toEqual([33n, 50n, 17n]);
  });

  test('gives what one cannot have to the others in the same way', () => {
    // 300 by 600 : 200 : 100: 200, 66⅔, 33⅓. The first may have 60: 240 are left, by 200 : 100: 160, 80.
    const claims = [{ weight: 600n, most: 60n }, free(200n), free(100n)];
    expect(spread(300n, claims)).toEqual([60n, 160n, 80n]);
    // 400: 340 are left for two that can have 200 and 100: nobody has the other 40.
    expect(spread(400n, claims)).toEqual([60n, 200n, 100n]);
  });

  test('gives nothing to what has no weight', () => {
    expect(spread(100n, [free(0n), free(500n)])).toEqual([0n, 100n]);
    expect(spread(100n, [free(0n)])).toEqual([0n]);
    expect(spread(0n, [free(5n)])).toEqual([0n]);
  });

  const CLAIM = fc.record({
    weight: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    most: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  });

  test('is never more than the sum, nor any part than its bound, and is as much as there can be', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.array(CLAIM, { maxLength: 6 }),
        (sum, claims) => {
          const parts = spread(sum, claims);
          const bounds = total(claims.map(({ weight, most }) => (weight === 0n ? 0n : most)));
          expect(total(parts)).toBe(sum < bounds ? sum : bounds);
          for (const [at, part] of parts.entries()) {
            expect(part >= 0n && part <= (claims[at]?.most ?? 0n)).toBe(true);
          }
        },
      ),
    );
  });
});
