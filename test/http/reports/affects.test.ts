import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// The loan of `lend`: 200 million from 25/3/2023 at 6.6%, four instalments of 50 million from 25/6 on,
// the first payable by 26/6/2023. The report is about 30/6/2023, so 50 million are overdue in it.

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Reported {
  readonly fund: Client;
  readonly lent: Awaited<ReturnType<typeof lend>>;
  readonly report: { readonly type: 'report'; readonly id: string; readonly number: string };
}

async function fundWithReport(asOf = '2023-06-30'): Promise<Reported> {
  const fund = await api.addFund();
  await contribute(fund);
  const lent = await lend(fund);
  const documentNumber = next('BC');
  const { id } = await fund.add('/v1/reports/fund-section/issues', { asOf, documentNumber });
  return { fund, lent, report: { type: 'report', id, number: documentNumber } };
}

async function issueNotices(fund: Client): Promise<Json[]> {
  const asked = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
  const { body } = await fund.post('/v1/notice-runs', asked);
  while ((await fund.read(`/v1/notice-runs/${body.id}`)).status === 'running') await sleep(20);
  return (await fund.read('/v1/notices')).data;
}

async function put(fund: Client, address: string, body: object): Promise<Json> {
  const answer = await fund.put(address, body);
  expect([address, answer.status]).toEqual([address, 200]);
  return answer.body;
}

describe('what an act affects', () => {
  test('are the reports about its day or a later one, and no others', async () => {
    const { fund, lent, report } = await fundWithReport();
    const pay = (on: string, body = payment('1000000', on)) =>
      fund.add(`${lent.path}/repayments`, body);
    expect((await pay('2023-06-30')).affects).toEqual([report]);
    expect((await pay('2023-07-01')).affects).toEqual([]);
    const later = next('BC');
    const asked = { asOf: '2023-09-30', documentNumber: later };
    const { id } = await fund.add('/v1/reports/fund-section/issues', asked);
    const second = { type: 'report', id, number: later };
    expect((await pay('2023-07-02')).affects).toEqual([second]);
    expect((await pay('2023-06-29')).affects).toEqual([report, second]);
  });

  test('is told again by a retry and by the receipts book, also after a later report', async () => {
    const { fund, lent, report } = await fundWithReport();
    const body = payment('1000000', '2023-06-27');
    const key = { 'idempotency-key': randomUUID() };
    const address = `${lent.path}/repayments`;
    const { id, affects } = (await fund.post(address, body, key)).body;
    expect(affects).toEqual([report]);
    const asked = { asOf: '2023-06-30', documentNumber: next('BC') };
    await fund.add('/v1/reports/fund-section/issues', asked);
    const again = await fund.post(address, body, key);
    expect([again.headers['idempotent-replayed'], again.body.affects]).toEqual(['true', [report]]);
    for (const list of [address, '/v1/repayments']) {
      const rows: Json[] = (await fund.read(list)).data;
      expect(rows.map((row) => [row.id, row.affects])).toEqual([[id, [report]]]);
    }
  });

  test('of a receipt of interest before the period is the debt it pays, if there is any', async () => {
    const { fund, lent } = await fundWithReport();
    const documentNumber = next('BC');
    const { id } = await fund.add('/v1/reports/fund-section/issues', {
      asOf: '2023-06-30',
      periodStart: '2023-06-28',
      documentNumber,
    });
    const pay = async (amount: string) => {
      const allocation = components('0', amount);
      const body = payment(amount, '2023-06-27', { allocation });
      return (await fund.add(`${lent.path}/repayments`, body)).affects.map((each: Json) => each.id);
    };
    // Interest received on 27/6 is in no sum of the period from 28/6 on, and the borrower stays overdue.
    expect(await pay('1000')).not.toContain(id);
    // 50 m of principal paid before and the rest of the interest: it is overdue no more.
    await fund.add(
      `${lent.path}/repayments`,
      payment('50000000', '2023-06-27', { allocation: components('50000000', '0') }),
    );
    const { inTermInterest } = await fund.read(`${lent.path}/position?asOf=2023-06-27`);
    expect(await pay(inTermInterest.inArrears)).toContain(id);
  });

  test('is said loan by loan where one voucher pays several', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const first = await lend(fund);
    const notices = await issueNotices(fund);
    const second = await lend(fund, {}, first.cooperativeId);
    const receipt = await fund.add('/v1/receipts', {
      voucherNumber: next('PT'),
      effectiveOn: '2023-06-15',
      parts: [first, second].map(({ loanId }) => ({ loanId, amount: '1000' })),
    });
    const [notice] = notices;
    expect(receipt.parts.map((part: Json) => part.affects)).toEqual([
      [{ type: 'notice', id: notice.id, number: notice.numberText }],
      [],
    ]);
  });

  test('are the notices that stand and would say something else', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path } = await lend(fund);
    const [notice] = await issueNotices(fund);
    const affected = async (on: string) =>
      (await fund.add(`${path}/repayments`, payment('1000', on))).affects;
    const paper = { type: 'notice', id: notice.id, number: notice.numberText };
    expect(await affected('2023-06-15')).toEqual([paper]);
    expect(await affected('2023-06-16')).toEqual([]);
    const change = { reason: 'Bổ sung', issuedOn: '2023-06-15', payBy: '2023-06-26' };
    const superseding = await fund.add(`/v1/notices/${notice.id}/supersession`, change);
    const { id, numberText: number } = superseding;
    expect(await affected('2023-06-14')).toEqual([{ type: 'notice', id, number }]);
  });

  test('of a holiday list are the notices whose days it moves', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    await lend(fund);
    const [notice] = await issueNotices(fund);
    const list = async (year: number, ...dates: string[]) =>
      (await put(fund, `/v1/fund/holidays/${year}`, { dates })).affects;
    const paper = { type: 'notice', id: notice.id, number: notice.numberText };
    // The loan runs until 25/12/2023, the notice tells of what is due by 30/6.
    expect(await list(2025, '2025-01-01')).toEqual([]);
    expect(await list(2023, '2023-09-25')).toEqual([]);
    // What is due on Sunday 25/6 is payable by Tuesday then.
    expect(await list(2023, '2023-09-25', '2023-06-26')).toEqual([paper]);
    expect(await list(2023, '2023-06-26', '2023-09-25')).toEqual([]);
    expect(await list(2023, '2023-09-25')).toEqual([paper]);
  });

  test('of a policy by which no figure is worked out is nothing', async () => {
    const { fund } = await fundWithReport();
    await issueNotices(fund);
    const { affects } = await fund.add('/v1/policies', {
      name: 'debtGroupFromDays',
      value: [1, 2, 3, 4],
      effectiveOn: '2023-01-01',
      sourceDocument: '12/QĐ-QHT',
    });
    expect(affects).toEqual([]);
  });

  test('is nothing where a loan goes from one borrower to another like it', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    // Nothing is overdue on 31/3/2023 or comes back in that year, so no list names a borrower.
    const terms = { principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' } };
    const { loanId, contractNumber } = await lend(fund, terms);
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    const asked = { asOf: '2023-03-31', documentNumber: next('BC') };
    const report = await fund.add('/v1/reports/fund-section/issues', asked);
    expect(report.figures.inTermPrincipal).toEqual({ amount: '200000000', borrowers: 1 });
    const corrected = await fund.add(`/v1/loans/${loanId}/correction`, {
      ...loanBody(id, { ...terms, contractNumber }),
      reason: 'Nhập nhầm bên vay',
    });
    expect(corrected.affects).toEqual([]);
    expect(await fund.read(`/v1/issued-reports/${report.id}/comparison`)).toEqual([]);
  });

  test('is nothing where a report was issued after it', async () => {
    const { fund, report } = await fundWithReport();
    const after = await fund.read(`/v1/issued-reports/${report.id}/comparison`);
    expect(after).toEqual([]);
    expect((await contribute(fund, '1', '2023-07-01')).affects).toEqual([]);
    expect((await contribute(fund, '1', '2023-06-30')).affects).toEqual([report]);
  });
});

describe('every kind of act says what it affects', () => {
  let reported: Reported;
  beforeAll(async () => {
    reported = await fundWithReport();
    // In the section by name: before the court, so that its names and its state show.
    const { fund, lent } = reported;
    const filed = await fund.add('/v1/litigation-cases', {
      cooperativeId: lent.cooperativeId,
      loanIds: [lent.loanId],
      court: 'TAND huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-06-28',
      claim: components('1', '0'),
    });
    expect(filed.affects).toEqual([reported.report]);
    caseId = filed.id;
  });
  let caseId: string;

  const cooperative = { locality: 'Văn Quan', reason: 'Đổi tên' };
  const decision = { decisionNumber: '6/QĐ', decidedOn: '2023-06-29' };
  const dated = { decisionNumber: '7/QĐ', effectiveOn: '2023-06-29' };

  test.each<[string, (at: Reported) => Promise<Json>]>([
    [
      'a disbursement',
      async ({ fund, lent }) => {
        const more = await fund.add('/v1/loans', {
          ...(await fund.read(`/v1/loans/${lent.loanId}`).then(contractOf)),
          contractNumber: next('HD'),
        });
        const paid = payment('200000000', '2023-06-29');
        return fund.add(`/v1/loans/${more.id}/disbursements`, paid);
      },
    ],
    [
      'a next stage of a case',
      ({ fund }) =>
        fund.add(`/v1/litigation-cases/${caseId}/stages`, {
          stage: 'fee_advance_paid',
          occurredOn: '2023-06-29',
        }),
    ],
    [
      'another name',
      ({ fund, lent }) =>
        put(fund, `/v1/cooperatives/${lent.cooperativeId}`, {
          ...cooperative,
          code: next('HTX'),
          name: 'HTX Mai Xuân',
        }),
    ],
    [
      'a cooperative that ceased to operate',
      ({ fund, lent }) =>
        fund.add(`/v1/cooperatives/${lent.cooperativeId}/collection-entries`, {
          kind: 'ceased_operation',
          occurredOn: '2023-06-29',
        }),
    ],
    [
      'a recovery plan',
      ({ fund, lent }) =>
        put(fund, `${lent.path}/recovery-plan`, {
          entries: [{ expectedOn: '2023-12-01', principal: '1000' }],
        }),
    ],
    [
      'a plan of the fund',
      ({ fund }) =>
        put(fund, '/v1/fund/plan', {
          entries: [{ kind: 'contribution', expectedOn: '2023-12-01', amount: '1000' }],
        }),
    ],
    [
      'the lending suspension',
      ({ fund }) => put(fund, '/v1/fund/lending-suspension', { ...decision, suspended: true }),
    ],
    [
      'holidays that move a due date',
      ({ fund }) =>
        // Payable by 3/7 then: nothing is overdue on 30/6.
        put(fund, '/v1/fund/holidays/2023', {
          dates: ['2023-06-26', '2023-06-27', '2023-06-28', '2023-06-29', '2023-06-30'],
        }),
    ],
    [
      'the working week',
      ({ fund }) =>
        fund.add('/v1/policies', {
          // Sunday the 25th is the last day to pay then.
          name: 'nonWorkingDays',
          value: [],
          effectiveOn: '2023-01-01',
          sourceDocument: '12/QĐ-QHT',
        }),
    ],
    [
      'a recall',
      ({ fund, lent }) => fund.add(`${lent.path}/recalls`, { ...decision, deadline: '2023-06-29' }),
    ],
    ['a charge-off', ({ fund, lent }) => fund.add(`${lent.path}/charge-offs`, dated)],
  ])('%s', async (_, enter) => {
    const { affects } = await enter(reported);
    expect(affects).toEqual([reported.report]);
  });

  test('a closing changes no figure', async () => {
    const closed = await reported.fund.add('/v1/periods/2023-Q1/closing', {});
    expect(closed.affects).toEqual([]);
  });
});

/** The terms of a contract, to be entered again. */
function contractOf(loan: Json): Json {
  const { cooperativeId, signedOn, principal, ratePercent, overdueRatePercent } = loan;
  const { principalSchedule, interestSchedule } = loan;
  const terms = { cooperativeId, signedOn, principal, ratePercent, overdueRatePercent };
  return { ...terms, principalSchedule, interestSchedule };
}
