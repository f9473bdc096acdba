import { daysToKeep } from '../../../src/store/installation/rotation.ts';

const kept = (days: readonly string[], daily: number, weekly: number, monthly: number) =>
  [...daysToKeep(days, { daily, weekly, monthly })].toSorted();

/** Every day of November 2026; the 2nd, 9th, 16th, 23rd and 30th are Mondays. */
const NOVEMBER = Array.from(
  { length: 30 },
  (_, place) => `2026-11-${String(place + 1).padStart(2, '0')}`,
);

test('the newest days are kept, the newest day of weeks and of months', () => {
  expect(kept(NOVEMBER, 2, 0, 0)).toEqual(['2026-11-29', '2026-11-30']);
  // The week of the 30th has only that day; the one before ended on Sunday the 29th.
  expect(kept(NOVEMBER, 1, 3, 0)).toEqual(['2026-11-22', '2026-11-29', '2026-11-30']);
  const older = ['2026-08-31', '2026-09-30', '2026-10-01', '2026-10-31'];
  expect(kept([...older, ...NOVEMBER], 1, 1, 3)).toEqual([
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
  ]);
});

test('nothing is removed before there are more than are kept', () => {
  const few = ['2026-01-05', '2026-11-30'];
  expect(kept(few, 14, 8, 12)).toEqual(few);
});
