import type { Letter } from '../../domain/fund/documentSettings.ts';
import { money, positive, sum, text, ZERO } from '../../domain/primitives/money.ts';
import { COLUMNS, type FactType } from '../../domain/loans/explained/statement.ts';
import type { Column, Part } from '../print/content.ts';
import { closingWithoutAddressee, letterheadOf } from '../papers/letterhead.ts';
import { offsetOf, offsetSentence } from '../papers/offset.ts';
import {
  contractText,
  creditSentence,
  heading,
  INTEREST_FORMULA,
  isZero,
  paragraph,
  takenOverSentence,
} from '../papers/parts.ts';
import { amountInWords } from '../words/amountInWords.ts';
import { fullVnd, groupedVnd, proseDate, yearlyRate } from '../words/vietnamese.ts';
import { FACT_WORDS } from '../words/vocabulary.ts';

type Component = (typeof COLUMNS)[number];

type BalancesView = Readonly<Record<Component, string>>;

interface SegmentView {
  readonly class: 'in_term' | 'overdue' | 'late';
  readonly balance: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly ratePercent: string;
}

interface LineView {
  readonly type:
    FactType | 'interest' | 'interest_in_opening' | 'adjustment' | 'interest_adjustment';
  readonly on: string;
  readonly change: BalancesView;
  /** The segment of a line of interest. */
  readonly segment?: SegmentView;
  /** The voucher or decision of a fact. */
  readonly number?: string | null;
  /** What the enforcement office kept back of a receipt (R39). */
  readonly enforcementFee?: string;
  /** Of an adjustment: what was booked on the day. */
  readonly facts?: readonly {
    readonly type: FactType;
    readonly number: string | null;
    readonly effectiveOn: string;
    readonly takenBack: boolean;
  }[];
}

interface EndView {
  readonly balance: BalancesView;
  readonly principal: { readonly disbursed: string; readonly repaid: string };
}

/** The answer of `GET /v1/loans/{id}/statement`: money as digits, dates as `YYYY-MM-DD`. */
export interface LoanStatementView {
  readonly contractNumber: string;
  readonly from: string;
  readonly to: string;
  /** The day at whose close the loan was taken over (R33). */
  readonly openedOn?: string;
  readonly opening: EndView;
  readonly lines: readonly LineView[];
  readonly closing: EndView;
}

/** Whose loan it is, and what was agreed. */
export interface StatedLoan {
  readonly signedOn: string;
  readonly contracted: string;
  readonly cooperative: { readonly name: string; readonly address: string | null };
  /** Whether it tells what the fund alone knows, and is not handed out (R40). */
  readonly isInternal?: boolean;
}

const LABELS: Readonly<Record<Component, string>> = {
  principal: 'Dư nợ gốc',
  chargedOffPrincipal: 'Nợ gốc đã xử lý rủi ro',
  inTermInterest: 'Lãi trong hạn',
  overdueInterest: 'Lãi quá hạn',
  lateInterest: 'Lãi chậm trả',
};

/** What changes line by line. */
const MOVED: Readonly<Record<Component, string>> = { ...LABELS, principal: 'Nợ gốc' };

const CLASS_LABELS: Readonly<Record<SegmentView['class'], string>> = {
  in_term: LABELS.inTermInterest,
  overdue: LABELS.overdueInterest,
  late: LABELS.lateInterest,
};

const left = (title: string): Column => ({ title, align: 'left' });

const right = (title: string): Column => ({ title, align: 'right' });

/** Principal, and of the others those of which there ever was anything. */
function componentsOf({ opening, lines, closing }: LoanStatementView): Component[] {
  const all = [opening.balance, ...lines.map((line) => line.change), closing.balance];
  return COLUMNS.filter(
    (component) => component === 'principal' || all.some((each) => !isZero(each[component])),
  );
}

/** `200.000.000 × 6,6%/năm × 92 ngày`: what a line of interest is worked out from (R3). */
const working = ({ balance, ratePercent, days }: SegmentView): string =>
  `${groupedVnd(balance)} × ${yearlyRate(ratePercent)} × ${groupedVnd(`${days}`)} ngày`;

const factText = (type: FactType, number: string | null): string => {
  const words = FACT_WORDS[type];
  if (number === null) return words;
  if (type === 'opening') return `${words}, theo ${number}`;
  const isVoucher = type === 'disbursement' || type === 'repayment';
  return `${words}, ${isVoucher ? 'chứng từ' : 'quyết định'} số ${number}`;
};

/** What was booked later than its day, and what of it a line has (R42). */
function adjustmentText(facts: LineView['facts'] = [], ofInterest: boolean): string {
  const booked = facts.map(({ type, number, effectiveOn, takenBack }) => {
    const words = factText(type, number);
    const fact = `${words.charAt(0).toLocaleLowerCase('vi')}${words.slice(1)} ngày ${proseDate(effectiveOn)}`;
    return takenBack ? `hủy ${fact}` : fact;
  });
  const what = ofInterest ? 'Điều chỉnh kỳ trước, phần lãi' : 'Điều chỉnh kỳ trước';
  return booked.length === 0 ? what : `${what}: ${booked.join('; ')}`;
}

/** @param openedOn the first day of the statement */
function lineText(line: LineView, openedOn: string): string {
  const { type, segment, number = null, facts, enforcementFee } = line;
  if (type === 'interest' || type === 'interest_in_opening') {
    if (segment === undefined) throw new RangeError('a line of interest without its segment');
    const label = CLASS_LABELS[segment.class];
    const days = `${proseDate(segment.from)} - ${proseDate(segment.to)}`;
    if (type === 'interest') return `${label} ${days}: ${working(segment)}`;
    // Behind an adjustment, the line takes off what the lines above have (R42).
    const where = segment.to > openedOn ? 'đã tính ở trên' : 'đã có trong số dư đầu kỳ';
    const less = `Trừ ${label.toLocaleLowerCase('vi')} ${days} ${where}`;
    return `${less}: ${working(segment)}`;
  }
  if (type === 'adjustment' || type === 'interest_adjustment') {
    return adjustmentText(facts, type === 'interest_adjustment');
  }
  const text = factText(type, number);
  if (enforcementFee === undefined) return text;
  return `${text} (trong đó cơ quan thi hành án giữ lại phí ${fullVnd(enforcementFee)})`;
}

const INTEREST_LINES: ReadonlySet<LineView['type']> = new Set([
  'interest',
  'interest_in_opening',
  'interest_adjustment',
]);

/**
 * What was added to a component and what was taken off: interest by the days, all else by facts.
 */
function movedOf({ lines }: LoanStatementView, component: Component) {
  let added = ZERO;
  let taken = ZERO;
  for (const { type, change } of lines) {
    const amount = money(change[component]);
    const isInterest = INTEREST_LINES.has(type);
    if (isInterest || !amount.isNegative()) added = added.plus(amount);
    else taken = taken.minus(amount);
  }
  return { added, taken };
}

/** Each component from its opening to its closing. */
function summary(view: LoanStatementView): Part {
  return {
    kind: 'table',
    columns: [left('Khoản'), right('Đầu kỳ'), right('Tăng'), right('Giảm'), right('Cuối kỳ')],
    rows: componentsOf(view).map((component) => {
      const [opening, closing] = [view.opening.balance[component], view.closing.balance[component]];
      const { added, taken } = movedOf(view, component);
      if (!money(opening).plus(added).minus(taken).equals(money(closing))) {
        throw new RangeError(`the lines do not lead to the closing ${component} ${closing}`);
      }
      const amounts = [opening, text(added), text(taken), closing];
      return [LABELS[component], ...amounts.map(groupedVnd)];
    }),
  };
}

/** Line by line: the opening and the lines of a column sum to its closing. */
function detail(view: LoanStatementView): Part {
  const components = componentsOf(view);
  const cells = (of: BalancesView) => components.map((component) => groupedVnd(of[component]));
  const changes = (of: BalancesView) =>
    components.map((component) => (isZero(of[component]) ? '' : groupedVnd(of[component])));
  const moved = components.map((component) =>
    groupedVnd(text(sum(view.lines.map(({ change }) => money(change[component]))))),
  );
  return {
    kind: 'table',
    columns: [
      left('Ngày'),
      left('Diễn giải'),
      ...components.map((component) => right(MOVED[component])),
    ],
    rows: [
      [proseDate(view.from), 'Số dư đầu kỳ', ...cells(view.opening.balance)],
      ...(view.lines.length === 0 ? [['Trong kỳ không có phát sinh.']] : []),
      ...view.lines.map((line) => [
        proseDate(line.on),
        lineText(line, view.from),
        ...changes(line.change),
      ]),
    ],
    totals: [
      ['Cộng phát sinh trong kỳ', '', ...moved],
      [`Số dư cuối kỳ, ${proseDate(view.to)}`, '', ...cells(view.closing.balance)],
    ],
  };
}

/** What pays the loan off on the last day; a credit in one class pays no other (R13, R15). */
function owedParts({ to, closing: { balance } }: LoanStatementView): Part[] {
  const owed = text(sum(COLUMNS.map((component) => positive(money(balance[component])))));
  const credits = COLUMNS.filter((component) => money(balance[component]).isNegative());
  const classOf = (component: Component) => {
    const digits = money(balance[component]);
    return { owed: text(positive(digits)), credit: text(positive(digits.negated())) };
  };
  const offset = offsetOf({
    inTermInterest: classOf('inTermInterest'),
    overdueInterest: classOf('overdueInterest'),
    lateInterest: classOf('lateInterest'),
  });
  const onDay = `Đến ngày ${proseDate(to)}`;
  return [
    heading('3. Tổng số nợ phải trả'),
    ...(isZero(owed)
      ? [paragraph(`${onDay}, khoản vay không còn nợ gốc và nợ lãi.`)]
      : [paragraph(`${onDay}: ${fullVnd(owed)}. Bằng chữ: ${amountInWords(owed)}.`)]),
    ...(offset === null
      ? credits.map((component) => {
          const credit = text(money(balance[component]).negated());
          return paragraph(creditSentence(LABELS[component], credit));
        })
      : [paragraph(offsetSentence(offset, owed, { borrower: 'bên vay', lender: 'Quỹ' }))]),
  ];
}

function loanParts(
  { contractNumber, to, openedOn, closing }: LoanStatementView,
  loan: StatedLoan,
): Part[] {
  const { cooperative, signedOn, contracted } = loan;
  const { disbursed, repaid } = closing.principal;
  const moved = `đã giải ngân ${fullVnd(disbursed)}, đã trả nợ gốc ${fullVnd(repaid)}`;
  return [
    `Bên vay: ${cooperative.name}`,
    ...(cooperative.address === null ? [] : [`Địa chỉ: ${cooperative.address}`]),
    `${contractText({ contractNumber, signedOn })}: số tiền vay ${fullVnd(contracted)}; đến ngày ${proseDate(to)} ${moved}.`,
    ...(openedOn === undefined ? [] : [takenOverSentence(openedOn)]),
  ].map(paragraph);
}

/**
 * The loan statement (sao kê khoản vay): what is owed on a loan from one day to another, line by
 * line, each line of interest with its working (R3, R15, R24). Lines that do not add up are our bug
 * and throw.
 *
 * @param issuedOn what the letterhead is dated; null: left blank
 */
export function loanStatementDocument(
  view: LoanStatementView,
  loan: StatedLoan,
  letter: Letter,
  issuedOn: string | null = null,
): Part[] {
  const from = proseDate(view.from);
  return [
    letterheadOf(letter, null, issuedOn),
    {
      kind: 'title',
      lines: [
        'SAO KÊ KHOẢN VAY',
        ...(loan.isInternal === true ? ['(Bản nội bộ của Quỹ, không gửi bên vay)'] : []),
        `(Từ ngày ${from} đến ngày ${proseDate(view.to)})`,
      ],
    },
    ...loanParts(view, loan),
    heading('1. Tổng hợp (đơn vị: đồng)'),
    summary(view),
    heading('2. Chi tiết (đơn vị: đồng)'),
    detail(view),
    paragraph(
      `${INTEREST_FORMULA} Số dư đầu kỳ gồm các giao dịch trước ngày ${from} và lãi của những ngày trước ngày này. Mỗi dòng ` +
        'lãi ghi vào ngày cuối của những ngày tính lãi; khoản trả trước ngày đó trả phần đã phát sinh.',
    ),
    ...owedParts(view),
    closingWithoutAddressee(letter),
  ];
}
