import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import layoutBuilder from 'pdfmake/js/LayoutBuilder.js';
import type { Line, Page } from 'pdfmake/js/LayoutBuilder.js';
import pdfDocument from 'pdfmake/js/PDFDocument.js';
import type { DocumentFont } from 'pdfmake/js/PDFDocument.js';
import renderer from 'pdfmake/js/Renderer.js';
import { ensure } from '../../domain/primitives/errors.ts';
import { formOf, printable, printed, signs, type Form, type Part } from './content.ts';
import { fonts, type FontStyle } from './fonts.ts';
import { MARGINS, PAGE, PAGE_NUMBER_TOP, SIZES } from './layout.ts';
import { pdfContent, pdfStyle } from './pdfParts.ts';
import type { Place } from './pdfWords.ts';

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

/** The lines of a page. */
const linesOf = ({ items }: Page): Line[] =>
  items.flatMap((item) => (item.type === 'line' ? [item.item] : []));

/**
 * What the end of a page parts from what it belongs to: headings that are the last on their page,
 * closings and signatures that are the first, the last row of a table whose total is on the next.
 */
function partedFrom(pages: readonly Page[], parts: readonly Part[], form: Form): Place[] {
  return pages.flatMap((each, page) => {
    const lines = linesOf(each)
      .filter(({ y }) => y >= MARGINS.top - 1)
      .toSorted((one, other) => one.y - other.y);
    const openedAt = (at: number | undefined) =>
      lines
        .filter(({ y }) => at !== undefined && Math.abs(y - at) < 1)
        .map((line) => line.inlines[0]?.opens)
        .find((place) => place !== undefined);
    const last = page === pages.length - 1 ? undefined : openedAt(lines.at(-1)?.y);
    const first = page === 0 ? undefined : openedAt(lines[0]?.y);
    const ended = new Set(lines.map((line) => line.inlines[0]?.ends));
    const summed = lines.flatMap((line) => line.inlines[0]?.sums ?? []);
    return [
      ...(last !== undefined && isHeading(last, parts) ? [last] : []),
      ...(first !== undefined && signs(parts[+first]) ? [first] : []),
      ...(form === 1 ? [] : summed.filter((place) => !ended.has(place))),
    ];
  });
}

/** As many letters as are seen. */
const lettersOf = (text: string): number => text.replace(/\s/gu, '').length;

/** Content with each of its texts numbered, and how many letters the text of each number has. */
function numbered(content: unknown, letters: number[]): unknown {
  if (Array.isArray(content)) return content.map((each) => numbered(each, letters));
  if (typeof content !== 'object' || content === null) return content;
  const { text, stack, table, ...rest } = content as Record<string, unknown>;
  const { body, ...set } = (table ?? {}) as Record<string, unknown>;
  const pieceOf = (piece: unknown) => {
    const of = typeof piece === 'string' ? { text: piece } : (piece as { readonly text: string });
    return { ...of, number: letters.push(lettersOf(of.text)) - 1 };
  };
  return {
    ...rest,
    ...(text === undefined ? {} : { text: [text].flat().map(pieceOf) }),
    ...(stack === undefined ? {} : { stack: numbered(stack, letters) }),
    ...(table === undefined ? {} : { table: { ...set, body: numbered(body, letters) } }),
  };
}

/** Whether each letter of each text is within the text area of a page. */
function hasAllOf(pages: readonly Page[], letters: readonly number[]): boolean {
  const left = [...letters];
  const bottom = PAGE.height - MARGINS.bottom;
  for (const { x, y, inlines } of pages.flatMap(linesOf)) {
    for (const { number, text, height, x: at, width } of inlines) {
      const isWithin = y + height <= bottom + 1 && x + at + width <= PAGE.width;
      if (number !== undefined && isWithin) left[number] = (left[number] ?? 0) - lettersOf(text);
    }
  }
  return left.every((each) => each <= 0);
}

/** Lays a document out anew where a page would part what belongs together. */
function pagesKeeping(
  parts: readonly Part[],
  document: TinosDocument,
  keeps: boolean,
): { readonly pages: readonly Page[]; readonly isWhole: boolean } {
  const size = { ...PAGE, orientation: 'portrait' };
  const broken = new Set<Place>();
  const form = formOf(parts);
  for (;;) {
    const builder = new layoutBuilder.default(size, MARGINS, {});
    const letters: number[] = [];
    const content = numbered(pdfContent(parts, { broken, keeps }), letters);
    const pages = builder.layoutDocument(
      content,
      document,
      {},
      pdfStyle(form),
      undefined,
      pageNumber,
    );
    const parted = partedFrom(pages, parts, form).filter((index) => !broken.has(index));
    if (!keeps || parted.length === 0) return { pages, isWhole: hasAllOf(pages, letters) };
    for (const index of parted) broken.add(index);
  }
}

/** A document on pages; what is higher than a page is parted, and nothing of it is lost. */
function pagesOf(parts: readonly Part[], document: TinosDocument): readonly Page[] {
  const kept = pagesKeeping(parts, document, true);
  if (kept.isWhole) return kept.pages;
  const { pages, isWhole } = pagesKeeping(parts, document, false);
  ensure(isWhole, 'R24: a text of a document is on none of its pages');
  return pages;
}

const hasLetters = (text: string): boolean =>
  [...text].every((each) => fonts().files.normal.hasGlyphForCodePoint(each.codePointAt(0) ?? 0));

/** A letter; where the font has it not, what is meant by it, else its number. */
function inFont(letter: string): string {
  if (hasLetters(letter)) return letter;
  const plain = letter.normalize('NFKC');
  if (hasLetters(plain)) return plain;
  const number = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `[U+${number.padStart(4, '0')}]`;
}

/** A text without letters that would be printed as boxes. */
const allInFont = (text: string): string => text.replace(/[^ -~]/gu, inFont);

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
    const parts = printable(each, allInFont);
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
