import { and, asc, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { CollectionKind } from '../../domain/collection/collectionLog.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { moneyIfAny, textIfAny } from '../loans/amounts.ts';
import type { FundTx } from '../database/database.ts';
import {
  factOf,
  isKnown,
  isOneOf,
  recorder,
  recording,
  reversedAt,
  stands,
} from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { collectionEntry, collectionEntryLoan } from '../database/tables/recovery.ts';

/** An entry of the collection log (R30); it occurred on its fact's `effectiveOn`. */
export interface NewCollectionEntry {
  readonly cooperativeId: string;
  readonly kind: CollectionKind;
  /** The loans it is about; none: all of the cooperative's. */
  readonly loanIds: readonly string[];
  /** Promised or confirmed. */
  readonly amount: Money | null;
  readonly promisedOn: CalendarDate | null;
  readonly documentNumber: string | null;
  readonly note: string | null;
}

export interface StoredCollectionEntry extends NewCollectionEntry, RecordedFact {
  readonly occurredOn: CalendarDate;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** Adds an entry under its fact, on the day it occurred. */
export async function insertCollectionEntry(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewCollectionEntry,
): Promise<StoredCollectionEntry> {
  const { fundId } = tx;
  const { loanIds, amount, ...rest } = added;
  const { id } = recorded;
  await tx.db.insert(collectionEntry).values({ fundId, id, ...rest, amount: textIfAny(amount) });
  if (loanIds.length > 0) {
    await tx.db
      .insert(collectionEntryLoan)
      .values(loanIds.map((loanId) => ({ fundId, entryId: id, loanId })));
  }
  const { effectiveOn: occurredOn } = recorded;
  return { ...recorded, ...added, loanIds: loanIds.toSorted(), occurredOn, reversedAt: null };
}

async function loansByEntry(
  tx: FundTx,
  entryIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.db
    .select()
    .from(collectionEntryLoan)
    .where(
      and(
        eq(collectionEntryLoan.fundId, tx.fundId),
        isOneOf(collectionEntryLoan.entryId, entryIds),
      ),
    )
    .orderBy(asc(collectionEntryLoan.loanId));
  const byEntry = new Map<string, string[]>(entryIds.map((id) => [id, []]));
  for (const { entryId, loanId } of rows) byEntry.get(entryId)?.push(loanId);
  return byEntry;
}

/** By the day of the entry, and then as entered. */
async function load(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
  limit?: number,
): Promise<StoredCollectionEntry[]> {
  const query = tx.db
    .select({ entry: collectionEntry, ...recording, reversedAt: reversedAt(knownAt) })
    .from(collectionEntry)
    .innerJoin(fact, factOf(collectionEntry))
    .innerJoin(token, recorder())
    .where(and(eq(collectionEntry.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  const rows = await (limit === undefined ? query : query.limit(limit));
  if (rows.length === 0) return [];
  const loans = await loansByEntry(
    tx,
    rows.map((row) => row.entry.id),
  );
  return rows.map(({ entry: row, ...rest }) => ({
    id: row.id,
    cooperativeId: row.cooperativeId,
    kind: row.kind,
    occurredOn: rest.effectiveOn,
    loanIds: loans.get(row.id) ?? [],
    amount: moneyIfAny(row.amount),
    promisedOn: row.promisedOn,
    documentNumber: row.documentNumber,
    note: row.note,
    ...rest,
  }));
}

/** The entry, also where it was reversed. */
export async function findCollectionEntry(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredCollectionEntry | null> {
  const [found] = await load(tx, eq(collectionEntry.id, id), knownAt);
  return found ?? null;
}

/** Which entries: each field given narrows them. */
export interface CollectionFilter {
  readonly cooperativeIds?: readonly string[] | undefined;
  readonly kinds?: readonly CollectionKind[] | undefined;
}

function whereOf({ cooperativeIds, kinds }: CollectionFilter): SQL | undefined {
  return and(
    cooperativeIds && isOneOf(collectionEntry.cooperativeId, cooperativeIds),
    kinds && inArray(collectionEntry.kind, [...kinds]),
  );
}

/** The entries that stand, by the day of each and then as entered. */
export async function listCollectionEntries(
  tx: FundTx,
  filter: CollectionFilter,
  knownAt: Date,
): Promise<StoredCollectionEntry[]> {
  return load(tx, and(whereOf(filter), stands(knownAt)), knownAt);
}

/** A page of the log; `from` and `to` include both days. */
export interface CollectionPage extends CollectionFilter {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  /** The last one already given. */
  readonly after?: { readonly effectiveOn: CalendarDate; readonly recordedAt: Date } | undefined;
  readonly limit: number;
}

/** The log by the day of each entry and then as entered, reversed ones included. */
export async function listCollectionLog(
  tx: FundTx,
  { from, to, after, limit, ...filter }: CollectionPage,
  knownAt: Date,
): Promise<StoredCollectionEntry[]> {
  const where = and(
    whereOf(filter),
    from === undefined ? undefined : gte(fact.effectiveOn, from),
    to === undefined ? undefined : lte(fact.effectiveOn, to),
    after === undefined
      ? undefined
      : sql`(${fact.effectiveOn}, ${fact.recordedAt}) > (${after.effectiveOn}::date,
          ${sql.param(after.recordedAt, fact.recordedAt)}::timestamptz)`,
  );
  return load(tx, where, knownAt, limit);
}
