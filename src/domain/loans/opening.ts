import type { CalendarDate } from '../primitives/dates.ts';
import { sum, ZERO, type Money } from '../primitives/money.ts';
import type { ContractedInstalment } from './terms.ts';

/** In-term interest that had fallen due by the opening day and was unpaid. */
export interface OpenInterestDue {
  readonly dueOn: CalendarDate;
  readonly amount: Money;
}

/** Where a loan was before another fund handed it over. */
export interface LoanOrigin {
  /** The code of the fund that handed it over. */
  readonly fund: string;
  /** The id of the loan there. */
  readonly loanId: string;
}

/** Interest of which more was paid or waived than accrued, by class, each 0 or above (R13). */
export interface InterestCredit {
  readonly inTermInterest: Money;
  readonly overdueInterest: Money;
  readonly lateInterest: Money;
}

export const NO_CREDIT: InterestCredit = {
  inTermInterest: ZERO,
  overdueInterest: ZERO,
  lateInterest: ZERO,
};

/**
 * What is taken over of a loan at the close of the opening day, from the book kept before (R33). Interest
 * is counted up to `on`, that day not included.
 */
export interface LoanOpening {
  readonly on: CalendarDate;
  /**
   * The fund that handed the loan over: `on` is then the first day of its life here, whose own receipts and
   * decisions come on top of the balances. Left out: taken over from a paper book.
   */
  readonly origin?: LoanOrigin;
  /** What it rests on; null: what the fund's opening rests on. */
  readonly documentNumber: string | null;
  /** Paid out up to the close of `on`. */
  readonly disbursed: Money;
  /** The unpaid principal by due date, oldest first; due dates may have passed. */
  readonly instalments: readonly ContractedInstalment[];
  /** By due date, oldest first; none after `on`. */
  readonly interestDue: readonly OpenInterestDue[];
  /** In-term interest accrued and not yet due. */
  readonly accruedInterest: Money;
  readonly overdueInterest: Money;
  readonly lateInterest: Money;
  /**
   * What the borrower has paid too much: interest that accrues from `on` on uses it up, each class its own (R13).
   * Only another fund tells it; left out: nothing.
   */
  readonly credit?: InterestCredit;
  /** Restructurings so far: they count for the debt group and for later ones (R16). */
  readonly restructurings: number;
  readonly interestWaived: boolean;
  /** For the limitation (R27); null: none is known. */
  readonly lastPaymentOn: CalendarDate | null;
  readonly lastConfirmedOn: CalendarDate | null;
  /**
   * Of a loan without principal: the day on which the last of it was paid, from which penalty interest is past due
   * (R15). Only another fund tells it; left out: `lastPaymentOn`.
   */
  readonly paidOffOn?: CalendarDate;
}

/**
 * The day as of which a loan that was taken over can be judged: a decision of before counts from the
 * opening on (R33).
 */
export const judgedOn = (opening: LoanOpening | null, on: CalendarDate): CalendarDate =>
  opening !== null && on < opening.on ? opening.on : on;

/** Whether money dated on a day is in the balances that were taken over of a loan (R33). */
export const isInBalances = (day: CalendarDate, { on, origin }: LoanOpening): boolean =>
  origin === undefined ? day <= on : day < on;

/** The principal taken over: the sum of the instalments. */
export const openPrincipal = ({ instalments }: Pick<LoanOpening, 'instalments'>): Money =>
  sum(instalments.map((each) => each.principal));

/** What was repaid up to the close of the opening day. */
export const openRepaid = (opening: LoanOpening): Money =>
  opening.disbursed.minus(openPrincipal(opening));

/** The in-term interest taken over, due or not. */
export const openInTermInterest = ({ interestDue, accruedInterest }: LoanOpening): Money =>
  sum(interestDue.map((each) => each.amount)).plus(accruedInterest);

/** What was paid too much of interest by the opening; it counts as paid on its day. */
export const openCredit = (opening: LoanOpening | null): InterestCredit =>
  opening?.credit ?? NO_CREDIT;

/** The day on which the last principal was paid, of a loan that had none when it was taken over; null: unknown. */
export const openPaidOffOn = ({ paidOffOn, lastPaymentOn }: LoanOpening): CalendarDate | null =>
  paidOffOn ?? lastPaymentOn;

/** All that an opening says, in one order. */
const saidBy = (opening: LoanOpening): string =>
  JSON.stringify([
    opening.on,
    opening.origin ?? null,
    opening.documentNumber,
    opening.disbursed,
    opening.instalments.map(({ dueOn, principal }) => [dueOn, principal]),
    opening.interestDue.map(({ dueOn, amount }) => [dueOn, amount]),
    opening.accruedInterest,
    opening.overdueInterest,
    opening.lateInterest,
    Object.entries(openCredit(opening)),
    opening.restructurings,
    opening.interestWaived,
    opening.lastPaymentOn,
    opening.lastConfirmedOn,
    openPaidOffOn(opening),
  ]);

/** Whether two openings, their lists by due date, say the same. */
export const isSameOpening = (a: LoanOpening, b: LoanOpening): boolean => saidBy(a) === saidBy(b);
