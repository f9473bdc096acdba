import type { Day } from '../../primitives/dates.ts';
import { interestOf, type RateUnits } from '../../primitives/dong.ts';

/** A maximal run of days with one balance and rate, its interest rounded once (R3). */
export interface Run {
  readonly balance: bigint;
  readonly rate: RateUnits;
  readonly from: Day;
  readonly to: Day;
  readonly interest: bigint;
}

const NEVER: Day = -1_000_000;

/** The segments of one class of interest, as they come (R3). */
export class Segmenting {
  readonly #keep: ((run: Run) => void) | null;
  /** The first day of the open run. */
  since: Day = NEVER;
  #balance = 0n;
  #rate: RateUnits = 0n;
  /** Interest of the runs that have ended. */
  accrued = 0n;

  /** @param keep takes each run that ends; null: only their sum is asked for */
  constructor(keep: ((run: Run) => void) | null) {
    this.#keep = keep;
  }

  /** What the open run comes to if it is cut on `day`. */
  openInterest(day: Day): bigint {
    if (this.since === NEVER || this.since >= day || this.#balance === 0n) return 0n;
    return this.#rate === 0n ? 0n : interestOf(this.#balance, this.#rate, day - this.since);
  }

  /** Ends the run before `day`, rounding its interest. */
  end(day: Day): void {
    if (this.since !== NEVER && this.since < day && this.#balance !== 0n) {
      const interest = this.openInterest(day);
      this.accrued += interest;
      const { since: from } = this;
      this.#keep?.({ balance: this.#balance, rate: this.#rate, from, to: day, interest });
    }
    this.since = NEVER;
  }

  /** What bears interest from `day` on; the run goes on where balance and rate are unchanged. */
  carry(balance: bigint, rate: RateUnits, day: Day): void {
    if (this.since !== NEVER && balance === this.#balance && rate === this.#rate) return;
    this.end(day);
    this.since = day;
    this.#balance = balance;
    this.#rate = rate;
  }

  /** Takes up where another left off: its accrual, and its open run. */
  resume(accrued: bigint, since: Day, balance: bigint, rate: RateUnits): void {
    this.accrued = accrued;
    this.since = since;
    this.#balance = balance;
    this.#rate = rate;
  }
}
