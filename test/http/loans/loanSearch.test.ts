import {
  contribute,
  cooperativeBody,
  lend,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

/** Sơn Trang with contracts of 2017 and 2019, Đại Đồng with two whose numbers begin alike. */
beforeAll(async () => {
  api = await startApi('2023-07-10');
  await contribute(api.fund, '2000000000');
  const borrower = async (code: string, name: string): Promise<string> =>
    (await api.fund.add('/v1/cooperatives', cooperativeBody({ code, name }))).id;
  const sonTrang = await borrower('HTX03', 'HTX Sơn Trang');
  const daiDong = await borrower('HTX05', 'HTX Đại Đồng');
  const numbered = (contractNumber: string, cooperativeId: string) =>
    lend(api.fund, { contractNumber }, cooperativeId);
  const old = await numbered('05/2017/HĐTD', sonTrang);
  await numbered('03/2019/HĐTD', sonTrang);
  const paid = await numbered('7', daiDong);
  await numbered('7/2020', daiDong);
  await numbered('17', daiDong);
  const receipt = { amount: '1000000', effectiveOn: '2023-05-01' };
  const pay = (path: string, voucherNumber: string): Promise<Json> =>
    api.fund.add(`${path}/repayments`, { ...receipt, voucherNumber });
  await pay(paid.path, 'PT018/2023');
  const reversed = await pay(old.path, 'PT019/2023');
  await api.fund.add(`/v1/repayments/${reversed.id}/reversal`, { reason: 'Nhập nhầm' });
  // A voucher whose number is that of a contract, or its beginning.
  await pay(old.path, '7');
  await api.fund
    .add(`/v1/loans`, {
      cooperativeId: sonTrang,
      contractNumber: 'CT/HDB',
      signedOn: '2022-06-01',
      principal: '1000000',
      ratePercent: '6',
      principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
      interestSchedule: { every: 'maturity' },
    })
    .then(({ id }) =>
      api.fund.add(`/v1/loans/${id}/disbursements`, {
        amount: '1000000',
        effectiveOn: '2023-06-01',
        voucherNumber: 'PC 44/2023',
      }),
    );
});

afterAll(() => api.close());

const search = (q: string, more = ''): Promise<Json> =>
  api.fund.read(`/v1/loans?q=${encodeURIComponent(q)}${more}`);

const numbersOf = ({ data }: Json): string[] => data.map((each: Json) => each.contractNumber);

describe('a search among loans', () => {
  test.each<[string, string[]]>([
    ['son trang', ['03/2019/HĐTD', '05/2017/HĐTD', 'CT/HDB']],
    ['trang son 2019', ['03/2019/HĐTD']],
    ['TRANG  Sơn'.normalize('NFD'), ['03/2019/HĐTD', '05/2017/HĐTD', 'CT/HDB']],
    ['2017 htx03', ['05/2017/HĐTD']],
    ['dai dong 2020', ['7/2020']],
    ['Đại đồng 2020'.normalize('NFD'), ['7/2020']],
    ['hdtd 05', ['05/2017/HĐTD']],
    ['son dong', []],
    ['sontrang', []],
  ])('for %j finds each word of it, in any order', async (q, found) => {
    expect(numbersOf(await search(q))).toEqual(found);
  });

  test('gives the contract of that number first, then by voucher, beginning and part of it', async () => {
    // 7 is a contract, a voucher of 05/2017, the beginning of 7/2020, and a part of 17 and 05/2017.
    expect(numbersOf(await search('7'))).toEqual(['7', '05/2017/HĐTD', '7/2020', '17']);
    expect(numbersOf(await search('05/2017/hdtd'))).toEqual(['05/2017/HĐTD']);
  });

  test.each([
    ['PT018/2023', '7'],
    ['pt018/2023', '7'],
    ['PT019/2023', '05/2017/HĐTD'],
    ['pc44/2023', 'CT/HDB'],
  ])('for the voucher %j finds its loan, of a reversed receipt too', async (q, found) => {
    expect(numbersOf(await search(q))).toEqual([found]);
  });

  test('finds no part of the number of a voucher, and none that was not known', async () => {
    expect(numbersOf(await search('PT018'))).toEqual([]);
    const before = (await api.fund.read('/v1/entries?kind=repayment')).data[0].recordedAt;
    const justBefore = new Date(Date.parse(before) - 1).toISOString();
    expect(numbersOf(await search('PT018/2023', `&knownAt=${justBefore}`))).toEqual([]);
  });

  test('is read page by page in the same order, each loan once', async () => {
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await search('7', `&limit=1${cursor}`);
      paged.push(...numbersOf(page));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(['7', '05/2017/HĐTD', '7/2020', '17']);
    const unsearched = (await api.fund.read('/v1/loans?limit=1')).nextCursor;
    const answer = await api.fund.get(`/v1/loans?q=7&cursor=${unsearched}`);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '?cursor']);
  });

  test('goes with other filters, and finds nothing of another fund', async () => {
    expect(numbersOf(await search('7', '&standing=overdue&limit=2'))).toEqual([
      '7',
      '05/2017/HĐTD',
    ]);
    expect((await api.other.read('/v1/loans?q=PT018/2023')).data).toEqual([]);
  });

  test('among borrowers finds each word of it, by code', async () => {
    const found = async (q: string): Promise<string[]> => {
      const { data } = await api.fund.read(`/v1/cooperatives?q=${encodeURIComponent(q)}`);
      return data.map((each: Json) => each.code);
    };
    expect(await found('trang son')).toEqual(['HTX03']);
    expect(await found('dong htx05')).toEqual(['HTX05']);
    expect(await found('htx')).toEqual(['HTX03', 'HTX05']);
    expect(await found('son dong')).toEqual([]);
  });

  test('gives those in which each word begins one before those that have it within', async () => {
    const borrow = async (code: string, name: string, contractNumber: string): Promise<void> => {
      const { id } = await api.fund.add('/v1/cooperatives', cooperativeBody({ code, name }));
      await lend(api.fund, { contractNumber }, id);
    };
    await borrow('HTX21', 'HTX Thông Vàng', '21/2018');
    await borrow('HTX22', 'HTX Vạn An', '22/2018');
    const first = await search('van an', '&limit=1');
    expect(numbersOf(first)).toEqual(['22/2018']);
    const second = await search('van an', `&limit=1&cursor=${first.nextCursor}`);
    expect(numbersOf(second)).toEqual(['21/2018']);
  });
});
