import type { Calendar } from '../policies/calendar.ts';
import { addDays, type CalendarDate } from '../primitives/dates.ts';
import { factsUntil, type LoanFacts } from '../loans/facts.ts';
import { min, ZERO, type Money } from '../primitives/money.ts';
import { planOf, type Plan } from '../loans/plan.ts';
import { Principal } from '../loans/principal.ts';
import type { LoanTerms } from '../loans/terms.ts';

/**
 * How principal comes to be in default and ceases to be. `becameOverdue` adds to it. Receipts
 * (`collected`) take from it, and so does what is no money (`otherwise`): a restructuring, a recall
 * withdrawn.
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
function defaultDays(plan: Plan, facts: LoanFacts, until: CalendarDate): CalendarDate[] {
  const days = new Set<CalendarDate>();
  for (const fact of facts.disbursements) days.add(fact.effectiveOn);
  for (const fact of facts.repayments) days.add(fact.effectiveOn);
  for (const fact of facts.chargeOffs) days.add(fact.effectiveOn);
  for (const version of plan.versions) {
    days.add(version.from);
    for (const { payableBy } of version.instalments) days.add(addDays(payableBy, 1));
  }
  return [...days].filter((day) => day <= until).toSorted();
}

/**
 * The history of a loan's principal in default up to the close of `until`, oldest first (R6, R14 e,
 * R15). Principal in default at the close of a day is the overdue principal of the position, and
 * what is charged off and not yet recovered. Principal paid on its first day past due never was in
 * default. `collected` on a day is what the receipts of the day paid of the principal in default at
 * the close of the day before; receipts settle the oldest first. All else that a day changes is one
 * movement, up or down; on one day it follows what was collected.
 */
export function defaultHistory(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  until: CalendarDate,
): DefaultMovement[] {
  const known = factsUntil(facts, until);
  const plan = planOf(terms, known, calendar);
  if (plan === null) return [];
  const principal = new Principal(terms, plan, known);
  const movements: DefaultMovement[] = [];
  let inDefault = ZERO;
  let repaid = ZERO;
  for (const day of defaultDays(plan, known, until)) {
    const { overdue } = principal.close(day, addDays(day, -1));
    const closing = principal.isChargedOff ? principal.unpaid : overdue;
    const collected = min(principal.paid.principal.minus(repaid), inDefault);
    const rise = closing.minus(inDefault.minus(collected));
    const moved = (flow: DefaultFlow, amount: Money): void => {
      if (!amount.isZero()) movements.push({ on: day, flow, amount });
    };
    moved('collected', collected);
    moved(rise.isNegative() ? 'otherwise' : 'becameOverdue', rise.abs());
    inDefault = closing;
    repaid = principal.paid.principal;
  }
  return movements;
}
