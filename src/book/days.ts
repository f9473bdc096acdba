import { compareText } from '../domain/primitives/lists.ts';
import { yearOf, type CalendarDate } from '../domain/primitives/dates.ts';

interface Dated {
  readonly effectiveOn: CalendarDate;
}

/** Facts by the day from which they count, those of a day as recorded. */
export class Days<E extends Dated> {
  readonly #byDay = new Map<CalendarDate, E[]>();
  /** The days there are, rising; null: a new one came since they were sorted. */
  #sorted: CalendarDate[] | null = null;

  add(entry: E): void {
    const ofDay = this.#byDay.get(entry.effectiveOn);
    if (ofDay === undefined) {
      this.#byDay.set(entry.effectiveOn, [entry]);
      this.#sorted = null;
    } else ofDay.push(entry);
  }

  /** Removes the entry added last of its day. */
  remove({ effectiveOn }: E): void {
    const ofDay = this.#byDay.get(effectiveOn) ?? [];
    ofDay.pop();
    if (ofDay.length > 0) return;
    this.#byDay.delete(effectiveOn);
    this.#sorted = null;
  }

  #days(): readonly CalendarDate[] {
    return (this.#sorted ??= [...this.#byDay.keys()].toSorted(compareText));
  }

  /** The years of these days, rising. */
  years(): string[] {
    return [...new Set(this.#days().map(yearOf))];
  }

  /** The facts of the days from one to another, both included; left out: from the first, to the last. */
  *within(from?: CalendarDate, to?: CalendarDate): Generator<E> {
    const days = this.#days();
    for (let at = from === undefined ? 0 : firstAtOrAfter(days, from); at < days.length; at += 1) {
      const day = days[at];
      if (day === undefined || (to !== undefined && day > to)) return;
      yield* this.#byDay.get(day) ?? [];
    }
  }

  /** The same from the last to the first, those of a day too. */
  *backwards(from?: CalendarDate, to?: CalendarDate): Generator<E> {
    const days = this.#days();
    for (let at = days.length - 1; at >= 0; at -= 1) {
      const day = days[at];
      if (day === undefined || (from !== undefined && day < from)) return;
      if (to === undefined || day <= to) yield* (this.#byDay.get(day) ?? []).toReversed();
    }
  }
}

function firstAtOrAfter(days: readonly CalendarDate[], day: CalendarDate): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
