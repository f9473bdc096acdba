import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import fc from 'fast-check';
import { lastDayOf, quarterOf } from '../../../src/domain/primitives/quarters.ts';
import {
  addDays,
  addMonths,
  calendarDate,
  dateOf,
  dayOf,
  dayOfWeek,
  daysBetween,
  earlier,
  firstDayOfYear,
  isCalendarDate,
  lastDayOfYear,
  quarterEndOf,
  stepFrom,
  type CalendarDate,
} from '../../../src/domain/primitives/dates.ts';
import { payableBy } from '../../../src/domain/policies/fundRules.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { days, on } from '../../support/loans.ts';

/** Tết 2023 from Friday 20 to Thursday 26 January, as the fund entered it. */
const TET_2023: ReadonlySet<CalendarDate> = new Set(
  days(
    '2023-01-20',
    '2023-01-21',
    '2023-01-22',
    '2023-01-23',
    '2023-01-24',
    '2023-01-25',
    '2023-01-26',
  ),
);

const NONE: ReadonlySet<CalendarDate> = new Set();

/** Days up to October 2199, so that a few more can be added. */
const DAY = fc
  .integer({ min: 0, max: 109_500 })
  .map((offset) => new Date(Date.UTC(1900, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10))
  .map(on);

describe('calendar dates (R2)', () => {
  test.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31', '2023-12-31'])(
    '%s exists',
    (text) => {
      expect(isCalendarDate(text)).toBe(true);
    },
  );

  test.each([
    ['30 February', '2024-02-30'],
    ['29 February of a common year', '2023-02-29'],
    ['29 February of 1900, which was no leap year', '1900-02-29'],
    ['29 February of 2100, which will be none', '2100-02-29'],
    ['31 April', '2023-04-31'],
    ['month 13', '2023-13-01'],
    ['month 0', '2023-00-10'],
    ['day 0', '2023-01-00'],
    ['a year before 1900', '1899-12-31'],
    ['a year after 2199', '2200-01-01'],
    ['a date without its zeros', '2023-1-1'],
    ['an instant', '2023-01-01T00:00:00Z'],
    ['a date and a space', '2023-01-01 '],
    ['a date and a line feed', '2023-01-01\n'],
    ['nothing', ''],
    ['the Vietnamese way of writing', '31/12/2023'],
  ])('%s is no calendar date', (_, text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => calendarDate(text)).toThrow(RangeError);
  });

  test.each([
    ['2023-03-25', '2023-06-25', 92], // 7 + 30 + 31 + 24: the rules' own
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['2023-01-01', '2024-01-01', 365],
    ['2024-01-01', '2025-01-01', 366],
    ['2020-02-29', '2024-02-29', 1461], // 4 × 365 + 1
    ['2000-01-01', '2100-01-01', 36_525], // 100 × 365 + 25 leap days
    ['2023-06-25', '2023-06-25', 0],
    ['2023-06-26', '2023-06-25', -1],
  ])('from %s to %s are %i days', (from, to, expected) => {
    expect(daysBetween(on(from), on(to))).toBe(expected);
  });

  test('days are counted without the hours of a daylight saving change', () => {
    expect(addDays(on('2023-03-25'), 1)).toBe('2023-03-26');
    expect(addDays(on('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(on('2023-12-31'), 1)).toBe('2024-01-01');
    expect(addDays(on('2023-01-01'), -1)).toBe('2022-12-31');
  });

  test('25 June 2023 was a Sunday', () => {
    expect(dayOfWeek(on('2023-06-25'))).toBe(0);
    expect(dayOfWeek(on('2023-06-24'))).toBe(6);
  });

  test('the year of a date', () => {
    expect(firstDayOfYear(on('2023-06-30'))).toBe('2023-01-01');
    expect(lastDayOfYear(on('2023-06-30'))).toBe('2023-12-31');
    expect(earlier(on('2023-06-30'), on('2023-06-29'))).toBe('2023-06-29');
  });

  test('adding days and counting them are each other’s inverse', () => {
    fc.assert(
      fc.property(DAY, DAY, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(daysBetween(b, a)).toBe(-daysBetween(a, b) + 0);
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });
});

describe('a series of due dates (R4)', () => {
  test('the 31st is clamped to the month’s end and comes back', () => {
    const series = [0, 1, 2, 3, 4].map((step) => stepFrom(on('2023-01-31'), 'month', step));
    expect(series).toEqual(['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31']);
  });

  test('in a leap year it is clamped to 29 February', () => {
    expect(stepFrom(on('2024-01-31'), 'month', 1)).toBe('2024-02-29');
    expect(stepFrom(on('2024-01-30'), 'month', 1)).toBe('2024-02-29');
    expect(stepFrom(on('2024-01-31'), 'month', 2)).toBe('2024-03-31');
  });

  test('29 February yearly falls on the 28th until the next leap year', () => {
    const series = [1, 2, 3, 4].map((step) => stepFrom(on('2024-02-29'), 'year', step));
    expect(series).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  test('a month-end series that starts in February stays on the 28th', () => {
    expect(stepFrom(on('2023-02-28'), 'month', 1)).toBe('2023-03-28');
  });

  test('quarters and half-years step by three and six months', () => {
    expect(stepFrom(on('2023-11-30'), 'quarter', 1)).toBe('2024-02-29');
    expect(stepFrom(on('2023-08-31'), 'half_year', 1)).toBe('2024-02-29');
    expect(stepFrom(on('2023-08-31'), 'half_year', 2)).toBe('2024-08-31');
  });
});

describe('payable by (R6, Civil Code art. 148)', () => {
  test.each([
    ['a Friday stays', '2023-06-23', NONE, '2023-06-23'],
    ['a Saturday moves to Monday', '2023-06-24', NONE, '2023-06-26'],
    ['a Sunday moves to Monday', '2023-06-25', NONE, '2023-06-26'],
    [
      'a holiday on a weekday moves to the next day',
      '2023-05-01',
      new Set(days('2023-05-01')),
      '2023-05-02',
    ],
    // Saturday, Sunday, Monday a holiday: Tuesday
    ['a weekend runs on into a holiday', '2023-04-29', new Set(days('2023-05-01')), '2023-05-02'],
    // Friday a holiday, then the weekend: Monday
    ['a holiday runs on into a weekend', '2023-06-23', new Set(days('2023-06-23')), '2023-06-26'],
    ['the day before Tết stays', '2023-01-19', TET_2023, '2023-01-19'],
    ['the first day of Tết moves behind the whole run', '2023-01-20', TET_2023, '2023-01-27'],
    ['the last day of Tết moves by one', '2023-01-26', TET_2023, '2023-01-27'],
    ['New Year’s Eve on a Sunday moves into the next year', '2023-12-31', NONE, '2024-01-01'],
    ['and behind New Year’s Day', '2023-12-31', new Set(days('2024-01-01')), '2024-01-02'],
  ] as const)('%s', (_, dueOn, holidays, expected) => {
    const rules = { holidays, workingDays: new Set<never>(), policies: DEFAULT_POLICIES };
    expect(payableBy(on(dueOn), rules)).toBe(expected);
  });

  // Friday 2 May 2025 was made up for on Saturday 26 April
  test.each([
    ['a Saturday on which work is made up for stays', '2025-04-26', '2025-04-26'],
    ['the Sunday behind it moves to Monday', '2025-04-27', '2025-04-28'],
    ['the day that was exchanged moves behind the weekend', '2025-05-02', '2025-05-05'],
    ['and so do the holidays before it', '2025-04-30', '2025-05-05'],
  ])('%s', (_, dueOn, expected) => {
    const holidays = new Set(days('2025-04-30', '2025-05-01', '2025-05-02'));
    const workingDays = new Set(days('2025-04-26'));
    const rules = { holidays, workingDays, policies: DEFAULT_POLICIES };
    expect(payableBy(on(dueOn), rules)).toBe(expected);
  });

  test('is the first working day from the due date on', () => {
    fc.assert(
      fc.property(DAY, fc.uniqueArray(fc.integer({ min: 0, max: 12 })), (dueOn, offsets) => {
        const holidays = new Set(offsets.map((each) => addDays(dueOn, each)));
        const works = (day: string) =>
          new Date(day).getUTCDay() % 6 !== 0 && !holidays.has(on(day));
        const rules = { holidays, workingDays: new Set<never>(), policies: DEFAULT_POLICIES };
        const payable = payableBy(dueOn, rules);
        expect(works(payable)).toBe(true);
        for (let day = dueOn; day < payable; day = addDays(day, 1)) expect(works(day)).toBe(false);
      }),
    );
  });
});

describe('reckoning without a date library', () => {
  dayjs.extend(utc);
  const days = fc.integer({ min: -25_567, max: 84_005 });
  const asText = (day: number): string => dayjs.utc(day * 86_400_000).format('YYYY-MM-DD');

  test('writes and reads each day from 1900 to 2199 as dayjs does', () => {
    for (let day = -25_567; day <= 84_005; day += 1) {
      const date = dateOf(day);
      if (day % 7 === 0 && date !== asText(day)) throw new Error(date);
      if (dayOf(date) !== day || !isCalendarDate(date)) throw new Error(date);
    }
    expect(isCalendarDate('1899-12-31')).toBe(false);
    expect(isCalendarDate('2200-01-01')).toBe(false);
  });

  test('steps by months as dayjs does, clamped to the month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -200, max: 400 }), (day, months) => {
        const stepped = dayjs.utc(asText(day)).add(months, 'month').format('YYYY-MM-DD');
        expect(addMonths(dateOf(day), months)).toBe(stepped);
      }),
    );
  });

  test('knows the last day of a quarter', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dateOf(quarterEndOf(day))).toBe(lastDayOf(quarterOf(dateOf(day))));
      }),
    );
  });
});
