import type { Borrower } from '../domain/borrowers/borrower.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { hasWords, wordsSought } from '../domain/primitives/likeness.ts';
import { compareText } from '../domain/primitives/lists.ts';
import type {
  CooperativeKind,
  StoredCooperative,
  StoredCooperativeVersion,
} from '../store/borrowers/cooperative.ts';
import type { CooperativeEntry } from '../store/borrowers/cooperative.ts';
import type { CooperativeRecord } from './book.ts';
import type { Fund } from './fund.ts';
import { countingOn, isKnownAt, shownAt, standsAt } from './known.ts';
import { localityAt, locatedIn } from './localities.ts';
import { isMeant, searchedOf } from './matching.ts';

type OfBook = Pick<Fund, 'book'>;

/** After every day: what counts in the end. */
export const ANY_DAY = '9999-12-31' as CalendarDate;

const borrowers = new WeakMap<CooperativeEntry, Borrower>();

/** A version of a borrower as the fund's figures name it; the same object for the same version. */
export function borrowerOf(version: CooperativeEntry): Borrower {
  const known = borrowers.get(version);
  if (known !== undefined) return known;
  const { cooperativeId: id, code, name, locality } = version;
  const borrower = { id, code, name, locality };
  borrowers.set(version, borrower);
  return borrower;
}

/**
 * The version of a borrower that counts on a day, as known at an instant, with the locality that counts
 * on that day; null: there was none.
 *
 * @param localitiesOn another day, the locality of which is named (R37)
 */
export function versionAt(
  record: CooperativeRecord,
  instant: number,
  asOf: CalendarDate,
  localitiesOn: CalendarDate = asOf,
): CooperativeEntry | null {
  const version = countingOn(record.versions, instant, asOf);
  if (version === null) return null;
  return locatedIn(version, localityAt(record, instant, localitiesOn));
}

function storedOf(
  record: CooperativeRecord,
  version: CooperativeEntry,
  instant: number,
): StoredCooperative {
  const [entered = version] = record.versions;
  const { cooperativeId: _, changedOn, reason, ...details } = shownAt(version, instant);
  return {
    ...details,
    id: record.id,
    effectiveOn: entered.effectiveOn,
    recordedAt: new Date(entered.recordedAt),
    recordedBy: entered.recordedBy,
    version: { id: version.id, changedOn, reason },
  };
}

/** The borrower as it counts on `asOf`. */
export function findCooperative(
  { book }: OfBook,
  id: string,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
  localitiesOn?: CalendarDate,
): StoredCooperative | null {
  const record = book.cooperatives.get(id);
  const instant = knownAt.getTime();
  const version = record && versionAt(record, instant, asOf, localitiesOn);
  return record && version ? storedOf(record, version, instant) : null;
}

/** The versions of a borrower, as recorded, oldest first. */
export function listCooperativeVersions(
  { book }: OfBook,
  cooperativeId: string,
  knownAt: Date,
): StoredCooperativeVersion[] {
  const instant = knownAt.getTime();
  const versions = book.cooperatives.get(cooperativeId)?.versions ?? [];
  return versions
    .filter((each) => isKnownAt(each, instant))
    .map((version) => {
      const { effectiveOn, reversedAt: _, ...said } = shownAt(version, instant);
      return { ...said, effectiveOn };
    });
}

/** The id of what was recorded last of a borrower: a version, a change of its locality, or its reversal. */
export function lastChangeOf({ book }: OfBook, cooperativeId: string, knownAt: Date): string {
  const instant = knownAt.getTime();
  const { versions = [], localityChanges = [] } = book.cooperatives.get(cooperativeId) ?? {};
  const reversals = localityChanges.flatMap(({ reversal }) => reversal ?? []);
  const known = [...versions, ...localityChanges, ...reversals].filter((each) =>
    isKnownAt(each, instant),
  );
  const last = known.toSorted((a, b) => a.recordedAt - b.recordedAt).at(-1);
  if (last === undefined) throw new Error(`no cooperative ${cooperativeId}`);
  return last.id;
}

/** Which borrowers: each field given narrows them. */
export interface CooperativeFilter {
  readonly ids?: readonly string[] | undefined;
  /** This code, or if there is none, those like it. */
  readonly code?: string | undefined;
  /** Words, each a part of the code or name, as a reader may write it. */
  readonly q?: string | undefined;
  readonly kind?: CooperativeKind | undefined;
  readonly locality?: string | undefined;
  readonly sector?: string | undefined;
  readonly memberOfId?: string | undefined;
  /** The code of the last one already given. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** The borrowers by code, as they count on `asOf`. */
export function listCooperatives(
  { book }: OfBook,
  filter: CooperativeFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
  localitiesOn?: CalendarDate,
): StoredCooperative[] {
  const { ids, code, q, after, limit, kind, memberOfId } = filter;
  const instant = knownAt.getTime();
  const records =
    ids === undefined
      ? [...book.cooperatives.values()]
      : [...new Set(ids)].flatMap((id) => book.cooperatives.get(id) ?? []);
  const found = records.flatMap((record) => {
    const version = versionAt(record, instant, asOf, localitiesOn);
    return version === null ? [] : [{ record, version }];
  });
  const versions = found.map(({ version }) => version);
  const texts = [
    isMeant(
      code,
      () => versions,
      (each) => each.code,
    ),
    isMeant(
      filter.locality,
      () => versions,
      (each) => each.locality,
    ),
    isMeant(
      filter.sector,
      () => versions,
      (each) => each.sector,
    ),
  ];
  const sought = q === undefined ? null : wordsSought(q);
  return found
    .filter(({ version }) => {
      if (!texts.every((matches) => matches(version))) return false;
      if (kind !== undefined && version.kind !== kind) return false;
      if (memberOfId !== undefined && version.memberOfId !== memberOfId) return false;
      if (after !== undefined && compareText(version.code, after) <= 0) return false;
      return sought === null || hasWords(searchedOf(version), sought);
    })
    .toSorted((a, b) => compareText(a.version.code, b.version.code))
    .slice(0, limit)
    .map(({ record, version }) => storedOf(record, version, instant));
}

/**
 * The codes that other borrowers have, on whatever day, among those that ever had one like it; one
 * corrected away is free.
 */
export function* codesLike(
  { book }: OfBook,
  code: string,
  except: string | null,
  knownAt: Date,
): Generator<string> {
  const instant = knownAt.getTime();
  for (const { id, versions } of book.cooperativesByCode.under(code)) {
    if (id === except) continue;
    const known = versions.filter((each) => standsAt(each, instant));
    const whole = known.findLastIndex((each) => each.changedOn === null);
    yield* known.slice(Math.max(whole, 0)).map((each) => each.code);
  }
}

/**
 * Those related to a borrower, whichever of the two names the other: also the cooperative of which it is
 * a member, its own members, and the other members of its cooperative.
 */
export function relatedTo(
  fund: OfBook,
  cooperativeId: string,
  knownAt: Date,
  asOf: CalendarDate,
): string[] {
  const borrower = findCooperative(fund, cooperativeId, knownAt, asOf);
  const own = borrower?.relatedCooperativeIds ?? [];
  const memberOfId = borrower?.memberOfId ?? null;
  const relating = fund.book.relating.map(({ id }) => id);
  const ids = [...relating, ...own, ...(memberOfId === null ? [] : [memberOfId])];
  if (ids.length === 0) return [];
  return listCooperatives(fund, { ids }, knownAt, asOf)
    .filter((each) => {
      if (each.id === cooperativeId) return false;
      if (own.includes(each.id) || each.relatedCooperativeIds.includes(cooperativeId)) return true;
      if (each.memberOfId === cooperativeId) return true;
      return memberOfId !== null && (each.id === memberOfId || each.memberOfId === memberOfId);
    })
    .map((each) => each.id);
}
