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

/** What is put for a year. */
export interface NewHolidayList {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
  /** Days of the weekend on which work is made up for; left out, those that stand are kept. */
  readonly workingDays?: readonly CalendarDate[] | undefined;
}

function checkDays(field: string, days: readonly CalendarDate[], year: number): void {
  for (const [index, date] of days.entries()) {
    if (yearOf(date) !== String(year)) {
      throw invalid(`/${field}/${index}`, {
        en: `the date is not in the year ${year}`,
        vi: `ngày này không thuộc năm ${year}`,
      });
    }
  }
  if (new Set(days).size < days.length)
    throw invalid(`/${field}`, { en: 'a date stands twice', vi: 'có ngày bị nêu hai lần' });
}

/** The days that only one of two lists has. */
function differing(a: readonly CalendarDate[], b: readonly CalendarDate[]): CalendarDate[] {
  return [...a.filter((day) => !b.includes(day)), ...b.filter((day) => !a.includes(day))];
}

/**
 * Puts the holidays of a year in place of those put before; the versions are kept (R6).
 *
 * @throws DomainError validation, stale-version, period-closed
 */
export function setHolidays(
  fund: FundAct,
  by: By,
  list: NewHolidayList,
  seen: SeenVersions,
): StoredHolidayList {
  const { year, dates } = list;
  const knownAt = lastRecordedAt(fund);
  const last = holidaysOfYear(fund, year, knownAt);
  const workingDays = list.workingDays ?? last?.workingDays ?? [];
  checkDays('dates', dates, year);
  checkDays('workingDays', workingDays, year);
  const both = workingDays.findIndex((day) => dates.includes(day));
  if (both >= 0) {
    throw invalid(`/workingDays/${both}`, {
      en: 'is a holiday as well: name the date in one list only',
      vi: 'cũng là ngày nghỉ: chỉ nêu ngày này trong một danh sách',
    });
  }
  refuseStale(seen, last);
  const changed = [
    ...differing(dates, last?.dates ?? []),
    ...differing(workingDays, last?.workingDays ?? []),
  ];
  if (last !== null && changed.length === 0) return last;
  refuseClosed(fund, changed, knownAt);
  const recorded = fund.record<HolidayListEntry>({
    factKind: 'holiday_list',
    effectiveOn: by.today,
    year,
    dates: dates.toSorted(),
    workingDays: workingDays.toSorted(),
  });
  return shownAt(recorded, recorded.recordedAt);
}
