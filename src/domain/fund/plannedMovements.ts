import type { CalendarDate } from '../primitives/dates.ts';
import { compareText } from '../primitives/lists.ts';
import { sum, type Money } from '../primitives/money.ts';

/** What the fund plans for its own money, besides what it expects back (R20). */
export const PLANNED_KINDS = ['disbursement', 'contribution', 'withdrawal'] as const;

/** Money that the fund plans to lend, to be given, or to give back, on a day. */
export interface PlannedMovement {
  readonly kind: (typeof PLANNED_KINDS)[number];
  readonly expectedOn: CalendarDate;
  /** Above zero, whatever the kind. */
  readonly amount: Money;
  readonly ground: string | null;
}

/** The planned movements after `asOf` and up to `until`, by date; those before are past (R20). */
export function movementsWithin(
  plan: readonly PlannedMovement[],
  asOf: CalendarDate,
  until: CalendarDate,
): PlannedMovement[] {
  return plan
    .filter((each) => each.expectedOn > asOf && each.expectedOn <= until)
    .toSorted((a, b) => compareText(a.expectedOn, b.expectedOn));
}

/** What planned movements come to: the sum to be lent, and contributions less withdrawals. */
export function plannedSums(movements: readonly PlannedMovement[]): {
  readonly plannedDisbursements: Money;
  readonly plannedContributions: Money;
} {
  const sumOf = (kind: PlannedMovement['kind']): Money =>
    sum(movements.filter((each) => each.kind === kind).map((each) => each.amount));
  return {
    plannedDisbursements: sumOf('disbursement'),
    plannedContributions: sumOf('contribution').minus(sumOf('withdrawal')),
  };
}
