import type { ChargedOffReport, ChargedOffState } from '../../domain/reports/chargedOff.ts';
import { loanLineColumns } from '../sheets/workbookColumns.ts';
import { count, date, money, sheetOf, text, type Sheet } from '../sheets/workbook.ts';
import { CHARGE_OFF_GROUND_WORDS } from '../words/vocabulary.ts';

const STATE_WORDS: Readonly<Record<ChargedOffState, string>> = {
  off_balance: 'theo dõi ngoại bảng',
  written_off: 'đã xuất toán',
  recovered: 'đã thu hồi hết',
  ended: 'hết thời gian theo dõi',
};

/** The register of loans charged off (R40): what they come to, then one by one. */
export function chargedOffSheets({ states, total, rows }: ChargedOffReport): Sheet[] {
  type Amounts = Omit<typeof total, 'loans' | 'borrowers'>;
  type Row = (typeof rows)[number];
  const amounts = [
    money<Amounts>('Nợ gốc đã xử lý', (row) => row.chargedOffPrincipal, total.chargedOffPrincipal),
    money<Amounts>('Đã thu hồi', (row) => row.recovered, total.recovered),
    money<Amounts>('Thu hồi ghi thu nhập', (row) => row.recoveredAsIncome, total.recoveredAsIncome),
    money<Amounts>('Nợ gốc còn phải thu', (row) => row.principalLeft, total.principalLeft),
    money<Amounts>(
      'Lãi theo dõi ngoại bảng',
      (row) => row.interestOffBalance,
      total.interestOffBalance,
    ),
  ];
  type State = (typeof states)[number];
  return [
    sheetOf(
      'Tổng hợp',
      'NỢ ĐÃ XỬ LÝ RỦI RO',
      [
        text<State>('Theo dõi', 24, (row) => STATE_WORDS[row.state]),
        count<State>('Số khoản vay', (row) => row.loans, total.loans),
        count<State>('Số HTX', (row) => row.borrowers, total.borrowers),
        ...amounts,
      ],
      states,
    ),
    sheetOf(
      'Khoản vay',
      'DANH SÁCH NỢ ĐÃ XỬ LÝ RỦI RO (NỘI BỘ)',
      [
        ...loanLineColumns<Row>(),
        text<Row>('Theo dõi', 20, (row) => STATE_WORDS[row.state]),
        date<Row>('Ngày xử lý rủi ro', (row) => row.chargedOffOn),
        text<Row>('Quyết định', 16, (row) => row.decisionNumber),
        text<Row>('Căn cứ', 20, (row) => row.ground && CHARGE_OFF_GROUND_WORDS[row.ground]),
        ...amounts,
        date<Row>('Được xuất toán từ', (row) => row.mayBeWrittenOffFrom),
        date<Row>('Ngày xuất toán', (row) => row.writtenOffOn),
        text<Row>('Quyết định xuất toán', 16, (row) => row.writeOffDecisionNumber),
        date<Row>('Theo dõi đến hết', (row) => row.keptUntil),
      ],
      rows,
    ),
  ];
}
