import { shownAt } from '../../book/known.ts';
import type { DisbursementEntry } from '../../store/loans/disbursement.ts';
import { cashAsKnown, suspensionInForce } from '../../book/rules.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { checkAvailable } from '../../domain/fund/cash.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { refuseHandedOver } from '../../domain/loans/checkOpening.ts';
import { checkDisbursement } from '../../domain/loans/checkDisbursement.ts';
import type { LendingWarning } from '../../domain/fund/lendingChecks.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { type StoredDisbursement } from '../../store/loans/disbursement.ts';
import { placeOfPayment } from '../../domain/fund/places.ts';
import { checkTaken, placePayment } from '../fund/placeMoney.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import type { By } from '../acts/by.ts';
import { checkLending } from './checkLending.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import { loadLoanState } from './loanState.ts';
import { refuseVoucherTwice } from './vouchers.ts';
import { refuseUnknownPeriod } from '../view/sinceOpening.ts';

export interface NewDisbursement {
  readonly amount: Money;
  readonly effectiveOn: CalendarDate;
  readonly voucherNumber: string;
  readonly method: Method | null;
  /** The place that the money leaves; left out: the default of its method (R35). */
  readonly place?: string | null;
}

/**
 * Records money lent out under a contract (R4, R18, R29).
 *
 * @throws DomainError not-found, dated-in-future, before-contract, before-opening, after-final-due-date,
 *   after-charge-off, more-than-contract, lending-suspended, available-principal-below-zero, duplicate,
 *   place-of-other-kind, place-below-zero, and what `checkLending` refuses
 */
export function recordDisbursement(
  fund: FundAct,
  by: By,
  loanId: string,
  { place = null, method, ...rest }: NewDisbursement,
): {
  readonly disbursement: StoredDisbursement;
  readonly warnings: readonly LendingWarning[];
} {
  const { effectiveOn } = rest;
  const knownAt = lastRecordedAt(fund);
  refuseFuture(effectiveOn, by.today);
  const from = shownFromInAct(fund, effectiveOn);
  const { loan, books } = loadLoanState(fund, loanId, { asOf: from, knownAt });
  const paid = placePayment(fund, { method, place, ofLoan: loan.place }, from, knownAt);
  const added = { ...rest, ...paid };
  refuseUnknownPeriod(fund, effectiveOn, knownAt);
  refuseHandedOver(effectiveOn, loan.opening);
  for (const { facts } of books.from(from)) checkDisbursement(loan.terms, facts, added);
  const suspension = suspensionInForce(fund, effectiveOn, knownAt);
  if (suspension !== null) {
    const { decisionNumber, decidedOn } = suspension;
    throw new DomainError('lending-suspended', {
      rule: 'R29',
      figures: { decisionNumber, decidedOn, effectiveOn },
    });
  }
  refuseVoucherTwice(fund, 'disbursement', loan, { ...added, shownFrom: from }, knownAt);
  checkAvailable(cashAsKnown(fund, knownAt), loan.source, from, added.amount);
  const ref = placeOfPayment({ placeId: paid.placeId ?? null, method: paid.method });
  checkTaken(fund, ref, { on: from, amount: added.amount }, knownAt);
  const lent = { on: effectiveOn, shownFrom: from, added: added.amount };
  const warnings = checkLending(fund, loan, lent, knownAt);
  const factKind = 'disbursement';
  const recorded = fund.record<DisbursementEntry>({ ...added, factKind, loanId });
  return { disbursement: shownAt(recorded, recorded.recordedAt), warnings };
}
