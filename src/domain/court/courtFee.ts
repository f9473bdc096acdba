import { Dec, percentHalfUp, positive, type Money } from '../primitives/money.ts';
import type { CourtFeeBand, CourtFeeSchedule } from '../policies/policies.ts';

/** What a court charges for a claim, with the working (R28). */
export interface CourtFee {
  /** The sum of the claim's components. */
  readonly claim: Money;
  readonly band: CourtFeeBand;
  /** The part of the claim above the beginning of the band. */
  readonly excess: Money;
  /** The base of the band and its percentage of the excess, half-up to whole đồng. */
  readonly fee: Money;
  readonly leastAdvance: Money;
  /** Half of the fee, half-up, or the least advance. */
  readonly advance: Money;
}

/** The court fee of a claim, and what is to be paid in advance of it (R28). */
export function courtFee({ bands, leastAdvance }: CourtFeeSchedule, claim: Money): CourtFee {
  const band = bands.findLast((each) => claim.greaterThan(each.above)) ?? bands[0];
  const excess = positive(claim.minus(band.above));
  const fee = band.base.plus(percentHalfUp(excess, band.percent));
  const half = percentHalfUp(fee, new Dec(50));
  const advance = half.lessThan(leastAdvance) ? leastAdvance : half;
  return { claim, band, excess, fee, leastAdvance, advance };
}
