import fc from 'fast-check';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { rate } from '../../../src/domain/primitives/money.ts';
import { inForce, type DatedPolicy, type Policies } from '../../../src/domain/policies/policies.ts';
import {
  checkPolicyValue,
  policiesOf,
  POLICY_NAMES,
  type PolicyEntry,
} from '../../../src/domain/policies/policyJson.ts';
import { on, plain, refusal } from '../../support/loans.ts';
import {
  DEFAULT_ENTRIES,
  DEFAULT_POLICIES,
  DEFAULT_POLICY_VALUES,
} from '../../support/policies.ts';

const entry = (
  name: string,
  value: unknown,
  effectiveOn: string | null = null,
  endsOn: string | null = null,
): PolicyEntry => ({
  name,
  value,
  effectiveOn: effectiveOn === null ? null : on(effectiveOn),
  endsOn: endsOn === null ? null : on(endsOn),
  sourceDocument: 'R1–R31',
});

/** The defaults, and these entries after them. */
const withEntries = (...entries: PolicyEntry[]): Policies =>
  policiesOf([...DEFAULT_ENTRIES, ...entries]);

describe('a policy in force', () => {
  const waived = (policies: Policies, day: string) =>
    inForce(policies, 'waivedInterestDebtGroup', on(day));

  test('is the default on every day, until another is', () => {
    for (const day of ['1900-01-01', '2023-06-30', '2199-12-31']) {
      expect(waived(DEFAULT_POLICIES, day)).toBe(3);
    }
    const policies = withEntries(entry('waivedInterestDebtGroup', 4, '2023-06-30'));
    const days = ['2023-06-29', '2023-06-30', '2199-12-31'];
    expect(days.map((day) => waived(policies, day))).toEqual([3, 4, 4]);
  });

  test('ends with its last day: then the one before it is in force again', () => {
    // The year, in it March, in that one day; later another from October on.
    const policies = withEntries(
      entry('waivedInterestDebtGroup', 1, '2023-01-01', '2023-12-31'),
      entry('waivedInterestDebtGroup', 2, '2023-03-01', '2023-03-31'),
      entry('waivedInterestDebtGroup', 5, '2023-03-15', '2023-03-15'),
      entry('waivedInterestDebtGroup', 4, '2023-10-01'),
    );
    const expected: [day: string, group: number][] = [
      ['2022-12-31', 3],
      ['2023-01-01', 1],
      ['2023-02-28', 1],
      ['2023-03-01', 2],
      ['2023-03-14', 2],
      ['2023-03-15', 5],
      ['2023-03-16', 2],
      ['2023-03-31', 2],
      ['2023-04-01', 1],
      ['2023-09-30', 1],
      ['2023-10-01', 4],
      ['2024-01-01', 4],
    ];
    expect(expected.map(([day]) => [day, waived(policies, day)])).toEqual(expected);
  });

  test('of two from the same day is the one recorded last, for as long as it lasts', () => {
    const policies = withEntries(
      entry('waivedInterestDebtGroup', 1, '2023-06-01'),
      entry('waivedInterestDebtGroup', 2, '2023-06-01', '2023-06-30'),
    );
    const days = ['2023-06-01', '2023-06-30', '2023-07-01'];
    expect(days.map((day) => waived(policies, day))).toEqual([2, 2, 1]);
  });

  test('leaves the others as they are', () => {
    const policies = withEntries(entry('waivedInterestDebtGroup', 4, '2023-06-30'));
    for (const name of POLICY_NAMES) {
      if (name === 'waivedInterestDebtGroup') continue;
      expect(policies[name]).toEqual(DEFAULT_POLICIES[name]);
    }
  });

  test('is our bug where there is none', () => {
    const versions = [
      { effectiveOn: on('2023-06-30'), endsOn: null, sourceDocument: 'R1', value: 4 as const },
    ];
    const policies = { ...DEFAULT_POLICIES, waivedInterestDebtGroup: versions };
    expect(waived(policies, '2023-06-30')).toBe(4);
    expect(() => waived(policies, '2023-06-29')).toThrow('no policy');
  });

  const DAY = fc.integer({ min: 0, max: 40 }).map((days) => addDays(on('2023-06-01'), days));
  const VERSIONS = fc
    .array(fc.record({ effectiveOn: DAY, days: fc.option(fc.integer({ min: 0, max: 20 })) }), {
      maxLength: 6,
    })
    .map((drawn) =>
      drawn
        .toSorted((a, b) =>
          a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0,
        )
        .map(({ effectiveOn, days }, index): DatedPolicy<ReturnType<typeof rate>> => {
          const endsOn = days === null ? null : addDays(effectiveOn, days);
          return { effectiveOn, endsOn, sourceDocument: 'R1', value: rate(String(index + 1)) };
        }),
    );

  test('changes only on the first day of a version and the day after its last', () => {
    fc.assert(
      fc.property(VERSIONS, DAY, (versions, day) => {
        const first = { effectiveOn: null, endsOn: null, sourceDocument: 'R1', value: rate('0') };
        const policies = { ...DEFAULT_POLICIES, highestRatePercent: [first, ...versions] };
        const of = (date: CalendarDate) => inForce(policies, 'highestRatePercent', date);
        const turns = versions.flatMap(({ effectiveOn, endsOn }) => [
          effectiveOn,
          ...(endsOn === null ? [] : [addDays(endsOn, 1)]),
        ]);
        if (!turns.includes(day)) expect(of(day)).toBe(of(addDays(day, -1)));
        const begun = versions.findLast((version) => version.effectiveOn === day);
        if (begun !== undefined) expect(of(day)).toBe(begun.value);
      }),
    );
  });
});

describe('the values of policies', () => {
  test('are read exactly: rates to six decimals, never through a floating-point number', () => {
    const policies = withEntries(
      entry('highestRatePercent', '19.123456', '2023-06-30'),
      entry('specificProvisionPercent', ['0', '0.000001', '25', '50', '100'], '2023-06-30'),
      entry('generalProvision', { percent: '0.1', groups: [1] }, '2023-06-30'),
    );
    const day = on('2023-06-30');
    expect(plain(inForce(policies, 'highestRatePercent', day))).toBe('19.123456');
    expect(plain(inForce(policies, 'specificProvisionPercent', day))).toEqual([
      '0',
      '0.000001',
      '25',
      '50',
      '100',
    ]);
    const general = inForce(policies, 'generalProvision', day);
    expect(plain(general.percent.times(3))).toBe('0.3');
    expect(general.groups).toEqual([1]);
  });

  test('name the days of the week as the calendar counts them: 0 Sunday … 6 Saturday', () => {
    const names = ['monday', 'sunday', 'saturday', 'wednesday'];
    const policies = withEntries(entry('nonWorkingDays', names, '2023-06-30'));
    expect(inForce(policies, 'nonWorkingDays', on('2023-06-30'))).toEqual([1, 0, 6, 3]);
    expect(inForce(policies, 'nonWorkingDays', on('2023-06-29'))).toEqual([6, 0]);
  });

  test('all have a default, or it is our bug', () => {
    expect(POLICY_NAMES.toSorted()).toEqual(Object.keys(DEFAULT_POLICY_VALUES).toSorted());
    for (const name of POLICY_NAMES) {
      const others = DEFAULT_ENTRIES.filter((each) => each.name !== name);
      expect(() => policiesOf(others)).toThrow('every policy has a default');
    }
  });

  const PARTS = ['overdueInterest', 'lateInterest', 'inTermInterest', 'principal'];
  const first = (...fromDays: number[]) => ({
    ...(DEFAULT_POLICY_VALUES['restructuredDebtGroup'] as object),
    firstOverdue: fromDays.map((days) => ({ fromDays: days, group: 3 })),
  });

  test.each<[string, Parameters<typeof checkPolicyValue>[0], unknown, string]>([
    ['bands that fall', 'debtGroupFromDays', [10, 30, 20, 180], '/value'],
    ['bands that stand still', 'debtGroupFromDays', [10, 10, 90, 180], '/value'],
    ['days past due that fall', 'restructuredDebtGroup', first(1, 90, 30), '/value/firstOverdue'],
    ['days past due twice', 'restructuredDebtGroup', first(30, 30), '/value/firstOverdue'],
    [
      'an order without principal',
      'allocationOrder',
      { inTerm: PARTS.slice(0, 3), overdue: PARTS },
      '/value/inTerm',
    ],
    [
      'an order that names a part twice',
      'allocationOrder',
      { inTerm: PARTS, overdue: [...PARTS, 'lateInterest'] },
      '/value/overdue',
    ],
    [
      'an order with overdue principal after all principal',
      'allocationOrder',
      { inTerm: PARTS, overdue: [...PARTS, 'overduePrincipal'] },
      '/value/overdue',
    ],
  ])('refuse %s', (_, name, value, pointer) => {
    const { code, faults } = refusal(() => checkPolicyValue(name, value));
    expect([code, faults]).toEqual([
      'validation',
      [{ pointer, message: { en: expect.any(String), vi: expect.any(String) } }],
    ]);
  });

  test('may be what the rules give, bands of one day, and no days at all', () => {
    for (const name of POLICY_NAMES) checkPolicyValue(name, DEFAULT_POLICY_VALUES[name]);
    checkPolicyValue('debtGroupFromDays', [1, 2, 3, 4]);
    checkPolicyValue('restructuredDebtGroup', first());
    checkPolicyValue('restructuredDebtGroup', first(1));
  });
});
