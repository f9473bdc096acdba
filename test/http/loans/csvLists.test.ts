import { parse } from 'csv-parse/sync';
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

const ON_TIME = { bookedOn: '', reason: '', corrects: '', reversalBookedOn: '' };

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
  expect(row).toEqual({ ...data[0], ...ON_TIME, method: '', reversedAt: '' });
});

test('the receipts of a loan as CSV are those of the list, with its contract', async () => {
  const rows = await table(`${loan.path}/repayments?limit=1`);
  expect(rows.map((row) => [row.amount, row.contractNumber, row.principal])).toEqual([
    ['1500000', '01/2023/HĐTD', '1000000'],
    // Interest owed on its day takes all of it.
    ['1000', '01/2023/HĐTD', '0'],
  ]);
  const unknown = await api.fund.get(`/v1/loans/${loan.cooperativeId}/repayments?format=csv`);
  expect(unknown.status).toBe(404);
});

test.each([
  ['/v1/fund/capital-movements', 1],
  // Capital, cooperative, contract, disbursement, two receipts and a reversal.
  ['/v1/entries', 7],
  // Three instalments lapsed, one to come.
  ['/v1/deadlines?asOf=2023-12-31', 4],
] as const)('%s as CSV has the rows of the list, a column each field', async (url, count) => {
  const { data } = await api.fund.read(url);
  const rows = await table(`${url}${url.includes('?') ? '&' : '?'}limit=1`);
  expect(rows).toHaveLength(count);
  const guarded = (value: unknown) =>
    typeof value === 'string' ? value.replace(/^([=-])/, "'$1").replace('; =', "; '=") : value;
  const plain = (value: unknown) => (value === null ? '' : String(guarded(value)));
  const expected = data.map((row: Json) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
  );
  // What a row says of a later booking, or of an enforcement fee, has its columns, also where there is none.
  const columns = Object.keys(rows[0] ?? {});
  const empty = Object.entries({ ...ON_TIME, enforcementFee: '' }).filter(([name]) =>
    columns.includes(name),
  );
  expect(rows).toEqual(expected.map((row: Json) => ({ ...Object.fromEntries(empty), ...row })));
});

test('the cooperatives as CSV are all, each with its state', async () => {
  const rows = await table('/v1/cooperatives?limit=1');
  expect(rows).toMatchObject([
    { id: loan.cooperativeId, code: "'=A1", locality: 'Văn Quan', state: 'active', phone: '' },
  ]);
});

test('the notices as CSV are all of the filter', async () => {
  const asked = { issuedOn: '2023-12-27', payBy: '2023-12-29' };
  const notice = await api.fund.add(`${loan.path}/overdue-notices`, asked);
  const rows = await table('/v1/notices?limit=1&kind=overdue');
  expect(rows).toMatchObject([
    {
      id: notice.id,
      loanId: loan.loanId,
      total: notice.total,
      status: 'issued',
      delivered: 'false',
    },
  ]);
  expect(await table('/v1/notices?kind=recall')).toEqual([]);
});
