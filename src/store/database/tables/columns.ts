import { sql, type SQL } from 'drizzle-orm';
import {
  check,
  customType,
  date,
  foreignKey,
  numeric,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../../domain/primitives/dates.ts';

// The words in which the tables are written. Every constraint is named by hand.

export const id = (name: string) => uuid(name).notNull();

export const words = (name: string) => text(name).notNull();

export const day = (name: string) => date(name).$type<CalendarDate>();

export const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3 }).notNull();

export const dong = (name: string) => numeric(name, { precision: 18, scale: 0 });

/** A sum that no single act bounds, such as all interest collected. */
export const dongSum = (name: string) => numeric(name, { precision: 24, scale: 0 });

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const percent = (name: string) => numeric(name, { precision: 9, scale: 6 });

export type Columns = readonly [AnyPgColumn, ...AnyPgColumn[]];

export const key = (name: string, columns: Columns) =>
  primaryKey({ name: `${name}_pk`, columns: [...columns] });

export const uniqueOn = (name: string, columns: Columns) => unique(`${name}_unique`).on(...columns);

export const refers = (name: string, columns: Columns, foreignColumns: Columns) =>
  foreignKey({ name: `${name}_fk`, columns: [...columns], foreignColumns: [...foreignColumns] });

export const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(`${name}_check`, sql`${column} in (${sql.raw(values.map((v) => `'${v}'`).join(', '))})`);

export const must = (name: string, condition: SQL) => check(`${name}_check`, condition);

/** Money by component (R8), each given. */
export const components = () => ({
  principal: dong('principal').notNull(),
  inTermInterest: dong('in_term_interest').notNull(),
  overdueInterest: dong('overdue_interest').notNull(),
  lateInterest: dong('late_interest').notNull(),
});

/** Money by component, where there is any. */
export const componentsIfAny = () => ({
  principal: dong('principal'),
  inTermInterest: dong('in_term_interest'),
  overdueInterest: dong('overdue_interest'),
  lateInterest: dong('late_interest'),
});

export type Components = Record<keyof ReturnType<typeof components>, AnyPgColumn>;

export const columnsOf = (t: Components): SQL[] =>
  [t.principal, t.inTermInterest, t.overdueInterest, t.lateInterest].map((c) => sql`${c}`);

export const noneNegative = (name: string, t: Components) =>
  must(`${name}_components`, sql`least(${sql.join(columnsOf(t), sql`, `)}) >= 0`);
