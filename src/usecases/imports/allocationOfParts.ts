import { lastRecordedAt, type Fund } from '../../book/fund.ts';
import { allocate, owedAt } from '../../domain/loans/allocation.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import { position } from '../../domain/loans/position.ts';
import type { PlannedParts } from '../../domain/imports/planned.ts';
import { inForce } from '../../domain/policies/policies.ts';
import type { AllocationPart } from '../../domain/policies/allocationOrder.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { min, money, sum } from '../../domain/primitives/money.ts';
import { loadLoanState } from '../loans/loanState.ts';

const isInterest = (part: AllocationPart): boolean =>
  part !== 'principal' && part !== 'overduePrincipal';

/**
 * How a receipt is parted as a book tells it; null: by the order in force (R9). Interest of no class told
 * pays the classes in that order; what is more than is owed is in-term interest, and is refused with it
 * (R10).
 *
 * @throws DomainError not-found
 */
export function allocationOf(
  fund: Fund,
  loanId: string,
  effectiveOn: CalendarDate,
  parts: PlannedParts,
): Allocation | null {
  if (parts === null) return null;
  const principal = money(parts.principal);
  if (!('interest' in parts)) {
    return {
      principal,
      inTermInterest: money(parts.inTermInterest),
      overdueInterest: money(parts.overdueInterest),
      lateInterest: money(parts.lateInterest),
    };
  }
  const interest = money(parts.interest);
  const view = { asOf: effectiveOn, knownAt: lastRecordedAt(fund) };
  const { loan, facts, rules } = loadLoanState(fund, loanId, view);
  const before = position(loan.terms, facts, rules, effectiveOn);
  const orders =
    loan.terms.allocationOrder ?? inForce(rules.policies, 'allocationOrder', effectiveOn);
  const allocationOrder = {
    inTerm: orders.inTerm.filter(isInterest),
    overdue: orders.overdue.filter(isInterest),
  };
  const { inTermInterest, overdueInterest, lateInterest } = owedAt(before);
  const owed = sum([inTermInterest, overdueInterest, lateInterest]);
  const terms = { ...loan.terms, allocationOrder };
  const paid = allocate(terms, before, rules.policies, min(interest, owed));
  const more = interest.minus(min(interest, owed));
  return { ...paid, principal, inTermInterest: paid.inTermInterest.plus(more) };
}
