import { accrue, COMPONENT_OF, type Segment } from '../accrual.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import { addDays, type CalendarDate } from '../../primitives/dates.ts';
import { ensure } from '../../primitives/errors.ts';
import { chargedOffOn } from '../chargeOff.ts';
import { factsUntil, principalAt, type LoanFacts } from '../facts.ts';
import { CLASS_ORDER, pieceOf } from './interestListing.ts';
import { ZERO, type Money } from '../../primitives/money.ts';
import { openCredit, openInTermInterest, openPrincipal, type LoanOpening } from '../opening.ts';
import { position, type Position } from '../position.ts';
import type { LoanTerms } from '../terms.ts';

/** What a statement explains, column by column. */
export const COLUMNS = [
  'principal',
  'chargedOffPrincipal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const;

/** Principal outstanding and charged off, and interest owed (negative: a credit, R13), in đồng. */
export type Balances = Readonly<Record<(typeof COLUMNS)[number], Money>>;

/** What facts are called on their lines, in the order of the lines of one day. */
export const FACT_TYPES = [
  'opening',
  'disbursement',
  'repayment',
  'waiver',
  'charge_off',
  'write_off',
  'restructuring',
  'rate_change',
  'freeze',
  'freeze_end',
  'recall',
  'recall_withdrawal',
  'debt_group_override',
] as const;

export type FactType = (typeof FACT_TYPES)[number];

interface Entry {
  readonly on: CalendarDate;
  /** What it adds to each balance. */
  readonly change: Balances;
}

interface FactEntry extends Entry {
  readonly type: FactType;
  /** Its place, from 0, among all facts of its type, in the order of `LoanFacts`. */
  readonly index: number;
}

interface InterestEntry extends Entry {
  /** `interest_in_opening` takes off what the opening, or lines before a booking (R42), have of the line. */
  readonly type: 'interest' | 'interest_in_opening';
  readonly segment: Segment;
}

/** What facts change of one column that were booked on a later day than their own (R42). */
export interface AdjustmentEntry extends Entry {
  /** What was paid, lent or waived; or the interest of the days from then to the booking. */
  readonly type: 'adjustment' | 'interest_adjustment';
}

/** A line, with the balances after it. */
export type StatementLine = (FactEntry | InterestEntry | AdjustmentEntry) & {
  readonly balance: Balances;
  /** The day whose figures show what the line tells of (R42). */
  readonly booksOn: CalendarDate;
};

/** A loan from day to day: the balances of `opening` and all changes sum to those of `closing`. */
export interface Statement {
  /** From the facts dated before `from` and the interest of the days before it. */
  readonly opening: Position;
  readonly lines: readonly StatementLine[];
  /** The position at the close of `to`. */
  readonly closing: Position;
}

const NO_CHANGE: Balances = {
  principal: ZERO,
  chargedOffPrincipal: ZERO,
  inTermInterest: ZERO,
  overdueInterest: ZERO,
  lateInterest: ZERO,
};

/** The columns of a statement at a position. */
export function balancesOf(at: Position): Balances {
  return {
    principal: at.principal.outstanding,
    chargedOffPrincipal: at.principal.chargedOff,
    inTermInterest: at.inTermInterest.owed,
    overdueInterest: at.overdueInterest.owed,
    lateInterest: at.lateInterest.owed,
  };
}

const minus = (a: Balances, b: Balances): Balances => {
  const difference = { ...a };
  for (const column of COLUMNS) difference[column] = a[column].minus(b[column]);
  return difference;
};

function plus(a: Balances, b: Balances): Balances {
  const total = { ...a };
  for (const column of COLUMNS) total[column] = a[column].plus(b[column]);
  return total;
}

/** What was owed of each class of interest when the loan was taken over, below 0 where it is a credit. */
function openInterest(opening: LoanOpening): Partial<Balances> {
  const credit = openCredit(opening);
  return {
    inTermInterest: openInTermInterest(opening).minus(credit.inTermInterest),
    overdueInterest: opening.overdueInterest.minus(credit.overdueInterest),
    lateInterest: opening.lateInterest.minus(credit.lateInterest),
  };
}

/** What each fact changes, by type. */
function factEntries(facts: LoanFacts): FactEntry[] {
  const chargedOff = chargedOffOn(facts);
  // Only later receipts are recoveries (R14 e): those of its own day come before a charge-off.
  const principal = (on: CalendarDate, amount: Money): Partial<Balances> =>
    chargedOff !== null && on > chargedOff
      ? { chargedOffPrincipal: amount }
      : { principal: amount };
  const unchanging = (on: CalendarDate) => ({ on, change: {} });
  const { opening } = facts;
  const dated: Record<FactType, readonly { on: CalendarDate; change: Partial<Balances> }[]> = {
    opening:
      opening === null
        ? []
        : [
            {
              on: opening.on,
              change: {
                principal: openPrincipal(opening),
                ...openInterest(opening),
              },
            },
          ],
    disbursement: facts.disbursements.map(({ effectiveOn: on, amount }) => ({
      on,
      change: principal(on, amount),
    })),
    repayment: facts.repayments.map(({ effectiveOn: on, allocation }) => ({
      on,
      change: {
        ...principal(on, allocation.principal.negated()),
        inTermInterest: allocation.inTermInterest.negated(),
        overdueInterest: allocation.overdueInterest.negated(),
        lateInterest: allocation.lateInterest.negated(),
      },
    })),
    waiver: facts.waivers.map(({ effectiveOn: on, component, amount }) => ({
      on,
      change: { [component]: amount.negated() },
    })),
    charge_off: facts.chargeOffs.map(({ effectiveOn: on }) => {
      const { disbursed, repaid } = principalAt(facts, on);
      const unpaid = disbursed.minus(repaid);
      return { on, change: { principal: unpaid.negated(), chargedOffPrincipal: unpaid } };
    }),
    write_off: facts.writeOffs.map((each) => unchanging(each.effectiveOn)),
    restructuring: facts.restructurings.map((each) => unchanging(each.decidedOn)),
    rate_change: facts.rateChanges.map((each) => unchanging(each.effectiveOn)),
    freeze: facts.freezes
      .filter((each) => each.isUntold !== true)
      .map((each) => unchanging(each.from)),
    freeze_end: facts.freezes.flatMap(({ to }) => (to === null ? [] : [unchanging(to)])),
    recall: facts.recalls.map((each) => unchanging(each.decidedOn)),
    recall_withdrawal: facts.recalls.flatMap(({ withdrawnOn }) =>
      withdrawnOn === null ? [] : [unchanging(withdrawnOn)],
    ),
    debt_group_override: facts.debtGroupOverrides.map((each) => unchanging(each.effectiveOn)),
  };
  return FACT_TYPES.flatMap((type) =>
    dated[type].map(({ on, change }, index) => ({
      type,
      index,
      on,
      change: { ...NO_CHANGE, ...change },
    })),
  );
}

/** Whole segments with days from `from` on, each less the part of it before `from`. */
function interestEntries(segments: readonly Segment[], from: CalendarDate): InterestEntry[] {
  return segments
    .filter((segment) => segment.to > from)
    .toSorted((a, b) => CLASS_ORDER[a.class] - CLASS_ORDER[b.class])
    .flatMap((segment) => {
      const { to: on } = segment;
      const change = (interest: Money): Balances => ({
        ...NO_CHANGE,
        [COMPONENT_OF[segment.class]]: interest,
      });
      const whole = { type: 'interest', on, segment, change: change(segment.interest) } as const;
      if (segment.from >= from) return [whole];
      const part = pieceOf(segment, segment.from, from);
      const less = change(part.interest.negated());
      return [whole, { type: 'interest_in_opening', on, segment: part, change: less } as const];
    });
}

/** The facts of a loan as the figures of each day show them. */
interface Books {
  readonly bookingDays: readonly CalendarDate[];
  on(day: CalendarDate): LoanFacts;
}

/** A loan's contract, and the rules by which its facts are read. */
interface Read {
  readonly terms: LoanTerms;
  readonly rules: FundRules;
}

/** What is known at the opening of a day: the facts before it, and the interest of the days before it. */
const openingOf = ({ terms, rules }: Read, facts: LoanFacts, day: CalendarDate): Position =>
  position(terms, factsUntil(facts, addDays(day, -1)), rules, day);

/** The lines of days whose figures show the same facts: the facts up to `last`, the interest up to `to`. */
function linesOf(
  { terms, rules }: Read,
  facts: LoanFacts,
  { from, last, to }: Readonly<Record<'from' | 'last' | 'to', CalendarDate>>,
): (FactEntry | InterestEntry)[] {
  const accrual = accrue(terms, factsUntil(facts, last), rules, to);
  // Lines of one day stay in this order.
  return [
    ...interestEntries(accrual.segments, from),
    ...factEntries(facts).filter(({ on }) => from <= on && on <= last),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/**
 * What the figures of a day show otherwise than those of the day before, at the opening of the day: the
 * difference of the two positions, column by column, what facts paid and lent apart from the interest.
 */
function adjustments(
  read: Read,
  before: LoanFacts,
  after: LoanFacts,
  on: CalendarDate,
): AdjustmentEntry[] {
  const movedBefore = (facts: LoanFacts): Balances =>
    factEntries(facts)
      .filter((each) => each.on < on)
      .reduce((total, { change }) => plus(total, change), NO_CHANGE);
  const balanceOf = (facts: LoanFacts): Balances => balancesOf(openingOf(read, facts, on));
  const moved = minus(movedBefore(after), movedBefore(before));
  const interest = minus(minus(balanceOf(after), balanceOf(before)), moved);
  return COLUMNS.flatMap((column) =>
    [
      { type: 'adjustment' as const, on, change: { ...NO_CHANGE, [column]: moved[column] } },
      {
        type: 'interest_adjustment' as const,
        on,
        change: { ...NO_CHANGE, [column]: interest[column] },
      },
    ].filter(({ change }) => !change[column].isZero()),
  );
}

/**
 * Explains a loan from the opening of `from` to the close of `to` (R3, R15): every fact dated from
 * the one to the other, and whole segments of interest, each on the day on which it ends, which is
 * `to` at the latest. Of a segment that began before `from` a second line takes off what the opening
 * has of it. On one day interest comes first, then the facts in the order of `FACT_TYPES`.
 *
 * Facts that were booked later than their day are told of on the day of their booking, by what they
 * change of each column (R42). The interest ends on that day, and goes on with these facts.
 *
 * @param window `from` is not after `to`
 */
export function statement(
  terms: LoanTerms,
  books: Books,
  rules: FundRules,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Statement {
  const read = { terms, rules };
  const opening = openingOf(read, books.on(addDays(from, -1)), from);
  const closing = position(terms, books.on(to), rules, to);
  let balance = balancesOf(opening);
  const lines: StatementLine[] = [];
  const add = (
    entries: readonly (FactEntry | InterestEntry | AdjustmentEntry)[],
    booksOn: CalendarDate,
  ): void => {
    for (const entry of entries) {
      balance = plus(balance, entry.change);
      lines.push({ ...entry, balance, booksOn });
    }
  };
  let start = from;
  for (const day of books.bookingDays.filter((each) => from <= each && each <= to)) {
    const last = addDays(day, -1);
    if (start < day) add(linesOf(read, books.on(last), { from: start, last, to: day }), last);
    add(adjustments(read, books.on(last), books.on(day), day), day);
    start = day;
  }
  add(linesOf(read, books.on(to), { from: start, last: to, to }), to);
  const closed = balancesOf(closing);
  const addsUp = COLUMNS.every((column) => balance[column].equals(closed[column]));
  ensure(addsUp, 'the opening and the lines of a statement sum to its closing');
  return { opening, lines, closing };
}
