import type { Letter } from '../../domain/fund/documentSettings.ts';
import { money, sum } from '../../domain/primitives/money.ts';
import type { Part } from '../print/content.ts';
import { amountInWords } from '../words/amountInWords.ts';
import { fundName, fullVnd, groupedVnd, headingDate, proseDate } from '../words/vietnamese.ts';
import {
  amountsTable,
  BLANK,
  classRows,
  contractGround,
  creditSentence,
  grounds,
  heading,
  INTEREST_CLASSES,
  INTEREST_FORMULA,
  isZero,
  type LabelledAmount,
  type OwedLines,
  owedTotals,
  paragraph,
  SEGMENT_COLUMNS,
  takenOverSentence,
} from '../papers/parts.ts';
import { offsetOf, offsetSentence, type Offset } from '../papers/offset.ts';
import { letterheadOf, listed } from '../papers/letterhead.ts';
import { assetParts, type SecuringAssetView } from '../papers/securingAssets.ts';

/** A class of interest: its segments less what is settled of them are what is owed. */
export interface OwedInterestView extends OwedLines {
  readonly accrued: string;
  readonly paid: string;
  readonly waived: string;
  /** Collected above what accrued. */
  readonly credit: string;
}

/** What the parties confirm: money as digits, dates as `YYYY-MM-DD`. */
export interface DebtConfirmationView {
  readonly contractNumber: string;
  readonly signedOn: string;
  readonly asOf: string;
  /** The day at whose close the loan was taken over (R33). */
  readonly openedOn?: string;
  /** As the borrower owes it: never that it is charged off (R40). */
  readonly standing: 'not_disbursed' | 'settled' | 'overdue' | 'in_term';
  readonly fund: { readonly code: string; readonly name: string; readonly province: string };
  readonly cooperative: {
    readonly name: string;
    readonly representative: string | null;
    readonly address: string | null;
    readonly phone: string | null;
  };
  readonly principal: {
    readonly contracted: string;
    readonly disbursed: string;
    readonly repaid: string;
    readonly outstanding: string;
    readonly inTerm: string;
    readonly overdue: string;
  };
  readonly inTermInterest: OwedInterestView;
  readonly overdueInterest: OwedInterestView;
  readonly lateInterest: OwedInterestView;
  readonly payoff: string;
  /** Left out where there are none. */
  readonly collaterals?: readonly SecuringAssetView[];
  /** The owners of these assets other than the borrower. */
  readonly copiesTo?: readonly string[];
}

/** The classes of which there ever was anything. */
function classesOf(view: DebtConfirmationView): (readonly [OwedInterestView, string])[] {
  return INTEREST_CLASSES.map(([name, label]) => [view[name], label] as const).filter(
    ([{ accrued, paid, waived }]) => ![accrued, paid, waived].every(isZero),
  );
}

function top({ asOf }: DebtConfirmationView, letter: Letter, issuedOn: string | null): Part[] {
  return [
    letterheadOf(letter, `Số: …………/BB-${letter.symbol}`, issuedOn),
    {
      kind: 'title',
      lines: ['BIÊN BẢN ĐỐI CHIẾU VÀ XÁC NHẬN NỢ', `(Số liệu đến ${headingDate(asOf)})`],
    },
  ];
}

function opening(view: DebtConfirmationView): Part[] {
  return [
    ...grounds([
      'Bộ luật Dân sự số 91/2015/QH13 ngày 24 tháng 11 năm 2015 (Điều 157, Điều 429, Điều 466)',
      'Nghị định số 45/2021/NĐ-CP ngày 31 tháng 3 năm 2021 của Chính phủ về việc thành lập, tổ chức và hoạt ' +
        'động của Quỹ hỗ trợ phát triển hợp tác xã',
      `${contractGround(view)} ký giữa hai bên`,
    ]),
    paragraph('Hôm nay, ngày …… tháng …… năm ………, tại ……………………, chúng tôi gồm:'),
  ];
}

interface Reached {
  readonly address: string | null;
  readonly phone: string | null;
}

/** Where a party is reached; what is not known is left out, or blank. */
function reachedParts({ address, phone }: Reached, unknown: string | null): Part[] {
  const said = [
    ...(address === null && unknown === null ? [] : [`Địa chỉ: ${address ?? unknown ?? ''}`]),
    ...(phone === null ? [] : [`Điện thoại: ${phone}`]),
  ];
  return said.length === 0 ? [] : [paragraph(said.join('; '))];
}

/** `Bà Vàng Thị Mai – Giám đốc`, as a name and an office. */
const WITH_OFFICE = /^(.+?)(?:\s+[–—-]\s+|,\s+)(.+)$/u;

/** Who represents a party, with the office that is given with the name. */
function representedBy(representative: string | null, office: string | null): Part {
  const [, name, post] = WITH_OFFICE.exec(representative ?? '') ?? [];
  const said = name ?? representative ?? BLANK;
  return paragraph(`Người đại diện: ${said}; chức vụ: ${office ?? post ?? BLANK}`);
}

/** `GIÁM ĐỐC`, as it stands under a letter, within a text. */
const inText = (title: string): string =>
  title.slice(0, 1).toLocaleUpperCase('vi') + title.slice(1).toLocaleLowerCase('vi');

function parties({ fund, cooperative }: DebtConfirmationView, letter: Letter): Part[] {
  const { signatoryName, signatoryTitle } = letter;
  return [
    heading(`Bên cho vay (Bên A): ${fundName(fund)}`),
    ...reachedParts(letter, null),
    representedBy(signatoryName, signatoryName === null ? null : inText(signatoryTitle)),
    heading(`Bên vay (Bên B): ${cooperative.name}`),
    ...reachedParts(cooperative, BLANK),
    representedBy(cooperative.representative, null),
  ];
}

function principalParts(view: DebtConfirmationView): Part[] {
  const { contracted, disbursed, repaid, outstanding, inTerm, overdue } = view.principal;
  const parts: readonly LabelledAmount[] = [
    ['- Trong hạn', inTerm],
    ['- Quá hạn', overdue],
  ];
  const isNotZero = ([, digits]: LabelledAmount) => !isZero(digits);
  const lines: readonly LabelledAmount[] = [
    ['Đã giải ngân', disbursed],
    ['Đã trả', repaid],
  ];
  const shown = parts.filter(isNotZero);
  return [
    heading('1. Nợ gốc'),
    amountsTable([
      ['Số tiền vay theo hợp đồng', contracted],
      ...lines.filter(isNotZero),
      [shown.length === 0 ? 'Dư nợ gốc' : 'Dư nợ gốc, trong đó:', outstanding],
      ...shown,
    ]),
  ];
}

/** What accrued and was settled of each class; a column with nothing in it is left out. */
function interestSummary(classes: ReturnType<typeof classesOf>): Part {
  const columns = [
    ['Phát sinh', (of: OwedInterestView) => of.accrued],
    ['Đã trả', (of: OwedInterestView) => of.paid],
    ['Được miễn, giảm', (of: OwedInterestView) => of.waived],
    ['Còn phải trả', (of: OwedInterestView) => of.owed],
  ] as const;
  const shown = columns.filter(
    ([title, of]) =>
      title === 'Phát sinh' ||
      title === 'Còn phải trả' ||
      classes.some(([each]) => !isZero(of(each))),
  );
  return {
    kind: 'table',
    columns: [
      { title: 'Loại lãi', align: 'left' },
      ...shown.map(([title]) => ({ title, align: 'right' }) as const),
    ],
    rows: classes.map(([each, label]) => [label, ...shown.map(([, of]) => groupedVnd(of(each)))]),
  };
}

/** What is set off between the classes; null: nothing. */
const setOff = (view: DebtConfirmationView): Offset | null =>
  offsetOf({
    inTermInterest: view.inTermInterest,
    overdueInterest: view.overdueInterest,
    lateInterest: view.lateInterest,
  });

function interestParts(view: DebtConfirmationView): Part[] {
  const classes = classesOf(view);
  if (classes.length === 0) return [];
  const credits = classes
    .filter(([{ credit }]) => !isZero(credit) && setOff(view) === null)
    .map(([{ credit }, label]) => paragraph(creditSentence(label, credit)));
  const owing = classes.filter(([{ owed }]) => !isZero(owed));
  const rows = classRows(
    owing.map(([interest, label]) => ({
      label,
      segments: interest.segments,
      totals: owedTotals(interest, `${label} còn phải trả`),
    })),
  );
  return [
    heading('2. Nợ lãi (đơn vị: đồng)'),
    interestSummary(classes),
    ...credits,
    ...(owing.length === 0
      ? []
      : [
          paragraph('Lãi còn phải trả gồm:'),
          { kind: 'table', columns: SEGMENT_COLUMNS, rows } as const,
          paragraph(INTEREST_FORMULA),
        ]),
  ];
}

const PARTIES = { borrower: 'Bên B', lender: 'Bên A' } as const;

function totalParts(view: DebtConfirmationView): Part[] {
  const { asOf, payoff } = view;
  const rows = [
    ['Nợ gốc', view.principal.outstanding] as const,
    ...classesOf(view).map(([{ owed }, label]) => [label, owed] as const),
  ];
  const offset = setOff(view);
  const parts = sum(rows.map(([, digits]) => money(digits)));
  if (!parts.equals(money(payoff))) {
    throw new RangeError(`the parts do not add up to the payoff ${payoff}`);
  }
  return [
    heading(
      `${classesOf(view).length === 0 ? 2 : 3}. Tổng số nợ phải trả đến ngày ${proseDate(asOf)}`,
    ),
    ...(isZero(payoff)
      ? [paragraph('Không còn nợ phải trả: 0 đồng.')]
      : [
          amountsTable(
            rows.filter(([, digits]) => !isZero(digits)),
            [['Tổng cộng', payoff]],
          ),
        ]),
    paragraph(`Bằng chữ: ${amountInWords(payoff)}.`),
    ...(offset === null ? [] : [paragraph(offsetSentence(offset, payoff, PARTIES))]),
  ];
}

/** What the parties say to it: of a debt, that it is acknowledged (CC 157). */
function confirmation(view: DebtConfirmationView): string[] {
  const { standing, asOf } = view;
  const day = proseDate(asOf);
  if (standing === 'not_disbursed') {
    return [`Hai bên xác nhận: đến ngày ${day} Bên A chưa giải ngân, Bên B chưa có nợ.`];
  }
  if (standing === 'settled') {
    return [
      `Hai bên xác nhận: đến ngày ${day} Bên B đã trả hết nợ gốc và nợ lãi theo hợp đồng nêu trên.`,
    ];
  }
  const offset = setOff(view);
  const debt =
    offset === null
      ? 'số nợ này'
      : `số nợ còn phải trả sau bù trừ là ${fullVnd(offset.askedOf(view.payoff))}`;
  return [
    `Hai bên thống nhất xác nhận số liệu nêu trên là đúng; Bên B thừa nhận và có nghĩa vụ trả ${debt} ` +
      'cho Bên A.',
    `Lãi nêu trên chưa bao gồm lãi từ ngày ${day} trở đi; lãi này được tính theo hợp đồng và các ` +
      'quyết định có hiệu lực.',
    'Theo Điều 157 Bộ luật Dân sự năm 2015, thời hiệu khởi kiện bắt đầu lại kể từ ngày tiếp theo ' +
      'sau ngày hai bên ký biên bản này.',
  ];
}

/** Who gets a copy besides the two parties (R41). */
function copies({ copiesTo = [] }: DebtConfirmationView): Part[] {
  if (copiesTo.length === 0) return [];
  const recipients = ['Bên A', 'Bên B', ...copiesTo.map((name) => `${name} (bên bảo đảm)`)];
  return [paragraph('Nơi nhận:'), ...listed(recipients).map(paragraph)];
}

/**
 * The debt confirmation (biên bản đối chiếu và xác nhận nợ), ready to sign: what is not known, and
 * the number, are left blank. Parts that do not add up are our bug and throw.
 *
 * @param issuedOn what the letterhead is dated; null: left blank
 */
export function debtConfirmationContent(
  view: DebtConfirmationView,
  letter: Letter,
  issuedOn: string | null = null,
): Part[] {
  const closing = [
    ...confirmation(view),
    'Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.',
  ];
  return [
    ...top(view, letter, issuedOn),
    ...opening(view),
    ...parties(view, letter),
    paragraph('Cùng đối chiếu và xác nhận nợ theo hợp đồng nêu trên như sau:'),
    ...principalParts(view),
    ...(view.openedOn === undefined ? [] : [paragraph(takenOverSentence(view.openedOn))]),
    ...interestParts(view),
    ...totalParts(view),
    ...assetParts('Khoản vay được bảo đảm bằng:', view.collaterals ?? []),
    heading(`${classesOf(view).length === 0 ? 3 : 4}. Xác nhận của hai bên`),
    ...closing.map(paragraph),
    {
      kind: 'signatures',
      left: ['ĐẠI DIỆN BÊN B', '(Ký, ghi rõ họ tên, đóng dấu)'],
      right: ['ĐẠI DIỆN BÊN A', '(Ký, ghi rõ họ tên, đóng dấu)'],
    },
    ...copies(view),
  ];
}
