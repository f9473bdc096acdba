import { words } from '../../words/words.ts';

type Code = keyof typeof words.codes.source;

/** The sources of the law, to choose from. */
export const SOURCES = Object.entries(words.codes.source) as readonly (readonly [Code, string])[];

/** A source of capital as it is called on the screen: by its word, else by its own name. */
export function sourceText(source: string): string {
  return SOURCES.find(([code]) => code === source)?.[1] ?? source;
}
