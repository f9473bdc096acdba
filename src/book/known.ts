import { isShownOn, type Booked } from '../domain/books/lateBooking.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { Entry } from '../store/facts/entry.ts';

// What is known of facts at an instant: this file alone compares `recordedAt`. Which of them the figures
// of a day show (R42), and what counts on it, is the domain's part.

/** Whether a fact was recorded, and not reversed, at an instant or before (R12, R21). */
export const standsAt = (entry: Entry, instant: number): boolean =>
  entry.recordedAt <= instant && (entry.reversal === null || entry.reversal.recordedAt > instant);

/** Whether a fact was recorded at an instant or before, reversed or not (R21). */
export const isKnownAt = (entry: Entry, instant: number): boolean => entry.recordedAt <= instant;

/** When a fact was reversed, as known at an instant; null while it stands (R12). */
export const reversedAt = ({ reversal }: Entry, instant: number): Date | null =>
  reversal !== null && reversal.recordedAt <= instant ? new Date(reversal.recordedAt) : null;

/** The booking day of a fact's reversal, as known at an instant (R42); null: it has none. */
export const reversalBookedOn = ({ reversal }: Entry, instant: number): CalendarDate | null =>
  reversal !== null && reversal.recordedAt <= instant ? (reversal.late?.bookedOn ?? null) : null;

const bookedAt = (entry: Entry, instant: number): Booked => ({
  late: entry.late,
  reversedAt: reversedAt(entry, instant),
  reversalBookedOn: reversalBookedOn(entry, instant),
});

/** Whether a fact is known at an instant, and the figures of a day show it (R12, R21, R42). */
export const isShownAt = (entry: Entry, instant: number, day: CalendarDate): boolean =>
  isKnownAt(entry, instant) && isShownOn(bookedAt(entry, instant), day);

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
    // One that an import entered is taken back with it (R36).
    if (!standsAt(version, instant)) continue;
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
  /** The first day on which the figures show a reversed fact no more (R42); null: all days. */
  readonly reversalBookedOn: CalendarDate | null;
};

/** Shows a fact as known at an instant. */
export function shownAt<E extends Entry>(entry: E, instant: number): Shown<E> {
  const { factKind: _, reversal: __, recordedAt, ...said } = entry;
  return {
    ...said,
    recordedAt: new Date(recordedAt),
    reversedAt: reversedAt(entry, instant),
    reversalBookedOn: reversalBookedOn(entry, instant),
  };
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
