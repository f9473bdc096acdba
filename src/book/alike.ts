import { likeness } from '../domain/primitives/likeness.ts';

/** What is found by a number or code that a reader can confuse with another one. */
export class Alike<Of> {
  readonly #found = new Map<string, Of[]>();

  /** @returns how it is taken back */
  add(text: string, of: Of): () => void {
    const key = likeness(text);
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, [of]);
    else known.push(of);
    return () => {
      const left = this.#found.get(key) ?? [];
      left.splice(left.lastIndexOf(of), 1);
    };
  }

  /** Those that ever had such a number or code, each once. */
  under(text: string): ReadonlySet<Of> {
    return new Set(this.#found.get(likeness(text)));
  }
}
