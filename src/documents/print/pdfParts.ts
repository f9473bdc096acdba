import type { Content, ContentText, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { unbound } from './binding.ts';
import { FAMILY, textWidth, type FontStyle } from './fonts.ts';
import {
  cellsOf,
  totalCellsOf,
  type SpanningRow,
  signs,
  formOf,
  wordsOf,
  MOTTO,
  NATIONAL_TITLE,
  type Form,
  type Part,
  type PartOf,
  punctuated,
  type Run,
} from './content.ts';
import {
  BORDER,
  CELL_GAP,
  CELL_PADDING,
  FIRST_LINE_INDENT,
  HEAD_GAP,
  letterheadWidths,
  LINE_HEIGHT,
  PARAGRAPH_GAP,
  RULE_GAP,
  SIGNATURE_ROOM,
  SIZES,
  TEXT_WIDTH,
  WHOLE,
} from './layout.ts';
import {
  addresseeLayout,
  fitsPlaceAndDate,
  isInBrackets,
  ISSUER_RULE,
  issuerLines,
  TITLE_RULE,
  mottoWidth,
  nationalTitleWidth,
  placeAndDateSize,
  withoutLabel,
} from './letterLayout.ts';
import {
  hasCellsUpTo,
  isSmallTable,
  tableLayout,
  type TableLayout,
  type TablePart,
} from './tableWidths.ts';

const NO_FRAME: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

const thinFrame = (form: Form): CustomTableLayout => ({
  hLineWidth: () => BORDER,
  vLineWidth: () => BORDER,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => CELL_GAP[form],
  paddingBottom: () => CELL_GAP[form],
});

const center = 'center';

/** What a cell has around its text. */
const FRAME = 2 * CELL_PADDING + BORDER;

/** The rows of a table that stay with its titles. */
const KEPT_ROWS = { 1: 2, 2: 1 } as const;

/**
 * What the end of a page may part from what it belongs to: a part, or a row of a table, by its
 * place.
 */
export type Place = `${number}` | `${number}:${number}`;

/** How a paper is to be set. */
export interface Setting {
  readonly form: Form;
  /**
   * The places of headings that begin a page, in a table too, and of closings whose table is
   * parted.
   */
  readonly broken: ReadonlySet<Place>;
  /** Whether blocks stay on one page; else the end of a page may part each of them. */
  readonly keeps: boolean;
}

/** A text whose words stand in one piece each, as far as they have room. */
interface Words {
  readonly room: number;
  readonly size: number;
  readonly style?: FontStyle;
}

/** What a line may end within: signs, bound spaces, a stroke that no digit follows. */
const PARTED = /[^\p{L}\p{N}.,:;% /]|\/(?!\d)/u;

/**
 * A text by its words: neither the end of a line nor a gap of justified text parts a word, a number
 * or a symbol, but for one that has no room on a line. Words that nothing would part stay together,
 * because pdfmake takes its time for each piece.
 */
function pieces(text: string, form: Form, { room, size, style = 'normal' }: Words): Content[] {
  if (form === 1 || !PARTED.test(text)) return [text];
  const found: (string | { readonly text: string; readonly noWrap: boolean })[] = [];
  for (const word of text.split(/(?<= )/)) {
    const last = found.at(-1);
    if (PARTED.test(word)) {
      const shown = unbound(word);
      found.push({ text: shown, noWrap: textWidth(shown.trimEnd(), size, style) <= room });
    } else if (typeof last === 'string') found[found.length - 1] = last + word;
    else found.push(word);
  }
  return found;
}

function rule(width: number, form: Form): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.75 }],
    alignment: center,
    margin: [0, RULE_GAP[form], 0, 0],
  };
}

/** Blocks beside each other that stay on one page. */
function beside(widths: readonly number[], rows: TableCell[][], { keeps }: Setting): Content {
  return { table: { widths: [...widths], dontBreakRows: keeps, body: rows }, layout: NO_FRAME };
}

function letterhead(part: PartOf<'letterhead'>, setting: Setting): Content {
  const { number, subject, placeAndDate } = part;
  const { form } = setting;
  const { left, right } = letterheadWidths(nationalTitleWidth());
  const gap = 8;
  const lines = issuerLines(part, form, left - gap);
  const issuerBlock: Content[] = [
    ...lines.superior.map((text) => ({ text, fontSize: SIZES.issuer })),
    ...lines.issuer.map((text) => ({ text, bold: true, fontSize: SIZES.issuer })),
    rule(ISSUER_RULE, form),
  ];
  const national: Content[] = [
    { text: NATIONAL_TITLE, bold: true, fontSize: SIZES.nationalTitle, noWrap: true },
    { text: MOTTO, bold: true, fontSize: SIZES.motto, noWrap: true },
    rule(mottoWidth(), form),
  ];
  const below: Content[] = [
    ...(number === null ? [] : [{ text: number, fontSize: SIZES.number }]),
    ...(subject === null ? [] : [{ text: subject, fontSize: SIZES.subject }]),
  ];
  const place: Content = {
    text: placeAndDate,
    italics: true,
    fontSize: placeAndDateSize(placeAndDate),
    noWrap: form === 1 || fitsPlaceAndDate(placeAndDate),
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
      setting,
    ) as object),
    margin: [0, 0, 0, HEAD_GAP[form]],
  } as Content;
}

function title({ lines }: PartOf<'title'>, { form }: Setting): Content {
  const [names, asides] = [lines.filter((text) => !isInBrackets(text)), lines.filter(isInBrackets)];
  return {
    stack: [
      ...names.map((text) => ({
        text: pieces(text, form, { room: TEXT_WIDTH, size: SIZES.title, style: 'bold' }),
        bold: true,
        fontSize: SIZES.title,
      })),
      rule(TITLE_RULE, form),
      ...asides.map((text) => ({
        text: pieces(text, form, { room: TEXT_WIDTH, size: SIZES.body, style: 'italics' }),
        italics: true,
        margin: [0, 4, 0, 0],
      })),
    ],
    alignment: center,
    margin: [0, 6, 0, HEAD_GAP[form]],
  } as Content;
}

function addressee({ lines }: PartOf<'addressee'>, setting: Setting): Content {
  const { label, indent, labelWidth } = addresseeLayout(lines);
  const room = TEXT_WIDTH - indent - labelWidth;
  const rows = withoutLabel(lines).map((text, index): TableCell[] => [
    { text: index === 0 ? label : '', noWrap: true },
    {
      text: pieces(text, setting.form, { room, size: SIZES.body, style: 'bold' }),
      bold: index === 0,
    },
  ]);
  return {
    ...(beside([labelWidth, room], rows, setting) as object),
    margin: [indent, 0, 0, HEAD_GAP[setting.form]],
  } as Content;
}

/** The first words of a part or row, by which its place on a page is found. */
const opening = (text: Content, opens: Place): Content =>
  ({ ...(typeof text === 'string' ? { text } : (text as ContentText)), opens }) as Content;

const isAcross = (row: readonly string[], { columns }: TablePart): boolean =>
  row.length === 1 && columns.length > 1;

function heading({ text }: PartOf<'heading'>, index: number, { form, broken }: Setting): Content {
  const words = { room: TEXT_WIDTH - FIRST_LINE_INDENT, size: SIZES.body, style: 'bold' } as const;
  return {
    text: pieces(text, form, words).map((each) => opening(each, `${index}`)),
    bold: true,
    leadingIndent: FIRST_LINE_INDENT,
    margin: [0, 4, 0, PARAGRAPH_GAP - 2],
    ...(broken.has(`${index}`) ? { pageBreak: 'before' } : {}),
  } as Content;
}

function styled(run: Run, form: Form): Content[] {
  const words = { room: TEXT_WIDTH - FIRST_LINE_INDENT, size: SIZES.body };
  const set = (text: string, style: FontStyle, marks: object) =>
    pieces(text, form, { ...words, style }).map((each) => ({
      ...(typeof each === 'string' ? { text: each } : (each as object)),
      ...marks,
    })) as Content[];
  if (typeof run === 'string') return pieces(run, form, words);
  return 'bold' in run
    ? set(run.bold, 'bold', { bold: true })
    : set(run.italic, 'italics', { italics: true });
}

function paragraph({ text }: PartOf<'paragraph'>, { form, keeps }: Setting): Content {
  const runs = typeof text === 'string' ? [text] : form === 1 ? text : punctuated(text);
  return {
    text: runs.flatMap((run) => styled(run, form)),
    alignment: 'justify',
    leadingIndent: FIRST_LINE_INDENT,
    margin: [0, 0, 0, PARAGRAPH_GAP],
    // No single line of it stands alone on a page.
    unbreakable: keeps && wordsOf(text).length <= WHOLE.paragraph,
  } as Content;
}

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

function table(
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

const half = TEXT_WIDTH / 2;

function signatures(
  { left, right }: PartOf<'signatures'>,
  index: number,
  setting: Setting,
): Content {
  const words = { room: half, size: SIZES.body, style: 'bold' } as const;
  const block = (lines: readonly string[]): TableCell => ({
    stack: lines.map((text) => ({
      text: pieces(text, setting.form, words).map((each) => opening(each, `${index}`)),
      ...(isInBrackets(text) ? { italics: true } : { bold: true }),
    })),
    alignment: center,
    margin: [0, PARAGRAPH_GAP, 0, SIGNATURE_ROOM[setting.form]],
  });
  return beside([half, half], [[block(left), block(right)]], setting);
}

function closing(
  { recipients, title, name }: PartOf<'closing'>,
  index: number,
  setting: Setting,
): Content {
  const { form } = setting;
  const words = { room: half, size: SIZES.body, style: 'bold' } as const;
  const left: TableCell = {
    stack: [
      {
        text: recipients.length === 0 ? '' : 'Nơi nhận:',
        bold: true,
        italics: true,
        fontSize: SIZES.recipientsTitle,
      },
      ...recipients.map((text) => ({
        text: pieces(text, form, { room: half - 8, size: SIZES.recipients }),
        fontSize: SIZES.recipients,
      })),
    ],
    margin: [0, PARAGRAPH_GAP, 8, 0],
  };
  const right: TableCell = {
    stack: [
      {
        text: pieces(title, form, words).map((each) => opening(each, `${index}`)),
        bold: true,
      },
      {
        text: pieces(name ?? '', form, words),
        bold: true,
        margin: [0, SIGNATURE_ROOM[form], 0, 0],
      },
    ],
    alignment: center,
    margin: [0, PARAGRAPH_GAP, 0, 0],
  };
  return beside([half, half], [[left, right]], setting);
}

function contentOf(part: Part, index: number, setting: Setting): Content {
  switch (part.kind) {
    case 'letterhead':
      return letterhead(part, setting);
    case 'title':
      return title(part, setting);
    case 'addressee':
      return addressee(part, setting);
    case 'heading':
      return heading(part, index, setting);
    case 'paragraph':
      return paragraph(part, setting);
    case 'table':
      return tables(part, index, setting);
    case 'signatures':
      return signatures(part, index, setting);
    case 'closing':
      return closing(part, index, setting);
  }
}

/** The last rows of a long table, which stay with the closing that follows it. */
const TAIL = 2;

/** Whether it has room on a page together with the closing after it. */
const isShort = (part: Part, form: Form): boolean =>
  part.kind === 'paragraph'
    ? wordsOf(part.text).length <= WHOLE.lastParagraph
    : isSmallTable(part, form);

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
function tables(part: TablePart, index: number, setting: Setting): Content {
  const isBreak = (row: number) => row > 0 && setting.broken.has(`${index}:${row}`);
  const breaks = part.rows.flatMap((_, row) => (isBreak(row) ? [row] : []));
  if (breaks.length === 0) return table(part, { index, firstRow: 0 }, setting);
  const layout = tableLayout(part);
  const ends = [...breaks, part.rows.length];
  const stack = [0, ...breaks].map((firstRow, place) => {
    const rows = rowsOf(part, firstRow, ends[place] ?? 0);
    const content = table(rows, { index, firstRow }, setting, layout);
    return place === 0 ? content : { stack: [content], pageBreak: 'before' };
  });
  return { stack } as Content;
}

/** A long table in two, of which the second stays with what follows. */
function parted(part: TablePart, index: number, setting: Setting): Content[] {
  const firstRow = part.rows.length - TAIL;
  const layout = tableLayout(part);
  return [
    table(rowsOf(part, 0, firstRow), { index, firstRow: 0 }, setting, layout),
    table(rowsOf(part, firstRow, part.rows.length), { index, firstRow }, setting, layout),
  ];
}

/**
 * Parts as pdfmake sets them. The paragraph or small table before a closing or signatures stays
 * with them.
 */
export function pdfContent(parts: readonly Part[], given: Omit<Setting, 'form'>): Content[] {
  const setting = { ...given, form: formOf(parts) };
  const { broken, keeps, form } = setting;
  const blocks: Content[] = [];
  for (const [index, part] of parts.entries()) {
    const block = contentOf(part, index, setting);
    const previous = parts[index - 1];
    const before = blocks.pop();
    if (before === undefined) blocks.push(block);
    else if (!signs(part) || previous === undefined || !keeps) blocks.push(before, block);
    else if (isShort(previous, form)) {
      blocks.push({ stack: [before, block], unbreakable: true });
    } else if (previous.kind === 'table' && broken.has(`${index}`)) {
      const [head = before, tail = before] = parted(previous, index - 1, setting);
      blocks.push(head, { stack: [tail, block], unbreakable: true });
    } else blocks.push(before, block);
  }
  return blocks;
}

/** What all text of a document has unless it says otherwise. */
export const pdfStyle = (form: Form) =>
  ({ font: FAMILY, fontSize: SIZES.body, lineHeight: LINE_HEIGHT[form] }) as const;
