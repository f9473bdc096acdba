/** By what a person is looked for: full names and whole numbers, in any writing of capitals. */
export interface Sought {
  readonly names: readonly string[];
  readonly numbers: readonly string[];
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** As it stands within a text of JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Whether a text of JSON names a person: as whole words, so that a longer name or number is another's.
 * Accents tell names apart.
 */
export function mentionOf({ names, numbers }: Sought): (text: string) => boolean {
  const words = [...names, ...numbers].map((each) => escaped(inJson(each.normalize('NFC'))));
  if (words.length === 0) return () => false;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])(${words.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'iu',
  );
  return (text) => pattern.test(text);
}
