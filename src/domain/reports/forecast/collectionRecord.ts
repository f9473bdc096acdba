import type { Calendar } from '../../policies/calendar.ts';
import { addDays, stepFrom, type CalendarDate } from '../../primitives/dates.ts';
import type { LoanOfFund } from '../../loans/portfolio.ts';
import { min, sum, type Money } from '../../primitives/money.ts';
import { principalAsked } from './expectedReceipts.ts';
import { firstDayOf, quarterOf, type Quarter } from '../../primitives/quarters.ts';

/** How much of what there was to collect was collected: an exact fraction. */
export interface CollectedShare {
  readonly collected: Money;
  readonly base: Money;
}

/** Principal that there was to collect in a quarter, and what came of it. */
export interface Collection {
  /**
   * Overdue at the close of the day before the quarter. An instalment payable on that day and not
   * paid was asked in the quarter before, so it counts as overdue here.
   */
  readonly overdueAtStart: Money;
  readonly overdueCollected: Money;
  /** Asked in the quarter, as the plans of the loans stood at that same close. */
  readonly scheduledDue: Money;
  readonly scheduledCollected: Money;
  /**
   * Collected beyond both: paid early, lent in the quarter itself, or recovered once charged off.
   */
  readonly otherCollected: Money;
}

export interface QuarterRecord extends Collection {
  readonly quarter: Quarter;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** What the fund has collected of principal in its last four full quarters, oldest first. */
export interface CollectionRecord {
  readonly quarters: readonly QuarterRecord[];
  readonly scheduledShare: CollectedShare;
  readonly overdueShare: CollectedShare;
}

const QUARTERS_LOOKED_BACK = 4;

/** The last day of the quarter `steps` after the one in which a day lies. */
function quarterEnd(date: CalendarDate, steps: number): CalendarDate {
  return addDays(stepFrom(firstDayOf(quarterOf(date)), 'quarter', steps + 1), -1);
}

/** The last days of quarters after `asOf` and up to `until`, oldest first. */
export function quarterEndsWithin(asOf: CalendarDate, until: CalendarDate): CalendarDate[] {
  const ends: CalendarDate[] = [];
  for (let steps = 0; quarterEnd(asOf, steps) <= until; steps += 1) {
    const end = quarterEnd(asOf, steps);
    if (end > asOf) ends.push(end);
  }
  return ends;
}

/** The last four quarters that ended on or before a day, oldest first. */
function lastQuarters(asOf: CalendarDate): Pick<QuarterRecord, 'quarter' | 'from' | 'to'>[] {
  const last = quarterEnd(asOf, 0) === asOf ? 0 : -1;
  return Array.from({ length: QUARTERS_LOOKED_BACK }, (_, index) => {
    const steps = last - (QUARTERS_LOOKED_BACK - 1) + index;
    const from = addDays(quarterEnd(asOf, steps - 1), 1);
    return { quarter: quarterOf(from), from, to: quarterEnd(asOf, steps) };
  });
}

/** What came of one loan in a quarter: it settles first what was overdue at its start (R6). */
function collectionOf(
  loan: LoanOfFund,
  calendar: Calendar,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Collection {
  const { facts } = loan;
  const asked = principalAsked(loan, calendar, addDays(from, -1), to);
  const total = (of: typeof asked.scheduled): Money => sum(of.map((each) => each.principal));
  // What was payable on the day before was asked in the quarter before; now it is late.
  const late = asked.scheduled.filter((each) => each.expectedOn < from);
  const overdue = asked.overdue.plus(total(late));
  const scheduledDue = total(asked.scheduled).minus(total(late));
  const received = sum(
    facts.repayments
      .filter(({ effectiveOn }) => effectiveOn >= from && effectiveOn <= to)
      .map(({ allocation }) => allocation.principal),
  );
  const overdueCollected = min(received, overdue);
  const scheduledCollected = min(received.minus(overdueCollected), scheduledDue);
  const otherCollected = received.minus(overdueCollected).minus(scheduledCollected);
  return {
    overdueAtStart: overdue,
    overdueCollected,
    scheduledDue,
    scheduledCollected,
    otherCollected,
  };
}

function summed(parts: readonly Collection[]): Collection {
  const total = (of: keyof Collection): Money => sum(parts.map((part) => part[of]));
  return {
    overdueAtStart: total('overdueAtStart'),
    overdueCollected: total('overdueCollected'),
    scheduledDue: total('scheduledDue'),
    scheduledCollected: total('scheduledCollected'),
    otherCollected: total('otherCollected'),
  };
}

/**
 * The fund's own record: of the principal overdue, and of the principal asked, in each of the last
 * four full quarters up to `asOf`, the share that was collected in that quarter.
 */
export function collectionRecord(
  loans: readonly LoanOfFund[],
  calendar: Calendar,
  asOf: CalendarDate,
): CollectionRecord {
  const quarters = lastQuarters(asOf).map((quarter) => ({
    ...quarter,
    ...summed(loans.map((loan) => collectionOf(loan, calendar, quarter))),
  }));
  const all = summed(quarters);
  return {
    quarters,
    scheduledShare: { collected: all.scheduledCollected, base: all.scheduledDue },
    overdueShare: { collected: all.overdueCollected, base: all.overdueAtStart },
  };
}
