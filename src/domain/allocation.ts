import { DomainError } from './errors.ts';
import { COMPONENTS, type Allocation } from './facts.ts';
import { min, positive, sum, text, ZERO, type Money } from './money.ts';
import type { Position } from './position.ts';
import type { AllocationOrder, AllocationPart, LoanTerms } from './terms.ts';

/** The orders of a contract that names none (TT39 art. 18, R9). */
const DEFAULT_ORDER: AllocationOrder = {
  inTerm: ['overdueInterest', 'lateInterest', 'inTermInterest', 'principal'],
  overdue: ['overduePrincipal', 'overdueInterest', 'inTermInterest', 'lateInterest', 'principal'],
};

/** What a receipt can pay of each component at a position: owed, never below 0 (R10). */
export function owedAt(position: Position): Allocation {
  return {
    principal: position.principal.outstanding,
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
 * Splits a receipt by the order in force at its day (R9).
 *
 * @param position the loan at the close of the receipt's day, without the receipt
 * @throws DomainError more-than-payoff
 */
export function allocate(terms: LoanTerms, position: Position, amount: Money): Allocation {
  refuseMoreThanPayoff(amount, position);
  const orders = terms.allocationOrder ?? DEFAULT_ORDER;
  const late = position.standing === 'overdue' || position.standing === 'charged_off';
  const owed = { ...owedAt(position) };
  const paid = {
    principal: ZERO,
    inTermInterest: ZERO,
    overdueInterest: ZERO,
    lateInterest: ZERO,
  };
  let left = amount;
  const pay = (part: AllocationPart): void => {
    const component = part === 'overduePrincipal' ? 'principal' : part;
    const due = part === 'overduePrincipal' ? position.principal.overdue : owed[component];
    const share = min(left, due);
    paid[component] = paid[component].plus(share);
    owed[component] = owed[component].minus(share);
    left = left.minus(share);
  };
  for (const part of late ? orders.overdue : orders.inTerm) pay(part);
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
