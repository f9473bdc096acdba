import { NO_ALLOCATION, addAllocations, negated } from '../domain/loans/facts.ts';
import { dayInBooks, movesOf, type Booked, type Move } from '../domain/books/lateBooking.ts';
import { METHODS } from '../domain/primitives/paymentMethods.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import { sum, ZERO, type Money } from '../domain/primitives/money.ts';
import { lastDayOf, quarterOf, type Quarter } from '../domain/primitives/quarters.ts';
import type { MethodTotals, StoredClosing } from '../store/books/period.ts';
import type { ClosingEntry } from '../store/books/period.ts';
import type { Entry } from '../store/facts/entry.ts';
import { countsInQuarter } from './book.ts';
import { openingAsKnown } from './opening.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, knownLength, shownAt, type Shown } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

function closingSeen(entry: ClosingEntry): StoredClosing {
  const { reversedAt: _, ...closing } = shownAt(entry, entry.recordedAt);
  return closing;
}

const byQuarter = (a: ClosingEntry, b: ClosingEntry): number => compareText(a.quarter, b.quarter);

/** The closings in force: those of quarters that were not reopened since, also not by an earlier one. */
export function listClosings({ book }: OfBook, knownAt: Date): StoredClosing[] {
  const instant = knownAt.getTime();
  const isReopened = ({ quarter, recordedAt }: ClosingEntry): boolean =>
    book.reopenings.some(
      (each) => each.quarter <= quarter && each.recordedAt > recordedAt && isKnownAt(each, instant),
    );
  return book.closings
    .filter((each) => isKnownAt(each, instant) && !isReopened(each))
    .toSorted(byQuarter)
    .map(closingSeen);
}

/** Every closing there ever was, also of quarters reopened since. */
export function listAllClosings({ book }: OfBook): StoredClosing[] {
  return book.closings.toSorted(byQuarter).map(closingSeen);
}

/** The last day on which nothing can be entered any more; null: no quarter is closed. */
export function closedThrough(fund: OfBook, knownAt: Date): CalendarDate | null {
  return listClosings(fund, knownAt).at(-1)?.effectiveOn ?? null;
}

/**
 * The quarters in which standing facts count, oldest first; those up to the opening day are not there, as
 * contracts and decisions of then are in the book taken over (R32).
 */
export function quartersWithFacts({ book }: OfBook, knownAt: Date): Quarter[] {
  const counts = new Map(book.factsByQuarter);
  const change = (entry: Entry, by: number): void => {
    if (!countsInQuarter(entry)) return;
    const quarter = quarterOf(dayInBooks(entry));
    counts.set(quarter, (counts.get(quarter) ?? 0) + by);
  };
  // From what stands now back to what stood then.
  for (const entry of book.log.slice(knownLength(book.log, knownAt.getTime()))) {
    const reversed = entry.factKind === 'reversal' ? book.facts.get(entry.factId) : undefined;
    change(entry, -1);
    if (reversed !== undefined && entry.late === null) change(reversed, 1);
  }
  const opening = openingAsKnown({ book }, knownAt);
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([quarter]) => quarter)
    .filter((quarter) => opening === null || lastDayOf(quarter) > opening.on)
    .toSorted();
}

interface Dated {
  readonly effectiveOn: CalendarDate;
}

/** What was received and paid from a day to a day, both included, by way of payment. */
export function methodTotals(
  { book }: OfBook,
  { from, to, knownAt }: { from: CalendarDate; to: CalendarDate; knownAt: Date },
): MethodTotals[] {
  const instant = knownAt.getTime();
  /** How facts of the window, and those booked or taken back in it, move its sums (R42). */
  const moves = <E extends Entry>(ofWindow: Iterable<E>, kind: E['factKind']): Move<Shown<E>>[] => {
    const late = book.late.flatMap((each) =>
      each.factKind === 'reversal' ? (book.facts.get(each.factId) ?? []) : each,
    );
    const all = new Set([...ofWindow, ...late.filter((each) => each.factKind === kind)] as E[]);
    const known = [...all].filter((each) => isKnownAt(each, instant));
    return movesOf(known.map((each) => shownAt(each, instant) as Shown<E> & Booked & Dated)).filter(
      ({ on }) => from <= on && on <= to,
    );
  };
  const receipts = moves(book.repaymentsByDay.within(from, to), 'repayment');
  const lent = moves(book.disbursementsByDay.within(from, to), 'disbursement');
  const moved = moves(book.movements, 'capital_movement');
  return [...METHODS, null].map((method) => {
    const by = <E extends { readonly method: MethodTotals['method'] }>(list: readonly Move<E>[]) =>
      list.filter(({ fact }) => fact.method === method);
    const amount = ({ fact, isTakenBack }: Move<{ readonly amount: Money }>): Money =>
      isTakenBack ? fact.amount.negated() : fact.amount;
    const kind = (of: 'contribution' | 'withdrawal') =>
      sum(
        by(moved)
          .filter(({ fact }) => fact.kind === of)
          .map(amount),
      );
    return {
      method,
      receipts: by(receipts)
        .map(({ fact, isTakenBack }) => (isTakenBack ? negated(fact.allocation) : fact.allocation))
        .reduce(addAllocations, NO_ALLOCATION),
      enforcementFees: sum(
        by(receipts).map(({ fact: { enforcementFee: fee = ZERO }, isTakenBack }) =>
          isTakenBack ? fee.negated() : fee,
        ),
      ),
      receiptCount: by(receipts).filter(({ isTakenBack }) => !isTakenBack).length,
      disbursed: sum(by(lent).map(amount)),
      disbursementCount: by(lent).filter(({ isTakenBack }) => !isTakenBack).length,
      contributed: kind('contribution'),
      withdrawn: kind('withdrawal'),
    };
  });
}
