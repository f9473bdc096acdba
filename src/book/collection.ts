import type {
  CollectionFilter,
  CollectionPage,
  StoredCollectionEntry,
} from '../store/collection/collectionEntry.ts';
import type { CollectionLogEntry } from '../store/collection/collectionEntry.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, shownAt, standsAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

const entrySeen = (entry: CollectionLogEntry, instant: number): StoredCollectionEntry => ({
  ...shownAt(entry, instant),
  occurredOn: entry.effectiveOn,
});

const matches = (entry: CollectionLogEntry, { cooperativeIds, kinds }: CollectionFilter): boolean =>
  (cooperativeIds === undefined || cooperativeIds.includes(entry.cooperativeId)) &&
  (kinds === undefined || kinds.includes(entry.kind));

/** The entry, also where it was reversed. */
export function findCollectionEntry(
  { book }: OfBook,
  id: string,
  knownAt: Date,
): StoredCollectionEntry | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'collection_entry' || !isKnownAt(entry, instant)) return null;
  return entrySeen(entry, instant);
}

/** The entries that stand, by the day of each and then as entered. */
export function listCollectionEntries(
  { book }: OfBook,
  filter: CollectionFilter,
  knownAt: Date,
): StoredCollectionEntry[] {
  const instant = knownAt.getTime();
  return book.collectionLog
    .filter((each) => standsAt(each, instant) && matches(each, filter))
    .map((each) => entrySeen(each, instant));
}

/** The log by the day of each entry and then as entered, reversed ones included. */
export function listCollectionLog(
  { book }: OfBook,
  { from, to, after, limit, ...filter }: CollectionPage,
  knownAt: Date,
): StoredCollectionEntry[] {
  const instant = knownAt.getTime();
  const isAfter = ({ effectiveOn, recordedAt }: CollectionLogEntry): boolean =>
    after === undefined ||
    effectiveOn > after.effectiveOn ||
    (effectiveOn === after.effectiveOn && recordedAt > after.recordedAt.getTime());
  return book.collectionLog
    .filter((each) => isKnownAt(each, instant) && matches(each, filter) && isAfter(each))
    .filter(({ effectiveOn }) => from === undefined || effectiveOn >= from)
    .filter(({ effectiveOn }) => to === undefined || effectiveOn <= to)
    .slice(0, limit)
    .map((each) => entrySeen(each, instant));
}
