import { accrue, type InterestClass, type Segment } from '../accrual.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import { daysBetween, type CalendarDate } from '../../primitives/dates.ts';
import { factsUntil, type LoanFacts } from '../facts.ts';
import { interestHalfUp, sum, type Money } from '../../primitives/money.ts';
import type { LoanTerms } from '../terms.ts';

/** The interest of a window, line by line; the lines add up to the totals (R3). */
export interface InterestListing {
  readonly segments: readonly Segment[];
  readonly totals: { readonly inTerm: Money; readonly overdue: Money; readonly late: Money };
}

/** The order in which the classes are listed. */
export const CLASS_ORDER: Readonly<Record<InterestClass, number>> = {
  in_term: 0,
  overdue: 1,
  late: 2,
};

/** The part of a segment on the days [from, to) of it, rounded by itself (R3). */
export function pieceOf(segment: Segment, from: CalendarDate, to: CalendarDate): Segment {
  const days = daysBetween(from, to);
  const interest = interestHalfUp(segment.balance, segment.ratePercent, days);
  return { ...segment, from, to, days, interest };
}

/** The interest of the days in [from, to), cut at both ends, each piece rounded (R3). */
export function interestBetween(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  window: { readonly from: CalendarDate; readonly to: CalendarDate },
): InterestListing {
  const accrual = accrue(terms, factsUntil(facts, window.to), rules, window.to);
  const segments = accrual.segments
    .filter((segment) => segment.to > window.from)
    .map((segment) =>
      segment.from < window.from ? pieceOf(segment, window.from, segment.to) : segment,
    )
    .toSorted((a, b) => CLASS_ORDER[a.class] - CLASS_ORDER[b.class] || (a.from < b.from ? -1 : 1));
  const total = (of: InterestClass): Money =>
    sum(segments.filter((segment) => segment.class === of).map((segment) => segment.interest));
  return {
    segments,
    totals: { inTerm: total('in_term'), overdue: total('overdue'), late: total('late') },
  };
}
