import { shelfOf } from '../../src/book/shelf.ts';
import {
  isUnavailable,
  openDatabase,
  readFund,
  writeFund,
} from '../../src/store/database/database.ts';
import { contribute, lend, payment, startApi, type Api } from '../support/api.ts';
import { PATIENCE_MS, waitAtMost } from '../support/database.ts';

// More is asked at once than there are connections.

const CONNECTIONS = 10;

let api: Api;

let path: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  ({ path } = await lend(api.fund));
});

afterAll(() => api.close());

/** However slow the machine is. */
const patiently = () => waitAtMost(api.database.database, PATIENCE_MS, PATIENCE_MS);

const times = <T>(count: number, ask: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, ask));

/** So many transactions that stay open until they are told to end. */
async function hold(count: number, open: typeof readFund) {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let opened = 0;
  const { database } = api.database;
  const all = times(count, () =>
    open(database, api.fund.actor.fundId, () => {
      opened += 1;
      return gate;
    }),
  );
  while (opened < count) await new Promise((resolve) => setTimeout(resolve, 5));
  return async () => {
    release();
    await all;
  };
}

const receipt = () => api.fund.post(`${path}/repayments`, payment('1000', '2023-06-01'));

const position = () => api.fund.get(`${path}/position?asOf=2023-06-01`);

/** A writer at work on the fund's book, until told to end. */
async function holdBook() {
  const { database } = api.database;
  const { fundId } = api.fund.actor;
  return hold(1, (_database, _fundId, atWork) =>
    shelfOf(database).writing(fundId, (open) =>
      writeFund(database, fundId, async (tx) => {
        await open(tx);
        return atWork(tx);
      }),
    ),
  );
}

const preview = () => api.fund.post(`${path}/repayments/preview`, payment('1000', '2023-06-01'));

const statuses = (answers: { status: number }[]) => [
  ...new Set(answers.map((each) => each.status)),
];

describe('the connections of the service', () => {
  test('are waited for five seconds, and earlier writers ten', async () => {
    const ours = openDatabase(api.database.ownerConnectionString, () => undefined);
    const { connectionTimeoutMillis } = ours.pool.options;
    expect([connectionTimeoutMillis, ours.lineTimeoutMs]).toEqual([5_000, 10_000]);
    await ours.close();
  });

  test('are waited for: forty requests at once are all answered', async () => {
    const [read, written] = await Promise.all([times(20, position), times(20, receipt)]);
    expect([statuses(read), statuses(written)]).toEqual([[200], [201]]);
  });

  test('are not all taken by long reports: receipts go on beside them', async () => {
    const end = await hold(CONNECTIONS - 2, readFund);
    expect(statuses(await times(20, receipt))).toEqual([201]);
    await end();
  });

  test('taken for long: 503 with Retry-After, the process lives, and all is well afterwards', async () => {
    const end = await hold(CONNECTIONS, readFund);
    waitAtMost(api.database.database, 500, 500);
    const [read, written] = await Promise.all([times(20, position), times(20, receipt)]);
    for (const { status, headers } of [...read, ...written]) {
      expect([status, headers['retry-after']]).toEqual([503, '5']);
    }
    expect((await api.fund.get('/livez')).status).toBe(200);
    await end();
    patiently();
    expect(statuses([...(await times(20, receipt)), ...(await times(20, position))])).toEqual([
      201, 200,
    ]);
  });

  test('are left alone by readers who wait for a writer: one waits for all', async () => {
    const end = await hold(1, writeFund);
    const before = api.database.database.pool.totalCount - api.database.database.pool.idleCount;
    const knownAt = new Date().toISOString();
    let answered = 0;
    const waiting = times(30, async () => {
      const answer = await api.fund.get(`${path}/position?asOf=2023-06-01&knownAt=${knownAt}`);
      answered += 1;
      return answer;
    });
    // Others are answered meanwhile, also those of the same fund who do not ask for this instant.
    expect(statuses(await times(20, () => api.other.get('/v1/fund')))).toEqual([200]);
    expect(statuses(await times(20, position))).toEqual([200]);
    const { pool } = api.database.database;
    expect(pool.totalCount - pool.idleCount - before).toBeLessThanOrEqual(1);
    expect(answered).toBe(0);
    await end();
    expect(statuses(await waiting)).toEqual([200]);
    // Nobody waits any more: the next reader waits anew.
    expect((await api.fund.get(`/v1/fund?knownAt=${new Date().toISOString()}`)).status).toBe(200);
  });

  test('are left alone by writers in line, which give up in time without a trace', async () => {
    const end = await hold(1, writeFund);
    const before = await api.countRows();
    waitAtMost(api.database.database, PATIENCE_MS, 500);
    const line = times(20, receipt);
    expect((await position()).status).toBe(200);
    const { fundId } = api.fund.actor;
    const late = writeFund(api.database.database, fundId, () => Promise.reject(new Error('ran')));
    const error: unknown = await late.catch((reason: unknown) => reason);
    expect(isUnavailable(error)).toBe(true);
    expect(statuses(await line)).toEqual([503]);
    // Those who came while the first was at work still wait for it, and not in vain.
    patiently();
    const patient = receipt();
    await end();
    expect((await patient).status).toBe(201);
    expect(await api.countRows()).toBe(before + 1);
    expect(api.database.database.lines.size).toBe(0);
  });

  test('are left alone by previews, of which one waits for a writer and the others for it', async () => {
    const end = await holdBook();
    const { pool } = api.database.database;
    const before = pool.totalCount - pool.idleCount;
    const line = times(30, preview);
    expect(statuses(await times(20, () => api.other.get('/v1/fund')))).toEqual([200]);
    expect(pool.totalCount - pool.idleCount - before).toBeLessThanOrEqual(1);
    await end();
    expect(statuses(await line)).toEqual([200]);
  });

  test('are not waited for without end by previews behind a writer', async () => {
    const end = await holdBook();
    waitAtMost(api.database.database, PATIENCE_MS, 500);
    let answered = 0;
    const line = times(21, async () => {
      const answer = await preview();
      answered += 1;
      return answer.status;
    });
    while (answered < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    patiently();
    await end();
    const sorted = (await line).toSorted();
    expect(sorted).toEqual([200, ...Array.from({ length: 20 }, () => 503)]);
    expect(api.database.database.lines.size).toBe(0);
  });
});
