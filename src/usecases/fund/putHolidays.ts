import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { countDueOn } from '../../domain/loans/dueOn.ts';
import { shifts, type Shift } from '../../domain/policies/rulesChange.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { StoredHolidayList } from '../../store/fund/holiday.ts';
import type { By } from '../acts/by.ts';
import type { SeenVersions } from '../acts/versions.ts';
import { loadRules } from '../loans/loanState.ts';
import { loadLoansOfFund } from '../reports/loadFundFacts.ts';
import { givingWay } from '../view/turns.ts';
import { holidaysOfYear, setHolidays, type NewHolidayList } from './setHolidays.ts';

/** The days that a new list of a year leaves out, and what they shift. */
export interface LeftOutDays {
  readonly dates: readonly CalendarDate[];
  readonly workingDays: readonly CalendarDate[];
  readonly shifts: readonly Shift[];
  /** How many loans have something that falls due on a day of the shifts. */
  readonly contracts: number;
}

type Days = Pick<StoredHolidayList, 'dates' | 'workingDays'>;

function leftOut(before: Days | null, after: Days): Days {
  const gone = (kind: keyof Days) =>
    (before?.[kind] ?? []).filter((day) => !after[kind].includes(day));
  return { dates: gone('dates'), workingDays: gone('workingDays') };
}

/**
 * Puts the holidays of a year in place of those put before, as `setHolidays` does, and tells which days the
 * new list leaves out: who sends one day more may have meant to add it.
 *
 * @returns `leftOut` null: the new list has all days of the one before
 * @throws DomainError validation, stale-version, period-closed
 */
export async function putHolidays(
  fund: FundAct,
  by: By,
  put: NewHolidayList,
  seen: SeenVersions,
): Promise<{ readonly list: StoredHolidayList; readonly leftOut: LeftOutDays | null }> {
  const stood = holidaysOfYear(fund, put.year, lastRecordedAt(fund));
  const before = loadRules(fund, lastRecordedAt(fund));
  const list = setHolidays(fund, by, put, seen);
  const gone = leftOut(stood, list);
  if (gone.dates.length + gone.workingDays.length === 0) return { list, leftOut: null };
  const knownAt = lastRecordedAt(fund);
  const after = loadRules(fund, knownAt);
  const shifted = shifts({ before, after });
  const loans = loadLoansOfFund(fund, { asOf: by.today, knownAt });
  const days = new Set(shifted.map(({ dueOn }) => dueOn));
  const contracts = days.size === 0 ? 0 : await givingWay(countDueOn(loans, days, after));
  return { list, leftOut: { ...gone, shifts: shifted, contracts } };
}
