import type { FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { InTurns } from '../primitives/turns.ts';
import { planOf } from './plan.ts';
import type { LoanOfFund } from './portfolio.ts';

/** How many of some loans have principal or interest that falls due on one of some days, paid or not. */
export function* countDueOn(
  loans: readonly LoanOfFund[],
  days: ReadonlySet<CalendarDate>,
  rules: FundRules,
): InTurns<number> {
  let count = 0;
  for (const { terms, facts } of loans) {
    const plan = planOf(terms, facts, rules);
    const falls = [...(plan?.versions.at(-1)?.instalments ?? []), ...(plan?.interestDues ?? [])];
    if (falls.some(({ dueOn }) => days.has(dueOn))) count += 1;
    yield;
  }
  return count;
}
