import { addDays, calendarDate } from '../../domain/primitives/dates.ts';
import { money, sum, text } from '../../domain/primitives/money.ts';
import type { Part } from '../print/content.ts';
import type { FundSectionView } from './view.ts';
import { count, groupedVnd, proseDate } from '../words/vietnamese.ts';
import { CHARTER } from '../../domain/fund/sources.ts';
import { otherSources, partsOfSource } from './sourceSentences.ts';

/** A figure of the section: of borrowers, of money (digits), or of both. */
interface Figure {
  readonly label: string;
  readonly borrowers?: number;
  readonly amount?: string;
  /** What it is the sum of. */
  readonly parts?: readonly Figure[];
}

function borrowerFigures({ borrowers }: FundSectionView): Figure {
  return {
    label: 'HTX còn nợ Quỹ',
    borrowers: borrowers.withDebt,
    parts: [
      { label: 'Nợ trong hạn', borrowers: borrowers.inTerm },
      { label: 'Nợ quá hạn', borrowers: borrowers.overdue },
    ],
  };
}

/** The capital of all sources, then each source and where it is; nothing, if there is the charter's alone (R34). */
function sourceFigures(section: FundSectionView): Figure[] {
  const { sources = [], sourcesTotal } = section;
  const others = otherSources(section);
  if (others.length === 0 || sourcesTotal === undefined) return [];
  const told = sources.filter((each) => each.source === CHARTER || others.includes(each));
  const parts = told.map(({ name, capital }) => ({ label: name, amount: capital }));
  return [
    { label: 'Tổng các nguồn vốn', amount: sourcesTotal.capital, parts },
    ...told.map((each) => ({
      label: each.name,
      amount: each.capital,
      parts: partsOfSource(each).map(({ label, amount }) => ({
        label: label.charAt(0).toLocaleUpperCase('vi') + label.slice(1),
        amount,
      })),
    })),
  ];
}

function principalFigures({ inTermPrincipal, overduePrincipal }: FundSectionView): Figure {
  return {
    label: 'Dư nợ gốc',
    amount: text(sum([money(inTermPrincipal.amount), money(overduePrincipal.amount)])),
    parts: [
      { label: 'Dư nợ gốc trong hạn', ...inTermPrincipal },
      { label: 'Dư nợ gốc quá hạn', ...overduePrincipal },
    ],
  };
}

function availableFigures({ asOf, periodStart, availablePrincipal }: FundSectionView): Figure {
  const { amount, broughtForward, collected, disbursed, contributed, takenOver, entrusted } =
    availablePrincipal;
  const lastDayBefore = proseDate(addDays(calendarDate(periodStart), -1));
  const parts = [
    [`Số dư đến hết ${lastDayBefore} chuyển sang`, broughtForward],
    ['Nợ gốc thu được trong kỳ', collected],
    ['Vốn điều lệ tăng, giảm trong kỳ', contributed],
    ['Trừ: giải ngân cho vay trong kỳ', disbursed],
    ['Trừ: dư nợ gốc nhận bàn giao trong kỳ', takenOver],
    ['Trừ: vốn ủy thác cho vay trong kỳ', entrusted],
  ] as const;
  return {
    label: `Nguồn vốn gốc đã thu được chưa cho vay đến ${proseDate(asOf)}`,
    amount,
    parts: parts.flatMap(([label, part]) => (part === undefined ? [] : [{ label, amount: part }])),
  };
}

function interestFigures({ interestCollected }: FundSectionView): Figure {
  return {
    label: 'Lãi thu được trong kỳ',
    amount: interestCollected.total,
    parts: [
      { label: 'Lãi trong hạn', amount: interestCollected.inTerm },
      { label: 'Lãi quá hạn', amount: interestCollected.overdue },
      { label: 'Lãi chậm trả', amount: interestCollected.late },
    ],
  };
}

function yearEndFigures({ asOf, availablePrincipal, projectedYearEnd }: FundSectionView): Figure {
  const { date, expectedTotal, plannedDisbursements, plannedContributions } = projectedYearEnd;
  return {
    label: `Nguồn vốn gốc chưa cho vay dự kiến đến ${proseDate(date)}`,
    amount: projectedYearEnd.availablePrincipal,
    parts: [
      { label: `Đã có đến ${proseDate(asOf)}`, amount: availablePrincipal.amount },
      { label: 'Nợ gốc dự kiến thu', amount: expectedTotal },
      { label: 'Vốn điều lệ dự kiến tăng, giảm', amount: plannedContributions },
      { label: 'Trừ: dự kiến giải ngân cho vay', amount: plannedDisbursements },
    ],
  };
}

function rowOf(number: string, { label, borrowers, amount }: Figure): string[] {
  return [
    number,
    label,
    borrowers === undefined ? '' : count(borrowers),
    amount === undefined ? '' : groupedVnd(amount),
  ];
}

/** An amount of nothing is left out of the parts of a sum; a count of nobody tells something. */
const saysSomething = ({ borrowers, amount }: Figure): boolean =>
  borrowers !== undefined || (amount !== undefined && !money(amount).isZero());

/** Every figure of the section to the đồng, the parts of a sum under it (R19). */
export function figuresTable(section: FundSectionView): Part {
  const figures: Figure[] = [
    borrowerFigures(section),
    { label: 'Vốn điều lệ', amount: section.charterCapital },
    ...sourceFigures(section),
    principalFigures(section),
    availableFigures(section),
    ...(section.principalEntrusted === undefined
      ? []
      : [{ label: 'Vốn đang ủy thác cho vay', amount: section.principalEntrusted }]),
    interestFigures(section),
    ...(section.recoveredAsIncome === undefined
      ? []
      : [
          {
            label: 'Thu hồi nợ đã xử lý rủi ro (thu nhập khác)',
            amount: section.recoveredAsIncome,
          },
        ]),
    yearEndFigures(section),
    { label: 'HTX nợ quá hạn đã bị khởi kiện', borrowers: section.litigation.sued },
    {
      label: 'HTX nợ trong hạn bị thu hồi vốn trước hạn',
      borrowers: section.recalls.recalled,
    },
  ];
  const rows = figures.flatMap((figure, index) => [
    { row: rowOf(`${index + 1}`, figure), isSum: true },
    ...(figure.parts ?? []).filter(saysSomething).map((part, place) => ({
      row: rowOf(`${index + 1}.${place + 1}`, part),
      isSum: false,
    })),
  ]);
  return {
    kind: 'table',
    columns: [
      { title: 'TT', align: 'left' },
      { title: 'Chỉ tiêu', align: 'left' },
      { title: 'Số HTX', align: 'right' },
      { title: 'Số tiền (đồng)', align: 'right' },
    ],
    rows: rows.map(({ row }) => row),
    sums: rows.flatMap(({ isSum }, index) => (isSum ? [index] : [])),
  };
}
