import type { Content, ContentText, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { unbound } from './binding.ts';
import { textWidth, type FontStyle } from './fonts.ts';
import type { Form } from './content.ts';
import { RULE_GAP } from './layout.ts';

const NO_FRAME: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

/** The way in which titles are set. */
export const center = 'center';

/**
 * What the end of a page may part from what it belongs to: a part, or a row of a table, by its
 * place.
 */
export type Place = `${number}` | `${number}:${number}`;

/** How a paper is to be set. */
export interface Setting {
  readonly form: Form;
  /**
   * The places of headings that begin a page, in a table too, and of closings whose table is
   * parted.
   */
  readonly broken: ReadonlySet<Place>;
  /** Whether blocks stay on one page; else the end of a page may part each of them. */
  readonly keeps: boolean;
}

/** A text whose words stand in one piece each, as far as they have room. */
interface Words {
  readonly room: number;
  readonly size: number;
  readonly style?: FontStyle;
}

/** What a line may end within: signs, bound spaces, a stroke that no digit follows. */
const PARTED = /[^\p{L}\p{N}.,:;% /]|\/(?!\d)/u;

/**
 * A text by its words: neither the end of a line nor a gap of justified text parts a word, a number
 * or a symbol, but for one that has no room on a line. Words that nothing would part stay together,
 * because pdfmake takes its time for each piece.
 */
export function pieces(
  text: string,
  form: Form,
  { room, size, style = 'normal' }: Words,
): Content[] {
  if (form === 1 || !PARTED.test(text)) return [text];
  const found: (string | { readonly text: string; readonly noWrap: boolean })[] = [];
  for (const word of text.split(/(?<= )/)) {
    const last = found.at(-1);
    if (PARTED.test(word)) {
      const shown = unbound(word);
      found.push({ text: shown, noWrap: textWidth(shown.trimEnd(), size, style) <= room });
    } else if (typeof last === 'string') found[found.length - 1] = last + word;
    else found.push(word);
  }
  return found;
}

/** A line of a width in points, in the middle of its column. */
export function rule(width: number, form: Form): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.75 }],
    alignment: center,
    margin: [0, RULE_GAP[form], 0, 0],
  };
}

/** Blocks beside each other that stay on one page. */
export function beside(
  widths: readonly number[],
  rows: TableCell[][],
  { keeps }: Setting,
): Content {
  return { table: { widths: [...widths], dontBreakRows: keeps, body: rows }, layout: NO_FRAME };
}

/** The first words of a part or row, by which its place on a page is found. */
export const opening = (text: Content, opens: Place): Content =>
  ({ ...(typeof text === 'string' ? { text } : (text as ContentText)), opens }) as Content;
