import {
  cooperativeBody,
  expectRefused,
  startApi,
  type Answer,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;
let fund: Client;

beforeAll(async () => {
  api = await startApi('2026-03-31');
});

afterAll(() => api.close());

const PATH = '/v1/cooperatives/locality-changes';

const OF_ACT = '/v1/locality-changes';

// The districts ended on 30 June 2025.
const ENDED = { effectiveOn: '2025-07-01', documentNumber: '1672/NQ-UBTVQH15' };

const DISTRICT = { locality: 'Chi Lăng' };

let first: Json;
let second: Json;

beforeEach(async () => {
  fund = await api.addFund();
  first = await fund.add('/v1/cooperatives', cooperativeBody({ code: 'HTX01', ...DISTRICT }));
  second = await fund.add('/v1/cooperatives', cooperativeBody({ code: 'HTX02', ...DISTRICT }));
});

const both = () => ({
  ...ENDED,
  changes: [
    { cooperativeId: second.id, locality: 'xã Quan Sơn' },
    { cooperativeId: first.id, locality: 'xã Chi Lăng' },
  ],
});

/** The localities of both on a day, as known at an instant. */
async function localitiesOn(asOf: string, knownAt?: string): Promise<string[]> {
  const known = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
  const { data } = await fund.read(`/v1/cooperatives?asOf=${asOf}${known}`);
  return data.map((each: Json) => each.locality);
}

const OLD = ['Chi Lăng', 'Chi Lăng'];
const NEW = ['xã Chi Lăng', 'xã Quan Sơn'];

const reverse = (id: string, more: object = {}): Promise<Answer> =>
  fund.post(`${OF_ACT}/${id}/reversal`, { reason: 'Nhập nhầm xã', ...more });

// R37
describe('POST /v1/cooperatives/locality-changes', () => {
  test('changes the localities of many cooperatives from its day on, and no other day', async () => {
    const before = (await fund.read('/v1/fund')).knownAt;
    const answer = await fund.post(PATH, both());
    expect(answer.status).toBe(201);
    const act = answer.body;
    expect(answer.headers['location']).toBe(`${OF_ACT}/${act.id}`);
    expect(act).toMatchObject({ ...ENDED, recordedBy: expect.any(String), affects: [] });
    expect(act.changes).toMatchObject([
      { cooperativeId: first.id, before: 'Chi Lăng', locality: 'xã Chi Lăng', reversedAt: null },
      { cooperativeId: second.id, before: 'Chi Lăng', locality: 'xã Quan Sơn', reversedAt: null },
    ]);
    expect(await localitiesOn('2025-06-30')).toEqual(OLD);
    expect(await localitiesOn('2025-07-01')).toEqual(NEW);
    expect(await localitiesOn('2026-03-31', before)).toEqual(OLD);
    const { affects: _, ...told } = act;
    expect(await fund.read(`${OF_ACT}/${act.id}`)).toEqual(told);
    expect((await fund.read(PATH)).data).toEqual([told]);
    expect((await fund.read(`${PATH}?cooperativeId=${first.id}`)).data).toEqual([told]);
    // The trail says of each what it changed.
    const { data } = await fund.read(`/v1/audit-events?subject=${second.id}`);
    expect(data.at(-1)).toMatchObject({ act: 'locality_change', factId: act.changes[1].id });
    expect(JSON.stringify(data.at(-1))).toContain('1672/NQ-UBTVQH15');
  });

  test('enters nothing where one of them is not of the fund, or is named twice', async () => {
    const foreign = await api.fund.add('/v1/cooperatives', cooperativeBody());
    for (const wrong of [foreign.id, second.id]) {
      const body = both();
      body.changes.push({ cooperativeId: wrong, locality: 'xã Quan Sơn' });
      await expectRefused(
        api,
        { ask: () => fund.post(PATH, body), unchanged: PATH },
        {
          status: 400,
          code: 'validation',
          errors: [{ pointer: '/changes/2/cooperativeId', message: expect.any(String) }],
        },
      );
    }
    expect(await localitiesOn('2026-03-31')).toEqual(OLD);
  });

  test.each([
    ['without changes', { changes: [] }, '/changes'],
    ['without its document', { documentNumber: undefined }, '/documentNumber'],
    ['without its day', { effectiveOn: undefined }, '/effectiveOn'],
    ['with what is not known', { reason: 'x' }, '/reason'],
  ])('is refused %s', async (_, change, pointer) => {
    const answer = await fund.post(PATH, { ...both(), ...change });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  test('is refused on a closed day; a day after it is not', async () => {
    await fund.add('/v1/periods/2025-Q3/closing', {});
    await expectRefused(
      api,
      { ask: () => fund.post(PATH, both()), unchanged: PATH },
      { status: 409, code: 'period-closed' },
    );
    await fund.add(PATH, { ...both(), effectiveOn: '2025-10-01' });
    expect(await localitiesOn('2025-09-30')).toEqual(OLD);
  });

  test('stays as it is where a telephone number is corrected afterwards', async () => {
    await fund.add(PATH, both());
    const address = `/v1/cooperatives/${first.id}`;
    const { code, name } = first;
    const put = { code, name, locality: 'xã Chi Lăng', phone: '0205', reason: 'Sửa số' };
    expect((await fund.put(address, put)).status).toBe(200);
    expect(await localitiesOn('2025-06-30')).toEqual(OLD);
    expect(await localitiesOn('2025-07-01')).toEqual(NEW);
  });

  test('makes a PUT stale that was begun before it', async () => {
    const address = `/v1/cooperatives/${first.id}`;
    const seen = String((await fund.get(address)).headers['etag']);
    await fund.add(PATH, both());
    const { code, name } = first;
    const put = { code, name, ...DISTRICT, phone: '0205', reason: 'Sửa số' };
    const answer = await fund.put(address, put, { 'if-match': seen });
    expect([answer.status, answer.body.code]).toEqual([412, 'stale-version']);
  });
});

describe('POST /v1/locality-changes/{id}/reversal', () => {
  test('takes the whole act back: the localities before count again, for every day', async () => {
    const act = await fund.add(PATH, both());
    const answer = await reverse(act.id);
    expect(answer.status).toBe(201);
    expect(answer.body.changes).toMatchObject([
      { reversedAt: expect.any(String) },
      { reversedAt: expect.any(String) },
    ]);
    expect(await localitiesOn('2026-03-31')).toEqual(OLD);
    expect(await localitiesOn('2026-03-31', act.recordedAt)).toEqual(NEW);
    const again = await reverse(act.id);
    expect([again.status, again.body.code]).toEqual([409, 'already-reversed']);
  });

  test('takes back one of them, and then the rest', async () => {
    const { id } = await fund.add(PATH, both());
    const cooperativeIds = [second.id];
    expect((await reverse(id, { cooperativeIds })).status).toBe(201);
    expect(await localitiesOn('2025-07-01')).toEqual(['xã Chi Lăng', 'Chi Lăng']);
    const twice = await reverse(id, { cooperativeIds });
    expect([twice.status, twice.body.code]).toEqual([409, 'already-reversed']);
    expect((await reverse(id)).status).toBe(201);
    expect(await localitiesOn('2025-07-01')).toEqual(OLD);
  });

  test('is refused for a cooperative that the act does not name, and in another fund', async () => {
    const { id } = await fund.add(PATH, { ...ENDED, changes: both().changes.slice(0, 1) });
    const answer = await reverse(id, { cooperativeIds: [first.id] });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/cooperativeIds/0']);
    expect((await api.other.post(`${OF_ACT}/${id}/reversal`, { reason: 'x' })).status).toBe(404);
  });

  test('is refused once a quarter that it would change is closed', async () => {
    const { id } = await fund.add(PATH, both());
    await fund.add('/v1/periods/2025-Q3/closing', {});
    const answer = await reverse(id);
    expect([answer.status, answer.body.code]).toEqual([409, 'period-closed']);
    expect(await localitiesOn('2025-07-01')).toEqual(NEW);
  });
});
