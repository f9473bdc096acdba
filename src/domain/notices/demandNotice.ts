import { payableBy, type FundRules } from '../policies/fundRules.ts';
import { addDays, type CalendarDate } from '../primitives/dates.ts';
import { ensure } from '../primitives/errors.ts';
import { asOwed } from '../loans/asOwed.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from '../loans/facts.ts';
import { sum, ZERO, type Money, type RatePercent } from '../primitives/money.ts';
import type { NoticeInstalment } from './quarterlyNotice.ts';
import { owedInterest, type OwedInterest } from '../loans/explained/owedInterest.ts';
import { position, type Position, type Standing } from '../loans/position.ts';
import { isOverdueAsWhole } from '../loans/principal.ts';
import { Rates } from '../loans/rates.ts';
import {
  scheduleAt,
  type InterestPeriod,
  type PlannedInstalment,
} from '../loans/explained/schedule.ts';
import type { LoanTerms } from '../loans/terms.ts';

/** What a demand notice about a loan is asked for: the facts dated until `issuedOn` count. */
export interface DemandNoticeAsked {
  readonly issuedOn: CalendarDate;
  /** All is paid on this day, and nothing before it. */
  readonly payBy: CalendarDate;
}

/** An instalment asked for; what of it is not paid is overdue from a day on (R6). */
export interface DemandedInstalment extends NoticeInstalment {
  readonly overdueFrom: CalendarDate;
}

/** Principal that a borrower is told to pay, with the interest on it (TT39 art. 20, 21). */
export interface DemandNotice {
  readonly standing: Standing;
  readonly principalOutstanding: Money;
  readonly overduePrincipal: Money;
  /** Oldest first; they come to `principal`. */
  readonly instalments: readonly DemandedInstalment[];
  readonly principal: Money;
  /** The part of the principal that is asked for before its time; 0 if nothing is recalled. */
  readonly recalledPrincipal: Money;
  /**
   * What overdue principal bears on the day of issue; what is recalled, on the day it turns (R7).
   */
  readonly overdueRatePercent: RatePercent;
  /** To pay on `payBy`, with the lines from which it can be recomputed. */
  readonly interest: Readonly<Record<InterestComponent, OwedInterest>>;
  readonly total: Money;
}

interface Demanded {
  readonly instalments: readonly DemandedInstalment[];
  readonly recalledPrincipal: Money;
  readonly rateOn: CalendarDate;
  readonly interest: DemandNotice['interest'];
}

function demandNotice(
  terms: LoanTerms,
  known: LoanFacts,
  rules: FundRules,
  { standing, principal: { outstanding, overdue } }: Position,
  { instalments, recalledPrincipal, rateOn, interest }: Demanded,
): DemandNotice {
  const principal = amountOf(instalments);
  const rates = new Rates(terms, known.rateChanges, rules.policies);
  return {
    standing,
    principalOutstanding: outstanding,
    overduePrincipal: overdue,
    instalments,
    principal,
    recalledPrincipal,
    overdueRatePercent: rates.on(rateOn).overduePercent,
    interest,
    total: sum([principal, ...Object.values(interest).map((each) => each.owed)]),
  };
}

const amountOf = (instalments: readonly NoticeInstalment[]): Money =>
  sum(instalments.map((each) => each.amount));

/**
 * What is unpaid of the instalments, oldest first. An instalment is overdue from the day after its
 * payable-by day; all of a loan with `overdueScope: "loan"`, once one is (R6).
 */
function unpaidOf(
  { overdueScope }: LoanTerms,
  instalments: readonly PlannedInstalment[],
  isOverdue: boolean,
): DemandedInstalment[] {
  const unpaid = instalments.filter((each) => !each.principalUnpaid.isZero());
  const [oldest] = unpaid;
  const turned = isOverdueAsWhole(overdueScope, isOverdue) ? oldest?.payableBy : undefined;
  return unpaid.map(({ dueOn, payableBy: payable, principalUnpaid: amount }) => ({
    dueOn,
    payableBy: payable,
    amount,
    overdueFrom: addDays(turned ?? payable, 1),
  }));
}

/** In-term interest in arrears: the whole segments of the periods that are not paid in full. */
function arrearsOf(periods: readonly InterestPeriod[]): OwedInterest {
  const segments = periods.flatMap((each) => each.segments);
  const owed = sum(periods.map((each) => each.interestUnpaid));
  const settledBefore = sum(segments.map((each) => each.interest)).minus(owed);
  return { segments, settledBefore, owed, credit: ZERO };
}

/**
 * The notice that principal has turned overdue (TT39 art. 20): how much, since when, at what rate.
 * It asks for overdue principal, overdue and late interest until `payBy`, and in-term interest in
 * arrears on the day of issue.
 *
 * @returns null where no principal is overdue on the day of issue
 */
export function overdueNotice(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  { issuedOn, payBy }: DemandNoticeAsked,
): DemandNotice | null {
  const known = factsUntil(asOwed(facts), issuedOn);
  const at = position(terms, known, rules, issuedOn);
  const { overdue } = at.principal;
  if (at.standing !== 'overdue' || overdue.isZero()) return null;
  const { instalments, interestPeriods } = scheduleAt(terms, known, rules, issuedOn);
  const asked = unpaidOf(terms, instalments, true).filter((each) => each.overdueFrom <= issuedOn);
  ensure(
    amountOf(asked).equals(overdue),
    'R6: the overdue instalments do not come to the overdue principal',
  );
  const inArrears = interestPeriods.filter(
    (each) => each.payableBy < issuedOn && !each.interestUnpaid.isZero(),
  );
  const interest = owedInterest(terms, known, rules, payBy);
  return demandNotice(terms, known, rules, at, {
    instalments: asked,
    recalledPrincipal: ZERO,
    rateOn: issuedOn,
    interest: {
      ...interest,
      inTermInterest: { ...arrearsOf(inArrears), credit: interest.inTermInterest.credit },
    },
  });
}

/**
 * The latest pay-by day that a notice of overdue principal may have: the next day on which another
 * amount falls due. Until then interest runs only on what is overdue already. Null if nothing else
 * falls due.
 */
export function lastOverduePayBy(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  issuedOn: CalendarDate,
): CalendarDate | null {
  const known = factsUntil(asOwed(facts), issuedOn);
  const { instalments, interestPeriods } = scheduleAt(terms, known, rules, issuedOn);
  const turning = unpaidOf(terms, instalments, true)
    .filter((each) => each.overdueFrom > issuedOn)
    .map((each) => each.payableBy);
  // Late interest is borne by in-term interest in arrears (R8).
  const arrears = terms.lateInterestRatePercent.isZero()
    ? []
    : interestPeriods.filter((each) => !each.interestUnpaid.isZero()).map((each) => each.payableBy);
  return [...turning, ...arrears].filter((day) => day >= issuedOn).toSorted()[0] ?? null;
}

/**
 * The day by which a recalled loan is to be paid: its deadline, shifted like a due date (R14 b).
 */
export const recallPayBy = (deadline: CalendarDate, rules: FundRules): CalendarDate =>
  payableBy(deadline, rules);

/**
 * The notice of an early recall (TT39 art. 21). It tells what is recalled before its time apart
 * from earlier instalments, which are due without the recall and keep their dates. The total is all
 * of both with all interest, as if all is paid by the deadline.
 *
 * @returns null where nothing is recalled before its time
 */
export function recallNotice(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  { issuedOn, payBy }: DemandNoticeAsked,
): DemandNotice | null {
  const known = factsUntil(asOwed(facts), issuedOn);
  const at = position(terms, known, rules, issuedOn);
  const { outstanding, overdue } = at.principal;
  if (outstanding.isZero()) return null;
  const schedule = scheduleAt(terms, known, rules, issuedOn);
  const instalments = unpaidOf(terms, schedule.instalments, !overdue.isZero());
  const recalledPrincipal = amountOf(instalments.filter((each) => each.overdueFrom > payBy));
  if (recalledPrincipal.isZero()) return null;
  const notice = demandNotice(terms, known, rules, at, {
    instalments,
    recalledPrincipal,
    rateOn: addDays(payBy, 1),
    interest: owedInterest(terms, known, rules, payBy),
  });
  ensure(
    notice.principal.equals(outstanding),
    'R14: the instalments of a recalled loan do not come to its outstanding principal',
  );
  return notice;
}
