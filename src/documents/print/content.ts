import { withoutNoText } from '../../domain/primitives/texts.ts';
import { bound } from './binding.ts';

// What a document consists of, part by part. A pure function of a finished view makes the parts,
// and every form of the document prints the same parts.

/** Some words of a text, set as named. */
export type Run = string | { readonly bold: string } | { readonly italic: string };

export interface Column {
  readonly title: string;
  /** Figures stand at the right. */
  readonly align: 'left' | 'center' | 'right';
}

/**
 * How a paper is laid out. 1: as before words were bound together and tables parted; what was issued so
 * is printed so for ever.
 */
export type Form = 1 | 2;

/** A part of a document; texts are Vietnamese and ready to print. */
export type Part =
  /** Issuer at the left, national title and motto at the right; place and date under it (R24). */
  | {
      readonly kind: 'letterhead';
      /** The line above the issuer; null: none. */
      readonly superior: string | null;
      readonly issuer: string;
      /** Number and symbol, such as `Số: 12/TB-QHT`; null: none. */
      readonly number: string | null;
      /** What a letter without a title is about (V/v …); null: none. */
      readonly subject: string | null;
      readonly placeAndDate: string;
      /** The form of the whole paper; left out, the one of now. */
      readonly form?: Form;
    }
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  /** To whom a letter goes (Kính gửi). */
  | { readonly kind: 'addressee'; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string | readonly Run[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      /**
       * Cells of each row. A row of one cell goes across all columns, as a heading of what follows;
       * the first of two cells goes across all columns but the last.
       */
      readonly rows: readonly (readonly string[])[];
      /** The rows, by their index, that sum up those under them, set off from them. */
      readonly sums?: readonly number[];
      /** The last rows, set off from those that they sum up. */
      readonly totals?: readonly (readonly string[])[];
    }
  /** Two parties that sign beside each other. */
  | {
      readonly kind: 'signatures';
      readonly left: readonly string[];
      readonly right: readonly string[];
    }
  /** Recipients at the left, who signs at the right (R24). */
  | {
      readonly kind: 'closing';
      readonly recipients: readonly string[];
      readonly title: string;
      /** Null: left blank. */
      readonly name: string | null;
    };

/** A part of one kind. */
export type PartOf<K extends Part['kind']> = Extract<Part, { kind: K }>;

export const formOf = (parts: readonly Part[]): Form =>
  parts.reduce<Form>((form, part) => (part.kind === 'letterhead' ? (part.form ?? 2) : form), 2);

/** A text as it can be printed: whole letters (NFC), a space in place of what is no character. */
export const printed = (text: string): string =>
  withoutNoText(text.normalize('NFC')).replace(/\p{Cc}/gu, ' ');

/** What is not seen, such as soft hyphens and marks of direction, and would be printed as a sign. */
const UNSEEN = /[\p{Cf}\uFE00-\uFE0F]/gu;

/** A value with each of its texts as `of` makes it. */
function withTexts<T>(value: T, of: (text: string) => string): T {
  if (typeof value === 'string') return of(value) as T;
  if (Array.isArray(value)) return value.map((each) => withTexts(each as unknown, of)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withTexts(each as unknown, of)]);
  return Object.fromEntries(entries) as T;
}

/** As many letters as any line has room for. */
const SHORT = 30;

const boundIfLong = (text: string): string => (text.length > SHORT ? bound(text) : text);

/** A part with what no end of a line parts. What stands in cells has the room of its longest word. */
function boundPart(part: Part): Part {
  switch (part.kind) {
    case 'table':
    case 'letterhead':
      return part;
    case 'paragraph':
    case 'heading':
      return withTexts(part, bound);
    default:
      return withTexts(part, boundIfLong);
  }
}

/**
 * Parts as they are printed.
 *
 * @param inFont a text in letters that the font has
 */
export function printable(
  parts: readonly Part[],
  inFont: (text: string) => string = (text) => text,
): readonly Part[] {
  if (formOf(parts) === 1) return withTexts(parts, printed);
  const shown = withTexts(parts, (text) => inFont(printed(text).replace(UNSEEN, '')));
  return shown.map(boundPart);
}

/**
 * The most rows of tables that are printed, all together: more would hold others up for seconds.
 */
export const MOST_PRINTED_ROWS = 5_000;

/** Whether a document has more rows than are printed. */
export const hasTooManyRows = (parts: readonly Part[]): boolean =>
  parts.reduce((all, part) => all + (part.kind === 'table' ? part.rows.length : 0), 0) >
  MOST_PRINTED_ROWS;

/** Whether it is where a document is signed. */
export const signs = (part: Part | undefined): boolean =>
  part?.kind === 'closing' || part?.kind === 'signatures';

const GAP = '   ';

/** Whether a paragraph follows it at once; before all else stands an empty line. */
const goesOnInText = ({ kind }: Part): boolean => kind === 'heading' || kind === 'paragraph';

/** As many characters as are seen: letters are whole in NFC. */
const widthOf = (text: string): number => [...text.normalize('NFC')].length;

function padded(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(width - widthOf(text));
  return align === 'right' ? space + text : text + space;
}

/** The cells of a row and how many columns each takes. */
export type SpanningRow = readonly { readonly text: string; readonly span: number }[];

/**
 * Cells of a row as they are; a row of one cell goes across all columns, the first of two across
 * all but the last.
 */
export function cellsOf(row: readonly string[], columns: number): SpanningRow {
  if (row.length === 1) return [{ text: row[0] ?? '', span: columns }];
  if (row.length === 2 && columns > 2) {
    return [
      { text: row[0] ?? '', span: columns - 1 },
      { text: row[1] ?? '', span: 1 },
    ];
  }
  return Array.from({ length: columns }, (_, index) => ({ text: row[index] ?? '', span: 1 }));
}

/** Cells of a total: its label goes across the empty cells behind it. */
export function totalCellsOf(row: readonly string[], columns: number): SpanningRow {
  const [label, ...rest] = cellsOf(row, columns);
  if (label === undefined || label.span > 1) return cellsOf(row, columns);
  const filled = rest.findIndex((cell) => cell.text !== '');
  const empty = filled === -1 ? rest.length : filled;
  return [{ text: label.text, span: empty + 1 }, ...rest.slice(empty)];
}

/**
 * Rows of cells, each column as wide as its widest cell. What goes across all columns is as long as
 * it is; what goes across some of them widens the first.
 */
function aligned(rows: readonly SpanningRow[], aligns: readonly Column['align'][]): string[] {
  const widths = aligns.map(() => 0);
  const room = (from: number, span: number) =>
    widths.slice(from, from + span).reduce((sum, width) => sum + width, GAP.length * (span - 1));
  const widen = (isWidened: (span: number) => boolean) => {
    for (const row of rows) {
      let place = 0;
      for (const { text, span } of row) {
        const missing = widthOf(text) - room(place, span);
        if (isWidened(span) && missing > 0) widths[place] = (widths[place] ?? 0) + missing;
        place += span;
      }
    }
  };
  widen((span) => span === 1);
  widen((span) => span > 1 && span < aligns.length);
  return rows.map((row) => {
    let place = 0;
    const cells = row.map(({ text, span }) => {
      const align = span > 1 ? 'left' : (aligns[place] ?? 'left');
      const width = room(place, span);
      place += span;
      return widthOf(text) > width ? text : padded(text, width, align);
    });
    return cells.join(GAP).trimEnd();
  });
}

/** Two columns of lines beside each other. */
function beside(left: readonly string[], right: readonly string[]): string[] {
  const longer = left.length > right.length ? left : right;
  return aligned(
    longer.map((_, index) => cellsOf([left[index] ?? '', right[index] ?? ''], 2)),
    ['left', 'left'],
  );
}

const textOf = (run: Run): string =>
  typeof run === 'string' ? run : 'bold' in run ? run.bold : run.italic;

/** The words of a text, however they are set. */
export function wordsOf(text: string | readonly Run[]): string {
  if (typeof text === 'string') return text;
  return text.map(textOf).join('');
}

/** Runs with what punctuates a run as a part of it: no gap comes between the two. */
export function punctuated(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const before = all.at(-1);
    const [marks = ''] = typeof run === 'string' ? (/^[.,;:)]+/.exec(run) ?? []) : [];
    if (before === undefined || typeof run !== 'string' || marks === '') all.push(run);
    else {
      const words = textOf(before) + marks;
      const isBold = typeof before !== 'string' && 'bold' in before;
      all[all.length - 1] =
        typeof before === 'string' ? words : isBold ? { bold: words } : { italic: words };
      all.push(run.slice(marks.length));
    }
  }
  return all.filter((run) => textOf(run) !== '');
}

export const NATIONAL_TITLE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';

export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

function linesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'letterhead': {
      const { superior, issuer, number, subject, placeAndDate } = part;
      const left = [superior, issuer, number, subject].filter((line) => line !== null);
      return beside(left, [NATIONAL_TITLE, MOTTO, placeAndDate]);
    }
    case 'signatures':
      return beside(part.left, part.right);
    case 'closing': {
      const { recipients, title, name } = part;
      const left = recipients.length === 0 ? [] : ['Nơi nhận:', ...recipients];
      return beside(left, [title, ...(name === null ? [] : ['', name])]);
    }
    case 'title':
    case 'addressee':
      return part.lines;
    case 'heading':
    case 'paragraph':
      return [wordsOf(part.text).replace(/\s+/g, ' ').trim()];
    case 'table': {
      const { columns, rows, totals = [] } = part;
      const plain = [columns.map((each) => each.title), ...rows];
      return aligned(
        [
          ...plain.map((row) => cellsOf(row, columns.length)),
          ...totals.map((row) => totalCellsOf(row, columns.length)),
        ],
        columns.map((each) => each.align),
      );
    }
  }
}

/** A document as plain text: a paragraph is a line, columns stand under their titles. */
export function plainText(parts: readonly Part[]): string {
  const lines = parts.flatMap((part, index) => {
    const next = parts[index + 1];
    const goesOn = next !== undefined && goesOnInText(part) && next.kind === 'paragraph';
    return [...linesOf(part), ...(goesOn || next === undefined ? [] : [''])];
  });
  return `${lines.join('\n')}\n`;
}
