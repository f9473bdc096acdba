// Sheets as LibreOffice's flat XML, of which it makes workbooks.

interface Cell {
  readonly type: 'string' | 'float' | 'date' | 'percentage';
  readonly value: string;
  readonly formula?: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** What stands in a cell: a text, a number, nothing, or what is made below. */
export type Value = string | number | null | Cell;

export type Row = readonly Value[] | { readonly hidden: true; readonly cells: readonly Value[] };

export interface Sheet {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Columns that are not shown, from 0. */
  readonly hiddenColumns?: readonly number[];
}

/** A date cell; `day`: `2022-12-31`. */
export const date = (day: string): Cell => ({ type: 'date', value: day });

/** A number that is shown as a percentage: 0.066 is 6.6 %. */
export const percent = (value: string): Cell => ({ type: 'percentage', value });

/** A formula with its value. */
export const formula = (of: string, value: number): Cell => ({
  type: 'float',
  value: String(value),
  formula: `of:=${of}`,
});

/** A text over several cells, which stand behind it as null. */
export const merged = (text: string, columns: number, rows = 1): Cell => ({
  type: 'string',
  value: text,
  columns,
  rows,
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function cellOf(value: Value): string {
  if (value === null) return '<table:table-cell/>';
  if (typeof value === 'string') return cellOf({ type: 'string', value });
  if (typeof value === 'number') return cellOf({ type: 'float', value: String(value) });
  const { type, value: of, formula: how, columns, rows } = value;
  const attributes = [`office:value-type="${type}"`];
  if (type === 'date') attributes.push('table:style-name="D"', `office:date-value="${of}"`);
  if (type === 'percentage') attributes.push('table:style-name="P"', `office:value="${of}"`);
  if (type === 'float') attributes.push(`office:value="${of}"`);
  if (how !== undefined) attributes.push(`table:formula="${escaped(how)}"`);
  if (columns !== undefined) {
    attributes.push(`table:number-columns-spanned="${columns}"`);
    attributes.push(`table:number-rows-spanned="${rows ?? 1}"`);
  }
  const text = type === 'string' ? `<text:p>${escaped(of)}</text:p>` : '';
  return `<table:table-cell ${attributes.join(' ')}>${text}</table:table-cell>`;
}

function rowOf(row: Row): string {
  const isShown = !('hidden' in row);
  const cells = isShown ? row : row.cells;
  const visibility = isShown ? '' : ' table:visibility="collapse"';
  return `<table:table-row${visibility}>${cells.map(cellOf).join('')}</table:table-row>`;
}

function sheetOf({ name, rows, hiddenColumns = [] }: Sheet): string {
  const width = Math.max(1, ...rows.map((row) => ('hidden' in row ? row.cells : row).length));
  const columns = Array.from({ length: width }, (_, at) =>
    hiddenColumns.includes(at)
      ? '<table:table-column table:visibility="collapse"/>'
      : '<table:table-column/>',
  );
  const content = rows.length === 0 ? '<table:table-row><table:table-cell/></table:table-row>' : '';
  const body = `${columns.join('')}${rows.map(rowOf).join('')}${content}`;
  return `<table:table table:name="${escaped(name)}">${body}</table:table>`;
}

const SPACES = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

const STYLES = `<office:automatic-styles>
<number:date-style style:name="nd"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:percentage-style style:name="np"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="D" style:family="table-cell" style:data-style-name="nd"/>
<style:style style:name="P" style:family="table-cell" style:data-style-name="np"/>
</office:automatic-styles>`;

/** A workbook; `epoch`: the year from whose first day its serial numbers count. */
export function flatXml(sheets: readonly Sheet[], epoch: 1900 | 1904): string {
  const settings =
    epoch === 1904
      ? '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
      : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${SPACES} xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
${STYLES}<office:body><office:spreadsheet>${settings}${sheets.map(sheetOf).join('')}</office:spreadsheet></office:body></office:document>`;
}
