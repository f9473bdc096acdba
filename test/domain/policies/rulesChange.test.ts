import fc from 'fast-check';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import { changedDays, overlap } from '../../../src/domain/policies/rulesChange.ts';
import { daysOfNotice } from '../../../src/domain/notices/noticeDays.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { overdueNotice, recallNotice } from '../../../src/domain/notices/demandNotice.ts';
import { collectionNotice } from '../../../src/domain/notices/quarterlyNotice.ts';
import type { DatedPolicy } from '../../../src/domain/policies/policies.ts';
import { quarterOf } from '../../../src/domain/primitives/quarters.ts';
import { Dec } from '../../../src/domain/primitives/money.ts';
import { bulletLoan, rulesWith, lent, NO_HOLIDAYS, on, plain } from '../../support/loans.ts';
import { RULES, loanBy, runs, type Loan } from '../arbitrary/arbitraryLoan.ts';
import { dayWithin } from '../arbitrary/arbitraryTerms.ts';

/** Rules with a policy added to it, that weighs most. */
function withPolicy<Name extends 'nonWorkingDays' | 'overdueRateSharePercent' | 'courts'>(
  rules: FundRules,
  name: Name,
  added: Omit<FundRules['policies'][Name][number], 'sourceDocument'>,
): FundRules {
  const versions: readonly DatedPolicy<unknown>[] = rules.policies[name];
  const policies = {
    ...rules.policies,
    [name]: [...versions, { ...added, sourceDocument: '' }],
  };
  return { ...rules, policies };
}

describe('the days that two sets of rules read in different ways', () => {
  const changed = (after: FundRules, before = NO_HOLIDAYS) => changedDays({ before, after });

  test('are none where they are the same, or differ in what no loan is read by', () => {
    expect(changed(NO_HOLIDAYS)).toBeNull();
    const courts = { effectiveOn: on('2023-01-01'), endsOn: null, value: [] };
    expect(changed(withPolicy(NO_HOLIDAYS, 'courts', courts))).toBeNull();
  });

  test('are the holidays of one of them, with the days of rest before', () => {
    // Wednesday 26/4 to Friday 28/4/2023.
    expect(changed(rulesWith('2023-04-28', '2023-04-26'))).toEqual({
      from: '2023-04-26',
      to: '2023-04-28',
    });
    // Monday 1/5/2023: what is due on Saturday 29/4 is payable by Tuesday then.
    const monday = { from: '2023-04-29', to: '2023-05-01' };
    expect(changed(rulesWith('2023-05-01'))).toEqual(monday);
    expect(changed(NO_HOLIDAYS, rulesWith('2023-05-01'))).toEqual(monday);
    expect(changed(rulesWith('2023-05-01', '2023-05-03'), rulesWith('2023-05-03'))).toEqual(monday);
  });

  test('are the days on which work is made up for of one of them', () => {
    const working = (day: string) => ({ ...NO_HOLIDAYS, workingDays: new Set([on(day)]) });
    // Saturday 29/4/2023; on Sunday 30/4 also what is due on the Saturday is payable then.
    const saturday = { from: '2023-04-29', to: '2023-04-29' };
    expect(changed(working('2023-04-29'))).toEqual(saturday);
    expect(changed(NO_HOLIDAYS, working('2023-04-29'))).toEqual(saturday);
    expect(changed(working('2023-04-30'))).toEqual({ from: '2023-04-29', to: '2023-04-30' });
  });

  test('are those on which a policy was added, to its end or without one', () => {
    const value = new Dec(120);
    const cap = { effectiveOn: on('2023-04-26'), endsOn: on('2023-12-31'), value };
    expect(changed(withPolicy(NO_HOLIDAYS, 'overdueRateSharePercent', cap))).toEqual({
      from: '2023-04-26',
      to: '2023-12-31',
    });
    // From Monday 1/5/2023 on.
    const week = { effectiveOn: on('2023-05-01'), endsOn: null, value: [1 as const] };
    expect(changed(withPolicy(NO_HOLIDAYS, 'nonWorkingDays', week))).toEqual({
      from: '2023-04-29',
      to: null,
    });
  });
});

test('the days of a notice end after its quarter, its pay-by day or the last it lists', () => {
  // Of 1/1/2023, to be paid back on 25/12/2023.
  const terms = bulletLoan('2023-12-25');
  const days = (quarter: string | null, overdueScope: 'loan' | 'instalment') =>
    daysOfNotice({ ...terms, overdueScope }, lent(), NO_HOLIDAYS, {
      quarter: quarter === null ? null : quarterOf(on(quarter)),
      issuedOn: on('2023-07-10'),
      payBy: on('2023-07-20'),
    });
  const from = on('2023-01-01');
  expect(days('2023-09-01', 'loan')).toEqual({ from, to: '2023-10-01' });
  expect(days('2023-06-01', 'loan')).toEqual({ from, to: '2023-07-21' });
  expect(days(null, 'instalment')).toEqual({ from, to: '2023-07-21' });
  // Overdue as a whole: the instalment of December is listed too.
  expect(days(null, 'loan')).toEqual({ from, to: '2023-12-26' });
});

const CHANGE: fc.Arbitrary<(rules: FundRules) => FundRules> = fc.oneof(
  fc
    .record({ from: dayWithin(1200), days: fc.array(fc.nat(40), { minLength: 1, maxLength: 9 }) })
    .map(({ from, days }) => (rules: FundRules) => ({
      ...rules,
      holidays: new Set([...rules.holidays, ...days.map((day) => addDays(from, day))]),
    })),
  fc.record({ effectiveOn: dayWithin(1200), days: fc.nat(300) }).map(
    ({ effectiveOn, days }) =>
      (rules: FundRules) =>
        withPolicy(rules, 'nonWorkingDays', {
          effectiveOn,
          endsOn: addDays(effectiveOn, days),
          value: [1, 2, 3],
        }),
  ),
  dayWithin(1200).map(
    (effectiveOn) => (rules: FundRules) =>
      withPolicy(rules, 'overdueRateSharePercent', {
        effectiveOn,
        endsOn: null,
        value: new Dec(101),
      }),
  ),
);

/** The notices of a day, as they would be made by the rules. */
function notices({ terms, facts }: Loan, rules: FundRules, issuedOn: CalendarDate, more: number) {
  const quarter = quarterOf(issuedOn);
  const asked = { issuedOn, payBy: addDays(issuedOn, more) };
  const quarterly = collectionNotice(terms, facts, rules, { quarter, ...asked });
  const overdue = overdueNotice(terms, facts, rules, asked);
  const ofRecalls = facts.recalls
    .filter(({ decidedOn, deadline }) => decidedOn <= issuedOn && deadline >= issuedOn)
    .filter(({ withdrawnOn }) => withdrawnOn === null || withdrawnOn > issuedOn)
    .map(({ deadline: payBy }) => ({
      asked: { quarter: null, issuedOn, payBy },
      made: recallNotice(terms, facts, rules, { issuedOn, payBy }),
    }));
  return [
    { asked: { quarter, ...asked }, made: quarterly },
    { asked: { quarter: null, ...asked }, made: overdue },
    ...ofRecalls,
  ];
}

test('a notice whose days are read as before says the same as before', () => {
  const loan = RULES.chain(loanBy);
  let skipped = 0;
  let differing = 0;
  fc.assert(
    fc.property(loan, CHANGE, dayWithin(700), fc.nat(60), (of, change, issuedOn, more) => {
      const before = of.rules;
      const after = change(before);
      const days = changedDays({ before, after });
      const were = notices(of, before, issuedOn, more);
      for (const [at, { asked, made }] of notices(of, after, issuedOn, more).entries()) {
        const isSame = JSON.stringify(plain(made)) === JSON.stringify(plain(were[at]?.made));
        const read = daysOfNotice(of.terms, of.facts, after, asked);
        const isPossible = days !== null && overlap(days, read);
        if (!isPossible && made !== null) skipped += 1;
        if (!isSame) differing += 1;
        expect(isSame || isPossible).toBe(true);
      }
    }),
    { numRuns: runs().numRuns * 8 },
  );
  // Of both kinds there are many, else this says little.
  expect([skipped > 20, differing > 20]).toEqual([true, true]);
});
