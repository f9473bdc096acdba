import { accrue, type Accrual, type Segment } from '../accrual.ts';
import { payableBy, type FundRules } from '../../policies/fundRules.ts';
import { addDays, earlier, type CalendarDate } from '../../primitives/dates.ts';
import { interestStopsOn } from '../chargeOff.ts';
import { factsUntil, type LoanFacts, type Repayment } from '../facts.ts';
import { instalmentsOf, interestDueDates } from '../instalments.ts';
import type { LoanOpening } from '../opening.ts';
import { settledOldestFirst } from '../oldestFirst.ts';
import { ZERO, type Money } from '../../primitives/money.ts';
import type { Instalment, PlanVersion } from '../plan.ts';
import type { LoanTerms } from '../terms.ts';

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

/** What of each amount is left after `paid`, oldest first (R6). */
function unpaidOf(amounts: readonly Money[], paid: Money): Money[] {
  const settled = settledOldestFirst(amounts, paid);
  return amounts.map((amount, index) => amount.minus(settled[index] ?? ZERO));
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

/**
 * The instalments of a version, the paid parts of those it replaced first (R4, R14 a).
 *
 * @param repaid by receipts: what was repaid before a loan was taken over is of no instalment (R33)
 */
export function instalmentsOfVersion(version: PlanVersion, repaid: Money): PlannedInstalment[] {
  return plannedInstalments([...version.replaced, ...version.instalments], repaid);
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

/**
 * The day on which a period of a loan that was taken over begins (R33). Of the periods before the opening only
 * those are known that are unpaid: each begins on the contract's interest date before its end.
 *
 * @param after where the period before it ends
 */
function openPeriodFrom(
  terms: LoanTerms,
  { on }: LoanOpening,
  { to, after }: { readonly to: CalendarDate; readonly after: CalendarDate },
): CalendarDate {
  if (after >= on) return after;
  const before = earlier(to, addDays(on, 1));
  const { interestSchedule, signedOn } = terms;
  const window = { after: signedOn, from: signedOn, before };
  const last = instalmentsOf(terms, null).at(-1)?.dueOn ?? before;
  const date = interestDueDates(interestSchedule, last, window).at(-1) ?? signedOn;
  return date > after ? date : after;
}

/**
 * Interest periods with their in-term segments, of which what had accrued when a loan was taken over is one of
 * the first that ends after what had fallen due (R33); the open-ended one only where it has some, and none
 * that begins once its interest stops as the loan is charged off (R5, R14 e, R40).
 */
function interestPeriods(
  terms: LoanTerms,
  { opening, ...known }: LoanFacts,
  planned: Accrual,
  settled: Money,
): InterestPeriod[] {
  const stopsOn = interestStopsOn(known);
  let from = opening === null ? (planned.plan?.firstDisbursedOn ?? null) : terms.signedOn;
  const inTerm = planned.segments.filter((segment) => segment.class === 'in_term');
  const periods: Omit<InterestPeriod, 'number' | 'interestUnpaid'>[] = [];
  for (const [place, due] of planned.interestDues.entries()) {
    const { dueOn: to, payableBy: by, amount: interest, isOfPeriod } = due;
    if (from === null || (stopsOn !== null && from >= stopsOn)) break;
    if (!isOfPeriod && interest.isZero()) continue;
    const start = opening === null ? from : openPeriodFrom(terms, opening, { to, after: from });
    const segments = inTerm.filter((each) => {
      if (each.opening === undefined) return each.from >= start && each.from < to;
      const { dueOn } = each.opening;
      return dueOn === null ? place === opening?.interestDue.length : dueOn === to;
    });
    periods.push({ from: start, to, payableBy: by, interest, segments });
    from = to;
  }
  const unpaid = unpaidOf(
    periods.map((period) => period.interest),
    settled,
  );
  return periods.map((period, index) => ({
    number: index + 1,
    ...period,
    interestUnpaid: unpaid[index] ?? ZERO,
  }));
}

/**
 * The plan as it stands at the close of `asOf`, from the facts dated `asOf` or earlier (R4, R5).
 * Before the first disbursement: the contracted instalments and no interest periods.
 */
export function scheduleAt(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  asOf: CalendarDate,
): Schedule {
  const known = factsUntil(facts, asOf);
  const now = accrue(terms, known, rules, asOf);
  if (now.version === null) {
    const contracted = instalmentsOf(terms, null).map((each) => ({
      ...each,
      payableBy: payableBy(each.dueOn, rules),
    }));
    return { instalments: plannedInstalments(contracted, ZERO), interestPeriods: [] };
  }
  const instalments = instalmentsOfVersion(now.version, now.paid.principal);
  const repayments = [...known.repayments, ...assumedPayments(instalments, asOf)];
  const { payableBy: last } = now.version.finalDue;
  const end = addDays(last > asOf ? last : asOf, 1);
  const planned = accrue(terms, { ...known, repayments }, rules, end);
  return {
    instalments,
    interestPeriods: interestPeriods(
      terms,
      known,
      planned,
      now.paid.inTermInterest.plus(now.waived.inTermInterest),
    ),
  };
}
