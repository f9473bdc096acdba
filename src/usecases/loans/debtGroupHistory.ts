import type { Fund } from '../../book/fund.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { debtGroupDays } from '../../domain/loans/explained/debtGroupDays.ts';
import { NO_BOOKS } from '../../domain/loans/loanBooks.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import type { Standing } from '../../domain/loans/position.ts';
import { refuseAfterHandover, refuseUnknownDay } from '../view/sinceOpening.ts';
import { loadBorrower, loadRules, positionsOf, requireLoan } from './loanState.ts';

/** Days in a row, both ends included, on which a loan has one debt group (R16). */
export interface DebtGroupSpan {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly standing: Standing;
  /** On the first of the days. */
  readonly daysPastDue: number;
  readonly ownDebtGroup: DebtGroup | null;
  readonly debtGroup: DebtGroup | null;
}

/**
 * How the debt group of a loan went from day to day, by the loan and by its borrower's others.
 *
 * @throws DomainError before-opening, not-found
 */
export function debtGroupHistory(
  fund: Fund,
  loanId: string,
  window: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Date },
): DebtGroupSpan[] {
  const { knownAt, to } = window;
  refuseUnknownDay(fund, window.from, knownAt);
  refuseAfterHandover(fund, to, knownAt);
  const { cooperativeId } = requireLoan(fund, loanId, knownAt);
  const { loans, books } = loadBorrower(fund, cooperativeId, knownAt);
  const rules = loadRules(fund, knownAt);
  const days = loans.flatMap((loan) => {
    const { views, bookingDays } = books.get(loan.id) ?? NO_BOOKS;
    // A day may be one by any view; those that are none are left out below.
    return [
      ...bookingDays.filter((day) => window.from <= day && day <= to),
      ...views.flatMap(({ facts }) => debtGroupDays(loan.terms, facts, rules, window)),
    ];
  });
  const spans: DebtGroupSpan[] = [];
  for (const day of [...new Set(days)].toSorted()) {
    const at = positionsOf(loans, books, rules, { asOf: day, knownAt }).get(loanId);
    if (at === undefined) throw new Error(`loan ${loanId} is not among its borrower's`);
    const { standing, daysPastDue, ownDebtGroup } = at.position;
    const { debtGroup } = at;
    const last = spans.at(-1);
    const goesOn =
      last?.standing === standing &&
      last.ownDebtGroup === ownDebtGroup &&
      last.debtGroup === debtGroup;
    if (goesOn) continue;
    if (last !== undefined) spans[spans.length - 1] = { ...last, to: addDays(day, -1) };
    spans.push({ from: day, to, standing, daysPastDue, ownDebtGroup, debtGroup });
  }
  return spans;
}
