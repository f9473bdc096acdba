import {
  components,
  contribute,
  cooperativeBody,
  lend,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

/** Where one can ask for the localities of another day. */
let addresses: string[];

/**
 * R3's loan of a cooperative of Văn Quan, overdue from 27 June 2023, sued, with a promise to pay; a loan
 * charged off of the same; a loan in term of one of Cao Lộc, under recall. The districts end on 30 June 2025.
 */
beforeAll(async () => {
  api = await startApi('2025-12-31');
  const { fund } = api;
  await contribute(fund);
  const of = async (code: string, locality: string): Promise<string> =>
    (await fund.add('/v1/cooperatives', cooperativeBody({ code, locality, name: code }))).id;
  const sued = await of('HTX01', 'Văn Quan');
  const recalled = await of('HTX02', 'Cao Lộc');
  const { loanId, path } = await lend(fund, {}, sued);
  await fund.add(`${path}/repayments`, {
    amount: '1000',
    effectiveOn: '2023-06-26',
    voucherNumber: 'PT1',
  });
  const filed = await fund.add('/v1/litigation-cases', {
    cooperativeId: sued,
    loanIds: [loanId],
    court: 'Tòa án nhân dân khu vực 1',
    docketType: 'civil',
    filedOn: '2023-08-01',
    claim: components('1', '0'),
  });
  await fund.add(`/v1/cooperatives/${sued}/collection-entries`, {
    kind: 'promise',
    occurredOn: '2023-09-01',
    amount: '1000000',
    promisedOn: '2026-03-31',
  });
  const second = await lend(fund, {}, sued);
  await fund.add(`${second.path}/charge-offs`, {
    effectiveOn: '2024-01-15',
    decisionNumber: '10/QĐ',
  });
  const late = { kind: 'bullet', dueOn: '2026-03-25' };
  const interest = { every: 'maturity' };
  const term = await lend(fund, { principalSchedule: late, interestSchedule: interest }, recalled);
  await fund.add(`${term.path}/recalls`, {
    decisionNumber: '9/QĐ',
    decidedOn: '2023-10-02',
    deadline: '2026-02-27',
  });
  await fund.add('/v1/cooperatives/locality-changes', {
    effectiveOn: '2025-07-01',
    documentNumber: '1672/NQ-UBTVQH15',
    changes: [
      { cooperativeId: sued, locality: 'xã Điềm He' },
      { cooperativeId: recalled, locality: 'xã Đồng Đăng' },
    ],
  });
  const document: Json = api.app.swagger();
  const ids: Record<string, string> = {
    cooperatives: sued,
    loans: loanId,
    'litigation-cases': filed.id,
  };
  addresses = Object.entries<Json>(document.paths)
    .filter(([, { get }]) => get?.parameters?.some((each: Json) => each.name === 'localitiesOn'))
    .map(([path]) =>
      path
        .replace(/series$/, 'series?from=2023-12-31&to=2025-12-31&every=year')
        .replace('{path}', 'litigation.sued')
        .replace(/([\w-]+)\/\{id\}/, (_, under: string) => `${under}/${ids[under]}`),
    );
});

afterAll(() => api.close());

const DISTRICTS = /Văn Quan|Cao Lộc/;
const COMMUNES = /xã Điềm He|xã Đồng Đăng/;

/** The day as the answers repeat it, which names no locality. */
const asked = (address: string, query: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${query}`;

// R37
describe('localitiesOn', () => {
  test('is taken by the reports and lists that name localities', () => {
    expect(addresses).toEqual(
      expect.arrayContaining([
        '/v1/reports/fund-section',
        '/v1/reports/fund-section/lines/litigation.sued',
        '/v1/reports/litigation',
        '/v1/reports/debt-classification',
        '/v1/reports/arrears-ageing',
        '/v1/reports/interest-receivable',
        '/v1/reports/recovery',
        '/v1/loans',
        '/v1/cooperatives',
        '/v1/litigation-cases',
        '/v1/deadlines',
        '/v1/promises',
      ]),
    );
  });

  test('is taken by every answer that names a locality, but those of what was entered', () => {
    const { paths, components: named }: Json = api.app.swagger();
    const isNamed = (schema: Json): boolean => {
      const text = JSON.stringify(schema ?? null);
      if (/"locality":/.test(text)) return true;
      const refs = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)];
      return refs.some(([, name = '']) => isNamed(named.schemas[name]));
    };
    const without = Object.entries<Json>(paths)
      .filter(([, { get }]) => get !== undefined && isNamed(get.responses['200']))
      .filter(([, { get }]) => !JSON.stringify(get.parameters ?? []).includes('localitiesOn'))
      .map(([path]) => path);
    expect(without.toSorted()).toEqual([
      '/v1/cooperatives/locality-changes',
      '/v1/cooperatives/{id}/versions',
      '/v1/locality-changes/{id}',
      // Whose promises were broken in the quarter, as of today.
      '/v1/periods/{quarter}',
    ]);
  });

  test('names the localities of that day and no other, whatever the day of the answer', async () => {
    for (const address of addresses) {
      const isUndated = /litigation-cases$|repayments|series/.test(address);
      const day = isUndated ? '' : 'asOf=';
      const days = day === '' ? [''] : [`${day}2025-06-30&`, `${day}2025-12-31&`];
      for (const at of days) {
        const before = await api.fund.read(asked(address, `${at}localitiesOn=2025-06-30`));
        const since = await api.fund.read(asked(address, `${at}localitiesOn=2025-07-01`));
        const texts = [before, since].map((each) => JSON.stringify(each));
        expect([address, at, COMMUNES.test(texts[0] ?? '')]).toEqual([address, at, false]);
        expect([address, at, DISTRICTS.test(texts[1] ?? '')]).toEqual([address, at, false]);
        // The receipts book names localities in its workbook alone.
        if (address === '/v1/repayments') continue;
        expect([address, at, DISTRICTS.test(texts[0] ?? '')]).toEqual([address, at, true]);
        expect([address, at, COMMUNES.test(texts[1] ?? '')]).toEqual([address, at, true]);
      }
    }
  });

  test('lays years side by side in the fund section, and is repeated by it', async () => {
    const section = (query: string) => api.fund.read(`/v1/reports/fund-section?${query}`);
    const localitiesOf = ({ litigation, recalls }: Json) =>
      [litigation, recalls].map(({ localities }) => localities[0].locality);
    const plain = await section('asOf=2024-12-31');
    expect(plain.localitiesOn).toBeUndefined();
    expect(localitiesOf(plain)).toEqual(['Văn Quan', 'Cao Lộc']);
    const side = await section('asOf=2024-12-31&localitiesOn=2025-12-31');
    expect(side.localitiesOn).toBe('2025-12-31');
    expect(localitiesOf(side)).toEqual(['xã Điềm He', 'xã Đồng Đăng']);
    // Nothing but names of localities differs.
    const named = (answer: Json): string =>
      JSON.stringify({ ...answer, localitiesOn: null })
        .replaceAll('xã Điềm He', 'Văn Quan')
        .replaceAll('xã Đồng Đăng', 'Cao Lộc');
    expect(named(side)).toBe(named({ ...plain }));
  });

  test('is told by prose and workbooks', async () => {
    const path = '/v1/reports/fund-section?localitiesOn=2025-06-30&format=text';
    const { text } = await api.fund.get(path);
    expect(text).toContain('; địa bàn theo ngày 30/6/2025)');
    expect(text).toContain('Văn Quan 01 HTX');
    const plain = await api.fund.get('/v1/reports/fund-section?format=text');
    expect(plain.text).not.toContain('địa bàn theo ngày');
  });

  test('is by which loans and cooperatives of a locality are found', async () => {
    const find = async (query: string) =>
      (await api.fund.read(encodeURI(`/v1/${query}`))).data.length;
    for (const [list, found] of [
      ['loans', 2],
      ['cooperatives', 1],
    ] as const) {
      expect(await find(`${list}?locality=Văn Quan`)).toBe(0);
      expect(await find(`${list}?locality=van quan&localitiesOn=2025-06-30`)).toBe(found);
      expect(await find(`${list}?locality=xã Điềm He&localitiesOn=2025-06-30`)).toBe(0);
    }
  });

  test('is refused where it is no day', async () => {
    const answer = await api.fund.get('/v1/reports/litigation?localitiesOn=2025-06-31');
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '?localitiesOn']);
  });
});

describe('a report that was issued', () => {
  test('is affected by an act that changes a locality that it names, and by its reversal', async () => {
    const issue = { asOf: '2025-12-31', documentNumber: '12/BC' };
    const issued = await api.fund.add('/v1/reports/fund-section/issues', issue);
    const { data } = await api.fund.read('/v1/cooperatives');
    const act = await api.fund.add('/v1/cooperatives/locality-changes', {
      effectiveOn: '2025-10-01',
      documentNumber: '2/NQ',
      changes: [{ cooperativeId: data[0].id, locality: 'xã Tri Lễ' }],
    });
    const affected = [{ type: 'report', id: issued.id, number: '12/BC' }];
    expect(act.affects).toEqual(affected);
    const path = `/v1/issued-reports/${issued.id}/comparison`;
    const rows: Json[] = await api.fund.read(path);
    expect(rows[0].causes).toMatchObject([{ type: 'locality_change' }]);
    const reversal = { reason: 'Nhập nhầm xã' };
    const reversed = await api.fund.add(`/v1/locality-changes/${act.id}/reversal`, reversal);
    expect(reversed.affects).toEqual(affected);
    expect(await api.fund.read(path)).toEqual([]);
  });
});
