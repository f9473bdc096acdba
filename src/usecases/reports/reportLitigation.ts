import { positionsInTurns } from '../../domain/loans/portfolio.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { litigationReport, type LitigationReport } from '../../domain/reports/litigation.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadRules } from '../loans/loanState.ts';

/** Cases, claims, awards and recoveries by stage, court and locality (R26). */
export async function reportLitigation(fund: Fund, view: View): Promise<LitigationReport> {
  const loans = loadLoansOfFund(fund, view);
  const cases = loadCaseFiles(fund, view);
  const rules = loadRules(fund, view.knownAt);
  await givingWay(positionsInTurns({ loans }, rules, view.asOf, LOANS_PER_TURN));
  return litigationReport(loans, cases, rules, view.asOf);
}
