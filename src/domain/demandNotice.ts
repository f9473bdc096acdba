import { payableBy, type Calendar } from './calendar.ts';
import { addDays, type CalendarDate } from './dates.ts';
import { ensure } from './errors.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from './facts.ts';
import { sum, type Money, type RatePercent } from './money.ts';
import type { NoticeInstalment } from './notice.ts';
import { owedInterest, type OwedInterest } from './owedInterest.ts';
import { position, type Position, type Standing } from './position.ts';
import { Rates } from './rates.ts';
import { scheduleAt, type InterestPeriod } from './schedule.ts';
import type { LoanTerms } from './terms.ts';

/** What a single notice about a loan is asked for: the facts dated until `issuedOn` count. */
export interface DemandAsked {
  readonly issuedOn: CalendarDate;
  /** All is paid on this day, and nothing before it. */
  readonly payBy: CalendarDate;
}

/** Principal that a borrower is told to pay at once, with the interest on it (TT39 art. 20, 21). */
export interface DemandNotice {
  readonly standing: Standing;
  readonly principalOutstanding: Money;
  readonly overduePrincipal: Money;
  /** Oldest first; they come to `principal`. */
  readonly instalments: readonly NoticeInstalment[];
  readonly principal: Money;
  /** The day from which the principal is overdue, or will be if it is not paid (R6). */
  readonly overdueFrom: CalendarDate;
  /** What overdue principal bears on that day, or on the day of issue where that is later (R7). */
  readonly overdueRatePercent: RatePercent;
  /** To pay on `payBy`, with the lines from which it can be recomputed. */
  readonly interest: Readonly<Record<InterestComponent, OwedInterest>>;
  readonly total: Money;
}

interface Demanded {
  readonly instalments: readonly NoticeInstalment[];
  readonly overdueFrom: CalendarDate;
  readonly interest: DemandNotice['interest'];
}

function demandNotice(
  terms: LoanTerms,
  known: LoanFacts,
  calendar: Calendar,
  { asOf, standing, principal: { outstanding, overdue } }: Position,
  { instalments, overdueFrom, interest }: Demanded,
): DemandNotice {
  const rateOn = overdueFrom > asOf ? overdueFrom : asOf;
  const principal = sum(instalments.map((each) => each.amount));
  const rates = new Rates(terms, known.rateChanges, calendar.policies);
  return {
    standing,
    principalOutstanding: outstanding,
    overduePrincipal: overdue,
    instalments,
    principal,
    overdueFrom,
    overdueRatePercent: rates.on(rateOn).overduePercent,
    interest,
    total: sum([principal, ...Object.values(interest).map((each) => each.owed)]),
  };
}

/** In-term interest in arrears: the whole segments of the periods that are not paid in full. */
function arrearsOf(periods: readonly InterestPeriod[]): OwedInterest {
  const segments = periods.flatMap((each) => each.segments);
  const owed = sum(periods.map((each) => each.interestUnpaid));
  const settledBefore = sum(segments.map((each) => each.interest)).minus(owed);
  return { segments, settledBefore, owed };
}

/**
 * The notice that principal has turned overdue (TT39 art. 20): how much, since when, at what rate; to
 * pay with it are overdue and late interest until `payBy`, and in-term interest in arrears.
 *
 * @returns null where no principal is overdue on the day of issue
 */
export function overdueNotice(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  { issuedOn, payBy }: DemandAsked,
): DemandNotice | null {
  const known = factsUntil(facts, issuedOn);
  const at = position(terms, known, calendar, issuedOn);
  const { overdue } = at.principal;
  if (at.standing !== 'overdue' || overdue.isZero()) return null;
  const { instalments, interestPeriods } = scheduleAt(terms, known, calendar, issuedOn);
  const unpaid = instalments
    .filter((each) => !each.principalUnpaid.isZero())
    .map((each) => ({ ...each, amount: each.principalUnpaid }));
  const [oldest] = unpaid;
  ensure(oldest !== undefined, 'R6: overdue principal without an unpaid instalment');
  const asked = unpaid.filter((each) => terms.overdueScope === 'loan' || each.payableBy < issuedOn);
  ensure(
    sum(asked.map((each) => each.amount)).equals(overdue),
    'R6: the overdue instalments do not come to the overdue principal',
  );
  const inArrears = interestPeriods.filter(
    (each) => each.payableBy < issuedOn && !each.interestUnpaid.isZero(),
  );
  return demandNotice(terms, known, calendar, at, {
    instalments: asked,
    overdueFrom: addDays(oldest.payableBy, 1),
    interest: {
      ...owedInterest(terms, known, calendar, payBy),
      inTermInterest: arrearsOf(inArrears),
    },
  });
}

/** The day by which a recalled loan is to be paid: its deadline, shifted like a due date (R14 b). */
export const recallPayBy = (deadline: CalendarDate, calendar: Calendar): CalendarDate =>
  payableBy(deadline, calendar);

/**
 * The notice of an early recall (TT39 art. 21): all outstanding principal and all interest, to pay by
 * the deadline; from the day after it the principal is overdue.
 *
 * @returns null where nothing is outstanding on the day of issue, or the loan is charged off
 */
export function recallNotice(
  terms: LoanTerms,
  facts: LoanFacts,
  calendar: Calendar,
  { issuedOn, payBy }: DemandAsked,
): DemandNotice | null {
  const known = factsUntil(facts, issuedOn);
  const at = position(terms, known, calendar, issuedOn);
  if (at.standing === 'charged_off' || at.principal.outstanding.isZero()) return null;
  const instalments = scheduleAt(terms, known, calendar, issuedOn)
    .instalments.filter((each) => !each.principalUnpaid.isZero())
    .map((each) => ({ ...each, amount: each.principalUnpaid }));
  const notice = demandNotice(terms, known, calendar, at, {
    instalments,
    overdueFrom: addDays(payBy, 1),
    interest: owedInterest(terms, known, calendar, payBy),
  });
  ensure(
    notice.principal.equals(at.principal.outstanding),
    'R14: the instalments of a recalled loan do not come to its outstanding principal',
  );
  return notice;
}
