import { interestStopsOn } from './chargeOff.ts';
import type { LoanFacts } from './facts.ts';
import { LoanBooks, type BooksView } from './loanBooks.ts';

/** Facts as owed, by the facts they come from: what is worked out of them is kept with them. */
const KEPT = new WeakMap<LoanFacts, LoanFacts>();

/**
 * The facts of a loan as the borrower owes it: a charge-off and a write-off change the books of the fund
 * and nothing else, and no paper for the borrower tells of them (R40, Decree 86/2024 art. 11). Where
 * interest stopped with the charge-off, none is asked for: as under a freeze that is told nowhere.
 */
export function asOwed<Facts extends LoanFacts>(facts: Facts): Facts {
  if (facts.chargeOffs.length === 0) return facts;
  const known = KEPT.get(facts);
  if (known !== undefined) return known as Facts;
  const from = interestStopsOn(facts);
  const owed = {
    ...facts,
    chargeOffs: [],
    writeOffs: [],
    freezes:
      from === null
        ? facts.freezes
        : [...facts.freezes, { from, to: null, isUntold: true as const }],
  };
  KEPT.set(facts, owed);
  return owed;
}

/** Whether two views tell the borrower the same: a charge-off that was booked later makes none of its own. */
const saysSame = (a: BooksView, b: BooksView): boolean =>
  JSON.stringify(a.facts) === JSON.stringify(b.facts);

/** The books of a loan as the borrower owes it. */
export function booksAsOwed(books: LoanBooks): LoanBooks {
  if (books.views.every(({ facts }) => facts.chargeOffs.length === 0)) return books;
  const [first, ...later] = books.views.map(({ from, facts }) => ({ from, facts: asOwed(facts) }));
  if (first === undefined) return books;
  const all = [first, ...later];
  const telling = later.filter((view, index) => !saysSame(all[index] ?? first, view));
  return new LoanBooks(
    first.facts,
    telling as (BooksView & { from: NonNullable<BooksView['from']> })[],
  );
}
