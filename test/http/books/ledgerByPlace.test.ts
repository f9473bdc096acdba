import {
  contribute,
  lend,
  next,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { DEFAULT_POLICY_VALUES } from '../../support/policies.ts';

// Where the money is, in the ledger: only from the day of a chart that names an account of cash (R35).

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const CHART = DEFAULT_POLICY_VALUES['chartOfAccounts'] as object;

const CASH = { code: '1111', vietnamese: 'Tiền mặt', english: 'Cash' };

/** Puts a chart that names an account of cash in the place of the default one. */
const tellCash = (client: Client, effectiveOn: string) =>
  client.add('/v1/policies', {
    name: 'chartOfAccounts',
    value: { ...CHART, cashInHand: CASH },
    effectiveOn,
    sourceDocument: 'Thông tư 99/2025/TT-BTC',
  });

/** The balances of the ledger by code, a credit below 0, those of 0 left out. */
async function balances(client: Client, asOf: string): Promise<Record<string, string>> {
  const { rows } = await client.read(`/v1/ledger/trial-balance?asOf=${asOf}`);
  const signed = ({ debit, credit }: Json) => (credit === '0' ? debit : `-${credit}`);
  return Object.fromEntries(
    rows
      .map((each: Json) => [each.code, signed(each.balance)])
      .filter(([, balance]: [string, string]) => balance !== '0'),
  );
}

const receive = (client: Client, path: string, effectiveOn: string, method: string) =>
  client.add(`${path}/repayments`, {
    amount: '10000000',
    effectiveOn,
    voucherNumber: next('PT'),
    method,
    allocation: {
      principal: '9500000',
      inTermInterest: '500000',
      overdueInterest: '0',
      lateInterest: '0',
    },
  });

const transfer = (client: Client, from: string, to: string, amount: string) =>
  client.add('/v1/fund/transfers', {
    from,
    to,
    amount,
    effectiveOn: '2023-06-15',
    voucherNumber: next('CT'),
  });

const differences = async (client: Client) =>
  (await client.read('/v1/ledger/verification')).differences;

describe('a ledger that tells where the money is', () => {
  test('has what is in cash on 1111, and money at banks without it', async () => {
    const client = await api.addFund();
    await contribute(client, '500000000');
    const { path } = await lend(client);
    await receive(client, path, '2023-05-02', 'cash');
    await tellCash(client, '2023-06-01');
    // The receipt of May stays as it was posted: principal 500 − 200 + 9.5 millions, interest 0.5.
    const before = { '11211': '309500000', '11212': '500000', '1283': '190500000' };
    const others = { '4111': '-500000000', '5151': '-500000' };
    expect(await balances(client, '2023-05-31')).toEqual({ ...before, ...others });
    await receive(client, path, '2023-06-02', 'cash');
    await receive(client, path, '2023-06-05', 'transfer');
    // 10,000,000 of June came in cash: they are on 1111, and off the money at banks.
    const june = { '11211': '328500000', '11212': '1500000', '1283': '171500000' };
    const apart = { '1111': '10000000', '11219': '-10000000' };
    const collected = { '4111': '-500000000', '5151': '-1500000' };
    expect(await balances(client, '2023-06-30')).toEqual({ ...june, ...apart, ...collected });
    expect(await differences(client)).toEqual([]);
  });

  test('follows transfers, deposits, what is entrusted and other money', async () => {
    const client = await api.addFund();
    await tellCash(client, '2023-01-01');
    await contribute(client, '500000000');
    const enter = async (kind: string) =>
      (await client.add('/v1/fund/places', { kind, name: next('Nơi ') })).id as string;
    await transfer(client, 'bank', 'cash', '30000000');
    await transfer(client, 'bank', await enter('deposit'), '100000000');
    const trustee = await enter('trustee');
    await transfer(client, 'bank', trustee, '200000000');
    await transfer(client, 'cash', 'bank', '5000000');
    const other = { effectiveOn: '2023-06-20', method: 'cash' };
    const income = (kind: string, amount: string) =>
      client.add('/v1/fund/income-movements', {
        kind,
        amount,
        documentNumber: next('BC'),
        ...other,
      });
    await income('received', '4000000');
    await income('paid_out', '1000000');
    const decided = { kind: 'contribution', amount: '2000000', effectiveOn: '2023-06-21' };
    const toCapital = { ...decided, documentNumber: 'QĐ 5', fromIncome: true };
    await client.add('/v1/fund/capital-movements', toCapital);
    expect(await balances(client, '2023-06-30')).toEqual({
      // 30 − 5 + 4 − 1 millions.
      '1111': '28000000',
      // 500 − 200 + 2 millions.
      '11211': '302000000',
      // 4 − 1 − 2 millions.
      '11212': '1000000',
      // Off the money at banks: 28 millions in cash, 100 in the deposit.
      '11219': '-128000000',
      '1281': '100000000',
      '1288': '200000000',
      '4111': '-502000000',
      '421': '2000000',
      '5154': '-4000000',
      '6428': '1000000',
    });
    // Money at banks: 302 + 1 − 128 = 175 millions, as the book of the bank says.
    const { data } = await client.read('/v1/fund/places?asOf=2023-06-30');
    expect(data.find((each: Json) => each.id === 'bank').balance).toBe('175000000');
    expect(await differences(client)).toEqual([]);
  });

  test('takes back what is reversed, and keeps what was posted when the chart changes', async () => {
    const client = await api.addFund();
    await tellCash(client, '2023-01-01');
    await contribute(client, '500000000');
    const { id } = await transfer(client, 'bank', 'cash', '30000000');
    await transfer(client, 'bank', 'cash', '7000000');
    const chart = { name: 'chartOfAccounts', value: CHART, sourceDocument: 'QĐ 1' };
    await client.add('/v1/policies', { ...chart, effectiveOn: '2023-01-02' });
    await client.add(`/v1/transfers/${id}/reversal`, { reason: 'Nhập nhầm' });
    expect(await balances(client, '2023-06-30')).toMatchObject({
      '1111': '7000000',
      '11219': '-7000000',
    });
    expect(await differences(client)).toEqual([]);
    const { rows } = await client.read('/v1/ledger/accounts/1111?from=2023-06-01&to=2023-06-30');
    expect(rows.map((each: Json) => each.balance)).toEqual(['30000000', '37000000', '7000000']);
  });

  test('has no account more for a fund whose chart names none', async () => {
    const client = await api.addFund();
    await contribute(client, '500000000');
    const { path } = await lend(client);
    await receive(client, path, '2023-05-02', 'cash');
    await transfer(client, 'bank', 'cash', '1');
    const { rows } = await client.read('/v1/ledger/trial-balance?asOf=2023-06-30');
    expect(rows.map((each: Json) => each.code)).toEqual([
      '11211',
      '11212',
      '1283',
      '4111',
      '4118',
      '5151',
      '5152',
      '5153',
    ]);
    expect(await differences(client)).toEqual([]);
  });
});
