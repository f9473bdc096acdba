import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { FAMILY } from './fonts.ts';
import {
  cellsOf,
  totalCellsOf,
  type SpanningRow,
  signs,
  wordsOf,
  MOTTO,
  NATIONAL_TITLE,
  type Part,
  type PartOf,
  type Run,
} from './content.ts';
import {
  BORDER,
  CELL_PADDING,
  FIRST_LINE_INDENT,
  letterheadWidths,
  LINE_HEIGHT,
  PARAGRAPH_GAP,
  SIGNATURE_ROOM,
  SIZES,
  TEXT_WIDTH,
  WHOLE,
} from './layout.ts';
import {
  addresseeLayout,
  isInBrackets,
  ISSUER_RULE,
  TITLE_RULE,
  mottoWidth,
  nationalTitleWidth,
  placeAndDateSize,
  withoutLabel,
} from './letterLayout.ts';
import { hasCellsUpTo, isSmallTable, tableLayout, type TablePart } from './tableWidths.ts';

const NO_FRAME: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

const THIN_FRAME: CustomTableLayout = {
  hLineWidth: () => BORDER,
  vLineWidth: () => BORDER,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

const center = 'center';

function rule(width: number): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.75 }],
    alignment: center,
    margin: [0, 1, 0, 0],
  };
}

/** Blocks beside each other that stay on one page. */
function beside(widths: readonly number[], rows: TableCell[][]): Content {
  return { table: { widths: [...widths], dontBreakRows: true, body: rows }, layout: NO_FRAME };
}

function letterhead(part: PartOf<'letterhead'>): Content {
  const { superior, issuer, number, subject, placeAndDate } = part;
  const { left, right } = letterheadWidths(nationalTitleWidth());
  const gap = 8;
  const upper = (text: string) => text.toLocaleUpperCase('vi');
  const issuerBlock: Content[] = [
    ...(superior === null ? [] : [{ text: upper(superior), fontSize: SIZES.issuer }]),
    { text: upper(issuer), bold: true, fontSize: SIZES.issuer },
    rule(ISSUER_RULE),
  ];
  const national: Content[] = [
    { text: NATIONAL_TITLE, bold: true, fontSize: SIZES.nationalTitle, noWrap: true },
    { text: MOTTO, bold: true, fontSize: SIZES.motto, noWrap: true },
    rule(mottoWidth()),
  ];
  const below: Content[] = [
    ...(number === null ? [] : [{ text: number, fontSize: SIZES.number }]),
    ...(subject === null ? [] : [{ text: subject, fontSize: SIZES.subject }]),
  ];
  const place: Content = {
    text: placeAndDate,
    italics: true,
    fontSize: placeAndDateSize(placeAndDate),
    noWrap: true,
  };
  const block = (stack: Content[], margin: [number, number, number, number]): TableCell => ({
    stack,
    alignment: center,
    margin,
  });
  return {
    ...(beside(
      [left, right],
      [
        [block(issuerBlock, [0, 0, gap, 0]), block(national, [0, 0, 0, 0])],
        [block(below, [0, 6, gap, 0]), block([place], [0, 6, 0, 0])],
      ],
    ) as object),
    margin: [0, 0, 0, 12],
  } as Content;
}

function title({ lines }: PartOf<'title'>): Content {
  const [names, asides] = [lines.filter((text) => !isInBrackets(text)), lines.filter(isInBrackets)];
  return {
    stack: [
      ...names.map((text) => ({ text, bold: true, fontSize: SIZES.title })),
      rule(TITLE_RULE),
      ...asides.map((text) => ({ text, italics: true, margin: [0, 4, 0, 0] })),
    ],
    alignment: center,
    margin: [0, 6, 0, 12],
  } as Content;
}

function addressee({ lines }: PartOf<'addressee'>): Content {
  const { label, indent, labelWidth } = addresseeLayout(lines);
  const rows = withoutLabel(lines).map((text, index): TableCell[] => [
    { text: index === 0 ? label : '', noWrap: true },
    { text, bold: index === 0 },
  ]);
  return {
    ...(beside([labelWidth, TEXT_WIDTH - indent - labelWidth], rows) as object),
    margin: [indent, 0, 0, 12],
  } as Content;
}

/**
 * What the end of a page may part from what it belongs to: a part, or a row of a table, by its
 * place.
 */
export type Place = `${number}` | `${number}:${number}`;

/** The first words of a part or row, by which its place on a page is found. */
const opening = (text: string, opens: Place): Content => ({ text, opens }) as Content;

const isAcross = (row: readonly string[], { columns }: TablePart): boolean =>
  row.length === 1 && columns.length > 1;

function heading({ text }: PartOf<'heading'>, index: number, breaksBefore: boolean): Content {
  return {
    text: [opening(text, `${index}`)],
    bold: true,
    leadingIndent: FIRST_LINE_INDENT,
    margin: [0, 4, 0, PARAGRAPH_GAP - 2],
    ...(breaksBefore ? { pageBreak: 'before' } : {}),
  } as Content;
}

function styled(run: Run): Content {
  if (typeof run === 'string') return run;
  return 'bold' in run ? { text: run.bold, bold: true } : { text: run.italic, italics: true };
}

function paragraph({ text }: PartOf<'paragraph'>): Content {
  return {
    text: typeof text === 'string' ? text : text.map(styled),
    alignment: 'justify',
    leadingIndent: FIRST_LINE_INDENT,
    margin: [0, 0, 0, PARAGRAPH_GAP],
    // No single line of it stands alone on a page.
    unbreakable: wordsOf(text).length <= WHOLE.paragraph,
  } as Content;
}

/** A row as pdfmake wants it: empty cells stand where another goes across. */
function tableRow(row: SpanningRow, columns: TablePart['columns'], bold: boolean): TableCell[] {
  let place = 0;
  return row.flatMap(({ text, span }): TableCell[] => {
    const align = columns[place]?.align ?? 'left';
    place += span;
    const alignment = span > 1 ? 'left' : align;
    const cell = { text, bold, alignment, colSpan: span };
    return [cell, ...Array.from({ length: span - 1 }, () => ({ text: '' }))];
  });
}

/** Where a table stands: its part, and the row of it with which it begins. */
interface TablePlace {
  readonly index: number;
  readonly firstRow: number;
}

function table(
  part: TablePart,
  { index: partIndex, firstRow }: TablePlace,
  { size, widths } = tableLayout(part),
): Content {
  const { columns, rows, sums = [], totals = [] } = part;
  const isSmall = isSmallTable(part);
  const hasWholeRows = hasCellsUpTo(part, WHOLE.cell);
  const head = columns.map(({ title }): TableCell => ({
    text: title,
    bold: true,
    alignment: center,
  }));
  const rowOf = (row: readonly string[], index: number): TableCell[] => {
    // Headings, and sums above what they sum up, stay with the row after them.
    const leads = isAcross(row, part) || sums.includes(index);
    const cells = tableRow(cellsOf(row, columns.length), columns, leads);
    if (!leads) return cells;
    const [first = {}, ...others] = cells;
    const opened = opening(row[0] ?? '', `${partIndex}:${firstRow + index}`);
    return [{ ...(first as object), text: [opened] }, ...others];
  };
  return {
    table: {
      ...(isSmall ? {} : { headerRows: 1, keepWithHeaderRows: hasWholeRows ? 2 : 0 }),
      dontBreakRows: hasWholeRows,
      widths: widths.map((width) => width - 2 * CELL_PADDING - BORDER),
      body: [
        head,
        ...rows.map(rowOf),
        ...totals.map((row) => tableRow(totalCellsOf(row, columns.length), columns, true)),
      ],
    },
    layout: THIN_FRAME,
    unbreakable: isSmall,
    fontSize: size,
    lineHeight: 1,
    margin: [0, 2, 0, PARAGRAPH_GAP + 2],
  } as Content;
}

const half = TEXT_WIDTH / 2;

function signatures({ left, right }: PartOf<'signatures'>, index: number): Content {
  const block = (lines: readonly string[]): TableCell => ({
    stack: lines.map((text) => ({
      text: [opening(text, `${index}`)],
      ...(isInBrackets(text) ? { italics: true } : { bold: true }),
    })),
    alignment: center,
    margin: [0, PARAGRAPH_GAP, 0, SIGNATURE_ROOM],
  });
  return beside([half, half], [[block(left), block(right)]]);
}

function closing({ recipients, title, name }: PartOf<'closing'>, index: number): Content {
  const left: TableCell = {
    stack: [
      {
        text: recipients.length === 0 ? '' : 'Nơi nhận:',
        bold: true,
        italics: true,
        fontSize: SIZES.recipientsTitle,
      },
      ...recipients.map((text) => ({ text, fontSize: SIZES.recipients })),
    ],
    margin: [0, PARAGRAPH_GAP, 8, 0],
  };
  const right: TableCell = {
    stack: [
      { text: [opening(title, `${index}`)], bold: true },
      { text: name ?? '', bold: true, margin: [0, SIGNATURE_ROOM, 0, 0] },
    ],
    alignment: center,
    margin: [0, PARAGRAPH_GAP, 0, 0],
  };
  return beside([half, half], [[left, right]]);
}

function contentOf(part: Part, index: number, broken: ReadonlySet<Place>): Content {
  switch (part.kind) {
    case 'letterhead':
      return letterhead(part);
    case 'title':
      return title(part);
    case 'addressee':
      return addressee(part);
    case 'heading':
      return heading(part, index, broken.has(`${index}`));
    case 'paragraph':
      return paragraph(part);
    case 'table':
      return tables(part, index, broken);
    case 'signatures':
      return signatures(part, index);
    case 'closing':
      return closing(part, index);
  }
}

/** The last rows of a long table, which stay with the closing that follows it. */
const TAIL = 2;

/** Whether it has room on a page together with the closing after it. */
const isShort = (part: Part): boolean =>
  part.kind === 'paragraph' ? wordsOf(part.text).length <= WHOLE.lastParagraph : isSmallTable(part);

/** The rows of a table from one on, before another, as a table of their own. */
function rowsOf(part: TablePart, from: number, to: number): TablePart {
  const { rows, sums = [], totals, ...rest } = part;
  const isLast = to >= rows.length;
  return {
    ...rest,
    rows: rows.slice(from, to),
    sums: sums.filter((row) => row >= from && row < to).map((row) => row - from),
    ...(isLast && totals !== undefined ? { totals } : {}),
  };
}

/** A table, parted before the rows that begin a page. */
function tables(part: TablePart, index: number, broken: ReadonlySet<Place>): Content {
  const isBreak = (row: number) => row > 0 && broken.has(`${index}:${row}`);
  const breaks = part.rows.flatMap((_, row) => (isBreak(row) ? [row] : []));
  if (breaks.length === 0) return table(part, { index, firstRow: 0 });
  const layout = tableLayout(part);
  const ends = [...breaks, part.rows.length];
  const stack = [0, ...breaks].map((firstRow, place) => {
    const content = table(rowsOf(part, firstRow, ends[place] ?? 0), { index, firstRow }, layout);
    return place === 0 ? content : { stack: [content], pageBreak: 'before' };
  });
  return { stack } as Content;
}

/** A long table in two, of which the second stays with what follows. */
function parted(part: TablePart, index: number): Content[] {
  const firstRow = part.rows.length - TAIL;
  const layout = tableLayout(part);
  return [
    table(rowsOf(part, 0, firstRow), { index, firstRow: 0 }, layout),
    table(rowsOf(part, firstRow, part.rows.length), { index, firstRow }, layout),
  ];
}

/**
 * Parts as pdfmake sets them. The paragraph or small table before a closing or signatures stays
 * with them.
 *
 * @param broken the places of headings that begin a page, in a table too, and of closings whose
 * table   is parted
 */
export function pdfContent(parts: readonly Part[], broken: ReadonlySet<Place>): Content[] {
  const blocks: Content[] = [];
  for (const [index, part] of parts.entries()) {
    const block = contentOf(part, index, broken);
    const previous = parts[index - 1];
    const before = blocks.pop();
    if (before === undefined) blocks.push(block);
    else if (!signs(part) || previous === undefined) blocks.push(before, block);
    else if (isShort(previous)) {
      blocks.push({ stack: [before, block], unbreakable: true });
    } else if (previous.kind === 'table' && broken.has(`${index}`)) {
      const [head = before, tail = before] = parted(previous, index - 1);
      blocks.push(head, { stack: [tail, block], unbreakable: true });
    } else blocks.push(before, block);
  }
  return blocks;
}

/** What all text of a document has unless it says otherwise. */
export const PDF_STYLE = { font: FAMILY, fontSize: SIZES.body, lineHeight: LINE_HEIGHT } as const;
