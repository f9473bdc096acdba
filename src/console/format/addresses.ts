/** What an address says behind `?`: texts, as they stand there; of a name given twice the last. */
export function searchIn(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** The same as it stands in the address; what is empty is left out. */
export function searchOf(said: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(said).filter(
    (each): each is [string, string] => typeof each[1] === 'string' && each[1] !== '',
  );
  return texts.length === 0 ? '' : `?${new URLSearchParams(texts).toString()}`;
}
