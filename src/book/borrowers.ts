import type { Borrower } from '../domain/borrowers/borrower.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import type {
  StoredCooperative,
  StoredCooperativeVersion,
} from '../store/borrowers/cooperative.ts';
import type { CooperativeEntry } from '../store/borrowers/cooperative.ts';
import type { CooperativeRecord } from './book.ts';
import type { Fund } from './fund.ts';
import { countingOn, isKnownAt, shownAt } from './known.ts';

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

/** The version of a borrower that counts on a day, as known at an instant; null: there was none. */
export function versionAt(
  { versions }: CooperativeRecord,
  instant: number,
  asOf: CalendarDate,
): CooperativeEntry | null {
  return countingOn(versions, instant, asOf);
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
): StoredCooperative | null {
  const record = book.cooperatives.get(id);
  const instant = knownAt.getTime();
  const version = record && versionAt(record, instant, asOf);
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

/** Whether a text has another in it, letters in either case alike. */
export const contains = (text: string, part: string): boolean =>
  text.toLowerCase().includes(part.toLowerCase());

/** Which borrowers: each field given narrows them. */
export interface CooperativeFilter {
  readonly ids?: readonly string[] | undefined;
  readonly code?: string | undefined;
  /** A part of the code or name. */
  readonly q?: string | undefined;
  /** The code of the last one already given. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** The borrowers by code, as they count on `asOf`. */
export function listCooperatives(
  { book }: OfBook,
  { ids, code, q, after, limit }: CooperativeFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
): StoredCooperative[] {
  const instant = knownAt.getTime();
  const records =
    ids === undefined
      ? [...book.cooperatives.values()]
      : [...new Set(ids)].flatMap((id) => book.cooperatives.get(id) ?? []);
  return records
    .flatMap((record) => {
      const version = versionAt(record, instant, asOf);
      if (version === null || (code !== undefined && version.code !== code)) return [];
      if (after !== undefined && compareText(version.code, after) <= 0) return [];
      const isNamed = q === undefined || contains(version.code, q) || contains(version.name, q);
      return isNamed ? [{ record, version }] : [];
    })
    .toSorted((a, b) => compareText(a.version.code, b.version.code))
    .slice(0, limit)
    .map(({ record, version }) => storedOf(record, version, instant));
}

/** Whether another borrower has the code, on whatever day; one corrected away is free. */
export function cooperativeCodeExists(
  { book }: OfBook,
  code: string,
  except: string | null,
  knownAt: Date,
): boolean {
  const instant = knownAt.getTime();
  for (const { id, versions } of book.cooperatives.values()) {
    if (id === except) continue;
    const known = versions.filter((each) => isKnownAt(each, instant));
    const whole = known.findLastIndex((each) => each.changedOn === null);
    if (known.slice(Math.max(whole, 0)).some((each) => each.code === code)) return true;
  }
  return false;
}
