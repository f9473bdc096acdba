import type { DaySpan } from '../policies/rulesChange.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { addDays, later, type CalendarDate } from '../primitives/dates.ts';
import type { LoanFacts } from '../loans/facts.ts';
import { planOf } from '../loans/plan.ts';
import { lastDayOf, type Quarter } from '../primitives/quarters.ts';
import type { LoanTerms } from '../loans/terms.ts';

/** A notice that was issued: its quarter, or null for a demand notice. */
export interface NoticeDays {
  readonly quarter: Quarter | null;
  readonly issuedOn: CalendarDate;
  readonly payBy: CalendarDate;
}

/**
 * The days of the calendar that the figures of a notice may depend on: from the contract to the
 * last day that it tells of. A demand notice about a loan that is overdue as a whole lists every
 * instalment.
 */
export function daysOfNotice(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  { quarter, issuedOn, payBy }: NoticeDays,
): DaySpan {
  const listsAll = quarter === null && terms.overdueScope === 'loan';
  const versions = listsAll ? (planOf(terms, facts, rules)?.versions ?? []) : [];
  const last = [
    payBy,
    ...(quarter === null ? [] : [lastDayOf(quarter)]),
    ...versions.map((each) => each.finalDue.dueOn),
  ].reduce(later, issuedOn);
  // The rate that it tells is that of the day after (R7).
  return { from: terms.signedOn, to: addDays(last, 1) };
}
