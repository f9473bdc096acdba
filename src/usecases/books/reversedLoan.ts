import { loanIdOf } from '../../book/book.ts';
import type { Fund } from '../../book/fund.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';

/** The loan of which a fact was reversed; null: the fact is of none. */
export function reversedLoan(
  { book }: Pick<Fund, 'book'>,
  { factId }: Pick<StoredReversal, 'factId'>,
): string | null {
  const reversed = book.facts.get(factId);
  return reversed === undefined ? null : loanIdOf(book, reversed);
}
