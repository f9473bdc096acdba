import { firstDayOf, loanIdOf } from '../../book/book.ts';
import type { Fund } from '../../book/fund.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';

/**
 * The loan of which a fact was reversed, and the first day whose figures show the loan without the fact
 * (R12, R42); null: the fact is of no loan.
 */
export function reversedLoan(
  { book }: Pick<Fund, 'book'>,
  { id, factId }: Pick<StoredReversal, 'id' | 'factId'>,
): { readonly loanId: string; readonly from: CalendarDate } | null {
  const [reversed, reversal] = [factId, id].map((each) => book.facts.get(each));
  if (reversed === undefined || reversal === undefined) return null;
  const loanId = loanIdOf(book, reversed);
  return loanId === null ? null : { loanId, from: firstDayOf(book, reversal) };
}
