import writeWorkbook from 'write-excel-file/node';
import type { CellObject } from 'write-excel-file/node';
import { Dec, sum, text } from '../../domain/primitives/money.ts';
import { withoutNoText } from '../../domain/primitives/texts.ts';
import { momentText, proseDate } from '../words/vietnamese.ts';
import type { ColumnKind, Sheet, SheetCell, SheetColumn, Workbook } from './workbook.ts';
import { unzipped, zipOf } from '../zip.ts';

/** Spreadsheets keep 15 digits of a number and print the rest as zeros. */
const MOST_DIGITS = 15;

/**
 * An amount or a rate as a spreadsheet keeps it: the only place where one becomes a binary number.
 * Up to 15 digits that number prints as the very same digits; null where there are more.
 */
export function cellNumber(amount: Dec): number | null {
  return amount.precision(true) > MOST_DIGITS ? null : amount.toNumber();
}

/**
 * How numbers are shown. A comma in a format stands for the separator of the one who looks: dots
 * where the computer is set to Vietnamese. `[$-42A]` (Vietnamese) has LibreOffice show 1.234.567
 * also elsewhere; Excel goes by the computer alone.
 */
const FORMATS: Readonly<Record<ColumnKind, string>> = {
  text: '@',
  count: '[$-42A]#,##0',
  money: '[$-42A]#,##0',
  percent: '[$-42A]0.00####',
  date: 'dd/mm/yyyy',
};

/** Excel counts a 29 February 1900 that there never was: earlier days would be a day off. */
const FIRST_DATE = '1900-03-01';

const FONT = { fontFamily: 'Times New Roman', fontSize: 12 };

/** In points. */
const LINE_HEIGHT = 16.5;

/** Excel takes no row higher than 409 points. */
const MOST_LINES = 24;

const BORDER = { borderStyle: 'thin', borderColor: '#808080' } as const;

const HEADER = {
  ...BORDER,
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'center',
  backgroundColor: '#E2EFDA',
} as const;

const TOTAL = {
  ...BORDER,
  fontWeight: 'bold',
  backgroundColor: '#F2F2F2',
  height: LINE_HEIGHT,
} as const;

/** In characters: what can still be read when it is printed on A4. */
const WIDEST_PAGE = 260;

/** Title, fund, days and the names of the columns stand above the rows. */
const ROWS_ABOVE = 4;

/** An underscore with which a code of a letter would begin (ECMA-376, ST_Xstring). */
const BEFORE_CODE = /_(?=x[0-9A-Fa-f]{4}_)/g;

type Style = Omit<CellObject, 'value' | 'type' | 'format'>;

/**
 * A text, also one that a spreadsheet would take for a formula or a number: `@` keeps it a text
 * when it is edited too.
 */
function textCell(value: string, style: Style = {}): CellObject {
  // The library finds texts again by an object's keys, where these names have another meaning.
  const shown = withoutNoText(value).replace(BEFORE_CODE, '_x005F_');
  const written = shown in {} ? `${shown} ` : shown;
  return { ...style, value: written, type: String, format: FORMATS.text };
}

function numberCell(amount: Dec, format: string, style: Style): CellObject {
  const value = cellNumber(amount);
  if (value === null) return textCell(text(amount), { ...style, align: 'right' });
  return { ...style, value, type: Number, format };
}

/** A day as a spreadsheet counts it, by UTC: whatever the time zone, it has no time of day. */
function dateCell(day: string, style: Style): CellObject {
  if (day < FIRST_DATE) return textCell(proseDate(day), style);
  const value = new Date(`${day}T00:00:00Z`);
  return { ...style, value, type: Date, format: FORMATS.date };
}

function cellOf(cell: SheetCell, { kind }: SheetColumn, style: Style): CellObject {
  if (cell === null) return style;
  if (Dec.isDecimal(cell)) return numberCell(cell, FORMATS[kind], style);
  if (typeof cell === 'number') {
    return { ...style, value: cell, type: Number, format: FORMATS.count };
  }
  if (kind === 'date') return dateCell(cell, { ...style, align: 'center' });
  return textCell(cell, { ...style, wrap: true });
}

/** `0` → `A`, `26` → `AA`. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters((index - (index % 26)) / 26 - 1) + last;
}

/** The formula of a column's total; null where a spreadsheet would not sum it exactly. */
function sumFormula({ rows }: Sheet, index: number): string | null {
  const amounts = rows.map((row) => row[index]).filter((cell) => Dec.isDecimal(cell));
  const sizes = sum(amounts.map((amount) => amount.abs()));
  // Texts are left out of a SUM, and what is between them is not exact above 15 digits.
  if (rows.length === 0 || cellNumber(sizes) === null) return null;
  const letters = columnLetters(index);
  return `SUM(${letters}${ROWS_ABOVE + 1}:${letters}${ROWS_ABOVE + rows.length})`;
}

/** The row of totals: formulas where they are exact. Their values are kept in `known`. */
function totalCells(sheet: Sheet, known: Map<string, string>): CellObject[] {
  return (sheet.totals ?? []).map((cell, index) => {
    const column = sheet.columns[index];
    if (column === undefined) return TOTAL;
    if (typeof cell === 'string') return textCell(cell, TOTAL);
    const isSum = column.kind === 'money' && Dec.isDecimal(cell);
    const formula = isSum ? sumFormula(sheet, index) : null;
    if (!isSum || formula === null) return cellOf(cell, column, TOTAL);
    known.set(formula, text(cell));
    return { ...TOTAL, value: formula, type: 'Formula', format: FORMATS.money };
  });
}

/** How many lines a text takes in so many characters. */
function linesOf(words: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of words.split(' ')) {
    if (used > 0 && used + word.length > width) {
      lines += 1;
      used = 0;
    }
    used += word.length + 1;
  }
  return lines;
}

/** A row as high as its longest text: some spreadsheets do not find that out. */
function rowCells(row: readonly SheetCell[], columns: readonly SheetColumn[]): CellObject[] {
  let lines = 1;
  for (const [index, { width }] of columns.entries()) {
    const cell = row[index];
    const needed = typeof cell === 'string' ? linesOf(cell, width) : 1;
    if (needed > lines) lines = needed;
  }
  if (lines > MOST_LINES) lines = MOST_LINES;
  const style = { ...BORDER, alignVertical: 'top', height: lines * LINE_HEIGHT } as const;
  return columns.map((column, index) => cellOf(row[index] ?? null, column, style));
}

/** What stands in place of rows. */
const NOTHING = 'Không có số liệu.';

/** Letters of bold type are wider by so much. */
const BOLD = 1.15;

/** The names of the columns, as high as the longest of them. */
function headCells({ columns }: Sheet): CellObject[] {
  const lines = columns.map(({ title, width }) => linesOf(title, width / BOLD));
  const height = lines.reduce((most, each) => (each > most ? each : most), 2) * LINE_HEIGHT;
  return columns.map(({ title, kind }) =>
    textCell(title, { ...HEADER, height, align: kind === 'text' ? 'left' : 'center' }),
  );
}

function sheetData(workbook: Workbook, sheet: Sheet, known: Map<string, string>): CellObject[][] {
  const { issuer, days, knownAt, narrowedTo } = workbook;
  const books = `theo sổ sách lúc ${momentText(knownAt)}`;
  const narrowed = narrowedTo.length === 0 ? '' : ` (chỉ gồm: ${narrowedTo.join('; ')})`;
  return [
    [textCell(sheet.title, { fontWeight: 'bold', fontSize: 14, height: 20 })],
    [textCell(issuer, { fontWeight: 'bold', height: LINE_HEIGHT })],
    [
      textCell(`${days}${narrowed}; ${books}; đơn vị tính: đồng`, {
        fontStyle: 'italic',
        height: LINE_HEIGHT,
      }),
    ],
    headCells(sheet),
    ...(sheet.rows.length === 0 ? [[textCell(NOTHING, { fontStyle: 'italic' })]] : []),
    ...sheet.rows.map((row) => rowCells(row, sheet.columns)),
    ...(sheet.totals === null ? [] : [totalCells(sheet, known)]),
  ];
}

/** Puts beside each formula what it comes to, for those who read without reckoning. */
function withValues(xml: string, known: ReadonlyMap<string, string>): string {
  return xml.replace(/<f>([^<]*)<\/f>/g, (found, formula: string) => {
    const value = known.get(formula);
    return value === undefined ? found : `${found}<v>${value}</v>`;
  });
}

/**
 * All columns on one sheet of paper, of many on two beside each other; as many down as it takes.
 */
function fittedToPaper(xml: string, { columns }: Sheet): string {
  const width = columns.reduce((all, column) => all + column.width, 0);
  const pages = width > WIDEST_PAGE ? 2 : 1;
  return xml
    .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace('<pageSetup ', `<pageSetup fitToWidth="${pages}" fitToHeight="0" `);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", "''");

/** Has the names of the columns of each sheet printed on every page of it. */
function withPrintedTitles(xml: string, sheets: readonly Sheet[]): string {
  const names = sheets.map(({ name }, index) => {
    const rows = `'${escaped(name)}'!$${ROWS_ABOVE}:$${ROWS_ABOVE}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${rows}</definedName>`;
  });
  return xml.replace('</sheets>', `</sheets><definedNames>${names.join('')}</definedNames>`);
}

/**
 * A workbook as the bytes of an XLSX file: the same bytes for the same workbook. The rows of a
 * sheet are frozen below its head; totals are formulas that carry their value.
 */
export async function xlsx(workbook: Workbook): Promise<Uint8Array> {
  const made = workbook.sheets.map((sheet) => {
    const known = new Map<string, string>();
    return { sheet, known, data: sheetData(workbook, sheet, known) };
  });
  const sheets = made.map(({ sheet, data }) => ({
    sheet: sheet.name,
    data,
    columns: sheet.columns.map(({ width }) => ({ width })),
    stickyRowsCount: ROWS_ABOVE,
    orientation: 'landscape' as const,
  }));
  const transform = (xml: string, _: unknown, { sheetIndex }: { sheetIndex: number }) => {
    const of = made[sheetIndex];
    return of === undefined ? xml : fittedToPaper(withValues(xml, of.known), of.sheet);
  };
  const features = [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } }];
  // Packed again, as the library puts the time of day into it.
  const files = unzipped(await writeWorkbook(sheets, { ...FONT, features }).toBuffer());
  return zipOf(
    files.map(({ name, bytes }) => {
      if (name !== 'xl/workbook.xml') return { name, bytes };
      const xml = withPrintedTitles(Buffer.from(bytes).toString('utf8'), workbook.sheets);
      return { name, bytes: Buffer.from(xml, 'utf8') };
    }),
  );
}
