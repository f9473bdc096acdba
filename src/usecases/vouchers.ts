import { yearOf, type CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import type { FundTx } from '../store/database.ts';
import { standingVouchers } from '../store/repayment.ts';

/**
 * Refuses a voucher number that stands on the same loan or on a loan of another cooperative, for
 * the same kind and year. One voucher over several loans of one cooperative is no duplicate.
 *
 * @throws DomainError duplicate
 */
export async function refuseVoucherTwice(
  tx: FundTx,
  kind: 'disbursement' | 'repayment',
  loan: { readonly id: string; readonly cooperativeId: string },
  voucher: { readonly voucherNumber: string; readonly effectiveOn: CalendarDate },
  knownAt: Date,
): Promise<void> {
  const year = yearOf(voucher.effectiveOn);
  const standing = await standingVouchers(tx, kind, voucher.voucherNumber, year, knownAt);
  const clash = standing.some(
    (each) => each.loanId === loan.id || each.cooperativeId !== loan.cooperativeId,
  );
  if (!clash) return;
  throw new DomainError('duplicate', {
    figures: { field: 'voucherNumber', value: voucher.voucherNumber, year },
  });
}
