/** A text of an address, if it is one of the codes that there are; undefined: it is not. */
export function oneOf<V extends string>(
  codes: readonly V[],
  text: string | undefined,
): V | undefined {
  return codes.find((code) => code === text);
}
