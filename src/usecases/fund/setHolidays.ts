import { shownAt } from '../../book/known.ts';
import type { HolidayListEntry } from '../../store/fund/holiday.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { listHolidays } from '../../book/rules.ts';
import type { By } from '../acts/by.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { type StoredHolidayList } from '../../store/fund/holiday.ts';
import { refuseClosed } from '../acts/closedPeriods.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

export function holidaysOfYear(fund: Fund, year: number, knownAt: Date): StoredHolidayList | null {
  return listHolidays(fund, knownAt).find((each) => each.year === year) ?? null;
}

/**
 * Puts the holidays of a year in place of those put before; the versions are kept (R6).
 *
 * @throws DomainError validation, stale-version, period-closed
 */
export function setHolidays(
  fund: FundAct,
  by: By,
  list: { readonly year: number; readonly dates: readonly CalendarDate[] },
  seen: SeenVersions,
): StoredHolidayList {
  for (const [index, date] of list.dates.entries()) {
    if (yearOf(date) !== String(list.year)) {
      throw invalid(`/dates/${index}`, `the date is not in the year ${list.year}`);
    }
  }
  if (new Set(list.dates).size < list.dates.length) throw invalid('/dates', 'a date stands twice');
  const knownAt = lastRecordedAt(fund);
  const last = holidaysOfYear(fund, list.year, knownAt);
  refuseStale(seen, last);
  if (last !== null && last.dates.join() === list.dates.toSorted().join()) return last;
  const before = last?.dates ?? [];
  const added = list.dates.filter((date) => !before.includes(date));
  const removed = before.filter((date) => !list.dates.includes(date));
  refuseClosed(fund, [...added, ...removed], knownAt);
  const recorded = fund.record<HolidayListEntry>({
    factKind: 'holiday_list',
    effectiveOn: by.today,
    year: list.year,
    dates: list.dates.toSorted(),
  });
  return shownAt(recorded, recorded.recordedAt);
}
