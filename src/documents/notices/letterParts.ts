import type { SuitState } from '../../domain/court/suitState.ts';
import type { InterestComponent } from '../../domain/loans/facts.ts';
import type { NoticeState } from '../../domain/notices/noticeContent.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import { money, sum } from '../../domain/primitives/money.ts';
import { closingOf, letterheadOf } from '../papers/letterhead.ts';
import type { Credits, Offset } from '../papers/offset.ts';
import { offsetOf, offsetSentence } from '../papers/offset.ts';
import {
  amountsTable,
  classRows,
  INTEREST_CLASSES,
  INTEREST_FORMULA,
  isZero,
  type LabelledAmount,
  paragraph,
  SEGMENT_COLUMNS,
  type SegmentView,
} from '../papers/parts.ts';
import type { Part } from '../print/content.ts';
import { amountInWords } from '../words/amountInWords.ts';
import { fullVnd, groupedVnd, proseDate, quarterWords } from '../words/vietnamese.ts';

/** `quý II năm 2023`, from `2023-Q2`. */
export function quarterText(quarter: string): string {
  const { number, year } = quarterWords(quarter);
  return `quý ${number} năm ${year}`;
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

export function supersession({ supersedes }: LetterHead): Part[] {
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

/** How the fund is reached, in brackets; empty where nothing of it is settled. */
export function contactOf({ address, phone }: Letter): string {
  const said = [
    ...(address === null ? [] : [`địa chỉ: ${address}`]),
    ...(phone === null ? [] : [`điện thoại: ${phone}`]),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** Whom to ask about the figures, and until when: the end of a letter. */
export const contactParagraph = (letter: Letter, payBy: string): Part =>
  paragraph(
    `Vướng mắc về số liệu, đề nghị liên hệ Quỹ${contactOf(letter)} trước ngày ${proseDate(payBy)}./.`,
  );

/** Recipients and who signs; of a fund that settled no recipients, the usual ones. */
export function noticeClosing(letter: Letter): Part {
  const { recipients } = letter;
  const usual = ['Như trên', 'Lưu: VT'];
  return closingOf({ ...letter, recipients: recipients.length === 0 ? usual : recipients });
}

/** When an instalment is due, and until when it may be paid where that is later. */
export function dueText({
  dueOn,
  payableBy,
}: {
  readonly dueOn: string;
  readonly payableBy: string;
}): string {
  const due = `ngày ${proseDate(dueOn)}`;
  return payableBy === dueOn ? due : `${due}, trả chậm nhất ngày ${proseDate(payableBy)}`;
}

/** What is asked for in a letter, and by when. */
interface AskedFor {
  readonly issuedOn: string;
  readonly payBy: string;
  readonly total: string;
}

type OwedOf = (component: InterestComponent) => string;

/**
 * The principal asked for, an instalment each.
 *
 * @throws RangeError where the instalments do not add up
 */
export function principalOf(rows: readonly LabelledAmount[], total: string) {
  if (sum(rows.map(([, digits]) => money(digits))).equals(money(total))) return rows;
  throw new RangeError(`the instalments of the notice do not add up to ${total}`);
}

/** A class of interest in a letter: its lines, and how what is owed comes of them. */
export interface LetterInterest {
  readonly name: InterestComponent;
  readonly label: string;
  readonly owed: string;
  readonly segments: readonly SegmentView[];
  /** The last of them is what is owed. */
  readonly totals: readonly LabelledAmount[];
}

/** What a letter asks for: principal by instalments, interest by classes. */
export interface Demanded {
  readonly principal: readonly LabelledAmount[];
  readonly classes: readonly LetterInterest[];
  readonly offset: Offset | null;
  /** What was paid since the notice before, in a sentence. */
  readonly paid?: string;
}

/** What is to be paid, line by line, each class of interest by its segments (R3). */
function demandTable({ principal, classes, offset }: Demanded, total: string): Part {
  const totals: LabelledAmount[] = [
    ['Tổng cộng', total],
    ...(offset === null
      ? []
      : [
          ['Bù trừ với lãi đã trả thừa', offset.setOff] as const,
          ['Còn phải trả sau bù trừ', offset.askedOf(total)] as const,
        ]),
  ];
  if (classes.length === 0) return amountsTable(principal, totals, 'Khoản phải trả');
  const isAlone = classes.length === 1 && principal.length === 0;
  const rows = classRows(
    classes.map((each) => (isAlone ? { ...each, totals: each.totals.slice(0, -1) } : each)),
  );
  return {
    kind: 'table',
    columns: SEGMENT_COLUMNS.map((column, index) =>
      index === SEGMENT_COLUMNS.length - 1 ? { ...column, title: 'Số tiền (đồng)' } : column,
    ),
    rows: [...principal.map(([title, digits]) => [title, groupedVnd(digits)]), ...rows],
    totals: totals.map(([title, digits]) => [title, '', '', '', '', groupedVnd(digits)]),
  };
}

/** How the lines of interest are worked out, and of which days the figures are. */
function workingText({ classes, paid = '' }: Demanded, { issuedOn, payBy }: AskedFor): string {
  const late = classes.some(({ name, segments }) => name === 'lateInterest' && segments.length > 0)
    ? ' Số dư tính lãi của lãi chậm trả là lãi trong hạn đã đến hạn mà chưa trả.'
    : '';
  const formula = classes.length === 0 ? '' : `${INTEREST_FORMULA}${late} `;
  return (
    `${formula}Số liệu gồm các khoản ghi nhận đến ngày ${proseDate(issuedOn)}, lãi tính đến ngày ` +
    `${proseDate(payBy)}; trả vào ngày khác thì tiền lãi được tính lại theo số ngày thực tế.${paid}`
  );
}

/**
 * What is to be paid, in digits and in words, with what it is worked out from; what is overpaid in
 * a class is told beside that.
 *
 * @throws RangeError where the parts do not add up
 */
export function demandParts(asked: AskedFor, demanded: Demanded, borrower: string): Part[] {
  const { total } = asked;
  const { principal, classes, offset } = demanded;
  const amounts = [...principal.map(([, digits]) => digits), ...classes.map(({ owed }) => owed)];
  if (!sum(amounts.map(money)).equals(money(total))) {
    throw new RangeError(`the parts of the notice do not add up to ${total}`);
  }
  const words = [{ italic: amountInWords(total) }, '.'];
  return [
    demandTable(demanded, total),
    paragraph([offset === null ? 'Bằng chữ: ' : 'Tổng cộng bằng chữ: ', ...words]),
    ...(offset === null
      ? []
      : [paragraph(offsetSentence(offset, total, { borrower, lender: 'Quỹ' }))]),
    paragraph(workingText(demanded, asked)),
  ];
}

/** The account to pay into, and what is to be said with it; the lender where none is settled. */
export function payee(letter: Letter, lender: string, message: string): string {
  const { accountNumber, accountHolder, bankName } = letter;
  if (accountNumber === null) return ` cho ${lender}.`;
  const bank = bankName === null ? '' : `, mở tại ${bankName}`;
  const account = `vào tài khoản số ${accountNumber} của ${accountHolder ?? 'Quỹ'}${bank}`;
  return ` ${account}; nội dung: ${message}.`;
}

/**
 * Who is asked to pay how much, by when and where: what is owed on balance.
 *
 * @param asks begins it, such as `Đề nghị`
 */
export function paymentParagraph(
  head: LetterHead & Pick<AskedFor, 'payBy' | 'total'> & { readonly contractNumber: string },
  lender: string,
  asks: string,
  offset: Offset | null,
): Part {
  const { letter, cooperative, payBy, contractNumber } = head;
  const asked = offset === null ? head.total : offset.askedOf(head.total);
  if (isZero(asked)) {
    return paragraph(
      `${lender} không yêu cầu ${cooperative.name} trả thêm theo thông báo này; kết quả phân bổ lại ` +
        'số tiền đã thu được thông báo sau.',
    );
  }
  const message = `trả nợ hợp đồng số ${contractNumber}, Thông báo số ${noticeNumber(head)}`;
  return paragraph([
    `${asks} ${cooperative.name} trả đủ `,
    { bold: fullVnd(asked) },
    ' ',
    { bold: `chậm nhất ngày ${proseDate(payBy)}` },
    payee(letter, lender, message),
  ]);
}

/** What is set off against what in a letter; null: nothing. */
export const letterOffset = (owedOf: OwedOf, creditOf: OwedOf): Offset | null => {
  const classes = INTEREST_CLASSES.map(([name]) => [
    name,
    { owed: owedOf(name), credit: creditOf(name) },
  ]);
  return offsetOf(Object.fromEntries(classes) as Credits);
};

const WHILE_SUED: Readonly<Record<Exclude<SuitState, 'ended_without_judgment'>, string>> = {
  in_court:
    'Quỹ đã khởi kiện để thu hồi khoản nợ này. Nếu không trả đủ đúng hạn, Quỹ tiếp tục đề nghị Tòa án ' +
    'giải quyết vụ án theo quy định của pháp luật; số tiền trả theo thông báo này được ghi nhận trong quá ' +
    'trình giải quyết vụ án.',
  judged:
    'Khoản nợ này đã được Tòa án giải quyết bằng bản án, quyết định có hiệu lực pháp luật. Nếu không trả đủ ' +
    'đúng hạn, Quỹ yêu cầu cơ quan thi hành án dân sự tổ chức thi hành; số tiền trả theo thông báo này được ' +
    'trừ vào nghĩa vụ phải thi hành.',
  in_enforcement:
    'Khoản nợ này đang được thi hành án. Số tiền trả theo thông báo này được Quỹ thông báo cho cơ quan thi ' +
    'hành án dân sự để trừ vào nghĩa vụ phải thi hành; nếu không trả đủ đúng hạn, việc thi hành án tiếp tục ' +
    'theo quy định của pháp luật.',
  closed:
    'Khoản nợ này đã được Tòa án giải quyết; nghĩa vụ trả nợ theo bản án, quyết định của Tòa án vẫn phải được ' +
    'thực hiện đầy đủ.',
};

/** As letters said it that were issued before they told how far the case had come. */
const SUED =
  'Quỹ đã khởi kiện để thu hồi khoản nợ này; số tiền trả theo thông báo này được ghi nhận trong quá trình ' +
  'giải quyết vụ án, thi hành án.';

/**
 * What follows where a loan is not paid about which the fund has sued, by how far the case has come; null: no
 * case goes on, and the fund may sue (R25, R26).
 */
export function suedText(state: NoticeState | undefined): string | null {
  if (state === undefined) return null;
  const { suit, sued } = state;
  if (suit === undefined) return sued ? SUED : null;
  return suit === null || suit === 'ended_without_judgment' ? null : WHILE_SUED[suit];
}

/** To sue, or to sue again where a case ended without a judgment. */
export const toSue = (state: NoticeState | undefined): string =>
  state?.suit === 'ended_without_judgment' ? 'khởi kiện lại' : 'khởi kiện';
