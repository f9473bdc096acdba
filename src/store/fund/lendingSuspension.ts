import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { dayOf, given, type FactStore } from '../facts/factStore.ts';

export interface NewLendingSuspension {
  /** False lifts the suspension. */
  readonly suspended: boolean;
  readonly decisionNumber: string;
}

export interface StoredLendingSuspension extends NewLendingSuspension, RecordedFact {
  readonly decidedOn: CalendarDate;
  /** Later than the decision, where another fund decided it that was taken over then. */
  readonly effectiveOn: CalendarDate;
}

export type LendingSuspensionEntry = Of<'lending_suspension'> &
  NewLendingSuspension & {
    /** In the fund that was taken over on the fact's day; left out: it was decided on that day. */
    readonly decidedOn?: CalendarDate;
  };

export const lendingSuspensionStore: FactStore<LendingSuspensionEntry> = {
  kinds: ['lending_suspension'],
  table: 'lending_suspension',
  columns: ['s.suspended', 's.decision_number', 's.decided_on'],
  entryOf: (head, [suspended, decisionNumber, decidedOn]) => ({
    suspended: suspended === 't',
    decisionNumber: given(decisionNumber),
    ...(typeof decidedOn === 'string' && { decidedOn: dayOf(decidedOn) }),
    ...head,
    factKind: 'lending_suspension',
  }),
  rowsOf: ({ id, suspended, decisionNumber, decidedOn }) => [
    [
      'lending_suspension',
      { id, suspended, decision_number: decisionNumber, decided_on: decidedOn },
    ],
  ],
};
