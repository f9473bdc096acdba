import {
  components,
  contribute,
  lend,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// The loan of `lend`: instalments on 25/6 (a Sunday), 25/9, 25/12/2023 and 25/3/2024.

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function fundWithLoan() {
  const fund = await api.addFund();
  await contribute(fund);
  return { fund, ...(await lend(fund)) };
}

const listed = async (fund: Client, query: string): Promise<string[]> => {
  const { data } = await fund.read(`/v1/deadlines?${query}`);
  return data.map((row: Json) => `${row.dueOn} ${row.kind} ${row.lapsed ? 'lapsed' : 'open'}`);
};

describe('GET /v1/deadlines', () => {
  test('lists what is due soonest first, what has lapsed before it', async () => {
    const { fund } = await fundWithLoan();
    const until = 'until=2023-12-31';
    expect(await listed(fund, `asOf=2023-06-26&${until}`)).toEqual([
      '2023-06-25 instalment open',
      '2023-09-25 instalment open',
      '2023-12-25 instalment open',
    ]);
    // From the 27th on: the Sunday's instalment was payable by the 26th.
    expect(await listed(fund, `asOf=2023-06-27&until=2026-12-31`)).toEqual([
      '2023-06-25 instalment lapsed',
      '2023-09-25 instalment open',
      '2023-12-25 instalment open',
      '2024-03-25 instalment open',
      '2026-06-25 limitation_to_sue open',
    ]);
    expect(await listed(fund, `asOf=2023-06-27&until=2026-12-31&kind=limitation_to_sue`)).toEqual([
      '2026-06-25 limitation_to_sue open',
    ]);
    expect(await listed(fund, `asOf=2023-06-27&${until}&lapsed=true`)).toHaveLength(1);
    // Three months ahead where no day is given.
    expect(await listed(fund, 'asOf=2023-06-27')).toHaveLength(2);
  });

  test('lists the days on which interest falls due if they are asked for', async () => {
    const { fund, loanId } = await fundWithLoan();
    const query = 'kind=interest&asOf=2023-06-20&until=2023-12-31';
    const { data } = await fund.read(`/v1/deadlines?${query}`);
    expect(data.map((row: Json) => [row.dueOn, row.payableBy, row.amount])).toEqual([
      // 200 m for 92 days, 150 m for 92 days, 100 m for 91 days, at 6.6 %.
      ['2023-06-25', '2023-06-26', '3327123'],
      ['2023-09-25', '2023-09-25', '2495342'],
      ['2023-12-25', '2023-12-25', '1645479'],
    ]);
    expect(data[0]).toMatchObject({ kind: 'interest', ground: 'contract', loanId, lapsed: false });
    expect(await listed(fund, 'kind=interest&asOf=2023-06-27&until=2023-07-31')).toEqual([
      '2023-06-25 interest lapsed',
    ]);
    const [without] = await listed(fund, 'asOf=2023-06-20&until=2023-07-31');
    expect(without).toBe('2023-06-25 instalment open');
  });

  test('counts what is listed by kind, whatever the page, and narrows the list', async () => {
    const { fund, loanId, cooperativeId } = await fundWithLoan();
    const other = await lend(fund);
    const about = (query: string) =>
      fund.read(`/v1/deadlines?asOf=2023-06-27&until=2026-12-31&limit=1&${query}`);
    const { totals, data } = await about('');
    expect(data).toHaveLength(1);
    // Of each loan 50 m have lapsed, 150 m are still to come; the limitation runs for what is owed.
    expect(totals.slice(1)).toEqual([
      { kind: 'instalment', lapsed: true, count: 2, amount: '100000000' },
      { kind: 'instalment', lapsed: false, count: 6, amount: '300000000' },
    ]);
    expect(totals[0]).toMatchObject({ kind: 'limitation_to_sue', lapsed: false, count: 2 });
    for (const query of [`cooperativeId=${cooperativeId}`, `loanId=${loanId}`]) {
      const counts = (await about(`${query}&kind=instalment`)).totals;
      expect(counts.map((each: Json) => each.count)).toEqual([1, 3]);
    }
    const later = await about(`from=2023-12-25&kind=instalment&loanId=${other.loanId}`);
    expect(later.totals).toEqual([
      { kind: 'instalment', lapsed: false, count: 2, amount: '100000000' },
    ]);
    expect((await about(`litigationCaseId=${loanId}`)).data).toEqual([]);
  });

  test('each row says what it runs from, by which law, about whom', async () => {
    const { fund, loanId, cooperativeId, contractNumber } = await fundWithLoan();
    const query = 'asOf=2023-06-27&until=2026-12-31&kind=limitation_to_sue';
    const { data } = await fund.read(`/v1/deadlines?${query}`);
    expect(data).toEqual([
      {
        kind: 'limitation_to_sue',
        dueOn: '2026-06-25',
        payableBy: '2026-06-25',
        lapsed: false,
        ground: 'oldest_unpaid',
        since: '2023-06-25',
        daysNotCounted: 0,
        law: 'Bộ luật Dân sự 2015, Điều 429, Điều 157',
        // 200 m and 3,327,123 + 36,164 (1 day) + 27,123 (150 m, 1 day) + 13,562 (50 m at 9.9%, 1 day)
        amount: '203403972',
        cooperativeId,
        cooperativeCode: expect.any(String),
        cooperativeName: 'HTX Xuân Mai',
        locality: 'Văn Quan',
        loanId,
        contractNumber,
        litigationCaseId: null,
        collateralId: null,
        collateralDescription: null,
      },
    ]);
  });

  test('a debt confirmation and a part payment start the limitation again; both are known by their time', async () => {
    const { fund, path, cooperativeId } = await fundWithLoan();
    const limitation = async (more = '') => {
      const query = `asOf=2023-12-31&until=2030-01-01&kind=limitation_to_sue${more}`;
      const answer = await fund.read(`/v1/deadlines?${query}`);
      const [row] = answer.data;
      return { said: `${row.dueOn} ${row.ground}`, knownAt: answer.knownAt };
    };
    const first = await limitation();
    expect(first.said).toBe('2026-06-25 oldest_unpaid');
    await fund.add(`${path}/repayments`, payment('1000000', '2023-07-20'));
    expect((await limitation()).said).toBe('2026-07-20 part_payment');
    const log = `/v1/cooperatives/${cooperativeId}/collection-entries`;
    const signed = { kind: 'debt_confirmation', occurredOn: '2023-09-30' };
    const { id } = await fund.add(log, signed);
    expect((await limitation()).said).toBe('2026-09-30 debt_confirmation');
    expect((await limitation(`&knownAt=${first.knownAt}`)).said).toBe(first.said);
    await fund.add(`/v1/collection-entries/${id}/reversal`, { reason: 'Chưa ký' });
    expect((await limitation()).said).toBe('2026-07-20 part_payment');
  });

  test('the terms of a case: hearing, appeal, enforcement, means', async () => {
    const { fund, cooperativeId, loanId } = await fundWithLoan();
    const { id } = await fund.add('/v1/litigation-cases', {
      cooperativeId,
      loanIds: [loanId],
      court: 'Tòa án nhân dân huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-07-03',
      claim: components('200000000', '0'),
    });
    const go = (stage: string, occurredOn: string, more: object = {}) =>
      fund.add(`/v1/litigation-cases/${id}/stages`, { stage, occurredOn, ...more });
    const ofCase = async (asOf: string) => {
      const { data } = await fund.read(`/v1/deadlines?asOf=${asOf}&until=2030-01-01`);
      const rows = data.filter((row: Json) => row.litigationCaseId === id);
      return rows.map((row: Json) => `${row.dueOn} ${row.kind} ${row.law ?? 'set'}`);
    };
    await go('fee_advance_paid', '2023-07-10');
    await go('accepted', '2023-07-12', { nextOn: '2023-08-15' });
    expect(await ofCase('2023-07-12')).toEqual(['2023-08-15 hearing set']);
    await go('hearing', '2023-08-15');
    await go('first_instance_judgment', '2023-08-15');
    expect(await ofCase('2023-08-15')).toEqual([
      '2023-08-30 appeal Bộ luật Tố tụng dân sự 2015, Điều 273',
    ]);
    await go('final', '2023-09-18');
    const enforcement = 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)';
    expect(await ofCase('2023-09-18')).toEqual([
      `2028-09-18 enforcement_request ${enforcement}, Điều 30`,
    ]);
    await go('enforcement_requested', '2023-10-02');
    await go('enforcement_decided', '2023-10-09');
    expect(await ofCase('2023-10-09')).toEqual([]);
    await go('no_means_found', '2023-12-20');
    expect(await ofCase('2023-12-20')).toEqual([
      `2024-06-20 means_recheck ${enforcement}, Điều 44`,
    ]);
    // While it is before the courts, no limitation runs.
    const query = 'asOf=2024-03-31&until=2030-01-01&kind=limitation_to_sue';
    expect((await fund.read(`/v1/deadlines?${query}`)).data).toEqual([]);
  });

  test('a promise not kept, and the recall of a loan', async () => {
    const { fund, path, cooperativeId } = await fundWithLoan();
    await fund.add(`/v1/cooperatives/${cooperativeId}/collection-entries`, {
      kind: 'promise',
      occurredOn: '2023-07-03',
      amount: '20000000',
      promisedOn: '2023-07-31',
    });
    const recall = { decisionNumber: '9/QĐ', decidedOn: '2023-07-03', deadline: '2023-08-31' };
    await fund.add(`${path}/recalls`, recall);
    await fund.add(`${path}/repayments`, payment('5000000', '2023-07-10'));
    const { data } = await fund.read('/v1/deadlines?asOf=2023-07-10&until=2023-12-31');
    const rows = data.map((row: Json) => [row.dueOn, row.kind, row.amount]);
    // 5 million paid of the instalment of 25 June; the rest is asked by the recall.
    expect(rows).toEqual([
      ['2023-06-25', 'instalment', '45000000'],
      ['2023-07-31', 'promise', '15000000'],
      ['2023-08-31', 'recall_deadline', '150000000'],
    ]);
  });

  test('pages through all rows', async () => {
    const { fund } = await fundWithLoan();
    const query = 'asOf=2023-06-27&until=2026-12-31';
    const { data: all, knownAt } = await fund.read(`/v1/deadlines?${query}`);
    const paged = [];
    let cursor = '';
    do {
      const page = await fund.read(`/v1/deadlines?${query}&knownAt=${knownAt}&limit=2${cursor}`);
      paged.push(...page.data);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(all);
  });

  test('up to a day before the one asked about, lists what had lapsed by then', async () => {
    const { fund } = await fundWithLoan();
    expect(await listed(fund, 'asOf=2023-12-01&until=2023-08-31')).toEqual([
      '2023-06-25 instalment lapsed',
    ]);
  });
});
