import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

export interface NewLendingSuspension {
  /** False lifts the suspension. */
  readonly suspended: boolean;
  readonly decisionNumber: string;
}

export interface StoredLendingSuspension extends NewLendingSuspension, RecordedFact {
  readonly decidedOn: CalendarDate;
}

export type LendingSuspensionEntry = Of<'lending_suspension'> & NewLendingSuspension;

export const lendingSuspensionStore: FactStore<LendingSuspensionEntry> = {
  kinds: ['lending_suspension'],
  table: 'lending_suspension',
  columns: ['s.suspended', 's.decision_number'],
  entryOf: (head, [suspended, decisionNumber]) => ({
    suspended: suspended === 't',
    decisionNumber: given(decisionNumber),
    ...head,
    factKind: 'lending_suspension',
  }),
  rowsOf: ({ id, suspended, decisionNumber }) => [
    ['lending_suspension', { id, suspended, decision_number: decisionNumber }],
  ],
};
