import { later, type CalendarDate } from '../primitives/dates.ts';
import { recoversIncomeAfter } from './chargeOff.ts';
import type { VoucheredFacts } from './facts.ts';
import type { LoanBooks } from './loanBooks.ts';
import { ZERO, type Money } from '../primitives/money.ts';

type Paid = VoucheredFacts['repayments'][number];

/** Principal that a receipt recovered as income and not as capital, on the day on which the books say so (R40, R42). */
export interface RecoveredIncome {
  readonly paid: Paid;
  readonly on: CalendarDate;
  /** Below 0 where it is capital again: the charge-off or the receipt was taken back on a later day. */
  readonly amount: Money;
}

const NONE: readonly RecoveredIncome[] = [];

/** Kept with the books: books with another fact are others. */
const KEPT = new WeakMap<LoanBooks, readonly RecoveredIncome[]>();

/** By receipt, what of its principal is income as these facts stand. */
function incomeIn(facts: VoucheredFacts): ReadonlyMap<Paid, Money> {
  const after = recoversIncomeAfter(facts);
  const recovered = facts.repayments.filter(
    ({ effectiveOn, allocation }) =>
      after !== null && effectiveOn > after && !allocation.principal.isZero(),
  );
  return new Map(recovered.map((paid) => [paid, paid.allocation.principal]));
}

/** The change from one view of the books to the next, on the first day that shows it. */
function changes(
  before: ReadonlyMap<Paid, Money>,
  after: ReadonlyMap<Paid, Money>,
  from: CalendarDate | null,
): RecoveredIncome[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((paid) => {
    const amount = (after.get(paid) ?? ZERO).minus(before.get(paid) ?? ZERO);
    const on = from === null ? paid.effectiveOn : later(from, paid.effectiveOn);
    return amount.isZero() ? [] : [{ paid, on, amount }];
  });
}

/**
 * What was recovered as income of a loan, receipt by receipt: each on its day, and what is booked later,
 * or becomes income by a charge-off that is, on the day of the booking (R40, R42).
 */
export function recoveredIncome(books: LoanBooks): readonly RecoveredIncome[] {
  if (books.views.every(({ facts }) => recoversIncomeAfter(facts) === null)) return NONE;
  const known = KEPT.get(books);
  if (known !== undefined) return known;
  const all: RecoveredIncome[] = [];
  let before: ReadonlyMap<Paid, Money> = new Map();
  for (const { from, facts } of books.views) {
    const after = incomeIn(facts);
    all.push(...changes(before, after, from));
    before = after;
  }
  KEPT.set(books, all);
  return all;
}
