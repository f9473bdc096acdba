import type { CollectionKind } from '../../domain/collection/collectionLog.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Money } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { children, dayIfAny, given, rowsIn, type FactStore } from '../facts/factStore.ts';
import { moneyIfAny, textIfAny } from '../loans/amounts.ts';

/** An entry of the collection log (R30); it occurred on its fact's `effectiveOn`. */
export interface NewCollectionEntry {
  readonly cooperativeId: string;
  readonly kind: CollectionKind;
  /** The loans it is about; none: all of the cooperative's. */
  readonly loanIds: readonly string[];
  /** Promised or confirmed. */
  readonly amount: Money | null;
  readonly promisedOn: CalendarDate | null;
  /** The court case it is about; null: it names none. */
  readonly litigationCaseId: string | null;
  readonly documentNumber: string | null;
  readonly note: string | null;
}

export interface StoredCollectionEntry extends NewCollectionEntry, RecordedFact {
  readonly occurredOn: CalendarDate;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** Which entries: each field given narrows them. */
export interface CollectionFilter {
  readonly cooperativeIds?: readonly string[] | undefined;
  readonly kinds?: readonly CollectionKind[] | undefined;
}

/** A page of the log; `from` and `to` include both days. */
export interface CollectionPage extends CollectionFilter {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  /** The last one already given. */
  readonly after?: { readonly effectiveOn: CalendarDate; readonly recordedAt: Date } | undefined;
  readonly limit: number;
}

export type CollectionLogEntry = Of<'collection_entry'> & NewCollectionEntry;

export const collectionStore: FactStore<CollectionLogEntry> = {
  kinds: ['collection_entry'],
  table: 'collection_entry',
  columns: [
    's.cooperative_id',
    's.kind',
    children('collection_entry_loan', 'entry_id', ['loan_id'], 'loan_id'),
    's.amount',
    's.promised_on',
    's.document_number',
    's.note',
    's.litigation_case_id',
  ],
  entryOf: (
    head,
    [cooperativeId, kind, loans, amount, promisedOn, documentNumber, note, caseId],
  ) => ({
    cooperativeId: given(cooperativeId),
    kind: given(kind) as CollectionKind,
    loanIds: rowsIn(loans).map(([loanId]) => given(loanId)),
    amount: moneyIfAny(amount),
    promisedOn: dayIfAny(promisedOn),
    litigationCaseId: caseId ?? null,
    documentNumber: documentNumber ?? null,
    note: note ?? null,
    ...head,
    factKind: 'collection_entry',
  }),
  rowsOf: (entry) => [
    [
      'collection_entry',
      {
        id: entry.id,
        cooperative_id: entry.cooperativeId,
        kind: entry.kind,
        amount: textIfAny(entry.amount),
        promised_on: entry.promisedOn,
        document_number: entry.documentNumber,
        note: entry.note,
        litigation_case_id: entry.litigationCaseId,
      },
    ],
    ...entry.loanIds.map(
      (loanId) => ['collection_entry_loan', { entry_id: entry.id, loan_id: loanId }] as const,
    ),
  ],
};
