import type { Book } from '../../book/book.ts';
import { loanIdOf } from '../../book/book.ts';
import {
  ledgerChangeOfBooks,
  postingsOfBookedMovement,
  postingsOfReversedMovement,
} from '../../domain/books/ledger.ts';
import { NO_BOOKS } from '../../domain/loans/loanBooks.ts';
import { postingRows } from '../../store/books/ledger.ts';
import type { Entry } from '../../store/facts/entry.ts';
import type { TableRow } from '../../store/facts/factStore.ts';

/**
 * The postings of a fact: what the books say with it less what they said without it (R18). Of a
 * reversal these are of what it reverses. What is booked later is posted on the day of its booking (R42). What moves no money posts nothing.
 */
export function postingsOf(book: Book, fact: Entry): TableRow[] {
  const booked = fact.factKind === 'reversal' ? book.facts.get(fact.factId) : fact;
  switch (booked?.factKind) {
    case 'capital_movement': {
      const change =
        booked === fact
          ? postingsOfBookedMovement(booked)
          : postingsOfReversedMovement(booked, fact);
      return postingRows({ factId: fact.id, loanId: null }, change);
    }
    case 'disbursement':
    case 'repayment':
    case 'charge_off': {
      const loanId = loanIdOf(book, booked);
      const loan = loanId === null ? undefined : book.loans.get(loanId);
      if (loan === undefined) throw new Error(`fact ${booked.id} is of no loan`);
      const [before, after] = [fact.recordedAt - 1, fact.recordedAt].map(
        (instant) => (loan.at(instant)?.books ?? NO_BOOKS).views,
      );
      const change = ledgerChangeOfBooks(before ?? NO_BOOKS.views, after ?? NO_BOOKS.views);
      return postingRows({ factId: fact.id, loanId: loan.id }, change);
    }
    default:
      return [];
  }
}
