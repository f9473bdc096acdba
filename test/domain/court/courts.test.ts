import { describe, expect, test } from '@jest/globals';
import { courtOn, isCourtOn } from '../../../src/domain/court/courts.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { on } from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';

const court = (name: string, ...takesOver: string[]) => ({ name, takesOver });

const from = (day: string, ...value: ReturnType<typeof court>[]) => ({
  effectiveOn: on(day),
  endsOn: null,
  sourceDocument: 'Nghị quyết',
  value,
});

/** District courts until 30/6/2025, then a regional one, which another replaces in 2030. */
const LISTED: Policies = {
  ...DEFAULT_POLICIES,
  courts: [
    ...DEFAULT_POLICIES.courts,
    from('2016-01-01', court('Văn Quan'), court('Bắc Sơn'), court('Cao Lộc')),
    from('2025-07-01', court('Khu vực 1', 'Cao Lộc'), court('Khu vực 3', 'Văn Quan', 'Bắc Sơn')),
    from('2030-01-01', court('Khu vực 2', 'Khu vực 1', 'Khu vực 3')),
  ],
};

describe('the courts of a fund (R26)', () => {
  test('a case stays with its court until another takes it over, and goes on from there', () => {
    const days = ['2023-06-30', '2025-06-30', '2025-07-01', '2029-12-31', '2030-01-01'];
    expect(days.map((day) => courtOn('Bắc Sơn', LISTED, on(day)))).toEqual([
      'Bắc Sơn',
      'Bắc Sơn',
      'Khu vực 3',
      'Khu vực 3',
      'Khu vực 2',
    ]);
  });

  test('a version that another of the same day corrects moves nothing, nor one that has ended', () => {
    const wrong = from('2025-07-01', court('Nhầm', 'Bắc Sơn'));
    const right = from('2025-07-01', court('Khu vực 3', 'Bắc Sơn'));
    const corrected = { ...DEFAULT_POLICIES, courts: [wrong, right] };
    expect(courtOn('Bắc Sơn', corrected, on('2025-07-01'))).toBe('Khu vực 3');
    const ended = { ...DEFAULT_POLICIES, courts: [{ ...right, endsOn: on('2025-07-31') }] };
    expect(courtOn('Bắc Sơn', ended, on('2025-07-31'))).toBe('Khu vực 3');
    expect(courtOn('Bắc Sơn', ended, on('2025-08-01'))).toBe('Bắc Sơn');
  });

  test('one that nobody took over keeps its case', () => {
    expect(courtOn('Hữu Lũng', LISTED, on('2031-01-01'))).toBe('Hữu Lũng');
  });

  test('can be filed with on the days on which they are listed', () => {
    expect(isCourtOn('Bắc Sơn', LISTED, on('2025-06-30'))).toBe(true);
    expect(isCourtOn('Bắc Sơn', LISTED, on('2025-07-01'))).toBe(false);
    expect(isCourtOn('Khu vực 3', LISTED, on('2025-07-01'))).toBe(true);
    expect(isCourtOn('Khu vực 3', LISTED, on('2025-06-30'))).toBe(false);
  });

  test('are any where the fund has listed none', () => {
    expect(isCourtOn('Bắc Sơn', DEFAULT_POLICIES, on('2025-07-01'))).toBe(true);
    expect(courtOn('Bắc Sơn', DEFAULT_POLICIES, on('2025-07-01'))).toBe('Bắc Sơn');
  });
});
