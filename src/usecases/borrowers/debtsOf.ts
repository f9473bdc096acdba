import type { Fund } from '../../book/fund.ts';
import type { Standing } from '../../domain/loans/position.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import { sum, type Money } from '../../domain/primitives/money.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { loadBorrower, loadRules, positionsOf, type LoanPosition } from '../loans/loanState.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';

/** What borrowers owe at the close of a day, by the positions of their loans (R15). */
export interface Debt {
  /** How many contracts there are. */
  readonly loans: number;
  readonly principalOutstanding: Money;
  readonly overduePrincipal: Money;
  readonly payoff: Money;
}

/** The same of one borrower, and where it stands. */
export interface DebtOfBorrower extends Debt {
  /** The first of `FIRST_STANDING` that one of its loans has; null: it has no loan. */
  readonly standing: Standing | null;
  /** The group of its loans, after the worst of them (R16); null: none has one. */
  readonly debtGroup: DebtGroup | null;
}

/** What a borrower is called by if its loans stand differently: what is to be looked after first. */
const FIRST_STANDING = ['overdue', 'in_term', 'charged_off', 'settled', 'not_disbursed'] as const;

function debtOf(positions: readonly LoanPosition[]): DebtOfBorrower {
  const all = positions.map(({ position }) => position);
  const groups = positions.flatMap(({ debtGroup }) => debtGroup ?? []);
  return {
    loans: all.length,
    principalOutstanding: sum(all.map(({ principal }) => principal.outstanding)),
    overduePrincipal: sum(all.map(({ principal }) => principal.overdue)),
    payoff: sum(all.map(({ payoff }) => payoff)),
    standing: FIRST_STANDING.find((each) => all.some(({ standing }) => standing === each)) ?? null,
    debtGroup: groups.length === 0 ? null : (Math.max(...groups) as DebtGroup),
  };
}

function* debtsInTurns(
  fund: Fund,
  view: View,
  cooperativeIds: readonly string[],
): InTurns<Map<string, DebtOfBorrower>> {
  const rules = loadRules(fund, view.knownAt);
  const debts = new Map<string, DebtOfBorrower>();
  let looked = 0;
  for (const cooperativeId of cooperativeIds) {
    const { loans, books } = loadBorrower(fund, cooperativeId, view.knownAt);
    debts.set(cooperativeId, debtOf([...positionsOf(loans, books, rules, view).values()]));
    looked += loans.length;
    if (looked < LOANS_PER_TURN) continue;
    looked = 0;
    yield;
  }
  return debts;
}

/**
 * What borrowers owe at the close of a day, by the id of each: the sums of their loans' positions.
 *
 * @throws DomainError before-opening, where the close of the day is not known (R32)
 */
export async function debtsOf(
  fund: Fund,
  view: View,
  cooperativeIds: readonly string[],
): Promise<(cooperativeId: string) => DebtOfBorrower> {
  refuseUnknownDay(fund, view.asOf, view.knownAt);
  const debts = await givingWay(debtsInTurns(fund, view, cooperativeIds));
  return (cooperativeId) => debts.get(cooperativeId) ?? debtOf([]);
}

/** What several borrowers owe together. */
export function debtTogether(debts: readonly Debt[]): Debt {
  return {
    loans: debts.reduce((count, each) => count + each.loans, 0),
    principalOutstanding: sum(debts.map((each) => each.principalOutstanding)),
    overduePrincipal: sum(debts.map((each) => each.overduePrincipal)),
    payoff: sum(debts.map((each) => each.payoff)),
  };
}
