import type { InterestComponent } from '../../domain/loans/facts.ts';
import { money, sum, text } from '../../domain/primitives/money.ts';
import type { Column, Part, Run } from '../print/content.ts';
import { fullVnd, groupedVnd, headingDate, proseDate, yearlyRate } from '../words/vietnamese.ts';

// What papers of the fund consist of, letters to a borrower among them.

/** What is filled in by hand. */
export const BLANK = '……………………';

/** The classes of interest in the order in which they are shown (R8). */
export const INTEREST_CLASSES = [
  ['inTermInterest', 'Lãi trong hạn'],
  ['overdueInterest', 'Lãi quá hạn'],
  ['lateInterest', 'Lãi chậm trả'],
] as const satisfies readonly (readonly [InterestComponent, string])[];

export const INTEREST_FORMULA =
  'Tiền lãi = số dư tính lãi × lãi suất năm × số ngày : 365, làm tròn đến đồng; tính ngày đầu, ' +
  'không tính ngày cuối.';

/** What becomes of interest collected above what accrued (R13). */
export function creditSentence(label: string, credit: string): string {
  return (
    `${label} đã thu nhiều hơn số phát sinh ${fullVnd(credit)}; số này chỉ được trừ vào ` +
    `${label.toLocaleLowerCase('vi')} phát sinh sau.`
  );
}

export const isZero = (digits: string): boolean => money(digits).isZero();

export const paragraph = (text: string | readonly Run[]): Part => ({ kind: 'paragraph', text });

export const heading = (text: string): Part => ({ kind: 'heading', text });

export type LabelledAmount = readonly [label: string, digits: string];

/** Amounts under each other, the last ones their totals. */
export function amountsTable(
  rows: readonly LabelledAmount[],
  totals: readonly LabelledAmount[] = [],
  title = 'Chỉ tiêu',
): Part {
  const printed = ([label, digits]: LabelledAmount) => [label, groupedVnd(digits)];
  return {
    kind: 'table',
    columns: [
      { title, align: 'left' },
      { title: 'Số tiền (đồng)', align: 'right' },
    ],
    rows: rows.map(printed),
    ...(totals.length === 0 ? {} : { totals: totals.map(printed) }),
  };
}

export interface SegmentView {
  readonly balance: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly ratePercent: string;
  readonly interest: string;
  /** On a line that was taken over with the loan (R33): when the interest fell due, if it had. */
  readonly opening?: { readonly dueOn: string | null };
}

export const SEGMENT_COLUMNS: readonly Column[] = [
  { title: 'Số dư tính lãi (đồng)', align: 'right' },
  { title: 'Từ ngày', align: 'right' },
  { title: 'Đến ngày', align: 'right' },
  { title: 'Số ngày', align: 'right' },
  { title: 'Lãi suất', align: 'right' },
  { title: 'Tiền lãi (đồng)', align: 'right' },
];

/** A segment as a row, to be recomputed by hand (R3). */
export const segmentRow = (each: SegmentView): string[] =>
  each.opening === undefined
    ? [
        groupedVnd(each.balance),
        proseDate(each.from),
        proseDate(each.to),
        groupedVnd(`${each.days}`),
        yearlyRate(each.ratePercent),
        groupedVnd(each.interest),
      ]
    : [openingText(each.to, each.opening.dueOn), groupedVnd(each.interest)];

/** What says of figures that they rest on what was taken over (R33). */
export const takenOverSentence = (openedOn: string): string =>
  `Khoản vay được nhận bàn giao số dư cuối ngày ${proseDate(openedOn)}; số liệu từ ngày đó trở về trước theo sổ đã bàn giao.`;

/** A line of interest that was taken over with the loan (R33). */
const openingText = (on: string, dueOn: string | null): string =>
  dueOn === null
    ? `Số dư nhận bàn giao ngày ${proseDate(on)}`
    : `Số dư nhận bàn giao, đến hạn ngày ${proseDate(dueOn)}`;

/** The lines of a class of interest, and how what is owed comes of them. */
interface ClassLines {
  readonly label: string;
  readonly segments: readonly SegmentView[];
  readonly totals: readonly LabelledAmount[];
}

/** Classes of interest under each other: its name, its segments, and what is made of their sum. */
export const classRows = (classes: readonly ClassLines[]): string[][] =>
  classes.flatMap(({ label, segments, totals }) => [
    [label],
    ...segments.map(segmentRow),
    ...totals.map(([title, digits]) => [title, groupedVnd(digits)]),
  ]);

/** What a notice rests on: a line each, in italics (ND30). */
export const grounds = (lines: readonly string[]): Part[] =>
  lines.map((each, index) =>
    paragraph([{ italic: `Căn cứ ${each}${index === lines.length - 1 ? '.' : ';'}` }]),
  );

/** Interest owed by its whole lines, of which some is settled (R3). */
export interface OwedLines {
  readonly segments: readonly SegmentView[];
  readonly settledBefore: string;
  readonly owed: string;
}

/**
 * How whole lines come to what is owed: their sum less what of them is settled.
 *
 * @throws RangeError where they do not add up
 */
export function owedTotals(
  { segments, settledBefore, owed }: OwedLines,
  label: string,
): LabelledAmount[] {
  const rows = sum(segments.map((each) => money(each.interest)));
  if (!rows.minus(money(settledBefore)).equals(money(owed))) {
    throw new RangeError(`the lines of interest do not add up to ${owed}`);
  }
  const settled: LabelledAmount[] = [
    ...(segments.length > 1 ? [['Cộng lãi phát sinh', text(rows)] as const] : []),
    ['Đã trả, miễn, giảm', text(money(settledBefore).negated())],
  ];
  return [...(isZero(settledBefore) ? [] : settled), [label, owed]];
}

/** The contract of a loan as a ground of a paper, with its day in words. */
export const contractGround = (contract: {
  readonly contractNumber: string;
  readonly signedOn: string;
}): string => `Hợp đồng tín dụng số ${contract.contractNumber} ${headingDate(contract.signedOn)}`;

/** The contract of a loan, by number and day. */
export const contractText = (contract: {
  readonly contractNumber: string;
  readonly signedOn: string;
}): string =>
  `Hợp đồng tín dụng số ${contract.contractNumber} ngày ${proseDate(contract.signedOn)}`;
