import type { Content } from 'pdfmake/interfaces.js';
import { FAMILY, type FontStyle } from './fonts.ts';
import {
  signs,
  formOf,
  wordsOf,
  type Form,
  type Part,
  type PartOf,
  punctuated,
  type Run,
} from './content.ts';
import {
  FIRST_LINE_INDENT,
  LINE_HEIGHT,
  PARAGRAPH_GAP,
  SIZES,
  TEXT_WIDTH,
  WHOLE,
} from './layout.ts';
import { isSmallTable, tableLayout, type TablePart } from './tableWidths.ts';
import { type Setting, pieces, opening } from './pdfWords.ts';
import { letterhead, title, addressee, signatures, closing } from './pdfLetter.ts';
import { table } from './pdfTable.ts';

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
