import { ZERO, type Money } from '../primitives/money.ts';
import { COMPONENTS, type Allocation, type InterestComponent, type Repayment } from './facts.ts';
import type { Position } from './position.ts';

/** A class of interest of which more was paid than accrued, while something else is owed (R13). */
export interface CreditBesideDebt {
  readonly component: InterestComponent;
  /** What is paid too much, above 0. */
  readonly credit: Money;
  /** What is owed of the others, each above 0; of principal, what is past due. */
  readonly owed: Partial<Allocation>;
}

/** Principal that is past due: principal whose day has not come is no debt that a credit could pay. */
const duePrincipal = ({ principal }: Position): Money =>
  principal.overdue.plus(principal.chargedOff);

/** What is owed of each component, below 0 where it is a credit. */
const owedOf = (position: Position): Allocation => ({
  principal: duePrincipal(position),
  inTermInterest: position.inTermInterest.owed,
  overdueInterest: position.overdueInterest.owed,
  lateInterest: position.lateInterest.owed,
});

/**
 * The credits of a loan that stand beside a debt: a credit in one class never pays another (R13), so
 * the borrower has paid too much and is asked to pay all the same.
 */
export function creditsBesideDebt(position: Position): CreditBesideDebt[] {
  const amounts = owedOf(position);
  const debts = COMPONENTS.filter((each) => amounts[each].greaterThan(0));
  if (debts.length === 0) return [];
  const owed = Object.fromEntries(debts.map((each) => [each, amounts[each]]));
  return COMPONENTS.flatMap((component) =>
    component === 'principal' || !amounts[component].lessThan(0)
      ? []
      : [{ component, credit: amounts[component].negated(), owed }],
  );
}

/**
 * The credits beside a debt that are larger than they were, or had no debt beside them.
 *
 * @param before the same day without what was entered since
 */
export function grownCredits(before: Position, after: Position): CreditBesideDebt[] {
  const grown = creditsBesideDebt(after);
  if (grown.length === 0) return [];
  const was = new Map(
    creditsBesideDebt(before).map(({ component, credit }) => [component, credit]),
  );
  return grown.filter(({ component, credit }) => credit.greaterThan(was.get(component) ?? ZERO));
}

/**
 * The receipts that paid a credit: the newest ones of its class, until they cover it.
 *
 * @param receipts by day and then as recorded
 */
export function receiptsOf<R extends Repayment>(
  { component, credit }: Pick<CreditBesideDebt, 'component' | 'credit'>,
  receipts: readonly R[],
): R[] {
  const found: R[] = [];
  let left = credit;
  for (const receipt of receipts.toReversed()) {
    if (!left.greaterThan(0)) break;
    const paid = receipt.allocation[component];
    if (paid.isZero()) continue;
    found.push(receipt);
    left = left.minus(paid);
  }
  return found;
}
