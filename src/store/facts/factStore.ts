import type { FactKind } from '../../domain/books/factKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Head, Of } from './head.ts';

/** A value of a row that is the text of JSON already. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A row to be inserted, by the names of its columns; `fund_id` is added for all. */
export type Row = Readonly<Record<string, unknown>>;

/** A row with the table in which it stands. */
export type TableRow = readonly [table: string, row: Row];

/** A column as the text that the database gives; null where the column is empty. */
export type Cell = string | null;

/** Has a query give every column as the text that PostgreSQL sends. */
export const AS_TEXT = { getTypeParser: () => (text: unknown) => text };

/** How facts of some kinds stand in their tables: read one way, written the other. */
export interface FactStore<E extends Of<FactKind>> {
  readonly kinds: readonly E['factKind'][];
  /** The table of what they say, under the name `s`, joined to `fact f` by the id. */
  readonly table: string;
  /** What is read besides the head, each as text. */
  readonly columns: readonly string[];
  /**
   * The entry that a row says; `cells` are in the order of `columns`. The head is spread last: entries
   * that begin with a spread take four times the memory.
   */
  entryOf(head: Head & { readonly factKind: FactKind }, cells: readonly Cell[]): E;
  /** What is inserted for an entry besides its row of `fact`. */
  rowsOf(entry: E): readonly TableRow[];
}

/** What the constraints of a table promise to be there. */
export function given(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) throw new Error('a fact lacks a column of its kind');
  return cell;
}

export const dayOf = (cell: Cell | undefined): CalendarDate => given(cell) as CalendarDate;

export const dayIfAny = (cell: Cell | undefined): CalendarDate | null =>
  (cell ?? null) as CalendarDate | null;

/** A column that is true or false; null where it is empty. */
export const booleanIfAny = (cell: Cell | undefined): boolean | null =>
  cell === null || cell === undefined ? null : cell === 'true' || cell === 't';

/** Rows of a table below a fact's, each as an array, as the text of JSON. */
export function children(
  table: string,
  key: string,
  columns: readonly string[],
  order: string,
): string {
  const listed = columns.map((column) => `c.${column}::text`).join(', ');
  return `(select json_agg(json_build_array(${listed}) order by c.${order}) from ${table} c
    where c.fund_id = s.fund_id and c.${key} = s.id)`;
}

/** The rows that `children` gave. */
export function rowsIn(cell: Cell | undefined): readonly (readonly Cell[])[] {
  return cell === null || cell === undefined ? [] : (JSON.parse(cell) as Cell[][]);
}
