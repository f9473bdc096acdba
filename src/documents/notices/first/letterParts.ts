import type { InterestComponent } from '../../../domain/loans/facts.ts';
import type { Letter } from '../../../domain/fund/documentSettings.ts';
import { money, sum, text } from '../../../domain/primitives/money.ts';
import type { Part } from '../../print/content.ts';
import { letterheadOf } from '../../papers/letterhead.ts';
import {
  amountsTable,
  heading,
  INTEREST_CLASSES,
  INTEREST_FORMULA,
  isZero,
  type LabelledAmount,
  type OwedLines,
  paragraph,
  SEGMENT_COLUMNS,
  segmentRow,
  type SegmentView,
} from '../../papers/parts.ts';
import { amountInWords } from '../../words/amountInWords.ts';
import { fullVnd, groupedVnd, proseDate } from '../../words/vietnamese.ts';
import { contactOf, noticeNumber, supersession, type LetterHead } from '../letterParts.ts';

// The letters of wording 1, as they were printed when they were issued: nothing of them changes.

/** Letterhead, title and addressee of a notice; the place is left blank where none is settled. */
export function noticeTop(head: LetterHead, subject: string): Part[] {
  const { letter, issuedOn, cooperative } = head;
  const { name, address, representative } = cooperative;
  return [
    { ...letterheadOf(letter, `Số: ${noticeNumber(head)}`, issuedOn), form: 1 },
    { kind: 'title', lines: ['THÔNG BÁO', subject] },
    {
      kind: 'addressee',
      lines: [
        `Kính gửi: ${name}`,
        ...(address === null ? [] : [`Địa chỉ: ${address}`]),
        ...(representative === null ? [] : [`Người đại diện: ${representative}`]),
      ],
    },
    ...supersession(head),
  ];
}

/** Where is to be paid, and what is to be said with it; nothing where no account is settled. */
function accountParts(letter: Letter, holder: string, message: string): Part[] {
  const { accountNumber, accountHolder, bankName } = letter;
  if (accountNumber === null) return [];
  return [
    `- Số tài khoản: ${accountNumber};`,
    `- Chủ tài khoản: ${accountHolder ?? holder};`,
    ...(bankName === null ? [] : [`- Mở tại: ${bankName};`]),
    `- Nội dung: ${message}.`,
  ].map(paragraph);
}

interface InstalmentView {
  readonly dueOn: string;
  readonly payableBy: string;
  /** From when it is overdue, where that is told. */
  readonly overdueFrom?: string;
  readonly amount: string;
}

/**
 * Instalments that are to be paid, in groups with a heading each, or under none; their sum is
 * `total`.
 *
 * @throws RangeError where they do not add up
 */
export function instalmentsTable(
  groups: readonly (readonly [heading: string | null, instalments: readonly InstalmentView[]])[],
  total: string,
): Part {
  const all = groups.flatMap(([, instalments]) => instalments);
  if (!sum(all.map((each) => money(each.amount))).equals(money(total))) {
    throw new RangeError(`the instalments of the notice do not add up to ${total}`);
  }
  const tellsOverdue = all.some((each) => each.overdueFrom !== undefined);
  return {
    kind: 'table',
    columns: [
      { title: 'Ngày đến hạn', align: 'center' },
      { title: 'Hạn trả', align: 'center' },
      ...(tellsOverdue ? [{ title: 'Quá hạn từ ngày', align: 'center' } as const] : []),
      { title: 'Số tiền (đồng)', align: 'right' },
    ],
    rows: groups.flatMap(([title, instalments]) => [
      ...(title === null || instalments.length === 0 ? [] : [[title]]),
      ...instalments.map(({ dueOn, payableBy, overdueFrom, amount }) => [
        proseDate(dueOn),
        proseDate(payableBy),
        ...(overdueFrom === undefined ? [] : [proseDate(overdueFrom)]),
        groupedVnd(amount),
      ]),
    ]),
    totals: [['Nợ gốc phải trả', '', ...(tellsOverdue ? [''] : []), groupedVnd(total)]],
  };
}

/** What is asked for in a letter, and by when. */
interface AskedFor {
  readonly issuedOn: string;
  readonly payBy: string;
  readonly total: string;
}

/**
 * The total in digits and in words, from principal and the interest of each class.
 *
 * @throws RangeError where they do not add up
 */
export function totalParts(
  { issuedOn, payBy, total }: AskedFor,
  principal: string,
  owedOf: (component: InterestComponent) => string,
): Part[] {
  const owed = INTEREST_CLASSES.map(([name, label]): LabelledAmount => [label, owedOf(name)]);
  const rows: LabelledAmount[] = [
    ['Nợ gốc', principal],
    ...owed.filter(([, digits]) => !isZero(digits)),
  ];
  if (!sum(rows.map(([, digits]) => money(digits))).equals(money(total))) {
    throw new RangeError(`the parts of the notice do not add up to ${total}`);
  }
  return [
    amountsTable(rows, [['Tổng cộng', total]]),
    paragraph(['Bằng chữ: ', { italic: amountInWords(total) }, '.']),
    paragraph(
      `Số liệu trên gồm các khoản ghi nhận đến ngày ${proseDate(issuedOn)}, với lãi tính đến ngày ` +
        `${proseDate(payBy)}. Nếu trả vào ngày khác, tiền lãi được tính lại theo số ngày thực tế.`,
    ),
  ];
}

/** Who is asked to pay how much, by when and where; `asks` begins it, such as `Đề nghị`. */
export function paymentParts(
  head: LetterHead & Pick<AskedFor, 'payBy' | 'total'> & { readonly contractNumber: string },
  lender: string,
  asks: string,
): Part[] {
  const { letter, cooperative, payBy, total, contractNumber } = head;
  return [
    paragraph([
      `${asks} ${cooperative.name} trả đủ `,
      { bold: fullVnd(total) },
      ' ',
      { bold: `chậm nhất ngày ${proseDate(payBy)}` },
      letter.accountNumber === null ? ` cho ${lender}.` : ' vào tài khoản:',
    ]),
    ...accountParts(
      letter,
      lender,
      `trả nợ hợp đồng số ${contractNumber}, theo Thông báo số ${noticeNumber(head)}`,
    ),
  ];
}

/** A class of interest in a letter: its lines, and what is made of their sum. */
export interface LetterInterest {
  readonly label: string;
  readonly segments: readonly SegmentView[];
  readonly totals: readonly LabelledAmount[];
}

/**
 * The interest of a letter, class by class, with the formula; `late` are the lines of late
 * interest.
 */
export function interestParts(
  payBy: string,
  classes: readonly LetterInterest[],
  late: readonly SegmentView[],
): Part[] {
  const title = heading(`2. Tiền lãi tính đến ngày ${proseDate(payBy)}`);
  if (classes.length === 0) return [title, paragraph('Không có lãi phải trả.')];
  const note =
    late.length === 0
      ? ''
      : ' Số dư tính lãi của lãi chậm trả là lãi trong hạn đã đến hạn mà chưa trả.';
  return [
    title,
    ...classes.flatMap(({ label, segments, totals }) => [
      heading(`${label}:`),
      segmentsTable(segments, totals),
    ]),
    paragraph(`${INTEREST_FORMULA}${note}`),
  ];
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
    ['Cộng lãi các dòng trên', text(rows)],
    ['Đã trả hoặc được miễn, giảm của các dòng trên', text(money(settledBefore).negated())],
  ];
  return [...(isZero(settledBefore) ? [] : settled), [label, owed]];
}

/** Whom to ask about the figures, and until when: the end of a letter. */
export const contactParagraph = (letter: Letter, payBy: string): Part =>
  paragraph(
    `Nếu có vướng mắc về số liệu, đề nghị liên hệ Quỹ${contactOf(letter)} trước ngày ` +
      `${proseDate(payBy)} để đối chiếu./.`,
  );

/** The segments of a class, each to be recomputed by hand (R3), and what is made of their sum. */
function segmentsTable(segments: readonly SegmentView[], totals: readonly LabelledAmount[]): Part {
  return {
    kind: 'table',
    columns: SEGMENT_COLUMNS,
    rows: segments.map(segmentRow),
    totals: totals.map(([label, digits]) => [label, '', '', '', '', groupedVnd(digits)]),
  };
}
