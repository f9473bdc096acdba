import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { placesOf } from '../../book/places.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type {
  NewPlaceCount,
  PlaceCountEntry,
  StoredPlaceCount,
} from '../../store/fund/placeCount.ts';
import type {
  NewTrusteeStatement,
  StoredTrusteeStatement,
  TrusteeStatementEntry,
} from '../../store/fund/trusteeStatement.ts';
import type { By } from '../acts/by.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import { refOf, refuseOtherKind, requirePlace } from './placeMoney.ts';

/** What was counted, at the place that the address names. */
export type AskedCount = Pick<NewPlaceCount, 'amount' | 'documentNumber' | 'note'> & {
  readonly countedOn: CalendarDate;
};

/**
 * Records what was counted in a place, or what a bank says of an account, at the close of a day (R35). It
 * changes no balance.
 *
 * @throws DomainError dated-in-future, before-opening, not-found, place-of-other-kind: a trustee sends statements
 */
export function recordPlaceCount(
  fund: FundAct,
  by: By,
  placeId: string,
  { countedOn, ...counted }: AskedCount,
): StoredPlaceCount {
  refuseFuture(countedOn, by.today, 'R35');
  refuseUnknownDay(fund, countedOn, lastRecordedAt(fund));
  const place = requirePlace(placesOf(fund, lastRecordedAt(fund)), placeId);
  if (place.kind === 'trustee') refuseOtherKind(place);
  const said = { ...refOf(placeId, place), ...counted };
  const recorded = fund.record<PlaceCountEntry>({
    factKind: 'place_count',
    effectiveOn: countedOn,
    ...said,
  });
  return shownAt(recorded, recorded.recordedAt);
}

/** What a trustee says, of the place that the address names. */
export type AskedStatement = Omit<NewTrusteeStatement, 'placeId'> & {
  readonly statedOn: CalendarDate;
};

/**
 * Records what a trustee says of the money entrusted to it at the close of a day (R35). It changes no
 * balance.
 *
 * @throws DomainError dated-in-future, before-opening, not-found, place-of-other-kind: only a trustee sends statements;
 *   validation: more is overdue than outstanding
 */
export function recordTrusteeStatement(
  fund: FundAct,
  by: By,
  placeId: string,
  { statedOn, ...stated }: AskedStatement,
): StoredTrusteeStatement {
  refuseFuture(statedOn, by.today, 'R35');
  refuseUnknownDay(fund, statedOn, lastRecordedAt(fund));
  const place = requirePlace(placesOf(fund, lastRecordedAt(fund)), placeId);
  if (place.kind !== 'trustee') refuseOtherKind(place);
  if (stated.overdue.greaterThan(stated.outstanding)) {
    throw invalid('/overdue', {
      en: 'is part of `outstanding`, and cannot be more',
      vi: 'là một phần của `outstanding` nên không thể lớn hơn',
    });
  }
  const recorded = fund.record<TrusteeStatementEntry>({
    factKind: 'trustee_statement',
    effectiveOn: statedOn,
    placeId: place.id,
    ...stated,
  });
  return shownAt(recorded, recorded.recordedAt);
}
