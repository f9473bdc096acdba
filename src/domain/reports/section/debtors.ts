import type { CalendarDate } from '../../primitives/dates.ts';
import type { Borrower } from '../../borrowers/borrower.ts';
import { byContract, type Positioned } from '../../loans/portfolio.ts';
import { compareText, groupByInTurns } from '../../primitives/lists.ts';
import { atOnce, type InTurns } from '../../primitives/turns.ts';
import { sum, type Money } from '../../primitives/money.ts';
import { deadlineInForce } from '../../loans/recalls.ts';

/** A borrower that has debt, with the positions of its loans (R17). */
export interface Debtor {
  readonly borrower: Borrower;
  readonly loans: Positioned;
  readonly standing: 'in_term' | 'overdue';
  readonly inTerm: Money;
  readonly overdue: Money;
}

/** How many debtors are found between two turns. */
const DEBTORS_PER_TURN = 200;

export function byCode(a: Borrower, b: Borrower): number {
  return compareText(a.code, b.code);
}

/** The borrowers that have debt, by code; the loans of each by contract number (R17). */
export function* debtorsInTurns(positioned: Positioned): InTurns<Debtor[]> {
  const debtors: Debtor[] = [];
  const ofBorrowers = yield* groupByInTurns(byContract(positioned), ({ loan }) => loan.borrower.id);
  for (const loans of ofBorrowers.values()) {
    if (debtors.length % DEBTORS_PER_TURN === 0) yield;
    const standings = new Set(loans.map((each) => each.position.standing));
    const [first] = loans;
    if (first === undefined || !(standings.has('in_term') || standings.has('overdue'))) continue;
    debtors.push({
      borrower: first.loan.borrower,
      loans,
      standing: standings.has('overdue') ? 'overdue' : 'in_term',
      inTerm: sum(loans.map((each) => each.position.principal.inTerm)),
      overdue: sum(loans.map((each) => each.position.principal.overdue)),
    });
  }
  return debtors.toSorted((a, b) => byCode(a.borrower, b.borrower));
}

/** The borrowers that have debt, as `debtorsInTurns`. */
export function debtorsOf(positioned: Positioned): Debtor[] {
  return atOnce(debtorsInTurns(positioned));
}

/** Whether a recall is in force on a loan of the borrower that is not settled (R19). */
export function isRecalled(debtor: Debtor, asOf: CalendarDate): boolean {
  return debtor.loans.some(
    ({ loan, position: at }) =>
      at.standing !== 'settled' && deadlineInForce(loan.facts.recalls, asOf) !== null,
  );
}
