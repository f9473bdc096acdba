import { rangesOf, type AcceptRange } from './acceptRanges.ts';

/** The languages problems are explained in. */
export type Language = 'en' | 'vi';

/**
 * The place and weight of a language in the list; by its own name before `*` (RFC 9110, 12.5.4).
 */
function weight(ranges: readonly AcceptRange[], language: Language): { q: number; place: number } {
  const named = ranges.findIndex(
    ({ name }) => name === language || name.startsWith(`${language}-`),
  );
  const place = named === -1 ? ranges.findIndex(({ name }) => name === '*') : named;
  const found = ranges[place];
  return found === undefined ? { q: 0, place: Infinity } : { q: found.q, place };
}

/** Vietnamese where `Accept-Language` prefers it to English, else English. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const ranges = rangesOf(header);
  const [vi, en] = [weight(ranges, 'vi'), weight(ranges, 'en')];
  if (vi.q !== en.q) return vi.q > en.q ? 'vi' : 'en';
  return vi.q > 0 && vi.place < en.place ? 'vi' : 'en';
}
