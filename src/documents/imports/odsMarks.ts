/** What the library does not tell of a sheet of an ODS file. */
export interface OdsMarks {
  readonly isHidden: boolean;
  /** Rows that are not shown, from 0. */
  readonly hiddenRows: ReadonlySet<number>;
  /** Cells that are percentages, as `row,column` from 0. */
  readonly percents: ReadonlySet<string>;
}

const TAGS = /<(\/?)table:(table-row|table-cell|covered-table-cell|table)(?![\w-])([^>]*?)(\/?)>/g;

const repeatedOf = (attributes: string, of: 'rows' | 'columns'): number => {
  const [, count = '1'] = new RegExp(`table:number-${of}-repeated="(\\d+)"`).exec(attributes) ?? [];
  return +count;
};

/** Rows and columns behind so many are not read. */
const MOST_ROWS = 60_000;
const MOST_COLUMNS = 256;

const MOST_PERCENTS = 1_000_000;

/** Each row and column of a block that is repeated. */
function* placesOf(
  from: { row: number; column: number },
  rows: number,
  columns: number,
): Generator<string> {
  const lastRow = Math.min(from.row + rows, MOST_ROWS);
  const lastColumn = Math.min(from.column + columns, MOST_COLUMNS);
  for (let row = from.row; row < lastRow; row += 1) {
    for (let column = from.column; column < lastColumn; column += 1) yield `${row},${column}`;
  }
}

/** Goes over the tables of an ODS file for the rows that are not shown and the cells that are percentages. */
export function odsMarks(content: string): OdsMarks[] {
  const sheets: { isHidden: boolean; hiddenRows: Set<number>; percents: Set<string> }[] = [];
  let [row, column, repeated] = [0, 0, 1];
  for (const [, closing, tag, attributes = '', empty] of content.matchAll(TAGS)) {
    const sheet = sheets.at(-1);
    if (tag === 'table') {
      if (closing === '') {
        sheets.push({ isHidden: false, hiddenRows: new Set(), percents: new Set() });
      }
      [row, column] = [0, 0];
    } else if (tag === 'table-row') {
      if (closing === '') {
        [repeated, column] = [repeatedOf(attributes, 'rows'), 0];
        if (/table:visibility="(collapse|filter)"/.test(attributes)) {
          const last = Math.min(row + repeated, MOST_ROWS);
          for (let at = row; at < last; at += 1) sheet?.hiddenRows.add(at);
        }
      }
      if (closing !== '' || empty !== '') row += repeated;
    } else if (closing === '') {
      const wide = repeatedOf(attributes, 'columns');
      if (sheet !== undefined && attributes.includes('office:value-type="percentage"')) {
        for (const place of placesOf({ row, column }, repeated, wide)) {
          if (sheet.percents.size < MOST_PERCENTS) sheet.percents.add(place);
        }
      }
      column += wide;
    }
  }
  return sheets;
}
