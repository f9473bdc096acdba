/** The languages problems are explained in. */
export type Language = 'en' | 'vi';

interface Range {
  readonly tag: string;
  readonly q: number;
}

function parse(header: string): Range[] {
  return header.split(',').map((part) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const q = parameters
      .map((each) => /^q\s*=\s*([01](?:\.\d{0,3})?)$/.exec(each)?.[1])
      .find(Boolean);
    return { tag, q: q === undefined ? 1 : Math.min(Number(q), 1) };
  });
}

/** The place and weight of a language in the list; by its own name before `*` (RFC 9110, 12.5.4). */
function weight(ranges: readonly Range[], language: Language): { q: number; place: number } {
  const named = ranges.findIndex(({ tag }) => tag === language || tag.startsWith(`${language}-`));
  const place = named === -1 ? ranges.findIndex(({ tag }) => tag === '*') : named;
  const found = ranges[place];
  return found === undefined ? { q: 0, place: Infinity } : { q: found.q, place };
}

/** Vietnamese where `Accept-Language` prefers it to English, else English. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const ranges = parse(header.slice(0, 1_000));
  const [vi, en] = [weight(ranges, 'vi'), weight(ranges, 'en')];
  if (vi.q !== en.q) return vi.q > en.q ? 'vi' : 'en';
  return vi.q > 0 && vi.place < en.place ? 'vi' : 'en';
}
