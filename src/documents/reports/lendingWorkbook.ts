import type {
  LendingDimension,
  LendingGroup,
  LendingSums,
  LendingTable,
} from '../../domain/reports/lending.ts';
import { count, money, percent, sheetOf, text, type Sheet } from '../sheets/workbook.ts';
import { proseDate } from '../words/vietnamese.ts';
import { BORROWER_KIND_WORDS } from '../words/vocabulary.ts';

const DIMENSION_WORDS: Readonly<Record<LendingDimension, string>> = {
  locality: 'Địa bàn',
  sector: 'Lĩnh vực',
  borrowerKind: 'Loại khách hàng',
  source: 'Nguồn vốn',
  purpose: 'Mục đích vay',
  project: 'Dự án',
};

/** How a group is called in Vietnamese; null: what tells it apart is not known. */
export function nameOfGroup(
  dimension: LendingDimension,
  group: string | null,
  sourceName: (source: string) => string,
): string | null {
  if (group === null) return null;
  if (dimension === 'source') return sourceName(group);
  if (dimension !== 'borrowerKind') return group;
  return BORROWER_KIND_WORDS[group as keyof typeof BORROWER_KIND_WORDS];
}

/** The lending of a fund by a dimension, with a row of totals. */
export function lendingSheets(
  { groups, total, sourceName }: LendingTable & { readonly sourceName: (of: string) => string },
  dimension: LendingDimension,
  period: { readonly asOf: string; readonly periodStart: string },
): Sheet[] {
  const named = (row: LendingGroup): string =>
    nameOfGroup(dimension, row.group, sourceName) ?? 'chưa ghi';
  const amount = (title: string, of: (row: LendingSums) => LendingSums['lent']) =>
    money<LendingGroup>(title, of, of(total));
  const days = `từ ${proseDate(period.periodStart)} đến ${proseDate(period.asOf)}`;
  const title = `TÌNH HÌNH CHO VAY THEO ${DIMENSION_WORDS[dimension].toUpperCase()} (kỳ ${days})`;
  const columns = [
    text<LendingGroup>(DIMENSION_WORDS[dimension], 30, named),
    count<LendingGroup>('Số HTX còn nợ', (row) => row.borrowers, total.borrowers),
    count<LendingGroup>('Số khoản vay còn nợ', (row) => row.loans, total.loans),
    amount('Cho vay trong kỳ', (row) => row.lent),
    amount('Thu nợ gốc trong kỳ', (row) => row.collected),
    amount('Thu lãi trong kỳ', (row) => row.interestCollected),
    amount('Dư nợ gốc', (row) => row.outstanding),
    amount('Dư nợ gốc trong hạn', (row) => row.inTerm),
    amount('Dư nợ gốc quá hạn', (row) => row.overdue),
    percent<LendingGroup>(
      'Tỷ lệ quá hạn (%)',
      (row) => row.overdueRatioPercent,
      total.overdueRatioPercent,
    ),
    amount('Nợ xấu (nhóm 3–5)', (row) => row.badDebt),
    percent<LendingGroup>(
      'Tỷ lệ nợ xấu (%)',
      (row) => row.badDebtRatioPercent,
      total.badDebtRatioPercent,
    ),
    amount('Nợ gốc đã xử lý rủi ro, chưa thu hồi', (row) => row.chargedOff),
    count<LendingGroup>('Số lao động', (row) => row.jobs, total.jobs),
    amount('Doanh số cho vay từ khi thành lập', (row) => row.totalLent),
    amount('Doanh số thu nợ gốc từ khi thành lập', (row) => row.totalCollected),
    count<LendingGroup>('Số lượt vay từ khi thành lập', (row) => row.loanTurns, total.loanTurns),
  ];
  return [sheetOf('Cho vay', title, columns, groups)];
}
