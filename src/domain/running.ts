import type { CalendarDate } from './dates.ts';

/** A list in date order, read forward by date. */
export class Running<T> {
  readonly #items: readonly T[];
  readonly #on: (item: T) => CalendarDate;
  #next = 0;

  constructor(items: readonly T[], on: (item: T) => CalendarDate) {
    this.#items = items.toSorted((a, b) => (on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : 0));
    this.#on = on;
  }

  /** The items dated `day` or earlier that were not taken before. */
  *until(day: CalendarDate): Generator<T> {
    for (;;) {
      const item = this.#items[this.#next];
      if (item === undefined || this.#on(item) > day) return;
      this.#next += 1;
      yield item;
    }
  }
}
