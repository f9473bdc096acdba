import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  NoBreakHyphen,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IBorderOptions,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { BOUND_HYPHEN } from './binding.ts';
import {
  cellsOf,
  totalCellsOf,
  formOf,
  signs,
  wordsOf,
  type Form,
  type SpanningRow,
  MOTTO,
  NATIONAL_TITLE,
  type Column,
  type Part,
  type PartOf,
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
  isInBrackets,
  ISSUER_RULE,
  issuerLines,
  TITLE_RULE,
  mottoWidth,
  nationalTitleWidth,
  placeAndDateSize,
  withoutLabel,
} from './letterLayout.ts';
import { hasCellsUpTo, isSmallTable, tableLayout, type TablePart } from './tableWidths.ts';

type Block = Paragraph | Table;

/** A length in points as the twentieths that Word counts in. */
export const twips = (points: number): number => +(points * 20).toFixed(0);

/** A size of type in points as the halves that Word counts in. */
const halfPoints = (size: number): number => +(size * 2).toFixed(0);

/** The height of a single line, in 240ths. */
const lineOf = (form: Form): number => +(LINE_HEIGHT[form] * 240).toFixed(0);

interface LineStyle extends Omit<IParagraphOptions, 'text' | 'children' | 'spacing'> {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** In points. */
  readonly before?: number;
  readonly after?: number;
}

/** A text; Word knows a hyphen at which no line ends by a mark of its own. */
function words(text: string): Pick<IRunOptions, 'text' | 'children'> {
  if (!text.includes(BOUND_HYPHEN)) return { text };
  const [first = '', ...rest] = text.split(BOUND_HYPHEN);
  return { children: [first, ...rest.flatMap((each) => [new NoBreakHyphen(), each])] };
}

function run(text: string, { size, bold, italics }: LineStyle): TextRun {
  const options: IRunOptions = {
    ...words(text),
    ...(size === undefined ? {} : { size: halfPoints(size) }),
    ...(bold === undefined ? {} : { bold }),
    ...(italics === undefined ? {} : { italics }),
  };
  return new TextRun(options);
}

/** What makes the lines of a paper of a form. */
const linesIn =
  (form: Form) =>
  (text: string | readonly TextRun[], style: LineStyle = {}): Paragraph => {
    const { size: _size, bold: _bold, italics: _italics, before = 0, after = 0, ...rest } = style;
    return new Paragraph({
      ...rest,
      spacing: {
        before: twips(before),
        after: twips(after),
        line: lineOf(form),
        lineRule: LineRuleType.AUTO,
      },
      children: typeof text === 'string' ? [run(text, style)] : text,
    });
  };

const CENTER = AlignmentType.CENTER;

/** A rule in the middle of a column, as the border of a line that is next to nothing high. */
function rule(width: number, column: number, form: Form): Paragraph {
  const side = twips((column - width) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: {
      before: twips(RULE_GAP[form] - RULE_GAP[1]),
      after: 0,
      line: 20,
      lineRule: LineRuleType.EXACT,
    },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: 'auto' } },
    children: [],
  });
}

const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };

const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

interface Margins {
  readonly left?: number;
  readonly right?: number;
}

function cell(width: number, children: readonly Paragraph[], margins: Margins = {}): TableCell {
  const { left = 0, right = 0 } = margins;
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    margins: { left: twips(left), right: twips(right) },
    children: children.length === 0 ? [linesIn(1)('')] : children,
  });
}

/** Blocks beside each other; if they are to be whole, they stay on one page. */
function beside(
  widths: readonly number[],
  rows: readonly TableCell[][],
  { indent = 0, isWhole = true } = {},
): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(whole), type: WidthType.DXA },
    indent: { size: twips(indent), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    rows: rows.map((children) => new TableRow({ cantSplit: isWhole, children })),
  });
}

/** What parts a table from what follows it. */
const gap = (points: number, keepNext = false): Paragraph =>
  new Paragraph({
    keepNext,
    spacing: { before: 0, after: 0, line: twips(points), lineRule: LineRuleType.EXACT },
    children: [],
  });

function letterhead(part: PartOf<'letterhead'>, form: Form): Block[] {
  const { number, subject, placeAndDate } = part;
  const { left, right } = letterheadWidths(nationalTitleWidth());
  const aside = { right: 8 };
  const line = linesIn(form);
  const lines = issuerLines(part, form, left - aside.right);
  const style = (size: number, more: LineStyle = {}) => ({ size, alignment: CENTER, ...more });
  const issuerBlock = [
    ...lines.superior.map((text) => line(text, style(SIZES.issuer))),
    ...lines.issuer.map((text) => line(text, style(SIZES.issuer, { bold: true }))),
    rule(ISSUER_RULE, left - aside.right, form),
  ];
  const national = [
    line(NATIONAL_TITLE, style(SIZES.nationalTitle, { bold: true })),
    line(MOTTO, style(SIZES.motto, { bold: true })),
    rule(mottoWidth(), right, form),
  ];
  const below = [
    ...(number === null ? [] : [line(number, style(SIZES.number, { before: 6 }))]),
    ...(subject === null ? [] : [line(subject, style(SIZES.subject))]),
  ];
  const size = placeAndDateSize(placeAndDate);
  const place = [line(placeAndDate, style(size, { italics: true, before: 6 }))];
  return [
    beside(
      [left, right],
      [
        [cell(left, issuerBlock, aside), cell(right, national)],
        [cell(left, below, aside), cell(right, place)],
      ],
    ),
    gap(HEAD_GAP[form]),
  ];
}

function title({ lines }: PartOf<'title'>, form: Form): Block[] {
  const line = linesIn(form);
  const [names, asides] = [lines.filter((text) => !isInBrackets(text)), lines.filter(isInBrackets)];
  return [
    ...names.map((text, index) =>
      line(text, {
        alignment: CENTER,
        bold: true,
        size: SIZES.title,
        before: index === 0 ? 6 : 0,
      }),
    ),
    rule(TITLE_RULE, TEXT_WIDTH, form),
    ...asides.map((text) => line(text, { alignment: CENTER, italics: true, before: 4 })),
    gap(HEAD_GAP[form], true),
  ];
}

function addressee({ lines }: PartOf<'addressee'>, form: Form): Block[] {
  const line = linesIn(form);
  const { label, labelWidth, indent } = addresseeLayout(lines);
  const width = TEXT_WIDTH - indent - labelWidth;
  const rows = withoutLabel(lines).map((text, index) => [
    cell(labelWidth, [line(index === 0 ? label : '')]),
    cell(width, [line(text, { bold: index === 0 })]),
  ]);
  return [beside([labelWidth, width], rows, { indent }), gap(HEAD_GAP[form])];
}

function heading({ text }: PartOf<'heading'>, form: Form): Paragraph {
  return linesIn(form)(text, {
    bold: true,
    keepNext: true,
    indent: { firstLine: twips(FIRST_LINE_INDENT) },
    before: 4,
    after: PARAGRAPH_GAP - 2,
  });
}

function styled(of: Run): TextRun {
  if (typeof of === 'string') return new TextRun(words(of));
  return 'bold' in of
    ? new TextRun({ ...words(of.bold), bold: true })
    : new TextRun({ ...words(of.italic), italics: true });
}

function paragraph({ text }: PartOf<'paragraph'>, staysWithNext: boolean, form: Form): Paragraph {
  return linesIn(form)(typeof text === 'string' ? text : text.map(styled), {
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(FIRST_LINE_INDENT) },
    after: PARAGRAPH_GAP,
    widowControl: true,
    ...(staysWithNext ? { keepNext: true, keepLines: true } : {}),
  });
}

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

function table(part: TablePart, staysWithNext: boolean, form: Form): Block[] {
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

const HALF = TEXT_WIDTH / 2;

function signatures({ left, right }: PartOf<'signatures'>, form: Form): Table {
  const line = linesIn(form);
  const block = (lines: readonly string[]) =>
    cell(
      HALF,
      lines.map((text, index) =>
        line(text, {
          alignment: CENTER,
          before: index === 0 ? PARAGRAPH_GAP : 0,
          after: index === lines.length - 1 ? SIGNATURE_ROOM[form] : 0,
          ...(isInBrackets(text) ? { italics: true } : { bold: true }),
        }),
      ),
    );
  return beside([HALF, HALF], [[block(left), block(right)]]);
}

/** A closing with more letters is parted by the end of a page. */
const MOST_LETTERS = 1_500;

function closing({ recipients, title, name }: PartOf<'closing'>, form: Form): Table {
  const line = linesIn(form);
  const left = [
    line(recipients.length === 0 ? '' : 'Nơi nhận:', {
      bold: true,
      italics: true,
      size: SIZES.recipientsTitle,
      before: PARAGRAPH_GAP,
    }),
    ...recipients.map((text) => line(text, { size: SIZES.recipients })),
  ];
  const right = [
    line(title, {
      bold: true,
      alignment: CENTER,
      before: PARAGRAPH_GAP,
      after: SIGNATURE_ROOM[form],
    }),
    line(name ?? '', { bold: true, alignment: CENTER }),
  ];
  const isWhole = form === 1 || recipients.join('').length <= MOST_LETTERS;
  return beside([HALF, HALF], [[cell(HALF, left, { right: 8 }), cell(HALF, right)]], { isWhole });
}

/**
 * What is signed, in one row with the paragraph before it: LibreOffice parts the paragraph from it
 * if the two are only to stay together.
 */
function signed(before: Paragraph, signing: Table): Table {
  const whole = new TableCell({
    width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
    margins: { left: 0, right: 0 },
    children: [before, signing, gap(1)],
  });
  return beside([TEXT_WIDTH], [[whole]]);
}

function blocksOf(part: Part, next: Part | undefined, form: Form): Block[] {
  switch (part.kind) {
    case 'letterhead':
      return letterhead(part, form);
    case 'title':
      return title(part, form);
    case 'addressee':
      return addressee(part, form);
    case 'heading':
      return [heading(part, form)];
    case 'paragraph':
      return [paragraph(part, signs(next), form)];
    case 'table':
      return table(part, signs(next), form);
    case 'signatures':
      return [signatures(part, form)];
    case 'closing':
      return [closing(part, form)];
  }
}

/** Whether a paragraph and what is signed after it surely have room on a page. */
function areShort(part: Part, next: Part | undefined): part is PartOf<'paragraph'> {
  if (part.kind !== 'paragraph' || next === undefined || !signs(next)) return false;
  const recipients = next.kind === 'closing' ? next.recipients.join('') : '';
  return wordsOf(part.text).length + recipients.length <= MOST_LETTERS;
}

/** Parts as Word sets them. A paragraph that a closing or signatures follow stays with them. */
export function docxContent(parts: readonly Part[]): Block[] {
  const form = formOf(parts);
  const blocks: Block[] = [];
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    const previous = parts[index - 1];
    if (form === 2 && areShort(part, next)) continue;
    const made = blocksOf(part, next, form);
    const [signing] = made;
    const isSigned = form === 2 && previous !== undefined && areShort(previous, part);
    if (isSigned && signing instanceof Table) {
      // Word ends a document with a line, and makes one behind a table.
      blocks.push(signed(paragraph(previous, false, form), signing), gap(1));
    } else blocks.push(...made);
  }
  return blocks;
}
