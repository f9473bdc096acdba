import {
  contribute,
  cooperativeBody,
  lend,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';
import { getFile, readWorkbook, ROWS_ABOVE } from '../../support/workbooks.ts';

let api: Api;

const ids: Record<string, string> = {};

/** Three borrowers: Xuân Mai with an overdue and a settled loan, Vạn An in term, Yên Dũng not disbursed. */
beforeAll(async () => {
  api = await startApi('2023-07-10');
  await contribute(api.fund);
  const borrower = async (code: string, name: string, locality: string) => {
    const body = cooperativeBody({ code, name, locality });
    ids[name] = (await api.fund.add('/v1/cooperatives', body)).id;
    return ids[name];
  };
  const xuanMai = await borrower('XM', 'HTX Xuân Mai', 'Văn Quan');
  await lend(api.fund, { contractNumber: 'A/overdue' }, xuanMai);
  const later = { kind: 'bullet', dueOn: '2024-03-25' };
  const settled = await lend(
    api.fund,
    {
      contractNumber: 'B/settled',
      principalSchedule: later,
      ratePercent: '0',
      overdueRatePercent: '0',
    },
    xuanMai,
  );
  const receipt = { amount: '200000000', effectiveOn: '2023-05-01', voucherNumber: 'PT9' };
  await api.fund.add(`${settled.path}/repayments`, receipt);
  const quarters = { every: 'half_year', firstDueOn: '2023-09-25' };
  await lend(
    api.fund,
    { contractNumber: 'C/in-term', principalSchedule: later, interestSchedule: quarters },
    await borrower('VA', 'HTX Vạn An', 'TP Lạng Sơn'),
  );
  await api.fund.add('/v1/loans', {
    cooperativeId: await borrower('YD', 'HTX Yên Dũng', 'TP Lạng Sơn'),
    contractNumber: 'D/not-disbursed',
    signedOn: '2023-06-01',
    principal: '1000000',
    ratePercent: '6',
    principalSchedule: later,
    interestSchedule: { every: 'maturity' },
  });
});

afterAll(() => api.close());

const listed = async (query: string): Promise<string[]> => {
  const { data } = await api.fund.read(`/v1/loans?${query}`);
  return data.map((each: Json) => each.contractNumber);
};

const ALL = ['A/overdue', 'B/settled', 'C/in-term', 'D/not-disbursed'];

describe('GET /v1/loans', () => {
  test('lists loans by contract number with where each stands', async () => {
    const { data, nextCursor } = await api.fund.read('/v1/loans');
    expect(nextCursor).toBeNull();
    expect(data.map((each: Json) => each.contractNumber)).toEqual(ALL);
    // Fourteen days after 26/6: group 2. Owed: 200,000,000 principal; in-term 3,327,123 + 36,164
    // (one day on 200 m) + 379,726 (14 days on 150 m); overdue 189,863 (14 days on 50 m at 9.9%).
    expect(data[0]).toEqual({
      id: expect.any(String),
      contractNumber: 'A/overdue',
      cooperativeId: ids['HTX Xuân Mai'],
      cooperativeCode: 'XM',
      cooperativeName: 'HTX Xuân Mai',
      locality: 'Văn Quan',
      signedOn: '2023-03-20',
      principal: '200000000',
      standing: 'overdue',
      daysPastDue: 14,
      debtGroup: 2,
      principalOutstanding: '200000000',
      overduePrincipal: '50000000',
      payoff: '203932876',
      borrowerKind: 'cooperative',
      memberOfId: null,
      sector: null,
      purpose: null,
      project: null,
      jobs: null,
      source: 'charter',
    });
    expect(data[1]).toMatchObject({ standing: 'settled', debtGroup: null, payoff: '0' });
    expect(data[2]).toMatchObject({ standing: 'in_term', debtGroup: 1, daysPastDue: 0 });
    expect(data[3]).toMatchObject({ standing: 'not_disbursed', debtGroup: null, payoff: '0' });
  });

  test.each<[string, string[]]>([
    ['contractNumber=A/overdue', ['A/overdue']],
    ['contractNumber=A', []],
    ['q=in-t', ['C/in-term']],
    ['q=XM', ['A/overdue', 'B/settled']],
    [`q=${'Vạn'.normalize('NFD')}`, ['C/in-term']],
    ['standing=overdue', ['A/overdue']],
    ['standing=in_term', ['C/in-term']],
    ['standing=settled', ['B/settled']],
    ['standing=not_disbursed', ['D/not-disbursed']],
    ['standing=charged_off', []],
    ['debtGroup=2', ['A/overdue']],
    ['debtGroup=1', ['C/in-term']],
    ['locality=TP Lạng Sơn', ['C/in-term', 'D/not-disbursed']],
    [`locality=${'Văn Quan'.normalize('NFD')}`, ['A/overdue', 'B/settled']],
    ['locality=Văn', []],
    ['standing=overdue&asOf=2023-06-26', []],
    ['standing=overdue&asOf=2023-06-27', ['A/overdue']],
    ['debtGroup=1&asOf=2023-07-05', ['A/overdue', 'C/in-term']],
    ['standing=in_term&locality=Văn Quan', []],
  ])('?%s', async (query, contractNumbers) => {
    expect(await listed(encodeURI(query))).toEqual(contractNumbers);
  });

  test('filters by borrower, and finds nothing of another fund', async () => {
    const found = await listed(`cooperativeId=${ids['HTX Xuân Mai']}`);
    expect(found).toEqual(['A/overdue', 'B/settled']);
    expect((await api.other.read('/v1/loans')).data).toEqual([]);
  });

  test('finds loans by the group of the worst of their borrower, each as the whole list has it', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    await lend(fund, { contractNumber: '1/overdue' }, id);
    const principalSchedule = { kind: 'bullet', dueOn: '2024-03-25' };
    const interestSchedule = { every: 'half_year', firstDueOn: '2023-09-25' };
    await lend(fund, { contractNumber: '2/in-term', principalSchedule, interestSchedule }, id);
    const { data: all } = await fund.read('/v1/loans');
    expect(all.map(({ debtGroup }: Json) => debtGroup)).toEqual([2, 2]);
    expect((await fund.read('/v1/loans?debtGroup=2')).data).toEqual(all);
    expect((await fund.read('/v1/loans?debtGroup=1')).data).toEqual([]);
    expect((await fund.read('/v1/loans?debtGroup=2&standing=in_term')).data).toEqual([all[1]]);
  });

  test('pages through what matches, each exactly once, also when filtered by standing', async () => {
    for (const filter of ['', '&locality=TP%20L%E1%BA%A1ng%20S%C6%A1n', '&standing=in_term']) {
      const paged: string[] = [];
      let cursor = '';
      do {
        const page = await api.fund.read(`/v1/loans?limit=1${filter}${cursor}`);
        expect(page.data.length).toBeLessThanOrEqual(1);
        paged.push(...page.data.map((each: Json) => each.contractNumber));
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
      } while (cursor !== '');
      expect(paged).toEqual(await listed(filter.slice(1)));
    }
  });

  test('refuses a filter that is none', async () => {
    const queries = ['standing=late', 'debtGroup=6', 'cooperativeId=x', 'limit=0', 'limit=201'];
    for (const query of [...queries, 'limit=x', 'q=', 'cursor=', 'asOf=2023-02-30']) {
      const answer = await api.fund.get(`/v1/loans?${query}`);
      expect([query, answer.status, answer.body.errors?.[0].pointer]).toEqual([
        query,
        400,
        `?${query.split('=')[0]}`,
      ]);
    }
  });
});

describe('all loans of a borrower', () => {
  test('take the worst group among those that have one', async () => {
    const later = { kind: 'bullet', dueOn: '2024-03-25' };
    const quarters = { every: 'half_year', firstDueOn: '2023-09-25' };
    const borrower = ids['HTX Xuân Mai'];
    const more = { contractNumber: 'E/good', principalSchedule: later, interestSchedule: quarters };
    const { path } = await lend(api.fund, more, borrower);
    const at = await api.fund.read(`${path}/position`);
    expect(at).toMatchObject({ standing: 'in_term', debtGroup: 2, ownDebtGroup: 1 });
    expect(await listed('debtGroup=2')).toEqual(['A/overdue', 'E/good']);
  });
});

describe('the dimensions of a loan', () => {
  const rows = async (query: string): Promise<Json[]> =>
    (await api.fund.read(encodeURI(`/v1/loans?${query}`))).data;

  let group: string;
  let member: string;

  beforeAll(async () => {
    const of = async (more: object): Promise<string> =>
      (await api.fund.add('/v1/cooperatives', cooperativeBody(more))).id;
    group = await of({ code: 'TH', name: 'HTX Tân Hồi', kind: 'union', sector: 'lâm nghiệp' });
    member = await of({ code: 'TV', name: 'Nguyễn Văn Ba', kind: 'member', memberOfId: group });
    const said = { sector: 'nông nghiệp', project: 'Hồi Văn Quan', jobs: 12, purpose: 'trồng hồi' };
    const contract = {
      signedOn: '2023-06-01',
      principal: '1000000',
      ratePercent: '6',
      principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
      interestSchedule: { every: 'maturity' },
    };
    const first = { ...contract, cooperativeId: member, contractNumber: 'E/member', ...said };
    const entered = await api.fund.add('/v1/loans', first);
    expect(entered).toMatchObject({ ...said, borrowerKind: 'member', memberOfId: group });
    const second = { ...contract, cooperativeId: group, contractNumber: 'F/union' };
    expect(await api.fund.add('/v1/loans', second)).toMatchObject({
      sector: null,
      project: null,
      jobs: null,
      borrowerKind: 'union',
      memberOfId: null,
    });
  });

  test('stand in the list: the sector of a contract that says none is its borrower’s', async () => {
    const [of] = await rows('contractNumber=E/member');
    expect(of).toMatchObject({
      borrowerKind: 'member',
      memberOfId: group,
      sector: 'nông nghiệp',
      purpose: 'trồng hồi',
      project: 'Hồi Văn Quan',
      jobs: 12,
    });
    expect(await rows('contractNumber=F/union')).toMatchObject([
      { borrowerKind: 'union', memberOfId: null, sector: 'lâm nghiệp', project: null, jobs: null },
    ]);
  });

  test.each([
    ['borrowerKind=member', ['E/member']],
    ['sector=nong nghiep', ['E/member']],
    ['sector=lâm nghiệp', ['F/union']],
    ['purpose=trong hoi', ['E/member']],
    ['project=Hồi Văn Quan', ['E/member']],
    ['project=chè', []],
  ])('narrow it by %s', async (query, expected) => {
    expect((await rows(query)).map((each) => each.contractNumber)).toEqual(expected);
  });

  test('find the members of a cooperative, of loans and of borrowers', async () => {
    expect(await rows(`memberOfId=${group}`)).toMatchObject([{ contractNumber: 'E/member' }]);
    const { data } = await api.fund.read(`/v1/cooperatives?memberOfId=${group}`);
    expect(data).toMatchObject([{ id: member, kind: 'member', memberOfId: group }]);
    const kinds = (await api.fund.read('/v1/cooperatives?kind=union')).data;
    expect(kinds).toMatchObject([{ id: group }]);
    const sectors = (await api.fund.read(encodeURI('/v1/cooperatives?sector=lam nghiep'))).data;
    expect(sectors).toMatchObject([{ id: group }]);
  });

  test('are columns of the CSV', async () => {
    const { text } = await api.fund.get('/v1/loans?format=csv&contractNumber=E/member');
    const [head = '', line = ''] = text.split('\r\n');
    expect(head).toMatch(/,borrowerKind,memberOfId,sector,purpose,project,jobs,source$/);
    expect(line).toMatch(
      /,"member","[0-9a-f-]{36}","nông nghiệp","trồng hồi","Hồi Văn Quan",12,"charter"$/,
    );
  });

  test('are columns of the register, and left out where no loan has them', async () => {
    const register = async (query: string) => {
      const { bytes } = await getFile(api, api.fund, encodeURI(`/v1/loans?format=xlsx&${query}`));
      const [sheet] = readWorkbook(bytes);
      return { head: sheet?.row(ROWS_ABOVE) ?? [], row: sheet?.body[0] ?? [], sheet };
    };
    const { head, row, sheet } = await register('memberOfId=' + group);
    const cell = (title: string) => row[head.indexOf(title)];
    expect(cell('Loại khách hàng')).toBe('thành viên');
    expect(cell('Thành viên của')).toBe('HTX Tân Hồi');
    expect(cell('Lĩnh vực')).toBe('nông nghiệp');
    expect(cell('Dự án')).toBe('Hồi Văn Quan');
    expect(cell('Số lao động')).toBe('12');
    expect([1, 2, 3].flatMap((line) => sheet?.row(line) ?? []).join(' ')).toContain(
      'thành viên của một HTX',
    );
    const others = (await register('contractNumber=A/overdue')).head;
    for (const title of ['Loại khách hàng', 'Thành viên của', 'Lĩnh vực', 'Số lao động']) {
      expect(others).not.toContain(title);
    }
  });

  test('are corrected as versions, and known before as they were', async () => {
    const [{ id }] = (await rows('contractNumber=E/member')) as [Json];
    const { recordedAt } = await api.fund.read(`/v1/loans/${id}`);
    await api.fund.add(`/v1/loans/${id}/correction`, {
      cooperativeId: member,
      contractNumber: 'E/member',
      signedOn: '2023-06-01',
      principal: '1000000',
      ratePercent: '6',
      principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
      interestSchedule: { every: 'maturity' },
      jobs: 15,
      reason: 'Đếm lại lao động',
    });
    expect(await api.fund.read(`/v1/loans/${id}`)).toMatchObject({ jobs: 15, sector: null });
    expect(await api.fund.read(`/v1/loans/${id}?knownAt=${recordedAt}`)).toMatchObject({
      jobs: 12,
      sector: 'nông nghiệp',
    });
  });

  test('are a 400 where they are of no form', async () => {
    const wrong = { cooperativeId: group, contractNumber: 'G', jobs: -1 };
    const answer = await api.fund.post('/v1/loans', wrong);
    expect(answer.body.errors.map((each: Json) => each.pointer)).toContain('/jobs');
    expect((await api.fund.get('/v1/loans?borrowerKind=company')).status).toBe(400);
  });
});
