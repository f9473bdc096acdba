import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';

const NONE: readonly never[] = [];

/** A list in date order, read forward by date. */
export class Timeline<T> {
  readonly #items: readonly T[];
  readonly #on: (item: T) => CalendarDate;
  #next = 0;

  constructor(items: readonly T[], on: (item: T) => CalendarDate) {
    this.#items = items.toSorted((a, b) => (on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : 0));
    this.#on = on;
  }

  /** The items dated `day` or earlier that were not taken before. */
  takeUntil(day: CalendarDate): readonly T[] {
    const start = this.#next;
    let item = this.#items[start];
    while (item !== undefined && this.#on(item) <= day) {
      this.#next += 1;
      item = this.#items[this.#next];
    }
    return this.#next === start ? NONE : this.#items.slice(start, this.#next);
  }
}
