import { enterExample } from '../../../src/demo/example.ts';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { without, type Api, type Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';

// The fund of Lạng Sơn, whose figures at 30/6/2023 the provincial report of 7/7/2023 gives.
//
// Every other figure here was worked out without our service. Sums (capital, principal collected,
// interest by kind, available principal) were added up from scripts/lang-son-2023/*.csv; which
// borrower is overdue, its principal overdue and in term, and what is expected until 31 December
// came from a second implementation of the rules, day by day and in Python, read with the same CSV.

let api: Api;

const by = () => ({ actor: api.fund.actor, today: calendarDate('2023-07-07') });

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
});

afterAll(() => api.close());

const section = (asOf: string): Promise<Json> =>
  api.fund.read(`/v1/reports/fund-section?asOf=${asOf}`);

/** Localities as locality and names. */
const named = (localities: Json) =>
  localities.map((each: Json) => [
    each.locality,
    ...each.cooperatives.map((one: Json) => one.name.replace('HTX ', '')),
  ]);

const expected = (at: Json) =>
  at.projectedYearEnd.expectedReceipts.map(
    (each: Json) => `${each.expectedOn} ${each.contractNumber} ${each.principal} ${each.ground}`,
  );

/** What recovery plans and the year's last due date bring, at both dates of 2023. */
const AUTUMN = '2023-10-20 08/2018/HĐTD 15000000 recovery_plan';

const LAST = [
  '2023-12-15 11/2017/HĐTD 20000000 recovery_plan',
  '2023-12-15 12/2017/HĐTD 25000000 recovery_plan',
  '2023-12-20 03/2017/HĐTD 20000000 recovery_plan',
  '2023-12-20 08/2018/HĐTD 15000000 recovery_plan',
  '2023-12-25 01/2021/HĐTD 60000000 schedule',
  '2023-12-25 02/2020/HĐTD 20000000 schedule',
  '2023-12-25 02/2021/HĐTD 100000000 schedule',
  '2023-12-25 03/2021/HĐTD 50000000 schedule',
  '2023-12-25 05/2020/HĐTD 50000000 schedule',
];

const SEPTEMBER = [
  '2023-09-15 11/2017/HĐTD 20000000 recovery_plan',
  '2023-09-20 03/2017/HĐTD 20000000 recovery_plan',
  '2023-09-25 02/2020/HĐTD 20000000 schedule',
  '2023-09-25 05/2020/HĐTD 50000000 schedule',
  '2023-09-25 06/2021/HĐTD 150000000 schedule',
];

const available = (amount: string, broughtForward: string, collected: string) => {
  return { amount, broughtForward, collected, disbursed: '0', contributed: '0' };
};

const interest = (total: string, inTerm: string, overdue: string) => {
  return { total, inTerm, overdue, late: '0' };
};

/** What is the same at the three dates; capital: 2,000 + 2,500 + 1,500 + 1,500 m. */
const ALWAYS = {
  borrowers: { withDebt: 20, inTerm: 10, overdue: 10 },
  charterCapital: '7500000000',
  lastDisbursementOn: '2021-08-27',
  lendingSuspension: { decisionNumber: '521/TB-UBND', decidedOn: '2021-09-16' },
};

const VAN_QUAN = ['Văn Quan', 'Xuân Mai', 'Phương Đông', 'Yên Thành'];

describe('the fund section of Lạng Sơn', () => {
  test('at 31/12/2022', async () => {
    const at = await section('2022-12-31');
    expect(at).toMatchObject({
      asOf: '2022-12-31',
      periodStart: '2022-01-01',
      // 180 + 400 + 400 + 420 + 200 + 150 + 400 + 500 + 550 + 250 m
      inTermPrincipal: { amount: '3450000000', borrowers: 10 },
      // 380 + 340 + 210 + 260 + 180 + 220 + 150 m
      overduePrincipal: { amount: '1740000000', borrowers: 7 },
      // 7,500 − 3,450 − 1,740 = 2,310 m; PT001/2022 to PT041/2022 repaid 1,300 m of it.
      availablePrincipal: available('2310000000', '1010000000', '1300000000'),
      interestCollected: interest('343540713', '299469699', '44071014'),
      projectedYearEnd: {
        date: '2022-12-31',
        availablePrincipal: '2310000000',
        expectedTotal: '0',
      },
      litigation: { sued: 3, overdueBorrowers: 10 },
      recalls: { recalled: 0, inTermBorrowers: 10, localities: [] },
      ...ALWAYS,
    });
    expect(expected(at)).toEqual([]);
    // KK01 (22/8), KK02 (10/10) and KK03 (5/12) were filed.
    expect(named(at.litigation.localities)).toEqual([
      ['Văn Quan', 'Xuân Mai', 'Yên Thành'],
      ['Cao Lộc', 'Hợp Thịnh'],
    ]);
  });

  test('at 31/3/2023', async () => {
    const at = await section('2023-03-31');
    expect(at).toMatchObject({
      asOf: '2023-03-31',
      periodStart: '2023-01-01',
      // 70 m less than at the year's end: 20 m of 02/2020 and 50 m of 05/2020, both on 27/3.
      inTermPrincipal: { amount: '3380000000', borrowers: 10 },
      // 55 m less: 10 m (PT001) + 10 m (PT002) + 15 m (PT003) + 20 m (PT014).
      overduePrincipal: { amount: '1685000000', borrowers: 7 },
      availablePrincipal: available('2435000000', '2310000000', '125000000'),
      // In term: PT006 – PT013. Overdue: 15 + 8 + 10 + 10 + 7.5 + 15 m.
      interestCollected: interest('109945864', '44445864', '65500000'),
      projectedYearEnd: { availablePrincipal: '3485000000', expectedTotal: '1050000000' },
      litigation: { sued: 5, overdueBorrowers: 10 },
      recalls: { recalled: 0, inTermBorrowers: 10, localities: [] },
      ...ALWAYS,
    });
    // 25/6/2023 is a Sunday: payable by the 26th.
    expect(expected(at)).toEqual([
      '2023-06-26 01/2021/HĐTD 60000000 schedule',
      '2023-06-26 02/2020/HĐTD 20000000 schedule',
      '2023-06-26 03/2021/HĐTD 50000000 schedule',
      '2023-06-26 04/2021/HĐTD 100000000 schedule',
      '2023-06-26 05/2020/HĐTD 50000000 schedule',
      '2023-06-26 06/2020/HĐTD 100000000 schedule',
      ...SEPTEMBER,
      AUTUMN,
      '2023-11-15 02/2018/HĐTD 20000000 recovery_plan',
      '2023-11-30 03/2019/HĐTD 15000000 recovery_plan',
      ...LAST,
    ]);
    // Văn Quan has three; Bắc Sơn (KK04) and Cao Lộc (KK02) one each, so by the alphabet.
    expect(named(at.litigation.localities)).toEqual([
      VAN_QUAN,
      ['Bắc Sơn', 'Nông nghiệp Xanh'],
      ['Cao Lộc', 'Hợp Thịnh'],
    ]);
  });

  test('at 30/6/2023 is what the provincial report says', async () => {
    const at = await section('2023-06-30');
    expect(at).toMatchObject({
      asOf: '2023-06-30',
      periodStart: '2023-01-01',
      inTermPrincipal: { amount: '3000000000', borrowers: 10 },
      overduePrincipal: { amount: '1610000000', borrowers: 7 },
      availablePrincipal: available('2890000000', '2310000000', '580000000'),
      interestCollected: interest('243100000', '105600000', '137500000'),
      projectedYearEnd: { availablePrincipal: '4110000000', expectedTotal: '1220000000' },
      litigation: { sued: 7, overdueBorrowers: 10 },
      recalls: { recalled: 2, inTermBorrowers: 10 },
      ...ALWAYS,
    });
    expect(named(at.litigation.localities)).toEqual([
      VAN_QUAN,
      ['Bắc Sơn', 'Nông nghiệp Xanh', 'Nông Lâm Sơn Trang'],
      ['Cao Lộc', 'Hợp Thịnh', 'Thống Nhất'],
    ]);
    expect(named(at.recalls.localities)).toEqual([['TP Lạng Sơn', 'Vạn An', 'Yên Dũng']]);
    expect(expected(at)).toEqual([
      ...SEPTEMBER,
      AUTUMN,
      '2023-10-31 06/2020/HĐTD 300000000 recall',
      '2023-11-15 02/2018/HĐTD 20000000 recovery_plan',
      '2023-11-30 03/2019/HĐTD 15000000 recovery_plan',
      '2023-11-30 07/2021/HĐTD 250000000 recall',
      ...LAST,
    ]);
    // Trà Sơn, Tân Cường and Quang Phong owe interest only.
    expect(at.notes.map((each: Json) => each.code)).toEqual(['overdue_without_overdue_principal']);
    const { data } = await api.fund.read('/v1/cooperatives');
    const codes = at.notes[0].cooperativeIds.map(
      (id: string) => data.find((each: Json) => each.id === id)?.code,
    );
    expect(codes).toEqual(['HTX18', 'HTX19', 'HTX20']);
    for (const name of ['Trà Sơn', 'Tân Cường', 'Quang Phong']) {
      expect(at.notes[0].detail).toContain(name);
    }
  });

  test('keeps charter capital = outstanding + available, on every quarter’s end', async () => {
    for (const asOf of ['2016-12-31', '2018-06-30', '2020-09-30', '2021-12-31', '2023-06-30']) {
      const fund = await api.fund.read(`/v1/fund?asOf=${asOf}`);
      const sum = BigInt(fund.principalOutstanding) + BigInt(fund.availablePrincipal);
      expect(String(sum)).toBe(fund.charterCapital);
    }
  });

  test('is changed by nothing when the example is entered again', async () => {
    const before = [await api.countRows(), await section('2023-06-30')];
    const { knownAt } = before[1];
    expect(await enterExample(api.database.database, by())).toBe(false);
    const after = await api.fund.read(
      `/v1/reports/fund-section?asOf=2023-06-30&knownAt=${knownAt}`,
    );
    expect([await api.countRows(), after]).toEqual(before);
  });
});

const ASKED = '/v1/reports/fund-section?asOf=2023-06-30';

const prose = async (): Promise<string> =>
  (await api.fund.get(ASKED, { accept: 'text/plain' })).text.replace(/\s+/g, ' ');

describe('the example’s loans', () => {
  test('are found by contract number, and each stands where the report counts it', async () => {
    const { data } = await api.fund.read('/v1/loans?asOf=2023-06-30&limit=200');
    const count = (standing: string) =>
      data.filter((each: Json) => each.standing === standing).length;
    expect([data.length, count('overdue'), count('in_term'), count('settled')]).toEqual([
      22, 10, 10, 2,
    ]);
    const [loan] = (await api.fund.read('/v1/loans?contractNumber=03/2017/H%C4%90TD')).data;
    expect(loan).toMatchObject({ cooperativeName: 'HTX Xuân Mai', locality: 'Văn Quan' });
    // 350 m left of 500 m, due on 25/5/2020: 1,131 days before 30/6/2023; all overdue.
    expect(await api.fund.read(`/v1/loans/${loan.id}/position?asOf=2023-06-30`)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1131,
      debtGroup: 5,
      oldestUnpaidDueOn: '2020-05-25',
      principal: { disbursed: '500000000', repaid: '150000000', overdue: '350000000', inTerm: '0' },
      inTermInterest: { owed: '0', inArrears: '0' },
      overdueInterest: { owed: '80425042' },
    });
  });
});

describe('the reports about each loan', () => {
  const report = (name: string): Promise<Json> =>
    api.fund.read(`/v1/reports/${name}?asOf=2023-06-30`);

  /** A column of rows, added up. */
  const added = (rows: Json, column: string): string =>
    String(rows.reduce((total: bigint, row: Json) => total + BigInt(row[column]), 0n));

  test('classify the section’s principal: what is in term in group 1, what is overdue in group 5', async () => {
    const { groups, total, badDebtRatioPercent, rows } = await report('debt-classification');
    // Each borrower that has overdue principal has it since 2021 at the latest: above 180 days.
    expect(groups[0]).toEqual({
      debtGroup: 1,
      loans: 10,
      borrowers: 10,
      principalOutstanding: '3000000000',
      collateralDeductible: '0',
      specificProvision: '0',
      generalProvision: '15000000', // 0.5% of 3,000 m
    });
    expect(groups[4]).toMatchObject({
      principalOutstanding: '1610000000',
      specificProvision: '1610000000',
      generalProvision: '0',
    });
    expect(total).toEqual({
      loans: 20,
      borrowers: 20,
      principalOutstanding: '4610000000', // 3,000 + 1,610 m
      collateralDeductible: '0',
      specificProvision: '1610000000',
      generalProvision: '15000000',
    });
    expect(badDebtRatioPercent).toBe('34.92'); // 1,610 / 4,610 = 0.349240…
    for (const column of ['principalOutstanding', 'specificProvision', 'generalProvision']) {
      expect([column, added(rows, column)]).toEqual([column, total[column]]);
      expect([column, added(groups, column)]).toEqual([column, total[column]]);
    }
    expect(rows.map((row: Json) => row.contractNumber)).toEqual(
      rows.map((row: Json) => row.contractNumber).toSorted(),
    );
  });

  test('age the section’s principal: what is not past due, and the overdue', async () => {
    const { bands, total, rows } = await report('arrears-ageing');
    expect(bands[0]).toMatchObject({
      fromDays: 0,
      toDays: 0,
      loans: 10,
      borrowers: 10,
      principalOutstanding: '3000000000',
      overduePrincipal: '0',
      inTermInterestInArrears: '0',
    });
    expect(total).toMatchObject({
      loans: 20,
      borrowers: 20,
      principalOutstanding: '4610000000',
      overduePrincipal: '1610000000',
    });
    for (const column of Object.keys(total).filter((each) => !/^(loans|borrowers)$/.test(each))) {
      expect([column, added(rows, column)]).toEqual([column, total[column]]);
      expect([column, added(bands, column)]).toEqual([column, total[column]]);
    }
  });

  test('part the interest: of the ten in term on the books, of the ten overdue off them', async () => {
    const { onBooks, offBooks, total, rows } = await report('interest-receivable');
    const onBooksOf = (standing: string) =>
      rows
        .filter((row: Json) => row.standing === standing)
        .map((row: Json) => row.onBooks)
        .join(' ');
    expect(onBooksOf('in_term')).toBe(Array(10).fill('true').join(' '));
    expect(onBooksOf('overdue')).toBe(Array(10).fill('false').join(' '));
    const xuanMai = rows.find((row: Json) => row.contractNumber === '03/2017/HĐTD');
    expect(xuanMai).toMatchObject({
      inTermInterest: '0',
      overdueInterest: '80425042',
      receivable: '80425042',
    });
    for (const column of Object.keys(total).filter((each) => !/^(loans|borrowers)$/.test(each))) {
      expect([column, added(rows, column)]).toEqual([column, total[column]]);
      expect([column, added([onBooks, offBooks], column)]).toEqual([column, total[column]]);
    }
  });
});

describe('the cases of Lạng Sơn at 30/6/2023', () => {
  test('by stage, court and locality, as litigation-cases.csv and -stages.csv have them', async () => {
    const found = await api.fund.read('/v1/reports/litigation?asOf=2023-06-30');
    const { stages, courts, localities, pending, total } = found;
    expect(stages.map((each: Json) => [each.stage, each.cases])).toEqual([
      ['accepted', 2],
      ['mediation', 2],
      ['settlement_recognised', 1],
      ['hearing', 1],
      ['enforcement_decided', 1],
    ]);
    // The claims of the CSV added up: principal 1,730 m and the interest claimed.
    expect(courts.map((each: Json) => [each.court, each.cases, each.claimed])).toEqual([
      ['Tòa án nhân dân huyện Văn Quan', 3, '1005452932'],
      ['Tòa án nhân dân huyện Bắc Sơn', 2, '683415121'],
      ['Tòa án nhân dân huyện Cao Lộc', 2, '421100933'],
    ]);
    expect(localities.map((each: Json) => [each.locality, each.borrowers])).toEqual([
      ['Văn Quan', 3],
      ['Bắc Sơn', 2],
      ['Cao Lộc', 2],
    ]);
    // The seven sued are the seven that owe the 1,610 m of overdue principal.
    const expected = {
      cases: 7,
      borrowers: 7,
      claimed: '2109968986',
      principalOutstanding: '1610000000',
    };
    expect(total).toMatchObject(expected);
    expect(pending).toEqual(total);
  });

  test('stand with the regional courts from July 2025 on', async () => {
    const { courts } = await api.fund.read('/v1/reports/litigation?asOf=2025-07-01');
    expect(courts.map((each: Json) => [each.court, each.cases])).toEqual([
      ['Tòa án nhân dân khu vực 3 - Lạng Sơn', 5],
      ['Tòa án nhân dân khu vực 1 - Lạng Sơn', 2],
    ]);
  });

  test('and the limitation of the three not sued runs from their last receipts', async () => {
    const ask = (kind: string) =>
      api.fund.read(`/v1/deadlines?asOf=2023-06-30&until=2030-01-01&kind=${kind}`);
    const limitation = (await ask('limitation_to_sue')).data;
    expect(
      limitation.map(
        (row: Json) => `${row.dueOn} ${row.contractNumber} ${row.ground} ${row.since}`,
      ),
    ).toEqual([
      '2026-03-15 05/2017/HĐTD part_payment 2023-03-15',
      '2026-03-21 08/2016/HĐTD part_payment 2023-03-21',
      '2026-06-15 06/2018/HĐTD part_payment 2023-06-15',
    ]);
    // Settled before the court on 23/12/2022: five years to ask for enforcement.
    const enforcement = (await ask('enforcement_request')).data;
    expect(enforcement.map((row: Json) => [row.dueOn, row.cooperativeName])).toEqual([
      ['2027-12-23', 'HTX Hợp Thịnh'],
    ]);
    const recalls = (await ask('recall_deadline')).data;
    expect(recalls.map((row: Json) => [row.dueOn, row.contractNumber])).toEqual([
      ['2023-10-31', '06/2020/HĐTD'],
      ['2023-11-30', '07/2021/HĐTD'],
    ]);
  });
});

describe('the recovery of Lạng Sơn at 30/6/2023', () => {
  // The default of each loan was followed day by day in Python, read with the CSV: principal of
  // instalments unpaid after their payable-by (of 08/2016/HĐTD all principal, R6), what receipts
  // paid of that of the day before, the oldest year first. At the end 1,610 m, as reported.
  const m = (amount: number) => (amount === 0 ? '0' : `${amount}000000`);

  test('has twenty quarters since September 2018 that end with the overdue principal', async () => {
    const { quarters } = await api.fund.read('/v1/reports/recovery?asOf=2023-06-30');
    const expected = [
      ['2018-Q3', 0, 100, 0, 100, '0.00'],
      ['2018-Q4', 100, 90, 100, 90, '52.63'],
      ['2019-Q1', 90, 0, 40, 50, '44.44'],
      ['2019-Q2', 50, 50, 0, 100, '0.00'],
      ['2019-Q3', 100, 375, 0, 475, '0.00'],
      ['2019-Q4', 475, 235, 0, 710, '0.00'],
      ['2020-Q1', 710, 25, 0, 735, '0.00'],
      ['2020-Q2', 735, 1125, 0, 1860, '0.00'],
      ['2020-Q3', 1860, 25, 160, 1725, '8.49'],
      ['2020-Q4', 1725, 625, 150, 2200, '6.38'],
      ['2021-Q1', 2200, 275, 60, 2415, '2.42'],
      ['2021-Q2', 2415, 115, 180, 2350, '7.11'],
      ['2021-Q3', 2350, 25, 220, 2155, '9.26'],
      ['2021-Q4', 2155, 140, 205, 2090, '8.93'],
      ['2022-Q1', 2090, 20, 60, 2050, '2.84'],
      ['2022-Q2', 2050, 0, 160, 1890, '7.80'],
      ['2022-Q3', 1890, 0, 150, 1740, '7.94'],
      ['2022-Q4', 1740, 0, 0, 1740, '0.00'],
      ['2023-Q1', 1740, 0, 55, 1685, '3.16'],
      ['2023-Q2', 1685, 0, 75, 1610, '4.45'],
    ] as const;
    expect(
      quarters.map((each: Json) => [
        each.quarter,
        each.inDefaultAtStart,
        each.becameOverdue,
        each.collected,
        each.otherwise,
        each.inDefaultAtEnd,
        each.recoveryRatePercent,
      ]),
    ).toEqual(
      expected.map(([quarter, start, became, collected, end, rate]) => [
        quarter,
        ...[start, became, collected, 0, end].map(m),
        rate,
      ]),
    );
  });

  test('has the years of default and each loan', async () => {
    const { vintages, total, loans } = await api.fund.read('/v1/reports/recovery?asOf=2023-06-30');
    const line = (lent: readonly [number, number], flows: readonly number[], rate: string) => ({
      loans: lent[0],
      borrowers: lent[1],
      becameOverdue: m(flows[0] ?? 0),
      collected: m(flows[1] ?? 0),
      collectedAsIncome: '0',
      otherwise: '0',
      inDefault: m(flows[2] ?? 0),
      recoveryRatePercent: rate,
    });
    const byYear = (from: number, ...amounts: number[]) =>
      amounts.map((amount, index) => ({ year: from + index, amount: m(amount) }));
    expect(vintages).toEqual([
      {
        yearOfDefault: 2018,
        ...line([3, 3], [190, 180, 10], '94.74'),
        collectedByYear: byYear(2018, 100, 40, 0, 0, 0, 40),
      },
      {
        yearOfDefault: 2019,
        ...line([5, 5], [660, 445, 215], '67.42'),
        collectedByYear: byYear(2019, 0, 150, 265, 0, 30),
      },
      {
        yearOfDefault: 2020,
        ...line([8, 8], [1800, 900, 900], '50.00'),
        collectedByYear: byYear(2020, 160, 330, 350, 60),
      },
      {
        yearOfDefault: 2021,
        ...line([5, 5], [555, 70, 485], '12.61'),
        collectedByYear: byYear(2021, 70, 0, 0),
      },
      {
        yearOfDefault: 2022,
        ...line([1, 1], [20, 20, 0], '100.00'),
        collectedByYear: byYear(2022, 20, 0),
      },
    ]);
    expect(total).toEqual(line([12, 12], [3225, 1615, 1610], '50.08'));
    expect(
      loans.map((each: Json) => [
        each.contractNumber,
        each.firstDefaultOn,
        each.becameOverdue,
        each.collected,
        each.inDefault,
      ]),
    ).toEqual(
      (
        [
          ['02/2018/HĐTD', '2018-12-26', 300, 60, 240],
          ['02/2020/HĐTD', '2022-03-26', 20, 20, 0],
          ['03/2017/HĐTD', '2020-05-26', 500, 150, 350],
          ['03/2019/HĐTD', '2020-06-26', 160, 20, 140],
          ['04/2018/HĐTD', '2021-03-26', 250, 70, 180],
          ['05/2017/HĐTD', '2020-06-26', 450, 450, 0],
          ['06/2018/HĐTD', '2019-12-26', 180, 180, 0],
          ['08/2016/HĐTD', '2019-09-26', 350, 350, 0],
          ['08/2018/HĐTD', '2019-09-26', 225, 25, 200],
          ['09/2016/HĐTD', '2018-09-26', 100, 100, 0],
          ['11/2017/HĐTD', '2018-12-26', 340, 30, 310],
          ['12/2017/HĐTD', '2020-12-26', 350, 160, 190],
        ] as const
      ).map(([contract, first, ...amounts]) => [contract, first, ...amounts.map(m)]),
    );
  });
});

describe('the section as prose', () => {
  test('has each figure of the target table, in the forms of R23', async () => {
    const answer = await api.fund.get(ASKED, { accept: 'text/plain' });
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    const text = await prose();
    const figures =
      '20 HTX|10 HTX|07 HTX|02 HTX|7,5 tỷ đồng|3 tỷ đồng|1,61 tỷ đồng|2,89 tỷ đồng|' +
      '2,31 tỷ đồng|580 triệu đồng|243,1 triệu đồng|105,6 triệu đồng|137,5 triệu đồng|' +
      '4,11 tỷ đồng|30/6/2023|521/TB-UBND';
    for (const figure of figures.split('|')) expect(text).toContain(figure);
    const names = ['Văn Quan', 'Xuân Mai', 'Phương Đông', 'Yên Thành', 'Bắc Sơn'];
    const more = ['Nông nghiệp Xanh', 'Nông Lâm Sơn Trang', 'Cao Lộc', 'Hợp Thịnh', 'Thống Nhất'];
    for (const name of [...names, ...more, 'Vạn An', 'Yên Dũng']) expect(text).toContain(name);
  });
});

// The figures below came from a third script in Python, read with the same CSV: instalments of the
// contracts and recalls, moved to payable-by; what is unpaid of them at a day by principal paid,
// oldest first; then the shares as fractions and each product rounded half-up.

const FORECAST = '/v1/reports/projection?asOf=2023-06-30';

describe('the forecast of Lạng Sơn at 30/6/2023', () => {
  test('is 4,110 m as planned, and stands beside what contracts ask and the record says', async () => {
    const { availablePrincipal, until, scenarios } = await api.fund.read(FORECAST);
    expect([until, availablePrincipal]).toEqual(['2023-12-31', '2890000000']);
    const sums = (of: Json) => [of.expectedTotal, of.availablePrincipal];
    // Without the 170 m of recovery plans 1,050 m are scheduled.
    expect(sums(scenarios.scheduled)).toEqual(['1050000000', '3940000000']);
    expect(sums(scenarios.planned)).toEqual(['1220000000', '4110000000']);
    // 1,050,000,000 × 950 / 950 + 125,259,898 of the overdue
    expect(sums(scenarios.record)).toEqual(['1175259898', '4065259898']);
    const months = (of: Json) => of.months.map((each: Json) => [each.month, each.expected]);
    expect(months(scenarios.planned)).toEqual([
      ['2023-07', '0'],
      ['2023-08', '0'],
      ['2023-09', '260000000'], // 20 + 20 + 20 + 50 + 150
      ['2023-10', '315000000'], // 15 + 300
      ['2023-11', '285000000'], // 20 + 15 + 250
      ['2023-12', '360000000'], // 20 + 25 + 20 + 15 + 60 + 20 + 100 + 50 + 50
    ]);
    expect(months(scenarios.record).slice(2)).toEqual([
      ['2023-09', '283897945'],
      ['2023-10', '300000000'],
      ['2023-11', '250000000'],
      ['2023-12', '341361953'],
    ]);
    expect(scenarios.planned.expectedReceipts).toEqual(
      (await section('2023-06-30')).projectedYearEnd.expectedReceipts,
    );
  });

  test('shows the four quarters of its record', async () => {
    const { record } = await api.fund.read(FORECAST);
    const quarters = record.quarters.map((each: Json) => [
      each.quarter,
      [each.overdueCollected, each.overdueAtStart],
      [each.scheduledCollected, each.scheduledDue],
      each.otherCollected,
    ]);
    // The collected of 2023 are the section’s: 55 + 70 + 75 + 380 = 580 m.
    expect(quarters).toEqual([
      ['2022-Q3', ['150000000', '1890000000'], ['70000000', '70000000'], '0'],
      ['2022-Q4', ['0', '1740000000'], ['430000000', '430000000'], '0'],
      ['2023-Q1', ['55000000', '1740000000'], ['70000000', '70000000'], '0'],
      ['2023-Q2', ['75000000', '1685000000'], ['380000000', '380000000'], '0'],
    ]);
    // 280 / 7,055 = 3.9688 %
    expect(record.overdueShare).toEqual({
      collected: '280000000',
      base: '7055000000',
      percent: '3.97',
    });
    expect(record.scheduledShare).toEqual({
      collected: '950000000',
      base: '950000000',
      percent: '100.00',
    });
  });

  test('explains the difference of its scenarios loan by loan', async () => {
    const { differences, differenceTotals } = await api.fund.read(FORECAST);
    expect(differenceTotals).toEqual({
      overduePrincipal: '1610000000',
      scheduled: '1050000000',
      planned: '1220000000',
      recordScheduled: '1050000000',
      recordOverdue: '125259898',
      record: '1175259898',
      plannedLessScheduled: '170000000',
      recordLessPlanned: '-44740102',
    });
    const rows = differences.map((row: Json) =>
      [row.contractNumber, row.planned, row.record, row.recordLessPlanned, row.reason].join(' '),
    );
    // 3.97 % of what is overdue, on 30/9 and of what is left on 31/12.
    expect(rows).toEqual([
      '01/2021/HĐTD 60000000 60000000 0 as_scheduled',
      '02/2018/HĐTD 20000000 18672282 -1327718 plan_for_overdue',
      '02/2020/HĐTD 40000000 40000000 0 as_scheduled',
      '02/2021/HĐTD 100000000 100000000 0 as_scheduled',
      '03/2017/HĐTD 40000000 27230413 -12769587 plan_for_overdue',
      '03/2019/HĐTD 15000000 10892165 -4107835 plan_for_overdue',
      '03/2021/HĐTD 50000000 50000000 0 as_scheduled',
      '04/2018/HĐTD 0 14004213 14004213 overdue_without_plan',
      '05/2020/HĐTD 100000000 100000000 0 as_scheduled',
      '06/2020/HĐTD 300000000 300000000 0 as_scheduled',
      '06/2021/HĐTD 150000000 150000000 0 as_scheduled',
      '07/2021/HĐTD 250000000 250000000 0 as_scheduled',
      '08/2018/HĐTD 30000000 15560236 -14439764 plan_for_overdue',
      '11/2017/HĐTD 40000000 24118365 -15881635 plan_for_overdue',
      '12/2017/HĐTD 25000000 14782224 -10217776 plan_for_overdue',
    ]);
  });

  test('of the year’s end before came true as the section says', async () => {
    const asked = 'madeAsOf=2022-12-31&until=2023-06-30&asOf=2023-07-07';
    const at = await api.fund.read(`/v1/reports/projection/accuracy?${asked}`);
    expect(at).toMatchObject({ comparedUntil: '2023-06-30', madeKnownAt: at.knownAt });
    const { planned, record } = at.scenarios;
    // 450 m scheduled of the loans in term, 580 m collected: the overdue paid 55 + 75 m.
    expect(planned).toMatchObject({
      expected: '450000000',
      collected: '580000000',
      difference: '130000000',
      collectedPercent: '128.89',
      availablePrincipal: {
        forecast: '2760000000', // 2,310 + 450
        actual: '2890000000',
        difference: '130000000',
      },
    });
    const months = planned.months.map((each: Json) => [each.expected, each.collected]);
    expect(months).toEqual([
      ['0', '0'],
      ['0', '20000000'], // PT001, PT002
      ['70000000', '105000000'], // 20 + 50; 15 (PT003) and 20 (PT014) more
      ['0', '20000000'], // PT015
      ['0', '40000000'], // PT018, PT019
      ['380000000', '395000000'], // 15 (PT020) more
    ]);
    expect(planned.explained.map((each: Json) => [each.contractNumber, each.amount])).toEqual([
      ['02/2018/HĐTD', '20000000'],
      ['03/2017/HĐTD', '30000000'],
      ['03/2019/HĐTD', '10000000'],
      ['08/2018/HĐTD', '20000000'],
      ['11/2017/HĐTD', '30000000'],
      ['12/2017/HĐTD', '20000000'],
    ]);
    // 97.89 % of 450 m and 4.76 % of the overdue twice: 602,295,020; 580 / 602.29502 = 96.30 %
    expect(record).toMatchObject({
      expected: '602295020',
      difference: '-22295020',
      collectedPercent: '96.30',
    });
  });
});

describe('a receipt of Lạng Sơn that is reversed over the API', () => {
  // PT019/2023, 25/5/2023, HTX Nông Lâm Sơn Trang: 20 m overdue principal, 12 m overdue interest.
  test('moves exactly the lines it is in, by its amounts, and moves them back when entered again', async () => {
    const before = without(await section('2023-06-30'), 'knownAt');
    const [receipt] = (await api.fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
    expect(receipt).toMatchObject({
      amount: '32000000',
      effectiveOn: '2023-05-25',
      allocation: { principal: '20000000', overdueInterest: '12000000' },
    });
    const positionPath = `/v1/loans/${receipt.loanId}/position?asOf=2023-06-30`;
    const position = without(await api.fund.read(positionPath), 'knownAt');
    const { knownAt } = await api.fund.read('/v1/fund');

    await api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm phiếu' });
    expect(without(await section('2023-06-30'), 'knownAt')).toEqual({
      ...before,
      overduePrincipal: { amount: '1630000000', borrowers: 7 }, // 1,610 + 20 m
      availablePrincipal: {
        ...before.availablePrincipal,
        amount: '2870000000', // 2,890 − 20 m
        collected: '560000000', // 580 − 20 m
      },
      interestCollected: {
        ...before.interestCollected,
        total: '231100000', // 243.1 − 12 m
        overdue: '125500000', // 137.5 − 12 m
      },
      sources: [{ ...before.sources[0], available: '2870000000', outstanding: '4630000000' }],
      sourcesTotal: {
        ...before.sourcesTotal,
        available: '2870000000',
        outstanding: '4630000000', // 4,610 + 20 m
      },
      projectedYearEnd: {
        ...before.projectedYearEnd,
        availablePrincipal: '4090000000', // 4,110 − 20 m
      },
      litigation: {
        ...before.litigation,
        cases: before.litigation.cases.map((each: Json) =>
          each.cooperativeName === 'HTX Nông Lâm Sơn Trang'
            ? {
                ...each,
                principalOutstanding: '220000000', // 200 + 20 m
                // 32,000,000 and the overdue interest of 36 days, as below
                outstanding: String(BigInt(each.outstanding) + 32_195_288n),
              }
            : each,
        ),
      },
    });
    // The loan: 20 m more overdue principal since 25/5. Overdue interest in the periods from 26/3
    // to 26/6 and on: 12,000,000 + 9.9% on 20 m of the 36 days to 30/6 (195,288 as the segments
    // round), so 46,694,794 + 12,195,288 = 58,890,082.
    const at = await api.fund.read(positionPath);
    expect(at.principal).toMatchObject({ outstanding: '220000000', overdue: '220000000' });
    expect(at.overdueInterest.owed).toBe('58890082');
    expect(await prose()).toContain('1,63 tỷ đồng');
    // The record: 20 m less collected of the overdue, so 260 / 7,055 of 1,630 m.
    const { record, scenarios } = await api.fund.read(FORECAST);
    expect(record.overdueShare).toMatchObject({ collected: '260000000', percent: '3.69' });
    expect(scenarios.record.expectedTotal).toBe('1167927933');
    // A time before the reversal still knows the receipt.
    const then = await api.fund.read(`${ASKED}&knownAt=${knownAt}`);
    expect(without(then, 'knownAt')).toEqual(before);

    const { amount, effectiveOn, voucherNumber, method, allocation } = receipt;
    const again = { amount, effectiveOn, voucherNumber, method, allocation };
    await api.fund.add(`/v1/loans/${receipt.loanId}/repayments`, again);
    expect(without(await section('2023-06-30'), 'knownAt')).toEqual(before);
    expect(without(await api.fund.read(positionPath), 'knownAt')).toEqual(position);
    const listed = (await api.fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
    expect(listed.map((each: Json) => each.reversedAt)).toEqual([expect.any(String), null]);
  });
});

test('the lending table of Lạng Sơn has the figures of the report, by whatever it is told apart', async () => {
  for (const dimension of ['locality', 'sector', 'borrowerKind', 'source', 'purpose', 'project']) {
    const { total } = await api.fund.read(`/v1/reports/lending?asOf=2023-06-30&by=${dimension}`);
    expect(total).toMatchObject({
      borrowers: 20,
      inTerm: '3000000000',
      overdue: '1610000000',
      outstanding: '4610000000',
      collected: '580000000',
      lent: '0',
      interestCollected: '243100000',
      // 161 of 461
      overdueRatioPercent: '34.92',
    });
  }
});
