/** A value and the instant of the change from which on it holds. */
interface Held<Value> {
  readonly at: number;
  readonly value: Value;
}

/**
 * Values worked out of facts, each by the instant of the last change it rests on. Facts are only ever
 * added, so a value never becomes wrong; the ones asked for last are kept.
 */
export class Kept<Value> {
  readonly #most: number;
  #held: Held<Value>[] = [];

  /** @param most how many values are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value as of a change, worked out where it is not kept. */
  of(at: number, make: () => Value): Value {
    const held = this.#held;
    for (let place = 0; place < held.length; place += 1) {
      const found = held[place];
      if (found === undefined || found.at !== at) continue;
      if (place > 0) {
        held.splice(place, 1);
        held.unshift(found);
      }
      return found.value;
    }
    const value = make();
    held.unshift({ at, value });
    if (held.length > this.#most) held.pop();
    return value;
  }

  /** The value as of a change; undefined: it is not kept. */
  at(at: number): Value | undefined {
    return this.#held.find((each) => each.at === at)?.value;
  }

  /** Forgets what rests on changes after an instant: they are taken back. */
  forgetAfter(instant: number): void {
    this.#held = this.#held.filter(({ at }) => at <= instant);
  }
}

/** The instants of changes, rising, and the last one at or before an instant; 0: none was before. */
export function lastChange(changes: readonly number[], instant: number): number {
  let last = changes.at(-1) ?? 0;
  if (last <= instant) return last;
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  last = changes[low - 1] ?? 0;
  return last;
}
