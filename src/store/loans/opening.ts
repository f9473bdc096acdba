import type { InterestCredit, LoanOpening, OpenInterestDue } from '../../domain/loans/opening.ts';
import { money, text } from '../../domain/primitives/money.ts';
import { textIfAny } from './amounts.ts';
import type { Of } from '../facts/head.ts';
import {
  children,
  dayIfAny,
  dayOf,
  given,
  rowsIn,
  type Cell,
  type FactStore,
} from '../facts/factStore.ts';
import { instalmentsIn } from './decision.ts';

/** What was taken over of a loan, at the close of the fact's day (R33). */
export type LoanOpeningEntry = Of<'loan_opening'> & {
  readonly loanId: string;
  readonly opening: LoanOpening;
};

const interestIn = (cell: Cell | undefined): OpenInterestDue[] =>
  rowsIn(cell).map(([dueOn, amount]) => ({ dueOn: dayOf(dueOn), amount: money(given(amount)) }));

/** What was paid too much, where there is any. */
function creditIn([inTerm, overdue, late]: readonly (Cell | undefined)[]) {
  if (typeof inTerm !== 'string') return {};
  const credit: InterestCredit = {
    inTermInterest: money(inTerm),
    overdueInterest: money(given(overdue)),
    lateInterest: money(given(late)),
  };
  return { credit };
}

export const openingStore: FactStore<LoanOpeningEntry> = {
  kinds: ['loan_opening'],
  table: 'loan_opening',
  columns: [
    's.loan_id',
    's.document_number',
    's.disbursed',
    's.accrued_interest',
    's.overdue_interest',
    's.late_interest',
    's.restructurings',
    's.interest_waived::text',
    's.last_payment_on',
    's.last_confirmed_on',
    's.origin_fund',
    's.origin_loan_id',
    's.credit_in_term_interest',
    's.credit_overdue_interest',
    's.credit_late_interest',
    's.paid_off_on',
    children('loan_opening_instalment', 'opening_id', ['due_on', 'principal'], 'due_on'),
    children('loan_opening_interest', 'opening_id', ['due_on', 'amount'], 'due_on'),
  ],
  entryOf: (head, cells) => {
    const [loanId, documentNumber, disbursed, accrued, overdue, late, restructurings] = cells;
    const [waived, lastPaymentOn, lastConfirmedOn, fund, originId] = cells.slice(7);
    const [instalments, interest] = cells.slice(16);
    const paidOffOn = dayIfAny(cells[15]);
    const opening: LoanOpening = {
      on: head.effectiveOn,
      ...(typeof fund === 'string' && { origin: { fund, loanId: given(originId) } }),
      documentNumber: documentNumber ?? null,
      disbursed: money(given(disbursed)),
      instalments: instalmentsIn(instalments),
      interestDue: interestIn(interest),
      accruedInterest: money(given(accrued)),
      overdueInterest: money(given(overdue)),
      lateInterest: money(given(late)),
      ...creditIn(cells.slice(12, 15)),
      restructurings: +given(restructurings),
      interestWaived: given(waived) === 'true',
      lastPaymentOn: dayIfAny(lastPaymentOn),
      lastConfirmedOn: dayIfAny(lastConfirmedOn),
      ...(paidOffOn !== null && { paidOffOn }),
    };
    return { loanId: given(loanId), opening, ...head, factKind: 'loan_opening' };
  },
  rowsOf: ({ id, loanId, opening }) => [
    [
      'loan_opening',
      {
        id,
        loan_id: loanId,
        document_number: opening.documentNumber,
        disbursed: text(opening.disbursed),
        accrued_interest: text(opening.accruedInterest),
        overdue_interest: text(opening.overdueInterest),
        late_interest: text(opening.lateInterest),
        credit_in_term_interest: textIfAny(opening.credit?.inTermInterest ?? null),
        credit_overdue_interest: textIfAny(opening.credit?.overdueInterest ?? null),
        credit_late_interest: textIfAny(opening.credit?.lateInterest ?? null),
        restructurings: opening.restructurings,
        interest_waived: opening.interestWaived,
        last_payment_on: opening.lastPaymentOn,
        last_confirmed_on: opening.lastConfirmedOn,
        paid_off_on: opening.paidOffOn,
        origin_fund: opening.origin?.fund,
        origin_loan_id: opening.origin?.loanId,
      },
    ],
    ...opening.instalments.map(
      ({ dueOn, principal }) =>
        [
          'loan_opening_instalment',
          { opening_id: id, due_on: dueOn, principal: text(principal) },
        ] as const,
    ),
    ...opening.interestDue.map(
      ({ dueOn, amount }) =>
        ['loan_opening_interest', { opening_id: id, due_on: dueOn, amount: text(amount) }] as const,
    ),
  ],
};
