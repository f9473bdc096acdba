import { accrue, COMPONENT_OF, type InterestClass, type Segment } from '../accrual.ts';
import type { Calendar } from '../../policies/calendar.ts';
import type { CalendarDate } from '../../primitives/dates.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from '../facts.ts';
import { sum, ZERO, type Money } from '../../primitives/money.ts';
import type { LoanTerms } from '../terms.ts';

/** What is owed of a class of interest: the segments less `settledBefore` come to `owed`. */
export interface OwedInterest {
  /** Whole (R3), oldest first, from the first one that is not paid or waived in full. */
  readonly segments: readonly Segment[];
  /** What of the first of them is paid or waived already. */
  readonly settledBefore: Money;
  /** In đồng, never below 0: a credit owes nothing (R13), and has no segments. */
  readonly owed: Money;
}

/** Payments and waivers settle the oldest interest first (R6). */
function unsettled(segments: readonly Segment[], settled: Money): OwedInterest {
  let left = settled;
  for (const [index, { interest }] of segments.entries()) {
    if (interest.greaterThan(left)) {
      const owing = segments.slice(index);
      const owed = sum(owing.map((each) => each.interest)).minus(left);
      return { segments: owing, settledBefore: left, owed };
    }
    left = left.minus(interest);
  }
  return { segments: [], settledBefore: ZERO, owed: ZERO };
}

/**
 * The interest owed at the close of `asOf`, by component, with the lines from which it can be
 * recomputed by hand (R3, R15). The facts are those dated `asOf` or earlier.
 */
export function owedInterest(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  asOf: CalendarDate,
): Readonly<Record<InterestComponent, OwedInterest>> {
  const { segments, paid, waived } = accrue(terms, factsUntil(facts, asOf), calendar, asOf);
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
