import { accrue, type Accrual, type Segment } from './accrual.ts';
import { payableBy, type Calendar } from './calendar.ts';
import { addDays, type CalendarDate } from './dates.ts';
import { factsUntil, type LoanFacts, type Repayment } from './facts.ts';
import { instalmentsOf } from './instalments.ts';
import { min, positive, sum, ZERO, type Money } from './money.ts';
import type { DueDate, Instalment } from './plan.ts';
import type { LoanTerms } from './terms.ts';

/** An instalment of the plan with what is still unpaid of it. */
export interface PlannedInstalment extends Instalment {
  readonly number: number;
  readonly principalUnpaid: Money;
}

/** An interest period of the plan; its figures are in-term interest only. */
export interface InterestPeriod {
  readonly number: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly payableBy: CalendarDate;
  readonly interest: Money;
  readonly interestUnpaid: Money;
  readonly segments: readonly Segment[];
}

export interface Schedule {
  readonly instalments: readonly PlannedInstalment[];
  readonly interestPeriods: readonly InterestPeriod[];
}

/** Settles a list oldest first: what of each amount is left after `paid` (R6). */
function unpaidOf(amounts: readonly Money[], paid: Money): Money[] {
  let left = positive(paid);
  return amounts.map((amount) => {
    const settled = min(amount, left);
    left = left.minus(settled);
    return amount.minus(settled);
  });
}

function plannedInstalments(instalments: readonly Instalment[], repaid: Money) {
  const unpaid = unpaidOf(
    instalments.map((each) => each.principal),
    repaid,
  );
  return instalments.map((each, index) => ({
    number: index + 1,
    dueOn: each.dueOn,
    payableBy: each.payableBy,
    principal: each.principal,
    principalUnpaid: unpaid[index] ?? ZERO,
  }));
}

/** The payments a plan assumes: what is due at once, everything later on its due date. */
function assumedPayments(
  instalments: readonly PlannedInstalment[],
  asOf: CalendarDate,
): Repayment[] {
  return instalments
    .filter((each) => !each.principalUnpaid.isZero())
    .map((each) => ({
      effectiveOn: each.dueOn > asOf ? each.dueOn : asOf,
      allocation: {
        principal: each.principalUnpaid,
        inTermInterest: ZERO,
        overdueInterest: ZERO,
        lateInterest: ZERO,
      },
    }));
}

/** Interest periods with their in-term segments; the open-ended one only where it has some (R5). */
function interestPeriods(planned: Accrual, paidInterest: Money): InterestPeriod[] {
  const { plan, version } = planned;
  if (plan === null || version === null) return [];
  let from = plan.firstDisbursedOn;
  const periods: { from: CalendarDate; due: DueDate; segments: Segment[] }[] = [];
  const inTerm = planned.segments.filter((segment) => segment.class === 'in_term');
  const within = (start: CalendarDate, end: CalendarDate | null): Segment[] =>
    inTerm.filter((each) => each.from >= start && (end === null || each.from < end));
  for (const due of plan.interestDues) {
    periods.push({ from, due, segments: within(from, due.dueOn) });
    from = due.dueOn;
  }
  const open = within(from, null);
  if (!sum(open.map((segment) => segment.interest)).isZero()) {
    const { payableBy: last } = plan.interestDues.at(-1) ?? version.finalDue;
    periods.push({ from, due: { dueOn: last, payableBy: last }, segments: open });
  }
  const interest = periods.map((each) => sum(each.segments.map((segment) => segment.interest)));
  const unpaid = unpaidOf(interest, paidInterest);
  return periods.map((each, index) => ({
    number: index + 1,
    from: each.from,
    to: each.due.dueOn,
    payableBy: each.due.payableBy,
    interest: interest[index] ?? ZERO,
    interestUnpaid: unpaid[index] ?? ZERO,
    segments: each.segments,
  }));
}

/**
 * The plan as it stands at the close of `asOf`, from the facts dated `asOf` or earlier (R4, R5).
 * Before the first disbursement: the contracted instalments and no interest periods.
 */
export function scheduleAt(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  asOf: CalendarDate,
): Schedule {
  const known = factsUntil(facts, asOf);
  const now = accrue(terms, known, calendar, asOf);
  if (now.version === null) {
    const contracted = instalmentsOf(terms, null).map((each) => ({
      ...each,
      payableBy: payableBy(each.dueOn, calendar),
    }));
    return { instalments: plannedInstalments(contracted, ZERO), interestPeriods: [] };
  }
  const instalments = plannedInstalments(now.version.instalments, now.paid.principal);
  const repayments = [...known.repayments, ...assumedPayments(instalments, asOf)];
  const { payableBy: last } = now.version.finalDue;
  const end = addDays(last > asOf ? last : asOf, 1);
  const planned = accrue(terms, { ...known, repayments }, calendar, end);
  return {
    instalments,
    interestPeriods: interestPeriods(planned, now.paid.inTermInterest),
  };
}
