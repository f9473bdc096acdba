import { DomainError } from '../primitives/errors.ts';
import { text, type Money } from '../primitives/money.ts';

/**
 * An enforcement office keeps its fee back of what it hands over in a case: the borrower is credited the
 * gross sum, and the fund has the rest of it (R39, Law 106/2025 art. 53).
 *
 * @throws DomainError fee-without-case, fee-not-below-amount
 */
export function checkEnforcementFee(receipt: {
  readonly amount: Money;
  readonly enforcementFee?: Money;
  readonly litigationCaseId: string | null;
}): void {
  const { amount, enforcementFee: fee, litigationCaseId } = receipt;
  if (fee === undefined) return;
  if (litigationCaseId === null) {
    throw new DomainError('fee-without-case', { rule: 'R39', figures: { fee: text(fee) } });
  }
  if (fee.lessThan(amount)) return;
  const figures = { fee: text(fee), amount: text(amount) };
  throw new DomainError('fee-not-below-amount', { rule: 'R39', figures });
}
