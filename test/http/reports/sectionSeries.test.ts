import { seriesDays } from '../../../src/domain/reports/section/seriesDays.ts';
import { without, type Api, type Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';
import { on } from '../../support/entries.ts';

describe('the days of a series', () => {
  test.each<[string, string, 'month' | 'quarter' | 'year', string[]]>([
    ['2024-01-31', '2024-03-31', 'month', ['2024-01-31', '2024-02-29', '2024-03-31']],
    [
      '2023-01-01',
      '2023-12-31',
      'quarter',
      ['2023-03-31', '2023-06-30', '2023-09-30', '2023-12-31'],
    ],
    ['2023-06-30', '2023-08-15', 'quarter', ['2023-06-30', '2023-08-15']],
    ['2021-12-31', '2023-06-30', 'year', ['2021-12-31', '2022-12-31', '2023-06-30']],
    ['2023-02-10', '2023-02-10', 'month', ['2023-02-10']],
  ])('from %s to %s, every %s', (from, to, every, expected) => {
    expect(seriesDays(on(from), on(to), every)).toEqual(expected);
  });

  test('are 48 at the most', () => {
    expect(seriesDays(on('2020-01-01'), on('2023-12-31'), 'month')).toHaveLength(48);
    expect(seriesDays(on('2020-01-01'), on('2024-01-01'), 'month')).toBeNull();
    expect(seriesDays(on('1900-01-01'), on('2199-12-31'), 'month')).toBeNull();
  });
});

describe('GET /v1/reports/fund-section/series', () => {
  let api: Api;

  beforeAll(async () => {
    api = await startLangSon('2023-07-07');
  });

  afterAll(() => api.close());

  const series = (query: string) => api.fund.get(`/v1/reports/fund-section/series?${query}`);

  test('has for each day the section as it is asked for on that day', async () => {
    const { knownAt } = await api.fund.read('/v1/fund');
    const asked = `from=2021-01-01&to=2023-06-30&every=year&knownAt=${knownAt}`;
    const { status, body } = await series(asked);
    expect(status).toBe(200);
    expect(body.data.map((each: Json) => each.asOf)).toEqual([
      '2021-12-31',
      '2022-12-31',
      '2023-06-30',
    ]);
    for (const each of body.data) {
      const alone = `/v1/reports/fund-section?asOf=${each.asOf}&knownAt=${knownAt}`;
      expect(each).toEqual(await api.fund.read(alone));
    }
    // The figures of the provincial report.
    expect(body.data[2]).toMatchObject({
      overduePrincipal: { amount: '1610000000', borrowers: 7 },
      availablePrincipal: { amount: '2890000000', broughtForward: '2310000000' },
    });
  });

  test('leaves lists and notes out if they are not asked for, and no figure', async () => {
    const asked = 'from=2023-06-30&to=2023-06-30&every=month';
    const [whole] = (await series(asked)).body.data;
    const [figures] = (await series(`${asked}&lists=false`)).body.data;
    const { notes: _, litigation, recalls, projectedYearEnd, ...rest } = whole;
    expect(figures).toEqual({
      ...rest,
      litigation: { sued: litigation.sued, overdueBorrowers: litigation.overdueBorrowers },
      recalls: { recalled: recalls.recalled, inTermBorrowers: recalls.inTermBorrowers },
      projectedYearEnd: without(projectedYearEnd, 'expectedReceipts'),
    });
    expect(figures.litigation).toEqual({ sued: 7, overdueBorrowers: 10 });
  });

  test('tells its notes in the language that is asked for', async () => {
    const asked = 'from=2023-06-30&to=2023-06-30&every=month';
    const en = (await series(asked)).body.data[0].notes;
    const headers = { 'accept-language': 'vi' };
    const vi = (await api.fund.get(`/v1/reports/fund-section/series?${asked}`, headers)).body
      .data[0];
    expect(en.length).toBeGreaterThan(0);
    expect(vi.notes[0].detail).not.toBe(en[0].detail);
  });

  test.each([
    ['from=2023-06-30&to=2023-06-29&every=month', '?to'],
    ['from=2019-01-01&to=2023-06-30&every=month', '?every'],
    ['from=2023-01-01&to=2023-06-30&every=week', '?every'],
    ['from=2023-01-01&every=month', '?to'],
    ['from=2023-01-01&to=2023-06-31&every=month', '?to'],
  ])('is refused for %s', async (query, pointer) => {
    const { status, body } = await series(query);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
