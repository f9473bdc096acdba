import { shownAt } from '../../book/known.ts';
import type { RepaymentEntry } from '../../store/loans/repayment.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findCase } from '../../book/cases.ts';
import { refuseHandedOver } from '../../domain/loans/checkOpening.ts';
import { checkEnforcementFee } from '../../domain/loans/enforcementFee.ts';
import { awardLeftFor } from '../court/awardOfReceipt.ts';
import { checkPrincipal } from '../../domain/loans/checkPrincipal.ts';
import { allocate, checkAllocation } from '../../domain/loans/allocation.ts';
import type { LoanBooks } from '../../domain/loans/loanBooks.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { position } from '../../domain/loans/position.ts';
import { type StoredRepayment } from '../../store/loans/repayment.ts';
import { placePayment } from '../fund/placeMoney.ts';
import { shownFrom } from '../acts/bookLater.ts';
import type { By } from '../acts/by.ts';
import { refuseBeforeContract, refuseFuture } from '../../domain/primitives/refusals.ts';
import { loadLoanState, positionWith, type LoanPosition, type LoanState } from './loanState.ts';
import { refuseVoucherTwice } from './vouchers.ts';
import { refuseUnknownPeriod } from '../view/sinceOpening.ts';

export interface NewRepayment {
  readonly amount: Money;
  readonly effectiveOn: CalendarDate;
  readonly voucherNumber: string;
  readonly method: Method | null;
  /** The place that the money comes to; left out: the default of its method (R35). */
  readonly place?: string | null;
  /** Null: allocated by the order in force (R9). */
  readonly allocation: Allocation | null;
  readonly litigationCaseId: string | null;
  /** What the enforcement office kept back of the amount (R39); left out: nothing. */
  readonly enforcementFee?: Money;
}

/** A receipt before it has a voucher, or one that has a number already. */
export type PreviewedRepayment = Omit<NewRepayment, 'voucherNumber'> & {
  readonly voucherNumber: string | null;
};

function decideAllocation(
  { loan, facts, rules }: LoanState,
  added: PreviewedRepayment,
  left: Allocation,
): Allocation {
  const before = position(loan.terms, facts, rules, added.effectiveOn);
  if (added.allocation === null) {
    return allocate(loan.terms, before, rules.policies, added.amount, left);
  }
  checkAllocation(added.allocation, before, added.amount);
  return added.allocation;
}

function checkCase(fund: Fund, loanId: string, caseId: string | null, knownAt: Date): void {
  if (caseId === null) return;
  const found = findCase(fund, caseId, knownAt);
  if (found === null) {
    throw new DomainError('not-found', { figures: { what: 'litigation case', id: caseId } });
  }
  if (!found.loanIds.includes(loanId)) {
    throw new DomainError('other-borrower', { rule: 'R26', figures: { loanId, caseId } });
  }
}

/** What a receipt would do: its allocation and the position after it, nothing written. */
export interface DecidedRepayment {
  readonly allocation: Allocation;
  /** What is awarded in its case and not received, before it and with it (R39). */
  readonly awardLeft: { readonly before: Allocation; readonly after: Allocation };
  readonly position: LoanPosition;
  /** The loan's books with it. */
  readonly books: LoanBooks;
}

/** When a receipt is decided on, by what is known, and whether it is booked later (R42). */
interface Deciding {
  readonly today: CalendarDate;
  readonly knownAt: Date;
  readonly late: LateBooking | null;
}

/** The allocation of a receipt that is not refused, and the loan as it stood before it. */
function decideRepayment(
  fund: Fund,
  at: Deciding,
  loanId: string,
  added: PreviewedRepayment,
  others: ReadonlyMap<string, LoanBooks> = new Map(),
): {
  allocation: Allocation;
  /** What is awarded in its case and not received, before it (R39). */
  left: Allocation;
  state: LoanState;
  shownFrom: CalendarDate;
  paid: ReturnType<typeof placePayment>;
} {
  const { effectiveOn, method, place = null } = added;
  refuseFuture(effectiveOn, at.today);
  const from = shownFrom(fund, at.late, effectiveOn, at.knownAt);
  const state = loadLoanState(fund, loanId, { asOf: from, knownAt: at.knownAt });
  const named = { method, place, ofLoan: state.loan.place };
  const paid = placePayment(fund, named, from, at.knownAt);
  refuseBeforeContract(effectiveOn, state.loan.terms.signedOn);
  refuseUnknownPeriod(fund, effectiveOn, at.knownAt);
  refuseHandedOver(effectiveOn, state.loan.opening);
  const { voucherNumber } = added;
  if (voucherNumber !== null) {
    const voucher = { voucherNumber, effectiveOn, shownFrom: from };
    refuseVoucherTwice(fund, 'repayment', state.loan, voucher, at.knownAt);
  }
  checkCase(fund, loanId, added.litigationCaseId, at.knownAt);
  checkEnforcementFee(added);
  const changed = new Map([...others].map(([id, books]) => [id, books.on(from)]));
  const left = awardLeftFor(fund, added, { asOf: from, knownAt: at.knownAt }, changed);
  const allocation = decideAllocation(state, added, left);
  for (const { facts } of state.books.from(from)) {
    const repayments = [...facts.repayments, { effectiveOn, allocation }];
    checkPrincipal({ ...facts, repayments }, effectiveOn);
  }
  return { allocation, left, state, shownFrom: from, paid };
}

/**
 * Works out what a receipt would do (R9–R11, R13), from what is known at `knownAt`.
 *
 * @param others the books of other loans of the borrower that the same voucher pays before
 * @throws DomainError not-found, dated-in-future, before-contract, before-opening, duplicate, allocation-sum,
 *   more-than-payoff, more-than-owed, principal-below-zero, other-borrower, booked-later-on-open-day,
 *   period-closed, place-of-other-kind, fee-without-case, fee-not-below-amount
 */
export function previewRepayment(
  fund: Fund,
  at: Deciding,
  loanId: string,
  added: PreviewedRepayment,
  others: ReadonlyMap<string, LoanBooks> = new Map(),
): DecidedRepayment {
  const decided = decideRepayment(fund, at, loanId, added, others);
  const { allocation, left: before, state, shownFrom: asOf } = decided;
  const { effectiveOn, litigationCaseId } = added;
  const receipt = { effectiveOn, allocation, litigationCaseId, id: '', voucherNumber: '' };
  const books = state.books.changed(asOf, (facts) => ({
    ...facts,
    repayments: [...facts.repayments, receipt],
  }));
  const changed = new Map([...others, [loanId, books]]);
  const view = { asOf, knownAt: at.knownAt };
  const position = positionWith(fund, state, changed, view);
  const shown = new Map([...changed].map(([id, each]) => [id, each.on(asOf)]));
  const after = awardLeftFor(fund, added, view, shown);
  return { allocation, awardLeft: { before, after }, position, books };
}

/** Records a receipt; refuses what the preview refuses. */
export function recordRepayment(
  fund: FundAct,
  by: By,
  loanId: string,
  added: NewRepayment,
): StoredRepayment {
  const at = { today: by.today, knownAt: lastRecordedAt(fund), late: fund.late };
  const { allocation, paid } = decideRepayment(fund, at, loanId, added);
  const { place: _, ...said } = added;
  const factKind = 'repayment';
  const recorded = fund.record<RepaymentEntry>({
    ...said,
    ...paid,
    factKind,
    loanId,
    allocation,
  });
  return shownAt(recorded, recorded.recordedAt);
}
