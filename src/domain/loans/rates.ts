import { addDays, dateOf, dayOf, type CalendarDate, type Day } from '../primitives/dates.ts';
import type { RateChange } from './facts.ts';
import type { RatePercent } from '../primitives/money.ts';
import { ratePercentOf, rateUnits, shareOfRate, type RateUnits } from '../primitives/dong.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import { Timeline } from '../primitives/timeline.ts';
import type { LoanTerms } from './terms.ts';

/** The most an overdue rate may be beside an in-term rate on a day, not rounded (R7). */
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
  #inTerm: RateUnits;
  #given: RateUnits | null;

  constructor(
    terms: Pick<LoanTerms, 'ratePercent' | 'overdueRatePercent'>,
    changes: readonly RateChange[],
    policies: Policies,
  ) {
    this.#changes = new Timeline(changes, (change) => change.effectiveOn);
    this.#policies = policies;
    this.#inTerm = rateUnits(terms.ratePercent);
    this.#given = terms.overdueRatePercent === null ? null : rateUnits(terms.overdueRatePercent);
  }

  /** On each day asked for, none before the last one: the smaller of the rate given and its cap. */
  unitsOn(day: Day): { inTerm: RateUnits; overdue: RateUnits } {
    const on = dateOf(day);
    for (const { ratePercent, overdueRatePercent } of this.#changes.takeUntil(on)) {
      this.#inTerm = rateUnits(ratePercent);
      if (overdueRatePercent !== null) this.#given = rateUnits(overdueRatePercent);
    }
    const inTerm = this.#inTerm;
    const share = inForce(this.#policies, 'overdueRateSharePercent', on);
    const cap = shareOfRate(inTerm, rateUnits(share));
    return { inTerm, overdue: this.#given !== null && this.#given < cap ? this.#given : cap };
  }

  /** The same in percent a year. */
  on(date: CalendarDate): { inTermPercent: RatePercent; overduePercent: RatePercent } {
    const { inTerm, overdue } = this.unitsOn(dayOf(date));
    return { inTermPercent: ratePercentOf(inTerm), overduePercent: ratePercentOf(overdue) };
  }
}
