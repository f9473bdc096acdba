import { listCapitalMovements, loadPolicies } from '../../book/rules.ts';
import { relatedTo } from '../../book/borrowers.ts';
import type { Fund } from '../../book/fund.ts';
import { listLoans, loadLoanFactsOf } from '../../book/loans.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { NO_FACTS, outstandingAt } from '../../domain/loans/facts.ts';
import { isShownOn } from '../../domain/books/lateBooking.ts';
import { charterCapitalAt } from '../../domain/fund/capital.ts';
import {
  lendingBreaches,
  lifeWarnings,
  warningsOf,
  type LendingWarning,
} from '../../domain/fund/lendingChecks.ts';
import { sum, type Money } from '../../domain/primitives/money.ts';
import { type LoanProject } from '../../store/loans/loan.ts';
import { loadLife } from '../borrowers/loadLives.ts';
import { movementsTakenOver } from '../../book/opening.ts';

/** What is lent, on which day, and the first day whose figures show it (R42). */
interface Lent {
  readonly on: CalendarDate;
  readonly shownFrom: CalendarDate;
  /** The principal that it adds to the borrower's debt. */
  readonly added: Money;
}

/** The debt of a borrower on the day of lending, by the books that show the lending. */
function debtOf(fund: Fund, cooperativeId: string, { on, shownFrom }: Lent, knownAt: Date): Money {
  const loans = listLoans(fund, { cooperativeId }, knownAt);
  const ids = loans.map((each) => each.id);
  const facts = loadLoanFactsOf(fund, ids, { asOf: shownFrom, knownAt });
  return sum(ids.map((id) => outstandingAt(facts.get(id) ?? NO_FACTS, on)));
}

/**
 * Holds a loan or disbursement against the lending checks of its day (R29) and the life of its
 * borrower (R30). What is booked later is held against debt and capital as they were on its day by the
 * books of its booking (R42).
 *
 * @returns the breaches that only warn
 * @throws DomainError single-customer-limit, related-customers-limit, own-capital-too-low, borrower-ended
 */
export function checkLending(
  fund: Fund,
  loan: Pick<LoanProject, 'projectCost' | 'ownCapital'> & { readonly cooperativeId: string },
  lent: Lent,
  knownAt: Date,
): readonly LendingWarning[] {
  const { cooperativeId, projectCost, ownCapital } = loan;
  const { on, shownFrom, added } = lent;
  const policies = loadPolicies(fund, knownAt);
  const ofLife = lifeWarnings(loadLife(fund, cooperativeId, { asOf: on, knownAt }), policies, on);
  const debt = debtOf(fund, cooperativeId, lent, knownAt).plus(added);
  const related = relatedTo(fund, cooperativeId, knownAt, on);
  let relatedDebt = debt;
  for (const id of related) relatedDebt = relatedDebt.plus(debtOf(fund, id, lent, knownAt));
  const movements = [
    ...movementsTakenOver(fund, knownAt),
    ...listCapitalMovements(fund, knownAt).filter((each) => isShownOn(each, shownFrom)),
  ];
  const lending = {
    charterCapital: charterCapitalAt(movements, on),
    debt,
    relatedDebt: related.length === 0 ? null : relatedDebt,
    projectCost,
    ownCapital,
  };
  const breaches = warningsOf(lendingBreaches(lending, policies, on), policies, on);
  const ofLimits = breaches.map(({ code, figures }) => ({ code, rule: 'R29', figures }) as const);
  return [...ofLimits, ...ofLife];
}
