import type { Fund } from '../../book/fund.ts';
import { litigationReport, type LitigationReport } from '../../domain/reports/litigation.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';

/** Cases, claims, awards and recoveries by stage, court and locality (R26). */
export function reportLitigation(fund: Fund, view: View): LitigationReport {
  const loans = loadLoansOfFund(fund, view);
  const cases = loadCaseFiles(fund, view);
  return litigationReport(loans, cases, loadCalendar(fund, view.knownAt), view.asOf);
}
