import type { Fund } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import { type RepaymentFilter, listRepayments } from '../../book/payments.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { type StoredLoan } from '../../store/loans/loan.ts';
import { type StoredRepayment } from '../../store/loans/repayment.ts';
import { inTurns } from '../../domain/primitives/turns.ts';
import type { View } from '../view/readAsKnown.ts';
import { givingWay } from '../view/turns.ts';
import { dateInVietnam } from '../view/clock.ts';
import { requireLoan } from './loanState.ts';
import { nextTurn } from '../../book/turns.ts';

/**
 * The receipts by date, reversed ones included; of one loan, or of the fund.
 *
 * @throws DomainError not-found, where the loan is not there
 */
export function receipts(
  fund: Fund,
  filter: Omit<RepaymentFilter, 'loanIds'> & { readonly loanId?: string | undefined },
  knownAt: Date,
): StoredRepayment[] {
  const { loanId, ...narrowing } = filter;
  if (loanId === undefined) return listRepayments(fund, narrowing, knownAt);
  requireLoan(fund, loanId, knownAt);
  return listRepayments(fund, { ...narrowing, loanIds: [loanId] }, knownAt);
}

/** A receipt as the receipts book has it; the loan is null where its contract was voided since. */
export interface JournalReceipt extends StoredRepayment {
  readonly recordedOn: CalendarDate;
  readonly reversedOn: CalendarDate | null;
  readonly loan: StoredLoan | null;
}

/**
 * The receipts of the fund by date, each with its contract and the borrower as of the day asked; others
 * have their turn meanwhile.
 */
export async function receiptsJournal(
  fund: Fund,
  filter: RepaymentFilter,
  view: View,
): Promise<JournalReceipt[]> {
  const found = listRepayments(fund, filter, view.knownAt);
  await nextTurn();
  const ids = [...new Set(found.map((each) => each.loanId))];
  const loans = listLoans(fund, { ids }, view.knownAt, view.asOf, view.localitiesOn);
  const loanOf = new Map(loans.map((loan) => [loan.id, loan]));
  const journal = inTurns(found, (each) => ({
    ...each,
    recordedOn: dateInVietnam(each.recordedAt),
    reversedOn: each.reversedAt === null ? null : dateInVietnam(each.reversedAt),
    loan: loanOf.get(each.loanId) ?? null,
  }));
  return givingWay(journal);
}
