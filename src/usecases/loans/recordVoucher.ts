import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { StoredRepayment } from '../../store/loans/repayment.ts';
import type { By } from '../acts/by.ts';
import { requireLoan } from './loanState.ts';
import { recordRepayment, type NewRepayment } from './recordRepayment.ts';

/** What one voucher pays on one loan. */
export type VoucherPart = Pick<NewRepayment, 'amount' | 'allocation' | 'litigationCaseId'> & {
  readonly loanId: string;
};

/**
 * Books one voucher on several loans of one cooperative, all or nothing: a receipt on each.
 *
 * @throws DomainError validation: a loan stands twice; not-found, other-borrower, and what
 *   `recordRepayment` refuses
 */
export function recordVoucher(
  fund: FundAct,
  by: By,
  voucher: Pick<NewRepayment, 'effectiveOn' | 'voucherNumber' | 'method'>,
  parts: readonly VoucherPart[],
): StoredRepayment[] {
  const knownAt = lastRecordedAt(fund);
  let borrower: string | null = null;
  for (const [index, { loanId }] of parts.entries()) {
    if (parts.findIndex((part) => part.loanId === loanId) < index) {
      throw invalid(`/parts/${index}/loanId`, {
        en: 'stands twice; name each loan once',
        vi: 'bị nêu hai lần; mỗi khoản vay chỉ nêu một lần',
      });
    }
    const { cooperativeId } = requireLoan(fund, loanId, knownAt);
    if (borrower !== null && cooperativeId !== borrower) {
      throw new DomainError('other-borrower', { figures: { loanId } });
    }
    borrower = cooperativeId;
  }
  const booked: StoredRepayment[] = [];
  for (const { loanId, ...part } of parts) {
    booked.push(recordRepayment(fund, by, loanId, { ...voucher, ...part }));
  }
  return booked;
}
