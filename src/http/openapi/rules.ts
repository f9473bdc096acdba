import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../root.ts';

const CHAPTER = path.join(ROOT, 'openapi/guide/rules.md');

/** The rules as people read them, from the guide. */
export function rulesChapter(): string {
  return fs.readFileSync(CHAPTER, 'utf8');
}

/** The title of each rule, by its number. */
export function ruleTitles(chapter: string): ReadonlyMap<string, string> {
  const headings = chapter.matchAll(/^## (R\d+) (.+)$/gm);
  return new Map([...headings].map(([, number = '', title = '']) => [number, title]));
}

/** The numbers that a text cites, each once, in their order. */
export function rulesCited(text: string): string[] {
  const found = new Set([...text.matchAll(/\bR\d+\b/g)].map(([number]) => number));
  return [...found].toSorted((a, b) => +a.slice(1) - +b.slice(1));
}
