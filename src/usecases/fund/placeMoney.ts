import type { Fund } from '../../book/fund.ts';
import { incomeChanges, listPlaceCounts, placeMoves, placesOf } from '../../book/places.ts';
import { loadPolicies } from '../../book/rules.ts';
import { checkIncome } from '../../domain/fund/income.ts';
import {
  balanceOfPlace,
  checkPlace,
  isOwnPlace,
  methodAt,
  type Place,
  type PlaceRef,
  type Places,
} from '../../domain/fund/places.ts';
import { inForce } from '../../domain/policies/policies.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Money } from '../../domain/primitives/money.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import type { Placed } from '../../store/fund/place.ts';

/** Before every day of the books. */
const BEGINNING = '0001-01-01' as CalendarDate;

type OfBook = Pick<Fund, 'book'>;

/**
 * The place that a request names.
 *
 * @throws DomainError not-found
 */
export function requirePlace(places: Places, id: string): Place {
  const place = places.find(id);
  if (place === null) throw new DomainError('not-found', { figures: { what: 'place', id } });
  return place;
}

/** What a fact says of a place that a request names: `cash` and `bank` go with what is default. */
export const refOf = (named: string, { id, kind }: Place): PlaceRef => ({
  placeId: isOwnPlace(named) || isOwnPlace(id) ? null : id,
  placeKind: kind,
});

/** @throws DomainError place-of-other-kind */
export function refuseOtherKind({ name, id, kind }: Place): never {
  const figures = { place: name ?? id, placeKind: kind };
  throw new DomainError('place-of-other-kind', { rule: 'R35', figures });
}

/** Whether the ledger of a day tells what is in cash and in deposits: the chart in force names `cashInHand`. */
export const tellsPlaces = (fund: OfBook, on: CalendarDate, knownAt: Date): boolean =>
  inForce(loadPolicies(fund, knownAt), 'chartOfAccounts', on).cashInHand !== undefined;

/**
 * Refuses a place at which no payment moves money, for a loan to name (R35).
 *
 * @throws DomainError not-found; place-of-other-kind: it is a deposit or a trustee
 */
export function checkPlaceOfLoan(fund: OfBook, named: string | null, knownAt: Date): void {
  if (named === null) return;
  const place = requirePlace(placesOf(fund, knownAt), named);
  if (methodAt(place.kind) === null) refuseOtherKind(place);
}

/** How a payment says that it moves money. */
export interface PaidAt {
  readonly method: Method | null;
  /** As the request names it; null: it names none. */
  readonly place: string | null;
  /** The place that the loan names for those that name none; null, or left out: none. */
  readonly ofLoan?: string | null;
}

/**
 * Where a payment moves money and how it is posted (R35). A payment that names a place is by the method of
 * the place.
 *
 * @param on the day on which it counts in the books
 * @throws DomainError not-found; place-of-other-kind: the place is a deposit or a trustee, or of another
 *   method
 */
export function placePayment(
  fund: OfBook,
  { method: said, place: asked, ofLoan = null }: PaidAt,
  on: CalendarDate,
  knownAt: Date,
): { readonly method: Method | null } & Placed {
  const places = placesOf(fund, knownAt);
  // A payment by another method than that of the loan's place goes to the default place of its method.
  const usual = ofLoan === null ? null : places.find(ofLoan);
  const isUsual = usual !== null && (said === null || said === methodAt(usual.kind));
  const named = asked ?? (isUsual ? ofLoan : null);
  const place = named === null ? null : requirePlace(places, named);
  const method = place === null ? said : methodAt(place.kind);
  if (place !== null && (method === null || (said !== null && said !== method))) {
    refuseOtherKind(place);
  }
  const placeId = place === null || named === null ? null : refOf(named, place).placeId;
  const isTold = method === 'cash' && tellsPlaces(fund, on, knownAt);
  return {
    method,
    ...(placeId === null ? {} : { placeId }),
    ...(isTold ? { postedAs: 'by_place' as const } : {}),
  };
}

/**
 * The day from which a place is known to be kept whole, so that it cannot have less than nothing. Money of
 * a place that was entered always names it. The default places have also what nobody said where it is: from
 * the first count on that agreed with the books. Null: nothing is known.
 */
export function keptWholeFrom(fund: OfBook, place: Place, knownAt: Date): CalendarDate | null {
  if (!place.isDefault) return BEGINNING;
  const places = placesOf(fund, knownAt);
  const counts = listPlaceCounts(fund, knownAt).filter(
    (each) => each.reversedAt === null && places.idOf(each) === place.id,
  );
  if (counts.length === 0) return null;
  const moves = [...placeMoves(fund, knownAt)];
  const agreed = counts.find(({ effectiveOn, amount }) =>
    balanceOfPlace(places, moves, place.id, effectiveOn).equals(amount),
  );
  return agreed?.effectiveOn ?? null;
}

/**
 * Refuses to take out of a place what is not there, where the place is known to be kept whole (R35).
 *
 * @param on the first day whose figures show it
 * @throws DomainError place-below-zero
 */
export function checkTaken(
  fund: OfBook,
  ref: PlaceRef,
  { on, amount }: { readonly on: CalendarDate; readonly amount: Money },
  knownAt: Date,
): void {
  const places = placesOf(fund, knownAt);
  const place = places.find(places.idOf(ref));
  if (place === null) return;
  const kept = keptWholeFrom(fund, place, knownAt);
  if (kept === null) return;
  const ofPlace = [...placeMoves(fund, knownAt)].filter((each) => places.idOf(each) === place.id);
  checkPlace(place, ofPlace, { on, amount }, kept);
}

/**
 * Refuses to use interest and other money that is not there (R35).
 *
 * @throws DomainError income-below-zero
 */
export const checkIncomeUsed = (
  fund: OfBook,
  on: CalendarDate,
  amount: Money,
  knownAt: Date,
): void => checkIncome([...incomeChanges(fund, knownAt)], on, amount);
