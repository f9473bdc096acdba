import {
  contribute,
  expectRefused,
  lend,
  next,
  startApi,
  without,
  type Api,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const movement = (kind: string, amount: string, effectiveOn: string) => ({
  kind,
  amount,
  effectiveOn,
  documentNumber: next('QD'),
});

const MOVEMENTS = '/v1/fund/capital-movements';

describe('GET /v1/fund', () => {
  test('gives the balances at the close of any day, which keep R18', async () => {
    const empty = await api.fund.read('/v1/fund?asOf=2020-01-01');
    expect(empty).toMatchObject({ code: 'QHT', province: 'Lạng Sơn', asOf: '2020-01-01' });
    expect(empty).toMatchObject({ charterCapital: '0', availablePrincipal: '0' });
    await contribute(api.fund, '1000000000', '2023-01-02');
    const { path } = await lend(api.fund); // 200 m on 25/3/2023
    await api.fund.add(`${path}/repayments`, {
      amount: '53327123',
      effectiveOn: '2023-06-25',
      voucherNumber: 'PT1',
    });
    await api.fund.add(MOVEMENTS, movement('withdrawal', '100000000', '2023-07-01'));
    // The receipt pays 3,327,123 in-term interest (R3's example) and 50 m principal.
    const days: [string, string, string, string][] = [
      ['2023-01-01', '0', '0', '0'],
      ['2023-01-02', '1000000000', '0', '1000000000'],
      ['2023-03-24', '1000000000', '0', '1000000000'],
      ['2023-03-25', '1000000000', '200000000', '800000000'],
      ['2023-06-25', '1000000000', '150000000', '850000000'],
      ['2023-07-01', '900000000', '150000000', '750000000'],
    ];
    for (const [asOf, charterCapital, principalOutstanding, availablePrincipal] of days) {
      const balances = await api.fund.read(`/v1/fund?asOf=${asOf}`);
      expect(balances).toMatchObject({ asOf, charterCapital, availablePrincipal });
      expect(balances).toMatchObject({ principalOutstanding, principalChargedOff: '0' });
    }
  });

  test('stands at today and now unless it is asked otherwise, and knows only its own fund', async () => {
    const balances = await api.other.read('/v1/fund');
    expect(balances).toMatchObject({ code: 'HAI', asOf: '2024-03-31', charterCapital: '0' });
    expect(Date.now() - Date.parse(balances.knownAt)).toBeLessThan(60_000);
  });
});

describe('POST /v1/fund/capital-movements', () => {
  test('records a contribution that the list then shows', async () => {
    const body = { ...movement('contribution', '5000000', '2023-02-01'), method: 'transfer' };
    const added = await api.fund.add(MOVEMENTS, body);
    expect(added).toMatchObject({ ...body, reversedAt: null, recordedBy: expect.any(String) });
    const { data } = await api.fund.read(MOVEMENTS);
    expect(data).toContainEqual(without(added, 'affects'));
    expect((await api.other.read(MOVEMENTS)).data).toEqual([]);
  });

  test('refuses a withdrawal that would leave less than nothing on a later day', async () => {
    // 900 m available after 1/1/2024 but for a withdrawal of 700 m on 1/2/2024.
    const fund = api.other;
    await contribute(fund, '900000000', '2024-01-01');
    await fund.add(MOVEMENTS, movement('withdrawal', '700000000', '2024-02-01'));
    const ask = () => fund.post(MOVEMENTS, movement('withdrawal', '200000001', '2024-01-15'));
    const before = await api.countRows();
    const answer = await ask();
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'available-principal-below-zero',
      rule: 'R18',
      figures: { amount: '200000001', on: '2024-02-01', availableAfter: '-1' },
    });
    expect(await api.countRows()).toBe(before);
    await fund.add(MOVEMENTS, movement('withdrawal', '200000000', '2024-01-15'));
  });

  test('refuses one dated tomorrow', async () => {
    const body = movement('contribution', '1', '2024-04-01');
    await expectRefused(
      api,
      { ask: () => api.fund.post(MOVEMENTS, body), unchanged: MOVEMENTS },
      {
        status: 422,
        code: 'dated-in-future',
        rule: 'R31',
        figures: { date: '2024-04-01', today: '2024-03-31' },
      },
    );
  });
});

describe('GET /v1/fund/capital-movements', () => {
  test('pages through all by date, each exactly once', async () => {
    for (let i = 0; i < 5; i += 1) await contribute(api.fund, '1', '2023-02-02');
    const { data: all } = await api.fund.read(`${MOVEMENTS}?limit=200`);
    const paged = [];
    let cursor = '';
    do {
      const page = await api.fund.read(`${MOVEMENTS}?limit=3${cursor}`);
      paged.push(...page.data);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(all);
    const dates = all.map((each: { effectiveOn: string }) => each.effectiveOn);
    expect(dates).toEqual(dates.toSorted());
  });
});

describe('PUT /v1/fund/holidays/{year}', () => {
  const path = '/v1/fund/holidays/2025';

  test('puts a list in place of the last one, told apart by their ETags', async () => {
    const none = await api.fund.get(path);
    expect(none.body).toMatchObject({ year: 2025, dates: [], workingDays: [], recordedAt: null });
    const dates = ['2025-01-01', '2025-04-30'];
    const first = await api.fund.put(path, { dates }, { 'if-match': String(none.headers['etag']) });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ year: 2025, dates });
    expect(first.headers['etag']).not.toBe(none.headers['etag']);
    expect((await api.fund.get(path)).headers['etag']).toBe(first.headers['etag']);
    const stale = () =>
      api.fund.put(path, { dates: [] }, { 'if-match': String(none.headers['etag']) });
    await expectRefused(
      api,
      { ask: stale, unchanged: path },
      { status: 412, code: 'stale-version' },
    );
    const seen = { 'if-match': String(first.headers['etag']) };
    const second = await api.fund.put(path, { dates: ['2025-05-01', '2025-01-01'] }, seen);
    expect(second.body.dates).toEqual(['2025-01-01', '2025-05-01']);
    const kept = await api.fund.read(`${path}?knownAt=${first.body.recordedAt}`);
    expect(kept).toEqual(without(first.body, 'affects'));
    expect((await api.other.read(path)).dates).toEqual([]);
  });

  test('records nothing where nothing changes', async () => {
    await api.fund.put('/v1/fund/holidays/2026', { dates: ['2026-01-01', '2026-05-01'] });
    const before = await api.countRows();
    await api.fund.put('/v1/fund/holidays/2026', { dates: ['2026-05-01', '2026-01-01'] });
    expect(await api.countRows()).toBe(before);
  });

  test.each([
    ['a date of another year', ['2026-01-01'], '/dates/0'],
    ['a date twice', ['2025-01-01', '2025-01-01'], '/dates'],
    ['a date that does not exist', ['2025-02-30'], '/dates/0'],
  ])('refuses %s', async (_, dates, pointer) => {
    await expectRefused(
      api,
      { ask: () => api.fund.put(path, { dates }), unchanged: path },
      { status: 400, code: 'validation', errors: [{ pointer, message: expect.any(String) }] },
    );
  });

  test('keeps the days on which work is made up for, unless it is given others', async () => {
    const fund = await api.addFund();
    const dates = ['2025-04-30', '2025-05-01', '2025-05-02'];
    const workingDays = ['2025-04-26'];
    expect((await fund.put(path, { dates, workingDays })).body).toMatchObject({
      dates,
      workingDays,
    });
    const another = await fund.put(path, { dates: [...dates, '2025-09-02'] });
    expect(another.body).toMatchObject({ workingDays });
    expect((await fund.put(path, { dates, workingDays: [] })).body.workingDays).toEqual([]);
    expect((await fund.read(`${path}?knownAt=${another.body.recordedAt}`)).workingDays).toEqual(
      workingDays,
    );
  });

  // 30/4, 1/5 and 2/5/2025 are Wednesday to Friday; 26/4 is a Saturday, 31/8 a Sunday.
  test('warns of the days that a list leaves out, with the due dates that they shift', async () => {
    const fund = await api.addFund();
    await contribute(fund, '1000000000', '2023-01-02');
    for (const dueOn of ['2025-05-01', '2025-05-05']) {
      const principalSchedule = { kind: 'bullet', dueOn };
      await lend(fund, { principalSchedule, interestSchedule: { every: 'maturity' } });
    }
    const dates = ['2025-04-30', '2025-05-01', '2025-05-02', '2025-08-31'];
    const workingDays = ['2025-04-26'];
    const first = await fund.put(path, { dates: dates.slice(1), workingDays });
    expect(first.body.warnings).toBeUndefined();
    expect((await fund.put(path, { dates })).body.warnings).toBeUndefined();

    const shorter = ['2025-04-30', '2025-05-01', '2025-08-31'];
    const { body } = await fund.put(path, { dates: shorter }, { 'accept-language': 'vi' });
    expect(body.warnings).toEqual([
      {
        code: 'holidays-left-out',
        rule: 'R6',
        figures: {
          dates: ['2025-05-02'],
          dueOn: ['2025-04-30', '2025-05-01', '2025-05-02'],
          payableByBefore: ['2025-05-05', '2025-05-05', '2025-05-05'],
          payableByNow: ['2025-05-02', '2025-05-02', '2025-05-02'],
          // What is due on Monday 5/5 was payable on it before, too.
          contracts: 1,
        },
        detail:
          '02/05/2025 không còn là ngày nghỉ, vì danh sách mới không nêu. Khoản đến hạn 30/04/2025, ' +
          '01/05/2025, 02/05/2025 có hạn trả khác trước; 1 hợp đồng có khoản đến hạn vào các ngày ' +
          'này. Nếu không chủ ý, hãy gửi lại toàn bộ danh sách của năm.',
      },
    ]);
    const without = await fund.put(path, { dates: shorter, workingDays: [] });
    expect(without.body.warnings).toMatchObject([
      {
        figures: {
          workingDays,
          dueOn: ['2025-04-26'],
          payableByBefore: ['2025-04-26'],
          payableByNow: ['2025-04-28'],
          contracts: 0,
        },
      },
    ]);
    const sunday = await fund.put(path, { dates: shorter.slice(0, 2) });
    expect(sunday.body.warnings).toMatchObject([
      {
        figures: { dates: ['2025-08-31'] },
        detail:
          'No holiday any more, as the list leaves it out: 2025-08-31. If that was not meant, send ' +
          'the whole list of the year again.',
      },
    ]);
  });

  test('makes what is due on a Saturday payable on it, if work is made up for on it (R6)', async () => {
    const fund = await api.addFund();
    await contribute(fund, '1000000000', '2023-01-02');
    const { path: loan } = await lend(fund, {
      principalSchedule: { kind: 'bullet', dueOn: '2025-04-26' },
      interestSchedule: { every: 'maturity' },
    });
    const payable = async () => (await fund.read(`${loan}/schedule`)).instalments[0].payableBy;
    expect(await payable()).toBe('2025-04-28');
    await fund.put(path, { dates: ['2025-05-02'], workingDays: ['2025-04-26'] });
    expect(await payable()).toBe('2025-04-26');
  });

  test.each([
    ['a day of another year', { dates: [], workingDays: ['2026-08-22'] }, '/workingDays/0'],
    ['one twice', { dates: [], workingDays: ['2025-04-26', '2025-04-26'] }, '/workingDays'],
    [
      'one of the holidays',
      { dates: ['2025-04-26'], workingDays: ['2025-04-26'] },
      '/workingDays/0',
    ],
  ])('refuses %s as a day on which work is made up for', async (_, body, pointer) => {
    await expectRefused(
      api,
      { ask: () => api.fund.put(path, body), unchanged: path },
      { status: 400, code: 'validation', errors: [{ pointer, message: expect.any(String) }] },
    );
  });

  test('answers 404 for a year that is none', async () => {
    for (const year of ['x', '1', '20233']) {
      expect((await api.fund.put(`/v1/fund/holidays/${year}`, { dates: [] })).status).toBe(404);
    }
  });
});

describe('PUT /v1/fund/lending-suspension', () => {
  const path = '/v1/fund/lending-suspension';
  const decision = { decisionNumber: '521/TB-UBND', decidedOn: '2023-09-16' };

  beforeEach(() => api.other.put(path, { ...decision, suspended: false }));

  test('suspends and lifts; each is kept', async () => {
    const never = await api.fund.get(path);
    expect(never.body).toMatchObject({ suspended: false, decisionNumber: null, decidedOn: null });
    const put = await api.fund.put(path, { ...decision, suspended: true });
    expect(put.body).toMatchObject({ ...decision, suspended: true });
    const lifted = { suspended: false, decisionNumber: '9/TB', decidedOn: '2023-12-01' };
    const seen = { 'if-match': String(put.headers['etag']) };
    expect((await api.fund.put(path, lifted, seen)).body).toMatchObject(lifted);
    const kept = await api.fund.read(`${path}?knownAt=${put.body.recordedAt}`);
    expect(kept).toEqual(without(put.body, 'affects'));
    await expectRefused(
      api,
      { ask: () => api.fund.put(path, lifted, seen), unchanged: path },
      { status: 412, code: 'stale-version' },
    );
  });
});
