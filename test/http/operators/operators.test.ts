import { setTimeout as sleep } from 'node:timers/promises';
import { createFund } from '../../../src/usecases/fund/createFund.ts';
import { forgetLimits, limitsOf } from '../../../src/usecases/operators/limits.ts';
import { endOperator, issueOperator } from '../../../src/usecases/operators/operators.ts';
import {
  Client,
  contribute,
  cooperativeBody,
  createDirector,
  lend,
  loanBody,
  startApiOn,
  TODAY,
  type Api,
  type Json,
} from '../../support/api.ts';
import { createTestDatabase } from '../../support/database.ts';

// An operator runs the installation of several funds, and sees nothing of what they record.

let api: Api;
let operator: Client;

/** Far above what the tests send, so that only the limit of a fund is met. */
const PER_TOKEN = 10_000;

beforeAll(async () => {
  const database = await createTestDatabase();
  const owner = database.ownerConnectionString;
  const [fund, other] = [
    await createDirector(database, 'MOT'),
    await createDirector(database, 'HAI'),
  ];
  api = await startApiOn(database, { fund, other }, TODAY, {
    rateLimitPerSecond: PER_TOKEN,
    addFund: async (added) => createFund(owner, added),
  });
  const token = await issueOperator(owner, 'Trung tâm dữ liệu');
  operator = new Client(api.app, api.fund.actor, token);
});
afterAll(() => api.close());

const NO_LIMITS = { requestsPerSecond: null, cooperatives: null, loans: null, fileBytes: null };

const funds = async (): Promise<Json[]> => (await operator.read('/v1/operator/funds')).data;

const setLimits = (of: Client, limits: object) =>
  operator.put(`/v1/operator/funds/${of.actor.fundId}/limits`, { ...NO_LIMITS, ...limits });

describe('an operator', () => {
  test('sees each fund: how much it takes, and nothing of what it says', async () => {
    await contribute(api.fund);
    await lend(api.fund, { principal: '123456789' });
    await api.fund.read('/v1/ledger/verification');
    const [one, two, ...more] = await funds();
    expect(more).toEqual([]);
    // Capital, a cooperative, a contract and a disbursement.
    expect(one).toMatchObject({
      code: 'MOT',
      name: 'Quỹ hỗ trợ phát triển hợp tác xã',
      province: 'Lạng Sơn',
      facts: 4,
      isInMemory: true,
      lastBackupAt: null,
      lastVerification: { differences: 0 },
      webhooksPaused: 0,
      lateWork: 0,
    });
    expect(two).toMatchObject({ code: 'HAI', facts: 0, lastVerification: null });
    expect(Date.now() - Date.parse(one?.lastActAt)).toBeLessThan(60_000);
    expect(one?.storageBytes).toBeGreaterThan(two?.storageBytes);
    const { text } = await operator.get('/v1/operator/funds');
    for (const said of ['123456789', 'HTX Xuân Mai', 'Giám đốc']) expect(text).not.toContain(said);
  });

  test('reaches no route of a fund, and no token of a fund reaches its own', async () => {
    for (const path of ['/v1/fund', '/v1/loans', '/v1/audit-events', '/v1/me', '/v1/tokens']) {
      expect([path, (await operator.get(path)).status]).toEqual([path, 401]);
    }
    expect((await operator.post('/v1/cooperatives', cooperativeBody())).status).toBe(401);
    const integration = await api.withRole(api.fund, 'integration', ['reports:read']);
    for (const client of [api.fund, integration, await api.withRole(api.fund, 'auditor')]) {
      expect((await client.get('/v1/operator/funds')).status).toBe(403);
      expect((await client.get('/v1/operator/acts')).status).toBe(403);
      expect((await client.post('/v1/operator/funds', {})).status).toBe(403);
    }
    const guess = new Client(api.app, api.fund.actor, 'x'.repeat(43));
    expect((await guess.get('/v1/operator/funds')).status).toBe(401);
  });

  test('is seen by its hash alone, and opens nothing once it is ended or has another token', async () => {
    const owner = api.database.ownerConnectionString;
    const first = new Client(api.app, api.fund.actor, await issueOperator(owner, 'Người khác'));
    expect((await first.get('/v1/operator/funds')).status).toBe(200);
    const second = new Client(api.app, api.fund.actor, await issueOperator(owner, 'Người khác'));
    expect((await first.get('/v1/operator/funds')).status).toBe(401);
    expect((await second.get('/v1/operator/funds')).status).toBe(200);
    expect(await endOperator(owner, 'Người khác')).toBe(true);
    expect((await second.get('/v1/operator/funds')).status).toBe(401);
    expect(await endOperator(owner, 'Người khác')).toBe(false);
    const { rows } = await api.database.asOwner('select token_hash from installation_operator');
    expect(rows.every((row) => row['token_hash'] !== second.token)).toBe(true);
    const service = api.database.database.pool;
    for (const table of ['installation_operator', 'operator_act']) {
      await expect(service.query(`select * from ${table}`)).rejects.toThrow('permission denied');
    }
    expect((await service.query(`select * from funds_for_operator('guess')`)).rows).toEqual([]);
    const act = `select note_operator_act('guess', 'x', '{}', null, null)`;
    await expect(service.query(act)).rejects.toThrow('no operator has this token');
  });

  test('adds a fund, whose director gets its token once; what it did is kept in order', async () => {
    const said = { code: 'BA', name: 'Quỹ Cao Bằng', province: 'Cao Bằng' };
    const added = await operator.post('/v1/operator/funds', said);
    expect(added.status).toBe(201);
    const director = new Client(api.app, api.fund.actor, added.body.token);
    expect(await director.read('/v1/fund')).toMatchObject({ code: 'BA', name: 'Quỹ Cao Bằng' });
    const again = await operator.post('/v1/operator/funds', said);
    expect(again.body).toMatchObject({ status: 409, code: 'duplicate' });
    const unknown = await operator.put(
      '/v1/operator/funds/0195f3f0-5b6e-7c3a-9d53-0c6f5a1e2b34/limits',
      NO_LIMITS,
    );
    expect(unknown.status).toBe(404);
    await setLimits(api.fund, { loans: 5 });
    const { data } = await operator.read('/v1/operator/acts');
    expect(data.map(({ number, act }: Json) => [number, act])).toEqual([
      [1, 'fund_added'],
      [2, 'fund_added'],
      [3, 'limits_set'],
    ]);
    expect(data[2]).toMatchObject({
      operator: 'Trung tâm dữ liệu',
      address: '127.0.0.1',
      about: { fundId: api.fund.actor.fundId, loans: 5, cooperatives: null },
    });
    await expect(api.database.asOwner('delete from operator_act')).rejects.toThrow(
      'only ever added',
    );
    await setLimits(api.fund, {});
  });
});

describe('a limit of a fund', () => {
  test('is by default twice that of a token where there are several funds', async () => {
    // The fund for which nothing was set; `fund` has limits of its own by now.
    const two = (await funds()).find(({ code }) => code === 'HAI');
    expect(two?.limits).toEqual({
      requestsPerSecond: 2 * PER_TOKEN,
      cooperatives: 20_000,
      loans: 50_000,
      fileBytes: 1_000_000_000,
    });
  });

  test('is by default that of the service that is asked, whatever another one on its database has', async () => {
    const { database } = api.database;
    const { fundId } = api.other.actor;
    forgetLimits(database, fundId);
    const requestsOf = async (perToken: number) =>
      (await limitsOf(database, fundId, perToken)).requestsPerSecond;
    expect([await requestsOf(4), await requestsOf(7), await requestsOf(0)]).toEqual([8, 14, null]);
  });

  test('of requests stops the fund that floods, all its tokens together, and no other', async () => {
    const colleague = await api.withRole(api.fund, 'accountant');
    await setLimits(api.fund, { requestsPerSecond: 5 });
    // What was asked before in this second counts too.
    while ((await api.fund.get('/v1/fund')).status === 429) await sleep(50);
    // Over two seconds at the most, ten are let through; of forty, thirty are not.
    const flood = Array.from({ length: 20 }, () => [
      api.fund.get('/v1/fund'),
      colleague.get('/v1/fund'),
    ]);
    const others = Array.from({ length: 20 }, () => api.other.get('/v1/fund'));
    const answers = await Promise.all(flood.flat());
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(30);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const [first] = refused;
    expect(first?.headers['retry-after']).toBe('1');
    expect(first?.body).toMatchObject({ code: 'too-many-requests' });
    expect(first?.body.detail).toContain('All of your fund together may send 5 requests a second');
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await setLimits(api.fund, {});
    expect((await api.fund.get('/v1/fund')).status).toBe(200);
  });

  test('of borrowers and contracts refuses one too many, also by a file, and a retry is answered', async () => {
    const count = (await api.other.read('/v1/cooperatives?totals=true')).totals.count;
    await setLimits(api.other, { cooperatives: count + 1, loans: 1 });
    const key = { 'idempotency-key': 'mot-lan' };
    const body = cooperativeBody();
    const entered = await api.other.post('/v1/cooperatives', body, key);
    expect(entered.status).toBe(201);
    const refused = await api.other.post('/v1/cooperatives', cooperativeBody());
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'fund-limit-reached',
      figures: { limited: 'cooperatives', most: count + 1, has: count + 1 },
    });
    expect((await api.other.post('/v1/cooperatives', body, key)).body.id).toBe(entered.body.id);
    await api.other.add('/v1/loans', loanBody(entered.body.id));
    const loan = await api.other.post('/v1/loans', loanBody(entered.body.id));
    expect(loan.body).toMatchObject({ code: 'fund-limit-reached', figures: { limited: 'loans' } });
    expect((await api.fund.post('/v1/cooperatives', cooperativeBody())).status).toBe(201);
  });

  test('of files refuses one for which there is no room', async () => {
    await setLimits(api.other, { fileBytes: 10 });
    const sent = await api.other.send(
      'POST',
      '/v1/imports?fileName=so.csv',
      'Mã HTX,Tên HTX,Địa bàn\n' as never,
      { 'content-type': 'text/csv', 'idempotency-key': 'tep' },
    );
    expect(sent.body).toMatchObject({
      status: 422,
      code: 'fund-limit-reached',
      figures: { limited: 'file_bytes', most: 10, has: 0 },
    });
  });
});
