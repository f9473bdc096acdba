import type { CollateralFacts } from '../domain/collateral/collateral.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import type {
  CollateralEntry,
  ReleaseEntry,
  ValuationEntry,
} from '../store/collateral/collateral.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { CollateralRecord } from './book.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, isShownAt, shownAt, standsAt, type Shown } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** A day and the instant as known at which it is asked for. */
interface Seen {
  readonly asOf: CalendarDate;
  readonly knownAt: Date;
}

/** An asset with the facts that its figures of a day show (R42). */
export interface CollateralSeen {
  readonly entered: Shown<CollateralEntry>;
  readonly facts: CollateralFacts;
}

function seenOf(
  { id, versions, valuations, releases }: CollateralRecord,
  { asOf, knownAt }: Seen,
): CollateralSeen | null {
  const instant = knownAt.getTime();
  const [entered] = versions;
  if (entered === undefined || !isShownAt(entered, instant, asOf)) return null;
  const shown = <E extends Entry>(list: readonly E[]): E[] =>
    list.filter((each) => isShownAt(each, instant, asOf));
  const released = shown(releases).map((each) => each.effectiveOn);
  return {
    entered: shownAt(entered, instant),
    facts: {
      id,
      from: entered.effectiveOn,
      versions: shown(versions),
      valuations: shown(valuations),
      releasedOn: released.toSorted().at(0) ?? null,
    },
  };
}

/** The assets that the figures of a day show, in the order recorded. */
export function collateralsShown({ book }: OfBook, seen: Seen): CollateralSeen[] {
  return [...book.collaterals.values()].flatMap((record) => seenOf(record, seen) ?? []);
}

/** An asset as the figures of a day show it; null: they show none of this id. */
export function collateralShown({ book }: OfBook, id: string, seen: Seen): CollateralSeen | null {
  const record = book.collaterals.get(id);
  return record === undefined ? null : seenOf(record, seen);
}

/** All that was entered of an asset, as recorded, reversed or not; null: there is no such asset. */
export interface CollateralHistory {
  readonly versions: readonly Shown<CollateralEntry>[];
  readonly valuations: readonly Shown<ValuationEntry>[];
  readonly releases: readonly Shown<ReleaseEntry>[];
}

export function collateralHistory(
  { book }: OfBook,
  id: string,
  knownAt: Date,
): CollateralHistory | null {
  const instant = knownAt.getTime();
  const record = book.collaterals.get(id);
  const known = <E extends Entry>(list: readonly E[]): Shown<E>[] =>
    list.filter((each) => isKnownAt(each, instant)).map((each) => shownAt(each, instant));
  if (record === undefined) return null;
  const versions = known(record.versions);
  if (versions.length === 0) return null;
  return { versions, valuations: known(record.valuations), releases: known(record.releases) };
}

/** The valuations of an asset that stand at an instant, whatever day they are booked on. */
export function standingValuations({ book }: OfBook, id: string, knownAt: Date): ValuationEntry[] {
  const { valuations = [] } = book.collaterals.get(id) ?? {};
  return valuations.filter((each) => standsAt(each, knownAt.getTime()));
}

/** The release of an asset that stands at an instant; null: it was not released. */
export function standingRelease({ book }: OfBook, id: string, knownAt: Date): ReleaseEntry | null {
  const { releases = [] } = book.collaterals.get(id) ?? {};
  return releases.find((each) => standsAt(each, knownAt.getTime())) ?? null;
}

/** The id of what was recorded last of an asset, reversals included: what a PUT replaces. */
export function lastChangeOfCollateral({ book }: OfBook, id: string, knownAt: Date): string {
  const { versions = [], valuations = [], releases = [] } = book.collaterals.get(id) ?? {};
  const entries: Entry[] = [...versions, ...valuations, ...releases];
  const reversals = entries.flatMap(({ reversal }) => reversal ?? []);
  const known = [...entries, ...reversals].filter((each) => isKnownAt(each, knownAt.getTime()));
  const last = known.toSorted((a, b) => a.recordedAt - b.recordedAt).at(-1);
  if (last === undefined) throw new Error(`no collateral ${id}`);
  return last.id;
}

/** The kinds of facts about collateral that are reversed by themselves. */
export type CollateralFactKind = (CollateralEntry | ValuationEntry | ReleaseEntry)['factKind'];

/** A fact about collateral, also where it was reversed. */
export const findCollateralFact =
  (kind: CollateralFactKind) =>
  ({ book }: OfBook, id: string, knownAt: Date) => {
    const entry = book.facts.get(id);
    const instant = knownAt.getTime();
    if (entry?.factKind !== kind || !isKnownAt(entry, instant)) return null;
    return shownAt(entry as CollateralEntry | ValuationEntry | ReleaseEntry, instant);
  };

/** A release, also where it was reversed; null: there is none of this id. */
export function findRelease(
  { book }: OfBook,
  id: string,
  knownAt: Date,
): Shown<ReleaseEntry> | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'collateral_release' || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}
