import { Dec, text } from '../../domain/primitives/money.ts';

/** What stands in a cell; an amount is told from a text by its type. */
export type Cell = string | number | boolean | Dec | null;

/** A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function printed(cell: Cell): string {
  if (cell === null) return '';
  if (Dec.isDecimal(cell)) return text(cell);
  if (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell)) return `'${cell}`;
  return String(cell);
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * A table as CSV (RFC 4180): a header row of the column names, then the rows; every line ends with
 * CRLF. What of a row is no column is left out.
 */
export function csv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((line) => `${line.map((cell) => quoted(printed(cell))).join(',')}\r\n`).join('');
}
