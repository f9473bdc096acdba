import { addDays, calendarDate } from '../../domain/primitives/dates.ts';
import type { OverdueContent, RecallContent } from '../../domain/notices/noticeContent.ts';
import type { Part, Run } from '../print/content.ts';
import { fundName, fullVnd, headingDate, proseDate, yearlyRate } from '../words/vietnamese.ts';
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
  suedText,
  toSue,
} from './letterParts.ts';
import {
  contractGround,
  grounds,
  INTEREST_CLASSES,
  isZero,
  type LabelledAmount,
  owedTotals,
  paragraph,
} from '../papers/parts.ts';

type Instalment = OverdueContent['instalments'][number];

function classesOf({ interest }: OverdueContent, inTermLabel: string): LetterInterest[] {
  return INTEREST_CLASSES.filter(([name]) => !isZero(interest[name].owed)).map(([name, label]) => ({
    name,
    label: name === 'inTermInterest' ? inTermLabel : label,
    owed: interest[name].owed,
    segments: interest[name].segments,
    totals: owedTotals(interest[name], `${label} phải trả`),
  }));
}

/** What is to be paid, by when, and what follows if not. */
function restOf(
  content: OverdueContent,
  {
    rows,
    inTermLabel,
    consequence,
  }: {
    readonly rows: readonly LabelledAmount[];
    readonly inTermLabel: string;
    readonly consequence: string;
  },
): Part[] {
  const { interest, credits, letter, payBy, total } = content;
  const owedOf = (name: keyof typeof interest) => interest[name].owed;
  const offset = letterOffset(owedOf, (name) => credits?.[name] ?? '0');
  const asked = offset === null ? total : offset.askedOf(total);
  const demanded = { principal: rows, classes: classesOf(content, inTermLabel), offset };
  return [
    ...demandParts(content, demanded, content.cooperative.name),
    paymentParagraph(content, fundName(content.fund), 'Yêu cầu', offset),
    ...(isZero(asked) ? [] : [paragraph(consequence)]),
    contactParagraph(letter, payBy),
    noticeClosing(letter),
  ];
}

/** When principal turned overdue: on one day, or from one day on. */
function overdueText({ instalments }: OverdueContent): Run[] {
  const days = instalments.map((each) => each.overdueFrom).toSorted();
  const first = { bold: proseDate(days[0] ?? '') };
  if (days.every((day) => day === days[0])) return [', quá hạn từ ngày ', first, '.'];
  return [', phần quá hạn sớm nhất từ ngày ', first, ', từng kỳ hạn theo bảng dưới đây.'];
}

/** What goes on where overdue principal is not paid, and what the fund may do or has done. */
function overdueConsequence({ principal, principalOutstanding, state }: OverdueContent): string {
  const interest =
    state?.frozen === true || state?.noInterest === true
      ? ''
      : 'Lãi quá hạn tiếp tục được tính trên dư nợ gốc quá hạn cho đến khi trả hết. ';
  const sued = suedText(state);
  if (sued !== null) return `${interest}${sued}`;
  const recall =
    state?.recalled === true || principal === principalOutstanding
      ? ''
      : 'chấm dứt cho vay, thu hồi nợ trước hạn và ';
  return (
    `${interest}Nếu nghĩa vụ trả nợ tiếp tục bị vi phạm, Quỹ có quyền ${recall}${toSue(state)} tại ` +
    'Tòa án có thẩm quyền theo hợp đồng và quy định của pháp luật.'
  );
}

/**
 * The notice that principal has turned overdue (thông báo chuyển nợ quá hạn, TT39 art. 20), from
 * its frozen content: overdue principal, since when, the rate on it. Figures that do not add up
 * throw.
 */
export function overdueNoticeParts(content: OverdueContent): Part[] {
  const { fund, cooperative, issuedOn, principal, principalOutstanding, instalments } = content;
  const lender = fundName(fund);
  const isAllOfIt = instalments.some((each) => each.payableBy >= issuedOn);
  const days = new Set(instalments.map((each) => each.overdueFrom));
  const since = ({ overdueFrom }: Instalment) =>
    days.size === 1 ? '' : `, quá hạn từ ngày ${proseDate(overdueFrom)}`;
  return [
    ...noticeTop(content, 'Về việc chuyển nợ quá hạn'),
    ...grounds([`${contractGround(content)} ký giữa ${lender} và ${cooperative.name}`]),
    paragraph([
      `${lender} thông báo chuyển nợ quá hạn như sau: dư nợ gốc đến ngày ${proseDate(issuedOn)} là ${fullVnd(principalOutstanding)}, trong đó nợ gốc ` +
        'bị quá hạn là ',
      { bold: fullVnd(principal) },
      ...overdueText(content),
      ' Lãi suất áp dụng đối với dư nợ gốc bị quá hạn: ',
      { bold: yearlyRate(content.overdueRatePercent) },
      '.',
    ]),
    ...(isAllOfIt
      ? [
          paragraph(
            'Theo hợp đồng, khi một kỳ hạn bị quá hạn thì toàn bộ dư nợ gốc bị chuyển quá hạn, kể cả ' +
              'các kỳ hạn chưa đến hạn.',
          ),
        ]
      : []),
    ...restOf(content, {
      rows: principalOf(
        instalments.map((each) => [`Nợ gốc đến hạn ${dueText(each)}${since(each)}`, each.amount]),
        principal,
      ),
      inTermLabel: 'Lãi trong hạn đã đến hạn mà chưa trả',
      consequence: overdueConsequence(content),
    }),
  ];
}

/** What is recalled, and what was due without the recall, which keeps its dates. */
function recalledParts(content: RecallContent): Part[] {
  const { recall, payBy, recalledPrincipal, instalments } = content;
  return [
    paragraph([
      `Thời điểm chấm dứt cho vay, thu hồi nợ trước hạn: ngày ${proseDate(recall.decidedOn)}. Số dư nợ ` +
        'gốc bị thu hồi trước hạn: ',
      { bold: fullVnd(recalledPrincipal) },
      '. Thời hạn hoàn trả: ',
      { bold: `chậm nhất ngày ${proseDate(payBy)}` },
      `; từ ngày ${proseDate(addDays(calendarDate(payBy), 1))}, phần chưa trả của số này bị chuyển nợ ` +
        `quá hạn với lãi suất ${yearlyRate(content.overdueRatePercent)}.`,
    ]),
    ...(instalments.every((each) => each.overdueFrom > payBy)
      ? []
      : [
          paragraph(
            'Nợ gốc đã quá hạn và nợ gốc đến hạn trước ngày đó không thuộc số thu hồi trước hạn và giữ ' +
              'nguyên hạn trả; phần trả sau hạn chịu lãi quá hạn.',
          ),
        ]),
  ];
}

/** What an instalment is beside a recall: recalled, or due without it. */
function recallLabel({ payBy, issuedOn }: RecallContent, each: Instalment): string {
  if (each.overdueFrom > payBy) {
    return `Nợ gốc thu hồi trước hạn, trả chậm nhất ngày ${proseDate(payBy)}`;
  }
  const due = `đến hạn ${dueText(each)}`;
  return each.overdueFrom <= issuedOn ? `Nợ gốc đã quá hạn, ${due}` : `Nợ gốc ${due}`;
}

/**
 * The notice of an early recall (thông báo thu hồi nợ trước hạn, TT39 art. 21), from its frozen
 * content: since when lending ends, what is recalled and by when it is to be paid back, when it
 * turns overdue and at what rate. Figures that do not add up throw.
 */
export function recallNoticeParts(content: RecallContent): Part[] {
  const { fund, cooperative, recall } = content;
  const lender = fundName(fund);
  const decided = `Quyết định số ${recall.decisionNumber} ${headingDate(recall.decidedOn)}`;
  return [
    ...noticeTop(content, 'Về việc chấm dứt cho vay, thu hồi nợ trước hạn'),
    ...grounds([
      `${contractGround(content)} ký giữa ${lender} và ${cooperative.name}`,
      `${decided} của ${lender} về việc thu hồi nợ trước hạn`,
    ]),
    paragraph(`${lender} thông báo chấm dứt cho vay và thu hồi nợ trước hạn như sau:`),
    ...recalledParts(content),
    ...restOf(content, {
      rows: principalOf(
        content.instalments.map((each) => [recallLabel(content, each), each.amount]),
        content.principal,
      ),
      inTermLabel: 'Lãi trong hạn',
      consequence:
        suedText(content.state) !== null
          ? overdueConsequence(content)
          : `Quá thời hạn trên mà không trả hết nợ, Quỹ ${toSue(content.state)} tại Tòa án có thẩm quyền để ` +
            'thu hồi nợ gốc, lãi trong hạn và lãi quá hạn theo hợp đồng và quy định của pháp luật.',
    }),
  ];
}
