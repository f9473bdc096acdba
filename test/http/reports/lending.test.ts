import {
  components,
  contribute,
  cooperativeBody,
  lend,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';
import { getFile, readWorkbook } from '../../support/workbooks.ts';

let api: Api;

const BULLET = {
  principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
  interestSchedule: { every: 'maturity' },
};

/**
 * To be worked by hand. All lent on 25 March 2023:
 *
 * - A, Văn Quan: R3's loan, 200 m in four instalments, nothing paid. On 31 December those of 25 June (payable
 *   on the 26th), 25 September and 25 December (a Monday) are overdue: 150 m, 188 days past due, so in
 *   debt group 5 with all of its 200 m. 12 people work in it.
 * - B, Cao Lộc, a group: 200 m due on 25 March 2024, 30 m of it repaid on 10 May: 170 m in term. 5 people.
 * - C, of B too, member of nothing: 100 m at no interest, repaid on 2 May: settled. 7 people, not counted.
 * - D of a third borrower was signed and never disbursed.
 */
beforeAll(async () => {
  api = await startApi('2023-12-31');
  const { fund } = api;
  await contribute(fund);
  const of = async (more: object): Promise<string> =>
    (await fund.add('/v1/cooperatives', cooperativeBody(more))).id;
  const first = await of({ code: 'A', name: 'HTX A', locality: 'Văn Quan', sector: 'lâm nghiệp' });
  const second = await of({ code: 'B', name: 'THT B', locality: 'Cao Lộc', kind: 'group' });
  const third = await of({ code: 'D', name: 'HTX D', locality: 'Bắc Sơn' });
  await lend(fund, { purpose: 'trồng hồi', jobs: 12 }, first);
  const b = await lend(
    fund,
    { ...BULLET, sector: 'dịch vụ', project: 'Chợ Kỳ Lừa', jobs: 5 },
    second,
  );
  await fund.add(`${b.path}/repayments`, {
    amount: '30000000',
    effectiveOn: '2023-05-10',
    voucherNumber: 'PT1',
    allocation: components('30000000', '0'),
  });
  const free = { ratePercent: '0', overdueRatePercent: '0', principal: '100000000' };
  const c = await lend(fund, { ...BULLET, ...free, purpose: 'mua xe', jobs: 7 }, second);
  await fund.add(`${c.path}/repayments`, {
    amount: '100000000',
    effectiveOn: '2023-05-02',
    voucherNumber: 'PT2',
  });
  await fund.add('/v1/loans', {
    ...BULLET,
    cooperativeId: third,
    contractNumber: 'D',
    signedOn: '2023-03-20',
    principal: '1000000',
    ratePercent: '6',
    jobs: 9,
  });
});

afterAll(() => api.close());

const read = (query = ''): Promise<Json> => api.fund.read(`/v1/reports/lending?${query}`);

const A = {
  borrowers: 1,
  loans: 1,
  lent: '200000000',
  collected: '0',
  interestCollected: '0',
  outstanding: '200000000',
  inTerm: '50000000',
  overdue: '150000000',
  overdueRatioPercent: '75.00',
  badDebt: '200000000',
  badDebtRatioPercent: '100.00',
  chargedOff: '0',
  jobs: 12,
  totalLent: '200000000',
  totalCollected: '0',
  loanTurns: 1,
};

const B = {
  ...A,
  lent: '300000000',
  collected: '130000000',
  outstanding: '170000000',
  inTerm: '170000000',
  overdue: '0',
  overdueRatioPercent: '0.00',
  badDebt: '0',
  badDebtRatioPercent: '0.00',
  jobs: 5,
  totalLent: '300000000',
  totalCollected: '130000000',
  loanTurns: 2,
};

// 150 of 370: 40.54 %; 200 of 370: 54.05 %.
const TOTAL = {
  borrowers: 2,
  loans: 2,
  lent: '500000000',
  collected: '130000000',
  interestCollected: '0',
  outstanding: '370000000',
  inTerm: '220000000',
  overdue: '150000000',
  overdueRatioPercent: '40.54',
  badDebt: '200000000',
  badDebtRatioPercent: '54.05',
  chargedOff: '0',
  jobs: 17,
  totalLent: '500000000',
  totalCollected: '130000000',
  loanTurns: 3,
};

describe('GET /v1/reports/lending', () => {
  test('has a row for each locality, by number of borrowers and the alphabet, and a total', async () => {
    expect(await read()).toEqual({
      asOf: '2023-12-31',
      periodStart: '2023-01-01',
      knownAt: expect.any(String),
      by: 'locality',
      rows: [
        { group: 'Cao Lộc', name: 'Cao Lộc', ...B },
        { group: 'Văn Quan', name: 'Văn Quan', ...A },
      ],
      total: TOTAL,
    });
  });

  test('tells what is not known of a loan apart, last', async () => {
    const rowsBy = async (by: string): Promise<[string | null, string, number][]> =>
      (await read(`by=${by}`)).rows.map((row: Json) => [row.group, row.totalLent, row.loanTurns]);
    expect(await rowsBy('sector')).toEqual([
      ['dịch vụ', '200000000', 1],
      ['lâm nghiệp', '200000000', 1],
      [null, '100000000', 1],
    ]);
    expect(await rowsBy('purpose')).toEqual([
      ['trồng hồi', '200000000', 1],
      ['mua xe', '100000000', 1],
      [null, '200000000', 1],
    ]);
    expect(await rowsBy('project')).toEqual([
      ['Chợ Kỳ Lừa', '200000000', 1],
      [null, '300000000', 2],
    ]);
    expect(await rowsBy('borrowerKind')).toEqual([
      ['cooperative', '200000000', 1],
      ['group', '300000000', 2],
    ]);
    const { rows, total } = await read('by=source');
    expect(rows).toEqual([{ group: 'charter', name: 'Vốn điều lệ', ...TOTAL }]);
    expect(total).toEqual(TOTAL);
    expect((await read('by=borrowerKind')).rows[1].name).toBe('tổ hợp tác');
  });

  test('counts the money of the period alone, and since the founding all of it', async () => {
    const { periodStart, total } = await read('periodStart=2023-05-03&asOf=2023-05-31');
    expect(periodStart).toBe('2023-05-03');
    expect(total).toMatchObject({
      lent: '0',
      collected: '30000000',
      outstanding: '370000000',
      overdue: '0',
      badDebt: '0',
      totalLent: '500000000',
      totalCollected: '130000000',
    });
    const before = await read('asOf=2023-03-24');
    expect(before.rows).toEqual([]);
    expect(before.total).toMatchObject({ borrowers: 0, loanTurns: 0, overdueRatioPercent: null });
  });

  test('has the principal of a debt group from 3 on as bad debt, all of the loan', async () => {
    // A is past due since 26 June: 30 days on 26 July, the first of group 3.
    expect((await read('asOf=2023-07-25')).total).toMatchObject({ badDebt: '0' });
    expect((await read('asOf=2023-07-26')).total).toMatchObject({
      overdue: '50000000',
      badDebt: '200000000',
    });
  });

  test('has in its turnover what openings state, and in no period (R33)', async () => {
    const fund = await api.addFund();
    await fund.put('/v1/fund/opening', {
      on: '2022-12-31',
      documentNumber: '1/BB',
      capital: [
        { source: 'charter', amount: '900000000' },
        { source: 'advance', amount: '100000000' },
      ],
    });
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    // 200 m paid out in 2021, of which 120 m are unpaid: 80 m came back.
    const opening = {
      on: '2022-12-31',
      instalments: [{ dueOn: '2024-03-25', principal: '120000000' }],
      inTermInterest: { due: [], accrued: '0' },
      overdueInterest: '0',
      lateInterest: '0',
    };
    const loan = await fund.add('/v1/loans', {
      ...BULLET,
      cooperativeId: id,
      contractNumber: '1/2021',
      signedOn: '2021-03-20',
      principal: '200000000',
      ratePercent: '6.6',
      jobs: 4,
      opening,
    });
    const lending = async (query: string): Promise<Json> =>
      (await fund.read(`/v1/reports/lending?${query}`)).total;
    const opened = {
      ...TOTAL,
      borrowers: 1,
      loans: 1,
      lent: '0',
      collected: '0',
      outstanding: '120000000',
      inTerm: '120000000',
      overdue: '0',
      overdueRatioPercent: '0.00',
      badDebt: '0',
      badDebtRatioPercent: '0.00',
      jobs: 4,
      totalLent: '200000000',
      totalCollected: '80000000',
      loanTurns: 1,
    };
    expect(await lending('asOf=2023-01-01')).toEqual(opened);
    await fund.add(`/v1/loans/${loan.id}/repayments`, {
      amount: '20000000',
      effectiveOn: '2023-02-01',
      voucherNumber: 'PT1',
      allocation: components('20000000', '0'),
    });
    const after = { outstanding: '100000000', inTerm: '100000000', totalCollected: '100000000' };
    expect(await lending('asOf=2023-02-01')).toEqual({
      ...opened,
      ...after,
      collected: '20000000',
    });
    const section = await fund.read('/v1/reports/fund-section?asOf=2023-02-01');
    expect(section).toMatchObject({
      inTermPrincipal: { amount: '100000000', borrowers: 1 },
      availablePrincipal: { collected: '20000000', disbursed: '0' },
    });
    // Of the budget's advance, 50 m: a row of its own, and of each source what the section has.
    const advanced = await fund.add('/v1/loans', {
      ...BULLET,
      cooperativeId: id,
      contractNumber: '1/2023',
      signedOn: '2023-01-10',
      principal: '50000000',
      ratePercent: '6.6',
      source: 'advance',
    });
    await fund.add(`/v1/loans/${advanced.id}/disbursements`, {
      amount: '50000000',
      effectiveOn: '2023-01-31',
      voucherNumber: 'PC1',
    });
    const { rows } = await fund.read('/v1/reports/lending?asOf=2023-02-01&by=source');
    expect(rows).toMatchObject([
      { group: 'charter', outstanding: '100000000', lent: '0', totalLent: '200000000' },
      { group: 'advance', outstanding: '50000000', lent: '50000000', totalLent: '50000000' },
    ]);
    const { sources } = await fund.read('/v1/reports/fund-section?asOf=2023-02-01');
    const told = (each: Json) => [each.source ?? each.group, each.name, each.outstanding];
    expect(rows.map(told)).toEqual(sources.map(told));
    // Nothing is known of days before.
    const before = await fund.get('/v1/reports/lending?asOf=2022-12-30');
    expect([before.status, before.body.code]).toEqual([422, 'before-opening']);
    const start = await fund.get('/v1/reports/lending?asOf=2023-02-01&periodStart=2022-12-31');
    expect([start.status, start.body.code]).toEqual([422, 'before-opening']);
  });

  test('agrees with the fund section of the same days, to the đồng', async () => {
    for (const days of ['asOf=2023-12-31', 'asOf=2023-06-30&periodStart=2023-05-03']) {
      const { total } = await read(days);
      const section = await api.fund.read(`/v1/reports/fund-section?${days}`);
      expect(total).toMatchObject({
        borrowers: section.borrowers.withDebt,
        lent: section.availablePrincipal.disbursed,
        collected: section.availablePrincipal.collected,
        interestCollected: section.interestCollected.total,
        inTerm: section.inTermPrincipal.amount,
        overdue: section.overduePrincipal.amount,
      });
    }
  });

  test('is CSV with a last row of totals, and XLSX', async () => {
    const { text } = await api.fund.get('/v1/reports/lending?format=csv&bom=false');
    const lines = text.trim().split('\r\n');
    expect(lines[0]).toMatch(/^row,group,name,borrowers,loans,lent,collected,/);
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'row',
      '"group"',
      '"group"',
      '"total"',
    ]);
    expect(lines[3]).toBe(
      '"total",,"Tổng cộng",2,2,500000000,130000000,0,370000000,220000000,150000000,"40.54",' +
        '200000000,"54.05",0,17,500000000,130000000,3',
    );
    const address = '/v1/reports/lending?format=xlsx&by=purpose&localitiesOn=2023-06-30';
    const [sheet] = readWorkbook((await getFile(api, api.fund, address)).bytes);
    const above = [1, 2, 3].flatMap((row) => sheet?.row(row) ?? []).join(' ');
    expect(above).toContain('TÌNH HÌNH CHO VAY THEO MỤC ĐÍCH VAY');
    expect(above).toContain('địa bàn theo ngày 30/6/2023');
    const cells = sheet?.body.map((row) => [row[0], row[6], row.at(-1)]);
    expect(cells).toEqual([
      ['trồng hồi', '200000000', '1'],
      ['mua xe', '0', '1'],
      ['chưa ghi', '170000000', '1'],
      ['Tổng cộng', '370000000', '3'],
    ]);
  });

  test.each([
    ['by=district', '?by'],
    ['periodStart=2024-01-01', '?periodStart'],
    ['asOf=2023-02-30', '?asOf'],
    ['until=2023-02-01', '?until'],
  ])('is refused for %s', async (query, pointer) => {
    const answer = await api.fund.get(`/v1/reports/lending?${query}`);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
