import {
  cooperativeBody,
  loanBody,
  next,
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

const PATH = '/v1/fund/opening';

const OPENING = {
  on: '2022-12-31',
  documentNumber: '05/BB-QHT',
  capital: [
    { source: 'charter', amount: '1000000000', availablePrincipal: '880000000' },
    { source: 'advance', name: 'Tạm ứng tỉnh năm 2019', amount: '300000000' },
  ],
  availablePrincipal: '1180000001',
};

async function openedFund(more: object = {}): Promise<Client> {
  const fund = await api.addFund();
  const put = await fund.put(PATH, { ...OPENING, ...more });
  expect([put.status, put.text]).toEqual([200, put.text]);
  return fund;
}

/** A loan of 2021 of which 120 m are unpaid at the close of 2022. */
async function takeOver(fund: Client, more: object = {}): Promise<Json> {
  const { id: cooperativeId } = await fund.add('/v1/cooperatives', cooperativeBody());
  const terms = {
    signedOn: '2021-03-25',
    principalSchedule: { kind: 'bullet', dueOn: '2023-12-25' },
    interestSchedule: { every: 'quarter', firstDueOn: '2021-06-25' },
  };
  const opening = {
    on: '2022-12-31',
    instalments: [{ dueOn: '2023-12-25', principal: '120000000' }],
    inTermInterest: { due: [], accrued: '130192' },
    overdueInterest: '0',
    lateInterest: '0',
  };
  return fund.add('/v1/loans', loanBody(cooperativeId, { ...terms, opening, ...more }));
}

const codeOf = ({ status, body }: { status: number; body: Json }) => [
  status,
  body.code,
  body.figures?.on,
];

const BEFORE = [422, 'before-opening', '2022-12-31'];

describe('PUT /v1/fund/opening (R32)', () => {
  test('raises capital and available principal at the close of its day, in no period’s contributed', async () => {
    const fund = await openedFund();
    expect(await fund.read('/v1/fund?asOf=2022-12-31')).toMatchObject({
      charterCapital: '1000000000',
      availablePrincipal: '1300000000',
      principalOutstanding: '0',
    });
    await takeOver(fund);
    const section = await fund.read('/v1/reports/fund-section?asOf=2023-06-30');
    expect(section.periodStart).toBe('2023-01-01');
    // 1,300 less the 120 m of the loan taken over.
    expect(section.availablePrincipal).toMatchObject({
      amount: '1180000000',
      broughtForward: '1180000000',
      contributed: '0',
      disbursed: '0',
    });
    expect(section.sources).toMatchObject([
      {
        source: 'charter',
        capital: '1000000000',
        outstanding: '120000000',
        available: '880000000',
      },
      { source: 'advance', name: 'Tạm ứng tỉnh năm 2019', available: '300000000' },
    ]);
    const entries = await fund.read('/v1/ledger/journal?from=2022-12-31&to=2022-12-31');
    expect(entries.data.map((each: Json) => each.kind)).toEqual(['fund_opening', 'loan_opening']);
    const plain = await fund.get('/v1/ledger/journal?format=ledger');
    expect(plain.text).toContain('2022-12-31 * (05/BB-QHT) Số dư nhận bàn giao');
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('is shown beside what it comes to with the loans taken over, to the đồng', async () => {
    const fund = await openedFund();
    await takeOver(fund);
    expect(without(await fund.read(PATH), 'knownAt', 'recordedAt', 'recordedBy')).toEqual({
      on: '2022-12-31',
      documentNumber: '05/BB-QHT',
      capital: [
        {
          source: 'charter',
          name: 'Vốn điều lệ',
          bearsRisk: null,
          amount: '1000000000',
          availablePrincipal: { stated: '880000000', computed: '880000000', difference: '0' },
        },
        {
          source: 'advance',
          name: 'Tạm ứng tỉnh năm 2019',
          bearsRisk: null,
          amount: '300000000',
          availablePrincipal: { stated: null, computed: '300000000', difference: null },
        },
      ],
      availablePrincipal: { stated: '1180000001', computed: '1180000000', difference: '1' },
      loans: {
        number: 1,
        principal: '120000000',
        inTermInterest: '130192',
        overdueInterest: '0',
        lateInterest: '0',
      },
    });
    const none = await (await api.addFund()).read(PATH);
    expect(none).toMatchObject({ on: null, capital: [], availablePrincipal: null });
  });

  test('puts a new version of the whole, and the last one counts; earlier ones stay as known', async () => {
    const fund = await openedFund();
    const { knownAt } = await fund.read('/v1/fund');
    const { headers } = await fund.get(PATH);
    await takeOver(fund);
    const capital = [{ source: 'charter', amount: '900000000' }];
    const put = await fund.put(PATH, { ...OPENING, capital, availablePrincipal: '780000000' });
    expect(put.body.availablePrincipal).toMatchObject({ difference: '0' });
    expect(await fund.read('/v1/fund?asOf=2022-12-31')).toMatchObject({
      charterCapital: '900000000',
      availablePrincipal: '780000000',
      sources: [{ source: 'charter' }],
    });
    expect(await fund.read(`/v1/fund?asOf=2022-12-31&knownAt=${knownAt}`)).toMatchObject({
      charterCapital: '1000000000',
      availablePrincipal: '1300000000',
    });
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    const stale = await fund.put(PATH, OPENING, { 'if-match': String(headers['etag']) });
    expect(codeOf(stale).slice(0, 2)).toEqual([412, 'stale-version']);
    // The same again changes nothing.
    const etag = put.headers['etag'];
    const again = { ...OPENING, capital, availablePrincipal: '780000000' };
    expect((await fund.put(PATH, again)).headers['etag']).toBe(etag);
  });

  test('is refused where what was lent would be more than its capital', async () => {
    const fund = await openedFund();
    await takeOver(fund);
    const capital = [{ source: 'charter', amount: '119999999' }];
    const { availablePrincipal: _, ...said } = OPENING;
    const poor = await fund.put(PATH, { ...said, capital });
    expect(codeOf(poor)).toEqual([422, 'available-principal-below-zero', '2022-12-31']);
    const moved = await fund.put(PATH, { ...OPENING, on: '2021-12-31' });
    expect(codeOf(moved)).toEqual([422, 'later-fact-impossible', '2022-12-31']);
  });

  test('is refused beside money dated on its day or before, naming it', async () => {
    const fund = await api.addFund();
    const documentNumber = next('QĐ');
    const given = { kind: 'contribution', amount: '1', effectiveOn: '2022-12-31', documentNumber };
    const { id } = await fund.add('/v1/fund/capital-movements', given);
    const refused = await fund.put(PATH, OPENING);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      {
        code: 'facts-before-opening',
        rule: 'R32',
        figures: { what: 'capital movement', number: documentNumber, date: '2022-12-31' },
      },
    ]);
    await fund.add(`/v1/capital-movements/${id}/reversal`, { reason: 'nhập nhầm' });
    expect((await fund.put(PATH, OPENING)).status).toBe(200);
  });

  test.each<[string, object, string]>([
    ['a source twice', { capital: [...OPENING.capital, ...OPENING.capital] }, '/capital/2/source'],
    [
      'the same source by another word',
      {
        capital: [
          { source: 'charter', amount: '1' },
          { source: 'Vốn điều lệ', amount: '1' },
        ],
      },
      '/capital/1/source',
    ],
    [
      'parts that do not add up',
      { capital: [OPENING.capital[0]], availablePrincipal: '1' },
      '/availablePrincipal',
    ],
    ['no capital', { capital: [] }, '/capital'],
  ])('with %s is no valid request', async (_, more, pointer) => {
    const fund = await api.addFund();
    const { status, body } = await fund.put(PATH, { ...OPENING, ...more });
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  test('is the director’s, and not of a day to come', async () => {
    const fund = await api.addFund();
    const accountant = await api.withRole(fund, 'accountant');
    expect((await accountant.put(PATH, OPENING)).status).toBe(403);
    expect((await accountant.get(PATH)).status).toBe(200);
    const future = await fund.put(PATH, { ...OPENING, on: '2024-04-01' });
    expect(codeOf(future).slice(0, 2)).toEqual([422, 'dated-in-future']);
  });
});

describe('a fund that was taken over', () => {
  test('answers nothing of days before', async () => {
    const fund = await openedFund();
    const { id } = await takeOver(fund);
    const asked = [
      '/v1/fund?asOf=2022-12-30',
      '/v1/fund/places?asOf=2022-12-30',
      `/v1/loans/${id}/position?asOf=2022-12-30`,
      `/v1/loans/${id}/schedule?asOf=2022-12-30`,
      `/v1/loans/${id}/payoff?on=2022-12-30`,
      `/v1/loans/${id}/interest?from=2022-12-30&to=2023-06-30`,
      `/v1/loans/${id}/statement?from=2022-12-30&to=2023-06-30`,
      '/v1/loans?asOf=2022-12-30',
      '/v1/reports/fund-section?asOf=2022-12-31',
      '/v1/reports/fund-section?asOf=2023-06-30&periodStart=2022-12-31',
      '/v1/reports/fund-section/lines/charterCapital?asOf=2023-06-30&periodStart=2022-07-01',
      '/v1/reports/debt-classification?asOf=2022-12-30',
      '/v1/reports/projection?asOf=2022-12-30&until=2022-12-31',
      '/v1/deadlines?asOf=2022-12-30',
      '/v1/ledger/trial-balance?asOf=2022-12-30',
      '/v1/ledger/journal?from=2022-12-30',
      '/v1/ledger/accounts/11211?to=2022-12-30',
      '/v1/periods/2022-Q4',
    ];
    for (const url of asked) {
      expect([url, ...codeOf(await fund.get(url))]).toEqual([url, ...BEFORE]);
    }
    const words = ['/v1/cooperatives?asOf=2020-01-01', `/v1/loans/${id}?asOf=2020-01-01`];
    for (const url of words) expect([url, (await fund.get(url)).status]).toEqual([url, 200]);
  });

  test('takes no money of its opening day or before, and its first quarter is the one after', async () => {
    const fund = await openedFund();
    const { id } = await takeOver(fund);
    const day = { effectiveOn: '2022-12-31' };
    const given = { kind: 'contribution', amount: '1', documentNumber: 'QĐ', ...day };
    const posts: [string, object][] = [
      ['/v1/fund/capital-movements', given],
      [`/v1/loans/${id}/repayments`, payment('1', '2022-12-31')],
      [`/v1/loans/${id}/repayments/preview`, payment('1', '2022-12-31')],
      [`/v1/loans/${id}/disbursements`, payment('1', '2022-12-31')],
      ['/v1/periods/2022-Q4/closing', {}],
      [
        '/v1/reports/fund-section/issues',
        { asOf: '2023-06-30', periodStart: '2022-12-01', documentNumber: '1' },
      ],
    ];
    for (const [url, body] of posts) {
      expect([url, ...codeOf(await fund.post(url, body))]).toEqual([url, ...BEFORE]);
    }
    const { data } = await fund.read('/v1/periods');
    const quarters = data.map((each: Json) => each.quarter);
    expect(quarters.filter((each: string) => each <= '2022-Q4')).toEqual([]);
    await fund.add(`/v1/loans/${id}/repayments`, payment('1000000', '2023-01-15'));
    expect((await fund.post('/v1/periods/2023-Q1/closing', {})).status).toBe(201);
    // What it took over lies on a closed day by now.
    const put = await fund.put(PATH, { ...OPENING, documentNumber: '06/BB-QHT' });
    expect(codeOf(put).slice(0, 2)).toEqual([409, 'period-closed']);
  });
});
