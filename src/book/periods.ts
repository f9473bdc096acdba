import { NO_ALLOCATION, addAllocations } from '../domain/loans/facts.ts';
import { METHODS } from '../domain/primitives/paymentMethods.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import { sum } from '../domain/primitives/money.ts';
import { quarterOf, type Quarter } from '../domain/primitives/quarters.ts';
import type { MethodTotals, StoredClosing } from '../store/books/period.ts';
import type { ClosingEntry } from '../store/books/period.ts';
import type { Entry } from '../store/facts/entry.ts';
import { countsInQuarter } from './book.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, knownLength, shownAt, standsAt } from './known.ts';

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

/** The quarters in which standing facts count, oldest first. */
export function quartersWithFacts({ book }: OfBook, knownAt: Date): Quarter[] {
  const counts = new Map(book.factsByQuarter);
  const change = (entry: Entry, by: number): void => {
    if (!countsInQuarter(entry)) return;
    const quarter = quarterOf(entry.effectiveOn);
    counts.set(quarter, (counts.get(quarter) ?? 0) + by);
  };
  // From what stands now back to what stood then.
  for (const entry of book.log.slice(knownLength(book.log, knownAt.getTime()))) {
    const reversed = entry.factKind === 'reversal' ? book.facts.get(entry.factId) : undefined;
    if (reversed !== undefined) change(reversed, 1);
    else change(entry, -1);
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([quarter]) => quarter)
    .toSorted();
}

/** What was received and paid from a day to a day, both included, by way of payment. */
export function methodTotals(
  { book }: OfBook,
  { from, to, knownAt }: { from: CalendarDate; to: CalendarDate; knownAt: Date },
): MethodTotals[] {
  const instant = knownAt.getTime();
  const stands = (entry: Entry): boolean => standsAt(entry, instant);
  const receipts = [...book.repaymentsByDay.within(from, to)].filter(stands);
  const lent = [...book.disbursementsByDay.within(from, to)].filter(stands);
  const moved = book.movements.filter(
    (each) => stands(each) && each.effectiveOn >= from && each.effectiveOn <= to,
  );
  return [...METHODS, null].map((method) => {
    const by = <E extends { readonly method: MethodTotals['method'] }>(list: readonly E[]): E[] =>
      list.filter((each) => each.method === method);
    const kind = (of: 'contribution' | 'withdrawal') =>
      sum(
        by(moved)
          .filter((each) => each.kind === of)
          .map((each) => each.amount),
      );
    return {
      method,
      receipts: by(receipts)
        .map((each) => each.allocation)
        .reduce(addAllocations, NO_ALLOCATION),
      receiptCount: by(receipts).length,
      disbursed: sum(by(lent).map((each) => each.amount)),
      disbursementCount: by(lent).length,
      contributed: kind('contribution'),
      withdrawn: kind('withdrawal'),
    };
  });
}
