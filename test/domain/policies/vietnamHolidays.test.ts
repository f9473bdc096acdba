import { VIETNAM_HOLIDAYS } from '../../../src/domain/policies/vietnamHolidays.ts';

// What the law says of every year (Labour Code 2012 art. 115, 2019 arts. 111 and 112), worked out here
// from the lunar calendar of ICU, which agrees with the Vietnamese one in these years.

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Ho_Chi_Minh',
  month: 'numeric',
  day: 'numeric',
});

const DAY_MS = 86_400_000;

const daysIn = (year: number): string[] =>
  Array.from({ length: 366 }, (_, n) =>
    new Date(Date.UTC(year, 0, 1) + n * DAY_MS).toISOString().slice(0, 10),
  ).filter((day) => day.startsWith(String(year)));

const weekday = (day: string): number => new Date(day).getUTCDay();

const isWeekend = (day: string): boolean => weekday(day) % 6 === 0;

const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

function lunarDay(year: number, wanted: string): string {
  const found = daysIn(year).find((day) => lunar.format(new Date(`${day}T05:00:00Z`)) === wanted);
  if (found === undefined) throw new Error(`no ${wanted} in ${year}`);
  return found;
}

describe.each(VIETNAM_HOLIDAYS)('the holidays of $year', (listed) => {
  const { year, days, workingDays } = listed;
  const off = new Set<string>(days.map(({ on }) => on));
  const isOff = (day: string) => (off.has(day) || isWeekend(day)) && !exchanged.has(day);
  const exchanged = new Set<string>(workingDays);
  const tet = lunarDay(year, '1/1');
  const fixed = [`${year}-01-01`, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`];

  test('have New Year, Hùng Kings, 30 April, 1 May and 2 September', () => {
    for (const day of [...fixed, lunarDay(year, '3/10')])
      expect([day, off.has(day)]).toEqual([day, true]);
  });

  test('have the eve of Tết and its first three days, five days and those in lieu together', () => {
    for (const n of [-1, 0, 1, 2]) expect([n, isOff(plus(tet, n))]).toEqual([n, true]);
    const aroundTet = daysIn(year).filter((day) => day >= plus(tet, -6) && day <= plus(tet, 8));
    const working = aroundTet.filter((day) => !isWeekend(day) && off.has(day));
    // The holidays at the weekend are made up for by days in lieu: five weekdays always.
    const given = year === 2015 ? 1 : 0;
    expect(working.length - given).toBe(5);
  });

  test('have one working day off for National Day, two since 2021', () => {
    const near = daysIn(year).filter((day) => day >= `${year}-08-29` && day <= `${year}-09-05`);
    const working = near.filter((day) => !isWeekend(day) && off.has(day));
    // In 2026 the Monday before was exchanged.
    expect(working).toHaveLength(year < 2021 ? 1 : year === 2026 ? 3 : 2);
  });

  test('make up for a single holiday at the weekend on the next working day', () => {
    for (const day of [`${year}-01-01`, lunarDay(year, '3/10'), `${year}-05-01`, `${year}-09-02`]) {
      if (!isWeekend(day)) continue;
      let next = day;
      while (isWeekend(next)) next = plus(next, 1);
      expect([day, next, off.has(next)]).toEqual([day, next, true]);
    }
  });

  test('are days of the year, each once, with a name and a source', () => {
    expect(off.size).toBe(days.length);
    for (const { on, name, source } of days) {
      expect(on.startsWith(String(year))).toBe(true);
      expect(name).not.toBe('');
      expect(source).toContain(year < 2021 ? 'Bộ luật Lao động 2012' : 'Bộ luật Lao động 2019');
    }
  });

  test('are exchanged for Saturdays that are no holidays', () => {
    for (const day of workingDays) expect([weekday(day), off.has(day)]).toEqual([6, false]);
  });
});

describe('the holidays of all years', () => {
  test('go from 2015 to 2027, the last of them not decided yet', () => {
    const years = VIETNAM_HOLIDAYS.map(({ year }) => year);
    expect(years).toEqual(Array.from({ length: 13 }, (_, n) => 2015 + n));
    expect(VIETNAM_HOLIDAYS.filter((each) => !each.isDecided).map(({ year }) => year)).toEqual([
      2027,
    ]);
    expect(VIETNAM_HOLIDAYS.at(-1)?.note).toContain('chưa được quyết định');
  });

  // As announced: of each exchange the day off and the Saturday that makes up for it.
  test.each([
    ['2015-02-16', '2015-02-14'],
    ['2015-04-29', '2015-04-25'],
    ['2018-12-31', '2019-01-05'],
    ['2019-04-29', '2019-05-04'],
    ['2024-04-29', '2024-05-04'],
    ['2025-05-02', '2025-04-26'],
    ['2026-01-02', '2026-01-10'],
    ['2026-08-31', '2026-08-22'],
  ])('have %s off for %s', (dayOff, saturday) => {
    const off = VIETNAM_HOLIDAYS.flatMap(({ days }) => days.map(({ on }) => on as string));
    const made = VIETNAM_HOLIDAYS.flatMap(({ workingDays }) => workingDays as readonly string[]);
    expect([off.includes(dayOff), made.includes(saturday)]).toEqual([true, true]);
  });

  test('have no other exchange', () => {
    expect(VIETNAM_HOLIDAYS.flatMap(({ workingDays }) => workingDays)).toHaveLength(8);
  });
});
