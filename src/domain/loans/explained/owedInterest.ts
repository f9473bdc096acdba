import { accrue, COMPONENT_OF, type InterestClass, type Segment } from '../accrual.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import type { CalendarDate } from '../../primitives/dates.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from '../facts.ts';
import { settledOldestFirst } from '../oldestFirst.ts';
import { positive, sum, ZERO, type Money } from '../../primitives/money.ts';
import type { LoanTerms } from '../terms.ts';

/** What is owed of a class of interest: the segments less `settledBefore` come to `owed`. */
export interface OwedInterest {
  /** Whole (R3), oldest first, from the first one that is not paid or waived in full. */
  readonly segments: readonly Segment[];
  /** What of the first of them is paid or waived already. */
  readonly settledBefore: Money;
  /** In đồng, never below 0: a credit owes nothing (R13), and has no segments. */
  readonly owed: Money;
  /** What was paid or waived above what accrued. */
  readonly credit: Money;
}

/** Payments and waivers settle the oldest interest first (R6). */
function unsettled(segments: readonly Segment[], settled: Money): OwedInterest {
  const amounts = segments.map((each) => each.interest);
  const parts = settledOldestFirst(amounts, settled);
  const first = amounts.findIndex((interest, index) => interest.greaterThan(parts[index] ?? ZERO));
  if (first === -1) {
    const credit = positive(settled.minus(sum(amounts)));
    return { segments: [], settledBefore: ZERO, owed: ZERO, credit };
  }
  const settledBefore = parts[first] ?? ZERO;
  const owed = sum(amounts.slice(first)).minus(settledBefore);
  return { segments: segments.slice(first), settledBefore, owed, credit: ZERO };
}

/**
 * The interest owed at the close of `asOf`, by component, with the lines from which it can be
 * recomputed by hand (R3, R15). The facts are those dated `asOf` or earlier.
 */
export function owedInterest(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  asOf: CalendarDate,
): Readonly<Record<InterestComponent, OwedInterest>> {
  const { segments, paid, waived } = accrue(terms, factsUntil(facts, asOf), rules, asOf);
  const owedOf = (of: InterestClass): OwedInterest => {
    const component = COMPONENT_OF[of];
    const accrued = segments.filter((segment) => segment.class === of);
    return unsettled(accrued, paid[component].plus(waived[component]));
  };
  return {
    inTermInterest: owedOf('in_term'),
    overdueInterest: owedOf('overdue'),
    lateInterest: owedOf('late'),
  };
}
