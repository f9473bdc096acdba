import { accrue, type Accrual, type InterestDue } from './accrual.ts';
import { daysBetween, type CalendarDate, type Holidays } from './dates.ts';
import { factsUntil, type LoanFacts } from './facts.ts';
import { positive, sum, ZERO, type Money } from './money.ts';
import type { DueDate, PlanVersion } from './plan.ts';
import type { Policies } from './policies.ts';
import type { LoanTerms } from './terms.ts';

export const STANDINGS = ['not_disbursed', 'settled', 'charged_off', 'overdue', 'in_term'] as const;

/** Where a loan stands; a borrower has debt while one of its loans is `in_term` or `overdue`. */
export type Standing = (typeof STANDINGS)[number];

/** 1 standard … 5 loss (R16). */
export type DebtGroup = 1 | 2 | 3 | 4 | 5;

export interface InterestPosition {
  readonly accrued: Money;
  readonly paid: Money;
  readonly waived: Money;
  /** Accrued less paid and waived; negative where more was collected than accrued (R13). */
  readonly owed: Money;
}

/** A loan at the close of a day (R15). */
export interface Position {
  readonly asOf: CalendarDate;
  readonly standing: Standing;
  readonly daysPastDue: number;
  readonly oldestUnpaidDueOn: CalendarDate | null;
  readonly ownDebtGroup: DebtGroup | null;
  readonly payoff: Money;
  readonly principal: {
    readonly contracted: Money;
    readonly disbursed: Money;
    readonly repaid: Money;
    readonly chargedOff: Money;
    readonly outstanding: Money;
    readonly inTerm: Money;
    readonly overdue: Money;
  };
  readonly inTermInterest: InterestPosition & { readonly inArrears: Money };
  readonly overdueInterest: InterestPosition;
  readonly lateInterest: InterestPosition;
}

/** What a position needs besides the loan: the fund's holidays and policies. */
export interface Calendar {
  readonly holidays: Holidays;
  readonly policies: Policies;
}

function accruedBy(accrual: Accrual, of: 'in_term' | 'overdue' | 'late'): Money {
  return sum(accrual.segments.filter((each) => each.class === of).map((each) => each.interest));
}

function interestPosition(accrued: Money, paid: Money): InterestPosition {
  return { accrued, paid, waived: ZERO, owed: accrued.minus(paid) };
}

/** What of a list in date order stays unpaid after `asOf` passed its payable-by, and its oldest. */
function pastDue(
  dues: readonly { due: DueDate; amount: Money }[],
  paid: Money,
  asOf: CalendarDate,
): { amount: Money; oldest: DueDate | null } {
  let asked = ZERO;
  let oldest: DueDate | null = null;
  for (const { due, amount } of dues) {
    if (due.payableBy >= asOf) continue;
    asked = asked.plus(amount);
    if (oldest === null && asked.greaterThan(paid)) oldest = due;
  }
  return { amount: positive(asked.minus(paid)), oldest };
}

function overduePrincipal(version: PlanVersion | null, repaid: Money, asOf: CalendarDate) {
  const instalments = version === null ? [] : version.instalments;
  const dues = instalments.map((each) => ({ due: each, amount: each.principal }));
  return pastDue(dues, repaid, asOf);
}

function interestInArrears(dues: readonly InterestDue[], paid: Money, asOf: CalendarDate) {
  return pastDue(
    dues.map((each) => ({ due: each, amount: each.amount })),
    paid,
    asOf,
  );
}

function oldestOf(dues: readonly (DueDate | null)[]): DueDate | null {
  let oldest: DueDate | null = null;
  for (const due of dues) {
    if (due === null) continue;
    const older =
      oldest === null ||
      due.payableBy < oldest.payableBy ||
      (due.payableBy === oldest.payableBy && due.dueOn < oldest.dueOn);
    if (older) oldest = due;
  }
  return oldest;
}

/** The debt group that the days past due alone give (R16). */
export function debtGroupByDays(daysPastDue: number, policies: Policies): DebtGroup {
  const [second, third, fourth, fifth] = policies.debtGroupFromDays;
  if (daysPastDue >= fifth) return 5;
  if (daysPastDue >= fourth) return 4;
  if (daysPastDue >= third) return 3;
  return daysPastDue >= second ? 2 : 1;
}

function standingOf(accrual: Accrual, payoff: Money, isOverdue: boolean): Standing {
  if (accrual.disbursed.isZero()) return 'not_disbursed';
  if (payoff.isZero()) return 'settled';
  return isOverdue ? 'overdue' : 'in_term';
}

/** With no principal left, overdue and late interest are due on the day it was paid off (R15). */
function paidOffDay(accrual: Accrual): DueDate | null {
  const day = accrual.lastPrincipalPaidOn;
  return day === null ? null : { dueOn: day, payableBy: day };
}

/** The position that an accrual up to the close of `asOf` amounts to (R15). */
export function positionFrom(
  terms: LoanTerms,
  accrual: Accrual,
  policies: Policies,
  asOf: CalendarDate,
): Position {
  const { disbursed, paid } = accrual;
  const outstanding = disbursed.minus(paid.principal);
  const inTermInterest = interestPosition(accruedBy(accrual, 'in_term'), paid.inTermInterest);
  const overdueInterest = interestPosition(accruedBy(accrual, 'overdue'), paid.overdueInterest);
  const lateInterest = interestPosition(accruedBy(accrual, 'late'), paid.lateInterest);
  const owed = [inTermInterest, overdueInterest, lateInterest].map((each) => positive(each.owed));
  const payoff = outstanding.plus(sum(owed));

  const principal = overduePrincipal(accrual.version, paid.principal, asOf);
  const wholeLoan = terms.overdueScope === 'loan' && !principal.amount.isZero();
  const overdue = wholeLoan ? outstanding : principal.amount;
  const arrears = interestInArrears(accrual.interestDues, paid.inTermInterest, asOf);
  const penalty = positive(overdueInterest.owed).plus(positive(lateInterest.owed));
  const penaltyDue = outstanding.isZero() && penalty.greaterThan(ZERO) ? paidOffDay(accrual) : null;
  const oldest = oldestOf([principal.oldest, arrears.oldest, penaltyDue]);
  const standing = standingOf(accrual, payoff, oldest !== null);
  const isLive = standing === 'in_term' || standing === 'overdue';
  const daysPastDue = oldest === null ? 0 : daysBetween(oldest.payableBy, asOf);
  return {
    asOf,
    standing,
    daysPastDue,
    oldestUnpaidDueOn: oldest?.dueOn ?? null,
    ownDebtGroup: isLive ? debtGroupByDays(daysPastDue, policies) : null,
    payoff,
    principal: {
      contracted: terms.principal,
      disbursed,
      repaid: paid.principal,
      chargedOff: ZERO,
      outstanding,
      inTerm: outstanding.minus(overdue),
      overdue,
    },
    inTermInterest: { ...inTermInterest, inArrears: arrears.amount },
    overdueInterest,
    lateInterest,
  };
}

/**
 * The heart: a loan's terms and dated facts in, its position at the close of `asOf` out (R15).
 * Facts dated after `asOf` are not looked at, so the answer for a past day stays for ever.
 */
export function position(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  asOf: CalendarDate,
): Position {
  const accrual = accrue(terms, factsUntil(facts, asOf), calendar, asOf);
  return positionFrom(terms, accrual, calendar.policies, asOf);
}
