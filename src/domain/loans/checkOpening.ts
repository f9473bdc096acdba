import { refuseTakenOver } from '../fund/fundOpening.ts';
import { type CalendarDate } from '../primitives/dates.ts';
import { DomainError, invalid } from '../primitives/errors.ts';
import { text } from '../primitives/money.ts';
import { refuseBeforeContract, refuseTooLarge } from '../primitives/refusals.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { MOST_PRINCIPAL, refuseSameDates, refuseTooLong } from './checkTerms.ts';
import { NO_FACTS } from './facts.ts';
import { isInBalances, openInTermInterest, openPrincipal, type LoanOpening } from './opening.ts';
import { interestFalls, planOf } from './plan.ts';
import type { LoanTerms } from './terms.ts';

/**
 * A loan is taken over on the day of its fund's opening, and only then (R32, R33).
 *
 * @param fundOpenedOn null: the fund enters its whole history
 * @throws DomainError no-fund-opening, other-opening-day
 */
export function checkOpeningDay(on: CalendarDate, fundOpenedOn: CalendarDate | null): void {
  if (fundOpenedOn === null) throw new DomainError('no-fund-opening', { rule: 'R33' });
  if (on === fundOpenedOn) return;
  throw new DomainError('other-opening-day', {
    rule: 'R33',
    figures: { date: on, on: fundOpenedOn },
  });
}

/**
 * Refuses money of a loan dated before another fund handed it over: it is in the balances.
 *
 * @throws DomainError before-handover
 */
export function refuseHandedOver(day: CalendarDate, opening: LoanOpening | null): void {
  if (opening?.origin === undefined || !isInBalances(day, opening)) return;
  const figures = { date: day, on: opening.on, fund: opening.origin.fund };
  throw new DomainError('before-handover', { rule: 'R33', figures });
}

/**
 * Refuses what moves balances of a loan and is in those that were taken over of it (R33).
 *
 * @throws DomainError before-opening, before-handover
 */
export function refuseInBalances(day: CalendarDate, opening: LoanOpening | null): void {
  refuseHandedOver(day, opening);
  if (opening?.origin === undefined) refuseTakenOver(day, opening);
}

const about = (figures: Record<string, string>) => ({ rule: 'R33', figures });

/** What was paid out and is unpaid lies within the contract. */
function checkPrincipal(terms: LoanTerms, opening: LoanOpening): void {
  const { disbursed } = opening;
  if (disbursed.greaterThan(terms.principal)) {
    const figures = { disbursed: text(disbursed), contracted: text(terms.principal) };
    throw new DomainError('opening-above-contract', about(figures));
  }
  const unpaid = openPrincipal(opening);
  if (unpaid.lessThanOrEqualTo(disbursed)) return;
  throw new DomainError(
    'opening-above-disbursed',
    about({ unpaid: text(unpaid), disbursed: text(disbursed) }),
  );
}

function checkInstalments(terms: LoanTerms, { instalments }: LoanOpening): void {
  refuseSameDates(instalments, '/opening/instalments');
  for (const { dueOn } of instalments) refuseBeforeContract(dueOn, terms.signedOn);
  const last = instalments.at(-1);
  if (last !== undefined) refuseTooLong(terms.signedOn, last.dueOn);
}

/** The interest owed is at most what a contract may lend: what accrues beside it has 18 digits (R1). */
function checkInterest(opening: LoanOpening): void {
  const { overdueInterest, lateInterest } = opening;
  const owed = openInTermInterest(opening).plus(overdueInterest).plus(lateInterest);
  refuseTooLarge(owed, MOST_PRINCIPAL);
}

/** Interest that had fallen due is due on the opening day at the latest. */
function checkInterestDue(terms: LoanTerms, { on, interestDue }: LoanOpening): void {
  const dates = interestDue.map(({ dueOn }) => dueOn);
  for (const dueOn of dates) {
    refuseBeforeContract(dueOn, terms.signedOn);
    if (dueOn > on) throw new DomainError('opening-interest-not-due', about({ dueOn, on }));
  }
  if (new Set(dates).size === dates.length) return;
  throw invalid('/opening/inTermInterest/due', {
    en: 'two amounts fall due on one date; give their sum',
    vi: 'có hai khoản lãi đến hạn cùng một ngày; hãy ghi một dòng với tổng số',
  });
}

/** Interest that is not due yet falls due on a date to come: else nothing would ever ask for it. */
function checkAccrued(terms: LoanTerms, opening: LoanOpening, rules: FundRules): void {
  if (opening.accruedInterest.isZero()) return;
  const plan = planOf(terms, { ...NO_FACTS, opening }, rules);
  const last = plan === null ? undefined : interestFalls(plan).at(-1);
  if (last !== undefined && last.dueOn > opening.on) return;
  const { on, accruedInterest } = opening;
  throw new DomainError(
    'opening-interest-due-already',
    about({ on, accrued: text(accruedInterest) }),
  );
}

function checkLastDay(
  day: CalendarDate | null,
  { signedOn, on }: { readonly signedOn: CalendarDate; readonly on: CalendarDate },
  field: string,
): void {
  if (day === null) return;
  refuseBeforeContract(day, signedOn);
  if (day <= on) return;
  throw invalid(`/opening/${field}`, {
    en: `is after the opening day ${on}; give the last one up to that day`,
    vi: `sau ngày nhận bàn giao ${on}; hãy ghi ngày gần nhất không muộn hơn ngày đó`,
  });
}

/**
 * Checks what is taken over of a loan against its contract (R33).
 *
 * @param opening its lists by due date
 * @throws DomainError validation, before-contract, opening-above-contract, opening-above-disbursed,
 *   opening-interest-not-due, opening-interest-due-already, amount-too-large, term-too-long
 */
export function checkOpening(terms: LoanTerms, opening: LoanOpening, rules: FundRules): void {
  const { on, lastPaymentOn, lastConfirmedOn } = opening;
  refuseBeforeContract(on, terms.signedOn);
  checkPrincipal(terms, opening);
  checkInstalments(terms, opening);
  checkInterest(opening);
  checkInterestDue(terms, opening);
  const within = { signedOn: terms.signedOn, on };
  checkLastDay(lastPaymentOn, within, 'lastPaymentOn');
  checkLastDay(lastConfirmedOn, within, 'lastConfirmedOn');
  checkAccrued(terms, opening, rules);
}
