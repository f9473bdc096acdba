// How near two texts are for a reader, on every server alike. What is kept is never folded: a text is
// folded only to be searched for or held against another.

/** Letters that look like a Latin one, small, in the order of `LATIN`. */
const ALIKE = 'đðɖɗ₫ıаеіјкмнорсѕтухвαεζηικμνορτυχβ';
const LATIN = 'dddddiaeijkmhopcstyxbaezhikmnoptyxb';

const SIGN: ReadonlyMap<string, string> = new Map([
  ...Array.from(ALIKE, (letter, at): [string, string] => [letter, LATIN[at] ?? letter]),
  ...Array.from('−⁃', (dash): [string, string] => [dash, '-']),
  ...Array.from('⁄∕⧸╱', (slash): [string, string] => [slash, '/']),
  ...Array.from('‘’ʼ′', (mark): [string, string] => [mark, "'"]),
  ...Array.from('“”„″', (mark): [string, string] => [mark, '"']),
]);

const SIGNS = new RegExp(`[${[...SIGN.keys()].join('')}]|\\p{Pd}`, 'gu');

/** Soft hyphens, zero-width spaces and joiners, and whatever else has no width. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

const NO_BREAK_SPACES = /[\u00a0\u2007\u202f]/gu;

const NO_ASCII = /[^ -~]/;

const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/**
 * A text without what a reader or a keyboard may leave out: accents, case, Đ for D, look-alike
 * letters, signs without width, the kind and number of its spaces.
 */
export function folded(text: string): string {
  if (!NO_ASCII.test(text)) return spaced(text.toLowerCase());
  const bare = text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(SIGNS, (sign) => SIGN.get(sign) ?? '-');
  return spaced(bare);
}

/** A text folded, in each way in which its no-break spaces can be read: as spaces, or as nothing. */
export function readings(text: string): readonly string[] {
  const joined = text.replace(NO_BREAK_SPACES, '');
  return joined === text ? [folded(text)] : [folded(text), folded(joined)];
}

/** What is sought: the words of each of its readings, folded, each word once. */
export const wordsSought = (sought: string): readonly (readonly string[])[] =>
  readings(sought).map((each) => [...new Set(each.split(' '))]);

/**
 * Whether each word that is sought is a part of one of some texts, in whatever order.
 *
 * @param texts readings of what is searched
 */
export function hasWords(
  texts: readonly string[],
  sought: ReturnType<typeof wordsSought>,
): boolean {
  return sought.some((words) => words.every((word) => texts.some((each) => each.includes(word))));
}

/** Whether with each word that is sought a word of one of some texts begins: `van an` is `Vạn An`, not `Vàng`. */
export function beginWords(
  texts: readonly string[],
  sought: ReturnType<typeof wordsSought>,
): boolean {
  const there = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  return sought.some((words) => words.every((word) => there.some((each) => each.startsWith(word))));
}

/**
 * The texts that a search for one of them means: the very same if there are any, else those that are
 * like it in one of its readings.
 */
export function meant(asked: string, there: Iterable<string>): (text: string) => boolean {
  for (const text of there) if (text === asked) return (each) => each === asked;
  const sought = new Set(readings(asked));
  return (text) => readings(text).some((each) => sought.has(each));
}

/** What of a number or code is left if a reader compares it carelessly: folded, without spaces. */
export const likeness = (text: string): string => folded(text).replaceAll(' ', '');

/** What of a number or code can be seen: not the signs without width, nor the kind of a space. */
const seen = (text: string): string => spaced(text.replace(INVISIBLE, '').normalize('NFC'));

/** Whether two numbers or codes are the same to the eye: one of them is taken for the other. */
export const looksSame = (a: string, b: string): boolean => a === b || seen(a) === seen(b);

/** The number or code that looks the same, and one that is only like it; null: there is none. */
export interface Nearest {
  readonly same: string | null;
  readonly like: string | null;
}

/** Which of the others a number or code can be confused with. */
export function nearest(text: string, others: Iterable<string>): Nearest {
  const key = likeness(text);
  let like: string | null = null;
  for (const other of others) {
    if (likeness(other) !== key) continue;
    if (looksSame(other, text)) return { same: other, like: null };
    like ??= other;
  }
  return { same: null, like };
}
