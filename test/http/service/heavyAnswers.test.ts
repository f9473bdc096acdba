import { setTimeout as sleep } from 'node:timers/promises';
import { HeavyLine } from '../../../src/http/service/heavyAnswers.ts';
import { contribute, lend, startApi, type Api } from '../../support/api.ts';

describe('the line of heavy answers', () => {
  /** What of these has begun. */
  const begunOf = async (turns: Record<string, { begun: Promise<void> }>) => {
    const begun: string[] = [];
    for (const [name, turn] of Object.entries(turns)) {
      turn.begun.then(
        () => begun.push(name),
        () => undefined,
      );
    }
    await sleep(0);
    return begun;
  };

  test('lets one answer of a token be worked out at a time, in the order asked', async () => {
    const line = new HeavyLine();
    const [first, second, third] = [line.enter('a'), line.enter('a'), line.enter('a')];
    const other = line.enter('b');
    expect(await begunOf({ first, second, third, other })).toEqual(['first', 'other']);
    first.end();
    first.end();
    expect(await begunOf({ second, third })).toEqual(['second']);
    second.end();
    expect(await begunOf({ third })).toEqual(['third']);
  });

  test('lets three be worked out for all tokens', async () => {
    const line = new HeavyLine();
    const [a, b, c, d] = [line.enter('a'), line.enter('b'), line.enter('c'), line.enter('d')];
    expect(await begunOf({ a, b, c, d })).toEqual(['a', 'b', 'c']);
    b.end();
    expect(await begunOf({ d })).toEqual(['d']);
  });

  test('refuses the tenth of a token, and no other token', async () => {
    const line = new HeavyLine();
    for (let count = 0; count < 9; count += 1) line.enter('a').begun.catch(() => undefined);
    expect(() => line.enter('a')).toThrow('too-many-requests');
    expect(await begunOf({ other: line.enter('b') })).toEqual(['other']);
  });

  test('forgets whoever goes away, or waits for too long', async () => {
    const line = new HeavyLine(50);
    const first = line.enter('a');
    const [gone, late] = [line.enter('a'), line.enter('a')];
    gone.end();
    await expect(gone.begun).rejects.toThrow('nobody waits');
    await expect(late.begun).rejects.toThrow('too-many-requests');
    first.end();
    const next = line.enter('a');
    expect(await begunOf({ next })).toEqual(['next']);
    // Its time is not up while the answer is worked out.
    await sleep(80);
    const behind = line.enter('a');
    expect(await begunOf({ behind })).toEqual([]);
    next.end();
    expect(await begunOf({ behind })).toEqual(['behind']);
  });
});

describe('many heavy answers asked for at once', () => {
  /** So many that more come than are answered, in whichever turns a slow machine lets them in. */
  const MANY = 60;

  let api: Api;

  beforeAll(async () => {
    api = await startApi();
    await contribute(api.fund);
    await lend(api.fund);
  });

  afterAll(() => api.close());

  test('are answered one after the other, nine of them at least; only what is left is a 429', async () => {
    const auditor = await api.withRole(api.fund, 'auditor');
    const heavy = Array.from({ length: MANY }, () => auditor.get('/v1/ledger/verification'));
    const others = Promise.all([
      api.fund.get('/v1/ledger/verification'),
      auditor.get('/v1/fund'),
      auditor.get('/v1/loans'),
    ]);
    const answers = await Promise.all(heavy);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(9);
    expect([...new Set(statuses)].toSorted()).toEqual([200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe('too-many-requests');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await others).map(({ status }) => status)).toEqual([200, 200, 200]);
    // The line is empty again, also behind refusals.
    for (const url of ['/v1/periods/2023-Q9', '/v1/reports/fund-section?asOf=x']) {
      for (let count = 0; count < 10; count += 1) await auditor.get(url);
    }
    expect((await auditor.get('/v1/ledger/verification')).status).toBe(200);
  });

  test('by HEAD wait in the line too', async () => {
    const heads = Array.from({ length: MANY }, () =>
      api.fund.send('HEAD', '/v1/ledger/verification'),
    );
    const statuses = (await Promise.all(heads)).map(({ status }) => status);
    expect([...new Set(statuses)].toSorted()).toEqual([200, 429]);
  });

  test('by a POST, as the export of a person, wait in the line too', async () => {
    const asked = { name: 'Hoàng Văn Thái' };
    const exports = Array.from({ length: MANY }, () =>
      api.fund.post('/v1/personal-data/export', asked),
    );
    const statuses = (await Promise.all(exports)).map(({ status }) => status);
    expect([...new Set(statuses)].toSorted()).toEqual([200, 429]);
  });

  test('as files of a list wait in the line too', async () => {
    const files = Array.from({ length: MANY }, () => api.fund.get('/v1/loans?format=xlsx'));
    const statuses = (await Promise.all(files)).map(({ status }) => status);
    expect([...new Set(statuses)].toSorted()).toEqual([200, 429]);
    const pages = Array.from({ length: MANY }, () => api.fund.get('/v1/loans'));
    expect((await Promise.all(pages)).every(({ status }) => status === 200)).toBe(true);
  });
});
