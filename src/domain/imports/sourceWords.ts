import { CHARTER, isSourceCode, type Source } from '../fund/sources.ts';
import { folded } from '../primitives/likeness.ts';

const WORDS: readonly (readonly [RegExp, Source])[] = [
  [/dieu le|von cap|ngan sach cap/, CHARTER],
  [/dong gop|thanh vien/, 'contribution'],
  [/tam ung/, 'advance'],
  [/huy dong/, 'mobilised'],
  [/uy thac/, 'entrusted_in'],
  [/tai tro|vien tro/, 'grant'],
  [/du phong|dau tu phat trien/, 'reserve'],
  [/chenh lech|thang du/, 'surplus'],
];

/** The source of capital that a book's words name; charter capital where they name none. */
export function sourceOfWords(words: string | null): Source {
  if (words === null) return CHARTER;
  const bare = folded(words);
  if (isSourceCode(bare)) return bare;
  return WORDS.find(([pattern]) => pattern.test(bare))?.[1] ?? words;
}
