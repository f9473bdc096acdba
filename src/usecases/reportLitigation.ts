import { litigationReport, type LitigationReport } from '../domain/litigationReport.ts';
import type { FundTx } from '../store/database.ts';
import type { View } from './asKnown.ts';
import { loadCaseFiles } from './caseFiles.ts';
import { loadLoansOfFund } from './fundReport.ts';
import { loadCalendar } from './loanState.ts';

/** Cases, claims, awards and recoveries by stage, court and locality (R26). */
export async function reportLitigation(tx: FundTx, view: View): Promise<LitigationReport> {
  const loans = await loadLoansOfFund(tx, view);
  const cases = await loadCaseFiles(tx, view);
  return litigationReport(loans, cases, await loadCalendar(tx, view.knownAt), view.asOf);
}
