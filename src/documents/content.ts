// What a document consists of, part by part. Every form of it is made from the same parts.

/** Some words of a text, set as named. */
export type Run = string | { readonly bold: string } | { readonly italic: string };

export interface Column {
  readonly title: string;
  /** Figures stand at the right. */
  readonly align: 'left' | 'center' | 'right';
}

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
    }
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  /** To whom a letter goes (Kính gửi). */
  | { readonly kind: 'addressee'; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string | readonly Run[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      /** Cells of each row. A row of one cell goes across all columns, as a heading of what follows. */
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

const GAP = '   ';

/** Whether a paragraph follows it at once; before all else stands an empty line. */
const goesOnInText = ({ kind }: Part): boolean => kind === 'heading' || kind === 'paragraph';

/** As many characters as are seen: letters are whole in NFC. */
const widthOf = (text: string): number => [...text.normalize('NFC')].length;

function padded(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(width - widthOf(text));
  return align === 'right' ? space + text : text + space;
}

/** Rows of cells, each column as wide as its widest cell; a row of one cell is as long as it is. */
function aligned(
  rows: readonly (readonly string[])[],
  aligns: readonly Column['align'][],
): string[] {
  const isWhole = (row: readonly string[]) => row.length === 1 && aligns.length > 1;
  const widths = aligns.map((_, column) =>
    rows.reduce((most, row) => {
      const width = isWhole(row) ? 0 : widthOf(row[column] ?? '');
      return width > most ? width : most;
    }, 0),
  );
  return rows.map((row) =>
    isWhole(row)
      ? (row[0] ?? '')
      : aligns
          .map((align, column) => padded(row[column] ?? '', widths[column] ?? 0, align))
          .join(GAP)
          .trimEnd(),
  );
}

/** Two columns of lines beside each other. */
function beside(left: readonly string[], right: readonly string[]): string[] {
  const longer = left.length > right.length ? left : right;
  return aligned(
    longer.map((_, index) => [left[index] ?? '', right[index] ?? '']),
    ['left', 'left'],
  );
}

/** The words of a text, however they are set. */
export function wordsOf(text: string | readonly Run[]): string {
  if (typeof text === 'string') return text;
  return text
    .map((run) => (typeof run === 'string' ? run : 'bold' in run ? run.bold : run.italic))
    .join('');
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
      return beside(['Nơi nhận:', ...recipients], [title, ...(name === null ? [] : ['', name])]);
    }
    case 'title':
    case 'addressee':
      return part.lines;
    case 'heading':
    case 'paragraph':
      return [wordsOf(part.text).replace(/\s+/g, ' ').trim()];
    case 'table':
      return aligned(
        [part.columns.map((each) => each.title), ...part.rows, ...(part.totals ?? [])],
        part.columns.map((each) => each.align),
      );
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
