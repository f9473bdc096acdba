import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enterExample } from '../../src/example.ts';
import { calendarDate } from '../../src/domain/dates.ts';
import { without, type Api, type Json } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';

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
}, 120_000);

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
      projectedYearEnd: {
        ...before.projectedYearEnd,
        availablePrincipal: '4090000000', // 4,110 − 20 m
      },
    });
    // The loan: 20 m more overdue principal since 25/5. Overdue interest in the periods from 26/3
    // to 26/6 and on: 12,000,000 + 9.9% on 20 m of the 36 days to 30/6 (195,288 as the segments
    // round), so 46,694,794 + 12,195,288 = 58,890,082.
    const at = await api.fund.read(positionPath);
    expect(at.principal).toMatchObject({ outstanding: '220000000', overdue: '220000000' });
    expect(at.overdueInterest.owed).toBe('58890082');
    expect(await prose()).toContain('1,63 tỷ đồng');
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
