import { setTimeout as sleep } from 'node:timers/promises';
import { contribute, lend, startApi, type Api, type Json } from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  await lend(api.fund);
});
afterAll(() => api.close());

/** Asks for the notices of a quarter and waits until they are made. */
async function run(quarter: number, issuedOn: string, payBy: string): Promise<Json> {
  const { body } = await api.fund.post('/v1/notice-runs', { year: 2023, quarter, issuedOn, payBy });
  for (;;) {
    const found = await api.fund.read(`/v1/notice-runs/${body.id}`);
    if (found.status !== 'running') return found;
    await sleep(20);
  }
}

const read = (query: string) => api.fund.read(`/v1/notice-runs?${query}`);

describe('GET /v1/notice-runs', () => {
  test('lists runs, the latest first, of all quarters or of one', async () => {
    expect(await read('')).toEqual({ data: [], nextCursor: null });
    const first = await run(2, '2023-06-15', '2023-06-26');
    const third = await run(3, '2023-09-15', '2023-09-25');
    const again = await run(2, '2023-06-20', '2023-06-30');
    expect((await read('')).data).toEqual([again, third, first]);
    expect((await read('year=2023&quarter=2')).data).toEqual([again, first]);
    expect((await read('year=2023&quarter=1')).data).toEqual([]);
    expect((await read(`knownAt=${first.recordedAt}`)).data).toMatchObject([{ id: first.id }]);
    expect((await api.other.read('/v1/notice-runs')).data).toEqual([]);
  });

  test('a page goes on where the one before ended', async () => {
    const all = (await read('')).data;
    const { data, nextCursor } = await read('limit=2');
    expect(data).toEqual(all.slice(0, 2));
    expect(await read(`limit=2&cursor=${nextCursor}`)).toEqual({
      data: all.slice(2),
      nextCursor: null,
    });
  });

  test.each(['year=2023', 'quarter=2'])('refuses %s without the other half', async (query) => {
    const answer = await api.fund.get(`/v1/notice-runs?${query}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation']);
  });
});
