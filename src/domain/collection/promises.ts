import { payableBy, type FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { compareText } from '../primitives/lists.ts';
import { min, ZERO, type Money } from '../primitives/money.ts';

/** A borrower's word to pay so much by a day (R30). */
export interface PaymentPromise {
  readonly id: string;
  /** The day on which it was given. */
  readonly occurredOn: CalendarDate;
  readonly promisedOn: CalendarDate;
  readonly amount: Money;
  /** The loans it is about; none named: all of the borrower's. */
  readonly loanIds: readonly string[];
}

/** A receipt of the borrower, whatever it was allocated to. */
export interface PromiseReceipt {
  readonly loanId: string;
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
}

export const PROMISE_STATES = ['open', 'kept', 'broken'] as const;

/** What became of a promise at the close of a day. */
export interface PromiseOutcome {
  readonly state: (typeof PROMISE_STATES)[number];
  /** What came of the amount promised, at most all of it. */
  readonly received: Money;
  /** The last day on which it can be kept: the day promised, or the next working day (CC 148). */
  readonly dueOn: CalendarDate;
}

interface Filling {
  readonly promise: PaymentPromise;
  readonly dueOn: CalendarDate;
  received: Money;
}

/** A receipt on the day of the promise counts only if the money was promised for that day. */
function takes({ promise, dueOn }: Filling, { loanId, effectiveOn }: PromiseReceipt): boolean {
  const { occurredOn, promisedOn, loanIds } = promise;
  const isSince = promisedOn === occurredOn ? effectiveOn >= occurredOn : effectiveOn > occurredOn;
  return isSince && effectiveOn <= dueOn && (loanIds.length === 0 || loanIds.includes(loanId));
}

/**
 * Day by day. On one day the receipts come first that fit the fewest promises, so that a loan named
 * by one promise is not used up for another, and the order of entry does not matter (R2).
 */
function inOrder(
  receipts: readonly PromiseReceipt[],
  fillings: readonly Filling[],
): readonly PromiseReceipt[] {
  const fits = (receipt: PromiseReceipt): number =>
    fillings.filter((each) => takes(each, receipt)).length;
  return receipts.toSorted(
    (a, b) =>
      compareText(a.effectiveOn, b.effectiveOn) ||
      fits(a) - fits(b) ||
      compareText(a.loanId, b.loanId),
  );
}

/**
 * What became of a borrower's promises at the close of `asOf` (R30). Each receipt fills the
 * promises whose days and loans it fits. The promise for the earliest day is filled first, the rest
 * of the receipt goes to the next one, and no đồng counts twice.
 *
 * @param promises those that stand, as entered: of two for one day the first is filled first
 * @param receipts those that stand on loans of the borrower
 * @returns by promise; one given after `asOf` is not in it
 */
export function promiseOutcomes(
  promises: readonly PaymentPromise[],
  receipts: readonly PromiseReceipt[],
  rules: FundRules,
  asOf: CalendarDate,
): ReadonlyMap<string, PromiseOutcome> {
  const fillings = promises
    .filter((promise) => promise.occurredOn <= asOf)
    .map((promise): Filling => {
      const dueOn = payableBy(promise.promisedOn, rules);
      return { promise, dueOn, received: ZERO };
    })
    .toSorted((a, b) => compareText(a.promise.promisedOn, b.promise.promisedOn));
  const known = receipts.filter((receipt) => receipt.effectiveOn <= asOf);
  for (const receipt of inOrder(known, fillings)) {
    let left = receipt.amount;
    for (const filling of fillings.filter((each) => takes(each, receipt))) {
      const part = min(left, filling.promise.amount.minus(filling.received));
      filling.received = filling.received.plus(part);
      left = left.minus(part);
    }
  }
  return new Map(
    fillings.map(({ promise, dueOn, received }) => {
      const isKept = received.equals(promise.amount);
      const state = isKept ? 'kept' : dueOn < asOf ? 'broken' : 'open';
      return [promise.id, { state, received, dueOn }];
    }),
  );
}
