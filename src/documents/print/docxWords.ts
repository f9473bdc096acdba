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
  WidthType,
  type IBorderOptions,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { BOUND_HYPHEN } from './binding.ts';
import type { Form } from './content.ts';
import { LINE_HEIGHT, RULE_GAP } from './layout.ts';

/** What stands in a document one below the other. */
export type Block = Paragraph | Table;

/** A length in points as the twentieths that Word counts in. */
export const twips = (points: number): number => +(points * 20).toFixed(0);

/** A size of type in points as the halves that Word counts in. */
const halfPoints = (size: number): number => +(size * 2).toFixed(0);

/** The height of a single line, in 240ths. */
const lineOf = (form: Form): number => +(LINE_HEIGHT[form] * 240).toFixed(0);

/** How lines of one size are set. */
export interface LineStyle extends Omit<IParagraphOptions, 'text' | 'children' | 'spacing'> {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** In points. */
  readonly before?: number;
  readonly after?: number;
}

/** A text; Word knows a hyphen at which no line ends by a mark of its own. */
export function words(text: string): Pick<IRunOptions, 'text' | 'children'> {
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
export const linesIn =
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

/** The way in which titles are set. */
export const CENTER = AlignmentType.CENTER;

/** A rule in the middle of a column, as the border of a line that is next to nothing high. */
export function rule(width: number, column: number, form: Form): Paragraph {
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

/** A cell without borders, of a width in points. */
export function cell(
  width: number,
  children: readonly Paragraph[],
  margins: Margins = {},
): TableCell {
  const { left = 0, right = 0 } = margins;
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    margins: { left: twips(left), right: twips(right) },
    children: children.length === 0 ? [linesIn(1)('')] : children,
  });
}

/** Blocks beside each other; if they are to be whole, they stay on one page. */
export function beside(
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
export const gap = (points: number, keepNext = false): Paragraph =>
  new Paragraph({
    keepNext,
    spacing: { before: 0, after: 0, line: twips(points), lineRule: LineRuleType.EXACT },
    children: [],
  });
