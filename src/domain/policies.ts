import { Dec, type RatePercent } from './money.ts';

/** Limits that the law sets and a province may change: passed in, never literals of the rules. */
export interface Policies {
  /** Highest in-term rate, percent a year (Civil Code art. 468). */
  readonly highestRatePercent: RatePercent;
  /** The overdue rate is at most this many percent of the in-term rate (ND45 art. 25). */
  readonly overdueRateShare: RatePercent;
  /** Highest late-interest rate, percent a year (TT39 art. 13). */
  readonly highestLateRatePercent: RatePercent;
  /** Days past due from which a loan is in group 2, 3, 4, 5 (rules for microfinance institutions). */
  readonly debtGroupFromDays: readonly [number, number, number, number];
}

export const DEFAULT_POLICIES: Policies = {
  highestRatePercent: new Dec(20),
  overdueRateShare: new Dec(150),
  highestLateRatePercent: new Dec(10),
  debtGroupFromDays: [10, 30, 90, 180],
};
