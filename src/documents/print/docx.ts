import { AlignmentType, Document, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { printable, printed, type Part } from './content.ts';
import { docxContent } from './docxParts.ts';
import { twips } from './docxWords.ts';
import { MARGINS, PAGE, PAGE_NUMBER_TOP, SIZES } from './layout.ts';
import type { FileMarks } from './pdf.ts';
import { unzipped, zipOf } from '../zip.ts';

/** The font of official documents; who opens the file has it, or one of the same widths. */
const FONT = 'Times New Roman';

/** The page number, in the middle above the text. */
function pageNumber(): Header {
  const run = new TextRun({ children: [PageNumber.CURRENT], size: SIZES.pageNumber * 2 });
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run] })],
  });
}

function documentOf(parts: readonly Part[], { title, author = '' }: FileMarks): Document {
  const properties = {
    // The first page has a header of its own, without a number (ND30).
    titlePage: true,
    page: {
      size: { width: twips(PAGE.width), height: twips(PAGE.height) },
      margin: {
        top: twips(MARGINS.top),
        right: twips(MARGINS.right),
        bottom: twips(MARGINS.bottom),
        left: twips(MARGINS.left),
        header: twips(PAGE_NUMBER_TOP),
        footer: twips(PAGE_NUMBER_TOP),
      },
    },
  };
  return new Document({
    title: printed(title),
    creator: printed(author),
    lastModifiedBy: printed(author),
    styles: {
      default: {
        document: { run: { font: FONT, size: SIZES.body * 2, language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties,
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph({})] }) },
        children: docxContent(printable(parts)),
      },
    ],
  });
}

/** The time at which it was made, in place of which `createdOn` stands. */
const MADE_AT = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/**
 * A document for Word (R24). From the same parts and marks come the same bytes.
 */
export async function docx(parts: readonly Part[], marks: FileMarks): Promise<Uint8Array> {
  const packed = await Packer.toBuffer(documentOf(parts, marks));
  const files = unzipped(packed).map(({ name, bytes }) => {
    if (name !== 'docProps/core.xml') return { name, bytes };
    const dated = Buffer.from(bytes)
      .toString('utf8')
      .replace(MADE_AT, `$1${marks.createdOn}T00:00:00Z`);
    return { name, bytes: Buffer.from(dated, 'utf8') };
  });
  return zipOf(files);
}
