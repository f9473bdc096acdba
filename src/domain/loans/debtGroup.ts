import type { CalendarDate } from '../primitives/dates.ts';
import type { LoanFacts } from './facts.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';

/** The debt group that the days past due alone give (R16). */
export function debtGroupByDays(
  daysPastDue: number,
  [second, third, fourth, fifth]: readonly [number, number, number, number],
): DebtGroup {
  if (daysPastDue >= fifth) return 5;
  if (daysPastDue >= fourth) return 4;
  if (daysPastDue >= third) return 3;
  return daysPastDue >= second ? 2 : 1;
}

/** The worst of groups; null where there is none. */
export function worstOf(groups: readonly (DebtGroup | null)[]): DebtGroup | null {
  let worst: DebtGroup | null = null;
  for (const group of groups) {
    if (group !== null && (worst === null || group > worst)) worst = group;
  }
  return worst;
}

/**
 * Loans with their debt group: that of the worst loan of the same borrower, or each its own where
 * the policy in force says so; null where a loan has no group of its own (R16).
 *
 * @param loans all loans of each borrower among them
 */
export function withDebtGroups<
  Loan extends { readonly position: { readonly ownDebtGroup: DebtGroup | null } },
>(
  loans: readonly Loan[],
  borrowerOf: (loan: Loan) => string,
  policies: Policies,
  asOf: CalendarDate,
): (Loan & { readonly debtGroup: DebtGroup | null })[] {
  const isWorstShared = inForce(policies, 'worstDebtGroupOfBorrower', asOf);
  const worst = new Map<string, DebtGroup | null>();
  for (const loan of loans) {
    const borrower = borrowerOf(loan);
    worst.set(borrower, worstOf([worst.get(borrower) ?? null, loan.position.ownDebtGroup]));
  }
  return loans.map((loan) => {
    const own = loan.position.ownDebtGroup;
    const takesWorst = isWorstShared && own !== null;
    return { ...loan, debtGroup: takesWorst ? (worst.get(borrowerOf(loan)) ?? null) : own };
  });
}

/** The group that a loan's restructurings give: by how many there were, and days past due. */
function restructuredGroup(
  count: number,
  daysPastDue: number,
  policies: Policies,
  asOf: CalendarDate,
): DebtGroup {
  const groups = inForce(policies, 'restructuredDebtGroup', asOf);
  if (count >= 3) return groups.third;
  if (count === 2) return daysPastDue > 0 ? groups.secondOverdue : groups.second;
  const overdue = groups.firstOverdue.findLast(({ fromDays }) => daysPastDue >= fromDays);
  return overdue?.group ?? groups.first;
}

/**
 * The debt group of a loan that is in term or overdue, apart from its borrower's other loans: the
 * worst of what its days past due and the decisions about it give (R16). A restructuring, a waiver
 * and a worsening count until the loan is settled or a decision improves its group.
 *
 * @param facts those dated `asOf` or earlier
 * @param settledOn the last day on which everything was paid
 */
export function ownDebtGroup(
  facts: Pick<LoanFacts, 'opening' | 'restructurings' | 'waivers' | 'debtGroupOverrides'>,
  at: {
    readonly asOf: CalendarDate;
    readonly daysPastDue: number;
    readonly settledOn: CalendarDate | null;
  },
  policies: Policies,
): DebtGroup {
  const { asOf, daysPastDue, settledOn } = at;
  const overrides = facts.debtGroupOverrides.toSorted((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0,
  );
  const counts = (on: CalendarDate, since: CalendarDate | null): boolean =>
    since === null || on > since;
  const improvement = overrides.findLast((each) => each.change === 'improvement');
  const improvedOn = improvement?.effectiveOn ?? null;
  const holds = (on: CalendarDate): boolean => counts(on, settledOn) && counts(on, improvedOn);
  const { opening } = facts;
  // What was decided before the loan was taken over counts as of that day (R33).
  const openHolds = opening !== null && holds(opening.on);
  const restructuredBefore = opening?.restructurings ?? 0;

  const groups = [debtGroupByDays(daysPastDue, inForce(policies, 'debtGroupFromDays', asOf))];
  const isRestructured =
    (openHolds && restructuredBefore > 0) ||
    facts.restructurings.some((each) => holds(each.decidedOn));
  if (isRestructured) {
    const count = restructuredBefore + facts.restructurings.length;
    groups.push(restructuredGroup(count, daysPastDue, policies, asOf));
  }
  const isWaived = openHolds && opening.interestWaived;
  if (isWaived || facts.waivers.some((each) => holds(each.effectiveOn))) {
    groups.push(inForce(policies, 'waivedInterestDebtGroup', asOf));
  }
  for (const { change, group, effectiveOn } of overrides) {
    if (change === 'worsening' && holds(effectiveOn)) groups.push(group);
  }
  if (improvement !== undefined && counts(improvement.effectiveOn, settledOn)) {
    groups.push(improvement.group);
  }
  return worstOf(groups) ?? 1;
}
