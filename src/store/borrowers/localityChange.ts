import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** The locality that a borrower has from a day on, by an act with its document (R37). */
export interface LocalityChange {
  /** The first change of the act that it is a part of: itself, where it is that one. */
  readonly actId: string;
  readonly cooperativeId: string;
  readonly locality: string;
  readonly documentNumber: string;
}

export type LocalityChangeEntry = Of<'locality_change'> & LocalityChange;

export const localityChangeStore: FactStore<LocalityChangeEntry> = {
  kinds: ['locality_change'],
  table: 'locality_change',
  columns: ['s.act_id', 's.cooperative_id', 's.locality', 's.document_number'],
  entryOf: (head, [actId, cooperativeId, locality, documentNumber]) => ({
    actId: given(actId),
    cooperativeId: given(cooperativeId),
    locality: given(locality),
    documentNumber: given(documentNumber),
    ...head,
    factKind: 'locality_change',
  }),
  rowsOf: ({ id, actId, cooperativeId, locality, documentNumber }) => [
    [
      'locality_change',
      {
        id,
        act_id: actId,
        cooperative_id: cooperativeId,
        locality,
        document_number: documentNumber,
      },
    ],
  ],
};
