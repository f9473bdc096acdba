import type { CashChange } from '../primitives/datedAmounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { Money } from '../primitives/money.ts';
import { movesOf, type Booked } from '../books/lateBooking.ts';
import type { Source } from './sources.ts';
import type { PlaceRef } from './places.ts';

/** Money that goes from one place of the fund to another; `amount` is above 0 (R35). */
export interface Transfer {
  readonly id: string;
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
  readonly voucherNumber: string;
  /** Of which capital it is that goes to a trustee or comes back; `charter` for every other transfer (R34). */
  readonly source: Source;
  readonly from: PlaceRef;
  readonly to: PlaceRef;
  /** Null: the ledger tells nothing of places. */
  readonly postedAs: 'by_place' | null;
}

/**
 * What a transfer adds to the principal that trustees have: what goes to a trustee leaves the available
 * principal, what a trustee gives back is available again (R18, R35). Null: no trustee is concerned.
 */
export function entrustedBy({ from, to, amount }: Pick<Transfer, 'from' | 'to' | 'amount'>) {
  const [gives, takes] = [from.placeKind === 'trustee', to.placeKind === 'trustee'];
  if (gives === takes) return null;
  return takes ? amount : amount.negated();
}

/** A change of the principal that a trustee has, signed, on the day of its booking (R42). */
export interface Entrustment extends CashChange {
  readonly source: Source;
  /** The place that is the trustee. */
  readonly trusteeId: string;
  readonly id: string;
  readonly voucherNumber: string;
  /** The day of the voucher. */
  readonly effectiveOn: CalendarDate;
}

/** What a transfer takes from a trustee, and what it gives to one. */
function legsOf({ from, to, amount }: Transfer) {
  const legs = [
    { ...from, amount: amount.negated() },
    { ...to, amount },
  ];
  return legs.flatMap(({ placeId, placeKind, amount: change }) =>
    placeKind === 'trustee' && placeId !== null ? [{ trusteeId: placeId, change }] : [],
  );
}

/** The changes of the principal that trustees have, of transfers in any order (R35, R42). */
export function entrustmentsOf(transfers: readonly (Transfer & Booked)[]): Entrustment[] {
  return movesOf(transfers).flatMap(({ fact, on, isTakenBack }) => {
    const { id, voucherNumber, effectiveOn, source } = fact;
    return legsOf(fact).map(({ trusteeId, change }) => ({
      id,
      trusteeId,
      voucherNumber,
      effectiveOn,
      source,
      on,
      amount: isTakenBack ? change.negated() : change,
    }));
  });
}
