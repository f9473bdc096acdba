import type { Fund } from '../../book/fund.ts';
import { recovery, type Recovery } from '../../domain/reports/recovery.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';

/** What of the fund's principal was in default, and what was recovered of it (R6, R14 e, R15). */
export async function reportRecovery(fund: Fund, view: View): Promise<Recovery> {
  const loans = await loadLoansOfFund(fund, view);
  return recovery(loans, await loadCalendar(fund, view.knownAt), view.asOf);
}
