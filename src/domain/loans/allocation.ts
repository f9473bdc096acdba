import { DomainError } from '../primitives/errors.ts';
import { COMPONENTS, type Allocation, addAllocations, NO_ALLOCATION } from './facts.ts';
import { min, positive, sum, text, ZERO, type Money } from '../primitives/money.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import type { Position } from './position.ts';
import type { LoanTerms } from './terms.ts';

/** Principal that can still be paid: on the books, or charged off and not recovered. */
function unpaidPrincipal({ principal }: Position): Money {
  return principal.outstanding.plus(principal.chargedOff);
}

/** What a receipt can pay of each component at a position: owed, never below 0 (R10). */
export function owedAt(position: Position): Allocation {
  return {
    principal: unpaidPrincipal(position),
    inTermInterest: positive(position.inTermInterest.owed),
    overdueInterest: positive(position.overdueInterest.owed),
    lateInterest: positive(position.lateInterest.owed),
  };
}

function refuseMoreThanPayoff(amount: Money, position: Position): void {
  if (amount.lessThanOrEqualTo(position.payoff)) return;
  throw new DomainError('more-than-payoff', {
    rule: 'R11',
    figures: { amount: text(amount), payoff: text(position.payoff), asOf: position.asOf },
  });
}

/**
 * Splits a receipt by the order in force at its day (R9). A receipt through a case pays what is awarded and
 * not received first, each component at most what is owed of it; the rest goes on by R9, whether or not the
 * contract has an order of its own, as the court's award stands before it (R39, Decree 152/2026 art. 29).
 *
 * @param position the loan at the close of the receipt's day, without the receipt
 * @param awardLeft what is awarded in the case and not received; left out: it came through no case
 * @throws DomainError more-than-payoff
 */
export function allocate(
  terms: LoanTerms,
  position: Position,
  policies: Policies,
  amount: Money,
  awardLeft: Allocation = NO_ALLOCATION,
): Allocation {
  refuseMoreThanPayoff(amount, position);
  const orders = terms.allocationOrder ?? inForce(policies, 'allocationOrder', position.asOf);
  const late = position.standing === 'overdue' || position.standing === 'charged_off';
  const owed = { ...owedAt(position) };
  const paid = {
    principal: ZERO,
    inTermInterest: ZERO,
    overdueInterest: ZERO,
    lateInterest: ZERO,
  };
  // Charged-off principal counts as overdue (R9).
  const overduePrincipal = position.principal.overdue.plus(position.principal.chargedOff);
  let left = amount;
  const pay = (component: keyof Allocation, most: Money): void => {
    const share = min(left, min(most, owed[component]));
    paid[component] = paid[component].plus(share);
    owed[component] = owed[component].minus(share);
    left = left.minus(share);
  };
  const awardOrder = inForce(policies, 'awardAllocationOrder', position.asOf);
  for (const component of awardOrder) pay(component, awardLeft[component]);
  for (const part of late ? orders.overdue : orders.inTerm) {
    // What was paid of the principal settled what is overdue of it first (R6).
    if (part === 'overduePrincipal')
      pay('principal', positive(overduePrincipal.minus(paid.principal)));
    else pay(part, owed[part]);
  }
  return paid;
}

/**
 * Checks an allocation that the accountant states (R10, R11).
 *
 * @param position the loan at the close of the receipt's day, without the receipt
 * @throws DomainError allocation-sum, more-than-payoff, more-than-owed
 */
export function checkAllocation(allocation: Allocation, position: Position, amount: Money): void {
  const total = sum(COMPONENTS.map((component) => allocation[component]));
  if (!total.equals(amount)) {
    throw new DomainError('allocation-sum', {
      rule: 'R10',
      figures: { amount: text(amount), components: text(total) },
    });
  }
  refuseMoreThanPayoff(amount, position);
  const owed = owedAt(position);
  if (COMPONENTS.every((each) => allocation[each].lessThanOrEqualTo(owed[each]))) return;
  throw new DomainError('more-than-owed', {
    rule: 'R10',
    figures: Object.fromEntries(COMPONENTS.map((each) => [each, text(owed[each])])),
  });
}

/** What is owed of loans at one day: together what pays them off, charged-off principal too (R15). */
export function owedOf(positions: readonly Position[]): Allocation {
  return positions.map(owedAt).reduce(addAllocations, NO_ALLOCATION);
}
