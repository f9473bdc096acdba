import type { Calendar } from '../policies/calendar.ts';
import { dateOf, dayOf, type CalendarDate } from '../primitives/dates.ts';
import { moneyOf } from '../primitives/dong.ts';
import type { LoanFacts } from '../loans/facts.ts';
import { dayList } from '../loans/fold/datedSums.ts';
import { foldOf } from '../loans/fold/fold.ts';
import type { LoanDays } from '../loans/fold/loanDays.ts';
import type { PlanDays } from '../loans/fold/planDays.ts';
import type { Money } from '../primitives/money.ts';
import { Principal } from '../loans/principal.ts';
import type { LoanTerms } from '../loans/terms.ts';

/**
 * How principal comes to be in default and ceases to be: `becameOverdue` adds to it; receipts
 * (`collected`) and what is no money (`otherwise`: a restructuring, a recall withdrawn) take from it.
 */
export const DEFAULT_FLOWS = ['becameOverdue', 'collected', 'otherwise'] as const;

export type DefaultFlow = (typeof DEFAULT_FLOWS)[number];

/** What changed the principal of a loan that is in default, on one day. */
export interface DefaultMovement {
  readonly on: CalendarDate;
  readonly flow: DefaultFlow;
  /** Above 0, whichever way it flows. */
  readonly amount: Money;
}

/** The days on which principal may come to be in default, or cease to be, oldest first. */
function defaultDays({ lent, paid, chargedOffDay }: LoanDays, { versions }: PlanDays): Int32Array {
  return dayList([
    ...lent.days,
    ...paid.days,
    chargedOffDay,
    ...versions.map((each) => each.from),
    ...versions.flatMap(({ payableBy }) => [...payableBy.subarray(0, -1)].map((day) => day + 1)),
  ]);
}

/**
 * The history of a loan's principal in default up to the close of `until`, oldest first. In default
 * at the close of a day is the overdue principal of its position, and what is charged off and not
 * yet recovered (R6, R14 e, R15). Collected on a day is what its receipts paid of the principal in
 * default at the close of the day before: they settle the oldest first. All else that a day changes
 * is one movement, up or down; on one day it follows what was collected.
 */
export function defaultHistory(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  until: CalendarDate,
): DefaultMovement[] {
  const fold = foldOf(terms, facts, calendar);
  const last = dayOf(until);
  const plan = fold.planOn(last);
  if (plan === null) return [];
  const principal = new Principal(fold.days, plan);
  const movements: DefaultMovement[] = [];
  let inDefault = 0n;
  let repaid = 0n;
  for (const day of defaultDays(fold.days, plan)) {
    if (day > last) break;
    principal.close(day, day - 1);
    const closing = principal.isChargedOff ? principal.unpaid : principal.overdue;
    const paid = principal.repaid - repaid;
    const collected = paid < inDefault ? paid : inDefault;
    const rise = closing - (inDefault - collected);
    const moved = (flow: DefaultFlow, amount: bigint): void => {
      if (amount !== 0n) movements.push({ on: dateOf(day), flow, amount: moneyOf(amount) });
    };
    moved('collected', collected);
    moved(rise < 0n ? 'otherwise' : 'becameOverdue', rise < 0n ? -rise : rise);
    inDefault = closing;
    repaid = principal.repaid;
  }
  return movements;
}
