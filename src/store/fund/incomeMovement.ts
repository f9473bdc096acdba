import type { IncomeMovement } from '../../domain/fund/income.ts';
import type { PlaceKind, PlaceRef } from '../../domain/fund/places.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import { money, text } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import { postedAsIn, type PostedAs } from './place.ts';

/** Money beside the principal that came in otherwise than by receipts of loans, or went out (R35). */
export interface NewIncomeMovement extends Pick<IncomeMovement, 'kind' | 'amount'>, PlaceRef {
  readonly documentNumber: string;
  readonly description: string | null;
  readonly method: Method | null;
  readonly postedAs: PostedAs;
}

export interface StoredIncomeMovement extends NewIncomeMovement, BookedFact {}

export type IncomeMovementEntry = Of<'income_movement'> & NewIncomeMovement;

export const incomeMovementStore: FactStore<IncomeMovementEntry> = {
  kinds: ['income_movement'],
  table: 'income_movement',
  columns: [
    's.kind',
    's.amount',
    's.document_number',
    's.description',
    's.method',
    's.place_id',
    's.place_kind',
    's.posted_as',
  ],
  entryOf: (
    head,
    [kind, amount, documentNumber, description, method, placeId, placeKind, postedAs],
  ) => ({
    kind: given(kind) as IncomeMovement['kind'],
    amount: money(given(amount)),
    documentNumber: given(documentNumber),
    description: description ?? null,
    method: (method ?? null) as Method | null,
    placeId: placeId ?? null,
    placeKind: given(placeKind) as PlaceKind,
    postedAs: postedAsIn(postedAs),
    ...head,
    factKind: 'income_movement',
  }),
  rowsOf: (entry) => [
    [
      'income_movement',
      {
        id: entry.id,
        kind: entry.kind,
        amount: text(entry.amount),
        document_number: entry.documentNumber,
        description: entry.description,
        method: entry.method,
        place_id: entry.placeId,
        place_kind: entry.placeKind,
        posted_as: entry.postedAs,
      },
    ],
  ],
};
