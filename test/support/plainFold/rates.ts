import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import type { RateChange } from '../../../src/domain/loans/facts.ts';
import { min, type RatePercent } from '../../../src/domain/primitives/money.ts';
import { inForce, type Policies } from '../../../src/domain/policies/policies.ts';
import { Timeline } from './timeline.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';

/** The most an overdue rate may be beside an in-term rate on a day (R7). */
export function overdueRateCap(
  inTermPercent: RatePercent,
  policies: Policies,
  on: CalendarDate,
): RatePercent {
  return inTermPercent.times(inForce(policies, 'overdueRateSharePercent', on)).div(100);
}

/** The days from which another rate may apply: by a decision, or because the law's cap changed. */
export function rateDays(
  changes: readonly RateChange[],
  policies: Policies,
): readonly CalendarDate[] {
  const caps = policies.overdueRateSharePercent.flatMap(({ effectiveOn, endsOn }) => [
    ...(effectiveOn === null ? [] : [effectiveOn]),
    ...(endsOn === null ? [] : [addDays(endsOn, 1)]),
  ]);
  return [...changes.map((change) => change.effectiveOn), ...caps];
}

/** The rates of a loan, day by day (R7). */
export class Rates {
  readonly #changes: Timeline<RateChange>;
  readonly #policies: Policies;
  #inTermPercent: RatePercent;
  #givenPercent: RatePercent | null;

  constructor(
    terms: Pick<LoanTerms, 'ratePercent' | 'overdueRatePercent'>,
    changes: readonly RateChange[],
    policies: Policies,
  ) {
    this.#changes = new Timeline(changes, (change) => change.effectiveOn);
    this.#policies = policies;
    this.#inTermPercent = terms.ratePercent;
    this.#givenPercent = terms.overdueRatePercent;
  }

  /** On each day asked for, none before the last one: the smaller of the rate given and its cap. */
  on(day: CalendarDate): { inTermPercent: RatePercent; overduePercent: RatePercent } {
    for (const change of this.#changes.takeUntil(day)) {
      this.#inTermPercent = change.ratePercent;
      this.#givenPercent = change.overdueRatePercent ?? this.#givenPercent;
    }
    const inTermPercent = this.#inTermPercent;
    const cap = overdueRateCap(inTermPercent, this.#policies, day);
    const given = this.#givenPercent;
    return { inTermPercent, overduePercent: given === null ? cap : min(given, cap) };
  }
}
