/** What stands for a digit that is not shown. */
const HIDDEN = '•';

/** How many characters are shown at the beginning and at the end of a number that is masked. */
const SHOWN = { first: 3, last: 2 };

/** The shortest number of which anything is shown: of a shorter one what is left could be guessed. */
const SHORTEST_SHOWN = 9;

/** `020•••••••34` of `020085001234`: enough to tell two persons apart, too little to use. */
export function maskedNumber(number: string): string {
  const characters = [...number];
  if (characters.length < SHORTEST_SHOWN) return HIDDEN.repeat(characters.length);
  const { first, last } = SHOWN;
  const hidden = characters.length - first - last;
  return [...characters.slice(0, first), HIDDEN.repeat(hidden), ...characters.slice(-last)].join(
    '',
  );
}

/** Whether what was sent is a masked number in place of the number itself. */
export const isMasked = (number: string): boolean => number.includes(HIDDEN);

/** 12 digits are a personal identification number (số định danh), 9 an identity card of before (CMND). */
const OF_PERSON = /^(\d{9}|\d{12})$/;

/** Whether a number has the form of one that the state gives a person, and no organisation. */
export const hasFormOfPerson = (number: string): boolean =>
  OF_PERSON.test(number.replaceAll(/[\s.-]/g, ''));

/** What a borrower is, as far as its number may be that of a person. */
interface Numbered {
  readonly kind: string;
  readonly taxCode: string | null;
}

/**
 * Whether the tax code of a borrower is a person's identity number: every one of a member of a cooperative,
 * whose tax code is the number of its identity card, and of others one of that form. The tax code of an
 * organisation has 10 or 13 digits and is public.
 */
export const isOfPerson = ({ kind, taxCode }: Numbered): boolean =>
  taxCode !== null && (kind === 'member' || hasFormOfPerson(taxCode));

/** The tax code of a borrower as lists show it: masked if it is a person's. */
export const taxCodeMasked = (of: Numbered): string | null =>
  of.taxCode !== null && isOfPerson(of) ? maskedNumber(of.taxCode) : of.taxCode;

/** Fields that hold the number of a person or organisation of which nobody says which it is. */
const NUMBERS: ReadonlySet<string> = new Set(['identityNumber', 'ownerIdentityNumber']);

/** What was recorded, with the numbers of persons in it masked, however deep they stand. */
export function maskedWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskedWithin);
  if (typeof value !== 'object' || value === null) return value;
  const { kind } = value as { readonly kind?: unknown };
  const shown = ([name, each]: readonly [string, unknown]): unknown => {
    if (typeof each !== 'string') return maskedWithin(each);
    if (NUMBERS.has(name)) return maskedNumber(each);
    if (name !== 'taxCode') return each;
    return taxCodeMasked({ kind: String(kind), taxCode: each });
  };
  return Object.fromEntries(Object.entries(value).map((field) => [field[0], shown(field)]));
}
