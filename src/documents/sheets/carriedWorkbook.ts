import { Dec, text } from '../../domain/primitives/money.ts';
import type { Sheet, SheetCell, Workbook } from './workbook.ts';

// How a workbook goes from one thread to another: its rows as text, some at a time.

/** A cell as JSON has it: an amount as a list of its digits. */
type CarriedCell = Exclude<SheetCell, Dec> | readonly [digits: string];

const carried = (cell: SheetCell): CarriedCell => (Dec.isDecimal(cell) ? [text(cell)] : cell);

function cellIn(cell: CarriedCell): SheetCell {
  if (cell === null || typeof cell !== 'object') return cell;
  return new Dec(cell[0]);
}

/** Rows of a sheet as the text of JSON. */
export const rowsText = (rows: Sheet['rows']): string =>
  JSON.stringify(rows.map((row) => row.map(carried)));

/** The rows of such a text. */
export const rowsIn = (json: string): SheetCell[][] =>
  (JSON.parse(json) as CarriedCell[][]).map((row) => row.map(cellIn));

/** A workbook without its rows, for a thread. */
export interface Frame extends Omit<Workbook, 'sheets'> {
  readonly sheets: readonly (Pick<Sheet, 'name' | 'title' | 'columns'> & {
    readonly totals: string | null;
  })[];
}

export const frameOf = ({ sheets, ...workbook }: Workbook): Frame => ({
  ...workbook,
  sheets: sheets.map(({ name, title, columns, totals }) => ({
    name,
    title,
    // What finds the cells of a row stays behind.
    columns: columns.map((column) => ({
      title: column.title,
      kind: column.kind,
      width: column.width,
    })),
    totals: totals && rowsText([totals]),
  })),
});

/** The workbook of a frame, with the rows of each sheet. */
export const workbookIn = (
  { sheets, ...frame }: Frame,
  rows: readonly (readonly SheetCell[])[][],
): Workbook => ({
  ...frame,
  sheets: sheets.map(({ totals, ...sheet }, at) => ({
    ...sheet,
    rows: rows[at] ?? [],
    totals: totals === null ? null : (rowsIn(totals)[0] ?? null),
  })),
});
