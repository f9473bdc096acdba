import { Book } from '../../src/book/book.ts';
import { listEntries } from '../../src/book/dayBook.ts';
import type { HolidayListEntry } from '../../src/store/fund/holiday.ts';
import { on } from '../support/entries.ts';

const FUND = {
  fundId: '00000000-0000-4000-8000-000000000001',
  code: 'QHT',
  name: 'Quỹ hỗ trợ phát triển hợp tác xã',
  province: 'Lạng Sơn',
  createdAt: new Date('2020-01-01T00:00:00.000Z'),
};

test('a day of entry runs from midnight to midnight in Viet Nam', () => {
  // Midnight there is 17:00 UTC of the day before.
  const instants = [
    '2020-02-28T16:59:59.999Z',
    '2020-02-28T17:00:00.000Z',
    '2020-02-29T16:59:59.999Z',
    '2020-02-29T17:00:00.000Z',
  ];
  const book = new Book(FUND, []);
  for (const [index, instant] of instants.entries()) {
    book.add({
      factKind: 'holiday_list',
      id: `00000000-0000-4000-8000-00000000001${index}`,
      effectiveOn: on('2020-01-01'),
      recordedAt: Date.parse(instant),
      recordedBy: 'kế toán',
      late: null,
      reversal: null,
      year: 2020,
      dates: [],
      workingDays: [],
    } satisfies HolidayListEntry);
  }
  const entered = (day: string) =>
    listEntries(
      { book },
      { recordedOn: on(day), limit: 10 },
      { asOf: on('2020-03-01'), knownAt: new Date(instants.at(-1) ?? '') },
    ).map(({ recordedAt }) => recordedAt.toISOString());
  expect(entered('2020-02-27')).toEqual([]);
  expect(entered('2020-02-28')).toEqual(instants.slice(0, 1));
  expect(entered('2020-02-29')).toEqual(instants.slice(1, 3));
  expect(entered('2020-03-01')).toEqual(instants.slice(3));
});
