import { folded } from '../primitives/likeness.ts';

/** In what the amounts of a sheet are counted. */
export type AmountUnit = 'dong' | 'nghin' | 'trieu' | 'ty';

export const AMOUNT_UNITS = ['dong', 'nghin', 'trieu', 'ty'] as const satisfies AmountUnit[];

/** So many zeros stand behind an amount in đồng. */
export const ZEROS_OF: Readonly<Record<AmountUnit, number>> = {
  dong: 0,
  nghin: 3,
  trieu: 6,
  ty: 9,
};

const WORDS: readonly (readonly [RegExp, AmountUnit])[] = [
  [/\b(ty|ti) (dong|d|vnd)\b/, 'ty'],
  [/\b(trieu( dong| d| vnd)?|tr\.? ?d(ong)?|trd)\b/, 'trieu'],
  [/\b(nghin|ngan)( dong| d| vnd)?\b|\b1[.,]?000 ?(dong|d|vnd)\b|\b1[.,]?000d\b/, 'nghin'],
  [/\b1[.,]?000[.,]?000 ?(dong|d|vnd)\b/, 'trieu'],
  [/\b(dong|vnd)\b/, 'dong'],
];

const unitIn = (text: string): AmountUnit | null =>
  WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** The unit that a line of a sheet's title tells; null: none. It is told behind `ĐVT` or `Đơn vị`. */
export function unitOfTitle(line: string): AmountUnit | null {
  const bare = folded(line);
  const [, told] =
    /(?:\bdvt\b|don vi tinh|\bdon vi\b|\btinh bang\b)\s*[:(]?\s*(.*)$/.exec(bare) ?? [];
  if (told !== undefined) return unitIn(told);
  // Behind the title: `DƯ NỢ (nghìn đồng)`.
  const [, within] = /\(\s*((?:ty|ti|trieu|nghin|ngan)? ?(?:dong|vnd))\s*\)$/.exec(bare) ?? [];
  if (within !== undefined) return unitIn(within);
  // Alone in brackets or on its line.
  return /^\(?[^a-z]*(ty|ti|trieu|tr|nghin|ngan|1[.,]?000|dong|vnd)[ .,0a-z]*\)?$/.test(bare)
    ? unitIn(bare)
    : null;
}

/** The unit that a heading tells of its own column, in brackets or at its end; null: none. */
export function unitOfHeading(heading: string): AmountUnit | null {
  const bare = folded(heading);
  const [, within] = /\(([^)]*)\)/.exec(bare) ?? [];
  if (within !== undefined) return unitIn(within);
  return /\b(trieu dong|nghin dong|ngan dong|ty dong|trd|tr\.d)$/.test(bare) ? unitIn(bare) : null;
}
