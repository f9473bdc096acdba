import type { PlaceKind, PlaceRef } from '../../domain/fund/places.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import type { Source } from '../../domain/fund/sources.ts';
import { sourceCell, sourceIn } from './source.ts';
import { postedAsIn, type PostedAs } from './place.ts';

/** Money that goes from one place of the fund to another (R35). */
export interface NewTransfer {
  readonly amount: Money;
  readonly voucherNumber: string;
  readonly note: string | null;
  /** Of which capital it is that goes to a trustee or comes back; `charter` for every other transfer (R34). */
  readonly source: Source;
  readonly from: PlaceRef;
  readonly to: PlaceRef;
  readonly postedAs: PostedAs;
}

export interface StoredTransfer extends NewTransfer, BookedFact {}

export type TransferEntry = Of<'transfer'> & NewTransfer;

export const transferStore: FactStore<TransferEntry> = {
  kinds: ['transfer'],
  table: 'transfer',
  columns: [
    's.amount',
    's.voucher_number',
    's.note',
    's.from_place_id',
    's.from_kind',
    's.to_place_id',
    's.to_kind',
    's.posted_as',
    's.source',
  ],
  entryOf: (
    head,
    [amount, voucherNumber, note, fromId, fromKind, toId, toKind, postedAs, source],
  ) => ({
    amount: money(given(amount)),
    voucherNumber: given(voucherNumber),
    note: note ?? null,
    from: { placeId: fromId ?? null, placeKind: given(fromKind) as PlaceKind },
    to: { placeId: toId ?? null, placeKind: given(toKind) as PlaceKind },
    postedAs: postedAsIn(postedAs),
    source: sourceIn(source),
    ...head,
    factKind: 'transfer',
  }),
  rowsOf: ({ id, amount, voucherNumber, note, from, to, postedAs, source }) => [
    [
      'transfer',
      {
        id,
        amount: text(amount),
        voucher_number: voucherNumber,
        note,
        from_place_id: from.placeId,
        from_kind: from.placeKind,
        to_place_id: to.placeId,
        to_kind: to.placeKind,
        posted_as: postedAs,
        source: sourceCell(source),
      },
    ],
  ],
};
