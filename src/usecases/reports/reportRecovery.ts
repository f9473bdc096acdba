import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { recoveryInTurns, type Recovery } from '../../domain/reports/recovery.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import { loadRules } from '../loans/loanState.ts';

/** What of the fund's principal was in default, and what was recovered of it (R6, R14 e, R15). */
export function reportRecovery(fund: Fund, view: View): Promise<Recovery> {
  const loans = loadLoansOfFund(fund, view);
  const rules = loadRules(fund, view.knownAt);
  return givingWay(recoveryInTurns(loans, rules, view.asOf, LOANS_PER_TURN));
}
