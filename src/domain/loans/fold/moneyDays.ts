import type { Day } from '../../primitives/dates.ts';
import { COMPONENTS, type Allocation, type Disbursement, type Repayment } from '../facts.ts';
import { byDate, countUntil, daysOf, sumsOf } from './datedSums.ts';

/** What was lent up to each day: sums by halving, so that an answer does not read all history. */
export interface LentDays {
  /** Of the disbursements, oldest first. */
  readonly days: Int32Array;
  /** By how many of them. */
  readonly sums: BigInt64Array;
}

/** What was paid up to each day, by component. */
export interface PaidDays {
  readonly days: Int32Array;
  readonly sums: Readonly<Record<keyof Allocation, BigInt64Array>>;
}

const LENT = new WeakMap<readonly Disbursement[], LentDays>();

const PAID = new WeakMap<readonly Repayment[], PaidDays>();

const dateOfFact = (fact: Disbursement | Repayment) => fact.effectiveOn;

/** Kept with the list itself: facts are never changed, a list with another fact is another list. */
export function lentDays(disbursements: readonly Disbursement[]): LentDays {
  const known = LENT.get(disbursements);
  if (known !== undefined) return known;
  const inOrder = byDate(disbursements, dateOfFact);
  const lent = {
    days: daysOf(inOrder, dateOfFact),
    sums: sumsOf(inOrder, (fact) => fact.amount),
  };
  LENT.set(disbursements, lent);
  return lent;
}

/** Kept with the list itself, as the sums of `lentDays`. */
export function paidDays(repayments: readonly Repayment[]): PaidDays {
  const known = PAID.get(repayments);
  if (known !== undefined) return known;
  const inOrder = byDate(repayments, dateOfFact);
  const sums = COMPONENTS.map(
    (component) => [component, sumsOf(inOrder, (fact) => fact.allocation[component])] as const,
  );
  const paid = {
    days: daysOf(inOrder, dateOfFact),
    sums: Object.fromEntries(sums) as PaidDays['sums'],
  };
  PAID.set(repayments, paid);
  return paid;
}

/** What was lent up to the close of a day. */
export function lentUntil({ days, sums }: LentDays, day: Day): bigint {
  return sums[countUntil(days, day)] ?? 0n;
}

/** What of a component was paid up to the close of a day. */
export function paidUntil({ days, sums }: PaidDays, component: keyof Allocation, day: Day): bigint {
  return sums[component][countUntil(days, day)] ?? 0n;
}
