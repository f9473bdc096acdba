// The pieces that pdfmake is made of; its types know only the whole. They are no part of its public
// interface, so its version is pinned.

declare module 'pdfmake/js/PDFDocument.js' {
  import type { Readable } from 'node:stream';

  export interface Glyph {
    readonly advanceWidth: number;
  }

  /** A font file that was read. */
  export interface FontFile {
    readonly unitsPerEm: number;
    /** The code points of its letters. */
    readonly characterSet: readonly number[];
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
  }

  /** A font as a document has it: with the letters of it that the document uses. */
  export interface DocumentFont {
    readonly font: FontFile;
    /** Writes the letters that the document uses. */
    finalize(): void;
  }

  class PdfDocument extends Readable {
    constructor(
      fonts: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
    );
    provideFont(family: string, bold: boolean, italics: boolean): DocumentFont;
    end(): void;
  }

  const pdfDocument: { readonly default: typeof PdfDocument };
  export default pdfDocument;
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  export interface Inline {
    readonly text: string;
    /** The place of the part or row whose first words these are, as the content gives it. */
    readonly opens?: `${number}` | `${number}:${number}`;
    /** The place of the last row of a table, and of the one above the first of its totals. */
    readonly ends?: `${number}:${number}`;
    readonly sums?: `${number}:${number}`;
    /** Which text of the document it is a piece of. */
    readonly number?: number;
    readonly x: number;
    readonly width: number;
    readonly height: number;
  }

  export interface Line {
    readonly x: number;
    readonly y: number;
    readonly inlines: readonly Inline[];
  }

  export interface Page {
    readonly items: readonly (
      | { readonly type: 'line'; readonly item: Line }
      | { readonly type: 'vector'; readonly item: object }
    )[];
  }

  class LayoutBuilder {
    constructor(pageSize: object, pageMargins: object, svgMeasure: object);
    layoutDocument(
      content: unknown,
      document: object,
      styles: object,
      defaultStyle: object,
      background: undefined,
      header: (page: number) => unknown,
    ): Page[];
  }

  const layoutBuilder: { readonly default: typeof LayoutBuilder };
  export default layoutBuilder;
}

declare module 'pdfmake/js/Renderer.js' {
  class Renderer {
    constructor(document: object);
    renderPages(pages: readonly object[]): void;
  }

  const renderer: { readonly default: typeof Renderer };
  export default renderer;
}
