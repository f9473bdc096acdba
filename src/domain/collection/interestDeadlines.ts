import type { FundRules } from '../policies/fundRules.ts';
import { scheduleAt } from '../loans/explained/schedule.ts';
import type { Positioned } from '../loans/portfolio.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { compareText } from '../primitives/lists.ts';
import type { InTurns } from '../primitives/turns.ts';
import { inOrder } from './deadlines.ts';
import { asOwed } from '../loans/asOwed.ts';
import { isAsked, OF_LOAN, type Deadline } from './deadlineKinds.ts';

/** The in-term interest of a loan that is unpaid or falls due up to `until`, as its schedule plans it. */
function interestOf(
  { loan, position }: Positioned[number],
  rules: FundRules,
  until: CalendarDate,
): Deadline[] {
  const { asOf, standing } = position;
  if (!isAsked(standing)) return [];
  const { borrower, terms, facts } = loan;
  const { interestPeriods } = scheduleAt(terms, asOwed(facts), rules, asOf);
  return interestPeriods
    .filter(({ to, interestUnpaid }) => to <= until && !interestUnpaid.isZero())
    .map(({ to: dueOn, payableBy, interestUnpaid: amount }) => {
      const kind = 'interest' as const;
      return { ...OF_LOAN, kind, dueOn, payableBy, ground: 'contract', borrower, loan, amount };
    });
}

/**
 * The days on which interest is to be paid (R5), soonest first, some loans at a time. Apart from the other
 * deadlines, as each loan's plan is worked out to its end.
 */
export function* interestDeadlinesInTurns(
  positioned: Positioned,
  rules: FundRules,
  until: CalendarDate,
  loansPerTurn: number,
): InTurns<Deadline[]> {
  const listed: Deadline[] = [];
  for (const [index, each] of positioned.entries()) {
    if (index > 0 && index % loansPerTurn === 0) yield;
    listed.push(...interestOf(each, rules, until));
  }
  return listed.toSorted((a, b) => compareText(a.dueOn, b.dueOn) || inOrder(a, b));
}
