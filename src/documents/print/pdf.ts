import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import layoutBuilder from 'pdfmake/js/LayoutBuilder.js';
import type { Page } from 'pdfmake/js/LayoutBuilder.js';
import pdfDocument from 'pdfmake/js/PDFDocument.js';
import type { DocumentFont } from 'pdfmake/js/PDFDocument.js';
import renderer from 'pdfmake/js/Renderer.js';
import { printable, printed, signs, type Part } from './content.ts';
import { fonts, type FontStyle } from './fonts.ts';
import { MARGINS, PAGE, PAGE_NUMBER_TOP, SIZES } from './layout.ts';
import { PDF_STYLE, pdfContent, type Place } from './pdfParts.ts';

/** What a file says of itself. */
export interface FileMarks {
  readonly title: string;
  readonly author?: string;
  /** `YYYY-MM-DD`; it stands in the file in place of the time at which it is made. */
  readonly createdOn: string;
}

function styleOf(bold: boolean, italics: boolean): FontStyle {
  if (bold) return italics ? 'bolditalics' : 'bold';
  return italics ? 'italics' : 'normal';
}

/** A PDF in the making, with the font files that were read once. */
class TinosDocument extends pdfDocument.default {
  readonly #made = new Map<FontStyle, DocumentFont>();

  override provideFont(_family: string, bold: boolean, italics: boolean): DocumentFont {
    const style = styleOf(bold, italics);
    const known = this.#made.get(style);
    if (known !== undefined) return known;
    const { files, makeDocumentFont } = fonts();
    const font = makeDocumentFont(this, files[style], `F${this.#made.size + 1}`);
    this.#made.set(style, font);
    return font;
  }

  override end(): void {
    for (const font of this.#made.values()) font.finalize();
    super.end();
  }
}

function emptyDocument({ title, author, createdOn }: FileMarks): TinosDocument {
  const options = {
    size: [PAGE.width, PAGE.height],
    pdfVersion: '1.7',
    lang: 'vi',
    displayTitle: true,
    autoFirstPage: false,
    font: null,
    info: {
      Title: printed(title),
      ...(author === undefined ? {} : { Author: printed(author) }),
      CreationDate: new Date(`${createdOn}T00:00:00Z`),
    },
  };
  return new TinosDocument({}, {}, {}, {}, options);
}

/** In the middle above the text, from the second page on (ND30). */
function pageNumber(page: number): object | null {
  if (page === 1) return null;
  const fontSize = SIZES.pageNumber;
  return {
    text: String(page),
    fontSize,
    alignment: 'center',
    margin: [MARGINS.left, PAGE_NUMBER_TOP, MARGINS.right, 0],
  };
}

/** A heading, or a row of a table that is one. */
const isHeading = (place: Place, parts: readonly Part[]): boolean =>
  place.includes(':') || parts[+place]?.kind === 'heading';

/**
 * What the end of a page parts from what it belongs to: headings that are the last on their page,
 * closings and signatures that are the first.
 */
function partedFrom(pages: readonly Page[], parts: readonly Part[]): Place[] {
  return pages.flatMap(({ items }, page) => {
    const lines = items
      .flatMap((each) => (each.type === 'line' ? [each.item] : []))
      .filter(({ y }) => y >= MARGINS.top - 1)
      .toSorted((one, other) => one.y - other.y);
    const opened = (line: (typeof lines)[number] | undefined) => line?.inlines[0]?.opens;
    const openedAt = (at: number | undefined) =>
      lines
        .filter(({ y }) => at !== undefined && Math.abs(y - at) < 1)
        .map(opened)
        .find((each) => each !== undefined);
    const last = page === pages.length - 1 ? undefined : openedAt(lines.at(-1)?.y);
    const first = page === 0 ? undefined : openedAt(lines[0]?.y);
    return [
      ...(last !== undefined && isHeading(last, parts) ? [last] : []),
      ...(first !== undefined && signs(parts[+first]) ? [first] : []),
    ];
  });
}

/** Lays a document out anew where a page would part what belongs together. */
function pagesOf(parts: readonly Part[], document: TinosDocument): readonly Page[] {
  const size = { ...PAGE, orientation: 'portrait' };
  const broken = new Set<Place>();
  for (;;) {
    const builder = new layoutBuilder.default(size, MARGINS, {});
    const content = pdfContent(parts, broken);
    const pages = builder.layoutDocument(content, document, {}, PDF_STYLE, undefined, pageNumber);
    const parted = partedFrom(pages, parts).filter((index) => !broken.has(index));
    if (parted.length === 0) return pages;
    for (const index of parted) broken.add(index);
  }
}

/** How much of a PDF waits to be read before no more of it is made. */
const WAITING_BYTES = 1_048_576;

const WAIT_MS = 20;

/** Lays documents out one after the other; stops where nobody reads on. */
async function write(
  document: TinosDocument,
  documents: Iterable<readonly Part[]> | AsyncIterable<readonly Part[]>,
): Promise<void> {
  for await (const each of documents) {
    while (document.readableLength > WAITING_BYTES && !document.destroyed) await sleep(WAIT_MS);
    if (document.destroyed) return;
    const parts = printable(each);
    new renderer.default(document).renderPages(pagesOf(parts, document));
    await nextTurn();
  }
  document.end();
}

/**
 * Many documents as one PDF (R24). Each begins on a page of its own, with its own page numbers. The
 * PDF is read while it is made: one document is laid out at a time, and the event loop gets its
 * turn after each. This uses inner pieces of pdfmake, so the version of pdfmake is pinned. From the
 * same documents come the same bytes.
 */
export function pdfOfAll(
  documents: Iterable<readonly Part[]> | AsyncIterable<readonly Part[]>,
  marks: FileMarks,
): Readable {
  const document = emptyDocument(marks);
  write(document, documents).catch((error: unknown) => {
    document.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return document;
}

/**
 * A document as PDF (R24), with the letters it uses embedded. From the same parts and marks come
 * the same bytes.
 */
export function pdf(parts: readonly Part[], marks: FileMarks): Promise<Uint8Array> {
  return buffer(pdfOfAll([parts], marks));
}
