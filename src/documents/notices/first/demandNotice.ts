import { addDays, calendarDate } from '../../../domain/primitives/dates.ts';
import type { OverdueContent, RecallContent } from '../../../domain/notices/noticeContent.ts';
import type { Part, Run } from '../../print/content.ts';
import { fundName, fullVnd, proseDate, yearlyRate } from '../../words/vietnamese.ts';
import {
  instalmentsTable,
  interestParts,
  noticeTop,
  owedTotals,
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
  paragraph,
} from '../../papers/parts.ts';
import { noticeClosing } from '../letterParts.ts';

function interestOf({ interest, payBy }: OverdueContent, inTermLabel: string): Part[] {
  const classes = INTEREST_CLASSES.map(([name, label]) => ({ label, name, ...interest[name] }))
    .filter(({ owed }) => !isZero(owed))
    .map(({ name, label, ...owed }) => ({
      label: name === 'inTermInterest' ? inTermLabel : label,
      segments: owed.segments,
      totals: owedTotals(owed, `${label} phải trả`),
    }));
  return interestParts(payBy, classes, interest.lateInterest.segments);
}

function payParts(content: OverdueContent): Part[] {
  return [
    heading('3. Tổng số tiền phải trả'),
    ...totalParts(content, content.principal, (name) => content.interest[name].owed),
    heading('4. Thời hạn và cách trả'),
    ...paymentParts(content, fundName(content.fund), 'Yêu cầu'),
  ];
}

function lastParts({ letter, payBy }: OverdueContent, consequence: string): Part[] {
  return [
    heading('5. Trường hợp không trả đúng hạn'),
    paragraph(consequence),
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

/**
 * The notice that principal has turned overdue (thông báo chuyển nợ quá hạn, TT39 art. 20), from
 * its frozen content: overdue principal, since when, the rate on it. Figures that do not add up
 * throw.
 */
export function firstOverdueNoticeParts(content: OverdueContent): Part[] {
  const { fund, cooperative, issuedOn, principal, principalOutstanding, instalments } = content;
  const lender = fundName(fund);
  const isAllOfIt = instalments.some((each) => each.payableBy >= issuedOn);
  return [
    ...noticeTop(content, 'Về việc chuyển nợ quá hạn'),
    ...grounds([`${contractText(content)} ký giữa ${lender} và ${cooperative.name}`]),
    paragraph(`${lender} thông báo về việc chuyển nợ quá hạn như sau:`),
    heading('1. Nợ gốc bị chuyển quá hạn'),
    paragraph([
      `Dư nợ gốc đến ngày ${proseDate(issuedOn)} là ${fullVnd(principalOutstanding)}, trong đó nợ gốc ` +
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
    instalmentsTable([[null, instalments]], principal),
    ...interestOf(content, 'Lãi trong hạn đã đến hạn mà chưa trả'),
    ...payParts(content),
    ...lastParts(
      content,
      'Lãi quá hạn tiếp tục được tính trên dư nợ gốc quá hạn cho đến khi trả hết. Nếu nghĩa vụ trả nợ ' +
        'tiếp tục bị vi phạm, Quỹ có quyền chấm dứt cho vay, thu hồi nợ trước hạn và khởi kiện tại Tòa ' +
        'án có thẩm quyền theo hợp đồng và quy định của pháp luật.',
    ),
  ];
}

/** What is recalled, and what was due without the recall, which keeps its dates. */
function recalledParts(content: RecallContent): Part[] {
  const { recall, payBy, issuedOn, recalledPrincipal, instalments, principal } = content;
  const isRecalled = (each: (typeof instalments)[number]) => each.overdueFrom > payBy;
  const earlier = instalments.filter((each) => !isRecalled(each));
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
    ...(earlier.length === 0
      ? []
      : [
          paragraph(
            'Nợ gốc đã quá hạn và nợ gốc đến hạn trước ngày đó không thuộc số thu hồi trước hạn và giữ ' +
              'nguyên hạn trả; phần trả sau hạn chịu lãi quá hạn.',
          ),
        ]),
    instalmentsTable(
      [
        [
          `Đã quá hạn tại ngày ${proseDate(issuedOn)}`,
          earlier.filter((each) => each.overdueFrom <= issuedOn),
        ],
        ['Đến hạn trước thời hạn thu hồi', earlier.filter((each) => each.overdueFrom > issuedOn)],
        ['Thu hồi trước hạn', instalments.filter(isRecalled)],
      ],
      principal,
    ),
  ];
}

/**
 * The notice of an early recall (thông báo thu hồi nợ trước hạn, TT39 art. 21), from its frozen
 * content: since when lending ends, what is recalled and by when it is to be paid back, when it
 * turns overdue and at what rate. Figures that do not add up throw.
 */
export function firstRecallNoticeParts(content: RecallContent): Part[] {
  const { fund, cooperative, recall } = content;
  const lender = fundName(fund);
  const decided = `Quyết định số ${recall.decisionNumber} ngày ${proseDate(recall.decidedOn)}`;
  return [
    ...noticeTop(content, 'Về việc chấm dứt cho vay, thu hồi nợ trước hạn'),
    ...grounds([
      `${contractText(content)} ký giữa ${lender} và ${cooperative.name}`,
      `${decided} của ${lender} về việc thu hồi nợ trước hạn`,
    ]),
    paragraph(`${lender} thông báo chấm dứt cho vay và thu hồi nợ trước hạn như sau:`),
    heading('1. Nợ gốc thu hồi trước hạn'),
    ...recalledParts(content),
    ...interestOf(content, 'Lãi trong hạn'),
    ...payParts(content),
    ...lastParts(
      content,
      'Quá thời hạn trên mà không trả hết nợ, Quỹ khởi kiện tại Tòa án có thẩm quyền để thu hồi nợ gốc, ' +
        'lãi trong hạn và lãi quá hạn theo hợp đồng và quy định của pháp luật.',
    ),
  ];
}
