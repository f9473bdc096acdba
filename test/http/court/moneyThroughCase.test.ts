import {
  components,
  contribute,
  cooperativeBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { recogniseSettlement } from '../../support/recognisedCase.ts';

// A loan of 100,000,000 at 7.3% (20,000 a day, overdue 30,000), lent on 2 January 2025, due with its
// interest on Monday 3 March and never paid. On 15 June 2026 a settlement is recognised:
// in-term 60 × 20,000 = 1,200,000; overdue 469 × 30,000 = 14,070,000 (test/golden/receipt-through-case.txt).

const AWARD = components('100000000', '1200000', '14070000');

let api: Api;

beforeAll(async () => {
  api = await startApi('2026-09-30');
});
afterAll(() => api.close());

async function lend(client: Client, cooperativeId: string, more: object = {}) {
  const loan = await client.add('/v1/loans', {
    cooperativeId,
    contractNumber: next('HD'),
    signedOn: '2024-12-20',
    principal: '100000000',
    ratePercent: '7.3',
    principalSchedule: { kind: 'bullet', dueOn: '2025-03-03' },
    interestSchedule: { every: 'maturity' },
    ...more,
  });
  const path = `/v1/loans/${loan.id}`;
  await client.add(`${path}/disbursements`, payment('100000000', '2025-01-02'));
  return { loanId: loan.id as string, path };
}

/** A fund with a borrower, loans of it, and a case about them with a recognised settlement. */
async function recognised(count = 1, amounts: object = AWARD) {
  const client = await api.addFund();
  await contribute(client, '1000000000', '2025-01-02');
  const { id: cooperativeId } = await client.add('/v1/cooperatives', cooperativeBody());
  const loans = [];
  for (let each = 0; each < count; each += 1) loans.push(await lend(client, cooperativeId));
  const loanIds = loans.map(({ loanId }) => loanId);
  const about = { cooperativeId, loanIds, claim: AWARD, amounts };
  const suit = await recogniseSettlement(client, about);
  const [loan] = loans;
  if (loan === undefined) throw new Error('no loan');
  return { client, loans, path: loan.path, ...suit };
}

const verified = async (client: Client) =>
  expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);

/** The balance of an account, below 0 on the credit side. */
const account = async (client: Client, name: string): Promise<string> => {
  const { rows } = await client.read('/v1/ledger/trial-balance?asOf=2026-09-30');
  const { debit, credit } = rows.find((each: Json) => each.account === name)?.balance ?? {};
  return credit === undefined || credit === '0' ? (debit ?? '0') : `-${credit}`;
};

describe('a receipt through a case from 1/7/2026 on (R39)', () => {
  test('pays the award first; its fee is a cost of the fund, and the place has the rest', async () => {
    const { client, path, casePath, caseId } = await recognised();
    const body = payment('110000000', '2026-07-01', {
      method: 'transfer',
      litigationCaseId: caseId,
      enforcementFee: '3300000',
    });
    const { voucherNumber: _, ...asked } = body;
    const preview = (await client.post(`${path}/repayments/preview`, asked)).body;
    const receipt = await client.add(`${path}/repayments`, body);
    // 110,000,000 − 100,000,000 − 1,200,000 = 8,800,000; 14,070,000 − 8,800,000 = 5,270,000 are left
    const allocation = components('100000000', '1200000', '8800000');
    expect(receipt).toMatchObject({
      allocation,
      enforcementFee: '3300000',
      netAmount: '106700000',
    });
    expect(preview).toMatchObject({
      allocation,
      enforcementFee: '3300000',
      netAmount: '106700000',
      awardLeft: { before: AWARD, after: components('0', '0', '5270000') },
    });
    expect(await client.read(`${casePath}?asOf=2026-09-30`)).toMatchObject({
      award: {
        inForceOn: '2026-06-15',
        receivedSince: { total: '110000000' },
        left: { overdueInterest: '5270000', total: '5270000' },
        receivedBeyond: { total: '0' },
        awardedLessReceived: { total: '5270000' },
      },
      received: { total: '110000000' },
      enforcementFees: '3300000',
      netReceived: '106700000',
    });
    // Capital 1,000,000,000 = available: all principal is back (R18). Interest 10,000,000 less the fee.
    expect(await account(client, 'availablePrincipal')).toBe('1000000000');
    expect(await account(client, 'enforcementFees')).toBe('3300000');
    expect(await account(client, 'interestMoney')).toBe('6700000');
    const places = await client.read('/v1/fund/places?asOf=2026-09-30');
    expect(places).toMatchObject({
      total: '1006700000',
      mustEqual: { total: '1006700000', availablePrincipal: '1000000000' },
      interestAndOther: { interestCollected: '10000000', enforcementFees: '3300000' },
    });
    await verified(client);
    const book = await client.read('/v1/repayments?totals=true');
    expect(book.totals).toMatchObject({
      amount: '110000000',
      enforcementFees: '3300000',
      netAmount: '106700000',
    });
    const { lines } = await client.read(`${path}/statement?from=2026-07-01&to=2026-07-01`);
    expect(lines.find((each: Json) => each.type === 'repayment')).toMatchObject({
      enforcementFee: '3300000',
    });
    const { data } = await client.read('/v1/entries?kind=repayment');
    expect(data).toMatchObject([{ amount: '110000000', enforcementFee: '3300000' }]);
    const { totals } = await client.read('/v1/periods/2026-Q3');
    expect(totals[1]).toMatchObject({
      method: 'transfer',
      receipts: { principal: '100000000', enforcementFees: '3300000' },
    });
  });

  test('its reversal takes receipt and fee back', async () => {
    const { client, path, casePath, caseId } = await recognised();
    const said = { litigationCaseId: caseId, enforcementFee: '1000000' };
    const { id } = await client.add(
      `${path}/repayments`,
      payment('50000000', '2026-07-01', { method: 'cash', ...said }),
    );
    await client.add(`/v1/repayments/${id}/reversal`, { reason: 'nhập nhầm' });
    expect(await account(client, 'enforcementFees')).toBe('0');
    expect(await client.read(casePath)).toMatchObject({
      enforcementFees: '0',
      received: { total: '0' },
      award: { left: { total: '115270000' } },
    });
    expect(await client.read('/v1/fund/places')).toMatchObject({ total: '900000000' });
    await verified(client);
  });

  test('all money to principal leaves the fee below zero of interest money, and R18 holds', async () => {
    const { client, path, caseId } = await recognised();
    const said = { litigationCaseId: caseId, enforcementFee: '600000' };
    await client.add(`${path}/repayments`, payment('20000000', '2026-07-01', said));
    expect(await account(client, 'availablePrincipal')).toBe('920000000');
    expect(await account(client, 'interestMoney')).toBe('-600000');
    expect(await client.read('/v1/fund/places')).toMatchObject({ total: '919400000' });
    await verified(client);
  });

  test('on any loan of the case it lowers what is left for the others, one voucher or several', async () => {
    const award = components('120000000', '1200000', '0');
    const { client, loans, casePath, caseId } = await recognised(2, award);
    const part = (at: number, amount: string, more: object = {}) => ({
      loanId: loans[at]?.loanId,
      amount,
      litigationCaseId: caseId,
      ...more,
    });
    // 485 × 30,000 = 14,550,000 overdue interest is owed of each. The first part pays 100,000,000 and
    // 1,200,000; 20,000,000 of principal are left for the second, which goes on by R9: overdue
    // principal too.
    const voucher = {
      voucherNumber: next('PT'),
      effectiveOn: '2026-07-01',
      parts: [part(0, '101300000', { enforcementFee: '100000' }), part(1, '30000000')],
    };
    const { voucherNumber: _, ...asked } = voucher;
    const preview = (await client.post('/v1/receipts/preview', asked)).body;
    const { parts } = await client.add('/v1/receipts', voucher);
    const expected = [
      { allocation: components('100000000', '1200000', '100000'), netAmount: '101200000' },
      { allocation: components('30000000', '0'), netAmount: '30000000' },
    ];
    expect(parts).toMatchObject(expected);
    expect(preview.parts).toMatchObject(expected);
    expect(preview.parts[1].awardLeft).toEqual({
      before: components('20000000', '0'),
      after: components('0', '0'),
    });
    expect(await client.read(casePath)).toMatchObject({
      // 130,000,000 + 1,200,000 + 100,000, of which 10,000,000 and 100,000 were not awarded
      award: {
        receivedSince: { total: '131300000' },
        receivedBeyond: components('10000000', '0', '100000'),
        left: { total: '0' },
      },
    });
    await verified(client);
  });

  test('dated back and allocated anew, it goes by what is awarded and not received then', async () => {
    const { client, path, casePath, caseId } = await recognised();
    const said = { litigationCaseId: caseId };
    await client.add(`${path}/repayments`, payment('101200000', '2026-07-10', said));
    // Entered late, dated before: it too finds the whole award, so that too little is left for the other.
    const late = await client.add(`${path}/repayments`, {
      ...payment('1000000', '2026-07-01', said),
      allocation: components('0', '1000000'),
    });
    expect(late.allocation).toEqual(components('0', '1000000'));
    expect(await client.read(casePath)).toMatchObject({
      award: { awardedLessReceived: { inTermInterest: '-1000000', overdueInterest: '14070000' } },
    });
    await client.add(`${path}/reallocation`, { reason: 'phiếu thu nhập sau' });
    // The receipt of 10 July: 100,000,000, in-term 200,000 left, overdue 1,000,000.
    expect(await client.read(casePath)).toMatchObject({
      award: {
        awardedLessReceived: { inTermInterest: '0', overdueInterest: '13070000' },
        left: { total: '13070000' },
      },
    });
    await verified(client);
  });

  test('until 30/6/2026, and through a case without an award, it is allocated by R9', async () => {
    const { client, path, casePath, caseId } = await recognised();
    const said = { litigationCaseId: caseId };
    const before = await client.add(`${path}/repayments`, payment('101000000', '2026-06-30', said));
    expect(before.allocation).toEqual(components('100000000', '0', '1000000'));
    expect(await client.read(casePath)).toMatchObject({
      award: { left: { inTermInterest: '1200000', overdueInterest: '13070000' } },
    });
  });

  test.each([
    ['a fee without a case', { enforcementFee: '1' }, 'fee-without-case'],
    [
      'a fee of the whole amount',
      { enforcementFee: '5000000', isOfCase: true },
      'fee-not-below-amount',
    ],
  ])('%s is refused', async (_what, { isOfCase, ...more }: Json, code) => {
    const { client, path, caseId } = await recognised();
    const body = payment('5000000', '2026-07-01', {
      ...more,
      ...(isOfCase === true && { litigationCaseId: caseId }),
    });
    const refused = await client.post(`${path}/repayments`, body);
    expect(refused).toMatchObject({ status: 422, body: { code, rule: 'R39' } });
    expect(refused.body.detail).not.toMatch(/[[\]{}]/);
    expect(await client.read(`${path}/repayments`)).toMatchObject({ data: [] });
  });
});

describe('a case of the paper book that is filed with what came through it (R33, R39)', () => {
  // 100 m lent on paper. 5 m came in 2025 before the judgment of 1 October, which awards 95 m, 1.2 m and 6 m; 33.2 m
  // came on 10 December. At the close of 2025 65 m of principal and 4 m of overdue interest are owed.
  const RECEIVED = [
    {
      receivedOn: '2025-12-10',
      voucherNumber: 'PT-77',
      allocation: components('30000000', '1200000', '2000000'),
      enforcementFee: '996000',
    },
    {
      receivedOn: '2025-08-01',
      voucherNumber: 'PT-41',
      allocation: components('5000000', '0'),
      enforcementFee: null,
    },
  ];
  const OPENING = {
    on: '2025-12-31',
    instalments: [{ dueOn: '2025-03-03', principal: '65000000' }],
    inTermInterest: { due: [], accrued: '0' },
    overdueInterest: '4000000',
    lateInterest: '0',
  };
  const CASE = {
    court: 'Tòa án nhân dân khu vực 1 - Lạng Sơn',
    docketType: 'civil',
    filedOn: '2025-05-05',
    claim: components('100000000', '1200000', '3000000'),
  };

  /** A fund taken over at the close of 2025, with a loan of its paper book. */
  async function onPaper(opening: object = {}) {
    const client = await api.addFund();
    await client.put('/v1/fund/opening', {
      on: OPENING.on,
      documentNumber: 'BB-01/2025',
      capital: [{ source: 'charter', amount: '1000000000' }],
    });
    const { id: cooperativeId } = await client.add('/v1/cooperatives', cooperativeBody());
    const loan = await client.add('/v1/loans', {
      cooperativeId,
      contractNumber: next('HD'),
      signedOn: '2024-12-20',
      principal: '100000000',
      ratePercent: '7.3',
      principalSchedule: { kind: 'bullet', dueOn: '2025-03-03' },
      interestSchedule: { every: 'maturity' },
      opening: { ...OPENING, ...opening },
    });
    const about = { ...CASE, cooperativeId, loanIds: [loan.id as string] };
    return { client, about, path: `/v1/loans/${loan.id}`, cooperativeId };
  }

  async function judge(client: Client, casePath: string) {
    const go = (stage: string, occurredOn: string, more: object = {}) =>
      client.add(`${casePath}/stages`, { stage, occurredOn, ...more });
    await go('fee_advance_paid', '2025-05-10');
    await go('accepted', '2025-05-12');
    await go('hearing', '2025-10-01');
    const amounts = components('95000000', '1200000', '6000000');
    await go('first_instance_judgment', '2025-10-01', { amounts });
    await go('final', '2025-11-05');
  }

  test('has it in the sums, the award, the request, the report; no position changes', async () => {
    const { client, about, path } = await onPaper();
    const position = async () => {
      const { knownAt: _, ...figures } = await client.read(`${path}/position?asOf=2026-08-10`);
      return figures;
    };
    const before = await position();
    const filed = await client.add('/v1/litigation-cases', { ...about, receivedBefore: RECEIVED });
    const casePath = `/v1/litigation-cases/${filed.id}`;
    // What was owed before the opening day nobody knows: the claim is held against nothing.
    expect(filed.warnings).toEqual([]);
    await judge(client, casePath);
    expect(await position()).toEqual(before);
    // The oldest first, by the document of the fund's opening, as the loan's has none.
    const told = [RECEIVED[1], RECEIVED[0]].map((each) => ({
      ...each,
      documentNumber: 'BB-01/2025',
    }));
    expect(filed.receivedBefore).toEqual(told);
    expect(await client.read(`${casePath}?asOf=2026-08-10`)).toMatchObject({
      award: {
        // The 5 m of before the judgment the court has seen.
        receivedSince: { ...components('30000000', '1200000', '2000000'), total: '33200000' },
        // 102.2 m less 33.2 m.
        awardedLessReceived: { ...components('65000000', '0', '4000000'), total: '69000000' },
        left: { total: '69000000' },
      },
      received: { total: '38200000' },
      receivedBefore: told,
      enforcementFees: '996000',
      netReceived: '37204000',
    });
    const day = 'asOf=2026-08-10';
    expect((await client.read(`${casePath}/enforcement-request?${day}`)).asked).toBe('69000000');
    const { rows } = await client.read(`/v1/reports/litigation?${day}`);
    expect(rows).toMatchObject([
      { awarded: '102200000', recovered: '38200000', awardedLessReceived: '69000000' },
    ]);
    const paid = { amount: '1000000', effectiveOn: '2026-08-10', litigationCaseId: filed.id };
    const { body } = await client.post(`${path}/repayments/preview`, paid);
    expect(body.awardLeft.before).toEqual(components('65000000', '0', '4000000'));
    await verified(client);
  });

  test('is refused after the opening day, of a loan without an opening, of nothing and told twice', async () => {
    const { client, about, cooperativeId } = await onPaper({ documentNumber: 'Sổ 2025' });
    const [last] = RECEIVED;
    const ask = (receivedBefore: object[], more: object = {}, headers = {}) =>
      client.post('/v1/litigation-cases', { ...about, receivedBefore, ...more }, headers);
    const vi = { 'accept-language': 'vi' };
    const late = await ask([{ ...last, receivedOn: '2026-01-01' }], {}, vi);
    expect(late).toMatchObject({
      status: 422,
      body: {
        code: 'not-received-before',
        rule: 'R39',
        figures: { receivedOn: '2026-01-01', on: '2025-12-31' },
      },
    });
    expect(late.body.detail).toContain('Ngày 01/01/2026 sau ngày nhận bàn giao 31/12/2025.');
    const { id, contractNumber } = await client.add('/v1/loans', {
      cooperativeId,
      contractNumber: next('HD'),
      signedOn: '2026-01-05',
      principal: '100000000',
      ratePercent: '7.3',
      principalSchedule: { kind: 'bullet', dueOn: '2026-03-03' },
      interestSchedule: { every: 'maturity' },
    });
    const loanIds = [...about.loanIds, id];
    const young = await ask(RECEIVED, { loanIds, filedOn: '2026-02-02' });
    expect(young.body).toMatchObject({ code: 'not-received-before', figures: { contractNumber } });
    expect(young.body.detail).toContain(`Contract ${contractNumber} was not taken over from the`);
    const fee = await ask([{ ...last, enforcementFee: '33200000' }]);
    expect(fee.body).toMatchObject({ status: 422, code: 'fee-not-below-amount' });
    for (const [told, pointer] of [
      [[last, last], '/receivedBefore/1/voucherNumber'],
      [[{ ...last, allocation: components('0', '0') }], '/receivedBefore/0/allocation'],
    ] as const) {
      const { status, body } = await ask([...told] as object[]);
      expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    }
    expect((await client.read('/v1/litigation-cases')).data).toEqual([]);
    // On the opening day itself it is of the paper book; the loan's own document is named.
    const onTheDay = await ask([{ ...last, receivedOn: '2025-12-31' }]);
    expect(onTheDay.body.receivedBefore).toMatchObject([{ documentNumber: 'Sổ 2025' }]);
  });
});
