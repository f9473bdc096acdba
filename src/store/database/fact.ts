import type { FactKind } from '../../domain/books/factKinds.ts';
import type { RecordedFact, NotedFact } from './recording.ts';
import assert from 'node:assert';
import { randomUUID } from 'node:crypto';
import { and, asc, eq, lte, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from './database.ts';
import { fact, fundClock, reversal, token } from './tables/schema.ts';
import type { Actor } from '../../domain/access/actor.ts';

/** A reversal of a fact (R12). */
export interface StoredReversal extends RecordedFact {
  readonly factId: string;
  readonly reason: string;
}

/** The instant of the fund's last fact: the `knownAt` of all that is known inside `writeFund`. */
export async function lastRecordedAt(tx: FundTx): Promise<Date> {
  const [row] = await tx.db
    .select({ at: fundClock.lastRecordedAt })
    .from(fundClock)
    .where(eq(fundClock.fundId, tx.fundId));
  assert(row, 'the fund has no clock');
  return row.at;
}

/** An act that is to be entered. */
interface NewAct {
  readonly kind: FactKind;
  readonly effectiveOn: CalendarDate;
  readonly recordedBy: Actor;
}

/**
 * Enters acts in their order, inside `writeFund`; what each says is inserted under the id given back.
 * Their instants rise by a millisecond; the first is after every earlier one of the fund, and after
 * now, so after every `knownAt` answered (R21).
 */
export async function recordFacts(tx: FundTx, acts: readonly NewAct[]): Promise<RecordedFact[]> {
  if (acts.length === 0) return [];
  const [clock] = await tx.db
    .update(fundClock)
    .set({
      lastRecordedAt: sql`greatest(date_trunc('milliseconds', clock_timestamp()),
        ${fundClock.lastRecordedAt}) + ${acts.length} * interval '1 millisecond'`,
    })
    .where(eq(fundClock.fundId, tx.fundId))
    .returning({ last: fundClock.lastRecordedAt });
  assert(clock, 'the fund has no clock');
  const before = clock.last.getTime() - acts.length;
  const recorded = acts.map(({ kind, effectiveOn, recordedBy }, index) => {
    assert(recordedBy.fundId === tx.fundId, 'the actor belongs to another fund');
    const recordedAt = new Date(before + index + 1);
    return { id: randomUUID(), kind, effectiveOn, recordedAt, recordedBy };
  });
  await tx.db.insert(fact).values(
    recorded.map((each) => ({
      ...each,
      fundId: tx.fundId,
      recordedBy: each.recordedBy.tokenId,
    })),
  );
  const noted = recorded.map((each) => ({ ...each, recordedBy: each.recordedBy.tokenName }));
  tx.recorded.push(...noted);
  return noted.map(({ id, effectiveOn, recordedAt, recordedBy }) => ({
    id,
    effectiveOn,
    recordedAt,
    recordedBy,
  }));
}

/** Enters one act, as `recordFacts` does. */
export async function recordFact(tx: FundTx, act: NewAct): Promise<RecordedFact> {
  const [recorded] = await recordFacts(tx, [act]);
  assert(recorded, 'a fact was not recorded');
  return recorded;
}

/**
 * Reverses a fact (R12); the reversal carries its effective date. A second one breaks
 * `reversal_reversed_unique`.
 */
export async function reverseFact(
  tx: FundTx,
  factId: string,
  reason: string,
  actor: Actor,
): Promise<StoredReversal> {
  const [reversed] = await tx.db
    .select({ effectiveOn: fact.effectiveOn })
    .from(fact)
    .where(and(eq(fact.fundId, tx.fundId), eq(fact.id, factId)));
  assert(reversed, `no fact ${factId}`);
  const { effectiveOn } = reversed;
  const recorded = await recordFact(tx, { kind: 'reversal', effectiveOn, recordedBy: actor });
  await tx.db.insert(reversal).values({ fundId: tx.fundId, id: recorded.id, factId, reason });
  return { ...recorded, factId, reason };
}

/** Every fact of the fund, in the order of recording, with the token that recorded it. */
export async function allFacts(tx: FundTx): Promise<(NotedFact & { readonly tokenId: string })[]> {
  return tx.db
    .select({ id: fact.id, kind: fact.kind, ...recording, tokenId: fact.recordedBy })
    .from(fact)
    .innerJoin(token, recorder())
    .where(eq(fact.fundId, tx.fundId))
    .orderBy(asc(fact.recordedAt));
}

/** The columns of `Recording`, for a select that joins `factOf` and `recorder`. */
export const recording = {
  effectiveOn: fact.effectiveOn,
  recordedAt: fact.recordedAt,
  recordedBy: token.name,
};

/** Joins `fact` to the table that says what it says. */
export function factOf(table: { fundId: AnyPgColumn; id: AnyPgColumn }): SQL {
  return sql`(${eq(fact.fundId, table.fundId)} and ${eq(fact.id, table.id)})`;
}

/** Joins `token` to `fact`. */
export function recorder(): SQL {
  return sql`(${eq(token.fundId, fact.fundId)} and ${eq(token.id, fact.recordedBy)})`;
}

const reversing = (knownAt: Date) => sql`from ${reversal} r
  join ${fact} rf on rf.fund_id = r.fund_id and rf.id = r.id
  where r.fund_id = ${fact.fundId} and r.fact_id = ${fact.id}
    and rf.recorded_at <= ${sql.param(knownAt, fact.recordedAt)}`;

/** Whether `fact` was recorded at `knownAt` or before (R21). */
export function isKnown(knownAt: Date): SQL {
  return lte(fact.recordedAt, knownAt);
}

/** Whether `fact` was recorded on a day in Asia/Ho_Chi_Minh. */
export function isRecordedOn(day: CalendarDate): SQL {
  const midnight = sql`(${day}::date)::timestamp`;
  return sql`(${fact.recordedAt} >= ${midnight} at time zone 'Asia/Ho_Chi_Minh'
    and ${fact.recordedAt} < (${midnight} + interval '1 day') at time zone 'Asia/Ho_Chi_Minh')`;
}

/** Whether `fact` was recorded, and not reversed, at `knownAt` or before (R12, R21). */
export function stands(knownAt: Date): SQL {
  return sql`(${isKnown(knownAt)} and not exists (select ${reversing(knownAt)}))`;
}

/** When `fact` was reversed, as known at `knownAt`; null while it stands. */
export function reversedAt(knownAt: Date): SQL<Date | null> {
  return sql<Date | null>`(select rf.recorded_at ${reversing(knownAt)})`.mapWith(fact.recordedAt);
}

/** Whether an id column is one of these: one parameter, however many there are. */
export function isOneOf(column: AnyPgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::uuid[])`;
}
