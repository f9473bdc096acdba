import { ledgerChange, postingsOfLoan, postingsOfMovement } from '../../domain/books/ledger.ts';
import { findCapitalMovement } from '../../store/fund/capitalMovement.ts';
import type { FundTx } from '../../store/database/database.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { NotedFact } from '../../store/database/recording.ts';
import { insertPostings, moneyFactsAround } from '../../store/books/ledger.ts';

/** What moves money of a loan, or takes it off the books. */
const OF_LOANS: ReadonlySet<FactKind> = new Set(['disbursement', 'repayment', 'charge_off']);

/** A money fact, or the one that a reversal reverses. */
export interface BookedFact {
  readonly kind: FactKind;
  readonly id: string;
  /** The loan it is about; null: none. */
  readonly loanId: string | null;
}

async function bookLoan(tx: FundTx, fact: NotedFact, loanId: string): Promise<void> {
  const { before, after } = await moneyFactsAround(tx, loanId, fact.recordedAt);
  const change = ledgerChange(postingsOfLoan(before), postingsOfLoan(after));
  await insertPostings(tx, { factId: fact.id, loanId }, change);
}

async function bookMovement(tx: FundTx, fact: NotedFact, movementId: string): Promise<void> {
  const found = await findCapitalMovement(tx, movementId, fact.recordedAt);
  if (found === null) throw new Error(`no capital movement ${movementId}`);
  const postings = postingsOfMovement(found);
  const change = found.id === fact.id ? postings : ledgerChange(postings, []);
  await insertPostings(tx, { factId: fact.id, loanId: null }, change);
}

/**
 * Books what a fact changes in the ledger; what moves no money changes nothing (R18).
 *
 * @param booked the fact itself; of a reversal, what it reverses
 */
export async function bookFact(tx: FundTx, fact: NotedFact, booked: BookedFact): Promise<void> {
  const { kind, id, loanId } = booked;
  if (kind === 'capital_movement') await bookMovement(tx, fact, id);
  if (OF_LOANS.has(kind) && loanId !== null) await bookLoan(tx, fact, loanId);
}
