import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { Entry } from '../store/facts/entry.ts';

// What is known of facts at an instant: this file alone compares `recordedAt`. What counts on a day is
// the domain's part, which looks at the facts known and at their `effectiveOn`.

/** Whether a fact was recorded, and not reversed, at an instant or before (R12, R21). */
export const standsAt = (entry: Entry, instant: number): boolean =>
  entry.recordedAt <= instant && (entry.reversal === null || entry.reversal.recordedAt > instant);

/** Whether a fact was recorded at an instant or before, reversed or not (R21). */
export const isKnownAt = (entry: Entry, instant: number): boolean => entry.recordedAt <= instant;

/** When a fact was reversed, as known at an instant; null while it stands (R12). */
export const reversedAt = ({ reversal }: Entry, instant: number): Date | null =>
  reversal !== null && reversal.recordedAt <= instant ? new Date(reversal.recordedAt) : null;

/** The last of facts in the order recorded that stands at an instant; null: none does. */
export function lastStanding<E extends Entry>(list: readonly E[], instant: number): E | null {
  return list.findLast((each) => standsAt(each, instant)) ?? null;
}

/**
 * The version that counts on a day, as known at an instant: the latest change up to the day, after the
 * last entry that counts for all days. Null: there was none yet.
 *
 * @param versions in the order recorded
 */
export function countingOn<E extends Entry & { readonly changedOn: CalendarDate | null }>(
  versions: readonly E[],
  instant: number,
  asOf: CalendarDate,
): E | null {
  let counting: E | null = null;
  for (const version of versions) {
    if (!isKnownAt(version, instant)) break;
    const { changedOn } = version;
    if (changedOn === null) counting = version;
    else if (changedOn <= asOf && (counting?.changedOn ?? changedOn) <= changedOn) {
      counting = version;
    }
  }
  return counting;
}

/** A fact as those see it who read the book: its instants as dates, its reversal as known. */
export type Shown<E extends Entry> = Omit<E, 'factKind' | 'recordedAt' | 'reversal'> & {
  readonly recordedAt: Date;
  readonly reversedAt: Date | null;
};

/** Shows a fact as known at an instant. */
export function shownAt<E extends Entry>(entry: E, instant: number): Shown<E> {
  const { factKind: _, reversal: __, recordedAt, ...said } = entry;
  return { ...said, recordedAt: new Date(recordedAt), reversedAt: reversedAt(entry, instant) };
}

/** How many entries of a log in the order recorded are known at an instant. */
export function knownLength(log: readonly Entry[], instant: number): number {
  let [low, high] = [0, log.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.recordedAt ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
