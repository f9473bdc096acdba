import { litigationReport, type LitigationReport } from '../../domain/reports/litigation.ts';
import type { FundTx } from '../../store/database/database.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';

/** Cases, claims, awards and recoveries by stage, court and locality (R26). */
export async function reportLitigation(tx: FundTx, view: View): Promise<LitigationReport> {
  const loans = await loadLoansOfFund(tx, view);
  const cases = await loadCaseFiles(tx, view);
  return litigationReport(loans, cases, await loadCalendar(tx, view.knownAt), view.asOf);
}
