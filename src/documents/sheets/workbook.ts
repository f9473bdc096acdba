import { ensure } from '../../domain/primitives/errors.ts';
import { dongOf, moneyOf } from '../../domain/primitives/dong.ts';
import { Dec, type Money } from '../../domain/primitives/money.ts';
import { fundName, proseDate } from '../words/vietnamese.ts';

// What a workbook consists of; `xlsx.ts` makes the file. A pure function makes the sheets. A total
// that is not what its rows add up to is our bug, and making the sheet throws.

/** Texts; counts; whole đồng; percent, such as a rate a year; dates. */
export type ColumnKind = 'text' | 'count' | 'money' | 'percent' | 'date';

/** A text or a date `YYYY-MM-DD`; a count; an amount or a percentage; null: an empty cell. */
export type SheetCell = string | number | Dec | null;

export interface SheetColumn {
  readonly title: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly width: number;
}

/** A column and what each row has in it. */
export interface ColumnOf<Row> extends SheetColumn {
  readonly of: (row: Row) => SheetCell;
  /** What stands below the rows: of money their sum. Undefined: nothing. */
  readonly total: SheetCell | undefined;
}

export interface Sheet {
  /** On its tab: at most 31 characters, none of `[]/\:*?`. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** The last row; null: none. Money in it is the sum of its column. */
  readonly totals: readonly SheetCell[] | null;
}

/** Sheets that all show the same figures: of one fund, up to one day, as known at one instant. */
export interface Workbook {
  /** What the file is called, without its ending. */
  readonly fileName: string;
  /** The fund by its whole name. */
  readonly issuer: string;
  /** The days that the figures are about, in words. */
  readonly days: string;
  readonly knownAt: Date;
  /** What it is narrowed to, in words; empty: it has all of its kind. */
  readonly narrowedTo: readonly string[];
  readonly sheets: readonly Sheet[];
}

/** The fund that a workbook is about. */
export interface FundView {
  readonly name: string;
  readonly province: string;
}

/** The most rows that a workbook is made with, all sheets together: more would hold others up. */
export const MOST_ROWS = 30_000;

const LONGEST_NAME = 31;

const NO_NAME = /[[\]/\\:*?]/;

export function text<Row>(
  title: string,
  width: number,
  of: (row: Row) => string | null,
): ColumnOf<Row> {
  return { title, kind: 'text', width, of, total: undefined };
}

export function date<Row>(title: string, of: (row: Row) => string | null): ColumnOf<Row> {
  return { title, kind: 'date', width: 12, of, total: undefined };
}

/** @param total not always the sum: a borrower counts once */
export function count<Row>(
  title: string,
  of: (row: Row) => number | null,
  total?: number,
): ColumnOf<Row> {
  return { title, kind: 'count', width: 10, of, total };
}

/** @param total what the rows must sum to */
export function money<Row>(
  title: string,
  of: (row: Row) => Money | null,
  total?: Money,
): ColumnOf<Row> {
  return { title, kind: 'money', width: 19, of, total };
}

/** @param total that of the whole: percentages are not added */
export function percent<Row>(
  title: string,
  of: (row: Row) => Dec | null,
  total?: Dec | null,
): ColumnOf<Row> {
  return { title, kind: 'percent', width: 11, of, total };
}

/** The sums of money of rows must be the totals that our own figures say: else it is our bug. */
function checkTotal(name: string, column: ColumnOf<never>, cells: readonly SheetCell[]): void {
  if (column.kind !== 'money' || column.total === undefined) return;
  let whole = 0n;
  for (const cell of cells) if (Dec.isDecimal(cell)) whole += dongOf(cell);
  const agrees = Dec.isDecimal(column.total) && moneyOf(whole).equals(column.total);
  ensure(agrees, `the rows of ${name}, ${column.title}, do not add up to the total`);
}

/** A sheet of rows in their order, with a row of totals where a column has one. */
export function sheetOf<Row>(
  name: string,
  title: string,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
): Sheet {
  ensure(name.length <= LONGEST_NAME && !NO_NAME.test(name), `no name of a sheet: ${name}`);
  const cells = rows.map((row) => columns.map((column) => column.of(row)));
  for (const [index, column] of columns.entries()) {
    checkTotal(
      name,
      column,
      cells.map((row) => row[index] ?? null),
    );
  }
  const hasTotals = columns.some((column) => column.total !== undefined);
  const totals = columns.map(({ total = null }, index) => (index === 0 ? 'Tổng cộng' : total));
  return { name, title, columns, rows: cells, totals: hasTotals ? totals : null };
}

/** Says which localities are named, if they are those of another day (R37). */
export const localitiesSuffix = ({
  localitiesOn,
}: {
  readonly localitiesOn?: string | undefined;
}): string => (localitiesOn === undefined ? '' : `; địa bàn theo ngày ${proseDate(localitiesOn)}`);

/**
 * The workbook of figures at the close of a day.
 *
 * @param about what the file is called before the day
 */
export function workbookAt(
  about: string,
  fund: FundView,
  view: {
    readonly asOf: string;
    readonly knownAt: Date;
    readonly localitiesOn?: string | undefined;
  },
  sheets: readonly Sheet[],
  narrowedTo: readonly string[] = [],
): Workbook {
  const days = `Số liệu đến ngày ${proseDate(view.asOf)}${localitiesSuffix(view)}`;
  const fileName = narrowedName(`${about} ${view.asOf}`, narrowedTo);
  const { knownAt } = view;
  return { fileName, issuer: fundName(fund), days, knownAt, narrowedTo, sheets };
}

/** The name of the file of a workbook, which says that it has not all. */
export const narrowedName = (name: string, narrowedTo: readonly string[]): string =>
  narrowedTo.length === 0 ? name : `${name} loc`;
