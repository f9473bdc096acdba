// The official layout (R24, ND30 appendix I); PDF and DOCX share it. Lengths are in points of 1/72
// inch unless they say mm.

const POINTS_OF_MM = 72 / 25.4;

export const A4_MM = { width: 210, height: 297 } as const;

/** 20–25 mm at the top and bottom, 30–35 at the left, 15–20 at the right. */
export const MARGINS_MM = { top: 20, right: 15, bottom: 20, left: 30 } as const;

export const PAGE = {
  width: A4_MM.width * POINTS_OF_MM,
  height: A4_MM.height * POINTS_OF_MM,
} as const;

export const MARGINS = {
  top: MARGINS_MM.top * POINTS_OF_MM,
  right: MARGINS_MM.right * POINTS_OF_MM,
  bottom: MARGINS_MM.bottom * POINTS_OF_MM,
  left: MARGINS_MM.left * POINTS_OF_MM,
} as const;

/** Between the margins. */
export const TEXT_WIDTH = PAGE.width - MARGINS.left - MARGINS.right;

/** From the upper edge of the page to the page number. */
export const PAGE_NUMBER_TOP = 10 * POINTS_OF_MM;

/** Sizes of type. */
export const SIZES = {
  nationalTitle: 12,
  motto: 13,
  issuer: 12,
  number: 13,
  subject: 12,
  placeAndDate: 13,
  title: 14,
  body: 13,
  pageNumber: 13,
  recipientsTitle: 12,
  recipients: 11,
} as const;

/** The sizes of type in tables: the largest that fits is taken. */
export const TABLE_SIZES = [12, 11, 10, 9, 8] as const;

export const FIRST_LINE_INDENT = 10 * POINTS_OF_MM;

/** From line to line by the form of a paper, as a multiple of the font's own height. */
export const LINE_HEIGHT = { 1: 1.08, 2: 1 } as const;

/** Between paragraphs. */
export const PARAGRAPH_GAP = 6;

export const CELL_PADDING = 3;

/** Above and below the text of a cell, by the form of a paper. */
export const CELL_GAP = { 1: 2, 2: 1 } as const;

export const BORDER = 0.5;

/** For a signature by hand and the seal, by the form of a paper. */
export const SIGNATURE_ROOM = { 1: 68, 2: 54 } as const;

/**
 * What the national title has around it, so that it does not wrap in a font that is a bit wider.
 */
const SPARE = 14;

/** The widths of the letterhead's columns, of which the right one holds the national title. */
export function letterheadWidths(nationalTitleWidth: number): { left: number; right: number } {
  const right = nationalTitleWidth + SPARE;
  return { left: TEXT_WIDTH - right, right };
}

/** Below the letterhead, the title and the addressee, by the form of the paper. */
export const HEAD_GAP = { 1: 12, 2: 9 } as const;

/** From a line to the rule under it, by the form of the paper: below the tails of its letters. */
export const RULE_GAP = { 1: 1, 2: 4 } as const;

/** What the end of a page does not part, as long as it is sure to have room on one. */
export const WHOLE = {
  /** Letters of a paragraph: some five lines. */
  paragraph: 450,
  /** Letters of a paragraph that stays with the closing after it. */
  lastParagraph: 1500,
  /** Letters of each cell of a row. */
  cell: 500,
  /**
   * Rows of a table in a form of a paper, its titles not counted, and letters of each of its cells.
   */
  rows: { 1: 8, 2: 4 },
  cellOfTable: 60,
} as const;
