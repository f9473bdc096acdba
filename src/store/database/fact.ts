import { eq, lte, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { fact, token } from './tables/schema.ts';

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

/** Whether `fact` was recorded at `knownAt` or before (R21). */
export function isKnown(knownAt: Date): SQL {
  return lte(fact.recordedAt, knownAt);
}

/** Whether an id column is one of these: one parameter, however many there are. */
export function isOneOf(column: AnyPgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::uuid[])`;
}
