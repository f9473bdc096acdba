import { money, sum, text } from '../../domain/primitives/money.ts';
import type { QuarterlyContent } from '../../domain/notices/noticeContent.ts';
import { quarterOf } from '../../domain/primitives/quarters.ts';
import { calendarDate } from '../../domain/primitives/dates.ts';
import {
  contractGround,
  grounds,
  INTEREST_CLASSES,
  isZero,
  type LabelledAmount,
  paragraph,
  takenOverSentence,
} from '../papers/parts.ts';
import type { Part } from '../print/content.ts';
import { fundName, fullVnd, groupedVnd, proseDate } from '../words/vietnamese.ts';
import {
  contactParagraph,
  demandParts,
  dueText,
  type LetterInterest,
  letterOffset,
  noticeClosing,
  noticeTop,
  paymentParagraph,
  principalOf,
  quarterText,
  suedText,
  toSue,
} from './letterParts.ts';

type InterestContent = QuarterlyContent['interest']['inTermInterest'];

/** What the letter rests on: the contract. No circular is cited, because the fund is no bank. */
const opening = (content: QuarterlyContent): Part[] =>
  grounds([
    `${contractGround(content)} ký giữa ${fundName(content.fund)} và ${content.cooperative.name}`,
  ]);

const hasPrincipalLeft = ({ principalOutstanding }: QuarterlyContent): boolean =>
  !isZero(principalOutstanding);

/** Where the loan stands; what the figures before say is not said again. */
function standingText(content: QuarterlyContent): string {
  const { standing, overduePrincipal, state } = content;
  const frozen = state?.frozen === true ? ' Khoản vay đang được khoanh nợ, không tính lãi.' : '';
  if (standing !== 'overdue') return ` Khoản vay đang trong hạn.${frozen}`;
  return isZero(overduePrincipal) && hasPrincipalLeft(content)
    ? ` Khoản vay quá hạn do còn lãi đến hạn chưa trả.${frozen}`
    : frozen;
}

/** What is owed of principal, where the loan stands, and what the table after it is about. */
function loanParagraph(content: QuarterlyContent): Part {
  const { fund, issuedOn, payBy, quarter, principalOutstanding, overduePrincipal } = content;
  const { openedOn } = content;
  const taken = openedOn === undefined ? '' : ` ${takenOverSentence(openedOn)}`;
  const day = `Đến ngày ${proseDate(issuedOn)},`;
  const isAll = overduePrincipal === principalOutstanding;
  const part = isAll ? ', toàn bộ đã quá hạn' : `, trong đó quá hạn ${fullVnd(overduePrincipal)}`;
  const overdue = isZero(overduePrincipal) ? '' : part;
  const owed = hasPrincipalLeft(content)
    ? `${day} dư nợ gốc là ${fullVnd(principalOutstanding)}${overdue}.`
    : `${day} nợ gốc đã trả hết, khoản vay còn nợ lãi.`;
  return paragraph(
    `${owed}${taken}${standingText(content)} ${fundName(fund)} thông báo số tiền lãi và nợ gốc phải trả ` +
      `${quarterText(quarter)}, tính đến ngày ${proseDate(payBy)}, như sau:`,
  );
}

/** The principal to pay, an instalment each. */
function principalRows({ principal, quarter }: QuarterlyContent): LabelledAmount[] {
  const within = (dueOn: string) =>
    quarterOf(calendarDate(dueOn)) === quarter ? ` trong ${quarterText(quarter)},` : '';
  return [
    ...principal.overdue.map(
      (each) => [`Nợ gốc đã quá hạn, đến hạn ${dueText(each)}`, each.amount] as const,
    ),
    ...principal.dueInQuarter.map(
      (each) => [`Nợ gốc đến hạn${within(each.dueOn)} ${dueText(each)}`, each.amount] as const,
    ),
  ];
}

const broughtForwardLabel = (broughtForward: string): string =>
  money(broughtForward).isNegative()
    ? 'Số trả thừa kỳ trước chuyển sang'
    : 'Lãi kỳ trước chuyển sang';

/** How a class comes to what is owed: rows + brought forward − settled + credit (R25). */
function interestTotals(
  interest: InterestContent,
  label: string,
  since: string,
  isSetOff: boolean,
): LabelledAmount[] {
  const { segments, broughtForward, settledSince, credit, owed } = interest;
  const rows = sum(segments.map((each) => money(each.interest)));
  const steps: LabelledAmount[] = [
    ['Cộng lãi phát sinh', text(rows)],
    [broughtForwardLabel(broughtForward), broughtForward],
    [`Đã trả, miễn, giảm (từ ngày ${proseDate(since)})`, text(money(settledSince).negated())],
    [isSetOff ? 'Số trả thừa' : 'Số trả thừa, được trừ vào lãi phát sinh sau', credit],
  ];
  const result = sum(steps.map(([, digits]) => money(digits)));
  if (!result.equals(money(owed))) {
    throw new RangeError(`the interest of the notice does not add up to ${owed}`);
  }
  const changes = steps.slice(1).filter(([, digits]) => !isZero(digits));
  const shown = changes.length > 0 && segments.length > 1 ? steps.slice(0, 1) : [];
  return [...shown, ...changes, [`${label} phải trả`, owed]];
}

/** The classes of which something is owed or overpaid, line by line. */
function classesOf(
  { interest, interestSince }: QuarterlyContent,
  isSetOff: boolean,
): LetterInterest[] {
  return INTEREST_CLASSES.map(([name, label]) => ({
    name,
    label,
    owed: interest[name].owed,
    segments: interest[name].segments,
    totals: interestTotals(interest[name], label, interestSince, isSetOff),
  })).filter(({ name, owed }) => !isZero(owed) || !isZero(interest[name].credit));
}

/** As many receipts as a sentence tells. */
const MOST_TOLD = 3;

function paidText({ paidSinceLastNotice: paid, paidFrom, issuedOn }: QuarterlyContent): string {
  const since = ` Từ ngày ${proseDate(paidFrom)} đến ngày ${proseDate(issuedOn)}, Quỹ`;
  if (paid.length === 0) return `${since} không ghi nhận khoản trả nào.`;
  if (paid.length > MOST_TOLD) return `${since} đã ghi nhận, và đã tính trong số liệu trên:`;
  const told = paid.map(({ effectiveOn, voucherNumber, amount }) => {
    // What an earlier notice had counted, and was taken back since (R42).
    const isTakenBack = money(amount).isNegative();
    const moved = isTakenBack
      ? `điều chỉnh giảm ${fullVnd(amount.replace('-', ''))}`
      : fullVnd(amount);
    return `${moved} ngày ${proseDate(effectiveOn)} (chứng từ số ${voucherNumber})`;
  });
  return `${since} đã ghi nhận ${told.join('; ')}, đã tính trong số liệu trên.`;
}

/** The receipts, where they are more than a sentence tells. */
function paidParts({ paidSinceLastNotice: paid }: QuarterlyContent): Part[] {
  if (paid.length <= MOST_TOLD) return [];
  return [
    {
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
      totals: [['Cộng', '', groupedVnd(text(sum(paid.map((each) => money(each.amount)))))]],
    },
  ];
}

/** What the fund may do where it is not paid, by what it has done already (TT39 art. 20, 21). */
function rightText({ overduePrincipal, principalOutstanding, state }: QuarterlyContent): string {
  const sued = suedText(state);
  if (sued !== null) return sued;
  const recall =
    state?.recalled === true || overduePrincipal === principalOutstanding
      ? ''
      : 'chấm dứt cho vay, thu hồi nợ trước hạn, ';
  return (
    `Nếu vi phạm nghĩa vụ trả nợ, Quỹ có quyền ${recall}${toSue(state)} để thu hồi nợ theo hợp đồng và ` +
    'quy định của pháp luật.'
  );
}

/** What follows where it is not paid, as the loan stands (R7; TT39 articles 20, 21). */
function consequence(content: QuarterlyContent): Part {
  const { principal, state } = content;
  const bearsNone = state?.frozen === true || state?.noInterest === true;
  const due =
    principal.dueInQuarter.length === 0
      ? ''
      : 'Nợ gốc đến hạn mà không được trả đủ đúng hạn thì bị chuyển nợ quá hạn' +
        `${bearsNone ? '' : ' và chịu lãi suất nợ quá hạn theo hợp đồng'}. `;
  const overdue =
    principal.overdue.length === 0 || bearsNone
      ? ''
      : 'Nợ gốc đã quá hạn tiếp tục chịu lãi suất nợ quá hạn cho đến khi trả hết. ';
  return paragraph(due + overdue + rightText(content));
}

/**
 * The quarterly notice of what is to be paid (thông báo thu lãi và gốc, R25) from its frozen
 * content, so that it is printed again as it was issued. Figures that do not add up are our bug and
 * throw.
 */
export function quarterlyNoticeParts(content: QuarterlyContent): Part[] {
  const { interest, quarter, letter, payBy, total, fund, cooperative } = content;
  const offset = letterOffset(
    (name) => interest[name].owed,
    (name) => interest[name].credit,
  );
  const asked = offset === null ? total : offset.askedOf(total);
  const demanded = {
    principal: principalOf(principalRows(content), content.principal.total),
    classes: classesOf(content, offset !== null),
    offset,
    paid: paidText(content),
  };
  return [
    ...noticeTop(content, `Về việc thu lãi và nợ gốc ${quarterText(quarter)}`),
    ...opening(content),
    loanParagraph(content),
    ...demandParts(content, demanded, cooperative.name),
    ...paidParts(content),
    paymentParagraph(content, fundName(fund), 'Đề nghị', offset),
    ...(isZero(asked) ? [] : [consequence(content)]),
    contactParagraph(letter, payBy),
    noticeClosing(letter),
  ];
}
