import { recoversIncomeAfter } from '../../../src/domain/loans/chargeOff.ts';
import { accrue, COMPONENT_OF, type Accrual, type InterestClass } from './accrual.ts';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import { daysBetween, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { ownDebtGroup } from '../../../src/domain/loans/debtGroup.ts';
import { factsUntil, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { min, positive, sum, ZERO, type Money } from '../../../src/domain/primitives/money.ts';
import type { DueDate } from './plan.ts';
import type { DebtGroup } from '../../../src/domain/policies/debtGroups.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';

export const STANDINGS = ['not_disbursed', 'settled', 'charged_off', 'overdue', 'in_term'] as const;

/** Where a loan stands; a borrower has debt while one of its loans is `in_term` or `overdue`. */
export type Standing = (typeof STANDINGS)[number];

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
  readonly chargedOffOn: CalendarDate | null;
  readonly writtenOffOn: CalendarDate | null;
  readonly principal: {
    readonly contracted: Money;
    readonly disbursed: Money;
    readonly repaid: Money;
    readonly chargedOff: Money;
    readonly recoveredAsIncome: Money;
    readonly outstanding: Money;
    readonly inTerm: Money;
    readonly overdue: Money;
  };
  readonly inTermInterest: InterestPosition & { readonly inArrears: Money };
  readonly overdueInterest: InterestPosition;
  readonly lateInterest: InterestPosition;
}

function interestPosition(accrual: Accrual, of: InterestClass): InterestPosition {
  const accrued = accrual.accrued[of];
  const paid = accrual.paid[COMPONENT_OF[of]];
  const waived = accrual.waived[COMPONENT_OF[of]];
  return { accrued, paid, waived, owed: accrued.minus(paid).minus(waived) };
}

/** What of a list in date order stays unpaid after `asOf` passed its payable-by, and its oldest. */
function pastDue(
  dues: readonly (DueDate & { readonly amount: Money })[],
  paid: Money,
  asOf: CalendarDate,
): { amount: Money; oldest: DueDate | null } {
  let asked = ZERO;
  let oldest: DueDate | null = null;
  for (const due of dues) {
    if (due.payableBy >= asOf) continue;
    asked = asked.plus(due.amount);
    if (oldest === null && asked.greaterThan(paid)) oldest = due;
  }
  return { amount: positive(asked.minus(paid)), oldest };
}

/** Principal past due, charged off or not (R15). */
function principalPastDue({ version, paid }: Accrual, asOf: CalendarDate) {
  if (version === null) return { amount: ZERO, oldest: null };
  const dues = version.instalments.map((each) => ({ ...each, amount: each.principal }));
  return pastDue(dues, paid.principal.minus(version.replacedPrincipal), asOf);
}

function interestPastDue({ interestDues, paid, waived }: Accrual, asOf: CalendarDate) {
  return pastDue(interestDues, paid.inTermInterest.plus(waived.inTermInterest), asOf);
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

function standingOf(accrual: Accrual, payoff: Money, isOverdue: boolean): Standing {
  if (accrual.disbursed.isZero()) return 'not_disbursed';
  if (payoff.isZero()) return 'settled';
  if (accrual.isChargedOff) return 'charged_off';
  return isOverdue ? 'overdue' : 'in_term';
}

/** With no principal left, overdue and late interest are due on the day it was paid off (R15). */
function paidOffDay(accrual: Accrual): DueDate | null {
  const day = accrual.lastPrincipalPaidOn;
  return day === null ? null : { dueOn: day, payableBy: day };
}

/** The first day of facts that have happened; before anything is disbursed there is no charge-off. */
const firstDay = (facts: readonly { readonly effectiveOn: CalendarDate }[]): CalendarDate | null =>
  facts.map((each) => each.effectiveOn).toSorted()[0] ?? null;

/** What was recovered of principal charged off, where that is income (R40). */
function recoveredAsIncome(facts: LoanFacts): Money {
  const after = recoversIncomeAfter(facts);
  const recovered = facts.repayments.filter((paid) => after !== null && paid.effectiveOn > after);
  return sum(recovered.map((paid) => paid.allocation.principal));
}

/** The position that an accrual of these facts up to the close of `asOf` amounts to (R15). */
export function positionFrom(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  accrual: Accrual,
  asOf: CalendarDate,
): Position {
  const { disbursed, paid } = accrual;
  const unpaid = disbursed.minus(paid.principal);
  const chargedOff = accrual.isChargedOff ? unpaid : ZERO;
  const outstanding = unpaid.minus(chargedOff);
  const inTermInterest = interestPosition(accrual, 'in_term');
  const overdueInterest = interestPosition(accrual, 'overdue');
  const lateInterest = interestPosition(accrual, 'late');
  const owed = [inTermInterest, overdueInterest, lateInterest].map((each) => positive(each.owed));
  const payoff = unpaid.plus(sum(owed));

  const principal = principalPastDue(accrual, asOf);
  const wholeLoan = terms.overdueScope === 'loan' && !principal.amount.isZero();
  const overdue = wholeLoan ? outstanding : min(principal.amount, outstanding);
  const arrears = interestPastDue(accrual, asOf);
  const penalty = positive(overdueInterest.owed).plus(positive(lateInterest.owed));
  const penaltyDue = unpaid.isZero() && penalty.greaterThan(ZERO) ? paidOffDay(accrual) : null;
  const oldest = oldestOf([principal.oldest, arrears.oldest, penaltyDue]);
  const standing = standingOf(accrual, payoff, oldest !== null);
  const isLive = standing === 'in_term' || standing === 'overdue';
  const daysPastDue = oldest === null ? 0 : daysBetween(oldest.payableBy, asOf);
  const { settledOn } = accrual;
  return {
    asOf,
    standing,
    daysPastDue,
    oldestUnpaidDueOn: oldest?.dueOn ?? null,
    ownDebtGroup: isLive
      ? ownDebtGroup(facts, { asOf, daysPastDue, settledOn }, rules.policies)
      : null,
    payoff,
    chargedOffOn: firstDay(facts.chargeOffs),
    writtenOffOn: firstDay(facts.writeOffs),
    principal: {
      contracted: terms.principal,
      disbursed,
      repaid: paid.principal,
      chargedOff,
      recoveredAsIncome: recoveredAsIncome(facts),
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
  rules: FundRules,
  asOf: CalendarDate,
): Position {
  const known = factsUntil(facts, asOf);
  return positionFrom(terms, known, rules, accrue(terms, known, rules, asOf), asOf);
}
