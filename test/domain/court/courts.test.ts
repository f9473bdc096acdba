import { courtOn, misfitOf, officeOn } from '../../../src/domain/court/courts.ts';
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

  const whyNot = (name: string, policies: Policies, day: string) =>
    misfitOf(name, { matter: 'civil', locality: 'Bắc Sơn' }, policies, 'courts', on(day))?.why;

  test('can be filed with on the days on which they are listed', () => {
    expect(whyNot('Bắc Sơn', LISTED, '2025-06-30')).toBeUndefined();
    expect(whyNot('Bắc Sơn', LISTED, '2025-07-01')).toBe('not-listed');
    expect(whyNot('Khu vực 3', LISTED, '2025-07-01')).toBeUndefined();
    expect(whyNot('Khu vực 3', LISTED, '2025-06-30')).toBe('not-listed');
  });

  test('are any where the fund has listed none', () => {
    expect(whyNot('Bắc Sơn', DEFAULT_POLICIES, '2025-07-01')).toBeUndefined();
    expect(courtOn('Bắc Sơn', DEFAULT_POLICIES, on('2025-07-01'))).toBe('Bắc Sơn');
  });
});

describe('a catalogue by matter and place', () => {
  const HA_NOI = 'Tòa án nhân dân khu vực 2 - Hà Nội';

  const catalogue: Policies = {
    ...DEFAULT_POLICIES,
    courts: [
      ...DEFAULT_POLICIES.courts,
      {
        ...from('2025-07-01'),
        value: [
          { ...court('Khu vực 1'), matters: ['civil', 'commercial'], localities: ['Cao Lộc'] },
          { ...court('Khu vực 3'), matters: ['civil', 'commercial'], localities: ['Bắc Sơn'] },
          { ...court(HA_NOI), matters: ['bankruptcy'] },
        ],
      },
    ],
  };

  const misfit = (name: string, matter: 'civil' | 'commercial' | 'bankruptcy', locality: string) =>
    misfitOf(name, { matter, locality }, catalogue, 'courts', on('2026-08-03'));

  test('names a court for a matter and a place; another one is told with those that it names', () => {
    expect(misfit('Khu vực 3', 'civil', 'Bắc Sơn')).toBeNull();
    expect(misfit('Khu vực 1', 'civil', 'Bắc Sơn')).toEqual({
      why: 'other-place',
      possible: ['Khu vực 3'],
    });
    expect(misfit(HA_NOI, 'commercial', 'Cao Lộc')).toEqual({
      why: 'other-matter',
      possible: ['Khu vực 1'],
    });
    expect(misfit('Khu vực 3', 'bankruptcy', 'Bắc Sơn')).toEqual({
      why: 'other-matter',
      possible: [HA_NOI],
    });
    expect(misfit(HA_NOI, 'bankruptcy', 'Bắc Sơn')).toBeNull();
    expect(misfit('Khu vực 9', 'civil', 'Cao Lộc')).toEqual({
      why: 'not-listed',
      possible: ['Khu vực 1'],
    });
  });

  test('that names a court for bankruptcies alone says nothing of other matters', () => {
    const alone = {
      ...DEFAULT_POLICIES,
      courts: [{ ...from('2025-07-01'), value: [{ ...court(HA_NOI), matters: ['bankruptcy'] }] }],
    } as Policies;
    const of = { matter: 'civil', locality: 'Bắc Sơn' } as const;
    expect(misfitOf('Bắc Sơn', of, alone, 'courts', on('2026-08-03'))).toBeNull();
    expect(misfitOf(HA_NOI, of, alone, 'courts', on('2026-08-03'))?.why).toBe('other-matter');
  });

  test('of enforcement offices has successors too', () => {
    const offices: Policies = {
      ...DEFAULT_POLICIES,
      enforcementOffices: [
        {
          ...from('2025-07-01'),
          value: [
            {
              ...court('Phòng THADS khu vực 3', 'Chi cục THADS huyện Bắc Sơn'),
              kind: 'regional_section',
            },
          ],
        },
      ],
    };
    const old = 'Chi cục THADS huyện Bắc Sơn';
    expect(officeOn(old, offices, on('2025-06-30'))).toBe(old);
    expect(officeOn(old, offices, on('2025-07-01'))).toBe('Phòng THADS khu vực 3');
  });
});
