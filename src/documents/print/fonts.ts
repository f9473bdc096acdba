import fs from 'node:fs';
import { createRequire } from 'node:module';
import pdfDocument from 'pdfmake/js/PDFDocument.js';
import type { DocumentFont, FontFile } from 'pdfmake/js/PDFDocument.js';

// Tinos has the widths of Times New Roman, all Vietnamese letters, and a free licence. A PDF embeds
// Tinos; a DOCX names Times New Roman. The widths of both are measured in Tinos.

const FILES = {
  normal: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italics: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bolditalics: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const;

export type FontStyle = keyof typeof FILES;

export const FAMILY = 'Tinos';

/** Makes a font of a document: what a document has of a font file already read. */
export type DocumentFontMaker = (document: object, file: FontFile, id: string) => DocumentFont;

/** The font files, read once: reading them anew takes most of the time of a document. */
interface Fonts {
  readonly files: Readonly<Record<FontStyle, FontFile>>;
  readonly makeDocumentFont: DocumentFontMaker;
}

function readFonts(): Fonts {
  const require = createRequire(import.meta.url);
  const read = (file: string) =>
    fs.readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}`));
  const bytes = Object.fromEntries(
    Object.entries(FILES).map(([style, file]) => [style, read(file)]),
  );
  const options = { autoFirstPage: false, font: null };
  const reader = new pdfDocument.default({ [FAMILY]: bytes }, {}, {}, {}, options);
  const normal = reader.provideFont(FAMILY, false, false);
  // pdfkit makes it from bytes only; its class takes the file that was read.
  const DocumentFont = normal.constructor as new (
    ...of: Parameters<DocumentFontMaker>
  ) => DocumentFont;
  return {
    files: {
      normal: askForAllLetters(normal.font),
      bold: askForAllLetters(reader.provideFont(FAMILY, true, false).font),
      italics: askForAllLetters(reader.provideFont(FAMILY, false, true).font),
      bolditalics: askForAllLetters(reader.provideFont(FAMILY, true, true).font),
    },
    makeDocumentFont: (document, file, id) => new DocumentFont(document, file, id),
  };
}

/**
 * A glyph keeps the letter for which it was first asked, or none if it was asked for as a part of
 * another glyph. Here every glyph is asked for by its letter before anything is printed. Without
 * that, a text could be found in one PDF and not in another, by what was printed before.
 */
function askForAllLetters(file: FontFile): FontFile {
  for (const letter of file.characterSet) file.glyphForCodePoint(letter);
  return file;
}

let fontsRead: Fonts | undefined;

/** The fonts of all documents. */
export function fonts(): Fonts {
  fontsRead ??= readFonts();
  return fontsRead;
}

const letterWidths: Record<FontStyle, Map<string, number>> = {
  normal: new Map(),
  bold: new Map(),
  italics: new Map(),
  bolditalics: new Map(),
};

/** The width of a letter in ems. */
function letterWidth(letter: string, style: FontStyle): number {
  const known = letterWidths[style].get(letter);
  if (known !== undefined) return known;
  const file = fonts().files[style];
  const width = file.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth / file.unitsPerEm;
  letterWidths[style].set(letter, width);
  return width;
}

/** How wide a text is on one line, in points. Kerning, which is left out, makes it no wider. */
export function textWidth(text: string, size: number, style: FontStyle = 'normal'): number {
  let ems = 0;
  for (const letter of text.normalize('NFC')) ems += letterWidth(letter, style);
  return ems * size;
}
