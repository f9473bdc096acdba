import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { DEFAULT_ENTRIES, DEFAULT_POLICY_VALUES } from '../../support/policies.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** A fund of its own, so that a policy meets this test's loans only. */
async function newFund(): Promise<Client> {
  const fund = await api.addFund();
  await contribute(fund);
  return fund;
}

const SOURCE = { sourceDocument: 'Quyết định 45/QĐ-UBND' };

const policy = (name: string, value: unknown, effectiveOn: string, endsOn?: string) => ({
  name,
  value,
  effectiveOn,
  ...(endsOn === undefined ? {} : { endsOn }),
  ...SOURCE,
});

/**
 * What is seen on each of the days before and after a policy is recorded; as known before the
 * recording, each day is as it was.
 */
async function across(
  fund: Client,
  change: object,
  days: readonly string[],
  see: (at: string) => Promise<unknown>,
): Promise<{ before: unknown[]; after: unknown[] }> {
  const all = async (known = ''): Promise<unknown[]> => {
    const seen = [];
    for (const day of days) seen.push(await see(`asOf=${day}${known}`));
    return seen;
  };
  const before = await all();
  const { knownAt } = await fund.read('/v1/fund');
  await fund.add('/v1/policies', change);
  expect(await all(`&knownAt=${knownAt}`)).toEqual(before);
  return { before, after: await all() };
}

const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const CHECKS = { singleCustomer: 'warning', relatedCustomers: 'refusal', ownCapital: 'warning' };

const RESTRUCTURED = DEFAULT_POLICY_VALUES['restructuredDebtGroup'] as object;

const restructured = (more: object) =>
  policy('restructuredDebtGroup', { ...RESTRUCTURED, ...more }, '2023-06-01');

describe('a term of years', () => {
  test.each(['limitationToSueYears', 'enforcementRequestYears'])(
    '%s has 100 at most, and then deadlines are told on the last of all days',
    async (name) => {
      const fund = await newFund();
      const { path } = await lend(fund);
      await fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
      const ask = () => fund.post('/v1/policies', policy(name, 101, '2020-01-01'));
      expect((await ask()).status).toBe(400);
      await fund.add('/v1/policies', policy(name, 100, '1900-01-01'));
      for (const day of ['2024-03-31', '2199-12-31']) {
        await fund.read(`/v1/deadlines?asOf=${day}&until=2199-12-31`);
      }
    },
  );
});

describe('GET /v1/policies', () => {
  test('a new fund has what the rules give, each with its source, from the beginning or the day of a law', async () => {
    const { data } = await api.fund.read('/v1/policies');
    const said = data.map(({ name, value, effectiveOn }: Json) => ({ name, value, effectiveOn }));
    const expected = DEFAULT_ENTRIES.map(({ name, value, effectiveOn }) => ({
      name,
      value,
      effectiveOn,
    }));
    expect(said).toHaveLength(expected.length);
    expect(said).toEqual(expect.arrayContaining(expected));
    for (const {
      sourceDocument,
      id: _,
      name: __,
      value: ___,
      effectiveOn: ____,
      ...recorded
    } of data) {
      expect(sourceDocument).toMatch(
        /^(Nghị định|Nghị quyết|Thông tư|Bộ luật|Luật|Quy định nội bộ) /,
      );
      const never = { endsOn: null, recordedAt: null, recordedBy: null };
      expect(recorded).toEqual(never);
    }
  });

  test('lists a policy after the default, and not to who asks as known before', async () => {
    const fund = await newFund();
    const ofName = async (client: Client, query = ''): Promise<Json[]> => {
      const { data } = await client.read(`/v1/policies${query}`);
      return data.filter((each: Json) => each.name === 'highestRatePercent');
    };
    const defaults = await ofName(fund);
    const { knownAt } = await fund.read('/v1/fund');
    const later = policy('highestRatePercent', '18', '2023-06-01', '2023-12-31');
    const answer = await fund.add('/v1/policies', later);
    const { affects, ...stored } = answer;
    expect(affects).toEqual([]);
    expect(stored).toEqual({
      ...later,
      id: expect.any(String),
      recordedAt: expect.any(String),
      recordedBy: 'Giám đốc',
    });
    const { affects: _, ...earlier } = await fund.add(
      '/v1/policies',
      policy('highestRatePercent', '19', '2023-01-01'),
    );
    expect(earlier).toMatchObject({ endsOn: null });
    expect(await ofName(fund)).toEqual([...defaults, earlier, stored]);
    expect(await ofName(fund, `?knownAt=${knownAt}`)).toEqual(defaults);
    expect(await ofName(fund, `?knownAt=${stored.recordedAt}`)).toEqual([...defaults, stored]);
    expect(await ofName(api.other)).toMatchObject([{ value: '20', effectiveOn: null }]);
  });
});

describe('POST /v1/policies', () => {
  test.each<[string, object, string]>([
    ['a name there is not', policy('lowestRatePercent', '1', '2023-06-01'), '/name'],
    ['a rate that is a number', policy('highestRatePercent', 18, '2023-06-01'), '/value'],
    ['a rate below 0', policy('leastOwnCapitalPercent', '-1', '2023-06-01'), '/value'],
    ['three bands', policy('debtGroupFromDays', [10, 30, 90], '2023-06-01'), '/value'],
    [
      'bands that stand still',
      policy('debtGroupFromDays', [10, 30, 30, 180], '2023-06-01'),
      '/value',
    ],
    ['a band of no days', policy('debtGroupFromDays', [0, 30, 90, 180], '2023-06-01'), '/value/0'],
    [
      'an order that leaves a part out',
      policy(
        'allocationOrder',
        {
          inTerm: ['overdueInterest', 'lateInterest', 'inTermInterest', 'principal'],
          overdue: ['overduePrincipal', 'overdueInterest', 'lateInterest', 'principal'],
        },
        '2023-06-01',
      ),
      '/value/overdue',
    ],
    ['a week without a working day', policy('nonWorkingDays', WEEK, '2023-06-01'), '/value'],
    ['a day twice', policy('nonWorkingDays', ['sunday', 'sunday'], '2023-06-01'), '/value'],
    ['a day there is not', policy('nonWorkingDays', ['chủ nhật'], '2023-06-01'), '/value/0'],
    [
      'days past due that fall',
      restructured({
        firstOverdue: [
          { fromDays: 30, group: 4 },
          { fromDays: 1, group: 3 },
        ],
      }),
      '/value/firstOverdue',
    ],
    ['a sixth group', restructured({ third: 6 }), '/value/third'],
    ['a group left out', restructured({ second: undefined }), '/value/second'],
    [
      'an outcome there is not',
      policy('lendingChecks', { ...CHECKS, ownCapital: 'none' }, '2023-06-01'),
      '/value/ownCapital',
    ],
    ['a switch that is a text', policy('worstDebtGroupOfBorrower', 'no', '2023-06-01'), '/value'],
    [
      'four percentages for five groups',
      policy('specificProvisionPercent', ['0', '2', '25', '50'], '2023-06-01'),
      '/value',
    ],
    [
      'what is not known',
      policy('generalProvision', { percent: '0.5', groups: [1], of: 'all' }, '2023-06-01'),
      '/value/of',
    ],
    [
      'no source',
      { ...policy('highestRatePercent', '18', '2023-06-01'), sourceDocument: ' ' },
      '/sourceDocument',
    ],
    [
      'no day',
      { ...policy('highestRatePercent', '18', ''), effectiveOn: undefined },
      '/effectiveOn',
    ],
    ['a day that does not exist', policy('highestRatePercent', '18', '2023-02-30'), '/effectiveOn'],
  ])('refuses %s', async (_, body, pointer) => {
    const errors = expect.arrayContaining([{ pointer, message: expect.any(String) }]);
    await expectRefused(
      api,
      { ask: () => api.fund.post('/v1/policies', body), unchanged: '/v1/policies' },
      { status: 400, code: 'validation', errors },
    );
  });

  test('refuses an end before the beginning; one day is enough', async () => {
    const body = policy('highestRatePercent', '18', '2023-06-01', '2023-05-31');
    await expectRefused(
      api,
      { ask: () => api.fund.post('/v1/policies', body), unchanged: '/v1/policies' },
      {
        status: 422,
        code: 'end-before-start',
        figures: { from: '2023-06-01', to: '2023-05-31' },
      },
    );
    const fund = await newFund();
    const oneDay = policy('highestRatePercent', '18', '2023-06-01', '2023-06-01');
    expect(await fund.add('/v1/policies', oneDay)).toMatchObject(oneDay);
  });

  test('takes away a term with null, and gives it again', async () => {
    const fund = await newFund();
    for (const [value, day] of [
      [null, '2024-01-01'],
      [3, '2024-02-01'],
      [null, '2024-03-01'],
    ] as const) {
      const { status, body } = await fund.post(
        '/v1/policies',
        policy('requestReturnYears', value, day),
      );
      expect([status, body.value]).toEqual([201, value]);
    }
    const { data } = await fund.read('/v1/policies');
    const values = data.filter((each: Json) => each.name === 'requestReturnYears');
    // The default of always, what was set by day, and the 2 years of the law from 1/7/2026 on.
    expect(values.map((each: Json) => each.value)).toEqual([null, null, 3, null, 2]);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('a policy is in force from its day to its end, and another fund’s is not', () => {
  test('caps of the rates: the day a contract is signed, or a rate changes (R7)', async () => {
    const fund = await newFund();
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    const signed = (signedOn: string, rates: object) =>
      fund.post(
        '/v1/loans',
        loanBody(id, {
          signedOn,
          principalSchedule: { kind: 'bullet', dueOn: '2024-06-25' },
          ...rates,
        }),
      );
    const caps: [name: string, value: string, rates: object, capPercent: string][] = [
      ['highestRatePercent', '18', { ratePercent: '18.5' }, '18'],
      ['highestLateInterestRatePercent', '5', { lateInterestRatePercent: '5.5' }, '5'],
      // 120% of 6.6 = 7.92
      ['overdueRateSharePercent', '120', {}, '7.92'],
    ];
    for (const [name, value, rates, capPercent] of caps) {
      await fund.add('/v1/policies', policy(name, value, '2023-06-01', '2023-06-30'));
      const statuses = [];
      for (const day of ['2023-05-31', '2023-06-01', '2023-06-30', '2023-07-01']) {
        statuses.push((await signed(day, rates)).status);
      }
      expect([name, ...statuses]).toEqual([name, 201, 422, 422, 201]);
      const answer = await signed('2023-06-01', rates);
      expect(answer.body).toMatchObject({ code: 'rate-above-cap', figures: { capPercent } });
    }
    const { path } = await lend(fund, {}, id);
    const changes = [];
    for (const effectiveOn of ['2023-05-31', '2023-06-01', '2023-07-01']) {
      const change = { effectiveOn, ratePercent: '18.5', decisionNumber: '1/QĐ' };
      changes.push((await fund.post(`${path}/rate-changes`, change)).status);
    }
    expect(changes).toEqual([201, 422, 201]);
  });

  test('the overdue rate’s share: each day, a segment ending at each change (R3, R7)', async () => {
    const fund = await newFund();
    const { path } = await lend(fund);
    const change = policy('overdueRateSharePercent', '120', '2023-07-10', '2023-07-19');
    const days = ['2023-07-10', '2023-07-20', '2023-08-01'];
    // 50 m overdue from 26/6, at 9.9%: 14 days 189,863.01; 24 days 325,479.45; 36 days 488,219.18.
    // With 120% of 6.6, 7.92%, from 10 to 19 July: 10 days 108,493.15; then 12 days at 9.9%
    // 162,739.73. 189,863 + 108,493 = 298,356; + 162,740 = 461,096.
    const { before, after } = await across(fund, change, days, async (at) => {
      const position = await fund.read(`${path}/position?${at}`);
      return position.overdueInterest.accrued;
    });
    expect(before).toEqual(['189863', '325479', '488219']);
    expect(after).toEqual(['189863', '298356', '461096']);
    const { segments } = await fund.read(`${path}/interest?from=2023-06-26&to=2023-08-01`);
    const lines = segments.map((each: Json) => Object.values(each).join(' '));
    // 36 days of 150 m at 6.6%: 976,438.36, in one segment.
    expect(lines).toEqual([
      'in_term 150000000 2023-06-26 2023-08-01 36 6.6 976438',
      'overdue 50000000 2023-06-26 2023-07-10 14 9.9 189863',
      'overdue 50000000 2023-07-10 2023-07-20 10 7.92 108493',
      'overdue 50000000 2023-07-20 2023-08-01 12 9.9 162740',
    ]);
  });

  test('the bands of the debt groups: the day asked about (R16)', async () => {
    const fund = await newFund();
    const { path } = await lend(fund);
    const change = policy('debtGroupFromDays', [5, 14, 30, 120], '2023-07-10', '2023-07-31');
    // Payable by 26/6: 13, 14, 35 and 36 days past due.
    const days = ['2023-07-09', '2023-07-10', '2023-07-31', '2023-08-01'];
    const { before, after } = await across(fund, change, days, async (at) => {
      const { daysPastDue, debtGroup } = await fund.read(`${path}/position?${at}`);
      return [daysPastDue, debtGroup];
    });
    expect(before).toEqual([
      [13, 2],
      [14, 2],
      [35, 3],
      [36, 3],
    ]);
    expect(after).toEqual([
      [13, 2],
      [14, 3],
      [35, 4],
      [36, 3],
    ]);
  });

  test('the groups after a waiver and a restructuring: the day asked about (R16)', async () => {
    const fund = await newFund();
    const decision = { decisionNumber: '2/QĐ' };
    const waived = await lend(fund);
    await fund.add(`${waived.path}/waivers`, {
      ...decision,
      component: 'inTermInterest',
      amount: '1',
      effectiveOn: '2023-05-02',
    });
    const extended = await lend(fund);
    await fund.add(`${extended.path}/restructurings`, {
      ...decision,
      kind: 'extension',
      decidedOn: '2023-05-02',
      instalments: [{ dueOn: '2024-12-25', principal: '200000000' }],
    });
    const groupOf = (path: string) => async (at: string) =>
      (await fund.read(`${path}/position?${at}`)).debtGroup;
    const days = ['2023-05-02', '2023-05-31', '2023-06-01'];
    const ofWaiver = policy('waivedInterestDebtGroup', 4, '2023-06-01');
    const onWaiver = await across(fund, ofWaiver, days, groupOf(waived.path));
    expect(onWaiver).toEqual({ before: [3, 3, 3], after: [3, 3, 4] });
    const first = restructured({ first: 3 });
    const onExtension = await across(fund, first, days, groupOf(extended.path));
    expect(onExtension).toEqual({ before: [2, 2, 2], after: [2, 2, 3] });
  });

  test('whether the worst group is shared: the day asked about (R16)', async () => {
    const fund = await newFund();
    const { cooperativeId } = await lend(fund);
    const principalSchedule = { kind: 'bullet', dueOn: '2024-03-25' };
    const interestSchedule = { every: 'maturity' };
    const { path } = await lend(fund, { principalSchedule, interestSchedule }, cooperativeId);
    const change = policy('worstDebtGroupOfBorrower', false, '2023-07-10', '2023-07-10');
    const days = ['2023-07-09', '2023-07-10', '2023-07-11'];
    const { before, after } = await across(fund, change, days, async (at) => {
      const position = await fund.read(`${path}/position?${at}`);
      const { data } = await fund.read(
        `/v1/loans?${at}&cooperativeId=${cooperativeId}&debtGroup=2`,
      );
      return [position.debtGroup, data.length];
    });
    // The other loan is 13 to 15 days past due, group 2; this one is in term, group 1.
    expect(before).toEqual(days.map(() => [2, 2]));
    expect(after).toEqual([
      [2, 2],
      [1, 1],
      [2, 2],
    ]);
  });

  test('the working week: the day on which something would be payable (R6)', async () => {
    const fund = await newFund();
    const { path } = await lend(fund);
    const change = policy('nonWorkingDays', ['sunday', 'monday'], '2023-06-26', '2023-12-24');
    // 25/6 is a Sunday; 26/6, 25/9, 25/12/2023 and 25/3/2024 are Mondays.
    const { before, after } = await across(fund, change, ['2023-06-27'], async (at) => {
      const { instalments } = await fund.read(`${path}/schedule?${at}`);
      const { standing, daysPastDue } = await fund.read(`${path}/position?${at}`);
      return [instalments.map((each: Json) => each.payableBy), standing, daysPastDue];
    });
    expect(before).toEqual([
      [['2023-06-26', '2023-09-25', '2023-12-25', '2024-03-25'], 'overdue', 1],
    ]);
    expect(after).toEqual([
      [['2023-06-27', '2023-09-26', '2023-12-25', '2024-03-25'], 'in_term', 0],
    ]);
  });

  test('the allocation order: the day of the receipt, where the contract names none (R9)', async () => {
    const fund = await newFund();
    const { path, cooperativeId } = await lend(fund);
    const principalFirst = ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'];
    const order = { inTerm: principalFirst, overdue: principalFirst };
    const pay = async (loan: string, day: string, act = ''): Promise<Json> => {
      const answer = await fund.post(`${loan}/repayments${act}`, payment('1000', day));
      return answer.body.allocation;
    };
    const interest = components('0', '1000');
    const principal = components('1000', '0');
    expect(await pay(path, '2023-06-05')).toEqual(interest);
    await fund.add('/v1/policies', policy('allocationOrder', order, '2023-06-01', '2023-06-10'));
    expect(await pay(path, '2023-05-31')).toEqual(interest);
    expect(await pay(path, '2023-06-01', '/preview')).toEqual(principal);
    expect(await pay(path, '2023-06-01')).toEqual(principal);
    expect(await pay(path, '2023-06-10')).toEqual(principal);
    expect(await pay(path, '2023-06-11')).toEqual(interest);
    // What was allocated is a fact and stays.
    const { data } = await fund.read(`${path}/repayments`);
    const [, , kept] = data;
    expect([kept.effectiveOn, kept.allocation]).toEqual(['2023-06-05', interest]);
    const interestFirst = ['inTermInterest', 'overdueInterest', 'lateInterest', 'principal'];
    const allocationOrder = { inTerm: interestFirst, overdue: interestFirst };
    const own = await lend(fund, { allocationOrder }, cooperativeId);
    expect(await pay(own.path, '2023-06-05')).toEqual(interest);
  });
});
