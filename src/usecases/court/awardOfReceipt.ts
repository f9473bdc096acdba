import { loadLoanBooks } from '../../book/loans.ts';
import type { Fund } from '../../book/fund.ts';
import { awardLeft } from '../../domain/court/caseSums.ts';
import { NO_ALLOCATION, type Allocation, type VoucheredFacts } from '../../domain/loans/facts.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { View } from '../view/readAsKnown.ts';
import { requireCase } from './recordCase.ts';

/** Receipts of loans in place of those that the book has. */
export type ReceiptsOfLoans = ReadonlyMap<string, Pick<VoucheredFacts, 'repayments'>>;

/**
 * What is awarded in the case of a receipt and not received up to the close of its day, without the receipt
 * (R39); nothing, if it names no case.
 *
 * @param view `asOf`: the day whose figures show the receipts that count (R42)
 * @throws DomainError not-found
 */
export function awardLeftFor(
  fund: Fund,
  receipt: { readonly litigationCaseId?: string | null; readonly effectiveOn: CalendarDate },
  { asOf, knownAt }: View,
  changed: ReceiptsOfLoans = new Map(),
): Allocation {
  const { litigationCaseId: caseId = null, effectiveOn } = receipt;
  if (caseId === null) return NO_ALLOCATION;
  const { claim, stages, loanIds, receivedBefore = [] } = requireCase(fund, caseId, knownAt);
  const receipts = loanIds.flatMap((id) => {
    const { repayments } = changed.get(id) ?? loadLoanBooks(fund, id, knownAt).on(asOf);
    return repayments.filter((each) => each.litigationCaseId === caseId);
  });
  return awardLeft({ claim, stages, receipts: [...receivedBefore, ...receipts] }, effectiveOn);
}
