import { setTimeout as sleep } from 'node:timers/promises';
import {
  components,
  contribute,
  lend,
  next,
  payment,
  startApi,
  without,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { BULLET, lateLoan } from '../../support/lateLoan.ts';

// What a preview tells of notices, reports and warnings, held against what the act then answers.

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  api.setToday('2024-03-31');
});

afterAll(() => api.close());

/** A fund with two loans of one borrower, a notice of each of 15/6/2023 and a report about 30/6/2023. */
async function fundWithPapers() {
  const fund = await api.addFund();
  await contribute(fund);
  const first = await lend(fund);
  const second = await lend(fund, {}, first.cooperativeId);
  const asked = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
  const { body: run } = await fund.post('/v1/notice-runs', asked);
  while ((await fund.read(`/v1/notice-runs/${run.id}`)).status === 'running') await sleep(20);
  const documentNumber = next('BC');
  const issued = { asOf: '2023-06-30', documentNumber };
  const { id } = await fund.add('/v1/reports/fund-section/issues', issued);
  const notices: Json[] = (await fund.read('/v1/notices')).data;
  const noticeOf = (loanId: string) => {
    const found = notices.find((each) => each.loanId === loanId);
    return { type: 'notice', id: found?.id, number: found?.numberText };
  };
  return { fund, first, second, report: { type: 'report', id, number: documentNumber }, noticeOf };
}

/** Of a preview and of the answer to the act what both say, without the instant and the receipt's own id. */
function told({ loanId, amount, allocation, affects, position, warnings }: Json): Json {
  const seen = position === undefined ? undefined : without(position, 'knownAt');
  return { loanId, amount, allocation, affects, position: seen, warnings };
}

async function previewThenAct(fund: Client, path: string, body: object): Promise<[Json, Json]> {
  const previewed = await fund.post(`${path}/repayments/preview`, body);
  expect(previewed.status).toBe(200);
  const { body: answer } = previewed;
  return [answer, await fund.add(`${path}/repayments`, body)];
}

describe('the preview of a receipt', () => {
  test('tells the notices and reports that the receipt makes wrong, as the receipt does', async () => {
    const { fund, first, report, noticeOf } = await fundWithPapers();
    const notice = noticeOf(first.loanId);
    for (const [on, papers] of [
      ['2023-06-14', [report, notice]],
      ['2023-06-15', [report, notice]],
      ['2023-06-16', [report]],
      ['2023-06-30', [report]],
      ['2023-07-01', []],
    ] as const) {
      const [previewed, act] = await previewThenAct(fund, first.path, payment('1000000', on));
      expect([on, previewed.affects]).toEqual([on, papers]);
      expect(told(previewed)).toEqual(told(act));
    }
  });

  test('is about what is booked later, from the day of its booking on', async () => {
    const { fund, first } = await fundWithPapers();
    await fund.add('/v1/periods/2023-Q2/closing', { through: true });
    const late = { bookedOn: '2023-07-03', reason: 'Phiếu thu nhận muộn' };
    const body = payment('1000000', '2023-06-14', late);
    const [previewed, act] = await previewThenAct(fund, first.path, body);
    expect(previewed.affects).toEqual([]);
    expect(told(previewed)).toEqual(told(act));
    const refused = await fund.post(
      `${first.path}/repayments/preview`,
      payment('1000000', '2023-06-14'),
    );
    expect([refused.status, refused.body.code]).toEqual([409, 'period-closed']);
  });

  test('warns of a number like another, and of a credit beside a debt', async () => {
    const { path } = await lateLoan(api.fund);
    const voucherNumber = next('PT-đ');
    await api.fund.add(
      `${(await lend(api.fund)).path}/repayments`,
      payment('1000', '2023-12-24', { voucherNumber }),
    );
    const body = payment('50000000', '2023-12-25', {
      allocation: components('50000000', '0'),
      voucherNumber: voucherNumber.replace('đ', 'd'),
    });
    const unnumbered = await api.fund.post(
      `${path}/repayments/preview`,
      without(body, 'voucherNumber'),
    );
    const [previewed, act] = await previewThenAct(api.fund, path, body);
    const codes = previewed.warnings.map(({ code }: Json) => code);
    expect(codes).toEqual(['near-duplicate', 'credit-beside-debt']);
    expect(told(previewed)).toEqual(told(act));
    expect(unnumbered.body.warnings).toEqual(previewed.warnings.slice(1));
  });

  test('names no id of a receipt that is not there, nor a number that it has not', async () => {
    const { path } = await lend(api.fund, BULLET);
    await api.fund.add(`${path}/waivers`, {
      component: 'overdueInterest',
      // 70 days past due × 30,000.
      amount: '2100000',
      effectiveOn: '2024-03-04',
      decisionNumber: '8/QĐ-QHT',
    });
    // 40 days × 30,000 are owed on that day; 97 days on 31/3/2024, of which 70 are waived: 390,000 too much.
    const allocation = components('0', '0', '1200000');
    const asked = { amount: '1200000', effectiveOn: '2024-02-03', allocation };
    const { body } = await api.fund.post(`${path}/repayments/preview`, asked);
    const [warning] = body.warnings;
    expect(warning).toMatchObject({ code: 'credit-beside-debt', figures: { credit: '390000' } });
    expect(warning.figures.receipts).toEqual([{ effectiveOn: '2024-02-03', amount: '1200000' }]);
    expect(warning.detail).toContain('it was paid by this receipt of 2024-02-03 (1,200,000 VND)');
    expect(warning.detail).not.toMatch(/undefined| {2}/);
  });

  test('leaves nothing behind, whoever reads or writes meanwhile', async () => {
    const { fund, first, second } = await fundWithPapers();
    const now = new Date().toISOString();
    const before = await fund.read(`${first.path}/statement?from=2023-01-01&to=2023-06-30`);
    const asked = Array.from({ length: 12 }, (_, at) => `2023-06-${10 + at}`);
    const [previews, reads, acts] = await Promise.all([
      Promise.all(
        asked.map((on) => fund.post(`${first.path}/repayments/preview`, payment('1000', on))),
      ),
      Promise.all(asked.map(() => fund.read(`${first.path}/repayments`))),
      Promise.all(asked.map((on) => fund.add(`${second.path}/repayments`, payment('1000', on)))),
    ]);
    expect(previews.map(({ status }) => status)).toEqual(asked.map(() => 200));
    expect(reads.map(({ data }) => data)).toEqual(asked.map(() => []));
    expect(acts).toHaveLength(12);
    expect((await fund.read(`${second.path}/repayments`)).data).toHaveLength(12);
    const known = (await fund.read(`${first.path}/position?knownAt=${now}`)).knownAt;
    expect(known).toBe(now);
    expect(
      without(await fund.read(`${first.path}/statement?from=2023-01-01&to=2023-06-30`), 'knownAt'),
    ).toEqual(without(before, 'knownAt'));
    const { differences } = await fund.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
  });
});

describe('the preview of a voucher over several loans', () => {
  test('tells of each part what it makes wrong, as the voucher does', async () => {
    const { fund, first, second, report, noticeOf } = await fundWithPapers();
    const body = {
      voucherNumber: next('PT'),
      effectiveOn: '2023-06-15',
      parts: [first, second].map(({ loanId }) => ({ loanId, amount: '1000' })),
    };
    const previewed = (await fund.post('/v1/receipts/preview', body)).body;
    const act = await fund.add('/v1/receipts', body);
    expect(previewed.parts.map((part: Json) => part.affects)).toEqual(
      [first, second].map(({ loanId }) => [report, noticeOf(loanId)]),
    );
    // The position of a part in a preview is that after it, of the act that after the whole voucher.
    const parts = ({ parts: each }: Json) =>
      each.map((part: Json) => without(told(part), 'position'));
    expect(parts(previewed)).toEqual(parts(act));
    expect(previewed.warnings).toEqual(act.warnings);
  });
});
