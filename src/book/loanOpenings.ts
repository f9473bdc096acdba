import type { Lifetime } from '../domain/books/ledger.ts';
import type { LoanOpening } from '../domain/loans/opening.ts';
import type { LoanOpeningEntry } from '../store/loans/opening.ts';
import type { RecordedFact } from '../store/database/recording.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, shownAt, standsAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** What was taken over of a loan, as known at an instant, under its fact; null: nothing was (R33). */
export function findOpening(
  { book }: OfBook,
  loanId: string,
  knownAt: Date,
): { readonly id: string; readonly opening: LoanOpening } | null {
  const instant = knownAt.getTime();
  return book.loans.get(loanId)?.openings.findLast((each) => standsAt(each, instant)) ?? null;
}

/** What was taken over of each loan from the fund's paper book, as known at an instant (R33). */
export function loansTakenOver({ book }: OfBook, knownAt: Date): LoanOpening[] {
  const instant = knownAt.getTime();
  const openings = [...book.loans.values()].flatMap(
    (loan) => loan.openings.findLast((each) => standsAt(each, instant))?.opening ?? [],
  );
  return openings.filter(({ origin }) => origin === undefined);
}

/** A loan that was taken over from the fund's paper book, as known at an instant; null: none was (R33). */
export function firstLoanTakenOver({ book }: OfBook, knownAt: Date): LoanOpeningEntry | null {
  const instant = knownAt.getTime();
  for (const { openings } of book.loans.values()) {
    const opened = openings.findLast((each) => standsAt(each, instant));
    if (opened !== undefined && opened.opening.origin === undefined) return opened;
  }
  return null;
}

/** All that was ever taken over of a loan, also what was corrected since. */
export function listLoanOpenings(
  { book }: OfBook,
  loanId: string,
  knownAt: Date,
): (LoanOpening & Lifetime & RecordedFact)[] {
  const instant = knownAt.getTime();
  const known = (book.loans.get(loanId)?.openings ?? []).filter((each) => isKnownAt(each, instant));
  return known.map((entry) => {
    const { opening, ...shown } = shownAt(entry, instant);
    return { ...opening, ...shown };
  });
}
