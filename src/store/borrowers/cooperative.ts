import { and, asc, eq, gt, gte, ilike, or, sql, type SQL } from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, recorder, recording, stands, isOneOf } from '../database/fact.ts';
import type { RecordedFact, Recording } from '../database/recording.ts';
import {
  COOPERATIVE_KINDS,
  cooperative,
  cooperativeVersion,
  fact,
  token,
} from '../database/tables/schema.ts';

export type CooperativeKind = (typeof COOPERATIVE_KINDS)[number];

/** What is known of a borrower. */
export interface CooperativeDetails {
  readonly code: string;
  readonly name: string;
  readonly locality: string;
  readonly kind: CooperativeKind;
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly sector: string | null;
  /** Persons whose debts count with its own (R29). */
  readonly relatedCooperativeIds: readonly string[];
}

/** How a version of a borrower came about. */
export interface VersionOf {
  /** The day from which it counts; null: for all days. */
  readonly changedOn: CalendarDate | null;
  /** Null: as first entered. */
  readonly reason: string | null;
}

/** A version of a borrower, under the fact that entered it. */
export interface StoredCooperativeVersion extends CooperativeDetails, VersionOf, Recording {
  readonly id: string;
  readonly cooperativeId: string;
}

/** A borrower as entered, with what counts of it on a day. */
export interface StoredCooperative extends CooperativeDetails, RecordedFact {
  readonly version: VersionOf & { readonly id: string };
}

/** After every day: what counts in the end. */
export const ANY_DAY = '9999-12-31' as CalendarDate;

const details = {
  code: cooperativeVersion.code,
  name: cooperativeVersion.name,
  locality: cooperativeVersion.locality,
  kind: cooperativeVersion.kind,
  taxCode: cooperativeVersion.taxCode,
  representative: cooperativeVersion.representative,
  address: cooperativeVersion.address,
  phone: cooperativeVersion.phone,
  sector: cooperativeVersion.sector,
  relatedCooperativeIds: cooperativeVersion.relatedCooperativeIds,
};

const version = {
  id: cooperativeVersion.id,
  changedOn: cooperativeVersion.changedOn,
  reason: cooperativeVersion.reason,
};

const known = alias(cooperativeVersion, 'known_version');

const knownFact = alias(fact, 'known_version_fact');

const whole = alias(cooperativeVersion, 'whole_version');

const wholeFact = alias(fact, 'whole_version_fact');

/** When the last entry of a borrower was recorded that counts for all days: none before it counts. */
function lastWhole(borrower: { fundId: AnyPgColumn; id: AnyPgColumn }, knownAt: Date): SQL {
  return sql`(select max(${wholeFact.recordedAt}) from ${cooperativeVersion} ${sql.identifier('whole_version')}
    join ${fact} ${sql.identifier('whole_version_fact')}
      on ${wholeFact.fundId} = ${whole.fundId} and ${wholeFact.id} = ${whole.id}
    where ${whole.fundId} = ${borrower.fundId} and ${whole.cooperativeId} = ${borrower.id}
      and ${whole.changedOn} is null
      and ${wholeFact.recordedAt} <= ${sql.param(knownAt, fact.recordedAt)})`;
}

/**
 * Joins `cooperativeVersion` to a borrower: the version that counts on `asOf`, as known at
 * `knownAt`. That is the latest change up to the day, after the last entry that counts for all days.
 */
export function versionOf(
  borrower: { fundId: AnyPgColumn; id: AnyPgColumn },
  knownAt: Date,
  asOf: CalendarDate,
): SQL {
  // The borrower is named twice, so that what counts is not looked up for every pair of versions.
  return sql`(${cooperativeVersion.fundId} = ${borrower.fundId}
    and ${cooperativeVersion.cooperativeId} = ${borrower.id} and ${cooperativeVersion.id} = (
    select ${known.id} from ${cooperativeVersion} ${sql.identifier('known_version')}
      join ${fact} ${sql.identifier('known_version_fact')}
        on ${knownFact.fundId} = ${known.fundId} and ${knownFact.id} = ${known.id}
    where ${known.fundId} = ${borrower.fundId} and ${known.cooperativeId} = ${borrower.id}
      and ${knownFact.recordedAt} <= ${sql.param(knownAt, fact.recordedAt)}
      and ${knownFact.recordedAt} >= ${lastWhole(borrower, knownAt)}
      and (${known.changedOn} is null or ${known.changedOn} <= ${asOf})
    order by ${known.changedOn} desc nulls last, ${knownFact.recordedAt} desc limit 1))`;
}

const selectAt = (tx: FundTx, knownAt: Date, asOf: CalendarDate) =>
  tx.db
    .select({ id: cooperative.id, ...details, version, ...recording })
    .from(cooperative)
    .innerJoin(fact, factOf(cooperative))
    .innerJoin(token, recorder())
    .innerJoin(cooperativeVersion, versionOf(cooperative, knownAt, asOf));

async function insertVersion(
  tx: FundTx,
  id: string,
  added: CooperativeDetails & VersionOf & { readonly cooperativeId: string },
): Promise<void> {
  const relatedCooperativeIds = [...added.relatedCooperativeIds];
  await tx.db
    .insert(cooperativeVersion)
    .values({ ...added, fundId: tx.fundId, id, relatedCooperativeIds });
}

/** Adds a borrower under its fact. */
export async function insertCooperative(
  tx: FundTx,
  recorded: RecordedFact,
  added: CooperativeDetails,
): Promise<StoredCooperative> {
  const { id } = recorded;
  const first = { changedOn: null, reason: null };
  await tx.db.insert(cooperative).values({ fundId: tx.fundId, id });
  await insertVersion(tx, id, { ...added, ...first, cooperativeId: id });
  return { ...added, ...recorded, version: { ...first, id } };
}

/** Adds a version of a borrower under the fact of the change. */
export async function insertCooperativeVersion(
  tx: FundTx,
  recorded: RecordedFact,
  added: CooperativeDetails & VersionOf & { readonly cooperativeId: string },
): Promise<void> {
  await insertVersion(tx, recorded.id, added);
}

/** The borrower as it counts on `asOf`. */
export async function findCooperative(
  tx: FundTx,
  id: string,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
): Promise<StoredCooperative | null> {
  const mine = and(eq(cooperative.fundId, tx.fundId), eq(cooperative.id, id));
  const [row] = await selectAt(tx, knownAt, asOf).where(and(mine, stands(knownAt)));
  return row ?? null;
}

/** The versions of a borrower, as recorded, oldest first. */
export async function listCooperativeVersions(
  tx: FundTx,
  cooperativeId: string,
  knownAt: Date,
): Promise<StoredCooperativeVersion[]> {
  return tx.db
    .select({
      cooperativeId: cooperativeVersion.cooperativeId,
      ...version,
      ...details,
      ...recording,
    })
    .from(cooperativeVersion)
    .innerJoin(fact, factOf(cooperativeVersion))
    .innerJoin(token, recorder())
    .where(
      and(
        eq(cooperativeVersion.fundId, tx.fundId),
        eq(cooperativeVersion.cooperativeId, cooperativeId),
        isKnown(knownAt),
      ),
    )
    .orderBy(asc(fact.recordedAt));
}

/** Text to be found anywhere, none of its characters a wildcard. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * The borrowers by code, as they count on `asOf`.
 *
 * @param filter `q`: a part of the code or name; `after`: the code of the last one already given
 */
export async function listCooperatives(
  tx: FundTx,
  filter: {
    readonly ids?: readonly string[] | undefined;
    readonly code?: string | undefined;
    readonly q?: string | undefined;
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
  },
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
): Promise<StoredCooperative[]> {
  const { ids, code, q, after, limit } = filter;
  const query = selectAt(tx, knownAt, asOf)
    .where(
      and(
        eq(cooperative.fundId, tx.fundId),
        stands(knownAt),
        ids && isOneOf(cooperative.id, ids),
        code === undefined ? undefined : eq(details.code, code),
        after === undefined ? undefined : gt(details.code, after),
        q === undefined
          ? undefined
          : or(ilike(details.code, containing(q)), ilike(details.name, containing(q))),
      ),
    )
    .orderBy(asc(details.code));
  return limit === undefined ? query : query.limit(limit);
}

/** Whether another borrower has the code, on whatever day; one corrected away is free. */
export async function cooperativeCodeExists(
  tx: FundTx,
  code: string,
  except: string | null,
  knownAt: Date,
): Promise<boolean> {
  const { fundId, cooperativeId } = cooperativeVersion;
  const rows = await tx.db
    .select({ id: cooperativeId })
    .from(cooperativeVersion)
    .innerJoin(fact, factOf(cooperativeVersion))
    .where(
      and(
        eq(fundId, tx.fundId),
        eq(cooperativeVersion.code, code),
        gte(fact.recordedAt, lastWhole({ fundId, id: cooperativeId }, knownAt)),
      ),
    );
  return rows.some((row) => row.id !== except);
}
