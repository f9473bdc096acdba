import {
  components,
  contribute,
  lend,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// The loan of `lend`: 200 million from 25/3/2023 at 6.6% (overdue 9.9%), 50 million due on 25/6, a
// Sunday, so payable by Monday the 26th and overdue from then on.

const CASES = '/v1/litigation-cases';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '10000000000');
});
afterAll(() => api.close());

const suit = (borrower: { cooperativeId: string; loanId: string }) => ({
  cooperativeId: borrower.cooperativeId,
  loanIds: [borrower.loanId],
  docketType: 'civil',
  filedOn: '2023-07-01',
});

/**
 * At 1/7/2023: in-term 3,327,123 (R3's example) + 36,164 (200 m, 1 day) + 135,616 (150 m, 5 days);
 * overdue 50 m, 5 days at 9.9% = 67,808.
 */
const CLAIM = components('200000000', '3498903', '67808');

async function filed(client: Client, more: object = {}) {
  const borrower = await lend(client);
  const court = 'Tòa án nhân dân huyện Văn Quan';
  const body = { ...suit(borrower), court, claim: CLAIM, ...more };
  const { id, warnings } = await client.add(CASES, body);
  const path = `${CASES}/${id}`;
  const go = (stage: string, occurredOn: string, said: object = {}) =>
    client.add(`${path}/stages`, { stage, occurredOn, ...said });
  return { ...borrower, id, warnings, casePath: path, go };
}

describe('POST /v1/litigation-cases/preview', () => {
  test('proposes the claim, line by line, with the court fee, and writes nothing', async () => {
    const borrower = await lend(api.fund);
    const rows = await api.countRows();
    const { status, body } = await api.fund.post(`${CASES}/preview`, suit(borrower));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      claim: CLAIM,
      total: '203566711',
      loans: [{ loanId: borrower.loanId, claim: CLAIM, overduePrincipal: '50000000' }],
      // 5% of 203,566,711 = 10,178,335.55
      courtFee: { above: '6000000', percent: '5', fee: '10178336', advance: '5089168' },
    });
    const lines = body.loans[0].interest.inTermInterest.segments;
    expect(lines.map((each: Json) => [each.balance, each.from, each.days, each.interest])).toEqual([
      ['200000000', '2023-03-25', 92, '3327123'],
      ['200000000', '2023-06-25', 1, '36164'],
      ['150000000', '2023-06-26', 5, '135616'],
    ]);
    expect(await api.countRows()).toBe(rows);
  });

  test('warns as the filing would, and charges for what is to be claimed', async () => {
    const { loanId, cooperativeId, warnings } = await filed(api.fund);
    expect(warnings).toEqual([]);
    const claim = components('200000000', '0', '0');
    const body = { ...suit({ loanId, cooperativeId }), claim, court: 'Tòa án không có trong sổ' };
    const { body: planned } = await api.fund.post(`${CASES}/preview`, body);
    const { warnings: after } = await api.fund.add(CASES, body);
    expect(planned.warnings.map((each: Json) => each.code)).toEqual([
      'loan-already-sued',
      'claim-differs',
    ]);
    expect(planned.warnings[1].figures).toMatchObject({ claimed: '200000000', owed: '203566711' });
    // 5% of 200,000,000
    expect(planned).toMatchObject({ total: '203566711', courtFee: { fee: '10000000' } });
    // The filing warns of the same.
    expect(planned.warnings).toEqual(after);
  });

  test('refuses a loan of another borrower', async () => {
    const borrower = await lend(api.fund);
    const stranger = await lend(api.fund);
    const body = { ...suit(borrower), loanIds: [stranger.loanId] };
    expect((await api.fund.post(`${CASES}/preview`, body)).body).toMatchObject({
      status: 422,
      code: 'other-borrower',
    });
  });
});

describe('GET /v1/litigation-cases/{id}/claim', () => {
  test('is the claim of the day asked for, and a receipt lowers it', async () => {
    const { casePath, path } = await filed(api.fund);
    const claim = (asOf: string) => api.fund.read(`${casePath}/claim?asOf=${asOf}`);
    expect(await claim('2023-07-01')).toMatchObject({ claim: CLAIM, total: '203566711' });
    await api.fund.add(`${path}/repayments`, payment('50067808', '2023-07-01'));
    // Overdue principal, then overdue interest (R9): both are paid in full.
    expect(await claim('2023-07-01')).toMatchObject({
      claim: components('150000000', '3498903'),
      total: '153498903',
      loans: [{ overduePrincipal: '0', interest: { overdueInterest: { segments: [] } } }],
    });
  });
});

describe('GET /v1/litigation-cases/{id}', () => {
  test('shows claim, award and recovery by component beside what is owed', async () => {
    const { id, casePath, path, go } = await filed(api.fund);
    await go('fee_advance_paid', '2023-07-10', { documentNumber: 'BL 0012' });
    await go('accepted', '2023-07-12', { documentNumber: '21/2023/TLST-DS' });
    await go('hearing', '2023-09-01');
    const awarded = components('200000000', '3600000', '900000');
    await go('first_instance_judgment', '2023-09-01', { amounts: awarded });
    const through = { litigationCaseId: id };
    const receipt = payment('51000000', '2023-10-02', through);
    const { allocation, id: receiptId } = await api.fund.add(`${path}/repayments`, receipt);
    await api.fund.add(`${path}/repayments`, payment('1000000', '2023-10-03'));
    const shown = await api.fund.read(`${casePath}?asOf=2023-12-31`);
    const less = (of: string) => String(BigInt((awarded as Json)[of]) - BigInt(allocation[of]));
    expect(shown).toMatchObject({
      asOf: '2023-12-31',
      docketNumber: '21/2023/TLST-DS',
      stage: 'first_instance_judgment',
      sued: true,
      claimed: { ...CLAIM, total: '203566711' },
      award: {
        awardedOn: '2023-09-01',
        awarded: { ...awarded, total: '204500000' },
        receivedSince: { ...allocation, total: '51000000' },
        awardedLessReceived: {
          principal: less('principal'),
          inTermInterest: less('inTermInterest'),
          overdueInterest: less('overdueInterest'),
          total: '153500000',
        },
      },
      received: { total: '51000000' },
      courtFee: { docketType: 'civil', fee: '10178336' },
    });
    const position = await api.fund.read(`${path}/position?asOf=2023-12-31`);
    expect(shown.owed.total).toBe(position.payoff);
    // Before the judgment nothing was awarded; the receipts book tells what came through the case.
    expect(await api.fund.read(`${casePath}?asOf=2023-08-31`)).toMatchObject({
      stage: 'accepted',
      award: null,
      received: { total: '0' },
    });
    const { data } = await api.fund.read(`/v1/repayments?litigationCaseId=${id}`);
    expect(data.map((each: Json) => each.id)).toEqual([receiptId]);
    await api.fund.add(`/v1/repayments/${receiptId}/reversal`, { reason: 'Nhập nhầm' });
    expect(await api.fund.read(`${casePath}?asOf=2023-12-31`)).toMatchObject({
      award: { awardedLessReceived: { total: '204500000' } },
    });
  });

  test('keeps the parties, in the order given', async () => {
    const parties = [
      { role: 'guarantor', name: 'Bà Hoàng Thị Mai', note: 'Thế chấp nhà xưởng' },
      { role: 'representative', name: 'Ông Nông Văn Thắng' },
    ];
    const { casePath } = await filed(api.fund, { parties });
    expect((await api.fund.read(casePath)).parties).toEqual([
      parties[0],
      { ...parties[1], note: null },
    ]);
  });
});

describe('POST /v1/litigation-cases', () => {
  test('warns where the claim is not what the loans owe on the day', async () => {
    const same = await filed(api.fund);
    expect(same.warnings).toEqual([]);
    const claim = components('200000000', '3498903', '67809');
    const other = await filed(api.fund, { claim });
    expect(other.warnings).toMatchObject([
      {
        code: 'claim-differs',
        rule: 'R26',
        figures: { claimed: '203566712', owed: '203566711', filedOn: '2023-07-01' },
      },
    ]);
    expect(other.warnings[0].detail).toContain('203,566,711');
  });
});

describe('a second case about a loan', () => {
  test('is entered with a warning, in Vietnamese too, and its report shows the debt once', async () => {
    const fund = await api.addFund();
    await contribute(fund, '10000000000');
    const first = await filed(fund);
    const { contractNumber } = first;
    const court = 'Tòa án nhân dân huyện Văn Quan';
    const body = { ...suit(first), filedOn: '2023-07-03', court, claim: CLAIM };
    const vi = { 'accept-language': 'vi' };
    const { body: second } = await fund.post(CASES, body, vi);
    expect(second.warnings).toMatchObject([
      {
        code: 'loan-already-sued',
        rule: 'R26',
        figures: { contractNumber, court, filedOn: '2023-07-01' },
        detail: expect.stringContaining(
          `Hợp đồng ${contractNumber} đang được giải quyết tại ${court}, nộp đơn ngày 01/07/2023.`,
        ),
      },
      { code: 'claim-differs' },
    ]);
    const { rows } = await fund.read('/v1/reports/litigation?asOf=2023-07-03');
    expect(rows.map((each: Json) => each.principalOutstanding)).toEqual(['0', '200000000']);
    // So does the figure of those sued: it names the case that shows the debt.
    const sued = await fund.read('/v1/reports/fund-section/lines/litigation.sued?asOf=2023-07-03');
    expect(sued.rows.map((each: Json) => each.litigationCaseId)).toEqual([second.id]);
    const section = '/v1/reports/fund-section?asOf=2023-07-03&format=text';
    const { text } = await fund.get(section);
    expect(text).not.toContain('còn phải thu 0 đồng');
    // The first one withdrawn, another one of that day warns only of the one that is left.
    await first.go('withdrawn', '2023-07-03');
    const third = await fund.post(CASES, body);
    expect(third.body.warnings.filter((each: Json) => each.code === 'loan-already-sued')).toEqual([
      expect.objectContaining({ figures: { contractNumber, court, filedOn: '2023-07-03' } }),
    ]);
  });
});

describe('the courts', () => {
  test('a court that is not on the list of the day warns; its cases are with the one after it', async () => {
    const fund = await api.addFund();
    await contribute(fund, '10000000000');
    const listed = (effectiveOn: string, value: object[]) =>
      fund.add('/v1/policies', {
        name: 'courts',
        value,
        effectiveOn,
        sourceDocument: 'Nghị quyết 81/2025/UBTVQH15',
      });
    const old = 'Tòa án nhân dân huyện Văn Quan';
    await listed('2016-01-01', [{ name: old, takesOver: [] }]);
    const regional = 'Tòa án nhân dân khu vực 3 - Lạng Sơn';
    await listed('2024-03-01', [{ name: regional, takesOver: [old] }]);
    const { casePath, warnings } = await filed(fund);
    expect(warnings).toEqual([]);
    const courtAt = async (asOf: string) => (await fund.read(`${casePath}?asOf=${asOf}`)).courtAt;
    expect(await courtAt('2024-02-29')).toBe(old);
    expect(await courtAt('2024-03-01')).toBe(regional);
    const late = await filed(fund, { filedOn: '2024-03-02' });
    expect(late.warnings).toMatchObject([
      {
        code: 'court-not-listed',
        rule: 'R26',
        figures: { court: old, filedOn: '2024-03-02', successor: regional },
      },
      { code: 'claim-differs' },
    ]);
    expect(late.warnings[0].detail).toContain(regional);
  });
});

describe('GET /v1/reports/litigation', () => {
  test('has a row for each case, as JSON and as CSV', async () => {
    const fund = await api.addFund();
    await contribute(fund, '10000000000');
    const { id, contractNumber, go } = await filed(fund);
    await go('withdrawn', '2023-08-01');
    const report = await fund.read('/v1/reports/litigation?asOf=2023-07-31');
    expect(report).toMatchObject({
      asOf: '2023-07-31',
      stages: [{ stage: 'petition_filed', cases: 1, claimed: '203566711', awarded: '0' }],
      courts: [{ court: 'Tòa án nhân dân huyện Văn Quan', cases: 1 }],
      localities: [{ locality: 'Văn Quan', cases: 1, borrowers: 1 }],
      pending: { cases: 1, principalOutstanding: '200000000' },
      rows: [{ litigationCaseId: id, contractNumbers: contractNumber, pending: true }],
    });
    expect((await fund.read('/v1/reports/litigation?asOf=2023-08-01')).pending.cases).toBe(0);
    const { text } = await fund.get('/v1/reports/litigation?asOf=2023-07-31&format=csv');
    const [header = '', row = ''] = text.split('\r\n');
    expect(header.split(',').slice(0, 5)).toEqual([
      'cooperativeCode',
      'cooperativeName',
      'locality',
      'contractNumbers',
      'court',
    ]);
    expect(row).toContain(`,203566711,,0,,200000000,`);
  });
});
