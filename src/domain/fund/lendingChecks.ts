import type { Life } from '../borrowers/life.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError, type ErrorFigures } from '../primitives/errors.ts';
import { text, type Money, type RatePercent } from '../primitives/money.ts';
import { inForce, type Policies, type PolicyValues } from '../policies/policies.ts';

/**
 * What a loan or disbursement is held against (R29), on its day; null if it is not known. The
 * charter capital is that of the day. A correction of a contract is not checked: the checks judge
 * new lending.
 */
export interface Lending {
  /** Contributions less withdrawals up to the day. */
  readonly charterCapital: Money;
  /**
   * What the customer would owe of principal: outstanding on the day, and the principal of the new
   * contract or the money paid out.
   */
  readonly debt: Money;
  /**
   * The same with the cooperatives related to it, whichever of the two names the other; null: none
   * are known.
   */
  readonly relatedDebt: Money | null;
  readonly projectCost: Money | null;
  readonly ownCapital: Money | null;
}

/** A lending check that is not met, and by what figures. */
export interface LendingBreach {
  readonly code: 'single-customer-limit' | 'related-customers-limit' | 'own-capital-too-low';
  readonly check: Exclude<keyof PolicyValues['lendingChecks'], 'endedBorrower'>;
  readonly figures: ErrorFigures;
}

/** A breach that only warns, by the rule that it breaks. */
export interface LendingWarning {
  readonly code: LendingBreach['code'] | 'cooperative-not-active' | 'source-without-capital';
  readonly rule: 'R29' | 'R30' | 'R34';
  readonly figures: ErrorFigures;
}

function share(of: Money, percent: RatePercent): Money {
  return of.times(percent).div(100);
}

function limitFigures(debt: Money, capital: Money, percent: RatePercent): ErrorFigures {
  const limit = text(share(capital, percent).floor());
  return {
    debt: text(debt),
    limit,
    limitPercent: text(percent),
    charterCapital: text(capital),
  };
}

/** The checks that a loan or disbursement does not meet, by the policies of its day (R29). */
export function lendingBreaches(
  lending: Lending,
  policies: Policies,
  on: CalendarDate,
): LendingBreach[] {
  const { charterCapital, debt, relatedDebt, projectCost, ownCapital } = lending;
  const breaches: LendingBreach[] = [];
  const single = inForce(policies, 'singleCustomerLimitPercent', on);
  if (debt.greaterThan(share(charterCapital, single))) {
    const figures = limitFigures(debt, charterCapital, single);
    breaches.push({ code: 'single-customer-limit', check: 'singleCustomer', figures });
  }
  const related = inForce(policies, 'relatedCustomersLimitPercent', on);
  if (relatedDebt !== null && relatedDebt.greaterThan(share(charterCapital, related))) {
    const figures = limitFigures(relatedDebt, charterCapital, related);
    breaches.push({ code: 'related-customers-limit', check: 'relatedCustomers', figures });
  }
  const leastPercent = inForce(policies, 'leastOwnCapitalPercent', on);
  if (projectCost === null || ownCapital === null) return breaches;
  const least = share(projectCost, leastPercent);
  if (ownCapital.lessThan(least)) {
    const figures = {
      ownCapital: text(ownCapital),
      least: text(least.ceil()),
      leastPercent: text(leastPercent),
      projectCost: text(projectCost),
    };
    breaches.push({ code: 'own-capital-too-low', check: 'ownCapital', figures });
  }
  return breaches;
}

/**
 * Refuses the first breach that the policy of the day makes a refusal (R29).
 *
 * @returns the others, to be shown as warnings
 * @throws DomainError single-customer-limit, related-customers-limit, own-capital-too-low
 */
export function warningsOf(
  breaches: readonly LendingBreach[],
  policies: Policies,
  on: CalendarDate,
): readonly LendingBreach[] {
  const outcomes = inForce(policies, 'lendingChecks', on);
  const refused = breaches.find(({ check }) => outcomes[check] === 'refusal');
  if (refused === undefined) return breaches;
  throw new DomainError(refused.code, { rule: 'R29', figures: refused.figures });
}

/**
 * Warns of lending to a cooperative that is not active (R30). To one that was dissolved or is bankrupt the
 * policy of the day may refuse it; where the policy says nothing, the money went out, so it is recorded.
 *
 * @throws DomainError borrower-ended
 */
export function lifeWarnings(
  { state, since, documentNumber }: Life,
  policies: Policies,
  on: CalendarDate,
): LendingWarning[] {
  if (state === 'active' || since === null) return [];
  const figures = { state, since, ...(documentNumber === null ? {} : { documentNumber }) };
  const hasEnded = state === 'dissolved' || state === 'bankrupt';
  if (hasEnded && inForce(policies, 'lendingChecks', on).endedBorrower === 'refusal') {
    throw new DomainError('borrower-ended', { rule: 'R29', figures });
  }
  return [{ code: 'cooperative-not-active', rule: 'R30', figures }];
}
