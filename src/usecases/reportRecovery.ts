import { recovery, type Recovery } from '../domain/recovery.ts';
import type { FundTx } from '../store/database.ts';
import type { View } from './asKnown.ts';
import { loadLoansOfFund } from './fundReport.ts';
import { loadCalendar } from './loanState.ts';

/** What of the fund's principal was in default, and what was recovered of it (R6, R14 e, R15). */
export async function reportRecovery(tx: FundTx, view: View): Promise<Recovery> {
  const loans = await loadLoansOfFund(tx, view);
  return recovery(loans, await loadCalendar(tx, view.knownAt), view.asOf);
}
