import type { InterestComponent } from '../domain/facts.ts';
import type { Letter } from '../domain/letter.ts';
import { money } from '../domain/money.ts';
import type { Column, Part, Run } from './content.ts';
import { closingOf, letterheadOf } from './letterhead.ts';
import { fullVnd, groupedVnd, proseDate, yearlyRate } from './vietnamese.ts';

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

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** `quý II năm 2023`, from `2023-Q2`. */
export function quarterText(quarter: string): string {
  const [year, number = ''] = quarter.split('-Q');
  return `quý ${ROMAN[+number - 1] ?? number} năm ${year}`;
}

export const isZero = (digits: string): boolean => money(digits).isZero();

export const paragraph = (text: string | readonly Run[]): Part => ({ kind: 'paragraph', text });

export const heading = (text: string): Part => ({ kind: 'heading', text });

export type LabelledAmount = readonly [label: string, digits: string];

/** Amounts under each other, the last ones their totals. */
export function amountsTable(
  rows: readonly LabelledAmount[],
  totals: readonly LabelledAmount[] = [],
): Part {
  const printed = ([label, digits]: LabelledAmount) => [label, groupedVnd(digits)];
  return {
    kind: 'table',
    columns: [
      { title: 'Chỉ tiêu', align: 'left' },
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
}

const SEGMENT_COLUMNS: readonly Column[] = [
  { title: 'Số dư tính lãi (đồng)', align: 'right' },
  { title: 'Từ ngày', align: 'right' },
  { title: 'Đến ngày', align: 'right' },
  { title: 'Số ngày', align: 'right' },
  { title: 'Lãi suất', align: 'right' },
  { title: 'Tiền lãi (đồng)', align: 'right' },
];

/** The segments of a class, each to be recomputed by hand (R3), and what is made of their sum. */
export function segmentsTable(
  segments: readonly SegmentView[],
  totals: readonly LabelledAmount[],
): Part {
  return {
    kind: 'table',
    columns: SEGMENT_COLUMNS,
    rows: segments.map((each) => [
      groupedVnd(each.balance),
      proseDate(each.from),
      proseDate(each.to),
      groupedVnd(`${each.days}`),
      yearlyRate(each.ratePercent),
      groupedVnd(each.interest),
    ]),
    totals: totals.map(([label, digits]) => [label, '', '', '', '', groupedVnd(digits)]),
  };
}

/** What a letter of a fund says of itself, kept as it was issued. */
export interface LetterHead {
  readonly number: number;
  readonly issuedOn: string;
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
  ];
}

/** Where is to be paid, and what is to be said with it; nothing where no account is settled. */
export function accountParts(letter: Letter, holder: string, message: string): Part[] {
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
export function contactOf({ address, phone }: Letter): string {
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
