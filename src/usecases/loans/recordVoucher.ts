import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import type { LoanBooks } from '../../domain/loans/loanBooks.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { StoredRepayment } from '../../store/loans/repayment.ts';
import type { By } from '../acts/by.ts';
import { requireLoan } from './loanState.ts';
import {
  previewRepayment,
  recordRepayment,
  type DecidedRepayment,
  type NewRepayment,
  type PreviewedRepayment,
} from './recordRepayment.ts';

/** What one voucher pays on one loan. */
export type VoucherPart = Pick<
  NewRepayment,
  'amount' | 'allocation' | 'litigationCaseId' | 'enforcementFee'
> & { readonly loanId: string };

/** @throws DomainError validation: a loan stands twice; not-found, other-borrower */
function checkParts(fund: Fund, parts: readonly VoucherPart[], knownAt: Date): void {
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
}

/** A refusal of a part says of which loan: all parts of a voucher are refused with it. */
function ofLoan<T>(loanId: string, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, rule, figures, faults } = error;
    const about = { figures: { ...figures, loanId }, faults };
    throw new DomainError(code, rule === undefined ? about : { rule, ...about });
  }
}

/**
 * Books one voucher on several loans of one cooperative, all or nothing: a receipt on each.
 *
 * @throws DomainError validation: a loan stands twice; not-found, other-borrower, and what
 *   `recordRepayment` refuses
 */
export function recordVoucher(
  fund: FundAct,
  by: By,
  voucher: Pick<NewRepayment, 'effectiveOn' | 'voucherNumber' | 'method' | 'place'>,
  parts: readonly VoucherPart[],
): StoredRepayment[] {
  checkParts(fund, parts, lastRecordedAt(fund));
  const booked: StoredRepayment[] = [];
  for (const { loanId, ...part } of parts) {
    const receipt = { ...voucher, ...part };
    booked.push(ofLoan(loanId, () => recordRepayment(fund, by, loanId, receipt)));
  }
  return booked;
}

/** What a voucher would do on each of its loans, nothing written; refuses what `recordVoucher` refuses. */
export function previewVoucher(
  fund: Fund,
  at: Parameters<typeof previewRepayment>[1],
  voucher: Pick<PreviewedRepayment, 'effectiveOn' | 'voucherNumber' | 'method' | 'place'>,
  parts: readonly VoucherPart[],
): DecidedRepayment[] {
  checkParts(fund, parts, at.knownAt);
  const books = new Map<string, LoanBooks>();
  const decided: DecidedRepayment[] = [];
  for (const { loanId, ...part } of parts) {
    const receipt = { ...voucher, ...part };
    const found = ofLoan(loanId, () => previewRepayment(fund, at, loanId, receipt, books));
    books.set(loanId, found.books);
    decided.push(found);
  }
  return decided;
}
