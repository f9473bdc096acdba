import type { vi } from './vi.ts';

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The words of the console, the same in each language. */
export type Words = Texts<typeof vi>;

export type Language = 'vi' | 'en';

const KEPT_AS = 'language';

/** The language that was chosen on this computer; Vietnamese unless another was. */
export const language: Language = localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi';

/** The words in the language. */
export const words: Words =
  language === 'en' ? (await import('./en.ts')).en : (await import('./vi.ts')).vi;

/** Chooses the language, and shows the screen anew in it. */
export function choose(chosen: Language): void {
  localStorage.setItem(KEPT_AS, chosen);
  location.reload();
}

/** A text with its gaps filled: `{count} hợp đồng` with a count. */
export function filled(text: string, gaps: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ''));
}
