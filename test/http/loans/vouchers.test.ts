import { randomUUID } from 'node:crypto';
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
  type Json,
} from '../../support/api.ts';

let api: Api;

/** Two loans on which nothing is ever booked, for what is refused. */
let first: Lent;

let second: Lent;

/** A loan of another cooperative. */
let stranger: Lent;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
  [first, second] = await twoLoans();
  stranger = await lend(api.fund);
});

afterAll(() => api.close());

type Lent = Awaited<ReturnType<typeof lend>>;

/** Two loans of one cooperative, each R3's: 200 m lent on 25 March 2023 (see `loanBody`). */
async function twoLoans(): Promise<[Lent, Lent]> {
  const { id } = await api.fund.add('/v1/cooperatives', cooperativeBody());
  return [await lend(api.fund, {}, id), await lend(api.fund, {}, id)];
}

const partOf = ({ loanId }: Lent, amount: string, more: object = {}) => ({
  loanId,
  amount,
  ...more,
});

const voucher = (effectiveOn: string, ...parts: object[]) => ({
  voucherNumber: next('PT'),
  effectiveOn,
  parts,
});

const refused = (
  body: object,
  problem: { status: number; code: string; [more: string]: unknown },
) =>
  expectRefused(
    api,
    { ask: () => api.fund.post('/v1/receipts', body), unchanged: `${first.path}/repayments` },
    problem,
  );

// Owed by each of the loans on Monday 26 June 2023 (see repayments.test.ts): interest of 93 days,
// 3,327,123 + 36,164 = 3,363,287; of the principal 50 m is due.
const DUE = '53363287';

describe('POST /v1/receipts', () => {
  test('books one voucher on several loans, a receipt on each', async () => {
    const [one, two] = await twoLoans();
    const stated = { allocation: components('1000000', '2000000') };
    const body = {
      ...voucher('2023-06-26', partOf(one, DUE), partOf(two, '3000000', stated)),
      method: 'transfer',
    };
    const receipt = await api.fund.add('/v1/receipts', body);
    const { voucherNumber, effectiveOn, method } = body;
    // 53,363,287 + 3,000,000
    expect(receipt).toEqual({
      voucherNumber,
      effectiveOn,
      method,
      amount: '56363287',
      parts: [expect.anything(), expect.anything()],
    });
    const booked = { voucherNumber, effectiveOn, method, litigationCaseId: null, affects: [] };
    const [ofOne, ofTwo] = receipt.parts;
    expect(ofOne).toMatchObject({
      ...booked,
      ...partOf(one, DUE),
      allocation: components('50000000', '3363287'),
      position: { loanId: one.loanId, standing: 'in_term', payoff: '150000000' },
    });
    // 200 m − 1 m principal, 3,363,287 − 2,000,000 interest
    expect(ofTwo).toMatchObject({
      ...booked,
      ...partOf(two, '3000000', stated),
      position: {
        loanId: two.loanId,
        payoff: '200363287',
        principal: { outstanding: '199000000' },
        inTermInterest: { owed: '1363287' },
      },
    });
    const rows = receipt.parts.map((part: Json) => ({
      ...without(part, 'position'),
      reversedAt: null,
    }));
    const book = `/v1/repayments?voucherNumber=${voucherNumber}`;
    expect((await api.fund.read(book)).data).toEqual(rows);
    expect((await api.fund.read(`${one.path}/repayments`)).data).toEqual([rows[0]]);
    expect((await api.fund.read(`${two.path}/repayments`)).data).toEqual([rows[1]]);
    // A part is a receipt like any other: it is reversed alone.
    const reversal = await api.fund.add(`/v1/repayments/${ofOne.id}/reversal`, {
      reason: 'Nhầm',
    });
    expect((await api.fund.read(book)).data).toEqual([
      { ...rows[0], reversedAt: reversal.recordedAt },
      rows[1],
    ]);
  });

  test('refuses parts that do not come to what stands on the voucher', async () => {
    const body = voucher('2023-06-26', partOf(first, '1000'), partOf(second, '2000'));
    await refused(
      { ...body, amount: '30000' },
      { status: 422, code: 'allocation-sum', figures: { components: '3000', amount: '30000' } },
    );
    const [one, two] = await twoLoans();
    const right = voucher('2023-06-26', partOf(one, '1000'), partOf(two, '2000'));
    expect(await api.fund.add('/v1/receipts', { ...right, amount: '3000' })).toMatchObject({
      amount: '3000',
    });
  });

  test('books all parts or none', async () => {
    // The payoff of the second is 200,000,000 + 3,363,287.
    const body = voucher('2023-06-26', partOf(first, '1'), partOf(second, '203363288'));
    await refused(body, {
      status: 422,
      code: 'more-than-payoff',
      rule: 'R11',
      figures: { amount: '203363288', payoff: '203363287', loanId: second.loanId },
    });
    const stated = { allocation: components('1', '1') };
    const wrong = voucher('2023-06-26', partOf(first, '1'), partOf(second, '3', stated));
    const figures = { loanId: second.loanId };
    await refused(wrong, { status: 422, code: 'allocation-sum', rule: 'R10', figures });
    expect((await api.fund.read(`${second.path}/repayments`)).data).toEqual([]);
  });

  test('refuses a loan of another cooperative, and one named twice', async () => {
    const { loanId } = stranger;
    await refused(voucher('2023-06-26', partOf(first, '1'), partOf(stranger, '1')), {
      status: 422,
      code: 'other-borrower',
      figures: { loanId },
    });
    const twice = [partOf(first, '1'), partOf(second, '1'), partOf(first, '2')];
    await refused(voucher('2023-06-26', ...twice), {
      status: 400,
      code: 'validation',
      errors: [{ pointer: '/parts/2/loanId', message: expect.any(String) }],
    });
  });

  test('refuses a loan of another fund, a day to come, and one before the contract', async () => {
    await contribute(api.other);
    const foreign = await lend(api.other);
    await refused(voucher('2023-06-26', partOf(first, '1'), partOf(foreign, '1')), {
      status: 404,
      code: 'not-found',
    });
    await refused(voucher('2024-04-01', partOf(first, '1')), {
      status: 422,
      code: 'dated-in-future',
      rule: 'R31',
    });
    await refused(voucher('2023-03-19', partOf(first, '1')), {
      status: 422,
      code: 'before-contract',
    });
  });

  test.each<[string, () => object, string]>([
    ['no parts', () => ({ parts: [] }), '/parts'],
    ['an amount of 0', () => ({ parts: [partOf(first, '0')] }), '/parts/0/amount'],
    ['no voucher number', () => ({ voucherNumber: undefined }), '/voucherNumber'],
    [
      'components that are not all there',
      () => ({ parts: [partOf(first, '1', { allocation: { principal: '1' } })] }),
      '/parts/0/allocation/inTermInterest',
    ],
    [
      'a day in a part',
      () => ({ parts: [partOf(first, '1', { effectiveOn: '2023-06-26' })] }),
      '/parts/0/effectiveOn',
    ],
  ])('refuses %s', async (_, more, pointer) => {
    const body = { ...voucher('2023-06-26', partOf(first, '1')), ...more() };
    const errors = expect.arrayContaining([{ pointer, message: expect.any(String) }]);
    await refused(body, { status: 400, code: 'validation', errors });
  });

  test('a number stands once on a loan and with one cooperative in a year', async () => {
    const [one, two] = await twoLoans();
    const three = await lend(api.fund, {}, one.cooperativeId);
    const body = voucher('2023-06-26', partOf(one, '1'), partOf(two, '1'));
    const { voucherNumber } = body;
    const { parts } = await api.fund.add('/v1/receipts', body);
    const again = (effectiveOn: string, ...loans: Lent[]) => ({
      voucherNumber,
      effectiveOn,
      parts: loans.map((loan) => partOf(loan, '1')),
    });
    const figures = { field: 'voucherNumber', value: voucherNumber, year: '2023' };
    const duplicate = { status: 409, code: 'duplicate', figures };
    await refused(again('2023-07-01', two), duplicate);
    await refused(again('2023-07-01', three, one), duplicate);
    await refused(again('2023-07-01', stranger), duplicate);
    await expectRefused(
      api,
      {
        ask: () =>
          api.fund.post(`${one.path}/repayments`, payment('1', '2023-12-31', { voucherNumber })),
        unchanged: one.path,
      },
      duplicate,
    );
    // The rest of one voucher, entered later; another year; and what was reversed is free.
    await api.fund.add('/v1/receipts', again('2023-06-26', three));
    await api.fund.add('/v1/receipts', again('2024-01-01', one, two));
    await api.fund.add(`/v1/repayments/${parts[0].id}/reversal`, { reason: 'Nhầm' });
    await api.fund.add('/v1/receipts', again('2023-06-27', one));
    await refused(again('2023-07-01', stranger), duplicate);
  });

  test('is carried out once per key', async () => {
    const [one, two] = await twoLoans();
    const body = voucher('2023-06-26', partOf(one, '1'), partOf(two, '2'));
    const key = { 'idempotency-key': randomUUID() };
    const answer = await api.fund.post('/v1/receipts', body, key);
    const rows = await api.countRows();
    const replayed = await api.fund.post('/v1/receipts', body, key);
    expect([replayed.status, replayed.body]).toEqual([201, answer.body]);
    expect(replayed.headers['idempotent-replayed']).toBe('true');
    expect(await api.countRows()).toBe(rows);
    const reused = { ...body, parts: body.parts.toReversed() };
    const other = await api.fund.post('/v1/receipts', reused, key);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
    const none = await api.fund.post('/v1/receipts', body, { 'idempotency-key': undefined });
    expect([none.status, none.body.code]).toEqual([400, 'idempotency-key-missing']);
  });

  test('a part may name the case it came through, one about its loan (R26)', async () => {
    const [one, two] = await twoLoans();
    const filed = await api.fund.add('/v1/litigation-cases', {
      cooperativeId: one.cooperativeId,
      loanIds: [one.loanId],
      court: 'TAND huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-06-20',
      claim: components('1', '0'),
    });
    const throughCase = { litigationCaseId: filed.id };
    await refused(voucher('2023-06-26', partOf(one, '1'), partOf(two, '1', throughCase)), {
      status: 422,
      code: 'other-borrower',
      rule: 'R26',
      figures: { loanId: two.loanId, caseId: filed.id },
    });
    const body = voucher('2023-06-26', partOf(one, '1', throughCase), partOf(two, '1'));
    const { parts } = await api.fund.add('/v1/receipts', body);
    expect(parts).toMatchObject([throughCase, { litigationCaseId: null }]);
  });

  test('is not known before it was entered', async () => {
    const [one, two] = await twoLoans();
    const { knownAt } = await api.fund.read('/v1/fund');
    const body = voucher('2023-06-26', partOf(one, '1'), partOf(two, '1'));
    await api.fund.add('/v1/receipts', body);
    const book = `/v1/repayments?voucherNumber=${body.voucherNumber}`;
    expect((await api.fund.read(`${book}&knownAt=${knownAt}`)).data).toEqual([]);
    expect((await api.fund.read(book)).data).toHaveLength(2);
  });
});

describe('POST /v1/receipts/preview', () => {
  test('answers as the voucher then does, without its number, and writes nothing', async () => {
    const [one, two] = await twoLoans();
    const { voucherNumber, ...body } = voucher(
      '2023-07-10',
      partOf(one, '53363288'),
      partOf(two, '20000000'),
    );
    const before = await api.countRows();
    const keyless = { 'idempotency-key': undefined };
    const preview = await api.fund.post('/v1/receipts/preview', body, keyless);
    expect(preview.status).toBe(200);
    expect(await api.countRows()).toBe(before);
    const numbered = { ...body, voucherNumber };
    expect((await api.fund.post('/v1/receipts/preview', numbered)).body).toEqual({
      ...preview.body,
      voucherNumber,
    });
    const booked = await api.fund.add('/v1/receipts', numbered);
    const told = ({ loanId, amount, allocation, position }: Json) => ({
      loanId,
      amount,
      allocation,
      position: without(position, 'knownAt'),
    });
    expect(preview.body.amount).toBe('73363288');
    expect(preview.body.parts.map(told)).toEqual(booked.parts.map(told));
  });

  test('refuses what the voucher is refused for', async () => {
    const asked: [object, number, string][] = [
      [voucher('2023-07-10', partOf(first, '1'), partOf(first, '1')), 400, 'validation'],
      [voucher('2023-07-10', partOf(first, '1'), partOf(stranger, '1')), 422, 'other-borrower'],
      [
        voucher('2023-07-10', partOf(first, '1'), partOf(second, '203932877')),
        422,
        'more-than-payoff',
      ],
      [{ ...voucher('2023-07-10', partOf(first, '1')), amount: '2' }, 422, 'allocation-sum'],
    ];
    for (const [body, status, code] of asked) {
      const preview = await api.fund.post('/v1/receipts/preview', body);
      expect(preview.body).toMatchObject({ status, code });
      await refused(body, { status, code });
    }
  });
});
