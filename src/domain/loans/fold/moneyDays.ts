import type { Day } from '../../primitives/dates.ts';
import { COMPONENTS, type Allocation, type Disbursement, type Repayment } from '../facts.ts';
import { openCredit, openRepaid, type LoanOpening } from '../opening.ts';
import { byDate, countUntil, daysOf, sumsOf } from '../../primitives/datedSums.ts';

/** What was lent up to each day: sums by halving, so that an answer does not read all history. */
export interface LentDays {
  readonly inOrder: readonly Disbursement[];
  /** Of the disbursements, oldest first. */
  readonly days: Int32Array;
  /** By how many of them. */
  readonly sums: BigInt64Array;
}

/** What was paid up to each day, by component. */
export interface PaidDays {
  readonly inOrder: readonly Repayment[];
  readonly days: Int32Array;
  readonly sums: Readonly<Record<keyof Allocation, BigInt64Array>>;
}

const LENT = new WeakMap<readonly Disbursement[], LentDays>();

const PAID = new WeakMap<readonly Repayment[], PaidDays>();

const dateOfFact = (fact: Disbursement | Repayment) => fact.effectiveOn;

function workLent(disbursements: readonly Disbursement[]): LentDays {
  const inOrder = byDate(disbursements, dateOfFact);
  return {
    inOrder,
    days: daysOf(inOrder, dateOfFact),
    sums: sumsOf(inOrder, (fact) => fact.amount),
  };
}

function workPaid(repayments: readonly Repayment[]): PaidDays {
  const inOrder = byDate(repayments, dateOfFact);
  const sums = COMPONENTS.map(
    (component) => [component, sumsOf(inOrder, (fact) => fact.allocation[component])] as const,
  );
  return {
    inOrder,
    days: daysOf(inOrder, dateOfFact),
    sums: Object.fromEntries(sums) as PaidDays['sums'],
  };
}

/** Kept with the list itself: facts are never changed, a list with another fact is another list. */
export function lentDays(disbursements: readonly Disbursement[]): LentDays {
  const known = LENT.get(disbursements);
  if (known !== undefined) return known;
  const lent = workLent(disbursements);
  LENT.set(disbursements, lent);
  return lent;
}

/** Kept with the list itself, as the sums of `lentDays`. */
export function paidDays(repayments: readonly Repayment[]): PaidDays {
  const known = PAID.get(repayments);
  if (known !== undefined) return known;
  const paid = workPaid(repayments);
  PAID.set(repayments, paid);
  return paid;
}

/** What was lent, with what had been paid out when the loan was taken over (R33). */
export function lentWithOpening(
  opening: LoanOpening | null,
  disbursements: readonly Disbursement[],
): LentDays {
  if (opening === null) return lentDays(disbursements);
  return workLent([{ effectiveOn: opening.on, amount: opening.disbursed }, ...disbursements]);
}

/** What was paid, with what had been repaid, or paid too much, when the loan was taken over (R13, R33). */
export function paidWithOpening(
  opening: LoanOpening | null,
  repayments: readonly Repayment[],
): PaidDays {
  if (opening === null) return paidDays(repayments);
  const allocation = { ...openCredit(opening), principal: openRepaid(opening) };
  return workPaid([{ effectiveOn: opening.on, allocation }, ...repayments]);
}

/** What was lent up to the close of a day. */
export function lentUntil({ days, sums }: LentDays, day: Day): bigint {
  return sums[countUntil(days, day)] ?? 0n;
}

/** What of a component was paid up to the close of a day. */
export function paidUntil({ days, sums }: PaidDays, component: keyof Allocation, day: Day): bigint {
  return sums[component][countUntil(days, day)] ?? 0n;
}

/** The facts of a list that are dated within two days, both included, oldest first. */
export function datedWithin<Fact extends Disbursement | Repayment>(
  facts: readonly Fact[],
  {
    inOrder,
    days,
  }: { readonly inOrder: readonly (Disbursement | Repayment)[]; readonly days: Int32Array },
  { first, last }: { readonly first: Day; readonly last: Day },
): readonly Fact[] {
  const from = countUntil(days, first - 1);
  const to = countUntil(days, last);
  // The list in order has the same facts.
  return from === to ? [] : (inOrder as typeof facts).slice(from, to);
}
