import type { FundRules } from '../../policies/fundRules.ts';
import { addDays, dayOf, stepFrom, type CalendarDate, type Day } from '../../primitives/dates.ts';
import { moneyOf } from '../../primitives/dong.ts';
import { foldOf, type Fold } from '../../loans/fold/fold.ts';
import { paidDays, paidUntil } from '../../loans/fold/moneyDays.ts';
import { takenOverOn, type LoanOfFund } from '../../loans/portfolio.ts';
import { Principal } from '../../loans/principal.ts';
import { unpaidWithin } from '../../loans/unpaidInstalments.ts';
import type { Money } from '../../primitives/money.ts';
import { firstDayOf, quarterOf, type Quarter } from '../../primitives/quarters.ts';
import { atOnce, type InTurns } from '../../primitives/turns.ts';

/** Whether a quarter of a loan is known: of one that another fund handed over those from the day on. */
const isKnownIn = ({ facts: { opening } }: LoanOfFund, { from }: { from: CalendarDate }): boolean =>
  opening?.origin === undefined || from >= opening.on;

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

const PARTS = [
  'overdueAtStart',
  'overdueCollected',
  'scheduledDue',
  'scheduledCollected',
  'otherCollected',
] as const satisfies readonly (keyof Collection)[];

/** The parts of a collection in đồng. */
type PartSums = Record<keyof Collection, bigint>;

const noneYet = (): PartSums => ({
  overdueAtStart: 0n,
  overdueCollected: 0n,
  scheduledDue: 0n,
  scheduledCollected: 0n,
  otherCollected: 0n,
});

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What is overdue of a loan at the close of `day`, and what is asked from then to `last`, in đồng. */
function askedAtStart(fold: Fold, day: Day, last: Day): { late: bigint; scheduled: bigint } {
  const plan = fold.planOn(day);
  if (plan === null) return { late: 0n, scheduled: 0n };
  const principal = new Principal(fold.days, plan);
  principal.skipTo(day, day - 1);
  const { overdue, inTerm, version, repaid } = principal;
  // Overdue as a whole, for one: nothing is in term.
  if (inTerm === 0n) return { late: overdue, scheduled: 0n };
  // What was payable on the day itself was asked in the quarter before; now it is late.
  const late = overdue + unpaidWithin(version, repaid, { first: day, last: day });
  return { late, scheduled: unpaidWithin(version, repaid, { first: day + 1, last }) };
}

/** Adds what came of one loan in a quarter: it settles first what was overdue at its start (R6). */
function addCollection(
  sums: PartSums,
  { terms, facts }: LoanOfFund,
  rules: FundRules,
  { first, last }: { readonly first: Day; readonly last: Day },
): void {
  const fold = foldOf(terms, facts, rules);
  const paid = paidDays(facts.repayments);
  const received = paidUntil(paid, 'principal', last) - paidUntil(paid, 'principal', first - 1);
  const asked = askedAtStart(fold, first - 1, last);
  const overdueCollected = min(received, asked.late);
  const scheduledCollected = min(received - overdueCollected, asked.scheduled);
  sums.overdueAtStart += asked.late;
  sums.overdueCollected += overdueCollected;
  sums.scheduledDue += asked.scheduled;
  sums.scheduledCollected += scheduledCollected;
  sums.otherCollected += received - overdueCollected - scheduledCollected;
}

function collectionOf(sums: PartSums): Collection {
  const entries = PARTS.map((part) => [part, moneyOf(sums[part])] as const);
  return Object.fromEntries(entries) as Record<keyof Collection, Money>;
}

/**
 * The fund's own record: of the principal overdue, and of the principal asked, in each of the last
 * four full quarters up to `asOf`, or those of them that are known, the share that was collected in that quarter; some loans at a time.
 */
export function* collectionRecordInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
  loansPerTurn: number,
): InTurns<CollectionRecord> {
  const all = noneYet();
  const quarters: QuarterRecord[] = [];
  // Nothing is known of the quarters before the loans were taken over (R32).
  const openedOn = takenOverOn(loans);
  const known = lastQuarters(asOf).filter(({ from }) => openedOn === null || from > openedOn);
  for (const quarter of known) {
    const sums = noneYet();
    const window = { first: dayOf(quarter.from), last: dayOf(quarter.to) };
    for (const [index, loan] of loans.entries()) {
      if (index > 0 && index % loansPerTurn === 0) yield;
      if (isKnownIn(loan, quarter)) addCollection(sums, loan, rules, window);
    }
    for (const part of PARTS) all[part] += sums[part];
    quarters.push({ ...quarter, ...collectionOf(sums) });
  }
  const { scheduledCollected, scheduledDue, overdueCollected, overdueAtStart } = collectionOf(all);
  return {
    quarters,
    scheduledShare: { collected: scheduledCollected, base: scheduledDue },
    overdueShare: { collected: overdueCollected, base: overdueAtStart },
  };
}

/** The fund's own record, as `collectionRecordInTurns`. */
export function collectionRecord(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
): CollectionRecord {
  return atOnce(collectionRecordInTurns(loans, rules, asOf, loans.length + 1));
}
