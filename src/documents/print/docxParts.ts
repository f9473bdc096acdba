import { AlignmentType, Paragraph, Table, TextRun } from 'docx';
import { formOf, signs, wordsOf, type Form, type Part, type PartOf, type Run } from './content.ts';
import { FIRST_LINE_INDENT, PARAGRAPH_GAP } from './layout.ts';
import { type Block, twips, words, linesIn, gap } from './docxWords.ts';
import {
  letterhead,
  title,
  addressee,
  signatures,
  MOST_LETTERS,
  closing,
  signed,
} from './docxLetter.ts';
import { table } from './docxTable.ts';

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
