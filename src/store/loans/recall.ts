import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Booked } from '../../domain/books/lateBooking.ts';
import type { BookedFact, RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { dayOf, given, type FactStore } from '../facts/factStore.ts';

export interface NewRecall {
  readonly loanId: string;
  readonly decisionNumber: string;
  readonly deadline: CalendarDate;
  /** Why it is recalled; null: it was not told. */
  readonly ground: string | null;
}

export interface NewRecallWithdrawal {
  readonly recallId: string;
  readonly decisionNumber: string;
}

/** Decided on its `effectiveOn`, as all decisions. */
export interface StoredRecallWithdrawal
  extends NewRecallWithdrawal, RecordedFact, Pick<Booked, 'late'> {
  readonly decidedOn: CalendarDate;
}

/** An early recall (R14 b), decided on its `effectiveOn`. */
export interface StoredRecall extends NewRecall, BookedFact {
  readonly decidedOn: CalendarDate;
  /** The withdrawal that stands, whatever its date. */
  readonly withdrawal: StoredRecallWithdrawal | null;
}

export type RecallEntry = Of<'recall'> & NewRecall;

export type RecallWithdrawalEntry = Of<'recall_withdrawal'> & NewRecallWithdrawal;

export const recallStore: FactStore<RecallEntry> = {
  kinds: ['recall'],
  table: 'recall',
  columns: ['s.loan_id', 's.decision_number', 's.deadline', 's.ground'],
  entryOf: (head, [loanId, decisionNumber, deadline, ground]) => ({
    loanId: given(loanId),
    decisionNumber: given(decisionNumber),
    deadline: dayOf(deadline),
    ground: ground ?? null,
    ...head,
    factKind: 'recall',
  }),
  rowsOf: ({ id, loanId, decisionNumber, deadline, ground }) => [
    ['recall', { id, loan_id: loanId, decision_number: decisionNumber, deadline, ground }],
  ],
};

export const recallWithdrawalStore: FactStore<RecallWithdrawalEntry> = {
  kinds: ['recall_withdrawal'],
  table: 'recall_withdrawal',
  columns: ['s.recall_id', 's.decision_number'],
  entryOf: (head, [recallId, decisionNumber]) => ({
    recallId: given(recallId),
    decisionNumber: given(decisionNumber),
    ...head,
    factKind: 'recall_withdrawal',
  }),
  rowsOf: ({ id, recallId, decisionNumber }) => [
    ['recall_withdrawal', { id, recall_id: recallId, decision_number: decisionNumber }],
  ],
};
