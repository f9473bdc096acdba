import type { Booked, LateBooking } from './lateBooking.ts';
import {
  entriesOfFact,
  entry,
  ofSource,
  postingsOfBooked,
  postingsOfReversed,
  type LedgerEntry,
  type Lifetime,
  type Posting,
} from './ledger.ts';
import type { Account } from '../policies/accounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { IncomeMovement } from '../fund/income.ts';
import type { PlaceKind, PlaceRef } from '../fund/places.ts';
import { entrustedBy, type Transfer } from '../fund/transfers.ts';
import { ZERO, type Money } from '../primitives/money.ts';

/** A movement of money beside the principal, with the place at which it moved. */
export type PlacedIncome = IncomeMovement &
  PlaceRef & {
    /** Null: the ledger tells nothing of places. */
    readonly postedAs: 'by_place' | null;
  };

/** The account of what is in a place of a kind, where the ledger tells it; null: that of money at banks. */
function accountAt(kind: PlaceKind): Account | null {
  if (kind === 'cash') return 'cashInHand';
  return kind === 'deposit' ? 'termDeposits' : null;
}

/** What comes into a place, or goes out of it below 0, where the ledger tells places (R35). */
function atPlace(on: CalendarDate, kind: PlaceKind, amount: Money): Posting[] {
  const account = accountAt(kind);
  return account === null ? [] : entry(on, account, 'heldElsewhere', amount);
}

/** What a transfer between places posts: principal that goes to a trustee is available no more (R35). */
export function postingsOfTransfer(transfer: Transfer): Posting[] {
  const { effectiveOn: on, amount, source, from, to, postedAs } = transfer;
  const entrusted = entrustedBy(transfer) ?? ZERO;
  return [
    ...ofSource(entry(on, 'entrustedPrincipal', 'availablePrincipal', entrusted), source),
    ...(postedAs === null
      ? []
      : [...atPlace(on, from.placeKind, amount.negated()), ...atPlace(on, to.placeKind, amount)]),
  ];
}

/** What money beside the principal posts, in or out (R35). */
export function postingsOfIncome(income: PlacedIncome): Posting[] {
  const { kind, effectiveOn: on, amount, placeKind, postedAs } = income;
  const moved = kind === 'paid_out' ? amount.negated() : amount;
  const against: Record<IncomeMovement['kind'], Account> = {
    received: 'otherIncome',
    paid_out: 'incomePaidOut',
    brought_forward: 'undistributedIncome',
  };
  return [
    ...entry(on, 'interestMoney', against[kind], moved),
    ...(postedAs === null ? [] : atPlace(on, placeKind, moved)),
  ];
}

/** A fact of the fund's own money besides the movements of its capital. */
export type OwnMoney =
  | (Transfer & { readonly factKind: 'transfer' })
  | (PlacedIncome & { readonly factKind: 'income_movement' });

const postingsOfOwn = (fact: OwnMoney): Posting[] =>
  fact.factKind === 'transfer' ? postingsOfTransfer(fact) : postingsOfIncome(fact);

/** What such a fact posts, on the day on which it was booked (R42). */
export const postingsOfBookedOwn = (fact: OwnMoney & Pick<Booked, 'late'>): Posting[] =>
  postingsOfBooked(fact, postingsOfOwn(fact));

/** What takes it back, on the day of its reversal's booking, else on its own (R12, R42). */
export const postingsOfReversedOwn = (
  fact: OwnMoney & Pick<Booked, 'late'>,
  reversal: { readonly late: Pick<LateBooking, 'bookedOn'> | null },
): Posting[] => postingsOfReversed(fact, postingsOfOwn(fact), reversal);

/** The entries that such a fact, and its reversal, ask for. */
export const entriesOfOwn = (fact: OwnMoney & Lifetime): LedgerEntry[] =>
  entriesOfFact(fact, postingsOfOwn(fact));
