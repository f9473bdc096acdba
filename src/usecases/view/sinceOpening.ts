import { lastRecordedAt, type Fund } from '../../book/fund.ts';
import { openingAsKnown } from '../../book/opening.ts';
import {
  refuseBeforeOpening,
  refuseTakenOver,
  usualPeriodStart,
} from '../../domain/fund/fundOpening.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';

// What asks for a day of which nothing is known, as the fund was taken over later (R32).

/** @throws DomainError before-opening, where the close of the day is not known */
export const refuseUnknownDay = (
  fund: Pick<Fund, 'book'>,
  day: CalendarDate,
  knownAt: Date,
): void => refuseBeforeOpening(day, openingAsKnown(fund, knownAt));

/** @throws DomainError before-opening, where the close of the day before a period is not known */
export const refuseUnknownPeriod = (
  fund: Pick<Fund, 'book'>,
  from: CalendarDate,
  knownAt: Date,
): void => refuseTakenOver(from, openingAsKnown(fund, knownAt));

/**
 * The first day of the period that is reported, if none is asked for (R19).
 *
 * @throws DomainError before-opening: nothing is reported of the opening day itself
 */
export function usualPeriodStartOf(
  fund: Pick<Fund, 'book'>,
  asOf: CalendarDate,
  knownAt: Date = lastRecordedAt(fund),
): CalendarDate {
  refuseUnknownPeriod(fund, asOf, knownAt);
  return usualPeriodStart(asOf, openingAsKnown(fund, knownAt));
}
