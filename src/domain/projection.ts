import type { CalendarDate } from './dates.ts';
import type { LoanFacts } from './facts.ts';
import { min, ZERO, type Money } from './money.ts';
import { deadlineInForce } from './plan.ts';
import type { Calendar } from './calendar.ts';
import type { Position } from './position.ts';
import { scheduleAt } from './schedule.ts';
import type { LoanTerms } from './terms.ts';

/** What the fund plans for its own money, besides what it expects back (R20). */
export const PLANNED_KINDS = ['disbursement', 'contribution', 'withdrawal'] as const;

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

/** The principal expected of a loan after `asOf` and up to `until`, oldest first (R20). */
export function expectedReceipts(
  loan: {
    readonly terms: LoanTerms;
    readonly facts: LoanFacts;
    readonly position: Position;
    readonly recoveryPlan: readonly RecoveryPlanEntry[] | null;
  },
  calendar: Calendar,
  until: CalendarDate,
): ExpectedReceipt[] {
  const { asOf, principal, standing } = loan.position;
  let expected: ExpectedReceipt[] = [];
  if (loan.recoveryPlan !== null && loan.recoveryPlan.length > 0) {
    expected = planned(loan.recoveryPlan, principal.outstanding.plus(principal.chargedOff), asOf);
  } else if (standing === 'in_term') {
    const deadline = deadlineInForce(loan.facts.recalls, asOf);
    expected = scheduleAt(loan.terms, loan.facts, calendar, asOf).instalments.map((each) => ({
      expectedOn: each.payableBy,
      principal: each.principalUnpaid,
      ground: each.dueOn === deadline ? 'recall' : 'schedule',
    }));
  }
  return expected.filter(
    (receipt) => receipt.expectedOn <= until && receipt.principal.greaterThan(ZERO),
  );
}
