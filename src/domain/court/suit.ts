import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { refuseBeforeContract } from '../primitives/refusals.ts';

/** Whom a suit is against, and when it is filed. */
export interface Suit {
  readonly cooperativeId: string;
  readonly filedOn: CalendarDate;
}

/** A loan that a suit is about. */
export interface SuedLoan {
  readonly id: string;
  readonly cooperativeId: string;
  readonly terms: { readonly contractNumber: string; readonly signedOn: CalendarDate };
}

/**
 * A suit is about loans of the borrower sued, filed once they are signed (R26).
 *
 * @throws DomainError before-contract, other-borrower
 */
export function checkSuedLoan({ cooperativeId, filedOn }: Suit, loan: SuedLoan): void {
  refuseBeforeContract(filedOn, loan.terms.signedOn);
  if (loan.cooperativeId === cooperativeId) return;
  const figures = { loanId: loan.id, contractNumber: loan.terms.contractNumber };
  throw new DomainError('other-borrower', { rule: 'R26', figures });
}
