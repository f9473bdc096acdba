import type { Book } from '../../book/book.ts';
import { loanIdOf } from '../../book/book.ts';
import type { LoanRecord } from '../../book/loanRecord.ts';
import { openingAsKnown } from '../../book/opening.ts';
import {
  ledgerChangeOfBooks,
  ledgerChangeOfOpening,
  type LoanInBooks,
  type Posting,
  postingsOfBookedMovement,
  postingsOfReversedMovement,
} from '../../domain/books/ledger.ts';
import { CHARTER } from '../../domain/fund/sources.ts';
import { postingsOfBookedOwn, postingsOfReversedOwn } from '../../domain/books/ledgerOfFund.ts';
import { NO_BOOKS } from '../../domain/loans/loanBooks.ts';
import { postingRows } from '../../store/books/ledger.ts';
import type { Entry } from '../../store/facts/entry.ts';
import type { TableRow } from '../../store/facts/factStore.ts';

/** A loan as the books had it at an instant; before its contract was entered it had nothing. */
function inBooks(loan: LoanRecord, instant: number): LoanInBooks | null {
  const known = loan.at(instant);
  return known && { source: known.contract.source, views: known.books.views };
}

/** What the books of a loan change by where a fact of it, or a reversal, is recorded. */
function changeOfLoan(loan: LoanRecord, { recordedAt }: Entry): Posting[] {
  const before = inBooks(loan, recordedAt - 1);
  const after = inBooks(loan, recordedAt);
  const source = (after ?? before)?.source ?? CHARTER;
  const nothing = { source, views: NO_BOOKS.views };
  return ledgerChangeOfBooks(before ?? nothing, after ?? nothing);
}

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
    case 'transfer':
    case 'income_movement': {
      const change =
        booked === fact ? postingsOfBookedOwn(booked) : postingsOfReversedOwn(booked, fact);
      return postingRows({ factId: fact.id, loanId: null }, change);
    }
    case 'loan_opening':
    case 'disbursement':
    case 'repayment':
    case 'charge_off': {
      const loanId = loanIdOf(book, booked);
      const loan = loanId === null ? undefined : book.loans.get(loanId);
      if (loan === undefined) throw new Error(`fact ${booked.id} is of no loan`);
      return postingRows({ factId: fact.id, loanId: loan.id }, changeOfLoan(loan, fact));
    }
    case 'loan_correction': {
      const loan = book.loans.get(booked.loanId);
      if (loan === undefined || booked !== fact) return [];
      return postingRows({ factId: fact.id, loanId: loan.id }, changeOfLoan(loan, fact));
    }
    case 'fund_opening': {
      const at = { book };
      const before = openingAsKnown(at, new Date(fact.recordedAt - 1));
      const after = openingAsKnown(at, new Date(fact.recordedAt));
      if (after === null) throw new Error('an opening stands once it is recorded');
      return postingRows({ factId: fact.id, loanId: null }, ledgerChangeOfOpening(before, after));
    }
    default:
      return [];
  }
}
