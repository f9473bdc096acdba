import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  components,
  contribute,
  cooperativeBody,
  lend,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

let loan: Awaited<ReturnType<typeof lend>>;

beforeAll(async () => {
  api = await startApi('2023-12-31');
  await contribute(api.fund);
  const named = { code: '=A1', name: 'HTX "Xuân; =1+1"' };
  const { id } = await api.fund.add('/v1/cooperatives', cooperativeBody(named));
  loan = await lend(api.fund, { contractNumber: '01/2023/HĐTD' }, id);
  const paid = payment('1500000', '2023-06-01', {
    allocation: components('1000000', '500000'),
    voucherNumber: 'PT1',
    method: 'cash',
  });
  await api.fund.add(`${loan.path}/repayments`, paid);
  const { id: wrong } = await api.fund.add(
    `${loan.path}/repayments`,
    payment('1000', '2023-06-02', { voucherNumber: '-2' }),
  );
  await api.fund.add(`/v1/repayments/${wrong}/reversal`, { reason: 'Nhập nhầm' });
});

afterAll(() => api.close());

async function table(url: string, accept = 'text/csv'): Promise<Json[]> {
  const answer = await api.fund.get(url, { accept });
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['vary']).toBe('accept');
  return parse(answer.text, { columns: true, recordDelimiter: '\r\n' });
}

test('the loans as CSV are all that match, with the figures of the list', async () => {
  const [row, ...more] = await table('/v1/loans?limit=1&q=xuan');
  expect(more).toEqual([]);
  // 199 m outstanding; two instalments of 50 m were due by 25/9, the third by 25/12.
  expect(row).toMatchObject({
    id: loan.loanId,
    contractNumber: '01/2023/HĐTD',
    cooperativeCode: "'=A1",
    cooperativeName: `HTX "Xuân; '=1+1"`,
    principal: '200000000',
    standing: 'overdue',
    principalOutstanding: '199000000',
    overduePrincipal: '149000000',
  });
  expect(await table('/v1/loans?q=none')).toEqual([]);
});

test('the receipts book as CSV has a line for each receipt, with its contract', async () => {
  const rows = await table('/v1/repayments?limit=1&format=csv', '*/*');
  expect(rows).toMatchObject([
    {
      effectiveOn: '2023-06-01',
      voucherNumber: 'PT1',
      method: 'cash',
      loanId: loan.loanId,
      contractNumber: '01/2023/HĐTD',
      amount: '1500000',
      principal: '1000000',
      inTermInterest: '500000',
      overdueInterest: '0',
      lateInterest: '0',
      reversedAt: '',
    },
    { voucherNumber: "'-2", amount: '1000', reversedAt: expect.stringMatching(/Z$/) },
  ]);
  const narrowed = await table('/v1/repayments?from=2023-06-02');
  expect(narrowed.map((row) => row.amount)).toEqual(['1000']);
});

test('the disbursements of a loan as CSV are those of the list', async () => {
  const [row] = await table(`${loan.path}/disbursements`);
  const { data } = await api.fund.read(`${loan.path}/disbursements`);
  expect(row).toEqual({ ...data[0], method: '', reversedAt: '' });
});
