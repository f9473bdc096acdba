import { contribute, lend, payment, startApi, type Api, type Json } from '../../support/api.ts';

let api: Api;

let paths: string[];

const RECEIPTS: [day: string, voucherNumber: string, method?: string][] = [
  ['2023-06-26', 'PT003/2023', 'cash'],
  ['2023-04-10', 'PT001/2023', 'transfer'],
  ['2023-06-26', 'PT004/2023'],
  ['2023-05-10', 'Phiếu thu 2', 'cash'],
  ['2023-06-26', 'PT005/2023', 'transfer'],
  ['2024-01-10', 'PT001/2024', 'cash'],
];

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  const first = await lend(api.fund);
  const second = await lend(api.fund, {}, first.cooperativeId);
  paths = [`${first.path}/repayments`, `${second.path}/repayments`];
  for (const [index, [day, voucherNumber, method]] of RECEIPTS.entries()) {
    const more = method === undefined ? { voucherNumber } : { voucherNumber, method };
    await api.fund.add(paths[index % 2] ?? '', payment('1000', day, more));
  }
});

afterAll(() => api.close());

const vouchers = async (query: string): Promise<string[]> => {
  const { data } = await api.fund.read(`/v1/repayments${encodeURI(query)}`);
  return data.map((each: Json) => each.voucherNumber);
};

const BY_DATE = [
  'PT001/2023',
  'Phiếu thu 2',
  'PT003/2023',
  'PT004/2023',
  'PT005/2023',
  'PT001/2024',
];

describe('GET /v1/repayments', () => {
  test.each<[string, string[]]>([
    ['', BY_DATE],
    ['?from=2023-05-10&to=2023-06-26', BY_DATE.slice(1, 5)],
    ['?from=2023-05-11&to=2023-06-25', []],
    ['?from=2024-01-10', ['PT001/2024']],
    ['?to=2023-04-10', ['PT001/2023']],
    ['?method=unstated', ['PT004/2023']],
    ['?method=cash', ['Phiếu thu 2', 'PT003/2023', 'PT001/2024']],
    ['?method=transfer&from=2023-06-01', ['PT005/2023']],
    [`?voucherNumber=${'Phiếu thu 2'.normalize('NFD')}`, ['Phiếu thu 2']],
    ['?voucherNumber=PT001', []],
    ['?recordedOn=2023-06-26', []],
  ])('%s', async (query, expected) => {
    expect(await vouchers(query)).toEqual(expected);
  });

  test('finds what was entered on a day in Viet Nam', async () => {
    const { data } = await api.fund.read('/v1/repayments');
    const instant = Date.parse(data[0].recordedAt) + 7 * 3_600_000;
    const recordedOn = new Date(instant).toISOString().slice(0, 10);
    expect((await vouchers(`?recordedOn=${recordedOn}`)).length).toBeGreaterThan(0);
  });

  test('pages through all by date and order of entry, each exactly once', async () => {
    for (const path of ['/v1/repayments', ...paths]) {
      const { data: all } = await api.fund.read(path);
      const paged = [];
      let cursor = '';
      do {
        const page = await api.fund.read(`${path}?limit=2${cursor}`);
        expect(page.data.length).toBeLessThanOrEqual(2);
        paged.push(...page.data);
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
      } while (cursor !== '');
      expect(paged).toEqual(all);
    }
  });

  test('names the contract and the borrower of each, as they are called today', async () => {
    const { data } = await api.fund.read('/v1/repayments');
    for (const row of data) {
      const { contractNumber, cooperativeName } = await api.fund.read(`/v1/loans/${row.loanId}`);
      expect(row).toMatchObject({ contractNumber, cooperativeName });
    }
    expect(data.length).toBeGreaterThan(2);
  });

  test('shows nothing of another fund', async () => {
    expect((await api.other.read('/v1/repayments')).data).toEqual([]);
  });
});

describe('GET /v1/loans/{id}/repayments', () => {
  test('gives the rows as they were answered, and whether they are reversed', async () => {
    const receipt = await api.fund.add(paths[0] ?? '', payment('7', '2023-06-27'));
    const { position: _, ...row } = receipt;
    const { data } = await api.fund.read(paths[0] ?? '');
    expect(data).toContainEqual({ ...row, reversedAt: null });
    expect(await api.fund.read(`/v1/repayments/${row.id}`)).toEqual({ ...row, reversedAt: null });
    expect(data).toHaveLength(4);
  });

  test('refuses a cursor that is none of its own', async () => {
    const { nextCursor } = await api.fund.read('/v1/cooperatives?limit=1');
    expect(nextCursor).toBeNull();
    const forged = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const cursors = ['rubbish', forged(['2023-06-26']), forged(['x', 'y']), forged([1, 2])];
    const late = forged(['2023-02-30', '2023-06-26T00:00:00.000Z']);
    const far = forged(['2023-06-26', '2023-99-26T00:00:00.000Z']);
    for (const cursor of [...cursors, late, far]) {
      for (const path of ['/v1/repayments', ...paths]) {
        const answer = await api.fund.get(`${path}?cursor=${cursor}`);
        expect([cursor, answer.status, answer.body.errors]).toEqual([
          cursor,
          400,
          [{ pointer: '?cursor', message: expect.any(String) }],
        ]);
      }
    }
  });
});
