import type { CalendarDate } from './dates.ts';
import type { LoanFacts } from './facts.ts';
import { min, ZERO, type Money } from './money.ts';
import { deadlineInForce } from './plan.ts';
import type { Calendar } from './calendar.ts';
import type { Position } from './position.ts';
import { instalmentsAt } from './schedule.ts';
import type { LoanTerms } from './terms.ts';

/** What a cooperative undertook to repay, by date (R20). */
export interface RecoveryPlanEntry {
  readonly expectedOn: CalendarDate;
  readonly principal: Money;
  readonly ground: string | null;
}

/** Principal expected back, and why (R20). */
export interface ExpectedReceipt {
  readonly expectedOn: CalendarDate;
  readonly principal: Money;
  readonly ground: 'schedule' | 'recall' | 'recovery_plan';
}

/** A plan's entries after `asOf` in date order, up to the unpaid principal (R20). */
function planned(
  entries: readonly RecoveryPlanEntry[],
  unpaid: Money,
  asOf: CalendarDate,
): ExpectedReceipt[] {
  let left = unpaid;
  const receipts: ExpectedReceipt[] = [];
  for (const entry of entries.toSorted((a, b) =>
    a.expectedOn < b.expectedOn ? -1 : a.expectedOn > b.expectedOn ? 1 : 0,
  )) {
    if (entry.expectedOn <= asOf) continue;
    const principal = min(entry.principal, left);
    left = left.minus(principal);
    receipts.push({ expectedOn: entry.expectedOn, principal, ground: 'recovery_plan' });
  }
  return receipts;
}

/** A loan at the close of a day, with what its cooperative undertook to repay. */
export interface LoanToProject {
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly position: Position;
  readonly recoveryPlan: readonly RecoveryPlanEntry[] | null;
}

/**
 * What the contract, or a decision in its place, asks of a loan in term or overdue up to `until`,
 * recovery plans left aside, oldest first. What is overdue was asked before and is not in it; an
 * instalment payable on the day of the position itself is.
 */
export function scheduledReceipts(
  { terms, facts, position }: Omit<LoanToProject, 'recoveryPlan'>,
  calendar: Calendar,
  until: CalendarDate,
): ExpectedReceipt[] {
  const { asOf, principal, standing } = position;
  const isLive = standing === 'in_term' || standing === 'overdue';
  if (!isLive || principal.inTerm.isZero()) return [];
  const deadline = deadlineInForce(facts.recalls, asOf);
  return instalmentsAt(terms, facts, calendar, asOf)
    .filter((each) => each.payableBy >= asOf && each.payableBy <= until)
    .filter((each) => !each.principalUnpaid.isZero())
    .map((each) => ({
      expectedOn: each.payableBy,
      principal: each.principalUnpaid,
      ground: each.dueOn === deadline ? 'recall' : 'schedule',
    }));
}

/** Whether a plan says anything: one without entries ends the plan. */
export function hasPlan({ recoveryPlan }: Pick<LoanToProject, 'recoveryPlan'>): boolean {
  return recoveryPlan !== null && recoveryPlan.length > 0;
}

/** The principal expected of a loan after the day of its position, up to `until`, by date (R20). */
export function expectedReceipts(
  loan: LoanToProject,
  calendar: Calendar,
  until: CalendarDate,
): ExpectedReceipt[] {
  const { asOf, principal, standing } = loan.position;
  if (loan.recoveryPlan !== null && loan.recoveryPlan.length > 0) {
    const unpaid = principal.outstanding.plus(principal.chargedOff);
    return planned(loan.recoveryPlan, unpaid, asOf).filter(
      (receipt) => receipt.expectedOn <= until && receipt.principal.greaterThan(ZERO),
    );
  }
  return standing === 'in_term' ? scheduledReceipts(loan, calendar, until) : [];
}
