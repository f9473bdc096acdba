import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { VIETNAM_HOLIDAYS } from '../../domain/policies/vietnamHolidays.ts';
import type { StoredHolidayList } from '../../store/fund/holiday.ts';
import type { By } from '../acts/by.ts';
import { holidaysOfYear, setHolidays } from './setHolidays.ts';

/** What became of the years that were asked for. */
export interface EnteredHolidays {
  readonly entered: readonly StoredHolidayList[];
  /** The lists that stood: they are left as they are. */
  readonly left: readonly StoredHolidayList[];
}

/**
 * Enters the public holidays of Vietnam for the years that have no list yet; one that stands is the
 * fund's own, and is never changed by this.
 *
 * @throws DomainError period-closed
 */
export function enterVietnamHolidays(
  fund: FundAct,
  by: By,
  { from, to }: { readonly from: number; readonly to: number },
): EnteredHolidays {
  const entered: StoredHolidayList[] = [];
  const left: StoredHolidayList[] = [];
  for (const { year, days, workingDays } of VIETNAM_HOLIDAYS) {
    if (year < from || year > to) continue;
    const stands = holidaysOfYear(fund, year, lastRecordedAt(fund));
    if (stands !== null) left.push(stands);
    else {
      const dates = days.map(({ on }) => on);
      entered.push(setHolidays(fund, by, { year, dates, workingDays }, undefined));
    }
  }
  return { entered, left };
}
