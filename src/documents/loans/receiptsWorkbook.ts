import type { Allocation } from '../../domain/loans/facts.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import { fundName, proseDate } from '../words/vietnamese.ts';
import { METHOD_WORDS } from '../words/vocabulary.ts';
import {
  date,
  money,
  narrowedName,
  sheetOf,
  text,
  type ColumnOf,
  type FundView,
  type Workbook,
} from '../sheets/workbook.ts';

/** A receipt as the receipts book has it. */
export interface JournalReceipt {
  readonly effectiveOn: string;
  readonly voucherNumber: string;
  readonly method: Method | null;
  readonly amount: Money;
  readonly allocation: Allocation;
  /** What an enforcement office kept back of the amount (R39). */
  readonly enforcementFee?: Money;
  /** The day it was entered. */
  readonly recordedOn: string;
  readonly recordedBy: string;
  /** The day its reversal was entered; null while it stands. */
  readonly reversedOn: string | null;
  /** That it was booked on a later day than its own, and that its reversal was (R42); null: it was not. */
  readonly late: { readonly bookedOn: string } | null;
  readonly reversalBookedOn: string | null;
  /** Null: the contract was voided after the receipt was reversed. */
  readonly loan: {
    readonly terms: { readonly contractNumber: string };
    readonly cooperativeCode: string;
    readonly cooperativeName: string;
    readonly locality: string;
  } | null;
}

/** The days asked for, both included; undefined: no end. */
interface Window {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function daysOf({ from, to }: Window): string {
  const start = from === undefined ? '' : ` từ ngày ${proseDate(from)}`;
  const end = to === undefined ? '' : ` đến ngày ${proseDate(to)}`;
  return start + end === '' ? 'Tất cả phiếu thu' : `Phiếu thu${start}${end}`;
}

/** Which receipts only: each field given narrows them. */
interface Narrowing {
  readonly voucherNumber?: string | undefined;
  readonly recordedOn?: string | undefined;
  readonly method?: Method | null | undefined;
  readonly litigationCaseIds?: readonly string[] | undefined;
}

const wayOf = (method: Method | null): string =>
  method === null ? 'không ghi hình thức thu' : `thu bằng ${METHOD_WORDS[method]}`;

function wordsOf({ voucherNumber, recordedOn, method, litigationCaseIds }: Narrowing): string[] {
  return [
    ...(voucherNumber === undefined ? [] : [`phiếu thu số ${voucherNumber}`]),
    ...(recordedOn === undefined ? [] : [`nhập ngày ${proseDate(recordedOn)}`]),
    ...(method === undefined ? [] : [wayOf(method)]),
    ...(litigationCaseIds === undefined ? [] : ['thu qua một vụ án']),
  ];
}

/** The days of booking, if any of the receipts was booked later (R42). */
const bookedDate = (
  title: string,
  receipts: readonly JournalReceipt[],
  of: (receipt: JournalReceipt) => string | null,
): ColumnOf<JournalReceipt>[] =>
  receipts.some((each) => of(each) !== null) ? [date(title, of)] : [];

function columnsOf(receipts: readonly JournalReceipt[]): ColumnOf<JournalReceipt>[] {
  const amount = (title: string, of: (receipt: JournalReceipt) => Money) =>
    money(title, of, sum(receipts.map(of)));
  return [
    text('Số phiếu thu', 16, (row) => row.voucherNumber),
    date('Ngày thu', (row) => row.effectiveOn),
    text('Hình thức', 14, ({ method }) => (method === null ? null : METHOD_WORDS[method])),
    text('Số hợp đồng', 18, ({ loan }) => loan?.terms.contractNumber ?? '(hợp đồng đã hủy)'),
    text('Mã HTX', 11, ({ loan }) => loan?.cooperativeCode ?? null),
    text('Tên HTX', 34, ({ loan }) => loan?.cooperativeName ?? null),
    text('Địa bàn', 18, ({ loan }) => loan?.locality ?? null),
    amount('Số tiền', (row) => row.amount),
    amount('Nợ gốc', ({ allocation }) => allocation.principal),
    amount('Lãi trong hạn', ({ allocation }) => allocation.inTermInterest),
    amount('Lãi quá hạn', ({ allocation }) => allocation.overdueInterest),
    amount('Lãi chậm trả', ({ allocation }) => allocation.lateInterest),
    ...(receipts.some((each) => each.enforcementFee)
      ? [
          amount('Phí thi hành án', (row) => row.enforcementFee ?? ZERO),
          amount('Thực nhận', (row) => row.amount.minus(row.enforcementFee ?? ZERO)),
        ]
      : []),
    date('Ngày nhập', (row) => row.recordedOn),
    text('Người nhập', 22, (row) => row.recordedBy),
    ...bookedDate('Ngày ghi sổ', receipts, ({ late }) => late?.bookedOn ?? null),
  ];
}

/**
 * The receipts of some days with what each paid (R8). Those reversed are no money received (R12):
 * they have a sheet of their own, so that no sum of the first one, ours or a reader's, counts them.
 */
export function receiptsWorkbook(
  receipts: readonly JournalReceipt[],
  fund: FundView,
  window: Window & { readonly knownAt: Date },
  narrowing: Narrowing,
): Workbook {
  const standing = receipts.filter((each) => each.reversedOn === null);
  const reversed = receipts.filter((each) => each.reversedOn !== null);
  const marked = [
    ...columnsOf(reversed),
    date<JournalReceipt>('Ngày hủy', (row) => row.reversedOn),
    ...bookedDate('Ngày ghi sổ hủy', reversed, (row) => row.reversalBookedOn),
  ];
  const { from, to, knownAt } = window;
  const narrowedTo = wordsOf(narrowing);
  return {
    fileName: narrowedName(
      ['Phiếu thu', from, to].filter((word) => word !== undefined).join(' '),
      narrowedTo,
    ),
    issuer: fundName(fund),
    days: daysOf(window),
    knownAt,
    narrowedTo,
    sheets: [
      sheetOf('Phiếu thu', 'SỔ PHIẾU THU', columnsOf(standing), standing),
      sheetOf('Phiếu thu đã hủy', 'PHIẾU THU ĐÃ HỦY (KHÔNG TÍNH LÀ ĐÃ THU)', marked, reversed),
    ],
  };
}
