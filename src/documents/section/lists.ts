import { money, sum, text } from '../../domain/primitives/money.ts';
import type { Column, Part } from '../print/content.ts';
import { noneExpected } from './sentences.ts';
import type { CaseView, FundSectionView, LocalityView, RecalledLoanView } from './view.ts';
import { paragraph } from '../papers/parts.ts';
import { count, groupedVnd, proseDate } from '../words/vietnamese.ts';
import { GROUND_WORDS, STAGE_WORDS } from '../words/vocabulary.ts';

const left = (title: string): Column => ({ title, align: 'left' });

const right = (title: string): Column => ({ title, align: 'right' });

const NUMBER: Column = { title: 'TT', align: 'center' };

const totalOf = (digits: readonly string[]): string => groupedVnd(text(sum(digits.map(money))));

interface OfBorrower {
  readonly cooperativeId: string;
}

/** The rows of each locality under its name, numbered through. */
function rowsByLocality<Row extends OfBorrower>(
  localities: readonly LocalityView[],
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): string[][] {
  let number = 0;
  return localities.flatMap(({ locality, cooperatives }) => {
    const theirs = cooperatives.flatMap(({ id }) => rows.filter((row) => row.cooperativeId === id));
    return [
      [`${locality}: ${count(cooperatives.length)} HTX`],
      ...theirs.map((row) => [`${(number += 1)}`, ...cellsOf(row)]),
    ];
  });
}

/** The court with what all of them are called in short: `TAND huyện Văn Quan`. */
const shortCourt = (court: string): string => court.replace(/^Tòa án nhân dân\b/, 'TAND');

/** A sum of the cases; one that none of them has yet is no column. */
interface CaseSum {
  readonly title: string;
  readonly of: (each: CaseView) => string | null;
}

const CASE_SUMS: readonly CaseSum[] = [
  { title: 'Yêu cầu (đồng)', of: (each) => each.claimed },
  { title: 'Tòa án công nhận (đồng)', of: (each) => each.awarded },
  { title: 'Đã thu qua vụ kiện (đồng)', of: (each) => each.recovered },
  { title: 'Còn phải thu (đồng)', of: (each) => each.outstanding },
];

/** The cases of the sued overdue borrowers by locality, with stage and sums (R19, R26). */
export function caseParts({ litigation: { localities, cases } }: FundSectionView): Part[] {
  if (cases.length === 0) return [];
  const sums = CASE_SUMS.filter(({ of }) => cases.some((each) => !money(of(each) ?? '0').isZero()));
  const table: Part = {
    kind: 'table',
    columns: [
      NUMBER,
      left('Hợp tác xã, tòa án'),
      left('Giai đoạn'),
      ...sums.map(({ title }) => right(title)),
    ],
    rows: rowsByLocality(localities, cases, (each) => [
      `${each.cooperativeName}, ${shortCourt(each.court)}`,
      `${STAGE_WORDS[each.stage]} (${proseDate(each.stageOn)})`,
      ...sums.map(({ of }) => {
        const digits = of(each);
        return digits === null ? 'chưa có' : groupedVnd(digits);
      }),
    ]),
    totals: [
      ['Tổng cộng', '', '', ...sums.map(({ of }) => totalOf(cases.map((each) => of(each) ?? '0')))],
    ],
  };
  const borrowers = new Set(cases.map((each) => each.cooperativeId));
  if (borrowers.size === cases.length) return [table];
  const once =
    'Khoản vay có trong nhiều vụ kiện chỉ được tính vào cột còn phải thu một lần, ở vụ kiện sau cùng.';
  return [table, paragraph([{ italic: once }])];
}

/** The recalled loans of in-term borrowers by locality, then of those overdue (R14 b, R19). */
export function recallParts({ recalls }: FundSectionView): Part[] {
  const { localities, loans, overdueLoans } = recalls;
  const all = [...loans, ...overdueLoans];
  if (all.length === 0) return [];
  const cellsOf = (loan: RecalledLoanView): string[] => [
    loan.cooperativeName,
    loan.contractNumber,
    proseDate(loan.deadline),
    groupedVnd(loan.principalOutstanding),
  ];
  const table: Part = {
    kind: 'table',
    columns: [
      NUMBER,
      left('Hợp tác xã'),
      left('Hợp đồng số'),
      right('Hạn trả'),
      right('Nợ gốc phải trả trước hạn (đồng)'),
    ],
    rows: [
      ...rowsByLocality(localities, loans, cellsOf),
      ...(overdueLoans.length === 0 ? [] : [['Của HTX đang nợ quá hạn']]),
      ...overdueLoans.map((loan, index) => [`${loans.length + index + 1}`, ...cellsOf(loan)]),
    ],
    totals: [['Tổng cộng', '', '', '', totalOf(all.map((loan) => loan.principalOutstanding))]],
  };
  return [table];
}

/** The principal expected until the end of the year, with its ground (R20). */
export function expectedParts(section: FundSectionView): Part[] {
  const { expectedTotal, expectedReceipts } = section.projectedYearEnd;
  if (expectedReceipts.length === 0) return [paragraph(noneExpected(section))];
  const table: Part = {
    kind: 'table',
    columns: [
      NUMBER,
      right('Ngày'),
      left('Hợp tác xã'),
      left('Hợp đồng số'),
      left('Căn cứ'),
      right('Nợ gốc (đồng)'),
    ],
    rows: expectedReceipts.map((each, index) => [
      `${index + 1}`,
      proseDate(each.expectedOn),
      each.cooperativeName,
      each.contractNumber,
      GROUND_WORDS[each.ground],
      groupedVnd(each.principal),
    ]),
    totals: [['Tổng cộng', '', '', '', '', groupedVnd(expectedTotal)]],
  };
  return [table];
}
