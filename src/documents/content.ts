// What a document consists of, part by part. Every form of it is made from the same parts.

export interface Column {
  readonly title: string;
  /** Figures stand at the right. */
  readonly align: 'left' | 'right';
}

/** A part of a document; texts are Vietnamese and ready to print. */
export type Part =
  /** Two columns of lines beside each other: the heading of a letter, or its signatures (R24). */
  | {
      readonly kind: 'letterhead' | 'signatures';
      readonly left: readonly string[];
      readonly right: readonly string[];
    }
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
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

/** Rows of cells, each column as wide as its widest cell. */
function aligned(
  rows: readonly (readonly string[])[],
  aligns: readonly Column['align'][],
): string[] {
  const widths = aligns.map((_, column) =>
    rows.reduce((most, row) => {
      const width = widthOf(row[column] ?? '');
      return width > most ? width : most;
    }, 0),
  );
  return rows.map((row) =>
    aligns
      .map((align, column) => padded(row[column] ?? '', widths[column] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  );
}

function linesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'letterhead':
    case 'signatures': {
      const { left, right } = part;
      const longer = left.length > right.length ? left : right;
      return aligned(
        longer.map((_, index) => [left[index] ?? '', right[index] ?? '']),
        ['left', 'left'],
      );
    }
    case 'title':
      return part.lines;
    case 'heading':
    case 'paragraph':
      return [part.text.replace(/\s+/g, ' ').trim()];
    case 'table':
      return aligned(
        [part.columns.map((each) => each.title), ...part.rows],
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
