import { negated, NO_FACTS, type Repayment, type VoucheredFacts } from './facts.ts';
import type { CalendarDate } from '../primitives/dates.ts';

/** What the figures of days from `from` on, up to the next view, show of a loan; null: of all before. */
export interface BooksView {
  readonly from: CalendarDate | null;
  readonly facts: VoucheredFacts;
}

/** A payment as it moves the sums of a period: `effectiveOn` is the day on which it was booked (R42). */
export type Booking<Payment> = Payment & {
  /** The day of the voucher, if the payment was booked later or is taken back. */
  readonly datedOn?: CalendarDate;
};

type Paid = VoucheredFacts['repayments'][number];
type Lent = VoucheredFacts['disbursements'][number];

/** The payments of a loan by the day on which each was booked. */
export interface Bookings {
  readonly disbursements: readonly Booking<Lent>[];
  readonly repayments: readonly Booking<Paid>[];
}

/**
 * The facts of a loan as the figures of each day show them. A fact that was booked later than its day is
 * shown on the days from its booking on, with its own date, and on none before (R42). Most loans have no
 * such fact: their books have one view, which holds for every day.
 */
export class LoanBooks {
  /** The first holds from the beginning. */
  readonly views: readonly [BooksView, ...BooksView[]];
  #bookings: Bookings | null = null;

  constructor(first: VoucheredFacts, later: readonly (BooksView & { from: CalendarDate })[] = []) {
    this.views = [{ from: null, facts: first }, ...later];
  }

  /** The facts that the figures of a day show. */
  on(day: CalendarDate): VoucheredFacts {
    return this.#viewOn(day).facts;
  }

  #viewOn(day: CalendarDate): BooksView {
    const [first] = this.views;
    if (this.views.length === 1) return first;
    return this.views.findLast(({ from }) => from === null || from <= day) ?? first;
  }

  /** The views that show a day or later ones. */
  from(day: CalendarDate): readonly BooksView[] {
    return this.views.slice(this.views.indexOf(this.#viewOn(day)));
  }

  /** The days on which facts were booked that are dated before, oldest first. */
  get bookingDays(): readonly CalendarDate[] {
    return this.views.flatMap(({ from }) => (from === null ? [] : [from]));
  }

  /** The books with a change of the facts that the figures of a day and later ones show. */
  changed(day: CalendarDate, change: (facts: VoucheredFacts) => VoucheredFacts): LoanBooks {
    const [first, ...later] = this.views;
    const at = this.#viewOn(day);
    const isLater = ({ from }: BooksView): boolean => from !== null && from > day;
    const before = later.filter(({ from }) => from !== null && from < day);
    const after = later
      .filter(isLater)
      .map(({ from, facts }) => ({ from: from as CalendarDate, facts: change(facts) }));
    return new LoanBooks(first.facts, [
      ...(before as (BooksView & { from: CalendarDate })[]),
      { from: day, facts: change(at.facts) },
      ...after,
    ]);
  }

  /** The payments by the day of their booking; the very lists of the facts, if none was booked later. */
  get bookings(): Bookings {
    const [first, ...later] = this.views;
    if (later.length === 0) return first.facts;
    this.#bookings ??= {
      disbursements: bookedIn(
        this.views.map(({ from, facts }) => ({ from, facts: facts.disbursements })),
        (lent) => ({ ...lent, amount: lent.amount.negated() }),
      ),
      repayments: bookedIn(
        this.views.map(({ from, facts }) => ({ from, facts: facts.repayments })),
        takenBack,
      ),
    };
    return this.#bookings;
  }
}

const takenBack = <P extends Repayment>(paid: P): P => ({
  ...paid,
  allocation: negated(paid.allocation),
  ...(paid.enforcementFee && { enforcementFee: paid.enforcementFee.negated() }),
});

/** The payments of the first view, and what each later one shows more and shows no more. */
function bookedIn<P extends Lent | Paid>(
  views: readonly { readonly from: CalendarDate | null; readonly facts: readonly P[] }[],
  takeBack: (payment: P) => P,
): Booking<P>[] {
  const bookings: Booking<P>[] = [];
  let before: ReadonlySet<P> = new Set();
  for (const { from, facts } of views) {
    const shown = new Set(facts);
    const on = (payment: P) => ({
      datedOn: payment.effectiveOn,
      effectiveOn: from as CalendarDate,
    });
    for (const payment of facts) {
      if (from === null) bookings.push(payment);
      else if (!before.has(payment)) bookings.push({ ...payment, ...on(payment) });
    }
    for (const payment of before) {
      if (!shown.has(payment)) bookings.push({ ...takeBack(payment), ...on(payment) });
    }
    before = shown;
  }
  return bookings;
}

export const NO_BOOKS = new LoanBooks(NO_FACTS);
