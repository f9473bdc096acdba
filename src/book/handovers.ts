import { addDays, type CalendarDate } from '../domain/primitives/dates.ts';
import type {
  HandoverEnteredEntry,
  StoredHandover,
  StoredHandoverEntered,
} from '../store/handover/handover.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, knownLength, lastStanding, shownAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** By what the fund was handed over to another, as known at an instant; null: it was not. */
export function handoverAsKnown({ book }: OfBook, knownAt: Date): StoredHandover | null {
  const last = lastStanding(book.handovers, knownAt.getTime());
  return last && shownAt(last, knownAt.getTime());
}

/** Every handover of the fund, as recorded, also those that were reversed. */
export function listHandovers({ book }: OfBook, knownAt: Date): StoredHandover[] {
  const instant = knownAt.getTime();
  return book.handovers
    .filter((each) => isKnownAt(each, instant))
    .map((each) => shownAt(each, instant));
}

/** The day on which whoever asks for no other is answered: today, or the last one before a handover. */
export function usualDay(fund: OfBook, today: CalendarDate, knownAt: Date): CalendarDate {
  const handover = handoverAsKnown(fund, knownAt);
  if (handover === null || today < handover.effectiveOn) return today;
  return addDays(handover.effectiveOn, -1);
}

/** What the fund took over of others, as recorded, also what was reversed. */
export function listHandoversEntered({ book }: OfBook, knownAt: Date): StoredHandoverEntered[] {
  const instant = knownAt.getTime();
  return book.handoversEntered
    .filter((each) => isKnownAt(each, instant))
    .map((each) => shownAt(each, instant));
}

/** The facts that were entered with a handover, in their order. */
export function factsOfHandover(
  { book }: OfBook,
  entered: Pick<HandoverEnteredEntry, 'firstRecordedAt'> & { readonly recordedAt: Date },
): readonly Entry[] {
  const from = knownLength(book.log, entered.firstRecordedAt.getTime() - 1);
  return book.log.slice(from, knownLength(book.log, entered.recordedAt.getTime() - 1));
}
