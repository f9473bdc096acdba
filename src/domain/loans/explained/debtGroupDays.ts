import { turningDays } from '../accrual.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import { addDays, type CalendarDate } from '../../primitives/dates.ts';
import { factsUntil, type LoanFacts } from '../facts.ts';
import type { DatedPolicy, Policies } from '../../policies/policies.ts';
import type { LoanTerms } from '../terms.ts';

const datesOf = (versions: readonly DatedPolicy<unknown>[]): CalendarDate[] =>
  versions.flatMap(({ effectiveOn, endsOn }) => [
    ...(effectiveOn === null ? [] : [effectiveOn]),
    ...(endsOn === null ? [] : [addDays(endsOn, 1)]),
  ]);

/** The days from which another policy of the debt groups is in force. */
function policyDays(policies: Policies): CalendarDate[] {
  return [
    ...datesOf(policies.debtGroupFromDays),
    ...datesOf(policies.restructuredDebtGroup),
    ...datesOf(policies.waivedInterestDebtGroup),
    ...datesOf(policies.worstDebtGroupOfBorrower),
  ];
}

/** How many days past due may make another group, or a loan overdue. */
function thresholds(policies: Policies): number[] {
  const ofGroups = policies.debtGroupFromDays.flatMap((each) => each.value);
  const ofRestructured = policies.restructuredDebtGroup.flatMap((each) =>
    each.value.firstOverdue.map(({ fromDays }) => fromDays),
  );
  return [...new Set([0, 1, ...ofGroups, ...ofRestructured])];
}

/**
 * The days of a window, both ends included, on which the debt group of a loan may have become
 * another (R16): its first one, and those after which nothing but the days past due change, until
 * the next.
 */
export function debtGroupDays(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  window: { readonly from: CalendarDate; readonly to: CalendarDate },
): CalendarDate[] {
  const { from, to } = window;
  const known = factsUntil(facts, to);
  const turning = turningDays(terms, known, rules, to);
  const steps = thresholds(rules.policies);
  const days = [
    from,
    ...turning.flatMap((day) => steps.map((step) => addDays(day, step))),
    ...known.debtGroupOverrides.map((each) => each.effectiveOn),
    ...policyDays(rules.policies),
  ];
  return [...new Set(days)].filter((day) => from <= day && day <= to).toSorted();
}
