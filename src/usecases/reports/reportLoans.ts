import { positionsAt, positionsInTurns } from '../../domain/loans/portfolio.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { arrearsAgeingInTurns, type ArrearsAgeing } from '../../domain/reports/arrearsAgeing.ts';
import { chargedOffInTurns, type ChargedOffReport } from '../../domain/reports/chargedOff.ts';
import {
  debtClassificationInTurns,
  type DebtClassification,
} from '../../domain/reports/debtClassification.ts';
import {
  interestReceivableInTurns,
  type InterestReceivable,
} from '../../domain/reports/interestReceivable.ts';
import { deductedAssets, sharesOf } from '../collateral/collateralAt.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadRules } from '../loans/loanState.ts';
import { sourcesAtOthersRisk } from '../../book/sources.ts';

// Reports with a row for each loan, by contract number.

/** The fund's loans, their positions worked out in turns: the report itself only reads them. */
async function positioned(fund: Fund, view: View) {
  const { asOf, knownAt } = view;
  const loans = loadLoansOfFund(fund, view);
  const rules = loadRules(fund, knownAt);
  await givingWay(positionsInTurns({ loans }, rules, asOf, LOANS_PER_TURN));
  return { loans, rules };
}

/** The fund's debt by group, with provisions net of collateral (R16, R41). */
export async function reportDebtClassification(
  fund: Fund,
  view: View,
): Promise<DebtClassification> {
  const { loans, rules } = await positioned(fund, view);
  const atOthersRisk = sourcesAtOthersRisk(fund, view);
  // The positions are kept: they were worked out in turns just before.
  const shares = sharesOf(deductedAssets(fund, view), positionsAt({ loans }, rules, view.asOf));
  return givingWay(debtClassificationInTurns(loans, rules, view.asOf, atOthersRisk, shares));
}

/** The fund's debt by days past due. */
export async function reportArrearsAgeing(fund: Fund, view: View): Promise<ArrearsAgeing> {
  const { loans, rules } = await positioned(fund, view);
  return givingWay(arrearsAgeingInTurns(loans, rules, view.asOf));
}

/** The interest owed to the fund, on its books and off them (TT52 art. 5). */
export async function reportInterestReceivable(
  fund: Fund,
  view: View,
): Promise<InterestReceivable> {
  const { loans, rules } = await positioned(fund, view);
  return givingWay(interestReceivableInTurns(loans, rules, view.asOf));
}

/** The register of loans charged off (R40). */
export async function reportChargedOff(fund: Fund, view: View): Promise<ChargedOffReport> {
  const { loans, rules } = await positioned(fund, view);
  return givingWay(chargedOffInTurns(loans, rules, view.asOf));
}
