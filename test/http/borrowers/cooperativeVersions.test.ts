import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  next,
  startApi,
  without,
  type Answer,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '5000000000');
});

afterAll(() => api.close());

const REASON = { reason: 'Đăng ký lại' };

/** A cooperative and how to change it, by its address. */
async function added(more: object = {}) {
  const body = cooperativeBody(more);
  const { id, recordedAt } = await api.fund.add('/v1/cooperatives', body);
  const address = `/v1/cooperatives/${id}`;
  const put = (change: object, ifMatch?: string): Promise<Answer> =>
    api.fund.put(address, { ...body, ...REASON, ...change }, { 'if-match': ifMatch });
  const changed = async (change: object): Promise<Json> => {
    const answer = await put(change);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.body;
  };
  const etag = async (): Promise<string> => String((await api.fund.get(address)).headers['etag']);
  return { id: id as string, body, address, recordedAt: recordedAt as string, put, changed, etag };
}

const versionsOf = async (address: string, query = ''): Promise<Json[]> =>
  (await api.fund.read(`${address}/versions${query}`)).data;

describe('PUT /v1/cooperatives/{id}', () => {
  test('puts the whole body in place: what is left out is known no more', async () => {
    const first = { taxCode: '4900123456', phone: '0205 3 812 345', kind: 'group' };
    const { body, address, changed } = await added(first);
    const now = await changed({ name: 'HTX Hồi Văn Quan', taxCode: '4900123457' });
    expect(now).toMatchObject({ name: 'HTX Hồi Văn Quan', taxCode: '4900123457', kind: 'group' });
    const bare = await changed({ kind: undefined, taxCode: undefined, phone: undefined });
    expect(bare).toMatchObject({ ...body, kind: 'cooperative', taxCode: null, phone: null });
    // What it had is told, so that nobody blanks it by accident.
    expect(bare.warnings).toMatchObject([
      { code: 'particulars-left-out', figures: { fields: ['taxCode', 'phone'] } },
    ]);
    expect(now.warnings).toBeUndefined();
    expect(await api.fund.read(address)).toEqual(without(without(bare, 'affects'), 'warnings'));
  });

  test('each day has the change that began last, a back-dated one entered later too; a correction counts for all days', async () => {
    const { address, recordedAt, changed } = await added({ name: 'A' });
    const days = ['2023-02-28', '2023-03-01', '2023-05-31', '2023-06-01', '2024-03-31'];
    const names = async (knownAt?: string): Promise<string> => {
      const known = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
      const seen = [];
      for (const day of days) seen.push(await api.fund.read(`${address}?asOf=${day}${known}`));
      return seen.map((each) => each.name).join('');
    };
    const entered: [change: object, expected: string][] = [
      [{ name: 'B', effectiveOn: '2023-06-01' }, 'AAABB'],
      [{ name: 'C', effectiveOn: '2023-03-01' }, 'ACCBB'],
      [{ name: 'D', effectiveOn: '2023-06-01' }, 'ACCDD'],
      [{ name: 'E' }, 'EEEEE'],
      [{ name: 'F', effectiveOn: '2023-03-01' }, 'EFFFF'],
      [{ name: 'G', effectiveOn: '2024-04-01' }, 'EFFFF'],
    ];
    const known: [string, string][] = [[recordedAt, 'AAAAA']];
    for (const [change, expected] of entered) {
      await changed(change);
      expect(await names()).toBe(expected);
      known.push([(await versionsOf(address)).at(-1).recordedAt, expected]);
    }
    for (const [knownAt, expected] of known) {
      expect([knownAt, await names(knownAt)]).toEqual([knownAt, expected]);
    }
    // Today is 31 March: what counts from tomorrow is not answered yet.
    expect((await api.fund.read(address)).name).toBe('F');
    expect((await api.fund.read(`${address}?asOf=2024-04-01`)).name).toBe('G');
  });

  test('answers with what counts today, whatever day the change counts from', async () => {
    const { changed, body } = await added();
    expect(await changed({ name: 'Mới', effectiveOn: '2024-04-01' })).toMatchObject(body);
    expect(await changed({ name: 'Cũ', effectiveOn: '2023-01-01' })).toMatchObject({ name: 'Cũ' });
  });

  test('is refused with 412 to who has seen another version than the last', async () => {
    const { address, put, etag } = await added();
    const first = await etag();
    expect(first).toMatch(/^"[0-9a-f-]{36}"$/);
    const answer = await put({ name: 'Hai' }, first);
    expect([answer.status, answer.headers['etag']]).toEqual([200, await etag()]);
    expect(await etag()).not.toBe(first);
    for (const stale of [first, '"none"', `"${'0'.repeat(36)}"`]) {
      await expectRefused(
        api,
        { ask: () => put({ name: 'Ba' }, stale), unchanged: `${address}/versions` },
        { status: 412, code: 'stale-version' },
      );
    }
    const both = `${first}, ${await etag()}`;
    for (const seen of [both, '*', undefined]) {
      expect((await put({ name: 'Ba' }, seen)).status).toBe(200);
    }
  });

  test('of two with the same If-Match at once one is refused', async () => {
    const { put, etag, address } = await added();
    const seen = await etag();
    const answers = await Promise.all(['Hai', 'Ba'].map((name) => put({ name }, seen)));
    expect(answers.map((each) => each.status).toSorted()).toEqual([200, 412]);
    expect(await versionsOf(address)).toHaveLength(2);
  });

  test('refuses a code that another has, in any Unicode form; its own it may keep', async () => {
    const { body: taken } = await added({ code: 'Bắc Sơn 7' });
    const { address, put, body } = await added();
    for (const code of [taken.code, ` ${taken.code.normalize('NFD')}`]) {
      await expectRefused(
        api,
        { ask: () => put({ code }), unchanged: `${address}/versions` },
        { status: 409, code: 'duplicate', figures: { field: 'code', value: taken.code } },
      );
    }
    expect((await put({ name: 'Tên mới', code: ` ${body.code}` })).body).toMatchObject({
      code: body.code,
      name: 'Tên mới',
    });
  });

  test('keeps a code it had before a change; one that was corrected away is free', async () => {
    const mistaken = await added();
    const renamed = await added();
    await mistaken.changed({ code: next('HTX') });
    await renamed.changed({ code: next('HTX'), effectiveOn: '2023-06-01' });
    const { code } = renamed.body;
    await expectRefused(
      api,
      {
        ask: () => api.fund.post('/v1/cooperatives', cooperativeBody({ code })),
        unchanged: '/v1/cooperatives',
      },
      { status: 409, code: 'duplicate', figures: { field: 'code', value: code } },
    );
    const { body } = await added({ code: mistaken.body.code });
    const { data } = await api.fund.read(`/v1/cooperatives?code=${body.code}`);
    expect(data).toMatchObject([body]);
    // The one that has it now keeps it from the other.
    expect((await mistaken.put({})).status).toBe(409);
  });

  test('refuses related cooperatives that are not of the fund, and itself', async () => {
    const { id, address, put, changed } = await added();
    const related = (await added()).id;
    const foreign = (await api.other.add('/v1/cooperatives', cooperativeBody())).id;
    const none = '00000000-0000-4000-8000-000000000000';
    for (const wrong of [foreign, none, id]) {
      const relatedCooperativeIds = [related, wrong];
      const errors = [{ pointer: '/relatedCooperativeIds/1', message: expect.any(String) }];
      await expectRefused(
        api,
        { ask: () => put({ relatedCooperativeIds }), unchanged: `${address}/versions` },
        { status: 400, code: 'validation', errors },
      );
    }
    const body = cooperativeBody({ relatedCooperativeIds: [foreign] });
    await expectRefused(
      api,
      { ask: () => api.fund.post('/v1/cooperatives', body), unchanged: '/v1/cooperatives' },
      {
        status: 400,
        code: 'validation',
        errors: [{ pointer: '/relatedCooperativeIds/0', message: expect.any(String) }],
      },
    );
    const relatedCooperativeIds = [related];
    expect(await changed({ relatedCooperativeIds })).toMatchObject({ relatedCooperativeIds });
  });

  test.each<[string, object, string]>([
    ['without a reason', { reason: undefined }, '/reason'],
    ['with an empty reason', { reason: ' \n' }, '/reason'],
    ['without the name', { name: undefined }, '/name'],
    ['from a day that does not exist', { effectiveOn: '2023-02-30' }, '/effectiveOn'],
    ['with what is not known', { id: 'x' }, '/id'],
    ['of another kind', { kind: 'company' }, '/kind'],
  ])('is refused %s', async (_, change, pointer) => {
    const { address, put } = await added();
    await expectRefused(
      api,
      { ask: () => put(change), unchanged: `${address}/versions` },
      { status: 400, code: 'validation', errors: [{ pointer, message: expect.any(String) }] },
    );
  });

  test('finds nothing of another fund', async () => {
    const { id, address, body } = await added();
    const answer = await api.other.put(address, { ...body, ...REASON });
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    expect((await api.other.get(`${address}/versions`)).status).toBe(404);
    expect(await versionsOf(address)).toMatchObject([{ id, reason: null }]);
  });
});

describe('GET /v1/cooperatives/{id}/versions', () => {
  test('keeps every version with its day, reason, and who entered it when', async () => {
    const { id, body, address, recordedAt, changed } = await added({ phone: '1' });
    await changed({ name: 'Hai', effectiveOn: '2023-06-01' });
    await changed({ name: 'Ba', reason: 'Nhập nhầm tên' });
    const entered = { cooperativeId: id, recordedBy: 'Giám đốc', kind: 'cooperative', phone: '1' };
    const [first, change, correction] = await versionsOf(address);
    expect(first).toMatchObject({ ...entered, ...body, id, changedOn: null, reason: null });
    expect(first.recordedAt).toBe(recordedAt);
    expect(change).toMatchObject({
      ...entered,
      ...REASON,
      name: 'Hai',
      changedOn: '2023-06-01',
      effectiveOn: '2023-06-01',
    });
    expect(correction).toMatchObject({
      ...entered,
      name: 'Ba',
      reason: 'Nhập nhầm tên',
      changedOn: null,
      effectiveOn: '2024-03-31',
    });
    expect(change.recordedAt > recordedAt && correction.recordedAt > change.recordedAt).toBe(true);
    expect(await versionsOf(address, `?knownAt=${change.recordedAt}`)).toEqual([first, change]);
    expect(await versionsOf(address, '?limit=2')).toEqual([first, change]);
    const { nextCursor } = await api.fund.read(`${address}/versions?limit=2`);
    expect(await versionsOf(address, `?limit=2&cursor=${nextCursor}`)).toEqual([correction]);
  });
});

describe('a name and a place that changed', () => {
  const BEFORE = { name: 'HTX Nà Sầm', locality: 'Văn Lãng' };
  const AFTER = { name: 'HTX Kỳ Cùng', locality: 'Tràng Định' };
  let path: string;
  let contractNumber: string;
  let cooperativeId: string;
  let knownBefore: string;

  // R3's loan, overdue from 27 June 2023; sued; the borrower moves on 1 September.
  beforeAll(async () => {
    const { id, changed } = await added({ code: 'VL1', ...BEFORE });
    const loan = await lend(api.fund, {}, id);
    ({ path, contractNumber, cooperativeId } = loan);
    await api.fund.add('/v1/litigation-cases', {
      cooperativeId,
      loanIds: [loan.loanId],
      court: 'TAND huyện Văn Lãng',
      docketType: 'civil',
      filedOn: '2023-07-01',
      claim: components('1', '0'),
    });
    await api.fund.put(`${path}/recovery-plan`, {
      entries: [{ expectedOn: '2023-12-01', principal: '1000000' }],
    });
    knownBefore = (await api.fund.read('/v1/fund')).knownAt;
    await changed({ ...AFTER, effectiveOn: '2023-09-01' });
  });

  const seen: [query: string, expected: () => typeof BEFORE][] = [
    ['asOf=2023-08-31', () => BEFORE],
    ['asOf=2023-09-01', () => AFTER],
  ];

  test.each(seen)('is in the loans at %s, and found by what it was', async (query, expected) => {
    const { name, locality } = expected();
    const row = { cooperativeId, cooperativeName: name, locality, contractNumber };
    const filters = [`contractNumber=${contractNumber}`, `q=${name}`, `locality=${locality}`];
    for (const filter of filters) {
      const { data } = await api.fund.read(encodeURI(`/v1/loans?${query}&${filter}`));
      expect(data).toMatchObject([row]);
    }
    const other = expected() === BEFORE ? AFTER : BEFORE;
    for (const filter of [`q=${other.name}`, `locality=${other.locality}`]) {
      const { data } = await api.fund.read(encodeURI(`/v1/loans?${query}&${filter}`));
      expect(data).toEqual([]);
    }
    expect(await api.fund.read(`${path}?${query}`)).toMatchObject(row);
  });

  test.each(seen)('is in the list of cooperatives at %s', async (query, expected) => {
    const { data } = await api.fund.read(
      encodeURI(`/v1/cooperatives?${query}&q=${expected().name}`),
    );
    expect(data).toMatchObject([{ id: cooperativeId, code: 'VL1', ...expected() }]);
  });

  test.each(seen)('is in the fund section at %s', async (query, expected) => {
    const { name, locality } = expected();
    const section = await api.fund.read(`/v1/reports/fund-section?${query}`);
    const group = { locality, cooperatives: [{ id: cooperativeId, name }] };
    expect(section.litigation).toMatchObject({ sued: 1, localities: [group] });
    expect(section.projectedYearEnd.expectedReceipts).toMatchObject([
      { contractNumber, cooperativeName: name, ground: 'recovery_plan' },
    ]);
  });

  test('is not known before it was entered, on any day', async () => {
    const known = `asOf=2023-12-31&knownAt=${knownBefore}`;
    const { data } = await api.fund.read(`/v1/loans?${known}&contractNumber=${contractNumber}`);
    expect(data).toMatchObject([{ cooperativeName: BEFORE.name, locality: BEFORE.locality }]);
    const { litigation } = await api.fund.read(`/v1/reports/fund-section?${known}`);
    expect(litigation.localities).toMatchObject([{ locality: BEFORE.locality }]);
    const cases = `/v1/litigation-cases?cooperativeId=${cooperativeId}`;
    expect((await api.fund.read(`${cases}&knownAt=${knownBefore}`)).data).toMatchObject([
      { cooperativeName: BEFORE.name, locality: BEFORE.locality },
    ]);
    expect((await api.fund.read(cases)).data).toMatchObject([
      { cooperativeName: AFTER.name, locality: AFTER.locality },
    ]);
  });
});
