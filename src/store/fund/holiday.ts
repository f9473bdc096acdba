import { calendarDate, type CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** The holidays of a year, as last put. */
export interface StoredHolidayList extends RecordedFact {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
}

export type HolidayListEntry = Of<'holiday_list'> & {
  readonly year: number;
  readonly dates: readonly CalendarDate[];
};

export const holidayStore: FactStore<HolidayListEntry> = {
  kinds: ['holiday_list'],
  table: 'holiday_list',
  columns: ['s.year', 'to_json(s.dates)'],
  entryOf: (head, [year, dates]) => ({
    year: +given(year),
    dates: (JSON.parse(given(dates)) as string[]).map(calendarDate),
    ...head,
    factKind: 'holiday_list',
  }),
  rowsOf: ({ id, year, dates }) => [['holiday_list', { id, year, dates }]],
};
