import type { CalendarDate, Interval } from '../primitives/dates.ts';
import type { DateOrder } from './dateCells.ts';
import type { DecimalSign } from './numbers.ts';
import type { RatePeriod } from './rates.ts';
import type { AmountUnit } from './units.ts';

/** How often something falls due; `maturity`: once, with the last of the principal. */
export type Every = Interval | 'maturity';

/**
 * What the sender of a file says of it where the file itself leaves it open; null: nothing. What the file
 * says itself goes before.
 */
export interface Answers {
  /** The day at whose close the balances of a register stand. */
  readonly on: CalendarDate | null;
  readonly unit: AmountUnit | null;
  readonly rate: RatePeriod | null;
  readonly dates: DateOrder | null;
  readonly decimals: DecimalSign | null;
  readonly principalEvery: Every | null;
  readonly interestEvery: Every | null;
  /** Of the borrowers of which the file names none. */
  readonly locality: string | null;
}

export const NO_ANSWERS: Answers = {
  on: null,
  unit: null,
  rate: null,
  dates: null,
  decimals: null,
  principalEvery: null,
  interestEvery: null,
  locality: null,
};
