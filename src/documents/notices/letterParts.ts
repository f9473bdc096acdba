import type { InterestComponent } from '../../domain/loans/facts.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import { money, sum } from '../../domain/primitives/money.ts';
import type { Part } from '../print/content.ts';
import { closingOf, letterheadOf } from '../papers/letterhead.ts';
import {
  amountsTable,
  heading,
  INTEREST_CLASSES,
  INTEREST_FORMULA,
  isZero,
  type LabelledAmount,
  paragraph,
  segmentsTable,
  type SegmentView,
} from '../papers/parts.ts';
import { amountInWords, fullVnd, groupedVnd, proseDate } from '../words/vietnamese.ts';

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** `quý II năm 2023`, from `2023-Q2`. */
export function quarterText(quarter: string): string {
  const [year, number = ''] = quarter.split('-Q');
  return `quý ${ROMAN[+number - 1] ?? number} năm ${year}`;
}

/** What a letter of a fund says of itself, kept as it was issued. */
export interface LetterHead {
  readonly number: number;
  readonly issuedOn: string;
  readonly supersedes: {
    readonly number: number;
    readonly symbol: string;
    readonly issuedOn: string;
  } | null;
  readonly letter: Letter;
  readonly cooperative: {
    readonly name: string;
    readonly address: string | null;
    readonly representative: string | null;
  };
}

interface NumberedLetter {
  readonly number: number;
  readonly letter: Pick<Letter, 'symbol'>;
}

/** Number and symbol of a notice: `05/TB-QHT`, `1234/TB-QHT` (R24). */
export function noticeNumber({ number, letter }: NumberedLetter): string {
  return `${String(number).padStart(2, '0')}/TB-${letter.symbol}`;
}

function supersession({ supersedes }: LetterHead): Part[] {
  if (supersedes === null) return [];
  const { number, symbol, issuedOn } = supersedes;
  const old = noticeNumber({ number, letter: { symbol } });
  return [paragraph(`Thông báo này thay thế Thông báo số ${old} ngày ${proseDate(issuedOn)}.`)];
}

/** Letterhead, title and addressee of a notice; the place is left blank where none is settled. */
export function noticeTop(head: LetterHead, subject: string): Part[] {
  const { letter, issuedOn, cooperative } = head;
  const { name, address, representative } = cooperative;
  return [
    letterheadOf(letter, `Số: ${noticeNumber(head)}`, issuedOn),
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

/** How the fund is reached, in brackets; empty where nothing of it is settled. */
function contactOf({ address, phone }: Letter): string {
  const said = [
    ...(address === null ? [] : [`địa chỉ: ${address}`]),
    ...(phone === null ? [] : [`điện thoại: ${phone}`]),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** Recipients and who signs; of a fund that settled no recipients, the usual ones. */
export function noticeClosing(letter: Letter): Part {
  const { recipients } = letter;
  const usual = ['Như trên', 'Lưu: VT'];
  return closingOf({ ...letter, recipients: recipients.length === 0 ? usual : recipients });
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

/** Whom to ask about the figures, and until when: the end of a letter. */
export const contactParagraph = (letter: Letter, payBy: string): Part =>
  paragraph(
    `Nếu có vướng mắc về số liệu, đề nghị liên hệ Quỹ${contactOf(letter)} trước ngày ` +
      `${proseDate(payBy)} để đối chiếu./.`,
  );
