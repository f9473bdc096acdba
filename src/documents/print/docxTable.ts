import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type IBorderOptions,
} from 'docx';
import { cellsOf, totalCellsOf, type Form, type SpanningRow, type Column } from './content.ts';
import { BORDER, CELL_GAP, CELL_PADDING, PARAGRAPH_GAP, TEXT_WIDTH, WHOLE } from './layout.ts';
import { hasCellsUpTo, isSmallTable, tableLayout, type TablePart } from './tableWidths.ts';
import { type Block, twips, type LineStyle, linesIn, CENTER, gap } from './docxWords.ts';

const ALIGNMENTS: Readonly<
  Record<Column['align'], (typeof AlignmentType)[keyof typeof AlignmentType]>
> = {
  left: AlignmentType.LEFT,
  center: CENTER,
  right: AlignmentType.RIGHT,
};

interface RowSetting {
  readonly form: Form;
  readonly isHead?: boolean;
  readonly isWhole?: boolean;
}

/** A row of a framed table; its cells have the widths of the columns that they go across. */
function tableRow(
  row: SpanningRow,
  columns: readonly (Column & { readonly width: number })[],
  style: LineStyle,
  { form, isHead = false, isWhole = true }: RowSetting,
): TableRow {
  let place = 0;
  const children = row.map(({ text, span }) => {
    const align = isHead ? 'center' : (columns[place]?.align ?? 'left');
    const under = columns.slice(place, place + span);
    const width = under.reduce((sum, each) => sum + each.width, 0);
    place += span;
    return new TableCell({
      width: { size: twips(width), type: WidthType.DXA },
      columnSpan: span,
      verticalAlign: isHead ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
      // The row has no `cantSplit`: with it LibreOffice 7.4 drops rows if the first rows, which
      // stay together, just fit at the end of a page. So a page may part a row, but not a short
      // cell.
      children: [
        linesIn(form)(text, {
          ...style,
          keepLines: isWhole,
          alignment: ALIGNMENTS[span > 1 ? 'left' : align],
        }),
      ],
    });
  });
  return new TableRow({ tableHeader: isHead, children });
}

/**
 * The rows of a table that stay on the page of the row after them: headings, the first and the last
 * row.
 */
function keptRows({ rows, totals = [] }: TablePart, isSmall: boolean, staysWithNext: boolean) {
  const all = [...rows, ...totals];
  return all.map((row, index) => {
    if (index === all.length - 1) return staysWithNext;
    return isSmall || index === 0 || index >= rows.length - 1 || row.length === 1;
  });
}

/** A table; its head is repeated on each page. */
export function table(part: TablePart, staysWithNext: boolean, form: Form): Block[] {
  const { rows, sums = [], totals = [] } = part;
  const { size, widths } = tableLayout(part);
  const columns = part.columns.map((each, index) => ({ ...each, width: widths[index] ?? 0 }));
  const border: IBorderOptions = { style: BorderStyle.SINGLE, size: BORDER * 8, color: 'auto' };
  const head = columns.map(({ title }) => ({ text: title, span: 1 }));
  const isWhole = hasCellsUpTo(part, WHOLE.cell);
  const kept = keptRows(part, isSmallTable(part, form), staysWithNext);
  const across = (row: readonly string[]) => row.length === 1 && columns.length > 1;
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
      columnWidths: widths.map(twips),
      borders: {
        top: border,
        bottom: border,
        left: border,
        right: border,
        insideHorizontal: border,
        insideVertical: border,
      },
      margins: {
        left: twips(CELL_PADDING),
        right: twips(CELL_PADDING),
        top: twips(CELL_GAP[form]),
        bottom: twips(CELL_GAP[form]),
      },
      rows: [
        tableRow(head, columns, { size, bold: true, keepNext: true }, { form, isHead: true }),
        ...rows.map((row, index) => {
          const bold = across(row) || sums.includes(index);
          const style = { size, bold, keepNext: kept[index] === true };
          return tableRow(cellsOf(row, columns.length), columns, style, { form, isWhole });
        }),
        ...totals.map((row, index) => {
          const style = { size, bold: true, keepNext: kept[rows.length + index] === true };
          return tableRow(totalCellsOf(row, columns.length), columns, style, { form });
        }),
      ],
    }),
    gap(PARAGRAPH_GAP + 2, staysWithNext),
  ];
}
