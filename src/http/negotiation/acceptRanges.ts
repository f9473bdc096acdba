/** One of the choices that an `Accept…` header lists. */
export interface AcceptRange {
  readonly name: string;
  /** How much it is liked, 0 to 1; 0 refuses it. */
  readonly q: number;
}

/** More than any client sends; the patterns below are slow on what is very long. */
const MAX_LENGTH = 1_000;

/** The choices of an `Accept…` header, in its order (RFC 9110, 12.4.2). */
export function rangesOf(header: string): AcceptRange[] {
  return header
    .slice(0, MAX_LENGTH)
    .split(',')
    .map((part) => {
      const [name = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = parameters
        .map((each) => /^q\s*=\s*([01](?:\.\d{0,3})?)$/.exec(each)?.[1])
        .find(Boolean);
      return { name, q: q === undefined ? 1 : Math.min(Number(q), 1) };
    });
}
