import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  next,
  payment,
  startApi,
  without,
  type Api,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const refused = (
  path: string,
  body: object,
  problem: { status: number; code: string; [more: string]: unknown },
) => expectRefused(api, { ask: () => api.fund.post(path, body), unchanged: path }, problem);

// Owed by the loan of 200 m (see loanBody), by hand:
// 25/6: in-term 200,000,000 × 6.6 × 92 / 36500 = 3,327,123.29 → 3,327,123 (R3)
// 26/6: + one day on 200 m, 36,164.38 → 36,164 (the first instalment is payable by the 26th)
// 10/7: + 14 days on 150 m, 379,726.03 → 379,726; overdue 50 m × 9.9 × 14 / 36500 = 189,863.01
const OWED_ON_10_JULY = {
  principal: '200000000',
  inTermInterest: '3743013',
  overdueInterest: '189863',
  lateInterest: '0',
};

describe('POST /v1/loans/{id}/repayments', () => {
  test('allocates by itself on a loan in term: interest, then the oldest instalment', async () => {
    const { path, loanId } = await lend(api.fund);
    const body = { ...payment('53363287', '2023-06-26'), method: 'cash' };
    const receipt = await api.fund.add(`${path}/repayments`, body);
    expect(receipt).toMatchObject({
      ...body,
      loanId,
      allocation: components('50000000', '3363287'),
      effectiveOn: '2023-06-26',
      recordedBy: 'Giám đốc',
      litigationCaseId: null,
    });
    expect(receipt.position).toMatchObject({
      asOf: '2023-06-26',
      knownAt: receipt.recordedAt,
      standing: 'in_term',
      daysPastDue: 0,
      oldestUnpaidDueOn: null,
      debtGroup: 1,
      payoff: '150000000',
      principal: { disbursed: '200000000', repaid: '50000000', outstanding: '150000000' },
      inTermInterest: { accrued: '3363287', paid: '3363287', owed: '0', inArrears: '0' },
      overdueInterest: { accrued: '0', paid: '0', owed: '0' },
    });
    const { knownAt } = receipt.position;
    const at = await api.fund.read(`${path}/position?asOf=2023-06-26&knownAt=${knownAt}`);
    expect(at).toEqual(receipt.position);
  });

  test('allocates by itself on an overdue loan: overdue principal first', async () => {
    const { path } = await lend(api.fund);
    const receipt = await api.fund.add(`${path}/repayments`, payment('60000000', '2023-07-10'));
    // 60,000,000 − 50,000,000 − 189,863 − 3,743,013 = 6,067,124 goes on to principal.
    expect(receipt.allocation).toEqual(components('56067124', '3743013', '189863'));
    expect(receipt.position).toMatchObject({
      standing: 'in_term',
      payoff: '143932876',
      principal: { overdue: '0', inTerm: '143932876' },
    });
  });

  test('takes the allocation the accountant states', async () => {
    const { path } = await lend(api.fund);
    const allocation = components('1000000', '2000000', '189863');
    const body = payment('3189863', '2023-07-10', { allocation });
    const receipt = await api.fund.add(`${path}/repayments`, body);
    expect(receipt.allocation).toEqual(allocation);
    expect(receipt.position).toMatchObject({
      standing: 'overdue',
      daysPastDue: 14,
      oldestUnpaidDueOn: '2023-06-25',
      debtGroup: 2,
      principal: { outstanding: '199000000', overdue: '49000000' },
      // 3,327,123 fell due on 25/6; 2,000,000 of it is paid.
      inTermInterest: { owed: '1743013', inArrears: '1327123' },
      overdueInterest: { owed: '0' },
    });
  });

  test('settles the loan with exactly the payoff, and refuses a đồng more', async () => {
    const { path } = await lend(api.fund);
    const payoff = '203932876'; // the sum of OWED_ON_10_JULY
    const figures = { amount: '203932877', payoff, asOf: '2023-07-10' };
    const problem = { status: 422, code: 'more-than-payoff', rule: 'R11', figures };
    const { body } = await refused(
      `${path}/repayments`,
      payment('203932877', '2023-07-10'),
      problem,
    );
    expect(body.detail).toContain('203,932,876 VND');
    const receipt = await api.fund.add(`${path}/repayments`, payment(payoff, '2023-07-10'));
    expect(receipt.allocation).toEqual(OWED_ON_10_JULY);
    expect(receipt.position).toMatchObject({ standing: 'settled', payoff: '0', debtGroup: null });
  });

  test('explains a refusal in Vietnamese to who prefers it', async () => {
    const { path } = await lend(api.fund);
    const language = { 'accept-language': 'vi-VN,vi;q=0.9,en;q=0.8' };
    const body = payment('203932877', '2023-07-10');
    const answer = await api.fund.post(`${path}/repayments`, body, language);
    expect(answer.headers['content-language']).toBe('vi');
    expect(answer.body).toMatchObject({
      title: 'Vượt số nợ phải trả',
      detail:
        'Số thu 203.932.877 đồng vượt số nợ phải trả 203.932.876 đồng; hãy nhập tối đa số nợ và ' +
        'trả lại phần thừa.',
      figures: { payoff: '203932876' },
    });
  });

  test.each([
    ['principal', components('200000001', '0')],
    ['inTermInterest', components('0', '3743014')],
    ['overdueInterest', components('0', '0', '189864')],
    ['lateInterest', components('0', '0', '0', '1')],
  ])('refuses more %s than is owed', async (component, allocation) => {
    const { path } = await lend(api.fund);
    const amount = Object.entries(allocation).find(([name]) => name === component)?.[1] ?? '';
    const body = payment(amount, '2023-07-10', { allocation });
    const problem = { status: 422, code: 'more-than-owed', rule: 'R10', figures: OWED_ON_10_JULY };
    await refused(`${path}/repayments`, body, problem);
  });

  test('refuses components that do not sum to the amount', async () => {
    const { path } = await lend(api.fund);
    const body = payment('1000001', '2023-07-10', { allocation: components('1000000', '0') });
    const figures = { amount: '1000001', components: '1000000' };
    const problem = { status: 422, code: 'allocation-sum', rule: 'R10', figures };
    await refused(`${path}/repayments`, body, problem);
  });

  test('refuses what is dated tomorrow, before signing, or before any money went out', async () => {
    const { path } = await lend(api.fund);
    const repayments = `${path}/repayments`;
    const tomorrow = { status: 422, code: 'dated-in-future', rule: 'R31' };
    await refused(repayments, payment('1', '2024-04-01'), tomorrow);
    await refused(repayments, payment('1', '2023-03-19'), { status: 422, code: 'before-contract' });
    const nothing = { status: 422, code: 'more-than-payoff', figures: { payoff: '0' } };
    await refused(repayments, payment('1', '2023-03-24'), nothing);
  });

  test('refuses a back-dated one whose principal later receipts have repaid', async () => {
    const { path } = await lend(api.fund);
    const later = components('199000000', '0');
    const body = payment('199000000', '2023-08-01', { allocation: later });
    await api.fund.add(`${path}/repayments`, body);
    const back = payment('1000001', '2023-05-01', { allocation: components('1000001', '0') });
    const figures = { on: '2023-08-01', principal: '-1' };
    const problem = { status: 422, code: 'principal-below-zero', rule: 'R13', figures };
    await refused(`${path}/repayments`, back, problem);
    const most = { amount: '1000000', allocation: components('1000000', '0') };
    await api.fund.add(`${path}/repayments`, { ...back, ...most });
  });

  test('refuses a voucher that stands on the loan or with another borrower, not on another loan of the same', async () => {
    const first = await lend(api.fund);
    const second = await lend(api.fund, {}, first.cooperativeId);
    const stranger = await lend(api.fund);
    const voucherNumber = next('Phiếu thu ');
    const body = { amount: '10', effectiveOn: '2023-06-01', voucherNumber };
    const { id } = await api.fund.add(`${first.path}/repayments`, body);
    await api.fund.add(`${second.path}/repayments`, body);
    const figures = { field: 'voucherNumber', value: voucherNumber, year: '2023' };
    const problem = { status: 409, code: 'duplicate', figures };
    const decomposed = { ...body, voucherNumber: `${voucherNumber.normalize('NFD')} ` };
    await refused(`${first.path}/repayments`, decomposed, problem);
    await refused(`${stranger.path}/repayments`, body, problem);
    await api.fund.add(`${stranger.path}/repayments`, { ...body, effectiveOn: '2024-01-02' });
    await api.fund.add(`/v1/repayments/${id}/reversal`, { reason: 'Nhập nhầm' });
    await refused(`${stranger.path}/repayments`, body, problem);
    await api.fund.add(`${first.path}/repayments`, decomposed);
  });

  test('may name the case it came through, of its own loan only', async () => {
    const { path, loanId, cooperativeId } = await lend(api.fund);
    const stranger = await lend(api.fund);
    const { id } = await api.fund.add('/v1/litigation-cases', {
      cooperativeId,
      loanIds: [loanId],
      court: 'TAND huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-07-01',
      claim: components('1', '0'),
    });
    const body = () => payment('10', '2023-07-10', { litigationCaseId: id });
    expect(await api.fund.add(`${path}/repayments`, body())).toMatchObject({
      litigationCaseId: id,
      allocation: components('10', '0'),
    });
    const problem = { status: 422, code: 'other-borrower', rule: 'R26' };
    await refused(`${stranger.path}/repayments`, body(), problem);
  });
});

describe('POST /v1/loans/{id}/repayments/preview', () => {
  test('answers as the receipt then does, needs no key, and writes nothing', async () => {
    const { path } = await lend(api.fund);
    const body = payment('60000000', '2023-07-10');
    const before = await api.countRows();
    const keyless = { 'idempotency-key': undefined };
    const preview = await api.fund.post(`${path}/repayments/preview`, body, keyless);
    expect(preview.status).toBe(200);
    expect(await api.countRows()).toBe(before);
    expect((await api.fund.read(`${path}/repayments`)).data).toEqual([]);
    const receipt = await api.fund.add(`${path}/repayments`, body);
    expect(preview.body.allocation).toEqual(receipt.allocation);
    const position = without(receipt.position, 'knownAt');
    expect(without(preview.body.position, 'knownAt')).toEqual(position);
  });

  test('needs no number of a voucher; one that was used is refused', async () => {
    const { path } = await lend(api.fund);
    const { voucherNumber, ...body } = payment('60000000', '2023-07-10');
    const preview = await api.fund.post(`${path}/repayments/preview`, body);
    expect(preview.status).toBe(200);
    expect(preview.body.voucherNumber).toBeUndefined();
    const numbered = { ...body, voucherNumber };
    const second = await api.fund.post(`${path}/repayments/preview`, numbered);
    expect(second.body).toEqual({ ...preview.body, voucherNumber });
    await api.fund.add(`${path}/repayments`, numbered);
    const used = await api.fund.post(`${path}/repayments/preview`, { ...numbered, amount: '1' });
    expect([used.status, used.body.code]).toEqual([409, 'duplicate']);
    // A receipt itself needs its number.
    expect((await api.fund.post(`${path}/repayments`, body)).status).toBe(400);
  });

  test('ignores a key, so the same one then books the receipt', async () => {
    const { path } = await lend(api.fund);
    const key = { 'idempotency-key': next('preview') };
    const body = payment('1000', '2023-07-10');
    await api.fund.post(`${path}/repayments/preview`, body, key);
    const preview = await api.fund.post(`${path}/repayments/preview`, body, key);
    expect(preview.headers['idempotent-replayed']).toBeUndefined();
    expect((await api.fund.post(`${path}/repayments`, body, key)).status).toBe(201);
  });

  test('refuses what the receipt is refused for', async () => {
    const { path } = await lend(api.fund);
    const asked: [object, number, string][] = [
      [payment('203932877', '2023-07-10'), 422, 'more-than-payoff'],
      [payment('1', '2024-04-01'), 422, 'dated-in-future'],
      [payment('1', '2023-07-10', { allocation: components('2', '0') }), 422, 'allocation-sum'],
      [payment('01', '2023-07-10'), 400, 'validation'],
    ];
    for (const [body, status, code] of asked) {
      await refused(`${path}/repayments`, body, { status, code });
      const preview = await api.fund.post(`${path}/repayments/preview`, body);
      expect(preview.body).toMatchObject({ status, code });
    }
  });

  test('does not see another fund’s loan', async () => {
    await api.other.add('/v1/cooperatives', cooperativeBody());
    const { path } = await lend(api.fund);
    const answer = await api.other.post(`${path}/repayments/preview`, payment('1', '2023-07-10'));
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
  });
});
