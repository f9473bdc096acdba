import { calendarDate, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** The holidays of a year, as last put. */
export interface StoredHolidayList extends RecordedFact {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
  /** Days of the weekend on which work is made up for. */
  readonly workingDays: readonly CalendarDate[];
}

export type HolidayListEntry = Of<'holiday_list'> & {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
  readonly workingDays: readonly CalendarDate[];
};

const daysIn = (text: string): CalendarDate[] => (JSON.parse(text) as string[]).map(calendarDate);

export const holidayStore: FactStore<HolidayListEntry> = {
  kinds: ['holiday_list'],
  table: 'holiday_list',
  columns: ['s.year', 'to_json(s.dates)', 'to_json(s.working_days)'],
  entryOf: (head, [year, dates, workingDays]) => ({
    year: +given(year),
    dates: daysIn(given(dates)),
    workingDays: daysIn(workingDays ?? '[]'),
    ...head,
    factKind: 'holiday_list',
  }),
  rowsOf: ({ id, year, dates, workingDays }) => [
    // Without any, the row says what it said before there were such days.
    [
      'holiday_list',
      { id, year, dates, working_days: workingDays.length > 0 ? workingDays : null },
    ],
  ],
};
