import { cashAsKnown, findFundPlan, movementsBooked, suspensionInForce } from '../../book/rules.ts';
import type { Fund } from '../../book/fund.ts';
import { loansOfFund, withLocalitiesOn } from '../../book/loans.ts';
import { entrustments, trusteesOf } from '../../book/places.ts';
import { ownSourceNames } from '../../book/sources.ts';
import type { FundFacts } from '../../domain/fund/balances.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLives } from '../borrowers/loadLives.ts';

/** The fund's loans by contract number, each with all that is known of it. */
export function loadLoansOfFund(fund: Fund, view: View): readonly LoanOfFund[] {
  const loans = loansOfFund(fund, view);
  const { knownAt, localitiesOn } = view;
  return localitiesOn === undefined
    ? loans
    : withLocalitiesOn(fund, loans, { knownAt, localitiesOn });
}

/** All that the fund's figures come from. */
export function loadFundFacts(fund: Fund, at: View): FundFacts {
  const { knownAt } = at;
  const loans = loadLoansOfFund(fund, at);
  const lifeOf = loadLives(fund, at);
  const inactive = loans
    .map((loan) => loan.borrower.id)
    .filter((id) => lifeOf(id).state !== 'active');
  return {
    loans,
    capitalMovements: movementsBooked(fund, knownAt),
    cash: cashAsKnown(fund, knownAt),
    sourceNames: ownSourceNames(fund, knownAt),
    cases: loadCaseFiles(fund, at),
    suspension: suspensionInForce(fund, at.asOf, knownAt),
    inactive: new Set(inactive),
    plannedMovements: findFundPlan(fund, knownAt)?.entries ?? [],
    entrustments: entrustments(fund, knownAt),
    trustees: trusteesOf(fund, knownAt),
  };
}
