import type { BorrowerRow, LoanRow } from '../../domain/loans/rows.ts';
import type { CaseLine } from '../../domain/reports/litigation.ts';
import type { LoanLine } from '../../domain/reports/loanTotals.ts';
import { proseDate } from '../words/vietnamese.ts';
import { DOCKET_WORDS, STAGE_WORDS, STANDING_WORDS } from '../words/vocabulary.ts';
import { count, date, money, text, type ColumnOf } from './workbook.ts';

// Columns that several workbooks have.

export function borrowerColumns<Row extends Partial<BorrowerRow>>(): ColumnOf<Row>[] {
  return [
    text('Mã HTX', 11, (row) => row.cooperativeCode ?? null),
    text('Tên HTX', 34, (row) => row.cooperativeName ?? null),
    text('Địa bàn', 18, (row) => row.locality ?? null),
  ];
}

export function loanColumns<Row extends Partial<LoanRow>>(): ColumnOf<Row>[] {
  return [text('Số hợp đồng', 18, (row) => row.contractNumber ?? null), ...borrowerColumns<Row>()];
}

/** A loan with where it stands. */
export function loanLineColumns<Row extends LoanLine>(): ColumnOf<Row>[] {
  return [
    ...loanColumns<Row>(),
    text('Tình trạng', 14, (row) => STANDING_WORDS[row.standing]),
    count('Số ngày quá hạn', (row) => row.daysPastDue),
  ];
}

/** What cases come to, beneath their columns. */
type CaseSums = Pick<CaseLine, 'claimed' | 'recovered' | 'principalOutstanding' | 'outstanding'> & {
  readonly awarded: NonNullable<CaseLine['awarded']>;
};

/** A case with its stage and its sums (R26). */
export function caseColumns(total: CaseSums): ColumnOf<CaseLine>[] {
  return [
    text('Địa bàn', 18, (row) => row.locality),
    text('Mã HTX', 11, (row) => row.cooperativeCode),
    text('Tên HTX', 34, (row) => row.cooperativeName),
    text('Số hợp đồng', 18, (row) => row.contractNumbers),
    text('Tòa án', 28, (row) => row.court),
    text('Loại vụ án', 14, (row) => DOCKET_WORDS[row.docketType]),
    text('Số thụ lý', 14, (row) => row.docketNumber),
    date('Ngày nộp đơn', (row) => row.filedOn),
    text('Giai đoạn', 28, (row) => `${STAGE_WORDS[row.stage]} (${proseDate(row.stageOn)})`),
    text('Đang giải quyết', 11, (row) => (row.pending ? 'có' : 'không')),
    money('Số tiền yêu cầu', (row) => row.claimed, total.claimed),
    money('Số tiền được công nhận', (row) => row.awarded, total.awarded),
    money('Đã thu qua vụ kiện', (row) => row.recovered, total.recovered),
    money('Được công nhận còn phải thu', (row) => row.awardedLessReceived),
    money('Dư nợ gốc', (row) => row.principalOutstanding, total.principalOutstanding),
    money('Tổng số còn phải thu', (row) => row.outstanding, total.outstanding),
  ];
}
