import { codesLike } from '../../book/borrowers.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { numbersLike } from '../../book/loans.ts';
import { paymentsUnder, type Voucher } from '../../book/payments.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { nearest } from '../../domain/primitives/likeness.ts';

// Numbers and codes that differ from others in accents, case, spaces or look-alike letters alone:
// they may be meant, and so are entered, but with a word. What looks the same is refused before.

/** Another number or code that the one entered may be. */
export interface NearDuplicate {
  readonly code: 'near-duplicate';
  readonly figures: { readonly field: string; readonly value: string; readonly other: string };
}

const near = (field: string, value: string, other: string | null | undefined): NearDuplicate[] =>
  other === null || other === undefined
    ? []
    : [{ code: 'near-duplicate', figures: { field, value, other } }];

/** About the number of a contract that was entered or corrected. */
export function nearContracts(
  fund: FundAct,
  { id, contractNumber }: { readonly id: string; readonly contractNumber: string },
): NearDuplicate[] {
  const others = numbersLike(fund, contractNumber, id, lastRecordedAt(fund));
  return near('contractNumber', contractNumber, nearest(contractNumber, others).like);
}

/** About the code of a cooperative that was entered or changed. */
export function nearCooperatives(
  fund: FundAct,
  { id, code }: { readonly id: string; readonly code: string },
): NearDuplicate[] {
  return near('code', code, nearest(code, codesLike(fund, code, id, lastRecordedAt(fund))).like);
}

/** About the number of a voucher that was entered, among those of its kind and year. */
export function nearVouchers(
  fund: FundAct,
  kind: Voucher['kind'],
  {
    voucherNumber,
    effectiveOn,
  }: { readonly voucherNumber: string; readonly effectiveOn: CalendarDate },
): NearDuplicate[] {
  const voucher = { kind, voucherNumber, year: yearOf(effectiveOn) };
  const { like } = paymentsUnder(fund, voucher, lastRecordedAt(fund));
  return near('voucherNumber', voucherNumber, like[0]?.voucherNumber);
}
