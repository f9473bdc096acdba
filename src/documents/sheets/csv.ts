import { Dec, text } from '../../domain/primitives/money.ts';
import { atOnce, inTurns, type InTurns } from '../../domain/primitives/turns.ts';

/** What stands in a cell; an amount is told from a text by its type. */
export type Cell = string | number | boolean | Dec | null;

/** How a text begins that a spreadsheet takes for a formula. */
const FORMULA = /^(?=[=+\-@\t\r＝＋－＠])/;

/**
 * The same within a text, behind what a spreadsheet may part cells by: quotes hold only for the separator
 * that it expects.
 */
const FORMULA_WITHIN = /([;\t\r\n][\s"]*|^"+)(?=[=+\-@＝＋－＠])/g;

/** An amount, a count or a yes as digits or word, a text in quotes with no formula in it. */
function printed(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return Dec.isDecimal(cell) ? text(cell) : String(cell);
  const guarded = cell.replace(FORMULA, "'").replace(FORMULA_WITHIN, "$1'");
  return `"${guarded.replaceAll('"', '""')}"`;
}

/**
 * A table as CSV (RFC 4180): a header row of the column names, then the rows; every line ends with
 * CRLF. Each text is in quotes, and an apostrophe stands where a formula would begin. What of a row is
 * no column is left out. Some rows at a time.
 */
export function* csvInTurns<Column extends string>(
  columns: readonly Column[],
  rows: Iterable<Readonly<Record<Column, Cell>>>,
): InTurns<string> {
  const lines = yield* inTurns(
    rows,
    (row) => `${columns.map((column) => printed(row[column])).join(',')}\r\n`,
  );
  return `${columns.join(',')}\r\n${lines.join('')}`;
}

/** A table as CSV, as `csvInTurns`. */
export function csv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
): string {
  return atOnce(csvInTurns(columns, rows));
}
