import type { CalendarDate } from '../domain/dates.ts';
import { deadlinesAt, type Deadline } from '../domain/deadlines.ts';
import { positionsAt } from '../domain/fundBalances.ts';
import type { FundTx } from '../store/database.ts';
import type { View } from './asKnown.ts';
import { loadCaseFiles } from './caseFiles.ts';
import { loadLoansOfFund } from './fundReport.ts';
import { loadCalendar } from './loanState.ts';

/** What is to be done up to a day, soonest first, and what has passed without it (R27). */
export async function deadlines(
  tx: FundTx,
  view: View,
  until: CalendarDate,
): Promise<readonly Deadline[]> {
  const { asOf, knownAt } = view;
  const calendar = await loadCalendar(tx, knownAt);
  const loans = await loadLoansOfFund(tx, view);
  const facts = {
    positioned: positionsAt({ loans }, calendar, asOf),
    cases: await loadCaseFiles(tx, view),
    debtConfirmations: [],
    meansChecks: [],
  };
  return deadlinesAt(facts, calendar, asOf).filter((each) => each.dueOn <= until);
}
