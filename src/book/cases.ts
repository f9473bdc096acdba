import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { CaseFilter, StoredCase, StoredStage } from '../store/court/case.ts';
import type { CaseEntry, StageEntry } from '../store/court/case.ts';
import { ANY_DAY, versionAt } from './borrowers.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, shownAt, standsAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

const stageSeen = (entry: StageEntry, instant: number): StoredStage => ({
  ...shownAt(entry, instant),
  occurredOn: entry.effectiveOn,
});

/** The stage, also where it was reversed. */
export function findStage({ book }: OfBook, id: string, knownAt: Date): StoredStage | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'litigation_stage' || !isKnownAt(entry, instant)) return null;
  return stageSeen(entry, instant);
}

/** A day, and the day whose localities are named, if it is another (R37). */
interface Seen {
  readonly instant: number;
  readonly asOf: CalendarDate;
  readonly localitiesOn?: CalendarDate | undefined;
}

function caseSeen(
  { book }: OfBook,
  { filed, stages }: { readonly filed: CaseEntry; readonly stages: readonly StageEntry[] },
  { instant, asOf, localitiesOn }: Seen,
): StoredCase {
  const record = book.cooperatives.get(filed.cooperativeId);
  const borrower = record && versionAt(record, instant, asOf, localitiesOn);
  if (!borrower) throw new Error(`no cooperative ${filed.cooperativeId}`);
  const standing = stages
    .filter((each) => standsAt(each, instant))
    .map((each) => stageSeen(each, instant));
  const { reversedAt: _, ...shown } = shownAt(filed, instant);
  return {
    ...shown,
    cooperativeCode: borrower.code,
    cooperativeName: borrower.name,
    locality: borrower.locality,
    filedOn: standing[0]?.occurredOn ?? filed.effectiveOn,
    stages: standing,
  };
}

/**
 * The cases as entered, oldest first, with the stages that stand and the borrower as it counts on
 * `asOf`.
 */
export function listCases(
  fund: OfBook,
  { id, cooperativeId, after, limit }: CaseFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
  localitiesOn?: CalendarDate,
): StoredCase[] {
  const instant = knownAt.getTime();
  const { cases } = fund.book;
  const asked = id === undefined ? [...cases.values()] : [cases.get(id)];
  return asked
    .flatMap((record) => (record?.filed ? [{ filed: record.filed, stages: record.stages }] : []))
    .filter(({ filed }) => standsAt(filed, instant))
    .filter(({ filed }) => cooperativeId === undefined || filed.cooperativeId === cooperativeId)
    .filter(({ filed }) => after === undefined || filed.recordedAt > after.getTime())
    .slice(0, limit)
    .map((record) => caseSeen(fund, record, { instant, asOf, localitiesOn }));
}

/** The case, with its borrower as it counts on `asOf`. */
export function findCase(
  fund: OfBook,
  id: string,
  knownAt: Date,
  asOf?: CalendarDate,
  localitiesOn?: CalendarDate,
): StoredCase | null {
  const [found] = listCases(fund, { id }, knownAt, asOf, localitiesOn);
  return found ?? null;
}
