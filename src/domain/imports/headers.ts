import { columnLetters, isEmpty, shown, type ReadRow, type ReadSheet } from './cells.ts';
import { fieldOf, type Field } from './headerWords.ts';
import { borrowerOfTitles, contractOfTitles, titleOf } from './titles.ts';

// The heading of a table is found by its words, wherever it stands; it may have several rows, of which
// the upper ones are merged over the lower ones.

/** A column of a table, with the words above it. */
export interface Column {
  /** From 0. */
  readonly index: number;
  readonly letters: string;
  /** The words of all rows of its heading, from above. */
  readonly heading: string;
  /** Null: words that are not known. */
  readonly field: Field | null;
}

export interface Heading {
  /** The place among the sheet's rows of the first row of the heading, and of the first one behind it. */
  readonly from: number;
  readonly to: number;
  readonly columns: readonly Column[];
}

/** So many rows of a sheet at its top are looked at. */
const ROWS_LOOKED_AT = 60;

/** A heading has at most so many rows. */
const MOST_ROWS = 3;

/** Columns behind so many are not read. */
export const MOST_COLUMNS = 100;

/** A table has at least so many columns whose words are known. */
const LEAST_FIELDS = 3;

/** A column more outweighs every row more. */
const FIELD_WEIGHT = 10;

const wordsOf = (row: ReadRow, index: number): string => {
  const cell = row.cells[index];
  return cell?.kind === 'text' ? shown(cell) : '';
};

/**
 * The words of a row of a heading over a column. Where cells are not merged, as in a CSV, those of an upper
 * row stand over the first of their columns alone: the others are the next ones that have words below.
 */
function wordsOver(rows: readonly ReadRow[], at: number, index: number): string {
  const [row, below] = [rows[at], rows[at + 1]];
  if (row === undefined) return '';
  const own = wordsOf(row, index);
  if (own !== '' || below === undefined) return own;
  for (let left = index; left >= 0 && wordsOf(below, left) !== ''; left -= 1) {
    const words = wordsOf(row, left);
    if (words !== '') return words;
  }
  return '';
}

/** The words above a column, each once, from above. */
function headingOf(rows: readonly ReadRow[], index: number): string[] {
  const words: string[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const own = wordsOver(rows, at, index);
    if (own !== '' && words.at(-1) !== own) words.push(own);
  }
  return words;
}

function fieldOfWords(words: readonly string[]): Field | null {
  const together = fieldOf(words.join(' '));
  if (together !== null || words.length < 2) return together;
  return fieldOf(words.at(-1) ?? '') ?? fieldOf(words[0] ?? '');
}

function columnsOf(rows: readonly ReadRow[]): Column[] {
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...rows.map(({ cells }) => cells.length)));
  const seen = new Set<Field>();
  return Array.from({ length: width }, (_, index) => {
    const words = headingOf(rows, index);
    const found = fieldOfWords(words);
    // The first column of a kind counts: a second one is shown as not understood.
    const field = found !== null && seen.has(found) ? null : found;
    if (field !== null) seen.add(field);
    return { index, letters: columnLetters(index), heading: words.join(' / '), field };
  });
}

/** A row of a heading has words and no numbers. */
const isOfWords = ({ cells }: ReadRow): boolean => {
  const filled = cells.filter((cell) => !isEmpty(cell));
  return filled.length > 0 && filled.every((cell) => cell?.kind === 'text');
};

const fieldsOf = (columns: readonly Column[]): number =>
  columns.filter(({ field }) => field !== null).length;

/** Whether a row tells whose the table is: `Hợp đồng số: 06/2022`. It is above the heading, not of it. */
function isTitle(row: ReadRow): boolean {
  const title = [titleOf(row)];
  if (contractOfTitles(title) === null && borrowerOfTitles(title) === null) return false;
  return fieldsOf(columnsOf([row])) < LEAST_FIELDS;
}

/** Whether a row only numbers or letters the columns: `(1) (2) (3)`, `A B 1 2`. */
export function numbersColumns({ cells }: ReadRow): boolean {
  const filled = cells.filter((cell) => !isEmpty(cell));
  return (
    filled.length >= LEAST_FIELDS &&
    filled.every((cell) => /^\(?(\d{1,2}|[A-Za-z])\)?([=+\-()\d]*)$/.test(shown(cell))) &&
    new Set(filled.map((cell) => shown(cell))).size === filled.length
  );
}

/**
 * The heading of a sheet's table: the rows whose words name the most columns. Null: none names as many as a
 * table has.
 *
 * @param from the place among the rows from which on it is looked for
 */
export function findHeading(sheet: Pick<ReadSheet, 'rows'>, from = 0): Heading | null {
  const { rows } = sheet;
  const isHeading = (row: ReadRow) => isOfWords(row) && !isTitle(row);
  let best: Heading | null = null;
  let most = LEAST_FIELDS * FIELD_WEIGHT - MOST_ROWS - 1;
  for (let start = from; start < Math.min(rows.length, from + ROWS_LOOKED_AT); start += 1) {
    for (let height = 1; height <= MOST_ROWS; height += 1) {
      const parts = rows.slice(start, start + height);
      if (parts.length < height || !parts.every(isHeading)) break;
      const columns = columnsOf(parts);
      // A title above, or a group's heading below, adds a row and no column.
      const weight = fieldsOf(columns) * FIELD_WEIGHT - height;
      if (weight <= most) continue;
      most = weight;
      best = { from: start, to: start + height, columns };
    }
  }
  if (best === null) return null;
  const next = rows[best.to];
  return next !== undefined && numbersColumns(next) ? { ...best, to: best.to + 1 } : best;
}

/** Whether a row says again what the heading says, as at the top of a printed page. */
export function repeatsHeading(row: ReadRow, { columns }: Heading): boolean {
  const named = columns.filter(({ field }) => field !== null);
  const same = named.filter(({ index, heading }) => {
    const words = wordsOf(row, index);
    return words !== '' && heading.split(' / ').includes(words);
  });
  return same.length >= LEAST_FIELDS && same.length * 2 >= named.length;
}
