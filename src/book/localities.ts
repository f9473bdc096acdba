import { localityOn, type LocalityStatement } from '../domain/borrowers/localities.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText, groupBy } from '../domain/primitives/lists.ts';
import type { CooperativeEntry } from '../store/borrowers/cooperative.ts';
import type { LocalityChangeEntry } from '../store/borrowers/localityChange.ts';
import type { RecordedFact } from '../store/database/recording.ts';
import type { Book, CooperativeRecord } from './book.ts';
import type { Fund } from './fund.ts';
import { lastChange } from './kept.ts';
import { countingOn, isKnownAt, reversedAt, standsAt } from './known.ts';

const LAST_DAY = '9999-12-31' as CalendarDate;

/** Versions with another locality than they name. */
const LOCATED = new WeakMap<CooperativeEntry, Map<string, CooperativeEntry>>();

/** A version of a borrower in a locality; the same object for the same version and locality. */
export function locatedIn(version: CooperativeEntry, locality: string): CooperativeEntry {
  if (version.locality === locality) return version;
  const located = LOCATED.get(version) ?? new Map<string, CooperativeEntry>();
  LOCATED.set(version, located);
  const known = located.get(locality);
  if (known !== undefined) return known;
  const found = { ...version, locality };
  located.set(locality, found);
  return found;
}

const SILENT = new WeakMap<CooperativeEntry, boolean>();

/**
 * Whether a version says nothing of the locality: an act had changed the locality when the version was
 * recorded, and it repeats what counted. So a corrected telephone number undoes no change of districts.
 */
function isSilent(record: CooperativeRecord, version: CooperativeEntry): boolean {
  const known = SILENT.get(version);
  if (known !== undefined) return known;
  const before = version.recordedAt - 1;
  const found =
    record.localityChanges.some((each) => standsAt(each, before)) &&
    localityAt(record, before, version.changedOn ?? LAST_DAY) === version.locality;
  SILENT.set(version, found);
  return found;
}

const ofVersion = ({ locality, changedOn }: CooperativeEntry): LocalityStatement => ({
  locality,
  from: changedOn,
  isAct: false,
});

const ofAct = ({ locality, effectiveOn }: LocalityChangeEntry): LocalityStatement => ({
  locality,
  from: effectiveOn,
  isAct: true,
});

/** What counts of the locality of a borrower at an instant, in the order recorded. */
function statementsAt(record: CooperativeRecord, instant: number): readonly LocalityStatement[] {
  const versions = record.versions.filter(
    (each) => isKnownAt(each, instant) && !isSilent(record, each),
  );
  const acts = record.localityChanges.filter((each) => standsAt(each, instant));
  return [...versions, ...acts]
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .map((each) => (each.factKind === 'locality_change' ? ofAct(each) : ofVersion(each)));
}

/** The locality of a borrower on a day, as known at an instant (R37); it has a version by then. */
export function localityAt(record: CooperativeRecord, instant: number, day: CalendarDate): string {
  if (record.localityChanges.length === 0) {
    const version = countingOn(record.versions, instant, day);
    if (version === null) throw new Error(`no version of ${record.id}`);
    return version.locality;
  }
  const at = lastChange(record.changes, instant);
  const statements = record.localities.of(at, () => statementsAt(record, at));
  return localityOn(statements, day);
}

/** A locality that an act changed, beside the one that counted on that day without it. */
export interface StoredLocalityChange {
  readonly id: string;
  readonly cooperativeId: string;
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly before: string;
  readonly locality: string;
  readonly reversedAt: Date | null;
}

/** An act that changed localities, with its document (R37). */
export interface StoredLocalityAct extends RecordedFact {
  readonly documentNumber: string;
  /** By the code of the cooperative. */
  readonly changes: readonly StoredLocalityChange[];
}

function changeSeen(
  { cooperatives }: Book,
  entry: LocalityChangeEntry,
  instant: number,
): StoredLocalityChange {
  const { id, cooperativeId, locality, effectiveOn, recordedAt } = entry;
  const record = cooperatives.get(cooperativeId);
  const version = record && countingOn(record.versions, instant, effectiveOn);
  if (!version) throw new Error(`no cooperative ${cooperativeId}`);
  return {
    id,
    cooperativeId,
    cooperativeCode: version.code,
    cooperativeName: version.name,
    before: localityAt(record, recordedAt - 1, effectiveOn),
    locality,
    reversedAt: reversedAt(entry, instant),
  };
}

/** Which acts: each field given narrows them. */
export interface LocalityActFilter {
  readonly id?: string | undefined;
  readonly cooperativeId?: string | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit?: number | undefined;
}

/** The acts that changed localities, as recorded, oldest first; what was reversed included. */
export function listLocalityActs(
  { book }: Pick<Fund, 'book'>,
  { id, cooperativeId, after, limit }: LocalityActFilter,
  knownAt: Date,
): StoredLocalityAct[] {
  const instant = knownAt.getTime();
  const entries = [...book.cooperatives.values()]
    .flatMap((record) => record.localityChanges)
    .filter((each) => isKnownAt(each, instant) && (id === undefined || each.actId === id))
    .toSorted((a, b) => a.recordedAt - b.recordedAt);
  return [...groupBy(entries, (each) => each.actId).values()]
    .flatMap((ofAct): StoredLocalityAct[] => {
      // The act is known whole from its last part on.
      const last = ofAct.at(-1);
      if (last === undefined || (after !== undefined && last.recordedAt <= after.getTime())) {
        return [];
      }
      const about = ofAct.some((each) => each.cooperativeId === cooperativeId);
      if (cooperativeId !== undefined && !about) return [];
      const { actId, effectiveOn, recordedAt, recordedBy, documentNumber } = last;
      return [
        {
          id: actId,
          effectiveOn,
          recordedAt: new Date(recordedAt),
          recordedBy,
          documentNumber,
          changes: ofAct
            .map((each) => changeSeen(book, each, instant))
            .toSorted((a, b) => compareText(a.cooperativeCode, b.cooperativeCode)),
        },
      ];
    })
    .slice(0, limit);
}
