import { setTimeout as sleep } from 'node:timers/promises';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  next,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

// What a screen asks of a list besides its rows: what all of them come to, and the last ones first.

let api: Api;

/** Two borrowers with two loans each, a notice of every loan, seven receipts of which one is reversed. */
beforeAll(async () => {
  api = await startApi('2023-07-10');
  await contribute(api.fund);
  const loans = [];
  for (const [code, locality] of [
    ['HTX01', 'Văn Quan'],
    ['HTX02', 'Chi Lăng'],
  ] as const) {
    const { id } = await api.fund.add('/v1/cooperatives', cooperativeBody({ code, locality }));
    loans.push(await lend(api.fund, {}, id), await lend(api.fund, {}, id));
  }
  const run = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
  const { body } = await api.fund.post('/v1/notice-runs', run);
  while ((await api.fund.read(`/v1/notice-runs/${body.id}`)).status === 'running') await sleep(20);
  const [first, second] = loans.map(({ path }) => `${path}/repayments`);
  for (const day of ['05', '03', '05', '04', '03', '07']) {
    const allocation = components('1000000', '500000');
    const receipt = payment('1500000', `2023-07-${day}`, { allocation, method: 'cash' });
    await api.fund.add((day === '04' ? second : first) ?? '', receipt);
  }
  const wrong = await api.fund.add(first ?? '', payment('7', '2023-07-06', { method: 'cash' }));
  await api.fund.add(`/v1/repayments/${wrong.id}/reversal`, { reason: 'Nhập nhầm' });
  const [notice] = (await api.fund.read('/v1/notices')).data;
  const change = { reason: 'Bổ sung', issuedOn: '2023-07-08', payBy: '2023-07-09' };
  await api.fund.add(`/v1/notices/${notice.id}/supersession`, change);
  for (const asOf of ['2023-06-28', '2023-06-30', '2023-06-29']) {
    await api.fund.add('/v1/reports/fund-section/issues', { asOf, documentNumber: next('BC') });
  }
  await moveMoney();
});

/** Four movements of each kind, two of them on one day; one of the transfers is reversed. */
async function moveMoney(): Promise<void> {
  const [from] = (await api.fund.read('/v1/fund/places')).data;
  const bank = { kind: 'bank', name: 'Vietcombank' };
  const to = await api.fund.add('/v1/fund/places', bank);
  for (const day of ['05', '03', '05', '04']) {
    const moved = { amount: '1000', effectiveOn: `2023-07-${day}` };
    const document = { ...moved, documentNumber: next('QĐ') };
    await api.fund.add('/v1/fund/capital-movements', { ...document, kind: 'contribution' });
    await api.fund.add('/v1/fund/income-movements', { ...document, kind: 'received' });
    const voucher = { ...moved, voucherNumber: next('CT') };
    await api.fund.add('/v1/fund/transfers', { ...voucher, from: from.id, to: to.id });
  }
  const [first] = (await api.fund.read('/v1/fund/transfers')).data;
  await api.fund.add(`/v1/transfers/${first.id}/reversal`, { reason: 'Nhập nhầm' });
}

afterAll(() => api.close());

async function pages(path: string): Promise<Json[]> {
  const found: Json[] = [];
  let cursor = '';
  do {
    const page = await api.fund.read(`${path}${cursor}`);
    found.push(page);
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  return found;
}

const rowsOf = (found: Json[]): Json[] => found.flatMap(({ data }) => data);

const sum = (rows: Json[], amountOf: (row: Json) => string): string =>
  String(rows.reduce((total, row) => total + BigInt(amountOf(row)), 0n));

const loanTotals = (rows: Json[]) => ({
  count: rows.length,
  principal: sum(rows, (row) => row.principal),
  principalOutstanding: sum(rows, (row) => row.principalOutstanding),
  overduePrincipal: sum(rows, (row) => row.overduePrincipal),
  payoff: sum(rows, (row) => row.payoff),
});

function receiptTotals(rows: Json[]) {
  const standing = rows.filter((row) => row.reversedAt === null);
  const parts = ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'];
  const paid = parts.map((part) => [part, sum(standing, ({ allocation }) => allocation[part])]);
  return {
    count: standing.length,
    reversed: rows.length - standing.length,
    amount: sum(standing, (row) => row.amount),
    enforcementFees: sum(standing, (row) => row.enforcementFee ?? '0'),
    netAmount: sum(standing, (row) => row.netAmount),
    allocation: Object.fromEntries(paid),
  };
}

function noticeTotals(rows: Json[]) {
  const standing = rows.filter(({ status }) => status === 'issued');
  const total = sum(standing, (row) => row.total);
  return { count: standing.length, notStanding: rows.length - standing.length, total };
}

const count = (rows: Json[]) => ({ count: rows.length });

const LISTS: [path: string, totalsOf: (rows: Json[]) => object][] = [
  ['/v1/loans?', loanTotals],
  ['/v1/loans?locality=Chi%20Lang', loanTotals],
  ['/v1/loans?standing=overdue', loanTotals],
  ['/v1/loans?standing=settled', loanTotals],
  ['/v1/loans?q=htx01', loanTotals],
  ['/v1/repayments?', receiptTotals],
  ['/v1/repayments?from=2023-07-04&to=2023-07-06', receiptTotals],
  ['/v1/repayments?from=2023-07-04&to=2023-07-06&order=desc', receiptTotals],
  ['/v1/repayments?method=transfer', receiptTotals],
  ['/v1/cooperatives?', count],
  ['/v1/cooperatives?q=htx02', count],
  ['/v1/notices?', noticeTotals],
  ['/v1/notices?status=stale', noticeTotals],
  ['/v1/notices?status=superseded', noticeTotals],
];

describe('the totals of a list', () => {
  test.each(LISTS)('of %s are those of all its pages, on each of them', async (path, totalsOf) => {
    const found = await pages(`${path}&limit=2&totals=true`);
    const totals = totalsOf(rowsOf(found));
    expect(found.map((page) => page.totals)).toEqual(found.map(() => totals));
    expect(await api.fund.read(path)).not.toHaveProperty('totals');
  });

  test('count what stands', async () => {
    const { totals } = await api.fund.read('/v1/repayments?totals=true');
    // Six of 1,500,000; the one of 7 is reversed.
    expect(totals).toEqual({
      count: 6,
      reversed: 1,
      amount: '9000000',
      enforcementFees: '0',
      netAmount: '9000000',
      allocation: components('6000000', '3000000'),
    });
    const loans = (await api.fund.read('/v1/loans?totals=true&limit=1')).totals;
    expect(loans).toMatchObject({
      count: 4,
      principal: '800000000',
      principalOutstanding: '794000000',
      // Of each 50 m are due; 5 m of the first were paid and 1 m of the second.
      overduePrincipal: '194000000',
    });
    expect((await api.fund.read('/v1/notices?totals=true')).totals).toMatchObject({
      count: 4,
      notStanding: 1,
    });
  });

  test('are those of the instant asked for', async () => {
    const rows: Json[] = (await api.fund.read('/v1/repayments')).data;
    const recordedAt = rows
      .map((row) => row.recordedAt)
      .toSorted()
      .at(-1);
    const { totals } = await api.fund.read(`/v1/repayments?totals=true&knownAt=${recordedAt}`);
    expect(totals).toMatchObject({ count: 7, reversed: 0, amount: '9000007' });
  });
});

describe('a list from its end', () => {
  test.each([
    '/v1/repayments?',
    '/v1/repayments?from=2023-07-04&to=2023-07-06',
    '/v1/repayments?method=cash',
    '/v1/entries?',
    '/v1/entries?kind=repayment',
    '/v1/audit-events?',
    '/v1/issued-reports?',
    '/v1/fund/capital-movements?',
    '/v1/fund/capital-movements?source=charter',
    '/v1/fund/transfers?',
    '/v1/fund/income-movements?',
  ])('%s has the same rows, the last first, page by page', async (path) => {
    const all = rowsOf(await pages(`${path}&limit=200&order=asc`));
    expect(all.length).toBeGreaterThan(2);
    expect(rowsOf(await pages(`${path}&limit=200`))).toEqual(all);
    expect(rowsOf(await pages(`${path}&limit=2&order=desc`))).toEqual(all.toReversed());
  });

  test.each(['capital-movements', 'transfers', 'income-movements'])(
    'the %s of the fund stand in it as CSV in the same order',
    async (list) => {
      const idsOf = async (order: string): Promise<string[]> => {
        const path = `/v1/fund/${list}?format=csv&order=${order}`;
        const [, ...lines] = (await api.fund.get(path)).text.trimEnd().split('\r\n');
        return lines.map((line) => line.split(',', 1)[0] ?? '');
      };
      const ids = await idsOf('asc');
      expect(ids.length).toBeGreaterThan(2);
      expect(await idsOf('desc')).toEqual(ids.toReversed());
    },
  );

  test('goes on where it was, whatever is entered meanwhile', async () => {
    for (const list of ['/v1/repayments', '/v1/entries']) {
      const path = `${list}?limit=3&order=desc`;
      const before = rowsOf(await pages(path));
      const { nextCursor } = await api.fund.read(path);
      const { loanId } = rowsOf(await pages('/v1/repayments?'))[0] as Json;
      await api.fund.add(`/v1/loans/${loanId}/repayments`, payment('1000', '2023-07-10'));
      const rest = await api.fund.read(`${list}?limit=200&order=desc&cursor=${nextCursor}`);
      const ids = (rows: Json[]) => rows.map(({ id }) => id);
      expect(ids(rest.data)).toEqual(ids(before.slice(3)));
    }
  });

  test('is refused in another order', async () => {
    const answer = await api.fund.get('/v1/entries?order=newest');
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '?order']);
  });
});
