import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { ReversalEntry } from './head.ts';
import { given, type FactStore } from './factStore.ts';
import type { RecordedFact } from '../database/recording.ts';

/** A reversal of a fact (R12). */
export interface StoredReversal extends RecordedFact {
  readonly factId: string;
  readonly reason: string;
  /** Null: it is reversed for every day that shows it (R42). */
  readonly late: LateBooking | null;
}

export const reversalStore: FactStore<ReversalEntry> = {
  kinds: ['reversal'],
  table: 'reversal',
  columns: ['s.fact_id', 's.reason'],
  entryOf: (head, [factId, reason]) => ({
    factId: given(factId),
    reason: given(reason),
    ...head,
    factKind: 'reversal',
  }),
  rowsOf: ({ id, factId, reason }) => [['reversal', { id, fact_id: factId, reason }]],
};
