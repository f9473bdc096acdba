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

/** The first standing fact of money dated on a day or before, which an opening of that day would contain (R32). */
export function firstFactTakenOver(
  { book }: Pick<Fund, 'book'>,
  on: CalendarDate,
  knownAt: Date,
): NamedFact | null {
  let first: Entry | null = null;
  for (const entry of book.log) {
    if (!isTakenOver(entry) || entry.effectiveOn > on) continue;
    if (!standsAt(entry, knownAt.getTime())) continue;
    if (first === null || entry.effectiveOn < first.effectiveOn) first = entry;
  }
  if (first === null) return null;
  const { factKind, effectiveOn } = first;
  return { what: TAKEN_OVER[factKind] ?? factKind, number: numberOf(first), date: effectiveOn };
}
