import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { placesOf } from '../../book/places.ts';
import type { IncomeMovement } from '../../domain/fund/income.ts';
import { methodAt, placeOfPayment } from '../../domain/fund/places.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Money } from '../../domain/primitives/money.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type { IncomeMovementEntry, StoredIncomeMovement } from '../../store/fund/incomeMovement.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import type { By } from '../acts/by.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import {
  checkIncomeUsed,
  checkTaken,
  refOf,
  refuseOtherKind,
  requirePlace,
  tellsPlaces,
  type PaidAt,
} from './placeMoney.ts';

/** A movement of money beside the principal as a request names its place. */
export interface AskedIncomeMovement extends PaidAt {
  readonly kind: IncomeMovement['kind'];
  readonly amount: Money;
  readonly effectiveOn: CalendarDate;
  readonly documentNumber: string;
  readonly description: string | null;
}

/** Where the money moves: a bank may also add its interest to a deposit. */
function placeOf(fund: FundAct, { method, place: named }: AskedIncomeMovement, knownAt: Date) {
  if (named === null) return { ...placeOfPayment({ placeId: null, method }), method };
  const place = requirePlace(placesOf(fund, knownAt), named);
  const own: Method | null = methodAt(place.kind);
  if (place.kind === 'trustee' || (method !== null && method !== own)) refuseOtherKind(place);
  return { ...refOf(named, place), method: own };
}

/**
 * Records money beside the principal that came in otherwise than by receipts of loans, or that was paid
 * out (R35).
 *
 * @throws DomainError dated-in-future, before-opening, not-found, place-of-other-kind, income-below-zero,
 *   place-below-zero
 */
export function recordIncomeMovement(
  fund: FundAct,
  by: By,
  asked: AskedIncomeMovement,
): StoredIncomeMovement {
  const { kind, amount, effectiveOn, documentNumber, description } = asked;
  refuseFuture(effectiveOn, by.today);
  const on = shownFromInAct(fund, effectiveOn);
  const knownAt = lastRecordedAt(fund);
  refuseUnknownDay(fund, effectiveOn, knownAt);
  const at = placeOf(fund, asked, knownAt);
  if (kind === 'paid_out') {
    checkIncomeUsed(fund, on, amount, knownAt);
    checkTaken(fund, at, { on, amount }, knownAt);
  }
  const postedAs = tellsPlaces(fund, on, knownAt) ? ('by_place' as const) : null;
  const said = { kind, amount, documentNumber, description, ...at, postedAs };
  const recorded = fund.record<IncomeMovementEntry>({
    factKind: 'income_movement',
    effectiveOn,
    ...said,
  });
  return shownAt(recorded, recorded.recordedAt);
}
