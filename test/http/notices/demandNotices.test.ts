import { setTimeout as sleep } from 'node:timers/promises';
import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Client,
} from '../../support/api.ts';

// The loan of `lend`: 200 million from 25/3/2023 at 6.6% (overdue 9.9%), 50 million on 25/6, a Sunday
// (payable by Monday the 26th), on 25/9, 25/12/2023 and 25/3/2024, interest on the same days.

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function fundWithLoan(): Promise<{ fund: Client; path: string; loanId: string }> {
  const fund = await api.addFund();
  await contribute(fund, '1000000000');
  return { fund, ...(await lend(fund)) };
}

const OVERDUE = { issuedOn: '2023-07-10', payBy: '2023-07-20' };

const RECALL = { decisionNumber: '06/QĐ-QHT', decidedOn: '2023-05-18', deadline: '2023-08-31' };

describe('POST /v1/loans/{id}/overdue-notices', () => {
  test('issues a numbered notice: how much is overdue, since when, and at what rate', async () => {
    const { fund, path, loanId } = await fundWithLoan();
    const notice = await fund.add(`${path}/overdue-notices`, OVERDUE);
    expect(notice).toMatchObject({
      ...OVERDUE,
      number: 1,
      numberText: expect.stringMatching(/^01\/TB-/),
      kind: 'overdue',
      quarter: null,
      recallId: null,
      loanId,
      status: 'issued',
      stale: false,
      // 50 m; 3,327,123 in arrears; 24 days on 50 m at 9.9%: 325,479.45
      total: '53652602',
      content: {
        overduePrincipal: '50000000',
        overdueRatePercent: '9.9',
        instalments: [
          {
            dueOn: '2023-06-25',
            payableBy: '2023-06-26',
            overdueFrom: '2023-06-27',
            amount: '50000000',
          },
        ],
        interest: {
          inTermInterest: { owed: '3327123' },
          overdueInterest: {
            segments: [{ from: '2023-06-26', to: '2023-07-20', days: 24, interest: '325479' }],
          },
        },
      },
    });
    expect(await fund.read(`/v1/notices/${notice.id}`)).toEqual(notice);
    const { data } = await fund.read('/v1/notices?kind=overdue');
    expect(data).toHaveLength(1);
    expect((await fund.read('/v1/notices?year=2023&quarter=3')).data).toEqual([]);
  });

  test('says what fits a loan before the courts, recalled or frozen', async () => {
    const { fund, path, loanId } = await fundWithLoan();
    const { cooperativeId } = await fund.read(path);
    const stateOf = async () => (await fund.add(`${path}/overdue-notices`, OVERDUE)).content.state;
    expect(await stateOf()).toEqual({
      sued: false,
      suit: null,
      recalled: false,
      frozen: false,
    });
    await fund.add(`${path}/freezes`, { from: '2023-07-10', decisionNumber: '07/QĐ-QHT' });
    const claim = {
      principal: '50000000',
      inTermInterest: '0',
      overdueInterest: '0',
      lateInterest: '0',
    };
    const filed = await fund.add('/v1/litigation-cases', {
      cooperativeId,
      loanIds: [loanId],
      court: 'Tòa án nhân dân huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-07-01',
      claim,
    });
    expect(await stateOf()).toEqual({
      sued: true,
      suit: 'in_court',
      recalled: false,
      frozen: true,
    });
    await fund.add(`${path}/recalls`, { ...RECALL, decidedOn: '2023-07-10' });
    const notice = await fund.add(`${path}/overdue-notices`, OVERDUE);
    expect(notice.content.state).toMatchObject({ sued: true, recalled: true, frozen: true });
    const { text } = await fund.get(`/v1/notices/${notice.id}?format=text`);
    expect(text).toContain('Quỹ đã khởi kiện để thu hồi khoản nợ này');
    expect(text).not.toMatch(/có quyền|tiếp tục được tính/);
    // Withdrawn, the fund may sue again; the notice that was issued is printed as it was.
    const stages = `/v1/litigation-cases/${filed.id}/stages`;
    await fund.add(stages, { stage: 'withdrawn', occurredOn: '2023-07-10' });
    const after = await fund.add(`${path}/overdue-notices`, OVERDUE);
    expect(after.content.state).toMatchObject({ sued: false, suit: 'ended_without_judgment' });
    const again = await fund.get(`/v1/notices/${after.id}?format=text`);
    expect(again.text).toContain('Quỹ có quyền khởi kiện lại tại Tòa án');
    expect((await fund.get(`/v1/notices/${notice.id}?format=text`)).text).toBe(text);
  });

  test('warns where a lower number has a later date', async () => {
    const { fund, path } = await fundWithLoan();
    const later = await fund.add(`${path}/overdue-notices`, OVERDUE);
    expect(later).not.toHaveProperty('warnings');
    const earlier = await fund.add(`${path}/overdue-notices`, {
      ...OVERDUE,
      issuedOn: '2023-07-05',
    });
    expect(earlier).toMatchObject({
      number: 2,
      warnings: [
        {
          code: 'dated-before-earlier-number',
          rule: 'R25',
          figures: { number: 1, date: '2023-07-10' },
        },
      ],
    });
    const run = { year: 2023, quarter: 2, issuedOn: '2023-07-01', payBy: '2023-07-20' };
    expect(await fund.post('/v1/notice-runs', run)).toMatchObject({
      status: 202,
      body: { warnings: [{ code: 'dated-before-earlier-number' }] },
    });
  });

  test('refuses where no principal is overdue yet', async () => {
    const { fund, path } = await fundWithLoan();
    const asked = { ...OVERDUE, issuedOn: '2023-06-26' };
    const refused = await fund.post(`${path}/overdue-notices`, asked);
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'nothing-overdue',
      figures: { on: '2023-06-26' },
    });
    const early = { issuedOn: '2023-07-10', payBy: '2023-07-09' };
    const wrong = await fund.post(`${path}/overdue-notices`, early);
    expect(wrong.body.errors).toEqual([expect.objectContaining({ pointer: '/payBy' })]);
    // On 25/9, payable that Monday, other principal would turn overdue.
    const late = await fund.post(`${path}/overdue-notices`, { ...OVERDUE, payBy: '2023-09-26' });
    expect(late.body).toMatchObject({
      status: 422,
      code: 'pay-by-too-late',
      figures: { last: '2023-09-25' },
    });
    expect((await fund.read('/v1/notices')).data).toEqual([]);
  });

  test('a receipt entered later makes it stale, and it is superseded with what is known then', async () => {
    const { fund, path } = await fundWithLoan();
    const { id } = await fund.add(`${path}/overdue-notices`, OVERDUE);
    await fund.add(`${path}/repayments`, payment('20000000', '2023-07-10'));
    expect((await fund.read(`/v1/notices/${id}`)).stale).toBe(true);
    const body = { reason: 'Bổ sung phiếu thu', ...OVERDUE };
    const next = await fund.add(`/v1/notices/${id}/supersession`, body);
    // 30 m left; 14 days on 50 m (189,863) and 10 on 30 m (81,369.86), together one interest class
    // of two lines; 3,327,123 in arrears.
    expect(next).toMatchObject({
      kind: 'overdue',
      number: 2,
      supersedesId: id,
      total: String(30_000_000 + 3_327_123 + 189_863 + 81_370),
    });
    expect((await fund.read(`/v1/notices/${id}`)).status).toBe('superseded');
    const supersedes = { number: 1, symbol: next.content.letter.symbol, issuedOn: '2023-07-10' };
    expect(next.content.supersedes).toEqual(supersedes);
    const early = { reason: 'Sửa ngày', issuedOn: '2023-07-09', payBy: '2023-07-20' };
    const refused = await fund.post(`/v1/notices/${next.id}/supersession`, early);
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/issuedOn' })]);
  });

  test("is stale, and said to be affected, once the contract is found to be another borrower's", async () => {
    const { fund, path, loanId } = await fundWithLoan();
    const { id } = await fund.add(`${path}/overdue-notices`, OVERDUE);
    const { contractNumber } = await fund.read(path);
    const other = (await fund.add('/v1/cooperatives', cooperativeBody())).id;
    const body = { ...loanBody(other, { contractNumber }), reason: 'Nhầm HTX' };
    const corrected = await fund.add(`/v1/loans/${loanId}/correction`, body);
    expect(corrected.affects).toMatchObject([{ type: 'notice', id }]);
    expect((await fund.read(`/v1/notices/${id}`)).stale).toBe(true);
  });

  test('a quarterly notice counts receipts since the quarterly one before, whatever came between', async () => {
    const { fund, path } = await fundWithLoan();
    await fund.add(`${path}/repayments`, payment('1000000', '2023-07-03'));
    await fund.add(`${path}/overdue-notices`, OVERDUE);
    const asked = { year: 2023, quarter: 3, issuedOn: '2023-09-15', payBy: '2023-09-25' };
    const { id } = (await fund.post('/v1/notice-runs', asked)).body;
    const isRunning = async () => (await fund.read(`/v1/notice-runs/${id}`)).status === 'running';
    while (await isRunning()) await sleep(20);
    const [row] = (await fund.read('/v1/notices?kind=quarterly')).data;
    const { content } = await fund.read(`/v1/notices/${row.id}`);
    expect(content.paidSinceLastNotice).toMatchObject([
      { effectiveOn: '2023-07-03', amount: '1000000' },
    ]);
  });
});

describe('POST /v1/recalls/{id}/notices', () => {
  const notices = (recallId: string) => `/v1/recalls/${recallId}/notices`;

  test('asks for all principal and all interest by the deadline', async () => {
    const { fund, path } = await fundWithLoan();
    const recall = await fund.add(`${path}/recalls`, RECALL);
    const notice = await fund.add(notices(recall.id), { issuedOn: '2023-05-20' });
    expect(notice).toMatchObject({
      kind: 'recall',
      quarter: null,
      recallId: recall.id,
      payBy: '2023-08-31',
      // In term 3,327,123 + 36,164 (a day on 200 m) + 66 days on 150 m: 1,790,136.99; overdue 66 days
      // on 50 m: 895,068.49
      total: String(200_000_000 + 3_327_123 + 36_164 + 1_790_137 + 895_068),
      content: {
        recall: RECALL,
        principal: '200000000',
        // The instalment of June is due without the recall.
        recalledPrincipal: '150000000',
        overdueRatePercent: '9.9',
        instalments: [
          { dueOn: '2023-06-25', amount: '50000000', overdueFrom: '2023-06-27' },
          { dueOn: '2023-08-31', amount: '150000000', overdueFrom: '2023-09-01' },
        ],
      },
    });
    const again = await fund.post(notices(recall.id), { issuedOn: '2023-05-21' });
    expect(again.body).toMatchObject({
      status: 409,
      code: 'notice-stands',
      figures: { noticeId: notice.id },
    });
  });

  test('is refused before the decision, after the deadline, and once the recall is withdrawn', async () => {
    const { fund, path } = await fundWithLoan();
    const recall = await fund.add(`${path}/recalls`, RECALL);
    const code = async (issuedOn: string) =>
      (await fund.post(notices(recall.id), { issuedOn })).body.code;
    expect(await code('2023-05-17')).toBe('recall-not-in-force');
    expect(await code('2023-09-01')).toBe('recall-deadline-passed');
    const withdrawal = { decisionNumber: '07/QĐ-QHT', decidedOn: '2023-06-01' };
    await fund.add(`/v1/recalls/${recall.id}/withdrawal`, withdrawal);
    expect(await code('2023-06-01')).toBe('recall-not-in-force');
    expect((await fund.read('/v1/notices')).data).toEqual([]);
    // On the day before, it was in force.
    await fund.add(notices(recall.id), { issuedOn: '2023-05-31' });
  });

  test('is refused for a recall of which an earlier one rules the deadline', async () => {
    const { fund, path } = await fundWithLoan();
    await fund.add(`${path}/recalls`, { ...RECALL, deadline: '2023-07-31' });
    const later = { ...RECALL, decisionNumber: '09/QĐ-QHT', deadline: '2023-12-29' };
    const second = await fund.add(`${path}/recalls`, later);
    const refused = await fund.post(notices(second.id), { issuedOn: '2023-05-20' });
    expect(refused.body).toMatchObject({ status: 422, code: 'recall-not-in-force' });
  });

  test('goes stale when the recall is reversed that was entered twice', async () => {
    const { fund, path } = await fundWithLoan();
    const recall = await fund.add(`${path}/recalls`, RECALL);
    await fund.add(`${path}/recalls`, { ...RECALL, decisionNumber: '06b/QĐ-QHT' });
    const { id } = await fund.add(notices(recall.id), { issuedOn: '2023-05-20' });
    const { affects } = await fund.add(`/v1/recalls/${recall.id}/reversal`, {
      reason: 'Nhập hai lần',
    });
    expect(affects).toMatchObject([{ type: 'notice', id }]);
    expect((await fund.read(`/v1/notices/${id}`)).stale).toBe(true);
  });

  test('goes stale when the recall is reversed, and cannot be superseded then', async () => {
    const { fund, path } = await fundWithLoan();
    const recall = await fund.add(`${path}/recalls`, RECALL);
    const { id } = await fund.add(notices(recall.id), { issuedOn: '2023-05-20' });
    const body = { reason: 'Sửa ngày', issuedOn: '2023-05-22', payBy: '2023-08-30' };
    const other = await fund.post(`/v1/notices/${id}/supersession`, body);
    expect(other.body.errors).toEqual([expect.objectContaining({ pointer: '/payBy' })]);
    await fund.add(`/v1/recalls/${recall.id}/reversal`, { reason: 'Nhập nhầm' });
    expect((await fund.read(`/v1/notices/${id}`)).stale).toBe(true);
    const payBy = '2023-08-31';
    const refused = await fund.post(`/v1/notices/${id}/supersession`, { ...body, payBy });
    expect(refused.body).toMatchObject({ status: 422, code: 'nothing-to-pay' });
  });
});
