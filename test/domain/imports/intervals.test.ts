import { anchorOf, dueDates } from '../../../src/domain/imports/intervals.ts';
import {
  addMonths,
  calendarDate,
  type CalendarDate,
} from '../../../src/domain/primitives/dates.ts';
import type { Every } from '../../../src/domain/imports/answers.ts';

const day = (text: string): CalendarDate => calendarDate(text);

describe('what due dates are counted from (R5)', () => {
  test.each<[string, string, Every, string]>([
    ['2022-01-15', '2024-01-15', 'quarter', '2022-04-15'],
    // June, September and November are shorter than March.
    ['2022-03-31', '2025-03-31', 'quarter', '2022-03-31'],
    ['2022-09-15', '2025-08-30', 'half_year', '2022-08-30'],
    ['2020-06-01', '2024-02-29', 'year', '2020-02-29'],
  ])('from %s to %s every %s is %s', (begin, last, every, anchor) => {
    const dates = dueDates(day(begin), day(last), every, null);
    expect(anchorOf(dates, every)).toBe(anchor);
    // Counted from it, the dates are the same.
    expect(dueDates(day(begin), day(last), every, day(anchor))).toEqual(dates);
    expect(dates.at(-2)).toBe(
      addMonths(day(last), every === 'quarter' ? -3 : every === 'year' ? -12 : -6),
    );
  });
});
