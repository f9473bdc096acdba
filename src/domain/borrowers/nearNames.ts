import { folded } from '../primitives/likeness.ts';

// How near two names of borrowers are: "HTX NN Hồi Thơm" may be "HTX Hồi Thơm", and may be another one.
// Nobody but who knows them can say.

/** Words that many names have, and that books leave out or cut short. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'htx hop tac xa lien hiep lh to thuong nong nghiep nn lam thuy san tong th dich vu dv ' +
    'san xuat sx kinh doanh kd thuong mai tm xay dung xd che bien cb va mtv tnhh cp cong ty ' +
    'chan nuoi trong trot du lich moi truong van tai tieu thu san pham'
  ).split(' '),
);

/** The longer words for what is often cut short. */
const kindsShort = (name: string): string =>
  name
    .replace(/\b(hop tac xa|h\.t\.x|htx)\b\.?/g, 'htx')
    .replace(/\b(to hop tac|t\.h\.t)\b/g, 'tht')
    .replace(/[.,;:()"'–-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A name by which the same borrower is known again: not its case, its spaces, nor how HTX is written. */
export function sameName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\b(hợp tác xã|h\.t\.x|htx)(?=\s|$|[.:])[.:]?/gu, 'htx')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of a name that are its own, without accents. */
export function ownWords(name: string): string[] {
  const words = kindsShort(folded(name)).split(' ');
  const own = words.filter((word) => word !== '' && word !== 'tht' && !COMMON.has(word));
  return own.length > 0 ? own : words;
}

/** A word of so few letters is no other one for a letter less. */
const LEAST_LETTERS = 5;

/** Names with one letter of them left out: two that differ in one letter have one in common. */
function withoutALetter(name: string): string[] {
  if (name.length < LEAST_LETTERS) return [name];
  return [name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))];
}

/** Names among which near ones are looked for. */
export class NearNames<Of> {
  readonly #byKey = new Map<string, Set<Of>>();
  readonly #byWord = new Map<string, Set<Of>>();
  readonly #words = new Map<Of, ReadonlySet<string>>();

  add(name: string, of: Of): void {
    const words = ownWords(name);
    this.#words.set(of, new Set(words));
    for (const key of withoutALetter(words.join(' '))) this.#put(this.#byKey, key, of);
    for (const word of new Set(words)) this.#put(this.#byWord, word, of);
  }

  #put(index: Map<string, Set<Of>>, key: string, of: Of): void {
    const found = index.get(key);
    if (found === undefined) index.set(key, new Set([of]));
    else found.add(of);
  }

  /** Those whose own words are the same but for a letter, or are among its own, or have its own among them. */
  near(name: string): Of[] {
    const words = new Set(ownWords(name));
    const found = new Set<Of>();
    for (const key of withoutALetter([...words].join(' '))) {
      for (const of of this.#byKey.get(key) ?? []) found.add(of);
    }
    for (const of of this.#sharing(words)) {
      const others = this.#words.get(of) ?? new Set();
      const [fewer, more] = others.size < words.size ? [others, words] : [words, others];
      if (fewer.size > 1 && [...fewer].every((word) => more.has(word))) found.add(of);
    }
    return [...found];
  }

  /** Those that have the rarest of the words; of two, where the rarest is only in one of the names. */
  #sharing(words: ReadonlySet<string>): Set<Of> {
    const [first, second] = [...words]
      .map((word) => this.#byWord.get(word) ?? new Set<Of>())
      .toSorted((a, b) => a.size - b.size);
    return new Set([...(first ?? []), ...(second ?? [])]);
  }
}
