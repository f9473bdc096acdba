import { words } from '../../words/words.ts';

const { tokens: said } = words;

/** A scope in words. */
export const wordOf = (scope: string): string =>
  scope in said.scope ? said.scope[scope as keyof typeof said.scope] : said.ofSchedule;
