import { workState, type SlotTries, type Version } from '../../src/usecases/schedule/workState.ts';
import type { Work } from '../../src/domain/schedule/work.ts';
import { on } from '../support/entries.ts';

/** An instant by the clock in Vietnam, which is 7 hours ahead of UTC. */
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

const since = (from: string, setting: Partial<Version['setting']> = {}): Version => ({
  from: on(from),
  recordedAt: at('2026-01-01T08:00'),
  setting: { isOn: true, at: '06:00', day: 3, weekday: 1, ...setting },
});

const tried = (
  work: Work,
  name: string,
  dueAt: string,
  more: Partial<SlotTries> = {},
): SlotTries => ({
  work,
  name,
  dueAt: at(dueAt),
  isDone: true,
  failures: 0,
  lastFailedAt: null,
  ...more,
});

const openNames = (...given: Parameters<typeof workState>) =>
  workState(...given).open.map(({ name }) => name);

describe('the ends of months', () => {
  const versions = [since('2026-01-02')];

  test('come due on their day of the next month, to the minute', () => {
    expect(openNames('month-end', versions, [], at('2026-01-03T05:59'))).toEqual([]);
    expect(openNames('month-end', versions, [], at('2026-01-03T06:00'))).toEqual(['2025-12']);
    expect(workState('month-end', versions, [], at('2026-01-03T05:59')).next).toEqual({
      name: '2025-12',
      dueAt: at('2026-01-03T06:00'),
    });
  });

  test('are all made up that were missed, oldest first', () => {
    const done = [tried('month-end', '2026-01', '2026-02-03T06:00')];
    expect(openNames('month-end', versions, done, at('2026-05-10T00:00'))).toEqual([
      '2025-12',
      '2026-02',
      '2026-03',
      '2026-04',
    ]);
  });

  test('are not done again where the day of the month is changed', () => {
    // January was kept on the 3rd of February; from the 4th on it is to be the 7th.
    const changed = [
      ...versions,
      { ...since('2026-02-04', { day: 7 }), recordedAt: at('2026-02-04T09:00') },
    ];
    const done = ['2025-12', '2026-01'].map((name) => tried('month-end', name, '2026-02-03T06:00'));
    expect(openNames('month-end', changed, done, at('2026-02-08T00:00'))).toEqual([]);
    expect(workState('month-end', changed, done, at('2026-02-08T00:00')).next).toEqual({
      name: '2026-02',
      dueAt: at('2026-03-07T06:00'),
    });
  });

  test('are left out while the work is switched off', () => {
    const off = { ...since('2026-03-01', { isOn: false }), recordedAt: at('2026-02-20T09:00') };
    const again = { ...since('2026-05-01'), recordedAt: at('2026-02-21T09:00') };
    const now = at('2026-06-10T00:00');
    // Kept: December and January; off on 3/3 and 3/4; on again on 3/5 and 3/6.
    expect(openNames('month-end', [...versions, off, again], [], now)).toEqual([
      '2025-12',
      '2026-01',
      '2026-04',
      '2026-05',
    ]);
    expect(workState('month-end', [...versions, off], [], now).next).toBeNull();
  });
});

describe('work of which only the newest is made up', () => {
  const versions = [since('2026-01-02', { at: '07:30', weekday: 1, day: null })];

  test('leaves out what lies before', () => {
    // Mondays; 12/1/2026 is one.
    const done = [tried('deadlines-mail', '2026-01-12', '2026-01-12T07:30')];
    expect(openNames('deadlines-mail', versions, done, at('2026-02-10T12:00'))).toEqual([
      '2026-02-09',
    ]);
  });

  test('does nothing twice, also where the clock is set back', () => {
    const done = [tried('deadlines-mail', '2026-02-09', '2026-02-09T07:30')];
    for (const now of ['2026-02-09T07:31', '2026-02-02T07:31', '2026-01-05T08:00']) {
      expect(openNames('deadlines-mail', versions, done, at(now))).toEqual([]);
    }
  });

  test('begins with the first turn after it was switched on', () => {
    // Recorded on 1/1 at 8:00, from that day on: the 2:30 of that night lies behind.
    const nightly = [since('2026-01-01', { at: '02:30', day: null })];
    expect(openNames('housekeeping', nightly, [], at('2026-01-01T09:00'))).toEqual([]);
    expect(openNames('housekeeping', nightly, [], at('2026-01-02T02:30'))).toEqual(['2026-01-02']);
  });
});

test('a slot that failed waits, and is late after an hour', () => {
  const versions = [since('2026-01-02')];
  const failed = tried('month-end', '2025-12', '2026-01-03T06:00', {
    isDone: false,
    failures: 3,
    lastFailedAt: at('2026-01-03T06:10'),
  });
  const [slot] = workState('month-end', versions, [failed], at('2026-01-03T06:11')).open;
  // After the third failure four minutes.
  expect(slot).toMatchObject({ failures: 3, tryAt: at('2026-01-03T06:14'), isLate: false });
  const [later] = workState('month-end', versions, [failed], at('2026-01-03T07:01')).open;
  expect(later?.isLate).toBe(true);
});
