import type { Method } from '../domain/primitives/paymentMethods.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { InTurns } from '../domain/primitives/turns.ts';
import { looksSame, meant } from '../domain/primitives/likeness.ts';
import { compareText } from '../domain/primitives/lists.ts';
import { dateInVietnam } from '../domain/primitives/vietnamTime.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { RepaymentEntry } from '../store/loans/repayment.ts';
import type { DisbursementEntry, StoredDisbursement } from '../store/loans/disbursement.ts';
import type { StoredRepayment } from '../store/loans/repayment.ts';

import type { Fund } from './fund.ts';
import { isKnownAt, reversalBookedOn, shownAt, standsAt } from './known.ts';
import { byDay } from './loans.ts';

type OfBook = Pick<Fund, 'book'>;

/** The ids of all loans ever entered, of voided contracts too. */
export const everyLoanId = ({ book }: OfBook): Iterable<string> => book.loans.keys();

/** The disbursement, also where it was reversed. */
export function findDisbursement(
  { book }: OfBook,
  id: string,
  knownAt: Date,
): StoredDisbursement | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'disbursement' || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}

/** The disbursements of these loans, or of all, by date; reversed ones included. */
export function listDisbursements(
  { book }: OfBook,
  filter: { readonly loanIds?: readonly string[] | undefined },
  knownAt: Date,
): StoredDisbursement[] {
  const instant = knownAt.getTime();
  const entries =
    filter.loanIds === undefined
      ? [...book.disbursementsByDay.within()]
      : filter.loanIds.flatMap((id) => book.loans.get(id)?.disbursements ?? []);
  const found = entries
    .filter((each) => isKnownAt(each, instant))
    .map((each) => shownAt(each, instant));
  return (filter.loanIds?.length ?? 0) > 1 ? found.toSorted(byDay) : found;
}

/** Which receipts: each field given narrows them; `from` and `to` include both days. */
export interface RepaymentFilter {
  readonly loanIds?: readonly string[] | undefined;
  readonly voucherNumber?: string | undefined;
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  /** The day of entry in Asia/Ho_Chi_Minh. */
  readonly recordedOn?: CalendarDate | undefined;
  readonly litigationCaseIds?: readonly string[] | undefined;
  /** Null: those that say none. */
  readonly method?: Method | null | undefined;
  /** The last one already given. */
  readonly after?: { readonly effectiveOn: CalendarDate; readonly recordedAt: Date } | undefined;
  readonly limit?: number | undefined;
  /** From the last to the first. */
  readonly newestFirst?: boolean | undefined;
}

/** The receipt, also where it was reversed. */
export function findRepayment({ book }: OfBook, id: string, knownAt: Date): StoredRepayment | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'repayment' || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}

type IsVoucher = (voucherNumber: string) => boolean;

function matches(entry: RepaymentEntry, filter: RepaymentFilter, isVoucher: IsVoucher): boolean {
  const { from, to, recordedOn, litigationCaseIds, method, after } = filter;
  const { effectiveOn, recordedAt } = entry;
  if (!isVoucher(entry.voucherNumber)) return false;
  if (from !== undefined && effectiveOn < from) return false;
  if (to !== undefined && effectiveOn > to) return false;
  if (method !== undefined && entry.method !== method) return false;
  if (recordedOn !== undefined && dateInVietnam(recordedAt) !== recordedOn) return false;
  if (litigationCaseIds !== undefined) {
    const { litigationCaseId: caseId } = entry;
    if (caseId === null || !litigationCaseIds.includes(caseId)) return false;
  }
  if (after === undefined) return true;
  const behind =
    compareText(effectiveOn, after.effectiveOn) || recordedAt - after.recordedAt.getTime();
  return filter.newestFirst === true ? behind < 0 : behind > 0;
}

function* numbersOf(entries: Iterable<RepaymentEntry>, instant: number): Generator<string> {
  for (const entry of entries) if (isKnownAt(entry, instant)) yield entry.voucherNumber;
}

/** By date and then as entered. */
const asListed = (a: RepaymentEntry, b: RepaymentEntry): number =>
  compareText(a.effectiveOn, b.effectiveOn) || a.recordedAt - b.recordedAt;

/** The receipts that a filter finds, one after the other, reversed ones included. */
export function* matchingReceipts(
  { book }: OfBook,
  filter: RepaymentFilter,
  knownAt: Date,
): Generator<RepaymentEntry> {
  const instant = knownAt.getTime();
  const { voucherNumber, from, to, after, litigationCaseIds, newestFirst = false } = filter;
  // A receipt names a case about its own loan.
  const ofCases = litigationCaseIds?.flatMap((id) => book.cases.get(id)?.filed?.loanIds ?? []);
  const loanIds = filter.loanIds ?? (ofCases && [...new Set(ofCases)]);
  const entriesOf = (ids: readonly string[]): readonly RepaymentEntry[] => {
    const found = ids.flatMap((id) => book.loans.get(id)?.repayments ?? []);
    const sorted = ids.length > 1 ? found.toSorted(asListed) : found;
    return newestFirst ? sorted.toReversed() : sorted;
  };
  const days = book.repaymentsByDay;
  const isVoucher =
    voucherNumber === undefined
      ? () => true
      : meant(
          voucherNumber,
          numbersOf(loanIds === undefined ? days.within(from, to) : entriesOf(loanIds), instant),
        );
  const behind = after?.effectiveOn;
  const ofDays = () =>
    newestFirst ? days.backwards(from, behind ?? to) : days.within(behind ?? from, to);
  for (const entry of loanIds === undefined ? ofDays() : entriesOf(loanIds)) {
    if (isKnownAt(entry, instant) && matches(entry, filter, isVoucher)) yield entry;
  }
}

/** The receipts by date and then as entered, reversed ones included. */
export function listRepayments(
  fund: OfBook,
  filter: RepaymentFilter,
  knownAt: Date,
): StoredRepayment[] {
  const found: StoredRepayment[] = [];
  if (filter.limit === 0) return found;
  for (const entry of matchingReceipts(fund, filter, knownAt)) {
    found.push(shownAt(entry, knownAt.getTime()));
    if (found.length === filter.limit) break;
  }
  return found;
}

/** A voucher of one kind; `year` is that of its date, four digits. */
export interface Voucher {
  readonly kind: 'disbursement' | 'repayment';
  readonly voucherNumber: string;
  readonly year: string;
  /** The first day whose figures would show another one under it; left out: only what stands counts. */
  readonly shownFrom?: CalendarDate;
}

/**
 * The payments under a voucher number or one like it, not reversed, as known at `knownAt`: those whose
 * number looks the same, and the others. One whose reversal is booked after `shownFrom` is still shown on
 * that day, and is among them (R42).
 */
export function paymentsUnder(
  { book }: OfBook,
  { kind, voucherNumber, year, shownFrom }: Voucher,
  knownAt: Date,
): {
  readonly same: readonly (RepaymentEntry | DisbursementEntry)[];
  readonly like: readonly (RepaymentEntry | DisbursementEntry)[];
} {
  const instant = knownAt.getTime();
  const isShownLater = (each: Entry): boolean => {
    const off = reversalBookedOn(each, instant);
    return shownFrom !== undefined && off !== null && off > shownFrom;
  };
  const standing = book.vouchers
    .under(kind, year, voucherNumber)
    .filter((each) => standsAt(each, instant) || isShownLater(each));
  const isSame = (each: { readonly voucherNumber: string }) =>
    looksSame(each.voucherNumber, voucherNumber);
  return {
    same: standing.filter(isSame),
    like: standing.filter((each) => !isSame(each)),
  };
}

/** The loans of the vouchers under a number or one like it, of any year; reversed ones included. */
export function* loansUnderVoucher(
  { book }: OfBook,
  voucherNumber: string,
  knownAt: Date,
): InTurns<ReadonlySet<string>> {
  const instant = knownAt.getTime();
  const found = new Set<string>();
  // A number has digits: who looks for a name need not wait until all vouchers are sorted.
  if (!/\d/.test(voucherNumber)) return found;
  for (const payments of book.vouchers.ofAnyYear(voucherNumber)) {
    for (const each of payments) if (isKnownAt(each, instant)) found.add(each.loanId);
    yield;
  }
  return found;
}
