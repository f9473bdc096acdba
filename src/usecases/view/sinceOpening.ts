import { lastRecordedAt, type Fund } from '../../book/fund.ts';
import { handoverAsKnown } from '../../book/handovers.ts';
import { openingAsKnown } from '../../book/opening.ts';
import {
  refuseBeforeOpening,
  refuseTakenOver,
  usualPeriodStart,
} from '../../domain/fund/fundOpening.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';

// What asks for a day of which nothing is known, as the fund was taken over later (R32), or was handed over before.

/** @throws DomainError handed-over, where another fund has what there is on the day */
export function refuseAfterHandover(
  fund: Pick<Fund, 'book'>,
  day: CalendarDate,
  knownAt: Date,
): void {
  const handover = handoverAsKnown(fund, knownAt);
  if (handover === null || day < handover.effectiveOn) return;
  const { effectiveOn: on, toFund, documentNumber } = handover;
  throw new DomainError('handed-over', { figures: { date: day, on, toFund, documentNumber } });
}

/**
 * @throws DomainError before-opening, where the close of the day is not known; handed-over, where another fund
 *   has what there is on it
 */
export function refuseUnknownDay(fund: Pick<Fund, 'book'>, day: CalendarDate, knownAt: Date): void {
  refuseBeforeOpening(day, openingAsKnown(fund, knownAt));
  refuseAfterHandover(fund, day, knownAt);
}

/** @throws DomainError before-opening, where the close of the day before a period is not known; handed-over */
export function refuseUnknownPeriod(
  fund: Pick<Fund, 'book'>,
  from: CalendarDate,
  knownAt: Date,
): void {
  refuseTakenOver(from, openingAsKnown(fund, knownAt));
  refuseAfterHandover(fund, from, knownAt);
}

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
