import {
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  payment,
  startApi,
  type Answer,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

let fund: Client;

// 1 billion in on 2/1/2023; 200 m at 6.6% out on 25/3/2023, four instalments of 50 m from 25/6 on.
let loan: { loanId: string; cooperativeId: string; path: string };

let receiptId: string;

beforeAll(async () => {
  api = await startApi();
  fund = api.fund;
  await contribute(fund);
  await fund.put('/v1/fund/holidays/2023', { dates: ['2023-01-02', '2023-09-04'] });
  loan = await lend(fund);
  // 92 days of interest to 25/6, 3,327,123, and one day more of the next period, 36,164: 3,363,287.
  const receipt = payment('53363287', '2023-06-26', { method: 'transfer' });
  receiptId = (await fund.add(`${loan.path}/repayments`, receipt)).id;
});
afterAll(() => api.close());

const close = (quarter: string) => fund.post(`/v1/periods/${quarter}/closing`, undefined);

const reopen = (quarter: string) =>
  fund.post(`/v1/periods/${quarter}/reopening`, { reason: 'Sửa phiếu thu nhập sai ngày' });

describe('closing a quarter', () => {
  test('is refused while an earlier one with entries is open', async () => {
    const answer = await close('2023-Q2');
    expect(answer.body).toMatchObject({
      status: 409,
      code: 'earlier-period-open',
      rule: 'R22',
      figures: { quarter: '2023-Q2', earliest: '2023-Q1' },
    });
  });

  test('is refused until the day after its last', async () => {
    expect((await close('2024-Q1')).body).toMatchObject({ status: 422, code: 'period-not-over' });
    const { status } = await fund.read('/v1/periods/2024-Q1');
    expect(status).toBe('not_over');
  });

  test('keeps the balances of its last day and the head of the audit trail', async () => {
    expect((await close('2023-Q1')).status).toBe(201);
    const { status, body } = await close('2023-Q2');
    expect([status, body.quarter, body.effectiveOn]).toEqual([201, '2023-Q2', '2023-06-30']);
    const period: Json = await fund.read('/v1/periods/2023-Q2');
    expect(period).toMatchObject({
      from: '2023-04-01',
      to: '2023-06-30',
      status: 'closed',
      openBefore: [],
      verificationDifferences: [],
    });
    expect(period.closing.id).toBe(body.id);
    // 150 m left from 26/6 on; 4 days, 26/6–30/6, in term: 150 m × 6.6% × 4 / 365 = 108,493.15.
    expect(period.balances.loans).toEqual([
      {
        loanId: loan.loanId,
        standing: 'in_term',
        debtGroup: 1,
        principalOutstanding: '150000000',
        principalOverdue: '0',
        principalChargedOff: '0',
        inTermInterestOwed: '108493',
        overdueInterestOwed: '0',
        lateInterestOwed: '0',
      },
    ]);
    const events = await fund.read('/v1/audit-events?limit=200');
    const head = events.data.find((each: Json) => each.number === body.auditHead.number);
    expect(head.hash).toBe(body.auditHead.hash);
    // The event of the closing itself is the next one.
    expect(events.data.find((each: Json) => each.factId === body.id).number).toBe(head.number + 1);
  });

  test('tells the money of the quarter by the way it was paid', async () => {
    const { totals } = await fund.read('/v1/periods/2023-Q2');
    expect(totals.find((each: Json) => each.method === 'transfer')).toEqual({
      method: 'transfer',
      receipts: {
        count: 1,
        principal: '50000000',
        inTermInterest: '3363287',
        overdueInterest: '0',
        lateInterest: '0',
        enforcementFees: '0',
      },
      disbursements: { count: 0, amount: '0' },
      contributed: '0',
      withdrawn: '0',
    });
    const first = await fund.read('/v1/periods/2023-Q1');
    expect(first.totals.find((each: Json) => each.method === 'unstated')).toMatchObject({
      disbursements: { count: 1, amount: '200000000' },
      contributed: '1000000000',
    });
  });

  test('is done once', async () => {
    for (const quarter of ['2023-Q1', '2023-Q2']) {
      expect((await close(quarter)).body).toMatchObject({ status: 409, code: 'already-closed' });
    }
    const { data } = await fund.read('/v1/periods');
    expect(data.map((each: Json) => [each.quarter, each.status])).toEqual([
      ['2023-Q1', 'closed'],
      ['2023-Q2', 'closed'],
      ['2024-Q1', 'not_over'],
    ]);
  });

  test('answers 404 for what is no quarter', async () => {
    for (const quarter of ['2023-Q5', '2023', 'x', '1899-Q4']) {
      expect((await fund.get(`/v1/periods/${quarter}`)).status).toBe(404);
      expect((await close(quarter)).status).toBe(404);
    }
  });
});

describe('on a closed day', () => {
  const decision = { decisionNumber: '7/QĐ' };
  const dated = { ...decision, effectiveOn: '2023-06-30' };
  const decided = { ...decision, decidedOn: '2023-06-30' };

  const refused: [string, () => Promise<Answer>][] = [
    ['a receipt', () => fund.post(`${loan.path}/repayments`, payment('1000', '2023-06-30'))],
    ['a receipt of a quarter long ago', () => one('2023-04-02')],
    [
      'a receipt over several loans',
      () =>
        fund.post('/v1/receipts', {
          voucherNumber: 'PT-K',
          effectiveOn: '2023-06-30',
          parts: [{ loanId: loan.loanId, amount: '1000' }],
        }),
    ],
    ['the reversal of a receipt', () => reversal(`/v1/repayments/${receiptId}`)],
    [
      'a contribution',
      () =>
        fund.post('/v1/fund/capital-movements', {
          kind: 'contribution',
          amount: '1',
          effectiveOn: '2023-06-30',
          documentNumber: '1',
        }),
    ],
    ['a contract', () => fund.post('/v1/loans', loanBody(loan.cooperativeId))],
    ['a recall', () => decide('recalls', { ...decided, deadline: '2023-12-31' })],
    [
      'a restructuring',
      () =>
        decide('restructurings', {
          ...decided,
          kind: 'extension',
          instalments: [{ dueOn: '2025-01-02', principal: '150000000' }],
        }),
    ],
    ['a rate change', () => decide('rate-changes', { ...dated, ratePercent: '6' })],
    ['a freeze', () => decide('freezes', { ...decision, from: '2023-06-30' })],
    ['a waiver', () => decide('waivers', { ...dated, component: 'inTermInterest', amount: '1' })],
    ['a charge-off', () => decide('charge-offs', dated)],
    [
      'a debt group set by hand',
      () => decide('debt-group-overrides', { group: 3, effectiveOn: '2023-06-30', reason: 'Xấu' }),
    ],
    [
      'a policy',
      () =>
        fund.post('/v1/policies', {
          name: 'highestRatePercent',
          value: '19',
          effectiveOn: '2023-06-30',
          sourceDocument: '1/QĐ',
        }),
    ],
    [
      'a suspension of lending',
      () => fund.put('/v1/fund/lending-suspension', { suspended: true, ...decided }),
    ],
    [
      'a holiday more',
      () =>
        fund.put('/v1/fund/holidays/2023', { dates: ['2023-01-02', '2023-05-01', '2023-09-04'] }),
    ],
    [
      'a day more on which work is made up for',
      () =>
        fund.put('/v1/fund/holidays/2023', {
          dates: ['2023-01-02', '2023-09-04'],
          workingDays: ['2023-06-24'],
        }),
    ],
    ['a holiday less', () => fund.put('/v1/fund/holidays/2023', { dates: ['2023-09-04'] })],
    [
      'a correction of a contract',
      async () => {
        const { contractNumber } = await fund.read(loan.path);
        const body = loanBody(loan.cooperativeId, { contractNumber, ratePercent: '7' });
        return fund.post(`${loan.path}/correction`, { ...body, reason: 'Nhầm lãi suất' });
      },
    ],
    [
      'another locality of a borrower for all days',
      async () => {
        const { code } = await fund.read(`/v1/cooperatives/${loan.cooperativeId}`);
        const body = cooperativeBody({ code, locality: 'Bắc Sơn' });
        return fund.put(`/v1/cooperatives/${loan.cooperativeId}`, { ...body, reason: 'Nhầm' });
      },
    ],
    [
      'a case before the court',
      () =>
        fund.post('/v1/litigation-cases', {
          cooperativeId: loan.cooperativeId,
          loanIds: [loan.loanId],
          court: 'Tòa án nhân dân huyện Văn Quan',
          docketType: 'civil',
          filedOn: '2023-06-30',
          claim: {
            principal: '1',
            inTermInterest: '0',
            overdueInterest: '0',
            lateInterest: '0',
          },
        }),
    ],
  ];

  const one = (on: string) => fund.post(`${loan.path}/repayments`, payment('1000', on));
  const decide = (kind: string, body: object) => fund.post(`${loan.path}/${kind}`, body);
  const reversal = (path: string) => fund.post(`${path}/reversal`, { reason: 'Nhầm' });

  test.each(refused)('%s is refused', async (_, ask) => {
    const problem = { status: 409, code: 'period-closed', rule: 'R22' };
    const unchanged = `${loan.path}/position?asOf=2023-06-30`;
    const answer = await expectRefused(api, { ask, unchanged }, problem);
    expect(answer.body.figures.closedThrough).toBe('2023-06-30');
  });

  test('what changes nothing on it is taken', async () => {
    const day = { effectiveOn: '2023-07-01' };
    await fund.add(`${loan.path}/repayments`, payment('1000', '2023-07-01'));
    await fund.add(`${loan.path}/rate-changes`, { ...decision, ...day, ratePercent: '6.5' });
    const dates = ['2023-01-02', '2023-09-01', '2023-09-04'];
    expect((await fund.put('/v1/fund/holidays/2023', { dates })).status).toBe(200);
    const { code } = await fund.read(`/v1/cooperatives/${loan.cooperativeId}`);
    const moved = { ...cooperativeBody({ code, locality: 'Bắc Sơn' }), reason: 'Chuyển trụ sở' };
    const path = `/v1/cooperatives/${loan.cooperativeId}`;
    expect((await fund.put(path, { ...moved, ...day })).status).toBe(200);
  });

  test('a freeze from before may be ended after it, and not on it', async () => {
    const other = await api.addFund();
    await contribute(other);
    const { path } = await lend(other);
    const frozen = { from: '2023-04-10', decisionNumber: '1/QĐ' };
    const { id } = await other.add(`${path}/freezes`, frozen);
    for (const quarter of ['2023-Q1', '2023-Q2']) {
      const closing = await other.post(`/v1/periods/${quarter}/closing`, {});
      expect(closing.status).toBe(201);
    }
    const end = (to: string) => other.post(`/v1/freezes/${id}/end`, { to, decisionNumber: '2/QĐ' });
    expect((await end('2023-06-30')).body).toMatchObject({ code: 'period-closed' });
    expect((await end('2023-07-01')).status).toBe(201);
  });
});

describe('reopening a quarter', () => {
  test('needs a reason', async () => {
    expect((await fund.post('/v1/periods/2023-Q2/reopening', {})).status).toBe(400);
  });

  test('reopens all later ones, and lets a wrong receipt be corrected', async () => {
    const { status, body } = await reopen('2023-Q1');
    expect([status, body.reopened]).toEqual([201, ['2023-Q1', '2023-Q2']]);
    expect((await reopen('2023-Q1')).body).toMatchObject({ status: 409, code: 'not-closed' });
    await fund.add(`/v1/repayments/${receiptId}/reversal`, { reason: 'Sai số tiền' });
    const before = await fund.read(`/v1/periods/2023-Q2?knownAt=${before1ms(body.recordedAt)}`);
    expect([before.status, before.balances.loans[0].principalOutstanding]).toEqual([
      'closed',
      '150000000',
    ]);
    for (const quarter of ['2023-Q1', '2023-Q2']) expect((await close(quarter)).status).toBe(201);
    const { balances } = await fund.read('/v1/periods/2023-Q2');
    expect(balances.loans[0].principalOutstanding).toBe('200000000');
  });
});

function before1ms(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}
