import { parse } from 'csv-parse/sync';
import type { ReadSheet } from '../../domain/imports/cells.ts';
import { UnreadFile } from '../../domain/imports/bookRead.ts';

/** Signs that part the columns of a text, the likeliest last where they part as many. */
const DELIMITERS = [',', '\t', ';'] as const;

/** So many lines of a text tell what parts its columns. */
const LINES_LOOKED_AT = 50;

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Letters that Vietnamese has and no other writing of Windows-1258's code page. */
const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;

/**
 * The text of a file: UTF-16 by its mark, else UTF-8, else Windows-1258 where that gives Vietnamese words.
 *
 * @throws UnreadFile not-utf8
 */
export function textOf(bytes: Uint8Array): string {
  const [encoding] = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  try {
    return new TextDecoder(encoding ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (encoding !== undefined) throw new UnreadFile('not-utf8', { cause: error });
  }
  const text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  // Fonts of old, as TCVN3, give letters that no Vietnamese word has.
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const foreign = words.filter((word) => /[^\p{ASCII}]/u.test(word) && !isVietnamese(word));
  if (!VIETNAMESE.test(text) || foreign.length > 0) throw new UnreadFile('not-utf8');
  return text;
}

const isVietnamese = (word: string): boolean =>
  Array.from(word).every((letter) => /[a-z]/i.test(letter) || VIETNAMESE.test(letter));

/** What parts the columns: the sign that most lines have the same number of. */
export function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, LINES_LOOKED_AT).filter((line) => line.trim() !== '');
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
    // Commas part decimals too: what counts first is in how many lines a sign parts three columns.
    const inThree = counts.filter((count) => count >= 2).length;
    const inTwo = counts.filter((count) => count >= 1).length;
    const weight = inThree * LINES_LOOKED_AT + inTwo;
    if (weight > 0 && weight >= most) [best, most] = [delimiter, weight];
  }
  return best;
}

/**
 * Reads a text whose lines are rows. All its cells are texts: what they mean is not for this to say.
 *
 * @throws UnreadFile
 */
export function readCsv(bytes: Uint8Array, mostRows: number): ReadSheet[] {
  const text = textOf(bytes);
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      // One more tells that there are too many.
      to: mostRows + 1,
    });
  } catch (error) {
    throw new UnreadFile('no-workbook', { cause: error });
  }
  const rows = records.flatMap((record, index) => {
    const cells = record.map((text) =>
      text.trim() === '' ? null : ({ kind: 'text', text } as const),
    );
    const isFilled = cells.some((cell) => cell !== null);
    return isFilled ? [{ number: index + 1, hidden: false, cells }] : [];
  });
  return [{ name: 'CSV', hidden: false, hiddenColumns: [], epoch: 1900, rows }];
}
