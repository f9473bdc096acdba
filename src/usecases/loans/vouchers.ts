import type { Fund } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import { paymentsUnder } from '../../book/payments.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';

/**
 * Refuses a voucher number that, to the eye, stands on the same loan or on a loan of another cooperative, for
 * the same kind and year. One voucher over several loans of one cooperative is no duplicate.
 *
 * @throws DomainError duplicate
 */
export function refuseVoucherTwice(
  fund: Fund,
  kind: 'disbursement' | 'repayment',
  loan: { readonly id: string; readonly cooperativeId: string },
  voucher: {
    readonly voucherNumber: string;
    readonly effectiveOn: CalendarDate;
    /** The first day whose figures show it (R42). */
    readonly shownFrom: CalendarDate;
  },
  knownAt: Date,
): void {
  const year = yearOf(voucher.effectiveOn);
  const { voucherNumber, shownFrom } = voucher;
  const { same } = paymentsUnder(fund, { kind, voucherNumber, year, shownFrom }, knownAt);
  const [first] = same;
  if (first === undefined) return;
  const taken = listLoans(fund, { ids: same.map(({ loanId }) => loanId) }, knownAt);
  const clash = taken.some(
    (each) => each.id === loan.id || each.cooperativeId !== loan.cooperativeId,
  );
  if (!clash) return;
  throw new DomainError('duplicate', {
    figures: { field: 'voucherNumber', value: first.voucherNumber, year },
  });
}
