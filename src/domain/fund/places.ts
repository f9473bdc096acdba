import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { text, type Money } from '../primitives/money.ts';
import type { Method } from '../primitives/paymentMethods.ts';
import type { InTurns } from '../primitives/turns.ts';

/** Where money of the fund can be: at hand, at a bank, lent to a bank for a term, entrusted (R35). */
export const PLACE_KINDS = ['cash', 'bank', 'deposit', 'trustee'] as const;

export type PlaceKind = (typeof PLACE_KINDS)[number];

/** The places that every fund has without entering them, each under its kind as id. */
export const OWN_PLACES = ['cash', 'bank'] as const satisfies readonly PlaceKind[];

type OwnPlace = (typeof OWN_PLACES)[number];

export const isOwnPlace = (text: string): text is OwnPlace =>
  (OWN_PLACES as readonly string[]).includes(text);

/** A place in which money of the fund is (R35). */
export interface Place {
  /** Of the fact that entered it; `cash` or `bank`, if no fact did. */
  readonly id: string;
  readonly kind: PlaceKind;
  /** Null: one of the two that every fund has. */
  readonly name: string | null;
  readonly accountNumber: string | null;
  /** Whether money of its kind is here of which nobody said where it is. */
  readonly isDefault: boolean;
}

/** Where a fact says that money is: the id of an entered place, or a kind alone. */
export interface PlaceRef {
  /** Null: the place of its kind that counts as default. */
  readonly placeId: string | null;
  readonly placeKind: PlaceKind;
}

/**
 * Where a payment moves money. A payment that names no place moves the default cash by `method`
 * `cash`, else the default bank: also where its method is not known (R35).
 */
export const placeOfPayment = (payment: {
  readonly placeId: string | null;
  readonly method: Method | null;
}): PlaceRef => ({
  placeId: payment.placeId,
  placeKind: payment.method === 'cash' ? 'cash' : 'bank',
});

/** By which method a payment moves money at a place of a kind; null: payments do not. */
export function methodAt(kind: PlaceKind): Method | null {
  if (kind === 'cash') return 'cash';
  return kind === 'bank' ? 'transfer' : null;
}

/** The places of a fund as they are known: those entered, and `cash` and `bank` where none stands in. */
export class Places {
  readonly all: readonly Place[];

  /** @param entered in the order recorded */
  constructor(entered: readonly Place[]) {
    const own = OWN_PLACES.filter(
      (kind) => !entered.some((each) => each.isDefault && each.kind === kind),
    ).map((kind): Place => ({ id: kind, kind, name: null, accountNumber: null, isDefault: true }));
    const inOrder = [...own, ...entered];
    this.all = PLACE_KINDS.flatMap((kind) => inOrder.filter((each) => each.kind === kind));
  }

  /** The place of this id; `cash` and `bank` are the defaults of their kind. Null: there is none. */
  find(id: string): Place | null {
    if (isOwnPlace(id)) return this.#default(id);
    return this.all.find((each) => each.id === id) ?? null;
  }

  #default(kind: PlaceKind): Place | null {
    return this.all.find((each) => each.isDefault && each.kind === kind) ?? null;
  }

  /** The id of the place that a fact means. */
  idOf({ placeId, placeKind }: PlaceRef): string {
    return placeId ?? this.#default(placeKind)?.id ?? placeKind;
  }
}

/** The fund's own money by what it is: principal, or interest and other money collected (R18, R35). */
export interface MoneyParts {
  /** Available principal (R18). */
  readonly principal: Money;
  /** Principal that a trustee has. */
  readonly entrusted: Money;
  /** Interest and other money collected, less what of it was paid out or added to the capital. */
  readonly income: Money;
}

/** What a fact puts into a place, or takes out of it below 0, on the day of its booking (R35, R42). */
export interface PlaceMove extends PlaceRef {
  readonly on: CalendarDate;
  readonly amount: Money;
}

/** How many moves are summed between two turns. */
const MOVES_PER_TURN = 2_000;

/** The balance of each place at the close of a day, by its id (R35), some moves at a time. */
export function* balancesOfPlaces(
  places: Places,
  moves: Iterable<PlaceMove>,
  asOf: CalendarDate,
): InTurns<ReadonlyMap<string, Money>> {
  const sums = new Map(places.all.map(({ id }) => [id, 0n]));
  let count = 0;
  for (const move of moves) {
    count += 1;
    if (count % MOVES_PER_TURN === 0) yield;
    if (move.on > asOf) continue;
    const id = places.idOf(move);
    sums.set(id, (sums.get(id) ?? 0n) + dongOf(move.amount));
  }
  return new Map([...sums].map(([id, sum]) => [id, moneyOf(sum)]));
}

/** The balance of one place at the close of a day (R35). */
export function balanceOfPlace(
  places: Places,
  moves: Iterable<PlaceMove>,
  id: string,
  asOf: CalendarDate,
): Money {
  let sum = 0n;
  for (const move of moves) {
    if (move.on <= asOf && places.idOf(move) === id) sum += dongOf(move.amount);
  }
  return moneyOf(sum);
}

/** A day at whose close a place would have less than nothing, and what it would have. */
export interface PlaceShortfall {
  readonly on: CalendarDate;
  readonly balance: Money;
}

/**
 * The first day from `from` on at whose close a place has less than nothing; null: it never has.
 *
 * @param moves of this place alone, in any order
 */
export function placeShortfall(
  moves: readonly Pick<PlaceMove, 'on' | 'amount'>[],
  from: CalendarDate,
): PlaceShortfall | null {
  const byDay = new Map<CalendarDate, bigint>();
  for (const { on, amount } of moves) byDay.set(on, (byDay.get(on) ?? 0n) + dongOf(amount));
  let balance = 0n;
  for (const [on, sum] of [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    balance += sum;
    if (on >= from && balance < 0n) return { on, balance: moneyOf(balance) };
  }
  return null;
}

/**
 * Refuses to take more out of a place than is there, at the close of the day or of any later one (R35).
 *
 * @param moves of this place, without this one
 * @param kept the day from which the place is known to be kept whole
 * @throws DomainError place-below-zero
 */
export function checkPlace(
  place: Place,
  moves: readonly Pick<PlaceMove, 'on' | 'amount'>[],
  taken: { readonly on: CalendarDate; readonly amount: Money },
  kept: CalendarDate,
): void {
  const { on, amount } = taken;
  const from = on > kept ? on : kept;
  const shortfall = placeShortfall([...moves, { on, amount: amount.negated() }], from);
  if (shortfall === null) return;
  throw new DomainError('place-below-zero', {
    rule: 'R35',
    figures: {
      place: place.name ?? place.id,
      amount: text(amount),
      on: shortfall.on,
      balanceAfter: text(shortfall.balance),
    },
  });
}
