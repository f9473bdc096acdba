import type { AgeingBand, ArrearsAgeing } from '../../domain/reports/arrearsAgeing.ts';
import type { DebtClassification } from '../../domain/reports/debtClassification.ts';
import type { InterestReceivable } from '../../domain/reports/interestReceivable.ts';
import type { CaseTotals, LitigationReport } from '../../domain/reports/litigation.ts';
import type { DefaultPeriod, Recovered, Recovery } from '../../domain/reports/recovery.ts';
import { quarterWords } from '../words/vietnamese.ts';
import { sum } from '../../domain/primitives/money.ts';
import { COLLATERAL_KIND_WORDS, STAGE_WORDS } from '../words/vocabulary.ts';
import { caseColumns, loanColumns, loanLineColumns } from '../sheets/workbookColumns.ts';
import { count, date, money, percent, sheetOf, text, type Sheet } from '../sheets/workbook.ts';

// The reports with a row for each loan or case: first what they come to, then the rows.

interface Counts {
  readonly loans: number;
  readonly borrowers: number;
}

/**
 * How many loans, and of how many borrowers: one with several counts once, so they do not add up.
 */
const countColumns = (total: Counts) => [
  count<Counts>('Số khoản vay', (row) => row.loans, total.loans),
  count<Counts>('Số HTX', (row) => row.borrowers, total.borrowers),
];

type Classified = DebtClassification['rows'][number];

/** How the principal of a loan comes to what is provided for (R41). */
function deductionColumns(total: DebtClassification['total'], rows: readonly Classified[]) {
  return [
    money<Classified>(
      'Khấu trừ TSBĐ',
      (row) => row.collateralDeductible,
      total.collateralDeductible,
    ),
    money<Classified>(
      'Dư nợ sau khấu trừ',
      (row) => row.uncoveredPrincipal,
      sum(rows.map((row) => row.uncoveredPrincipal)),
    ),
    percent<Classified>('Tỷ lệ DPCT (%)', (row) => row.specificProvisionPercent),
  ];
}

const DEDUCTION_WORDS: Readonly<
  Record<Classified['collaterals'][number]['deductible']['ground'], string>
> = {
  counted: 'được khấu trừ',
  not_in_force: 'không bảo đảm trong ngày',
  not_valued: 'chưa định giá',
  right_to_sell_too_old: 'quá thời hạn kể từ khi có quyền xử lý',
};

/** What is deducted of each asset from each loan; no sheet, where nothing secures a loan (R41). */
function assetSheet(rows: readonly Classified[]): Sheet[] {
  const shares = rows.flatMap((row) =>
    row.collaterals.map((share) => ({ ...share, contractNumber: row.contractNumber })),
  );
  if (shares.length === 0) return [];
  type Share = (typeof shares)[number];
  const columns = [
    text<Share>('Số hợp đồng', 16, (row) => row.contractNumber),
    text<Share>('Tài sản bảo đảm', 44, (row) => row.asset.description),
    text<Share>('Loại', 20, (row) => COLLATERAL_KIND_WORDS[row.asset.kind]),
    date<Share>('Ngày định giá', (row) => row.deductible.valuation?.valuedOn ?? null),
    money<Share>('Giá trị', (row) => row.deductible.valuation?.value ?? null),
    percent<Share>('Tỷ lệ khấu trừ (%)', (row) => row.deductible.percent),
    money<Share>('Giá trị khấu trừ', (row) => row.deductible.amount),
    money<Share>('Tính cho khoản vay', (row) => row.share, sum(shares.map((row) => row.share))),
    text<Share>('Ghi chú', 34, (row) => DEDUCTION_WORDS[row.deductible.ground]),
  ];
  return [sheetOf('Tài sản bảo đảm', 'TÀI SẢN BẢO ĐẢM ĐƯỢC KHẤU TRỪ', columns, shares)];
}

/** The fund's debt by group, with provisions (R16). */
export function classificationSheets({
  groups,
  total,
  rows,
  ...rest
}: DebtClassification): Sheet[] {
  type Amounts = Pick<
    typeof total,
    'principalOutstanding' | 'specificProvision' | 'generalProvision'
  >;
  const amounts = [
    money<Amounts>('Dư nợ gốc', (row) => row.principalOutstanding, total.principalOutstanding),
    money<Amounts>('Dự phòng cụ thể', (row) => row.specificProvision, total.specificProvision),
    money<Amounts>('Dự phòng chung', (row) => row.generalProvision, total.generalProvision),
  ];
  type Group = (typeof groups)[number];
  const share = percent<Group>('Tỷ lệ nợ xấu (%)', () => null, rest.badDebtRatioPercent);
  const summary = [
    text<Group>('Nhóm nợ', 14, (row) => `Nhóm ${row.debtGroup}`),
    ...countColumns(total),
    ...amounts,
    share,
  ];
  const columns = [
    ...loanLineColumns<(typeof rows)[number]>(),
    count<(typeof rows)[number]>('Nhóm nợ của khoản vay', (row) => row.ownDebtGroup),
    count<(typeof rows)[number]>('Nhóm nợ', (row) => row.debtGroup),
    ...amounts.slice(0, 1),
    ...(rows.every((row) => row.collaterals.length === 0) ? [] : deductionColumns(total, rows)),
    ...amounts.slice(1),
  ];
  const assets = assetSheet(rows);
  return [
    sheetOf('Nhóm nợ', 'PHÂN LOẠI NỢ VÀ TRÍCH LẬP DỰ PHÒNG', summary, groups),
    sheetOf('Khoản vay', 'PHÂN LOẠI NỢ THEO KHOẢN VAY', columns, rows),
    ...assets,
  ];
}

/** `10 đến 29 ngày`; a band of one day says that day. */
function daysOfBand({ fromDays, toDays }: AgeingBand): string {
  if (toDays === null) return `từ ${fromDays} ngày`;
  return fromDays === toDays ? `${fromDays} ngày` : `${fromDays} đến ${toDays} ngày`;
}

/** The fund's debt by days past due. */
export function ageingSheets({ bands, total, rows }: ArrearsAgeing): Sheet[] {
  type Amounts = Omit<typeof total, keyof Counts>;
  const amounts = [
    money<Amounts>('Dư nợ gốc', (row) => row.principalOutstanding, total.principalOutstanding),
    money<Amounts>('Dư nợ gốc quá hạn', (row) => row.overduePrincipal, total.overduePrincipal),
    money<Amounts>(
      'Lãi trong hạn quá hạn trả',
      (row) => row.inTermInterestInArrears,
      total.inTermInterestInArrears,
    ),
    money<Amounts>('Lãi quá hạn', (row) => row.overdueInterestOwed, total.overdueInterestOwed),
    money<Amounts>('Lãi chậm trả', (row) => row.lateInterestOwed, total.lateInterestOwed),
  ];
  const band = text<AgeingBand>('Quá hạn', 18, daysOfBand);
  const loans = [...loanLineColumns<(typeof rows)[number]>(), band, ...amounts];
  return [
    sheetOf(
      'Thời gian quá hạn',
      'NỢ THEO THỜI GIAN QUÁ HẠN',
      [band, ...countColumns(total), ...amounts],
      bands,
    ),
    sheetOf('Khoản vay', 'NỢ THEO THỜI GIAN QUÁ HẠN, TỪNG KHOẢN VAY', loans, rows),
  ];
}

const whereBooked = (onBooks: boolean): string => (onBooks ? 'nội bảng' : 'ngoại bảng');

/** The interest owed to the fund, on its books and off them (TT52 art. 5). */
export function receivableSheets({ onBooks, offBooks, total, rows }: InterestReceivable): Sheet[] {
  type Amounts = Omit<typeof total, keyof Counts>;
  const amounts = [
    money<Amounts>('Lãi trong hạn', (row) => row.inTermInterest, total.inTermInterest),
    money<Amounts>('Lãi quá hạn', (row) => row.overdueInterest, total.overdueInterest),
    money<Amounts>('Lãi chậm trả', (row) => row.lateInterest, total.lateInterest),
    money<Amounts>('Lãi phải thu', (row) => row.receivable, total.receivable),
    money<Amounts>('Lãi thu thừa', (row) => row.credit, total.credit),
  ];
  const booked = text<{ readonly onBooks: boolean }>('Theo dõi', 14, (row) =>
    whereBooked(row.onBooks),
  );
  const sides = [
    { ...onBooks, onBooks: true },
    { ...offBooks, onBooks: false },
  ];
  const loans = [
    ...loanLineColumns<(typeof rows)[number]>(),
    count<(typeof rows)[number]>('Nhóm nợ', (row) => row.debtGroup),
    booked,
    ...amounts,
  ];
  return [
    sheetOf('Lãi phải thu', 'LÃI PHẢI THU', [booked, ...countColumns(total), ...amounts], sides),
    sheetOf('Khoản vay', 'LÃI PHẢI THU THEO KHOẢN VAY', loans, rows),
  ];
}

/** `Quý III/2018`. */
function quarterLabel(quarter: string): string {
  const { number, year } = quarterWords(quarter);
  return `Quý ${number}/${year}`;
}

type Rated = Pick<Recovered, 'recoveryRatePercent'>;

/** What of the money collected is income: the column is there if the fund has any (R40). */
const AS_INCOME = 'Trong đó ghi thu nhập';

/** Principal in default from the start of a period to its end. */
const periodColumns = (hasIncome: boolean) => [
  money<DefaultPeriod>('Nợ gốc quá hạn đầu kỳ', (row) => row.inDefaultAtStart),
  money<DefaultPeriod>('Phát sinh quá hạn', (row) => row.becameOverdue),
  money<DefaultPeriod>('Đã thu hồi', (row) => row.collected),
  ...(hasIncome ? [money<DefaultPeriod>(AS_INCOME, (row) => row.collectedAsIncome)] : []),
  money<DefaultPeriod>('Giảm không bằng tiền', (row) => row.otherwise),
  money<DefaultPeriod>('Nợ gốc quá hạn cuối kỳ', (row) => row.inDefaultAtEnd),
];

/** What was recovered of principal in default, by quarter, by year of default, and by loan. */
export function recoverySheets({ quarters, vintages, total, loans }: Recovery): Sheet[] {
  type Amounts = Pick<
    Recovered,
    'becameOverdue' | 'collected' | 'collectedAsIncome' | 'otherwise' | 'inDefault'
  >;
  const { collectedAsIncome: income } = total;
  const hasIncome = !income.isZero();
  const amounts = [
    money<Amounts>('Phát sinh quá hạn', (row) => row.becameOverdue, total.becameOverdue),
    money<Amounts>('Đã thu hồi', (row) => row.collected, total.collected),
    ...(hasIncome ? [money<Amounts>(AS_INCOME, (row) => row.collectedAsIncome, income)] : []),
    money<Amounts>('Giảm không bằng tiền', (row) => row.otherwise, total.otherwise),
    money<Amounts>('Còn quá hạn', (row) => row.inDefault, total.inDefault),
  ];
  const rate = percent<Rated>('Tỷ lệ thu hồi (%)', (row) => row.recoveryRatePercent);
  const ofAll = { ...rate, total: total.recoveryRatePercent };
  const year = (of: { readonly yearOfDefault: number }) => `${of.yearOfDefault}`;
  const years = vintages.flatMap(({ yearOfDefault, years }) =>
    years.map((each) => ({ ...each, yearOfDefault })),
  );
  return [
    sheetOf(
      'Theo quý',
      'THU HỒI NỢ GỐC QUÁ HẠN THEO QUÝ',
      [
        text<(typeof quarters)[number]>('Quý', 14, (row) => quarterLabel(row.quarter)),
        date<(typeof quarters)[number]>('Từ ngày', (row) => row.from),
        date<(typeof quarters)[number]>('Đến ngày', (row) => row.to),
        ...periodColumns(hasIncome),
        rate,
      ],
      quarters,
    ),
    sheetOf(
      'Năm phát sinh',
      'THU HỒI NỢ GỐC THEO NĂM PHÁT SINH QUÁ HẠN',
      [text('Năm phát sinh', 14, year), ...countColumns(total), ...amounts, ofAll],
      vintages,
    ),
    sheetOf(
      'Từng năm',
      'THU HỒI NỢ GỐC THEO NĂM PHÁT SINH, TỪNG NĂM',
      [
        text('Năm phát sinh', 14, year),
        text<(typeof years)[number]>('Năm', 10, (row) => `${row.year}`),
        ...periodColumns(hasIncome),
        rate,
      ],
      years,
    ),
    sheetOf(
      'Khoản vay',
      'THU HỒI NỢ GỐC QUÁ HẠN THEO KHOẢN VAY',
      [
        ...loanColumns<(typeof loans)[number]>(),
        date<(typeof loans)[number]>('Quá hạn lần đầu', (row) => row.firstDefaultOn),
        ...amounts,
      ],
      loans,
    ),
  ];
}

function caseTotalColumns(total: CaseTotals) {
  return [
    count<CaseTotals>('Số vụ', (row) => row.cases, total.cases),
    count<CaseTotals>('Số HTX', (row) => row.borrowers, total.borrowers),
    money<CaseTotals>('Số tiền yêu cầu', (row) => row.claimed, total.claimed),
    money<CaseTotals>('Số tiền được công nhận', (row) => row.awarded, total.awarded),
    money<CaseTotals>('Đã thu qua vụ kiện', (row) => row.recovered, total.recovered),
    money<CaseTotals>('Dư nợ gốc', (row) => row.principalOutstanding, total.principalOutstanding),
    money<CaseTotals>('Tổng số còn phải thu', (row) => row.outstanding, total.outstanding),
  ];
}

/** The cases before the courts, by stage, court and locality, and one by one (R26). */
export function litigationSheets(report: LitigationReport): Sheet[] {
  const { stages, courts, localities, total, rows } = report;
  const sums = caseTotalColumns(total);
  const stage = text<(typeof stages)[number]>('Giai đoạn', 34, (row) => STAGE_WORDS[row.stage]);
  const court = text<(typeof courts)[number]>('Tòa án', 34, (row) => row.court);
  const locality = text<(typeof localities)[number]>('Địa bàn', 34, (row) => row.locality);
  return [
    sheetOf('Giai đoạn', 'VỤ KIỆN THEO GIAI ĐOẠN', [stage, ...sums], stages),
    sheetOf('Tòa án', 'VỤ KIỆN THEO TÒA ÁN', [court, ...sums], courts),
    sheetOf('Địa bàn', 'VỤ KIỆN THEO ĐỊA BÀN', [locality, ...sums], localities),
    sheetOf('Vụ kiện', 'DANH SÁCH VỤ KIỆN', caseColumns(total), rows),
  ];
}
