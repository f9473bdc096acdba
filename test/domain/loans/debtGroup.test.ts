import { debtGroupByDays, ownDebtGroup, worstOf } from '../../../src/domain/loans/debtGroup.ts';
import type { DebtGroupOverride, LoanFacts } from '../../../src/domain/loans/facts.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { on, vnd } from '../../support/loans.ts';

type Facts = Pick<LoanFacts, 'opening' | 'restructurings' | 'waivers' | 'debtGroupOverrides'>;

const NONE: Facts = { opening: null, restructurings: [], waivers: [], debtGroupOverrides: [] };

const restructuredOn = (...days: string[]): Pick<Facts, 'restructurings'> => ({
  restructurings: days.map((day) => ({ kind: 'extension', decidedOn: on(day), instalments: [] })),
});

const waivedOn = (day: string): Pick<Facts, 'waivers'> => ({
  waivers: [{ effectiveOn: on(day), component: 'lateInterest', amount: vnd('1') }],
});

const overrides = (
  ...each: (readonly [day: string, change: DebtGroupOverride['change'], group: 1 | 2 | 3 | 4 | 5])[]
): Pick<Facts, 'debtGroupOverrides'> => ({
  debtGroupOverrides: each.map(([day, change, group]) => ({ effectiveOn: on(day), change, group })),
});

const group = (
  facts: Partial<Facts>,
  daysPastDue = 0,
  {
    settledOn = null,
    asOf = '2023-12-31',
    policies = DEFAULT_POLICIES,
  }: {
    settledOn?: string | null;
    asOf?: string;
    policies?: Policies;
  } = {},
) =>
  ownDebtGroup(
    { ...NONE, ...facts },
    { asOf: on(asOf), daysPastDue, settledOn: settledOn === null ? null : on(settledOn) },
    policies,
  );

describe('the debt group of a loan (R16)', () => {
  test.each([
    [0, 1],
    [9, 1],
    [10, 2],
    [29, 2],
    [30, 3],
    [89, 3],
    [90, 4],
    [179, 4],
    [180, 5],
    [4000, 5],
  ])('%i days past due is group %i', (daysPastDue, expected) => {
    expect(group({}, daysPastDue)).toBe(expected);
    expect(debtGroupByDays(daysPastDue, [10, 30, 90, 180])).toBe(expected);
  });

  test.each<[what: string, times: number, groups: [daysPastDue: number, group: number][]]>([
    [
      'once is 2, overdue again 3, from 30 days 4, from 90 days 5',
      1,
      [
        [0, 2],
        [1, 3],
        [29, 3],
        [30, 4],
        [89, 4],
        [90, 5],
      ],
    ],
    [
      'twice is 4, overdue at all 5',
      2,
      [
        [0, 4],
        [1, 5],
      ],
    ],
    [
      'three times is 5',
      3,
      [
        [0, 5],
        [1, 5],
      ],
    ],
    ['four times is 5', 4, [[0, 5]]],
  ])('restructured %s', (_, times, groups) => {
    const facts = restructuredOn(
      ...['2023-03-01', '2023-04-03', '2023-05-04', '2023-06-05'].slice(0, times),
    );
    for (const [daysPastDue, expected] of groups) {
      expect([daysPastDue, group(facts, daysPastDue)]).toEqual([daysPastDue, expected]);
    }
  });

  test('with interest waived is at least 3', () => {
    expect(group(waivedOn('2023-03-01'))).toBe(3);
    expect(group(waivedOn('2023-03-01'), 89)).toBe(3);
    expect(group(waivedOn('2023-03-01'), 90)).toBe(4);
  });

  test('is the worst of what each of these gives', () => {
    const facts = { ...restructuredOn('2023-03-01'), ...waivedOn('2023-03-01') };
    expect(group(facts)).toBe(3);
    expect(group(facts, 30)).toBe(4);
    expect(group({ ...facts, ...overrides(['2023-03-01', 'worsening', 5]) })).toBe(5);
    expect(group(overrides(['2023-03-01', 'worsening', 2]), 30)).toBe(3);
  });

  test('begins anew once the loan was settled, but its restructurings are counted on', () => {
    const facts = {
      ...restructuredOn('2023-03-01'),
      ...waivedOn('2023-03-01'),
      ...overrides(['2023-03-01', 'worsening', 5]),
    };
    expect(group(facts, 0, { settledOn: '2023-02-28' })).toBe(5);
    expect(group(facts, 0, { settledOn: '2023-03-01' })).toBe(1);
    const again = restructuredOn('2023-03-01', '2023-04-03');
    expect(group(again, 0, { settledOn: '2023-03-01' })).toBe(4);
    expect(group(again, 0, { settledOn: '2023-04-03' })).toBe(1);
  });
});

describe('an improvement by decision (R16)', () => {
  test('ends what a restructuring, a waiver and a worsening gave before it or that day', () => {
    const improved = ['2023-03-01', 'improvement', 1] as const;
    for (const day of ['2023-02-28', '2023-03-01']) {
      const before = {
        ...restructuredOn(day),
        ...waivedOn(day),
        ...overrides([day, 'worsening', 4], improved),
      };
      expect(group(before)).toBe(1);
    }
    const after = '2023-03-02';
    expect(group({ ...restructuredOn(after), ...overrides(improved) })).toBe(2);
    expect(group({ ...waivedOn(after), ...overrides(improved) })).toBe(3);
    expect(group(overrides(improved, [after, 'worsening', 4]))).toBe(4);
  });

  test('sets the least group from its day on; days past due make it worse', () => {
    const facts = overrides(['2023-03-01', 'improvement', 2]);
    expect(group(facts)).toBe(2);
    expect(group(facts, 29)).toBe(2);
    expect(group(facts, 30)).toBe(3);
    expect(group(facts, 0, { settledOn: '2023-03-01' })).toBe(1);
  });

  test('counts until the next one, in whatever order they were entered', () => {
    const facts = overrides(
      ['2023-05-04', 'improvement', 1],
      ['2023-04-03', 'improvement', 3],
      ['2023-04-10', 'worsening', 5],
    );
    expect(group(facts)).toBe(1);
    expect(group(overrides(['2023-04-10', 'worsening', 5], ['2023-04-03', 'improvement', 3]))).toBe(
      5,
    );
  });
});

test('the groups are those of the policies in force on the day asked about', () => {
  const from = { effectiveOn: on('2024-08-12'), endsOn: null, sourceDocument: 'R1' };
  const policies: Policies = {
    ...DEFAULT_POLICIES,
    debtGroupFromDays: [
      ...DEFAULT_POLICIES.debtGroupFromDays,
      { ...from, value: [5, 31, 91, 181] },
    ],
    restructuredDebtGroup: [
      ...DEFAULT_POLICIES.restructuredDebtGroup,
      { ...from, value: { first: 3, firstOverdue: [], second: 3, secondOverdue: 4, third: 4 } },
    ],
    waivedInterestDebtGroup: [...DEFAULT_POLICIES.waivedInterestDebtGroup, { ...from, value: 2 }],
  };
  const before = { asOf: '2024-08-11', policies };
  const after = { asOf: '2024-08-12', policies };
  const [once, twice] = [restructuredOn('2023-03-01'), restructuredOn('2023-03-01', '2023-04-03')];
  expect([group({}, 5, before), group({}, 5, after)]).toEqual([1, 2]);
  expect([
    group(waivedOn('2023-03-01'), 0, before),
    group(waivedOn('2023-03-01'), 0, after),
  ]).toEqual([3, 2]);
  expect([group(once, 0, before), group(once, 0, after)]).toEqual([2, 3]);
  // Overdue at 90 days: by its restructuring 5 before; after, as in term, so the days give 3.
  expect([group(once, 90, before), group(once, 90, after)]).toEqual([5, 3]);
  expect([group(twice, 1, before), group(twice, 1, after)]).toEqual([5, 4]);
});

test('the worst of groups is the highest, of none there is none', () => {
  expect(worstOf([2, null, 4, 1])).toBe(4);
  expect(worstOf([null, 1])).toBe(1);
  expect(worstOf([null, null])).toBeNull();
  expect(worstOf([])).toBeNull();
});
