import { useState } from 'react';

/** What this tab keeps under a name, also if the page is loaded anew; null: nothing. */
export function kept(name: string): unknown {
  const text = sessionStorage.getItem(name);
  return text === null ? null : JSON.parse(text);
}

/** Keeps a value in this tab until it is closed, or somebody signs out. */
export function keep(name: string, value: unknown): void {
  sessionStorage.setItem(name, JSON.stringify(value));
}

/** Forgets what this tab keeps: the next who signs in sees nothing of it. */
export function forgetKept(): void {
  sessionStorage.clear();
}

/** A state that survives a reload of the page in this tab. */
export function useKept<T>(
  name: string,
  initial: () => T,
): [T, (change: (before: T) => T) => void] {
  const [value, setValue] = useState<T>(() => (kept(name) as T | null) ?? initial());
  return [
    value,
    (change) =>
      setValue((before) => {
        const after = change(before);
        keep(name, after);
        return after;
      }),
  ];
}
