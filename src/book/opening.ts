import { movementsOfOpening } from '../domain/fund/fundOpening.ts';
import type { BookedMovement } from '../domain/fund/capital.ts';
import type { FundOpeningEntry, StoredFundOpening } from '../store/fund/fundOpening.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, lastStanding, shownAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

function stored(entry: FundOpeningEntry, instant: number): StoredFundOpening {
  const { reversedAt: _, reversalBookedOn: __, ...opening } = shownAt(entry, instant);
  return { ...opening, on: entry.effectiveOn };
}

/** The opening of the fund, as last put by an instant (R32); null: the fund entered its whole history. */
export function openingAsKnown({ book }: OfBook, knownAt: Date): StoredFundOpening | null {
  const last = lastStanding(book.openings, knownAt.getTime());
  return last && stored(last, knownAt.getTime());
}

/** Every version of the opening known at an instant, in the order recorded. */
export function listOpenings({ book }: OfBook, knownAt: Date): StoredFundOpening[] {
  const instant = knownAt.getTime();
  return book.openings
    .filter((each) => isKnownAt(each, instant))
    .map((each) => stored(each, instant));
}

/** The capital that was taken over, as contributions of the opening day (R32). */
export function movementsTakenOver(fund: OfBook, knownAt: Date): BookedMovement[] {
  const opening = openingAsKnown(fund, knownAt);
  return opening === null ? [] : movementsOfOpening(opening);
}
