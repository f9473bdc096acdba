import type { PlaceKind, PlaceRef } from '../../domain/fund/places.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** What was counted in a place, or what the bank says of the account, at the close of a day (R35). */
export interface NewPlaceCount extends PlaceRef {
  readonly amount: Money;
  readonly documentNumber: string | null;
  readonly note: string | null;
}

export interface StoredPlaceCount extends NewPlaceCount, RecordedFact {
  readonly reversedAt: Date | null;
}

export type PlaceCountEntry = Of<'place_count'> & NewPlaceCount;

export const placeCountStore: FactStore<PlaceCountEntry> = {
  kinds: ['place_count'],
  table: 'place_count',
  columns: ['s.place_id', 's.place_kind', 's.amount', 's.document_number', 's.note'],
  entryOf: (head, [placeId, placeKind, amount, documentNumber, note]) => ({
    placeId: placeId ?? null,
    placeKind: given(placeKind) as PlaceKind,
    amount: money(given(amount)),
    documentNumber: documentNumber ?? null,
    note: note ?? null,
    ...head,
    factKind: 'place_count',
  }),
  rowsOf: ({ id, placeId, placeKind, amount, documentNumber, note }) => [
    [
      'place_count',
      {
        id,
        place_id: placeId,
        place_kind: placeKind,
        amount: text(amount),
        document_number: documentNumber,
        note,
      },
    ],
  ],
};
