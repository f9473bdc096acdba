import type { CalendarDate } from '../primitives/dates.ts';

// A workbook as it was read, before anybody says what it means. Numbers are texts of digits: none of
// them goes through binary floating point again.

/** What stands in a cell. */
export interface ReadCell {
  /** `unread`: a formula whose value the file does not keep. */
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'error' | 'unread';
  /** A text as typed; the digits of a number; a date `YYYY-MM-DD`; an error such as `#DIV/0!`. */
  readonly text: string;
  /** Whether the cell is shown as a percentage: 0.066 for 6.6 %. */
  readonly percent?: true;
  /** Whether the value is that of a formula, as it was when the file was last saved. */
  readonly formula?: true;
  /** Whether the cell is a part of a merged one, and not the part in which the value stands. */
  readonly spread?: true;
}

export interface ReadRow {
  /** From 1, as on the left of the sheet. */
  readonly number: number;
  readonly hidden: boolean;
  /** From column A; what is empty is null or left out at the end. */
  readonly cells: readonly (ReadCell | null)[];
}

export interface ReadSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Columns that are not shown, from 0. */
  readonly hiddenColumns: readonly number[];
  /** What the sheet's serial numbers count from: the first day of 1900, or of 1904. */
  readonly epoch: 1900 | 1904;
  /** Rows with something in them. */
  readonly rows: readonly ReadRow[];
}

/** Where something stands. `row` null: the sheet as a whole; `column` null: the row as a whole. */
export interface Place {
  readonly sheet: string;
  readonly row: number | null;
  /** By its letter, as above the sheet. */
  readonly column: string | null;
}

const LETTERS = 26;

/** The letters of a column that is counted from 0: A, …, Z, AA, … */
export function columnLetters(index: number): string {
  let letters = '';
  for (let left = index + 1; left > 0;) {
    const last = (left - 1) % LETTERS;
    letters = String.fromCharCode(65 + last) + letters;
    left = (left - 1 - last) / LETTERS;
  }
  return letters;
}

/** What stands in a cell, in one line, for a reader. */
export function shown(cell: ReadCell | null | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell.kind === 'unread') return '(công thức không có giá trị)';
  const line = cell.text.replace(/\s+/gu, ' ').trim();
  return cell.percent === true ? `${line} (%)` : line;
}

export const isEmpty = (cell: ReadCell | null | undefined): boolean =>
  cell === null || cell === undefined || (cell.kind === 'text' && cell.text.trim() === '');

/** What a cell says by itself; a part of a merged one says nothing. */
export const ownOf = (cell: ReadCell | null | undefined): ReadCell | null =>
  cell === null || cell === undefined || cell.spread === true || isEmpty(cell) ? null : cell;

/** The first day that a serial number of Excel counts, and how far it is trusted to be a date. */
export const SERIAL_EPOCH: Readonly<Record<ReadSheet['epoch'], CalendarDate>> = {
  // Excel counts a 29 February 1900 that never was: right from March 1900 on.
  1900: '1899-12-30' as CalendarDate,
  1904: '1904-01-01' as CalendarDate,
};
