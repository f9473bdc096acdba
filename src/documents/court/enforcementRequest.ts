import type { Letter } from '../../domain/fund/documentSettings.ts';
import { money } from '../../domain/primitives/money.ts';
import type { Part } from '../print/content.ts';
import { amountInWords } from '../words/amountInWords.ts';
import { fullVnd, fundName, groupedVnd, proseDate } from '../words/vietnamese.ts';
import { CHANNEL_WORDS } from '../words/vocabulary.ts';
import { amountsTable, BLANK, heading, isZero, paragraph } from '../papers/parts.ts';
import { assetParts, type SecuringAssetView } from '../papers/securingAssets.ts';
import { closingWithoutAddressee, letterheadOf } from '../papers/letterhead.ts';

/** Money by component, as digits. */
interface Sums {
  readonly principal: string;
  readonly inTermInterest: string;
  readonly overdueInterest: string;
  readonly lateInterest: string;
  readonly total: string;
}

/** What a request for enforcement says: money as digits, dates as `YYYY-MM-DD`. */
export interface EnforcementRequestView {
  readonly asOf: string;
  readonly fund: { readonly code: string; readonly name: string; readonly province: string };
  readonly debtor: {
    readonly name: string;
    readonly taxCode: string | null;
    readonly representative: string | null;
    readonly address: string | null;
    readonly phone: string | null;
  };
  readonly judgment: {
    readonly stage: string;
    readonly documentNumber: string | null;
    readonly occurredOn: string;
    readonly court: string;
    readonly inForceOn: string;
  };
  readonly award: {
    readonly awarded: Sums;
    readonly received: Sums;
    readonly left: Sums;
  } | null;
  readonly instalments: readonly {
    readonly dueOn: string;
    readonly amount: string;
    readonly left: string;
    readonly hasFallenDue: boolean;
  }[];
  readonly notDue: string;
  readonly asked: string | null;
  readonly enforcementOffice: string | null;
  readonly channel: 'portal' | 'paper' | 'orally' | null;
  readonly receiptNumber: string | null;
  readonly collaterals: readonly SecuringAssetView[];
}

const COMPONENTS = [
  ['principal', 'Nợ gốc'],
  ['inTermInterest', 'Lãi trong hạn'],
  ['overdueInterest', 'Lãi quá hạn'],
  ['lateInterest', 'Lãi chậm trả'],
] as const;

const line = (label: string, said: string | null): Part => paragraph(`${label}: ${said ?? BLANK}`);

function creditorParts({ fund }: EnforcementRequestView, letter: Letter): Part[] {
  const { taxCode, address, phone, signatoryName } = letter;
  return [
    heading('1. Người được thi hành án'),
    paragraph(`${fundName(fund)} (mã quỹ ${fund.code})`),
    line('Mã số thuế', taxCode),
    line('Địa chỉ', address),
    line('Điện thoại', phone),
    line('Người đại diện theo pháp luật', signatoryName),
  ];
}

function debtorParts({ debtor }: EnforcementRequestView): Part[] {
  return [
    heading('2. Người phải thi hành án'),
    paragraph(debtor.name),
    line('Mã số hợp tác xã, số định danh', debtor.taxCode),
    line('Địa chỉ', debtor.address),
    line('Điện thoại', debtor.phone),
    line('Người đại diện', debtor.representative),
  ];
}

/** Which paper of the court is enforced. */
const paperOf = (stage: string): string =>
  stage === 'settlement_recognised'
    ? 'Quyết định công nhận sự thỏa thuận của các đương sự'
    : stage === 'appeal_judgment'
      ? 'Bản án phúc thẩm'
      : 'Bản án sơ thẩm';

function judgmentParts({ judgment }: EnforcementRequestView): Part[] {
  const { stage, documentNumber, occurredOn, court, inForceOn } = judgment;
  return [
    heading('3. Bản án, quyết định yêu cầu thi hành'),
    paragraph(
      `${paperOf(stage)} số ${documentNumber ?? BLANK} ngày ${proseDate(occurredOn)} của ${court}, có hiệu lực ` +
        `pháp luật từ ngày ${proseDate(inForceOn)}.`,
    ),
  ];
}

function awardTable({ award }: EnforcementRequestView): Part[] {
  if (award === null) return [line('Số tiền được thi hành theo bản án, quyết định', null)];
  const { awarded, received, left } = award;
  const rows = COMPONENTS.filter(([name]) => !isZero(awarded[name]) || !isZero(received[name]));
  const isBeyond = rows.some(([name]) => money(received[name]).greaterThan(money(awarded[name])));
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Khoản (đơn vị: đồng)', align: 'left' },
        { title: 'Được tuyên', align: 'right' },
        { title: 'Đã nhận', align: 'right' },
        { title: 'Còn lại', align: 'right' },
      ],
      rows: rows.map(([name, label]) => [
        label,
        groupedVnd(awarded[name]),
        groupedVnd(received[name]),
        groupedVnd(left[name]),
      ]),
      totals: [
        ['Cộng', groupedVnd(awarded.total), groupedVnd(received.total), groupedVnd(left.total)],
      ],
    },
    ...(isBeyond
      ? [
          paragraph(
            'Phần đã nhận vượt số được tuyên của một khoản là lãi phát sinh sau bản án, không trừ vào khoản ' +
              'khác.',
          ),
        ]
      : []),
  ];
}

function instalmentParts({ instalments, notDue, asOf }: EnforcementRequestView): Part[] {
  if (instalments.length === 0) return [];
  return [
    paragraph('Các phần phải trả theo kỳ ghi trong bản án, quyết định:'),
    {
      kind: 'table',
      columns: [
        { title: 'Ngày đến hạn', align: 'left' },
        { title: 'Phải trả (đồng)', align: 'right' },
        { title: 'Còn lại (đồng)', align: 'right' },
        { title: `Đến ngày ${proseDate(asOf)}`, align: 'left' },
      ],
      rows: instalments.map(({ dueOn, amount, left, hasFallenDue }) => [
        proseDate(dueOn),
        groupedVnd(amount),
        groupedVnd(left),
        hasFallenDue ? 'đã đến hạn' : 'chưa đến hạn',
      ]),
    },
    ...(isZero(notDue)
      ? []
      : [paragraph(`Phần chưa đến hạn, chưa yêu cầu trong đơn này: ${fullVnd(notDue)}.`)]),
  ];
}

function askedParts(view: EnforcementRequestView): Part[] {
  const { asked } = view;
  return [
    heading('4. Nội dung yêu cầu thi hành án'),
    ...awardTable(view),
    ...instalmentParts(view),
    ...(asked === null
      ? []
      : [
          amountsTable([], [['Số tiền yêu cầu thi hành', asked]]),
          paragraph(['Bằng chữ: ', { italic: amountInWords(asked) }, '.']),
        ]),
    paragraph(
      'Yêu cầu thi hành cả tiền lãi chậm thi hành án theo bản án, quyết định cho đến khi thi hành xong.',
    ),
  ];
}

/** What secures the debt, and that the fund is paid first of it (R41). */
function securedParts({ collaterals }: EnforcementRequestView): Part[] {
  if (collaterals.length === 0) return [];
  return [
    ...assetParts('Nghĩa vụ nêu trên được bảo đảm bằng tài sản:', collaterals),
    paragraph(
      'Tiền xử lý tài sản bảo đảm, sau khi trừ chi phí thi hành án, được ưu tiên thanh toán cho Quỹ là bên nhận ' +
        'bảo đảm theo pháp luật về thi hành án dân sự.',
    ),
  ];
}

function moneyParts({ channel, receiptNumber }: EnforcementRequestView, letter: Letter): Part[] {
  const { accountNumber, accountHolder, bankName, issuerName } = letter;
  const filed = channel === null ? null : CHANNEL_WORDS[channel];
  return [
    heading('5. Nhận tiền thi hành án'),
    paragraph(
      `Chuyển khoản vào tài khoản số ${accountNumber ?? BLANK} của ${accountHolder ?? issuerName}, mở tại ` +
        `${bankName ?? BLANK}.`,
    ),
    heading('6. Nộp đơn'),
    paragraph(`Hình thức nộp: ${filed ?? BLANK}; số biên nhận: ${receiptNumber ?? BLANK}.`),
  ];
}

/**
 * The request for enforcement (đơn yêu cầu thi hành án), ready to sign; what is not known is left blank. Parts
 * that do not add up are our bug and throw.
 *
 * @param issuedOn what the letterhead is dated; null: left blank
 */
export function enforcementRequestContent(
  view: EnforcementRequestView,
  letter: Letter,
  issuedOn: string | null = null,
): Part[] {
  const { award, asked, notDue } = view;
  if (award !== null && asked !== null) {
    const rest = money(award.left.total).minus(money(notDue));
    if (rest.greaterThan(money(asked))) {
      throw new RangeError(`the request does not ask for all that is left: ${asked}`);
    }
  }
  return [
    letterheadOf(letter, `Số: …………/ĐYC-${letter.symbol}`, issuedOn),
    { kind: 'title', lines: ['ĐƠN YÊU CẦU THI HÀNH ÁN'] },
    { kind: 'addressee', lines: [`Kính gửi: ${view.enforcementOffice ?? BLANK}`] },
    ...creditorParts(view, letter),
    ...debtorParts(view),
    ...judgmentParts(view),
    ...askedParts(view),
    ...securedParts(view),
    ...moneyParts(view, letter),
    paragraph(
      'Quỹ cam đoan nội dung trên là đúng và đề nghị ra quyết định thi hành án. Kèm theo: bản án, quyết định ' +
        'nêu trên.',
    ),
    closingWithoutAddressee(letter),
  ];
}
