import { settingOf, slotName, waitAfter } from '../../../src/domain/schedule/work.ts';
import { DomainError } from '../../../src/domain/primitives/errors.ts';
import { on } from '../../support/entries.ts';

const pointerOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.faults[0]?.pointer ?? error.code;
  }
  return 'taken';
};

describe('a setting of scheduled work', () => {
  test('has what is usual where nothing is said', () => {
    expect(settingOf('month-end', { isOn: true })).toEqual({
      isOn: true,
      at: '06:00',
      day: 3,
      weekday: null,
      payInDays: null,
      recipients: null,
    });
    expect(settingOf('quarter-notices', { isOn: true, at: '08:15', day: 10 })).toMatchObject({
      at: '08:15',
      day: 10,
      payInDays: 15,
    });
  });

  test('of the end of a month keeps within the first 7 days (ND86 art. 9(2))', () => {
    expect(pointerOf(() => settingOf('month-end', { isOn: true, day: 7 }))).toBe('taken');
    expect(pointerOf(() => settingOf('month-end', { isOn: true, day: 8 }))).toBe('/day');
  });

  test('takes nothing of another kind of work, and no mail without a recipient', () => {
    expect(pointerOf(() => settingOf('housekeeping', { isOn: true, day: 1 }))).toBe('/day');
    const sent = { isOn: true, recipients: ['a@example.vn'] };
    expect(pointerOf(() => settingOf('month-end', sent))).toBe('/recipients');
    expect(pointerOf(() => settingOf('deadlines-mail', { isOn: true }))).toBe('/recipients');
    expect(pointerOf(() => settingOf('deadlines-mail', { isOn: false }))).toBe('taken');
  });
});

describe('a slot', () => {
  test.each([
    ['month-end', '2026-11-03', '2026-10'],
    ['month-end', '2027-01-07', '2026-12'],
    ['quarter-notices', '2026-10-05', '2026-Q3'],
    ['quarter-notices', '2027-01-05', '2026-Q4'],
    ['quarter-notices', '2026-12-31', '2026-Q3'],
    ['deadlines-mail', '2026-11-30', '2026-11-30'],
    ['backup', '2026-11-30', '2026-11-30'],
  ] as const)('of %s that comes due on %s is called %s', (work, day, name) => {
    expect(slotName(work, on(day))).toBe(name);
  });

  test('that failed is tried again after a minute, then after twice as long, after a day at most', () => {
    expect([1, 2, 3, 11, 12, 500].map(waitAfter)).toEqual([
      60_000, 120_000, 240_000,
      // 1,024 minutes; 2,048 would be more than the 1,440 of a day.
      61_440_000, 86_400_000, 86_400_000,
    ]);
  });
});
