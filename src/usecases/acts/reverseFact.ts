import type { FundAct } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { ReversalEntry } from '../../store/facts/head.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';

/**
 * Reverses a fact that stands (R12); the reversal carries its effective date.
 *
 * @param late when and why the reversal is booked later (R42); left out, as all of the act
 */
export function reverseFact(
  fund: FundAct,
  factId: string,
  reason: string,
  late: LateBooking | null = fund.late,
): StoredReversal {
  const reversed = fund.book.facts.get(factId);
  if (reversed === undefined) throw new Error(`no fact ${factId}`);
  const { effectiveOn } = reversed;
  const said = { factKind: 'reversal', effectiveOn, factId, reason } as const;
  const recorded = fund.record<ReversalEntry>({ ...said, late });
  const {
    reversedAt: _,
    reversalBookedOn: __,
    ...reversal
  } = shownAt(recorded, recorded.recordedAt);
  return reversal;
}
