import { money, sum, text } from '../../../domain/primitives/money.ts';
import type { QuarterlyContent } from '../../../domain/notices/noticeContent.ts';
import type { Part } from '../../print/content.ts';
import { fundName, fullVnd, groupedVnd, proseDate } from '../../words/vietnamese.ts';
import {
  instalmentsTable,
  interestParts,
  noticeTop,
  paymentParts,
  totalParts,
  contactParagraph,
} from './letterParts.ts';
import {
  contractText,
  grounds,
  heading,
  INTEREST_CLASSES,
  isZero,
  type LabelledAmount,
  paragraph,
} from '../../papers/parts.ts';
import { noticeClosing, quarterText } from '../letterParts.ts';

type InterestContent = QuarterlyContent['interest']['inTermInterest'];

/** What the letter rests on: the contract. No circular is cited, because the fund is no bank. */
function opening(content: QuarterlyContent): Part[] {
  const { fund, cooperative, quarter, payBy } = content;
  const lender = fundName(fund);
  return [
    ...grounds([`${contractText(content)} ký giữa ${lender} và ${cooperative.name}`]),
    paragraph(
      `${lender} thông báo số tiền lãi và nợ gốc phải trả ${quarterText(quarter)}, tính đến ngày ` +
        `${proseDate(payBy)}, như sau:`,
    ),
  ];
}

function standingText({ standing, overduePrincipal }: QuarterlyContent): string {
  if (standing !== 'overdue') return 'Khoản vay đang trong hạn.';
  return isZero(overduePrincipal)
    ? 'Khoản vay quá hạn do còn lãi đến hạn chưa trả.'
    : 'Khoản vay có nợ quá hạn.';
}

function loanParts(content: QuarterlyContent): Part[] {
  const { issuedOn, principalOutstanding, overduePrincipal } = content;
  const overdue = isZero(overduePrincipal)
    ? ''
    : `, trong đó nợ gốc quá hạn ${fullVnd(overduePrincipal)}`;
  return [
    heading('1. Khoản vay'),
    paragraph(
      `Dư nợ gốc đến ngày ${proseDate(issuedOn)}: ${fullVnd(principalOutstanding)}${overdue}. ` +
        standingText(content),
    ),
  ];
}

const hasRows = ({ segments, broughtForward, settledSince }: InterestContent): boolean =>
  segments.length > 0 || !isZero(broughtForward) || !isZero(settledSince);

const broughtForwardLabel = (broughtForward: string): string =>
  money(broughtForward).isNegative()
    ? 'Số trả thừa các kỳ trước chuyển sang'
    : 'Lãi các kỳ trước chuyển sang';

/** How a class comes to what is owed: rows + brought forward − settled + credit (R25). */
function interestTotals(interest: InterestContent, label: string, since: string): LabelledAmount[] {
  const { segments, broughtForward, settledSince, credit, owed } = interest;
  const rows = sum(segments.map((each) => money(each.interest)));
  const steps: LabelledAmount[] = [
    ['Cộng lãi các dòng trên', text(rows)],
    [broughtForwardLabel(broughtForward), broughtForward],
    [
      `Đã trả hoặc được miễn, giảm từ ngày ${proseDate(since)}`,
      text(money(settledSince).negated()),
    ],
    ['Số trả thừa, được trừ vào lãi phát sinh sau', credit],
  ];
  const result = sum(steps.map(([, digits]) => money(digits)));
  if (!result.equals(money(owed))) {
    throw new RangeError(`the interest of the notice does not add up to ${owed}`);
  }
  const changes = steps.slice(1).filter(([, digits]) => !isZero(digits));
  const shown = changes.length > 0 && segments.length > 0 ? steps.slice(0, 1) : [];
  return [...shown, ...changes, [`${label} phải trả`, owed]];
}

function interestOf({ interest, interestSince, payBy }: QuarterlyContent): Part[] {
  const classes = INTEREST_CLASSES.map(([name, label]) => ({ label, of: interest[name] }))
    .filter(({ of }) => hasRows(of))
    .map(({ label, of }) => ({
      label,
      segments: of.segments,
      totals: interestTotals(of, label, interestSince),
    }));
  return interestParts(payBy, classes, interest.lateInterest.segments);
}

function principalParts({ principal, quarter, issuedOn }: QuarterlyContent): Part[] {
  const title = heading('3. Nợ gốc phải trả');
  const { overdue, dueInQuarter, total } = principal;
  if (isZero(total)) {
    return [title, paragraph(`Không có nợ gốc đến hạn đến hết ${quarterText(quarter)}.`)];
  }
  const groups = [
    [`Đã quá hạn trả tại ngày ${proseDate(issuedOn)}`, overdue],
    [`Đến hạn đến hết ${quarterText(quarter)}`, dueInQuarter],
  ] as const;
  return [title, instalmentsTable(groups, total)];
}

function paidParts({ paidSinceLastNotice: paid, paidFrom, issuedOn }: QuarterlyContent): Part[] {
  const since =
    `Từ ngày ${proseDate(paidFrom)} đến ngày ${proseDate(issuedOn)}, Quỹ ` +
    (paid.length === 0
      ? 'không ghi nhận khoản trả nào.'
      : 'đã ghi nhận các khoản trả sau, đã tính trong số liệu trên:');
  const total = text(sum(paid.map((each) => money(each.amount))));
  const table: Part = {
    kind: 'table',
    columns: [
      { title: 'Ngày trả', align: 'center' },
      { title: 'Số chứng từ', align: 'left' },
      { title: 'Số tiền (đồng)', align: 'right' },
    ],
    rows: paid.map(({ effectiveOn, voucherNumber, amount }) => [
      proseDate(effectiveOn),
      voucherNumber,
      groupedVnd(amount),
    ]),
    totals: [['Cộng', '', groupedVnd(total)]],
  };
  return [
    heading('4. Số tiền đã trả trong kỳ'),
    paragraph(since),
    ...(paid.length === 0 ? [] : [table]),
  ];
}

/** What follows where it is not paid (R7; TT39 articles 20, 21). */
function consequences({ principal, letter, payBy }: QuarterlyContent): Part[] {
  const overdue =
    'Nợ gốc không được trả đủ vào hạn trả nêu tại mục 3 bị chuyển nợ quá hạn và chịu lãi suất nợ quá ' +
    'hạn theo hợp đồng.';
  return [
    heading('7. Trường hợp không trả đúng hạn'),
    ...(isZero(principal.total) ? [] : [paragraph(overdue)]),
    paragraph(
      'Nếu nghĩa vụ trả nợ bị vi phạm, Quỹ có quyền chấm dứt cho vay, thu hồi nợ trước hạn và khởi ' +
        'kiện tại Tòa án có thẩm quyền để thu hồi nợ theo hợp đồng và quy định của pháp luật.',
    ),
    contactParagraph(letter, payBy),
  ];
}

/**
 * The quarterly notice of what is to be paid (thông báo thu lãi và gốc, R25) from its frozen
 * content, so that it is printed again as it was issued. Figures that do not add up are our bug and
 * throw.
 */
export function firstQuarterlyNoticeParts(content: QuarterlyContent): Part[] {
  return [
    ...noticeTop(content, `Về việc thu lãi và nợ gốc ${quarterText(content.quarter)}`),
    ...opening(content),
    ...loanParts(content),
    ...interestOf(content),
    ...principalParts(content),
    ...paidParts(content),
    heading('5. Tổng số tiền phải trả'),
    ...totalParts(content, content.principal.total, (name) => content.interest[name].owed),
    heading('6. Thời hạn và cách trả'),
    ...paymentParts(content, fundName(content.fund), 'Đề nghị'),
    ...consequences(content),
    noticeClosing(content.letter),
  ];
}
