import type { Fund } from '../../book/fund.ts';
import { standsAt } from '../../book/known.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Entry } from '../../store/facts/entry.ts';

/** What of money is in the balances of an opening, if it is dated on its day or before (R32, R33). */
const TAKEN_OVER: Partial<Readonly<Record<FactKind, string>>> = {
  capital_movement: 'capital movement',
  disbursement: 'disbursement',
  repayment: 'receipt',
  restructuring: 'restructuring',
  waiver: 'waiver',
  charge_off: 'charge-off',
};

/** What may be dated on the opening day, to say where its money is, and not before (R35). */
const TELLS_OF_OPENING: Partial<Readonly<Record<FactKind, string>>> = {
  transfer: 'transfer',
  income_movement: 'income movement',
  place_count: 'count',
  trustee_statement: 'trustee statement',
};

/** What of money an opening of a day has no room for: taken over by it, or of a day of which nothing is known. */
function outOfPlace({ factKind, effectiveOn }: Entry, on: CalendarDate): string | null {
  const taken = effectiveOn <= on ? TAKEN_OVER[factKind] : undefined;
  const told = effectiveOn < on ? TELLS_OF_OPENING[factKind] : undefined;
  return taken ?? told ?? null;
}

/** Whether a fact is one that the balances of an opening contain, if its day does not lie after. */
export const isTakenOver = ({ factKind }: Entry): boolean => TAKEN_OVER[factKind] !== undefined;

/** A fact as a refusal names it. */
export interface NamedFact {
  readonly what: string;
  readonly number: string;
  readonly date: CalendarDate;
}

function numberOf(entry: Entry): string {
  if ('voucherNumber' in entry) return entry.voucherNumber;
  if ('documentNumber' in entry && entry.documentNumber !== null) return entry.documentNumber;
  return 'terms' in entry && 'decisionNumber' in entry.terms
    ? (entry.terms.decisionNumber ?? entry.id)
    : entry.id;
}

/** A fact as a refusal names it, whatever it is. */
export const nameOfFact = (entry: Entry): NamedFact => ({
  what: entry.factKind.replaceAll('_', ' '),
  number: numberOf(entry),
  date: entry.effectiveOn,
});

/** The first standing fact of money dated on a day or before, which an opening of that day would contain (R32). */
export function firstFactTakenOver(
  { book }: Pick<Fund, 'book'>,
  on: CalendarDate,
  knownAt: Date,
): NamedFact | null {
  let first: Entry | null = null;
  for (const entry of book.log) {
    if (outOfPlace(entry, on) === null) continue;
    if (!standsAt(entry, knownAt.getTime())) continue;
    if (first === null || entry.effectiveOn < first.effectiveOn) first = entry;
  }
  if (first === null) return null;
  const { factKind, effectiveOn } = first;
  return { what: outOfPlace(first, on) ?? factKind, number: numberOf(first), date: effectiveOn };
}
