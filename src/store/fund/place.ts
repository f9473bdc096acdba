import type { Place, PlaceKind } from '../../domain/fund/places.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { POSTED_AS } from '../database/tables/schema.ts';
import type { Of } from '../facts/head.ts';
import { given, type Cell, type FactStore } from '../facts/factStore.ts';

/** What is entered of a place (R35). */
export type NewPlace = Omit<Place, 'id' | 'name'> & { readonly name: string };

export interface StoredPlace extends NewPlace, RecordedFact {
  readonly reversedAt: Date | null;
}

export type PlaceEntry = Of<'place'> & NewPlace;

export const placeStore: FactStore<PlaceEntry> = {
  kinds: ['place'],
  table: 'place',
  columns: ['s.kind', 's.name', 's.account_number', 's.is_default'],
  entryOf: (head, [kind, name, accountNumber, isDefault]) => ({
    kind: given(kind) as PlaceKind,
    name: given(name),
    accountNumber: accountNumber ?? null,
    isDefault: given(isDefault) === 't',
    ...head,
    factKind: 'place',
  }),
  rowsOf: ({ id, kind, name, accountNumber, isDefault }) => [
    ['place', { id, kind, name, account_number: accountNumber, is_default: isDefault }],
  ],
};

/** Where a payment moves money, and how it is posted, if the payment says so (R35). */
export interface Placed {
  /** Left out: the default place of its method. */
  readonly placeId?: string;
  /** Left out: the ledger tells nothing of places. */
  readonly postedAs?: NonNullable<PostedAs>;
}

/** Adds to a payment what its columns say of places; most say nothing. */
export function placed<Payment extends Placed>(
  payment: Payment,
  placeId: Cell | undefined,
  postedAs: Cell | undefined,
): Payment {
  const told = payment as { -readonly [Name in keyof Placed]: Placed[Name] };
  if (typeof placeId === 'string') told.placeId = placeId;
  if (typeof postedAs === 'string') told.postedAs = postedAs as NonNullable<PostedAs>;
  return payment;
}

export const placedColumns = ['s.place_id', 's.posted_as'] as const;

/** The columns of where a payment moves money. */
export const placedCells = ({ placeId, postedAs }: Placed) => ({
  place_id: placeId,
  posted_as: postedAs,
});

/** How a fact that moves money is posted; null: places are not told in the ledger (R35). */
export type PostedAs = (typeof POSTED_AS)[number] | null;

export const postedAsIn = (cell: Cell | undefined): PostedAs => (cell ?? null) as PostedAs;
