import type { Entry } from './entry.ts';
import type { TableRow } from './factStore.ts';
import { storeOf } from './stores.ts';

/** The rows of an entry: of `fact`, and of the tables of its kind, the main one first. */
export function rowsOfEntry(entry: Entry, tokenId: string): TableRow[] {
  const { id, factKind, effectiveOn, recordedAt, late } = entry;
  const head = {
    id,
    kind: factKind,
    effective_on: effectiveOn,
    recorded_at: new Date(recordedAt).toISOString(),
    recorded_by: tokenId,
    booked_on: late?.bookedOn,
    booking_reason: late?.reason,
    corrects_id: late?.correctsId,
  };
  return [['fact', head], ...storeOf(factKind).rowsOf(entry)];
}
