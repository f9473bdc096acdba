import type { Day } from '../../primitives/dates.ts';
import type { SweepState } from '../sweep.ts';
import { END_OF_DAYS } from '../../primitives/datedSums.ts';

/** A checkpoint's accrued interest of each class. */
const AMOUNTS = 3;

/** Its day, the day since which each class's run is open, and the last day settled. */
const DAYS = 5;

/** Room is made for so many at a time. */
const STEP = 16;

/** The states of a sweep at the close of some days, oldest first: 64 bytes each. */
export class Checkpoints {
  #amounts = new BigInt64Array(0);
  #days = new Int32Array(0);
  #count = 0;

  get last(): Day {
    return this.#days[(this.#count - 1) * DAYS] ?? -END_OF_DAYS;
  }

  /** The last one at or before a day. */
  before(day: Day): SweepState | null {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle * DAYS] ?? 0) <= day) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : this.#at(low - 1);
  }

  /** @param state of a later day than the last one */
  add({ day, accrued, since, settledOn }: SweepState): void {
    if (this.#count * DAYS === this.#days.length) this.#grow();
    const ofDays = this.#count * DAYS;
    this.#days[ofDays] = day;
    for (let of = 0; of < AMOUNTS; of += 1) {
      this.#days[ofDays + 1 + of] = since[of] ?? 0;
      this.#amounts[this.#count * AMOUNTS + of] = accrued[of] ?? 0n;
    }
    this.#days[ofDays + 1 + AMOUNTS] = settledOn;
    this.#count += 1;
  }

  /** Those before a day, for the fold of other facts that are the same until then. */
  until(day: Day): Checkpoints {
    const kept = new Checkpoints();
    while (kept.#count < this.#count && (this.#days[kept.#count * DAYS] ?? 0) < day) {
      kept.#count += 1;
    }
    kept.#days = this.#days.slice(0, kept.#count * DAYS);
    kept.#amounts = this.#amounts.slice(0, kept.#count * AMOUNTS);
    return kept;
  }

  #at(index: number): SweepState {
    const amount = (place: number): bigint => this.#amounts[index * AMOUNTS + place] ?? 0n;
    const day = (place: number): Day => this.#days[index * DAYS + place] ?? 0;
    return {
      day: day(0),
      accrued: [amount(0), amount(1), amount(2)],
      since: [day(1), day(2), day(3)],
      settledOn: day(4),
    };
  }

  #grow(): void {
    const days = new Int32Array((this.#count + STEP) * DAYS);
    const amounts = new BigInt64Array((this.#count + STEP) * AMOUNTS);
    days.set(this.#days);
    amounts.set(this.#amounts);
    this.#days = days;
    this.#amounts = amounts;
  }
}
