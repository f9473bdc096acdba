import {
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
} from '../../support/api.ts';

let api: Api;

let cooperativeId: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '1000000000');
  cooperativeId = (await api.fund.add('/v1/cooperatives', cooperativeBody())).id;
});

afterAll(() => api.close());

const contract = async (more: object = {}): Promise<string> => {
  const { id } = await api.fund.add('/v1/loans', loanBody(cooperativeId, more));
  return `/v1/loans/${id}/disbursements`;
};

const refused = (
  path: string,
  body: object,
  problem: { status: number; code: string; [more: string]: unknown },
) => expectRefused(api, { ask: () => api.fund.post(path, body), unchanged: path }, problem);

describe('POST /v1/loans/{id}/disbursements', () => {
  test('lends in tranches, up to the contract', async () => {
    const path = await contract();
    const first = { ...payment('120000000', '2023-03-25'), method: 'transfer' };
    const answer = await api.fund.add(path, first);
    expect(answer).toMatchObject(first);
    expect(answer.position).toMatchObject({
      asOf: '2023-03-25',
      standing: 'in_term',
      payoff: '120000000',
      principal: { contracted: '200000000', disbursed: '120000000', outstanding: '120000000' },
    });
    const figures = { amount: '80000001', disbursed: '120000000', contracted: '200000000' };
    const problem = { status: 422, code: 'more-than-contract', rule: 'R4', figures };
    await refused(path, payment('80000001', '2023-04-25'), problem);
    const second = await api.fund.add(path, payment('80000000', '2023-04-25'));
    // 31 days on 120 m at 6.6%: 120,000,000 × 6.6 × 31 / 36500 = 672,657.53 → 672,658.
    expect(second.position).toMatchObject({
      payoff: '200672658',
      inTermInterest: { accrued: '672658', owed: '672658', inArrears: '0' },
    });
    const { data } = await api.fund.read(path);
    expect(data.map((each: { amount: string }) => each.amount)).toEqual(['120000000', '80000000']);
    expect(data[0]).toMatchObject({ ...first, reversedAt: null });
  });

  test('refuses what is dated before signing, after the final due date, or tomorrow', async () => {
    const path = await contract();
    await refused(path, payment('1', '2023-03-19'), {
      status: 422,
      code: 'before-contract',
      figures: { date: '2023-03-19', signedOn: '2023-03-20' },
    });
    await refused(path, payment('1', '2024-03-26'), {
      status: 422,
      code: 'after-final-due-date',
      rule: 'R4',
      figures: { effectiveOn: '2024-03-26', finalDueOn: '2024-03-25' },
    });
    await refused(path, payment('1', '2024-04-01'), {
      status: 422,
      code: 'dated-in-future',
      rule: 'R31',
    });
    await api.fund.add(path, payment('1', '2023-03-20'));
    await api.fund.add(path, payment('1', '2024-03-25'));
  });

  test('refuses what is dated after the deadline of a recall in force', async () => {
    const { path } = await lend(api.fund, { principal: '4000000' }, cooperativeId);
    await api.fund.add(`${path}/recalls`, {
      decisionNumber: '6/QĐ-QHT',
      decidedOn: '2023-05-18',
      deadline: '2023-10-31',
    });
    const reversed = (await api.fund.read(`${path}/disbursements`)).data[0];
    expect(reversed.amount).toBe('4000000');
    const tranches = await contract({ principal: '8000000' });
    await api.fund.add(tranches, payment('4000000', '2023-03-25'));
    const recalls = tranches.replace('disbursements', 'recalls');
    await api.fund.add(recalls, {
      decisionNumber: '7/QĐ-QHT',
      decidedOn: '2023-05-18',
      deadline: '2023-10-31',
    });
    await refused(tranches, payment('1', '2023-11-01'), {
      status: 422,
      code: 'after-final-due-date',
      figures: { effectiveOn: '2023-11-01', finalDueOn: '2023-10-31' },
    });
    await api.fund.add(tranches, payment('1', '2023-10-31'));
  });

  test('refuses what the fund does not have, on that day or on a later one', async () => {
    const fundMoney: string = (await api.fund.read('/v1/fund')).availablePrincipal;
    const path = await contract({
      principal: '900000000000',
      principalSchedule: { kind: 'bullet', dueOn: '2024-12-25' },
    });
    const amount = String(BigInt(fundMoney) + 1n);
    await refused(path, payment(amount, '2024-03-30'), {
      status: 422,
      code: 'available-principal-below-zero',
      rule: 'R18',
      figures: { amount, on: '2024-03-30', availableAfter: '-1' },
    });
    // What is lent on 30/3 cannot be lent on 1/6 of the year before again.
    await api.fund.add(path, payment(fundMoney, '2024-03-30'));
    await refused(path, payment('1', '2023-06-01'), {
      status: 422,
      code: 'available-principal-below-zero',
      figures: { amount: '1', on: '2024-03-30', availableAfter: '-1' },
    });
    const { data } = await api.fund.read(path);
    await api.fund.add(`/v1/disbursements/${data[0].id}/reversal`, { reason: 'Nhập nhầm' });
  });

  test('refuses a voucher that stands on the loan, in any Unicode form', async () => {
    const path = await contract();
    const voucherNumber = `Phiếu ${next('PC')}`;
    const body = { amount: '1', effectiveOn: '2023-03-25', voucherNumber };
    const { id } = await api.fund.add(path, body);
    const again = { ...body, voucherNumber: voucherNumber.normalize('NFD') };
    const figures = { field: 'voucherNumber', value: voucherNumber, year: '2023' };
    await refused(path, again, { status: 409, code: 'duplicate', figures });
    // Another year, another kind, and once the first is reversed, the same year.
    await api.fund.add(path, { ...body, effectiveOn: '2024-03-25' });
    const repayments = path.replace('disbursements', 'repayments');
    await api.fund.add(repayments, { ...body, effectiveOn: '2023-03-25' });
    const [receipt] = (await api.fund.read(repayments)).data;
    await api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm' });
    await api.fund.add(`/v1/disbursements/${id}/reversal`, { reason: 'Nhập nhầm' });
    await api.fund.add(path, again);
  });
});

describe('GET /v1/loans/{id}/disbursements', () => {
  test('pages through all by date, each exactly once', async () => {
    const path = await contract();
    for (const day of ['2023-05-01', '2023-04-01', '2023-04-01', '2023-03-25', '2023-04-01']) {
      await api.fund.add(path, payment('10', day));
    }
    const paged = [];
    let cursor = '';
    do {
      const page = await api.fund.read(`${path}?limit=2${cursor}`);
      paged.push(...page.data);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual((await api.fund.read(path)).data);
    expect(paged.map((each: { effectiveOn: string }) => each.effectiveOn)).toEqual([
      '2023-03-25',
      '2023-04-01',
      '2023-04-01',
      '2023-04-01',
      '2023-05-01',
    ]);
  });
});
