import type { Api, Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';

let api: Api;
let report: Json;

const loanIds: Record<string, string> = {};
const borrowerIds: Record<string, string> = {};

const valued = (valuedOn: string, value: string) => ({
  valuedOn,
  value,
  basis: 'Biên bản định giá của Hội đồng định giá tài sản',
});

/** Enters an asset that secures contracts, each up to a bound or whole. */
async function enter(
  said: Readonly<Record<string, unknown>> & { readonly ownedBy?: string },
  valuations: readonly object[],
  secures: readonly (readonly [contractNumber: string, upTo?: string])[],
): Promise<Json> {
  const { ownedBy, ...more } = said;
  const owner = ownedBy === undefined ? {} : { ownerCooperativeId: borrowerIds[ownedBy] };
  return api.fund.add('/v1/collaterals', {
    ...owner,
    ...more,
    valuations,
    secures: secures.map(([contractNumber, upTo]) => ({
      loanId: loanIds[contractNumber],
      ...(upTo === undefined ? {} : { upTo }),
    })),
  });
}

async function enterAssets(): Promise<void> {
  const land = { kind: 'real_estate' };
  // 1. Land of the borrower, valued anew in the period: 500 m counts, not 400 m.
  await enter(
    { ...land, ownedBy: 'HTX01', description: 'Đất trụ sở HTX Xuân Mai' },
    [valued('2018-01-10', '400000000'), valued('2023-04-15', '500000000')],
    [['03/2017/HĐTD']],
  );
  // 2. Land of another: a person by name.
  const thai = { name: 'Hoàng Văn Thái', identityNumber: '020085001234' };
  await enter(
    { ...land, owner: thai, description: 'Đất thửa 112 của ông Thái' },
    [valued('2018-06-01', '300000000')],
    [['04/2018/HĐTD']],
  );
  // 3. Land that the fund may sell since 29 June 2021: two years were over on 29 June 2023.
  await enter(
    {
      ...land,
      ownedBy: 'HTX07',
      description: 'Nhà xưởng HTX Thống Nhất',
      mayBeSoldFrom: '2021-06-29',
    },
    [valued('2019-05-02', '400000000')],
    [['03/2019/HĐTD']],
  );
  // 4. A warehouse that secures three loans of three borrowers, one of them to 60 m.
  await enter(
    { ...land, ownedBy: 'HTX04', description: 'Kho nông sản dùng chung' },
    [valued('2018-09-03', '900000000')],
    [['08/2018/HĐTD', '60000000'], ['11/2017/HĐTD'], ['12/2017/HĐTD']],
  );
  // 5. A truck that the fund may sell since 1 July 2022: the year ends on 1 July 2023.
  await enter(
    { kind: 'vehicle', ownedBy: 'HTX02', description: 'Xe tải', mayBeSoldFrom: '2022-07-01' },
    [valued('2018-07-02', '120000000')],
    [['02/2018/HĐTD']],
  );
  // 6. A machine beside the truck.
  await enter(
    { kind: 'machinery', ownedBy: 'HTX02', description: 'Máy sấy' },
    [valued('2018-07-02', '90000001')],
    [['02/2018/HĐTD']],
  );
  // 7. A deposit beside the warehouse: together more than the principal.
  await enter(
    { kind: 'deposit', ownedBy: 'HTX06', description: 'Sổ tiền gửi tại Quỹ' },
    [valued('2018-01-02', '50000000')],
    [['12/2017/HĐTD']],
  );
  // 8. Land that was released on 31 May.
  const released = await enter(
    { ...land, ownedBy: 'HTX05', description: 'Đất vườn HTX Nông Lâm Sơn Trang' },
    [valued('2018-09-03', '500000000')],
    [['08/2018/HĐTD']],
  );
  await api.fund.add(`/v1/collaterals/${released.id}/release`, {
    releasedOn: '2023-05-31',
    documentNumber: '07/TB-QHT',
  });
  // 9. Cattle of the borrower, at an odd value.
  await enter(
    { kind: 'other', ownedBy: 'HTX13', description: 'Đàn trâu' },
    [valued('2021-06-01', '333333335')],
    [['05/2021/HĐTD']],
  );
  // 10. Land that secures its loan from 1 July only.
  await enter(
    {
      ...land,
      ownedBy: 'HTX16',
      description: 'Đất trại giống HTX Bình Giang',
      effectiveOn: '2023-07-01',
    },
    [valued('2023-06-20', '800000000')],
    [['06/2021/HĐTD']],
  );
  // 11. A machine of another cooperative.
  await enter(
    { kind: 'machinery', ownedBy: 'HTX16', description: 'Máy gặt của HTX Bình Giang' },
    [valued('2021-04-01', '100000000')],
    [['01/2021/HĐTD']],
  );
}

beforeAll(async () => {
  api = await startLangSon('2023-07-10');
  const { data: loans } = await api.fund.read('/v1/loans?limit=200');
  for (const { id, contractNumber } of loans) loanIds[contractNumber] = id;
  const { data: borrowers } = await api.fund.read('/v1/cooperatives?limit=200');
  for (const { id, code } of borrowers) borrowerIds[code] = id;
  // Three loans in term are put into groups 2, 3 and 4, so that each rate has a loan.
  for (const [contractNumber, group] of [
    ['06/2021/HĐTD', 2],
    ['05/2021/HĐTD', 3],
    ['01/2021/HĐTD', 4],
  ] as const) {
    await api.fund.add(`/v1/loans/${loanIds[contractNumber]}/debt-group-overrides`, {
      group,
      effectiveOn: '2023-06-01',
      reason: 'Kết quả kiểm tra',
    });
  }
  await enterAssets();
  report = await api.fund.read('/v1/reports/debt-classification?asOf=2023-06-30');
});

afterAll(() => api.close());

/** A loan as `principal − deductible, percent → provision`. */
function working(contractNumber: string): string {
  const row = report.rows.find((each: Json) => each.contractNumber === contractNumber);
  const { principalOutstanding, collateralDeductible, specificProvisionPercent } = row;
  return (
    `${principalOutstanding} − ${collateralDeductible}, ` +
    `${specificProvisionPercent} → ${row.specificProvision}`
  );
}

/** The assets of a loan as `ground share of deductible`. */
function parts(contractNumber: string): string[] {
  const { collaterals } = report.rows.find((each: Json) => each.contractNumber === contractNumber);
  return collaterals.map(
    (each: Json) => `${each.description}: ${each.ground} ${each.share} of ${each.deductible}`,
  );
}

// R41
describe('the provisions of the example fund on 30 June 2023, worked by hand', () => {
  test.each([
    // 50% × 500 m = 250 m; 100% × (350 − 250)
    ['03/2017/HĐTD', '350000000 − 250000000, 100 → 100000000'],
    // 50% × 300 m = 150 m; 180 − 150
    ['04/2018/HĐTD', '180000000 − 150000000, 100 → 30000000'],
    // The right to sell is older than two years: nothing
    ['03/2019/HĐTD', '140000000 − 0, 100 → 140000000'],
    // 50% × 900 m = 450 m by 200 : 310 : 190. Of 700 the first would have 128,571,429, and may have 60 m.
    // 390 m are left by 310 : 190: × 310/500 = 241.8 m, × 190/500 = 148.2 m. 200 − 60
    ['08/2018/HĐTD', '200000000 − 60000000, 100 → 140000000'],
    // 310 − 241.8
    ['11/2017/HĐTD', '310000000 − 241800000, 100 → 68200000'],
    // 148.2 m and a deposit of 50 m are 198.2 m: no more than the 190 m that are owed
    ['12/2017/HĐTD', '190000000 − 190000000, 100 → 0'],
    // 30% × 120 m = 36 m, 30% × 90,000,001 = 27,000,000.3 → 27 m; 240 − 63
    ['02/2018/HĐTD', '240000000 − 63000000, 100 → 177000000'],
    // 30% × 333,333,335 = 100,000,000.5 → 100,000,001; 25% × 399,999,999 = 99,999,999.75 → 100 m
    ['05/2021/HĐTD', '500000000 − 100000001, 25 → 100000000'],
    // Not secured before July: 2% × 550 m
    ['06/2021/HĐTD', '550000000 − 0, 2 → 11000000'],
    // 30% × 100 m = 30 m; 50% × (360 − 30)
    ['01/2021/HĐTD', '360000000 − 30000000, 50 → 165000000'],
    // Nothing secures it, and group 1 has no specific provision
    ['02/2021/HĐTD', '200000000 − 0, 0 → 0'],
  ])('contract %s: %s', (contractNumber, worked) => {
    expect(working(contractNumber)).toBe(worked);
  });

  test('tell of what each deduction is made, and why an asset is not deducted', () => {
    expect(parts('03/2019/HĐTD')).toEqual([
      'Nhà xưởng HTX Thống Nhất: right_to_sell_too_old 0 of 0',
    ]);
    // The land that was released is none of its collateral any more.
    expect(parts('08/2018/HĐTD')).toEqual([
      'Kho nông sản dùng chung: counted 60000000 of 450000000',
    ]);
    expect(parts('02/2018/HĐTD')).toEqual([
      'Máy sấy: counted 27000000 of 27000000',
      'Xe tải: counted 36000000 of 36000000',
    ]);
    // 190 m by 148.2 : 50: 142,068,617.56 and 47,931,382.44; the đồng left goes to the greater remainder
    expect(parts('12/2017/HĐTD')).toEqual([
      'Kho nông sản dùng chung: counted 142068618 of 450000000',
      'Sổ tiền gửi tại Quỹ: counted 47931382 of 50000000',
    ]);
    expect(parts('06/2021/HĐTD')).toEqual([]);
  });

  test('add up by group and in all', () => {
    // Group 5: 177 + 100 + 140 + 30 + 140 + 68.2 + 0 m of provisions on 1,610 m,
    // less 63 + 250 + 0 + 150 + 60 + 241.8 + 190 m
    expect(report.groups[4]).toMatchObject({
      principalOutstanding: '1610000000',
      collateralDeductible: '954800000',
      specificProvision: '655200000',
    });
    // With 11, 100 and 165 m of groups 2, 3 and 4; 100,000,001 and 30 m are deducted there.
    expect(report.total).toMatchObject({
      principalOutstanding: '4610000000',
      collateralDeductible: '1084800001',
      specificProvision: '931200000',
      generalProvision: '15000000', // 0.5% of 3,000 m: collateral does not lower it
    });
    for (const column of ['collateralDeductible', 'specificProvision']) {
      const total = report.rows.reduce((sum: bigint, row: Json) => sum + BigInt(row[column]), 0n);
      expect(String(total)).toBe(report.total[column]);
    }
  });

  test('go by the value and the rights of their own day', async () => {
    const deducted = async (asOf: string, contractNumber: string) => {
      const { rows } = await api.fund.read(`/v1/reports/debt-classification?asOf=${asOf}`);
      return rows.find((each: Json) => each.contractNumber === contractNumber).collateralDeductible;
    };
    // Before it was valued anew 50% × 400 m counted.
    expect(await deducted('2023-04-14', '03/2017/HĐTD')).toBe('200000000');
    expect(await deducted('2023-04-15', '03/2017/HĐTD')).toBe('250000000');
    // On the last day of the two years 50% × 400 m is more than the 140 m owed.
    expect(await deducted('2023-06-29', '03/2019/HĐTD')).toBe('140000000');
    expect(await deducted('2023-07-01', '02/2018/HĐTD')).toBe('63000000');
    expect(await deducted('2023-07-02', '02/2018/HĐTD')).toBe('27000000');
    // 50% × 800 m from 1 July on
    expect(await deducted('2023-07-01', '06/2021/HĐTD')).toBe('400000000');
  });

  test('leave the fund section as it was', async () => {
    const section = await api.fund.read('/v1/reports/fund-section?asOf=2023-06-30');
    expect(section).toMatchObject({
      charterCapital: '7500000000',
      overduePrincipal: { amount: '1610000000', borrowers: 7 },
      inTermPrincipal: { amount: '3000000000', borrowers: 10 },
    });
  });

  test('stand in the workbook, with the collateral of each loan', async () => {
    const { data } = await api.fund.read('/v1/collaterals?state=released');
    expect(data.map((each: Json) => each.description)).toEqual(['Đất vườn HTX Nông Lâm Sơn Trang']);
    const { totals } = await api.fund.read('/v1/collaterals?totals=true&asOf=2023-06-30');
    expect(totals).toMatchObject({ count: 11, deducted: '1084800001' });
  });
});
