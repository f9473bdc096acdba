import { contribute, expectRefused, startApi, type Api } from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

describe('GET /v1/vietnam-holidays', () => {
  test('lists each day of a year with its source, and the Saturdays that make up for days off', async () => {
    const { data } = await api.fund.read('/v1/vietnam-holidays?fromYear=2025&toYear=2026');
    expect(data.map((each: { year: number }) => each.year)).toEqual([2025, 2026]);
    const [{ dates, workingDays, decided, note }] = data;
    expect([decided, note, workingDays]).toEqual([true, null, ['2025-04-26']]);
    expect(dates).toContainEqual({
      date: '2025-05-02',
      name: 'Ngày Chiến thắng và Ngày Quốc tế lao động',
      source: 'Bộ luật Lao động 2019, Điều 111, Điều 112; Công văn 8726/VPCP-KGVX ngày 26/11/2024',
    });
  });

  test('says of what is not decided yet that it is not', async () => {
    const { data } = await api.fund.read('/v1/vietnam-holidays?fromYear=2027');
    expect(data).toMatchObject([{ year: 2027, decided: false, note: expect.any(String) }]);
  });

  test('refuses years that it does not have, or the wrong way round', async () => {
    for (const query of ['fromYear=2014', 'toYear=2028', 'fromYear=2026&toYear=2025']) {
      expect((await api.fund.get(`/v1/vietnam-holidays?${query}`)).status).toBe(400);
    }
  });
});

describe('POST /v1/fund/holidays', () => {
  test('enters the years without a list, and leaves those that the fund has put', async () => {
    const fund = await api.addFund();
    const own = ['2024-01-01'];
    await fund.put('/v1/fund/holidays/2024', { dates: own });
    const years = { fromYear: 2024, toYear: 2025 };
    const { entered, left } = await fund.add('/v1/fund/holidays', years);
    expect(entered).toMatchObject([{ year: 2025, workingDays: ['2025-04-26'] }]);
    expect(left).toMatchObject([{ year: 2024, dates: own }]);
    expect((await fund.read('/v1/fund/holidays/2024')).dates).toEqual(own);
    const stored = await fund.read('/v1/fund/holidays/2025');
    expect(stored).toEqual(entered[0]);
    // From Saturday 25 January to Sunday 2 February: Tết of 2025, as decided.
    expect(stored.dates.filter((day: string) => day < '2025-03-01')).toEqual([
      '2025-01-01',
      ...['25', '26', '27', '28', '29', '30', '31'].map((day) => `2025-01-${day}`),
      '2025-02-01',
      '2025-02-02',
    ]);
    const again = await fund.add('/v1/fund/holidays', years);
    expect([again.entered, again.left.length]).toEqual([[], 2]);
  });

  test('enters all the years there are', async () => {
    const fund = await api.addFund();
    const years = { fromYear: 2015, toYear: 2027 };
    expect((await fund.add('/v1/fund/holidays', years)).entered).toHaveLength(13);
  });

  test('enters nothing on closed days (R22)', async () => {
    const fund = await api.addFund();
    await contribute(fund, '1000000000', '2023-01-02');
    expect((await fund.post('/v1/periods/2023-Q1/closing', {})).status).toBe(201);
    await expectRefused(
      api,
      {
        ask: () => fund.post('/v1/fund/holidays', { fromYear: 2023, toYear: 2024 }),
        unchanged: '/v1/fund/holidays/2024',
      },
      { status: 409, code: 'period-closed' },
    );
  });
});
