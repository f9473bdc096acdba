import {
  components,
  contribute,
  lend,
  payment,
  startApi,
  without,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { asAdmin } from '../../support/database.ts';
import { DEFAULT_POLICY_VALUES } from '../../support/policies.ts';

let api: Api;

let fund: Client;

let path: string;

let loanId: string;

let contractNumber: string;

let receipt: Json;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

// 1,000 m of capital on 2 January, 200 m lent on 25 March; on 26 June 50 m of principal come back
// with the interest to 25 June: 200,000,000 × 6.6 × 92 / 36500 = 3,327,123.
beforeEach(async () => {
  fund = await api.addFund();
  await contribute(fund);
  ({ path, loanId, contractNumber } = await lend(fund));
  const allocation = components('50000000', '3327123');
  const body = payment('53327123', '2023-06-26', { allocation });
  receipt = await fund.add(`${path}/repayments`, body);
});

const reverse = (collection: string, id: string): Promise<Json> =>
  fund.add(`/v1/${collection}/${id}/reversal`, { reason: 'Nhập nhầm' });

const chargeOff = (effectiveOn: string): Promise<Json> =>
  fund.add(`${path}/charge-offs`, { effectiveOn, decisionNumber: '9/QĐ' });

/** The balances of a trial balance that are not 0, as code and signed amount, debit above 0. */
async function balances(query: string): Promise<Record<string, string>> {
  const { rows } = await fund.read(`/v1/ledger/trial-balance?${query}`);
  const signed = ({ debit, credit }: Json): string => (credit === '0' ? debit : `-${credit}`);
  return Object.fromEntries(
    rows
      .map((row: Json) => [row.code, signed(row.balance)])
      .filter(([, balance]: [string, string]) => balance !== '0'),
  );
}

const journal = async (query = ''): Promise<Json[]> =>
  (await fund.read(`/v1/ledger/journal?limit=200${query}`)).data;

/** Lines as code and signed amount. */
const lines = (entry: Json): string[] =>
  entry.lines.map(({ code, debit, credit }: Json) =>
    debit === '0' ? `${code} -${credit}` : `${code} ${debit}`,
  );

const verification = async (): Promise<Json[]> =>
  (await fund.read('/v1/ledger/verification')).differences;

describe('GET /v1/ledger/trial-balance', () => {
  test('has every account with its turnover and its balance on its side', async () => {
    const answer = await fund.read('/v1/ledger/trial-balance?asOf=2023-06-30');
    const rows = answer.rows.map((row: Json) => [
      row.code,
      row.vietnamese,
      row.debit,
      row.credit,
      row.balance.debit,
      row.balance.credit,
    ]);
    expect(rows).toEqual([
      // 1,000 m + 50 m − 200 m
      ['11211', 'Nguồn vốn gốc khả dụng', '1050000000', '200000000', '850000000', '0'],
      ['11212', 'Tiền lãi đã thu', '3327123', '0', '3327123', '0'],
      ['1283', 'Dư nợ gốc', '200000000', '50000000', '150000000', '0'],
      ['4111', 'Vốn điều lệ', '0', '1000000000', '0', '1000000000'],
      ['4118', 'Nợ gốc đã xử lý rủi ro', '0', '0', '0', '0'],
      ['5151', 'Thu lãi trong hạn', '0', '3327123', '0', '3327123'],
      ['5152', 'Thu lãi quá hạn', '0', '0', '0', '0'],
      ['5153', 'Thu lãi chậm trả', '0', '0', '0', '0'],
    ]);
    expect(answer.basis).toBe('cash');
    // 1,050,000,000 + 3,327,123 + 200,000,000, and 850,000,000 + 3,327,123 + 150,000,000
    expect(answer.totals).toEqual({ debit: '1253327123', credit: '1253327123' });
    expect(answer.balances).toEqual({ debit: '1003327123', credit: '1003327123' });
    // One day at 200 m: 36,164.38; four at 150 m: 108,493.15.
    expect(answer.memorandum).toEqual({ interestReceivable: '144657' });
  });

  test('counts the facts up to its day, and those known', async () => {
    expect(await balances('asOf=2023-03-24')).toEqual({ 11211: '1000000000', 4111: '-1000000000' });
    const { knownAt } = await fund.read('/v1/ledger/trial-balance');
    await reverse('repayments', receipt.id);
    const now = { 11211: '800000000', 1283: '200000000', 4111: '-1000000000' };
    expect(await balances('asOf=2023-06-30')).toEqual(now);
    expect(await balances(`asOf=2023-06-30&knownAt=${knownAt}`)).toEqual({
      11211: '850000000',
      11212: '3327123',
      1283: '150000000',
      4111: '-1000000000',
      5151: '-3327123',
    });
  });

  test('follows a charge-off, a recovery, and a receipt back-dated before both', async () => {
    await chargeOff('2023-09-30');
    const principal = components('10000000', '0');
    const recovered = payment('10000000', '2023-10-05', { allocation: principal });
    await fund.add(`${path}/repayments`, recovered);
    const off = { 11212: '3327123', 4111: '-1000000000', 5151: '-3327123' };
    // 200 − 50 − 10 m are not recovered yet; 850 + 10 m available.
    expect(await balances('asOf=2023-12-31')).toEqual({
      ...off,
      11211: '860000000',
      4118: '140000000',
    });
    const { id } = await fund.add(
      `${path}/repayments`,
      payment('20000000', '2023-07-03', { allocation: components('20000000', '0') }),
    );
    expect(await balances('asOf=2023-12-31')).toEqual({
      ...off,
      11211: '880000000',
      4118: '120000000',
    });
    const entries = (await journal()).filter((each) => each.factId === id);
    expect(entries.map((each) => [each.effectiveOn, ...lines(each)])).toEqual([
      ['2023-07-03', '11211 20000000', '1283 -20000000'],
      ['2023-09-30', '1283 20000000', '4118 -20000000'],
    ]);
    expect(await verification()).toEqual([]);
  });

  test('names the accounts as the chart in force on its day does', async () => {
    const chart = DEFAULT_POLICY_VALUES['chartOfAccounts'] as Record<string, object>;
    const value = {
      ...chart,
      outstandingPrincipal: { code: '1284', vietnamese: 'Cho vay', english: 'Loans' },
    };
    const policy = { name: 'chartOfAccounts', effectiveOn: '2023-07-01', sourceDocument: '1/QĐ' };
    await fund.add('/v1/policies', { ...policy, value });
    expect((await balances('asOf=2023-06-30'))['1283']).toBe('150000000');
    expect((await balances('asOf=2023-07-01'))['1284']).toBe('150000000');
    expect((await fund.get('/v1/ledger/accounts/1283')).status).toBe(404);
    expect((await fund.get('/v1/ledger/accounts/1283?to=2023-06-30')).status).toBe(200);
    const twice = { ...value, charterCapital: { ...value.outstandingPrincipal } };
    const refused = await fund.post('/v1/policies', { ...policy, value: twice });
    expect([refused.status, refused.body.code]).toEqual([400, 'validation']);
  });
});

describe('GET /v1/ledger/accounts/{code}', () => {
  test('runs from the opening to the closing, with voucher, contract and counter-account', async () => {
    const answer = await fund.read('/v1/ledger/accounts/1283?from=2023-06-01&to=2023-06-30');
    expect(answer).toMatchObject({
      account: 'outstandingPrincipal',
      english: 'Outstanding principal',
      from: '2023-06-01',
      to: '2023-06-30',
      opening: '200000000',
      closing: '150000000',
    });
    const [row, ...more] = answer.rows;
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      factId: receipt.id,
      kind: 'repayment',
      number: receipt.voucherNumber,
      loanId,
      contractNumber,
      effectiveOn: '2023-06-26',
      recordedAt: receipt.recordedAt,
      debit: '0',
      credit: '50000000',
      balance: '150000000',
    });
    expect(lines(row)).toEqual([
      '11211 50000000',
      '11212 3327123',
      '1283 -50000000',
      '5151 -3327123',
    ]);
  });

  test('shows a reversal on the day of what it reverses, both standing', async () => {
    const { id } = await reverse('repayments', receipt.id);
    const { rows, closing } = await fund.read('/v1/ledger/accounts/1283?from=2023-06-01');
    const seen = rows.map((row: Json) => [row.factId, row.effectiveOn, row.debit, row.balance]);
    expect(seen).toEqual([
      [receipt.id, '2023-06-26', '0', '150000000'],
      [id, '2023-06-26', '50000000', '200000000'],
    ]);
    expect(rows[1]).toMatchObject({ reversedId: receipt.id, number: receipt.voucherNumber });
    expect(closing).toBe('200000000');
  });

  test('answers 404 for a code that no account has, and names those there are', async () => {
    const { status, body } = await fund.get('/v1/ledger/accounts/999');
    expect([status, body.code]).toEqual([404, 'not-found']);
    expect(body.figures.possible).toContain('1283');
  });
});

describe('GET /v1/ledger/journal', () => {
  test('has every entry once, by day and then as entered, page by page', async () => {
    const back = await contribute(fund, '1', '2023-01-02');
    const all = await journal();
    expect(all.map((each) => [each.effectiveOn, each.kind, ...lines(each)])).toEqual([
      ['2023-01-02', 'capital_movement', '11211 1000000000', '4111 -1000000000'],
      ['2023-01-02', 'capital_movement', '11211 1', '4111 -1'],
      ['2023-03-25', 'disbursement', '1283 200000000', '11211 -200000000'],
      [
        '2023-06-26',
        'repayment',
        '11211 50000000',
        '11212 3327123',
        '1283 -50000000',
        '5151 -3327123',
      ],
    ]);
    expect(all[1]?.factId).toBe(back.id);
    const paged: Json[] = [];
    let cursor = '';
    for (let page = 0; page < 4; page += 1) {
      const answer: Json = await fund.read(`/v1/ledger/journal?limit=1${cursor}`);
      paged.push(...answer.data);
      cursor = `&cursor=${answer.nextCursor}`;
    }
    expect(cursor).toBe('&cursor=null');
    expect(paged).toEqual(all);
  });

  test('is narrowed to its days, both included', async () => {
    const kinds = async (query: string) => (await journal(query)).map((each) => each.kind);
    expect(await kinds('&from=2023-03-25&to=2023-06-25')).toEqual(['disbursement']);
    expect(await kinds('&from=2023-03-26&to=2023-06-26')).toEqual(['repayment']);
    expect((await fund.get('/v1/ledger/journal?from=2023-03-26&to=2023-03-25')).status).toBe(400);
  });

  test('is plain-text accounting by format or Accept, the whole window without pages', async () => {
    const asked = '/v1/ledger/journal?limit=1&format=ledger';
    const { headers, text } = await fund.get(asked);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text).toMatch(/^; .*[Cc]ash basis/);
    expect(text.match(/^2023-/gm)).toHaveLength(3);
    expect(text).toContain(`2023-06-26 * (${receipt.voucherNumber}) `);
    const accepted = await fund.get('/v1/ledger/journal', { accept: 'text/plain' });
    expect(accepted.text).toBe(text);
  });
});

test('entries without money post nothing', async () => {
  const before = await journal();
  await fund.add(`${path}/waivers`, {
    effectiveOn: '2023-07-01',
    component: 'inTermInterest',
    amount: '1',
    decisionNumber: '7/QĐ',
  });
  const recall = { decisionNumber: '8/QĐ', decidedOn: '2023-07-03', deadline: '2023-12-29' };
  const { id } = await fund.add(`${path}/recalls`, recall);
  await reverse('recalls', id);
  expect(await journal()).toEqual(before);
});

test('money in cash, by transfer and by no method named is in one account (R18)', async () => {
  for (const method of ['cash', 'transfer', undefined]) {
    const allocation = components('1000000', '0');
    await fund.add(
      `${path}/repayments`,
      payment('1000000', '2023-07-03', { allocation, ...(method && { method }) }),
    );
  }
  expect((await journal('&from=2023-07-03')).map(lines)).toEqual(
    Array.from({ length: 3 }, () => ['11211 1000000', '1283 -1000000']),
  );
  // 850 m and three times 1 m, the available principal of the fund.
  expect((await balances('asOf=2023-07-03'))['11211']).toBe('853000000');
  expect((await fund.read('/v1/fund?asOf=2023-07-03')).availablePrincipal).toBe('853000000');
});

test('a fund sees nothing of the ledger of another', async () => {
  const other = await api.addFund();
  const { data } = await other.read('/v1/ledger/journal');
  expect(data).toEqual([]);
  const { totals } = await other.read('/v1/ledger/trial-balance');
  expect(totals).toEqual({ debit: '0', credit: '0' });
});

describe('what a superuser does to the ledger', () => {
  const ofFund = (more: string): string => `fund_id = '${fund.actor.fundId}' and ${more}`;
  const tamper = (statement: string) =>
    asAdmin(
      `set session_replication_role = replica; ${statement}`,
      api.database.ownerConnectionString,
    );
  const found = async (): Promise<string[]> =>
    (await verification()).map((each) =>
      [each.of, each.code, each.account, each.on, each.expected, each.found].join(' '),
    );

  test('is nothing: then nothing is found, and what was looked at is told', async () => {
    const { differences, checked } = await fund.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
    // Capital 2, disbursement 2, receipt 4; the quarters' ends of 2023, and today, 31 March 2024.
    expect(checked).toMatchObject({ loans: 1, postings: 8, days: 5 });
  });

  test('is found where an amount was changed: the entry, the position, the identity', async () => {
    const row = ofFund(`fact_id = '${receipt.id}' and account = 'outstandingPrincipal'`);
    await tamper(`update ledger_posting set amount = -49999999 where ${row}`);
    const all = await found();
    expect(all).toContain('ledger entry outstandingPrincipal 2023-06-26 -50000000 -49999999');
    expect(all).toContain('ledger position outstandingPrincipal 2023-06-30 150000000 150000001');
    expect(all).toContain('ledger identity charterCapital 2023-06-30 1000000001 1000000000');
    const [entry] = await verification();
    expect(entry).toMatchObject({ loanId, contractNumber, recordedAt: receipt.recordedAt });
  });

  test('is found where an entry was removed', async () => {
    await tamper(`delete from ledger_posting where ${ofFund(`fact_id = '${receipt.id}'`)}`);
    const entries = (await found()).filter((each) => each.startsWith('ledger entry'));
    expect(entries.toSorted()).toEqual([
      'ledger entry availablePrincipal 2023-06-26 50000000 0',
      'ledger entry inTermInterestCollected 2023-06-26 -3327123 0',
      'ledger entry interestMoney 2023-06-26 3327123 0',
      'ledger entry outstandingPrincipal 2023-06-26 -50000000 0',
    ]);
  });

  test('is found where an entry in balance was invented for a contract since voided', async () => {
    const { path: voided, loanId: gone } = await lend(fund);
    const [paidOut] = (await fund.read(`${voided}/disbursements`)).data;
    await reverse('disbursements', paidOut.id);
    await fund.add(`${voided}/void`, { reason: 'Nhập nhầm' });
    expect(await verification()).toEqual([]);
    const row = (account: string, amount: string) =>
      `('${fund.actor.fundId}', '${paidOut.id}', '2023-05-05', '${account}', '${gone}', ${amount})`;
    await tamper(`
      insert into ledger_posting (fund_id, fact_id, effective_on, account, loan_id, amount)
      values ${row('interestMoney', '7')}, ${row('lateInterestCollected', '-7')}`);
    expect((await found()).toSorted()).toEqual([
      'ledger entry interestMoney 2023-05-05 0 7',
      'ledger entry lateInterestCollected 2023-05-05 0 -7',
      // Nor is there such interest in any place of the fund, on each day that is checked (R35).
      'ledger identity interestMoney 2023-06-30 3327123 3327130',
      'ledger identity interestMoney 2023-09-30 3327123 3327130',
      'ledger identity interestMoney 2023-12-31 3327123 3327130',
      'ledger identity interestMoney 2024-03-31 3327123 3327130',
    ]);
  });

  test('is found where an entry was moved to another fact, although all sums stay', async () => {
    const again = await fund.add(
      `${path}/repayments`,
      payment('1000000', '2023-06-26', { allocation: components('1000000', '0') }),
    );
    await tamper(`
      update ledger_posting set amount = amount + 5 * sign(amount)
      where ${ofFund(`fact_id = '${again.id}'`)};
      update ledger_posting set amount = amount - 5 * sign(amount)
      where ${ofFund(
        `fact_id = '${receipt.id}' and account in ('availablePrincipal', 'outstandingPrincipal')`,
      )}`);
    expect((await found()).toSorted()).toEqual([
      'ledger entry availablePrincipal 2023-06-26 1000000 1000005',
      'ledger entry availablePrincipal 2023-06-26 50000000 49999995',
      'ledger entry outstandingPrincipal 2023-06-26 -1000000 -1000005',
      'ledger entry outstandingPrincipal 2023-06-26 -50000000 -49999995',
    ]);
  });

  test('is found where a receipt was removed with its entry: by its event, not by the books', async () => {
    const row = ofFund(`fact_id = '${receipt.id}'`);
    await tamper(`
      delete from ledger_posting where ${row};
      delete from repayment where ${ofFund(`id = '${receipt.id}'`)};
      delete from fact where ${ofFund(`id = '${receipt.id}'`)}`);
    const differences = await verification();
    expect(differences.map((each) => without(each, 'number'))).toEqual([
      { of: 'audit', code: 'fact-removed', factId: receipt.id },
      // It stands at the instant of the receipt, which was the last fact.
      { of: 'row', code: 'row-changed', table: 'fund_clock', id: null },
      // The service read it before it was removed.
      { of: 'book', code: 'fact-only-in-memory', factId: receipt.id },
    ]);
  });
});
