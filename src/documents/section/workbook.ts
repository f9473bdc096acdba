import type { FundLines } from '../../domain/reports/section/figures.ts';
import type { FundSection, LocalityGroup } from '../../domain/reports/section/fundSection.ts';
import type { BorrowerRow } from '../../domain/loans/rows.ts';
import type { LineRow, MoneyRow } from '../../domain/reports/rows.ts';
import type { CaseLine } from '../../domain/reports/litigation.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import { noteDetail } from './notes.ts';
import { proseDate } from '../words/vietnamese.ts';
import { MOVEMENT_WORDS } from '../words/vocabulary.ts';
import { borrowerColumns, caseColumns, loanColumns } from '../sheets/workbookColumns.ts';
import {
  date,
  money,
  sheetOf,
  text,
  workbookAt,
  type FundView,
  type Sheet,
  type Workbook,
} from '../sheets/workbook.ts';
import {
  BORROWERS,
  OUTSTANDING,
  AVAILABLE,
  INTEREST,
  PROJECTION,
  CASES,
  RECALLS,
  figuresSheet,
} from './figuresSheet.ts';
import { CHARTER } from '../../domain/fund/sources.ts';

/** What the rows of a line come to for each borrower, loan or fact. */
function sumsBy<Row extends MoneyRow>(rows: readonly Row[], id: (row: Row) => string | undefined) {
  const sums = new Map<string | undefined, Money>();
  for (const row of rows) sums.set(id(row), (sums.get(id(row)) ?? ZERO).plus(row.amount));
  return (of: string | undefined): Money => sums.get(of) ?? ZERO;
}

/** The borrowers that each count is of (R17, R19). */
function borrowersSheet(section: FundSection, lines: FundLines): Sheet {
  const idsOf = (line: { readonly rows: readonly BorrowerRow[] }) =>
    new Set(line.rows.map((row) => row.cooperativeId));
  const overdue = idsOf(lines['borrowers.overdue']);
  const sued = idsOf(lines['litigation.sued']);
  const recalled = new Set([
    ...idsOf(lines['recalls.recalled']),
    ...section.recalls.overdueLoans.map((each) => each.cooperativeId),
  ]);
  const principal = (title: string, { value, rows }: FundLines['inTermPrincipal.amount']) => {
    const of = sumsBy(rows, (row) => row.cooperativeId);
    return money<BorrowerRow>(title, (row) => of(row.cooperativeId), value);
  };
  const mark = (title: string, ids: ReadonlySet<string>) =>
    text<BorrowerRow>(title, 14, (row) => (ids.has(row.cooperativeId) ? 'có' : null));
  return sheetOf(
    BORROWERS,
    'CÁC HTX CÒN NỢ',
    [
      ...borrowerColumns<BorrowerRow>(),
      text<BorrowerRow>('Tình trạng nợ', 14, (row) =>
        overdue.has(row.cooperativeId) ? 'quá hạn' : 'trong hạn',
      ),
      principal('Dư nợ gốc trong hạn', lines['inTermPrincipal.amount']),
      principal('Dư nợ gốc quá hạn', lines['overduePrincipal.amount']),
      mark('Bị khởi kiện', sued),
      mark('Thu hồi trước hạn', recalled),
    ],
    lines['borrowers.withDebt'].rows,
  );
}

/** Outstanding principal loan by loan, in term and overdue. */
function outstandingSheet(lines: FundLines): Sheet {
  const inTerm = lines['inTermPrincipal.amount'];
  const overdue = lines['overduePrincipal.amount'];
  const loans = new Map([...inTerm.rows, ...overdue.rows].map((row) => [row.loanId, row]));
  const part = (title: string, { value, rows }: typeof inTerm) => {
    const of = sumsBy(rows, (row) => row.loanId);
    return money<MoneyRow>(title, (row) => of(row.loanId), value);
  };
  return sheetOf(
    OUTSTANDING,
    'DƯ NỢ GỐC THEO KHOẢN VAY',
    [
      ...loanColumns<MoneyRow>(),
      part('Dư nợ gốc trong hạn', inTerm),
      part('Dư nợ gốc quá hạn', overdue),
    ],
    [...loans.values()],
  );
}

/** The paper of a movement and what it is about. */
const movementColumns = [
  date<LineRow>('Ngày', (row) => row.effectiveOn ?? row.expectedOn ?? null),
  text<LineRow>('Số chứng từ', 18, (row) => row.voucherNumber ?? row.documentNumber ?? null),
  text<LineRow>('Nội dung', 26, ({ ground }) =>
    ground === undefined ? null : MOVEMENT_WORDS[ground],
  ),
  ...loanColumns<LineRow>(),
];

/** Every movement of principal money: before the period in one column, then kind by kind (R18). */
function availableSheet(section: FundSection, lines: FundLines): Sheet {
  const { amount, broughtForward, collected, disbursed, contributed, takenOver, entrusted } =
    section.availablePrincipal;
  const { periodStart } = section;
  const rows: MoneyRow[] = [
    ...lines['availablePrincipal.broughtForward'].rows,
    ...lines['availablePrincipal.amount'].rows.filter((row) => row.ground !== 'brought_forward'),
  ];
  const isCapital = ({ ground }: LineRow) => ground === 'contribution' || ground === 'withdrawal';
  const isOther = ({ source }: LineRow) => source !== undefined;
  const others = section.sources.filter(({ source }) => source !== CHARTER);
  const isBefore = ({ effectiveOn, bookedOn = effectiveOn }: LineRow) =>
    bookedOn === undefined || bookedOn < periodStart;
  const column = (title: string, total: Money, counts: (row: MoneyRow) => boolean, sign = 1) =>
    money<MoneyRow>(title, (row) => (counts(row) ? row.amount.times(sign) : null), total);
  const within = (counts: (row: MoneyRow) => boolean) => (row: MoneyRow) =>
    !isBefore(row) && counts(row);
  /** What a fund takes off that has such a figure. */
  const takenOff = (title: string, total: Money | undefined, ground: string) =>
    total === undefined
      ? []
      : [
          column(
            title,
            total,
            within((row) => row.ground === ground),
            -1,
          ),
        ];
  return sheetOf(
    AVAILABLE,
    'VỐN ĐIỀU LỆ VÀ NGUỒN VỐN GỐC ĐÃ THU ĐƯỢC CHƯA CHO VAY',
    [
      ...movementColumns,
      column('Vốn điều lệ', section.charterCapital, (row) => isCapital(row) && !isOther(row)),
      ...(others.length === 0
        ? []
        : [
            column('Vốn của các nguồn khác', sum(others.map((each) => each.capital)), (row) => {
              return isCapital(row) && isOther(row);
            }),
          ]),
      column(`Trước ngày ${proseDate(periodStart)}`, broughtForward, isBefore),
      column(
        'Nợ gốc thu trong kỳ',
        collected,
        within((row) => row.ground === 'repayment'),
      ),
      column(
        'Giải ngân trong kỳ',
        disbursed,
        within((row) => row.ground === 'disbursement'),
        -1,
      ),
      column(
        others.length === 0 ? 'Vốn điều lệ tăng, giảm trong kỳ' : 'Nguồn vốn tăng, giảm trong kỳ',
        contributed,
        within(isCapital),
      ),
      ...takenOff('Dư nợ gốc nhận bàn giao trong kỳ', takenOver, 'opening'),
      ...takenOff('Vốn ủy thác cho vay trong kỳ', entrusted, 'entrustment'),
      column('Nguồn vốn gốc', amount, () => true),
    ],
    rows,
  );
}

/** Interest collected, receipt by receipt, by its class (R19). */
function interestSheet(lines: FundLines): Sheet {
  const part = (title: string, { value, rows }: FundLines['interestCollected.total']) => {
    const of = sumsBy(rows, (row) => row.factId);
    return money<MoneyRow>(title, (row) => of(row.factId), value);
  };
  return sheetOf(
    INTEREST,
    'LÃI THU ĐƯỢC TRONG KỲ',
    [
      ...movementColumns,
      part('Lãi trong hạn', lines['interestCollected.inTerm']),
      part('Lãi quá hạn', lines['interestCollected.overdue']),
      part('Lãi chậm trả', lines['interestCollected.late']),
      part('Tổng số lãi', lines['interestCollected.total']),
    ],
    lines['interestCollected.total'].rows,
  );
}

/** What is expected to come and to go by the end of the year (R20). */
function projectionSheet(
  { asOf, projectedYearEnd: projected }: FundSection,
  lines: FundLines,
): Sheet {
  const isPlanned = ({ ground }: LineRow) => ground?.startsWith('planned_') ?? false;
  const isNow = ({ ground }: LineRow) => ground === 'available';
  const isLent = ({ ground }: LineRow) => ground === 'planned_disbursement';
  const column = (title: string, total: Money, counts: (row: MoneyRow) => boolean, sign = 1) =>
    money<MoneyRow>(title, (row) => (counts(row) ? row.amount.times(sign) : null), total);
  return sheetOf(
    PROJECTION,
    `DỰ KIẾN NGUỒN VỐN GỐC ĐẾN ${proseDate(projected.date)}`,
    [
      ...movementColumns,
      column(`Đã có đến ${proseDate(asOf)}`, lines['availablePrincipal.amount'].value, isNow),
      column(
        'Nợ gốc dự kiến thu',
        projected.expectedTotal,
        (row) => !isNow(row) && !isPlanned(row),
      ),
      column('Dự kiến giải ngân', projected.plannedDisbursements, isLent, -1),
      column(
        'Vốn điều lệ dự kiến tăng, giảm',
        projected.plannedContributions,
        (row) => isPlanned(row) && !isLent(row),
      ),
      column('Nguồn vốn gốc', projected.availablePrincipal, () => true),
    ],
    lines['projectedYearEnd.availablePrincipal'].rows,
  );
}

/** Rows in the order of the localities in the section (R19). */
function byLocality<Row extends { readonly locality: string }>(
  rows: readonly Row[],
  localities: readonly LocalityGroup[],
): Row[] {
  return localities.flatMap(({ locality }) => rows.filter((row) => row.locality === locality));
}

function casesSheet({ litigation: { cases, localities } }: FundSection): Sheet {
  const total = (of: (line: CaseLine) => Money | null) =>
    sum(cases.map((each) => of(each) ?? ZERO));
  const totals = {
    claimed: total((each) => each.claimed),
    awarded: total((each) => each.awarded),
    recovered: total((each) => each.recovered),
    principalOutstanding: total((each) => each.principalOutstanding),
    outstanding: total((each) => each.outstanding),
  };
  const title = 'CÁC HTX NỢ QUÁ HẠN ĐÃ BỊ KHỞI KIỆN';
  return sheetOf(CASES, title, caseColumns(totals), byLocality(cases, localities));
}

function recallsSheet({ recalls: { loans, overdueLoans, localities } }: FundSection): Sheet {
  const rows = [
    ...byLocality(loans, localities).map((loan) => ({ ...loan, standing: 'trong hạn' })),
    ...overdueLoans.map((loan) => ({ ...loan, standing: 'quá hạn' })),
  ];
  type Row = (typeof rows)[number];
  const columns = [
    text<Row>('Địa bàn', 18, (row) => row.locality),
    text<Row>('Mã HTX', 11, (row) => row.cooperativeCode),
    text<Row>('Tên HTX', 34, (row) => row.cooperativeName),
    text<Row>('Tình trạng nợ của HTX', 14, (row) => row.standing),
    text<Row>('Số hợp đồng', 18, (row) => row.contractNumber),
    date<Row>('Hạn trả', (row) => row.deadline),
    money<Row>(
      'Dư nợ gốc phải trả trước hạn',
      (row) => row.principalOutstanding,
      sum(rows.map((each) => each.principalOutstanding)),
    ),
  ];
  return sheetOf(RECALLS, 'CÁC HTX BỊ THU HỒI VỐN TRƯỚC HẠN', columns, rows);
}

/** Each note, and the borrowers it is about one by one (R19). */
function notesSheet({ notes }: FundSection): Sheet {
  const rows = notes.flatMap(({ code, cooperatives }) => {
    const note = noteDetail(code, [], 'vi');
    const borrowers = cooperatives.length === 0 ? [null] : cooperatives;
    return borrowers.map((borrower) => ({ note, borrower }));
  });
  type Row = (typeof rows)[number];
  const columns = [
    text<Row>('Nội dung', 80, (row) => row.note),
    text<Row>('Mã HTX', 11, ({ borrower }) => borrower?.code ?? null),
    text<Row>('Tên HTX', 34, ({ borrower }) => borrower?.name ?? null),
    text<Row>('Địa bàn', 18, ({ borrower }) => borrower?.locality ?? null),
  ];
  return sheetOf('Ghi chú', 'GHI CHÚ', columns, rows);
}

/** The fund section of the provincial report with the rows of each of its figures (R17–R20). */
export function fundSectionWorkbook(
  { section, lines }: { readonly section: FundSection; readonly lines: FundLines },
  fund: FundView,
  knownAt: Date,
  localitiesOn?: string,
): Workbook {
  const view = { asOf: section.asOf, knownAt, localitiesOn };
  return workbookAt('Tình hình hoạt động quỹ', fund, view, [
    figuresSheet(section),
    borrowersSheet(section, lines),
    outstandingSheet(lines),
    availableSheet(section, lines),
    interestSheet(lines),
    projectionSheet(section, lines),
    casesSheet(section),
    recallsSheet(section),
    notesSheet(section),
  ]);
}
