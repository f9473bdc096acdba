import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { InterestComponent } from '../../domain/loans/facts.ts';
import { money, sum } from '../../domain/primitives/money.ts';
import { contactOf, noticeClosing, payee } from '../notices/letterParts.ts';
import { letterheadOf } from '../papers/letterhead.ts';
import { offsetOf, offsetSentence } from '../papers/offset.ts';
import {
  amountsTable,
  contractText,
  creditSentence,
  INTEREST_CLASSES,
  isZero,
  type LabelledAmount,
  paragraph,
  takenOverSentence,
} from '../papers/parts.ts';
import type { Part } from '../print/content.ts';
import { amountInWords } from '../words/amountInWords.ts';
import { fullVnd, proseDate } from '../words/vietnamese.ts';

type OfClasses = Readonly<Record<InterestComponent, string>>;

/** What pays a loan off on a day: money as digits, dates as `YYYY-MM-DD`. */
export interface PayoffLetterView extends OfClasses {
  readonly contractNumber: string;
  readonly signedOn: string;
  readonly cooperative: { readonly name: string; readonly address: string | null };
  /** The day at whose close the loan was taken over (R33). */
  readonly openedOn?: string;
  readonly on: string;
  readonly principal: string;
  /** Collected above what accrued, by class. */
  readonly credits: OfClasses;
  readonly payoff: string;
  readonly perDay: string;
}

/** What is to be paid, class by class, and what it comes to. */
function amounts(view: PayoffLetterView): Part[] {
  const rows: readonly LabelledAmount[] = [
    ['Nợ gốc', view.principal],
    ...INTEREST_CLASSES.map(([name, label]) => [label, view[name]] as const),
  ];
  if (!sum(rows.map(([, digits]) => money(digits))).equals(money(view.payoff))) {
    throw new RangeError(`the parts do not add up to the payoff ${view.payoff}`);
  }
  const shown = rows.filter(([, digits]) => !isZero(digits));
  return [
    amountsTable(shown, [['Tổng cộng', view.payoff]], 'Khoản phải trả'),
    paragraph(['Bằng chữ: ', { italic: amountInWords(view.payoff) }, '.']),
  ];
}

/** What the payment of a later day comes to. */
function laterPart({ on, perDay }: PayoffLetterView): Part {
  const day = proseDate(on);
  const further = isZero(perDay)
    ? 'không phát sinh thêm lãi'
    : `mỗi ngày cộng thêm ${fullVnd(perDay)} tiền lãi`;
  return paragraph(
    `Trả sau ngày ${day} thì ${further}, nếu đến ngày trả không có khoản nợ nào đến hạn thêm, không có khoản thu ` +
      'và quyết định nào khác; trả trước ngày đó thì tiền lãi được tính lại theo số ngày thực tế.',
  );
}

/** Who is asked to pay, how much, and where: on balance of the classes of interest. */
function paymentParts(view: PayoffLetterView, letter: Letter): Part[] {
  const { on, payoff, contractNumber, cooperative, credits } = view;
  const classOf = (name: InterestComponent) => ({ owed: view[name], credit: credits[name] });
  const offset = offsetOf({
    inTermInterest: classOf('inTermInterest'),
    overdueInterest: classOf('overdueInterest'),
    lateInterest: classOf('lateInterest'),
  });
  const asked = offset === null ? payoff : offset.askedOf(payoff);
  const parties = { borrower: cooperative.name, lender: 'Quỹ' };
  const told =
    offset === null
      ? INTEREST_CLASSES.filter(([name]) => !isZero(credits[name])).map(([name, label]) =>
          creditSentence(label, credits[name]),
        )
      : [offsetSentence(offset, payoff, parties)];
  return [
    ...told.map(paragraph),
    laterPart(view),
    paragraph([
      `Để tất toán, đề nghị ${cooperative.name} trả `,
      { bold: fullVnd(asked) },
      ` vào ngày ${proseDate(on)}`,
      payee(letter, 'Quỹ', `tất toán hợp đồng số ${contractNumber}`),
    ]),
  ];
}

/**
 * The letter that tells a borrower what pays a loan off on a day (R15, R24); its number is left blank. As the
 * borrower owes it: of a charge-off it says nothing (R40). Parts that do not add up are our bug and throw.
 *
 * @param issuedOn what the letterhead is dated; null: left blank
 */
export function payoffLetterParts(
  view: PayoffLetterView,
  letter: Letter,
  issuedOn: string | null,
): Part[] {
  const { cooperative, openedOn, on, payoff } = view;
  const day = proseDate(on);
  const says = isZero(payoff)
    ? [paragraph(`Đến ngày ${day}, khoản vay theo ${contractText(view)} không còn nợ phải trả.`)]
    : [
        paragraph(
          `${letter.issuerName} thông báo số tiền phải trả để tất toán khoản vay theo ${contractText(view)}, nếu ` +
            `trả vào ngày ${day}:`,
        ),
        ...amounts(view),
        ...paymentParts(view, letter),
      ];
  return [
    letterheadOf(letter, `Số: …………/TB-${letter.symbol}`, issuedOn),
    { kind: 'title', lines: ['THÔNG BÁO', 'Số tiền phải trả để tất toán khoản vay'] },
    {
      kind: 'addressee',
      lines: [
        `Kính gửi: ${cooperative.name}`,
        ...(cooperative.address === null ? [] : [`Địa chỉ: ${cooperative.address}`]),
      ],
    },
    ...says,
    ...(openedOn === undefined ? [] : [paragraph(takenOverSentence(openedOn))]),
    paragraph(
      'Số liệu gồm các khoản đã ghi nhận đến khi lập thông báo này. Vướng mắc, đề nghị liên hệ ' +
        `Quỹ${contactOf(letter)}./.`,
    ),
    noticeClosing(letter),
  ];
}
