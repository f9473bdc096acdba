import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { recoveryInTurns, type Recovery } from '../../domain/reports/recovery.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';

/** What of the fund's principal was in default, and what was recovered of it (R6, R14 e, R15). */
export function reportRecovery(fund: Fund, view: View): Promise<Recovery> {
  const loans = loadLoansOfFund(fund, view);
  const calendar = loadCalendar(fund, view.knownAt);
  return givingWay(recoveryInTurns(loans, calendar, view.asOf, LOANS_PER_TURN));
}
