import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { cellsOf, totalCellsOf, type SpanningRow, type Form } from './content.ts';
import { BORDER, CELL_GAP, CELL_PADDING, PARAGRAPH_GAP, WHOLE } from './layout.ts';
import {
  hasCellsUpTo,
  isSmallTable,
  tableLayout,
  type TableLayout,
  type TablePart,
} from './tableWidths.ts';
import { center, type Setting, pieces } from './pdfWords.ts';

const thinFrame = (form: Form): CustomTableLayout => ({
  hLineWidth: () => BORDER,
  vLineWidth: () => BORDER,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => CELL_GAP[form],
  paddingBottom: () => CELL_GAP[form],
});

/** What a cell has around its text. */
const FRAME = 2 * CELL_PADDING + BORDER;

/** The rows of a table that stay with its titles. */
const KEPT_ROWS = { 1: 2, 2: 1 } as const;

const isAcross = (row: readonly string[], { columns }: TablePart): boolean =>
  row.length === 1 && columns.length > 1;

/** How the cells of a table are set. */
interface CellSetting {
  readonly columns: TablePart['columns'];
  readonly layout: TableLayout;
  readonly form: Form;
}

/** A row as pdfmake wants it: empty cells stand where another goes across. */
function tableRow(
  row: SpanningRow,
  { columns, layout, form }: CellSetting,
  { bold, isHead = false }: { readonly bold: boolean; readonly isHead?: boolean },
): TableCell[] {
  let place = 0;
  return row.flatMap(({ text, span }): TableCell[] => {
    const align = isHead ? center : (columns[place]?.align ?? 'left');
    const room = layout.widths
      .slice(place, place + span)
      .reduce((sum, width) => sum + width, -FRAME);
    place += span;
    const words = { room, size: layout.size, style: bold ? 'bold' : 'normal' } as const;
    const alignment = span > 1 ? 'left' : align;
    const across = isHead ? {} : { colSpan: span };
    const cell = { text: pieces(text, form, words), bold, alignment, ...across };
    return [cell, ...Array.from({ length: span - 1 }, () => ({ text: '' }))];
  });
}

/** Where a table stands: its part, and the row of it with which it begins. */
interface TablePlace {
  readonly index: number;
  readonly firstRow: number;
}

/** A row with marks by which its place on a page is found. */
const marked = (cells: TableCell[], marks: object): TableCell[] => {
  const [first, ...others] = cells;
  const texts = (first as { text: Content[] }).text.map((each) =>
    typeof each === 'string' ? { text: each, ...marks } : { ...(each as object), ...marks },
  );
  return [{ ...(first as object), text: texts }, ...others] as TableCell[];
};

/** A table; its head is repeated on each page. */
export function table(
  part: TablePart,
  { index: partIndex, firstRow }: TablePlace,
  { form, keeps }: Setting,
  layout = tableLayout(part),
): Content {
  const { columns, rows, sums = [], totals = [] } = part;
  const { size, widths } = layout;
  const isSmall = keeps && isSmallTable(part, form);
  const hasWholeRows = keeps && hasCellsUpTo(part, WHOLE.cell);
  const cells = { columns, layout, form };
  const head = columns.map(({ title }) => ({ text: title, span: 1 }));
  const rowOf = (row: readonly string[], index: number): TableCell[] => {
    // Headings, and sums above what they sum up, stay with the row after them.
    const leads = isAcross(row, part) || sums.includes(index);
    const set = tableRow(cellsOf(row, columns.length), cells, { bold: leads });
    const place = `${partIndex}:${firstRow + index}`;
    if (leads) return marked(set, { opens: place });
    return index === rows.length - 1 && totals.length > 0 ? marked(set, { ends: place }) : set;
  };
  return {
    table: {
      ...(isSmall ? {} : { headerRows: 1, keepWithHeaderRows: hasWholeRows ? KEPT_ROWS[form] : 0 }),
      dontBreakRows: hasWholeRows,
      widths: widths.map((width) => width - FRAME),
      body: [
        tableRow(head, cells, { bold: true, isHead: true }),
        ...rows.map(rowOf),
        ...totals.map((row, index) => {
          const set = tableRow(totalCellsOf(row, columns.length), cells, { bold: true });
          const place = `${partIndex}:${firstRow + rows.length - 1}`;
          return index === 0 ? marked(set, { sums: place }) : set;
        }),
      ],
    },
    layout: thinFrame(form),
    unbreakable: isSmall,
    fontSize: size,
    lineHeight: 1,
    margin: [0, 2, 0, PARAGRAPH_GAP + 2],
  } as Content;
}
