import { strFromU8, unzipSync } from 'fflate';
import type { Cell as HucreCell, CellValue, Sheet as HucreSheet } from 'hucre/xlsx';
import { Dec } from '../../domain/primitives/money.ts';
import type { ReadCell, ReadRow, ReadSheet } from '../../domain/imports/cells.ts';
import { UnreadFile } from '../../domain/imports/bookRead.ts';
import { kindOf, partsOf, type Parts } from './guard.ts';
import { odsMarks, type OdsMarks } from './odsMarks.ts';
import { readCsv } from './readCsv.ts';

// The one file that knows the library by which workbooks are read.

/** A sheet may have so many rows; a book of more goes on in another sheet, or another file. */
export const MOST_ROWS_OF_SHEET = 50_000;

export const MOST_SHEETS = 200;

/** Cells of all sheets together. */
const MOST_CELLS = 6_000_000;

const MOST_COLUMNS = 256;

/** A spreadsheet keeps fifteen digits of a number. */
const EXACT_DIGITS = 15;

/** What a file holds. */
export interface ReadFile {
  readonly kind: 'xlsx' | 'ods' | 'csv';
  readonly sheets: readonly ReadSheet[];
  /** Names of sheets with more rows than are read. */
  readonly tooLong: readonly string[];
  readonly hasMacros: boolean;
  readonly hasExternalLinks: boolean;
}

const digits = (value: number): string =>
  new Dec(value).toSignificantDigits(EXACT_DIGITS, Dec.ROUND_HALF_UP).toFixed();

const pad = (part: number, length = 2): string => String(part).padStart(length, '0');

/** The library tells dates as instants at UTC's midnight. */
function dayOf(date: Date): string {
  const day = [pad(date.getUTCFullYear(), 4), pad(date.getUTCMonth() + 1), pad(date.getUTCDate())];
  return day.join('-');
}

const ERROR = /^#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)|^Err:\d+$/;

function valueCell(value: CellValue): ReadCell | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { kind: 'number', text: digits(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE' };
  if (value instanceof Date) {
    const isDay = !Number.isNaN(value.getTime());
    return isDay ? { kind: 'date', text: dayOf(value) } : { kind: 'error', text: '#VALUE!' };
  }
  return { kind: ERROR.test(value) ? 'error' : 'text', text: value };
}

/** A cell with what is known besides its value; null: it is empty. */
function cellOf(value: CellValue, of: HucreCell | undefined, isPercent: boolean): ReadCell | null {
  const isFormula = of?.formula !== undefined;
  const cell =
    of?.type === 'error' ? ({ kind: 'error', text: String(value) } as const) : valueCell(value);
  if (cell === null) return isFormula && value === null ? { kind: 'unread', text: '' } : null;
  const percent =
    cell.kind === 'number' && (isPercent || of?.style?.numFmt?.includes('%') === true);
  return { ...cell, ...(percent && { percent }), ...(isFormula && { formula: true as const }) };
}

/** Gives the parts of a merged cell what stands in its first. */
function spreadMerges(rows: Map<number, (ReadCell | null)[]>, merges: HucreSheet['merges']): void {
  for (const { startRow, startCol, endRow, endCol } of merges ?? []) {
    const first = rows.get(startRow)?.[startCol];
    if (first === null || first === undefined) continue;
    // A whole column may be merged: only rows that are there.
    for (let row = startRow; row <= Math.min(endRow, startRow + 1_000); row += 1) {
      const cells = rows.get(row);
      if (cells === undefined) continue;
      for (let column = startCol; column <= Math.min(endCol, MOST_COLUMNS - 1); column += 1) {
        while (cells.length <= column) cells.push(null);
        if (row !== startRow || column !== startCol) cells[column] = { ...first, spread: true };
      }
    }
  }
}

function sheetOf(sheet: HucreSheet, epoch: 1900 | 1904, marks: OdsMarks | undefined): ReadSheet {
  const cellsOf = new Map<number, (ReadCell | null)[]>();
  for (const [at, values] of sheet.rows.entries()) {
    const cells = values.slice(0, MOST_COLUMNS).map((value, column) => {
      const isPercent = marks?.percents.has(`${at},${column}`) === true;
      return cellOf(value, sheet.cells?.get(`${at},${column}`), isPercent);
    });
    cellsOf.set(at, cells);
  }
  spreadMerges(cellsOf, sheet.merges);
  const isHidden = (at: number) =>
    sheet.rowDefs?.get(at)?.hidden === true || marks?.hiddenRows.has(at) === true;
  const rows: ReadRow[] = [...cellsOf].flatMap(([at, cells]) =>
    cells.every((cell) => cell === null) ? [] : [{ number: at + 1, hidden: isHidden(at), cells }],
  );
  const hiddenColumns = (sheet.columns ?? []).flatMap((column, index) =>
    column?.hidden === true ? [index] : [],
  );
  const hidden = sheet.hidden === true || sheet.veryHidden === true || marks?.isHidden === true;
  return { name: sheet.name, hidden, hiddenColumns, epoch, rows };
}

function refuseTooMany(sheets: readonly HucreSheet[]): void {
  let cells = 0;
  for (const { rows } of sheets) {
    for (const row of rows) cells += row.length;
  }
  if (cells > MOST_CELLS || sheets.length > MOST_SHEETS) throw new UnreadFile('too-many-cells');
}

/** Reads what the library is given. @throws UnreadFile */
async function readZip(bytes: Uint8Array, kind: 'xlsx' | 'ods', parts: Parts): Promise<ReadFile> {
  // One more tells that there are too many.
  const options = { readStyles: true, maxRows: MOST_ROWS_OF_SHEET + 1 };
  const workbook = await openWorkbook(bytes, kind, options);
  refuseTooMany(workbook.sheets);
  const marks = kind === 'ods' ? odsMarks(contentOf(bytes)) : [];
  const epoch = workbook.dateSystem === '1904' ? 1904 : 1900;
  const tooLong = workbook.sheets.flatMap(({ name, rows }) =>
    rows.length > MOST_ROWS_OF_SHEET ? [name] : [],
  );
  const sheets = workbook.sheets.map((sheet, index) => sheetOf(sheet, epoch, marks[index]));
  const { hasMacros, hasExternalLinks } = parts;
  return { kind, sheets, tooLong, hasMacros, hasExternalLinks };
}

const contentOf = (bytes: Uint8Array): string => {
  const { 'content.xml': content } = unzipSync(bytes, {
    filter: ({ name }) => name === 'content.xml',
  });
  return content === undefined ? '' : strFromU8(content);
};

async function openWorkbook(
  bytes: Uint8Array,
  kind: 'xlsx' | 'ods',
  options: { readStyles: boolean; maxRows: number },
) {
  try {
    if (kind === 'ods') return await (await import('hucre/ods')).readOds(bytes, options);
    return await (await import('hucre/xlsx')).readXlsx(bytes, options);
  } catch (error) {
    const isLocked =
      error instanceof Error && /encrypt|password/i.test(`${error.name} ${error.message}`);
    const isTooMuch = error instanceof Error && /cells|exceed/i.test(error.message);
    throw new UnreadFile(isLocked ? 'password' : isTooMuch ? 'too-many-cells' : 'no-workbook', {
      cause: error,
    });
  }
}

/**
 * Reads a workbook or text as sheets of cells. Formulas are not worked out, macros not run, links not
 * followed: the values are those of the last save.
 *
 * @throws UnreadFile
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadFile> {
  const kind = kindOf(bytes);
  if (kind !== 'text') return readZip(bytes, kind, partsOf(bytes));
  const sheets = readCsv(bytes, MOST_ROWS_OF_SHEET);
  const tooLong = sheets.flatMap(({ name, rows }) =>
    rows.length > MOST_ROWS_OF_SHEET ? [name] : [],
  );
  return { kind: 'csv', sheets, tooLong, hasMacros: false, hasExternalLinks: false };
}
