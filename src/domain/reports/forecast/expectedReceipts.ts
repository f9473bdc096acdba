import { recoversIncomeAfter } from '../../loans/chargeOff.ts';
import type { RecoveryPlanEntry } from '../../loans/recoveryPlan.ts';
import { dayOf, type CalendarDate } from '../../primitives/dates.ts';
import { moneyOf } from '../../primitives/dong.ts';
import type { LoanFacts } from '../../loans/facts.ts';
import { foldOf } from '../../loans/fold/fold.ts';
import { unpaidOfVersion } from '../../loans/unpaidInstalments.ts';
import { min, ZERO, type Money } from '../../primitives/money.ts';
import { deadlineInForce } from '../../loans/recalls.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import type { Position } from '../../loans/position.ts';
import { Principal } from '../../loans/principal.ts';
import type { LoanTerms } from '../../loans/terms.ts';

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

const NOTHING_ASKED: AskedPrincipal = { overdue: ZERO, scheduled: [] };

/** Principal of a loan that is overdue, and that will be asked. */
export interface AskedPrincipal {
  readonly overdue: Money;
  readonly scheduled: readonly ExpectedReceipt[];
}

/**
 * What the contract, or a decision in its place, asks at the close of `asOf`, recovery plans left
 * aside: what is overdue, and what will be asked up to `until`, oldest first. An instalment payable
 * on `asOf` itself is not overdue yet (R6), so it is expected on that day (R20). An overdue loan
 * with `overdueScope: "loan"` has nothing scheduled.
 */
export function principalAsked(
  { terms, facts }: Pick<LoanToProject, 'terms' | 'facts'>,
  rules: FundRules,
  asOf: CalendarDate,
  until: CalendarDate,
): AskedPrincipal {
  const fold = foldOf(terms, facts, rules);
  const day = dayOf(asOf);
  const plan = fold.planOn(day);
  if (plan === null) return NOTHING_ASKED;
  const principal = new Principal(fold.days, plan);
  principal.skipTo(day, day - 1);
  if (principal.isChargedOff) return NOTHING_ASKED;
  const overdue = moneyOf(principal.overdue);
  // Overdue as a whole, for one: nothing is in term.
  if (principal.inTerm === 0n) return { overdue, scheduled: [] };
  const deadline = deadlineInForce(facts.recalls, asOf);
  const { version, repaid } = principal;
  const window = { first: day, last: dayOf(until) };
  const scheduled = unpaidOfVersion(version, repaid, window).map(
    ({ dueOn, payableBy, principalUnpaid }): ExpectedReceipt => ({
      expectedOn: payableBy,
      principal: principalUnpaid,
      ground: dueOn === deadline ? 'recall' : 'schedule',
    }),
  );
  return { overdue, scheduled };
}

/** Whether a plan says anything: one without entries ends the plan. */
export function hasPlan({ recoveryPlan }: Pick<LoanToProject, 'recoveryPlan'>): boolean {
  return recoveryPlan !== null && recoveryPlan.length > 0;
}

const recoversIncome = ({ facts, position }: LoanToProject): boolean => {
  const after = recoversIncomeAfter(facts);
  return after !== null && after <= position.asOf;
};

/** The principal expected of a loan after the day of its position, up to `until`, by date (R20). */
export function expectedReceipts(
  loan: LoanToProject,
  rules: FundRules,
  until: CalendarDate,
): readonly ExpectedReceipt[] {
  const { asOf, principal, standing } = loan.position;
  if (hasPlan(loan)) {
    // What comes back as income is no capital to be lent again (R40).
    if (recoversIncome(loan)) return [];
    const unpaid = principal.outstanding.plus(principal.chargedOff);
    return planned(loan.recoveryPlan ?? [], unpaid, asOf).filter(
      (receipt) => receipt.expectedOn <= until && receipt.principal.greaterThan(ZERO),
    );
  }
  return standing === 'in_term' ? principalAsked(loan, rules, asOf, until).scheduled : [];
}
