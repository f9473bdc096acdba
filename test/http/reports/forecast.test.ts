import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  payment,
  startApi,
  without,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const PLAN = '/v1/fund/plan';

const FORECAST = '/v1/reports/projection';

const ACCURACY = '/v1/reports/projection/accuracy';

/**
 * A fund of 1,000 m with the loan of `loanBody` (200 m lent on 25/3/2023, 50 m due on 26/6, 25/9,
 * 25/12/2023 and 25/3/2024), of which 50 m came on 26/6 and 20 m on 25/9, each without interest.
 */
async function lendingFund(): Promise<{ fund: Client; path: string; loan: Json }> {
  const fund = await api.addFund();
  await contribute(fund);
  const { path, loanId, contractNumber } = await lend(fund);
  for (const [amount, day] of [
    ['50000000', '2023-06-26'],
    ['20000000', '2023-09-25'],
  ] as const) {
    const allocation = components(amount, '0');
    await fund.add(`${path}/repayments`, payment(amount, day, { allocation }));
  }
  return { fund, path, loan: { loanId, contractNumber, cooperativeName: 'HTX Xuân Mai' } };
}

describe('PUT /v1/fund/plan', () => {
  test('puts a plan in place of the last one, told apart by ETags; an empty one ends it', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const none = await fund.get(PLAN);
    expect(none.body).toEqual({ entries: [], recordedAt: null, recordedBy: null });
    const sent = [
      { kind: 'disbursement', expectedOn: '2024-06-03', amount: '300000000', ground: 'kế hoạch' },
      { kind: 'contribution', expectedOn: '2024-05-02', amount: '100000000' },
      { kind: 'withdrawal', expectedOn: '2024-12-31', amount: '40000000' },
    ];
    const entries = sent.map((each) => ({ ground: null, ...each }));
    const seen = { 'if-match': String(none.headers['etag']) };
    const put = await fund.put(PLAN, { entries: sent }, seen);
    expect(put.status).toBe(200);
    expect(put.body).toEqual({
      affects: [],
      entries,
      recordedAt: expect.any(String),
      recordedBy: expect.any(String),
    });
    const read = await fund.get(PLAN);
    expect([read.body, read.headers['etag']]).toEqual([
      without(put.body, 'affects'),
      put.headers['etag'],
    ]);
    await expectRefused(
      api,
      { ask: () => fund.put(PLAN, { entries: [] }, seen), unchanged: '/v1/fund' },
      { status: 412, code: 'stale-version' },
    );
    const projected = async (known = '') => {
      const section = await fund.read(`/v1/reports/fund-section?asOf=2024-03-31${known}`);
      const { availablePrincipal, plannedDisbursements, plannedContributions } =
        section.projectedYearEnd;
      return [availablePrincipal, plannedDisbursements, plannedContributions];
    };
    // 1,000 − 300 + 100 − 40
    expect(await projected()).toEqual(['760000000', '300000000', '60000000']);
    const current = { 'if-match': String(put.headers['etag']) };
    const ended = await fund.put(PLAN, { entries: [] }, current);
    expect(ended.body.entries).toEqual([]);
    expect(await projected()).toEqual(['1000000000', '0', '0']);
    expect(await projected(`&knownAt=${put.body.recordedAt}`)).toEqual([
      '760000000',
      '300000000',
      '60000000',
    ]);
    const known = await fund.read(`${PLAN}?knownAt=${put.body.recordedAt}`);
    expect(known).toEqual(without(put.body, 'affects'));
    expect((await api.other.read(PLAN)).entries).toEqual([]);
  });

  test('put again as it is makes no new version', async () => {
    const entries = [{ kind: 'contribution', expectedOn: '2024-05-02', amount: '1' }];
    const first = await api.fund.put(PLAN, { entries });
    const before = await api.countRows();
    const again = await api.fund.put(PLAN, { entries });
    expect([again.body, again.headers['etag']]).toEqual([first.body, first.headers['etag']]);
    expect(await api.countRows()).toBe(before);
    // In another order it is another one.
    const two = [...entries, { kind: 'withdrawal', expectedOn: '2024-05-02', amount: '1' }];
    await api.fund.put(PLAN, { entries: two });
    const turned = await api.fund.put(PLAN, { entries: two.toReversed() });
    expect(turned.body.entries.map((each: Json) => each.kind)).toEqual([
      'withdrawal',
      'contribution',
    ]);
    expect(await api.countRows()).toBe(before + 2);
  });

  test.each([
    ['a kind there is not', { kind: 'loan' }, '/entries/0/kind'],
    ['nothing', { amount: '0' }, '/entries/0/amount'],
    ['a number as money', { amount: 1 }, '/entries/0/amount'],
    ['a day that does not exist', { expectedOn: '2024-02-30' }, '/entries/0/expectedOn'],
    ['an empty ground', { ground: ' ' }, '/entries/0/ground'],
  ])('with %s is refused', async (_, wrong, pointer) => {
    const entry = { kind: 'contribution', expectedOn: '2024-05-02', amount: '1', ...wrong };
    await expectRefused(
      api,
      { ask: () => api.fund.put(PLAN, { entries: [entry] }), unchanged: PLAN },
      { status: 400, code: 'validation', errors: [expect.objectContaining({ pointer })] },
    );
  });
});

describe('GET /v1/reports/projection', () => {
  test('forecasts month by month, with the record it takes its shares from', async () => {
    const { fund, loan } = await lendingFund();
    const plan = { kind: 'disbursement', expectedOn: '2023-11-01', amount: '100000000' };
    await fund.put(PLAN, { entries: [plan] });
    const at = await fund.read(`${FORECAST}?asOf=2023-09-30&until=2023-12-31`);
    const { knownAt, ...forecast } = at;
    // Of 50 m asked in Q2 all came, of 50 m in Q3 20: 70 of 100. Nothing was overdue at a start.
    const quarter = (name: string, from: string, to: string, figures: object = {}) => ({
      quarter: name,
      from,
      to,
      overdueAtStart: '0',
      overdueCollected: '0',
      scheduledDue: '0',
      scheduledCollected: '0',
      otherCollected: '0',
      ...figures,
    });
    const month = (name: string, expected: string, lent: string, left: string) => ({
      month: name,
      expected,
      plannedDisbursements: lent,
      plannedContributions: '0',
      availablePrincipal: left,
    });
    const scheduled = { ...loan, expectedOn: '2023-12-25', ground: 'schedule' };
    const movements = { plannedDisbursements: '100000000', plannedContributions: '0' };
    expect(forecast).toEqual({
      asOf: '2023-09-30',
      until: '2023-12-31',
      availablePrincipal: '870000000', // 1,000 − 200 + 50 + 20
      record: {
        quarters: [
          quarter('2022-Q4', '2022-10-01', '2022-12-31'),
          quarter('2023-Q1', '2023-01-01', '2023-03-31'),
          quarter('2023-Q2', '2023-04-01', '2023-06-30', {
            scheduledDue: '50000000',
            scheduledCollected: '50000000',
          }),
          quarter('2023-Q3', '2023-07-01', '2023-09-30', {
            scheduledDue: '50000000',
            scheduledCollected: '20000000',
          }),
        ],
        scheduledShare: { collected: '70000000', base: '100000000', percent: '70.00' },
        overdueShare: { collected: '0', base: '0', percent: null },
      },
      plannedMovements: [{ ...plan, ground: null }],
      scenarios: {
        scheduled: {
          expectedTotal: '50000000',
          ...movements,
          availablePrincipal: '820000000',
          months: [
            month('2023-10', '0', '0', '870000000'),
            month('2023-11', '0', '100000000', '770000000'),
            month('2023-12', '50000000', '0', '820000000'),
          ],
          expectedReceipts: [{ ...scheduled, principal: '50000000' }],
        },
        planned: {
          expectedTotal: '0', // 30 m are overdue, without a plan
          ...movements,
          availablePrincipal: '770000000',
          months: [
            month('2023-10', '0', '0', '870000000'),
            month('2023-11', '0', '100000000', '770000000'),
            month('2023-12', '0', '0', '770000000'),
          ],
          expectedReceipts: [],
        },
        record: {
          expectedTotal: '35000000', // 70 % of 50 m
          ...movements,
          availablePrincipal: '805000000',
          months: [
            month('2023-10', '0', '0', '870000000'),
            month('2023-11', '0', '100000000', '770000000'),
            month('2023-12', '35000000', '0', '805000000'),
          ],
          expectedReceipts: [{ ...scheduled, principal: '35000000', ground: 'record_scheduled' }],
        },
      },
      differences: [
        {
          ...loan,
          standing: 'overdue',
          overduePrincipal: '30000000',
          scheduled: '50000000',
          planned: '0',
          recordScheduled: '35000000',
          recordOverdue: '0',
          record: '35000000',
          plannedLessScheduled: '-50000000',
          recordLessPlanned: '35000000',
          reason: 'overdue_without_plan',
        },
      ],
      differenceTotals: {
        overduePrincipal: '30000000',
        scheduled: '50000000',
        planned: '0',
        recordScheduled: '35000000',
        recordOverdue: '0',
        record: '35000000',
        plannedLessScheduled: '-50000000',
        recordLessPlanned: '35000000',
      },
    });
    expect(await fund.read(`${FORECAST}?asOf=2023-09-30&knownAt=${knownAt}`)).toEqual(at);
  });

  test('gives a receipt its share as soon as it is entered, and takes it back on its reversal', async () => {
    const { fund, path } = await lendingFund();
    const share = async () =>
      (await fund.read(`${FORECAST}?asOf=2023-09-30`)).record.scheduledShare.percent;
    expect(await share()).toBe('70.00');
    const allocation = components('5000000', '0');
    const receipt = payment('5000000', '2023-09-28', { allocation });
    const { id } = await fund.add(`${path}/repayments`, receipt);
    expect(await share()).toBe('75.00');
    await fund.add(`/v1/repayments/${id}/reversal`, { reason: 'Nhập nhầm' });
    expect(await share()).toBe('70.00');
  });

  test('ends on 31 December unless it is asked otherwise, at most five years on', async () => {
    const { fund } = await lendingFund();
    expect((await fund.read(`${FORECAST}?asOf=2023-09-30`)).until).toBe('2023-12-31');
    expect(await fund.read(FORECAST)).toMatchObject({ asOf: '2024-03-31', until: '2024-12-31' });
    const far = await fund.read(`${FORECAST}?asOf=2023-09-30&until=2028-09-30`);
    expect(far.scenarios.scheduled.months).toHaveLength(60);
    await fund.read(`${FORECAST}?asOf=2023-09-30&until=2023-09-30`);
    for (const until of ['2023-09-29', '2028-10-01', 'soon']) {
      const answer = await fund.get(`${FORECAST}?asOf=2023-09-30&until=${until}`);
      expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer: '?until' }] });
    }
  });
});

describe('GET /v1/reports/projection/accuracy', () => {
  test('holds a forecast against what came, up to the earlier of its end and the day', async () => {
    const { fund, loan } = await lendingFund();
    const at = await fund.read(`${ACCURACY}?madeAsOf=2023-06-30&asOf=2023-10-15`);
    const { knownAt, ...accuracy } = at;
    const month = (name: string, expected: string, collected: string, difference: string) => ({
      month: name,
      expected,
      collected,
      difference,
    });
    // Up to 15/10 50 m were asked and expected, 20 m came. The record of 30/6: all of 50 m.
    const scenario = {
      expected: '50000000',
      collected: '20000000',
      difference: '-30000000',
      collectedPercent: '40.00',
      months: [
        month('2023-07', '0', '0', '0'),
        month('2023-08', '0', '0', '0'),
        month('2023-09', '50000000', '20000000', '-30000000'),
        month('2023-10', '0', '0', '0'),
      ],
      availablePrincipal: {
        forecast: '900000000', // 850 + 50
        actual: '870000000',
        difference: '-30000000',
      },
      explained: [{ part: 'receipts', ...loan, amount: '-30000000' }],
    };
    const nothing = { forecast: '0', actual: '0', difference: '0' };
    // Interest has been in arrears since 27/6: overdue without a plan, so R20 expects nothing.
    const unplanned = {
      ...scenario,
      expected: '0',
      difference: '20000000',
      collectedPercent: null,
      months: [
        month('2023-07', '0', '0', '0'),
        month('2023-08', '0', '0', '0'),
        month('2023-09', '0', '20000000', '20000000'),
        month('2023-10', '0', '0', '0'),
      ],
      availablePrincipal: { forecast: '850000000', actual: '870000000', difference: '20000000' },
      explained: [{ part: 'receipts', ...loan, amount: '20000000' }],
    };
    expect(accuracy).toEqual({
      madeAsOf: '2023-06-30',
      madeKnownAt: knownAt,
      until: '2023-12-31',
      asOf: '2023-10-15',
      comparedUntil: '2023-10-15',
      openingAvailablePrincipal: {
        forecast: '850000000',
        actual: '850000000',
        difference: '0',
      },
      disbursements: nothing,
      contributions: nothing,
      scenarios: { scheduled: scenario, planned: unplanned, record: scenario },
      loans: [
        {
          ...loan,
          scheduled: '50000000',
          planned: '0',
          record: '50000000',
          collected: '20000000',
        },
      ],
    });
    const today = await fund.read(`${ACCURACY}?madeAsOf=2023-06-30`);
    expect(today).toMatchObject({ asOf: '2024-03-31', comparedUntil: '2023-12-31' });
  });

  test('works the forecast out from what was known then, and says what was entered since', async () => {
    const { fund, path, loan } = await lendingFund();
    const plan = { kind: 'contribution', expectedOn: '2023-08-01', amount: '300000000' };
    await fund.put(PLAN, { entries: [plan] });
    const { knownAt: madeKnownAt } = await fund.read('/v1/fund');
    const allocation = components('7000000', '0');
    const late = payment('7000000', '2023-06-29', { allocation });
    await fund.add(`${path}/repayments`, late);
    const more = (await fund.add('/v1/cooperatives', cooperativeBody())).id;
    const { id } = await fund.add('/v1/loans', loanBody(more, { principal: '40000000' }));
    await fund.add(`/v1/loans/${id}/disbursements`, payment('40000000', '2023-07-03'));
    await contribute(fund, '250000000', '2023-08-15');
    await fund.put(PLAN, { entries: [] });

    const asked = `madeAsOf=2023-06-30&until=2023-09-30`;
    const at = await fund.read(`${ACCURACY}?${asked}&madeKnownAt=${madeKnownAt}`);
    expect(at).toMatchObject({
      madeKnownAt,
      openingAvailablePrincipal: {
        forecast: '850000000',
        actual: '857000000',
        difference: '7000000',
      },
      disbursements: { forecast: '0', actual: '40000000', difference: '40000000' },
      contributions: {
        forecast: '300000000',
        actual: '250000000',
        difference: '-50000000',
      },
    });
    // 850 + 50 + 300 = 1,200; 857 + 20 − 40 + 250 = 1,087; 7 − 30 − 40 − 50 = −113
    expect(at.scenarios.scheduled).toMatchObject({
      availablePrincipal: {
        forecast: '1200000000',
        actual: '1087000000',
        difference: '-113000000',
      },
      explained: [
        { part: 'opening', amount: '7000000' },
        { part: 'receipts', ...loan, amount: '-30000000' },
        { part: 'disbursements', amount: '-40000000' },
        { part: 'contributions', amount: '-50000000' },
      ],
    });
    // As known now the plan is gone and the receipt was there: nothing was opened otherwise.
    const now = await fund.read(`${ACCURACY}?${asked}`);
    expect(now.openingAvailablePrincipal.difference).toBe('0');
    expect(now.contributions).toMatchObject({ forecast: '0', difference: '250000000' });
    // Known later than the comparison is not known.
    const then = `${ACCURACY}?${asked}&knownAt=${madeKnownAt}`;
    expect(await fund.read(`${then}&madeKnownAt=${now.knownAt}`)).toEqual(await fund.read(then));
  });

  test('of a day after today, or without a day, is refused', async () => {
    const asked: [string, string][] = [
      ['?madeAsOf=2024-04-01', '?madeAsOf'],
      ['?madeAsOf=2023-06-30&asOf=2023-06-29', '?madeAsOf'],
      ['?madeAsOf=2023-06-30&until=2023-06-29', '?until'],
      ['?madeAsOf=2023-06-30&until=2028-07-01', '?until'],
      ['?madeAsOf=2023-06-30&madeKnownAt=2023-06-30', '?madeKnownAt'],
      ['', '?madeAsOf'],
    ];
    for (const [query, pointer] of asked) {
      const answer = await api.fund.get(`${ACCURACY}${query}`);
      expect([query, answer.body]).toMatchObject([query, { status: 400, errors: [{ pointer }] }]);
    }
  });
});
