import type { Book } from '../../book/book.ts';
import { loanIdOf } from '../../book/book.ts';
import { ledgerChange, ledgerChangeOfLoan, postingsOfMovement } from '../../domain/books/ledger.ts';
import { NO_FACTS } from '../../domain/loans/facts.ts';
import { postingRows } from '../../store/books/ledger.ts';
import type { Entry } from '../../store/facts/entry.ts';
import type { TableRow } from '../../store/facts/factStore.ts';

/**
 * The postings of a fact: what the books say with it less what they said without it (R18). Of a
 * reversal these are of what it reverses. What moves no money posts nothing.
 */
export function postingsOf(book: Book, fact: Entry): TableRow[] {
  const booked = fact.factKind === 'reversal' ? book.facts.get(fact.factId) : fact;
  switch (booked?.factKind) {
    case 'capital_movement': {
      const postings = postingsOfMovement(booked);
      const change = booked === fact ? postings : ledgerChange(postings, []);
      return postingRows({ factId: fact.id, loanId: null }, change);
    }
    case 'disbursement':
    case 'repayment':
    case 'charge_off': {
      const loanId = loanIdOf(book, booked);
      const loan = loanId === null ? undefined : book.loans.get(loanId);
      if (loan === undefined) throw new Error(`fact ${booked.id} is of no loan`);
      const [before, after] = [fact.recordedAt - 1, fact.recordedAt].map(
        (instant) => loan.at(instant)?.facts ?? NO_FACTS,
      );
      const change = ledgerChangeOfLoan(before ?? NO_FACTS, after ?? NO_FACTS);
      return postingRows({ factId: fact.id, loanId: loan.id }, change);
    }
    default:
      return [];
  }
}
