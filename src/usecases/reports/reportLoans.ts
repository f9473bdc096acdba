import type { Fund } from '../../book/fund.ts';
import { arrearsAgeing, type ArrearsAgeing } from '../../domain/reports/arrearsAgeing.ts';
import {
  debtClassification,
  type DebtClassification,
} from '../../domain/reports/debtClassification.ts';
import {
  interestReceivable,
  type InterestReceivable,
} from '../../domain/reports/interestReceivable.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';

// Reports with a row for each loan, by contract number.

/** The fund's debt by group, with provisions (R16). */
export function reportDebtClassification(fund: Fund, view: View): DebtClassification {
  const loans = loadLoansOfFund(fund, view);
  return debtClassification(loans, loadCalendar(fund, view.knownAt), view.asOf);
}

/** The fund's debt by days past due. */
export function reportArrearsAgeing(fund: Fund, view: View): ArrearsAgeing {
  const loans = loadLoansOfFund(fund, view);
  return arrearsAgeing(loans, loadCalendar(fund, view.knownAt), view.asOf);
}

/** The interest owed to the fund, on its books and off them (TT52 art. 5). */
export function reportInterestReceivable(fund: Fund, view: View): InterestReceivable {
  const loans = loadLoansOfFund(fund, view);
  return interestReceivable(loans, loadCalendar(fund, view.knownAt), view.asOf);
}
