import type { Borrower } from '../borrowers/borrower.ts';
import type { LoanOfFund } from './portfolio.ts';

/** The borrower that a row is about. */
export interface BorrowerRow {
  readonly cooperativeId: string;
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
}

/** The loan that a row is about. */
export interface LoanRow extends BorrowerRow {
  readonly loanId: string;
  readonly contractNumber: string;
}

export function borrowerRow({ id, code, name, locality }: Borrower): BorrowerRow {
  return { cooperativeId: id, cooperativeCode: code, cooperativeName: name, locality };
}

export function loanRow({ id, terms, borrower }: LoanOfFund): LoanRow {
  return { loanId: id, contractNumber: terms.contractNumber, ...borrowerRow(borrower) };
}
