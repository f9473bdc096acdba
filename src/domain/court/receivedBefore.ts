import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError, invalid } from '../primitives/errors.ts';
import { checkEnforcementFee } from '../loans/enforcementFee.ts';
import { totalOf, type Repayment } from '../loans/facts.ts';
import type { LoanOpening } from '../loans/opening.ts';

/** A receipt of the paper book that came through a case. */
export interface ReceivedOnPaper extends Pick<
  Repayment,
  'effectiveOn' | 'allocation' | 'enforcementFee'
> {
  readonly voucherNumber: string;
}

/** A loan of a case, with what was taken over of it; null: its whole history is entered. */
export interface LoanOfCase {
  readonly contractNumber: string;
  readonly opening: Pick<LoanOpening, 'on' | 'origin'> | null;
}

/**
 * The days up to which the loans of a case are of the paper book, one for each.
 *
 * @throws DomainError not-received-before
 */
const lastDaysOnPaper = (loans: readonly LoanOfCase[]): CalendarDate[] =>
  loans.map(({ contractNumber, opening }) => {
    if (opening !== null && opening.origin === undefined) return opening.on;
    const handed = opening?.origin === undefined ? {} : { fund: opening.origin.fund };
    const figures = { contractNumber, ...handed };
    throw new DomainError('not-received-before', { rule: 'R39', figures });
  });

/**
 * Checks what is told of a case from before the opening day: what its loans owe has it off already (R33), and what
 * is left of the award must have it off too (R39). What came later is a receipt of a loan.
 *
 * @throws DomainError not-received-before, fee-not-below-amount; validation: of nothing, or told twice
 */
export function checkReceivedBefore(
  received: readonly ReceivedOnPaper[],
  { caseId, loans }: { readonly caseId: string; readonly loans: readonly LoanOfCase[] },
): void {
  if (received.length === 0) return;
  const days = lastDaysOnPaper(loans);
  const seen = new Set<string>();
  for (const [index, { effectiveOn, voucherNumber, allocation, ...of }] of received.entries()) {
    const pointer = `/receivedBefore/${index}`;
    const on = days.find((day) => effectiveOn > day);
    if (on !== undefined) {
      const figures = { receivedOn: effectiveOn, on };
      throw new DomainError('not-received-before', { rule: 'R39', figures });
    }
    const amount = totalOf(allocation);
    if (amount.isZero()) {
      throw invalid(`${pointer}/allocation`, { en: 'must not be 0', vi: 'phải lớn hơn 0' });
    }
    checkEnforcementFee({ amount, litigationCaseId: caseId, ...of });
    const voucher = `${effectiveOn} ${voucherNumber}`;
    if (seen.has(voucher)) {
      throw invalid(`${pointer}/voucherNumber`, { en: 'is told twice', vi: 'được nêu hai lần' });
    }
    seen.add(voucher);
  }
}
