import {
  cellsOf,
  totalCellsOf,
  type Column,
  type Form,
  type Part,
  type PartOf,
  type SpanningRow,
} from './content.ts';
import { textWidth, type FontStyle } from './fonts.ts';
import { BORDER, CELL_PADDING, TABLE_SIZES, TEXT_WIDTH, WHOLE } from './layout.ts';

export type TablePart = PartOf<'table'>;

/** Whether none of its cells has more letters. */
export function hasCellsUpTo({ rows, totals = [] }: TablePart, letters: number): boolean {
  return [...rows, ...totals].every((row) => row.every((cell) => cell.length <= letters));
}

/** Whether it is so short that the end of a page does not part it. */
export function isSmallTable(part: Part, form: Form): boolean {
  if (part.kind !== 'table' || !hasCellsUpTo(part, WHOLE.cellOfTable)) return false;
  return part.rows.length + (part.totals ?? []).length <= WHOLE.rows[form];
}

export interface TableLayout {
  /** The size of the type, in points. */
  readonly size: number;
  /** The width of each column with its padding, in points; together they are `TEXT_WIDTH`. */
  readonly widths: readonly number[];
}

interface Need {
  /** Below this a figure or a word would break. */
  readonly least: number;
  /** Above this nothing wraps. */
  readonly most: number;
  readonly isFigures: boolean;
}

/** A word longer than this may be broken: it is none that a person wrote. */
const LONGEST_WORD = 120;

/** A column of text is not squeezed below this. */
const READABLE = 75;

const FRAME = 2 * CELL_PADDING + 3 * BORDER;

const most = (widths: readonly number[]): number =>
  widths.reduce((widest, width) => (width > widest ? width : widest), 0);

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

function longestWord(text: string, size: number, style: FontStyle): number {
  const widest = most(text.split(/\s+/).map((word) => textWidth(word, size, style)));
  return widest > LONGEST_WORD ? LONGEST_WORD : widest;
}

/** What a column needs; cells that go across several columns are left out. */
function needOf(part: TablePart, index: number, column: Column, size: number): Need {
  const { columns, rows, sums = [], totals = [] } = part;
  const isFigures = column.align !== 'left';
  const alone = (row: SpanningRow): string => {
    let place = 0;
    for (const { text, span } of row) {
      if (place === index) return span === 1 ? text : '';
      place += span;
    }
    return '';
  };
  const inRows = rows.map((row) => alone(cellsOf(row, columns.length)));
  const plain = inRows.filter((_, place) => !sums.includes(place));
  const bold = [
    ...inRows.filter((_, place) => sums.includes(place)),
    ...totals.map((row) => alone(totalCellsOf(row, columns.length))),
  ];
  const whole = [
    ...plain.map((text) => textWidth(text, size)),
    ...bold.map((text) => textWidth(text, size, 'bold')),
  ];
  const words = [
    ...plain.map((text) => longestWord(text, size, 'normal')),
    ...bold.map((text) => longestWord(text, size, 'bold')),
  ];
  const wished = most([textWidth(column.title, size, 'bold'), most(whole)]);
  const text = most([most(words), wished < READABLE ? wished : READABLE]);
  const least = most([longestWord(column.title, size, 'bold'), isFigures ? most(whole) : text]);
  return { least: least + FRAME, most: wished + FRAME, isFigures };
}

/** What a column of figures gets of the width left over; more would part them from their text. */
const FIGURES_SHARE = 20;

/** Shares out what is left over: some to each column of figures, the rest to those of text. */
function widened(needs: readonly Need[]): number[] {
  const left = TEXT_WIDTH - total(needs.map((need) => need.most));
  const equal = left / needs.length;
  const texts = needs.filter((need) => !need.isFigures).length;
  const ofFigures = texts === 0 || equal < FIGURES_SHARE ? equal : FIGURES_SHARE;
  const ofText = texts === 0 ? 0 : (left - ofFigures * (needs.length - texts)) / texts;
  return needs.map((need) => need.most + (need.isFigures ? ofFigures : ofText));
}

function widthsOf(needs: readonly Need[]): number[] | null {
  const least = total(needs.map((need) => need.least));
  const wished = total(needs.map((need) => need.most));
  if (least > TEXT_WIDTH) return null;
  if (wished <= TEXT_WIDTH) return widened(needs);
  const share = (TEXT_WIDTH - least) / (wished - least);
  return needs.map((need) => need.least + (need.most - need.least) * share);
}

/** The largest type and the widths with which no figure and no word breaks (R24). */
export function tableLayout(part: TablePart): TableLayout {
  const needsAt = (size: number) =>
    part.columns.map((column, index) => needOf(part, index, column, size));
  for (const size of TABLE_SIZES) {
    const widths = widthsOf(needsAt(size));
    if (widths !== null) return { size, widths };
  }
  const size = TABLE_SIZES[TABLE_SIZES.length - 1] ?? 8;
  const needs = needsAt(size);
  const least = total(needs.map((need) => need.least));
  return { size, widths: needs.map((need) => (need.least * TEXT_WIDTH) / least) };
}
