import fs from 'node:fs';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { buildApp } from '../../../src/process/app.ts';
import type { App } from '../../../src/http/service/appTypes.ts';
import { systemClock } from '../../../src/usecases/view/clock.ts';
import {
  Client,
  contribute,
  lend,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';
import { asAdmin } from '../../support/database.ts';
import { openDatabase } from '../../../src/store/database/database.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
});
afterAll(() => api.close());

const scrape = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  api.app.inject({ url: '/metrics', headers, remoteAddress });

/** The value of a metric with these labels; 0 where it has none yet. */
async function valueOf(name: string, labels: Record<string, string> = {}): Promise<number> {
  const { payload } = await scrape();
  const line = payload
    .split('\n')
    .find(
      (each) =>
        (each.startsWith(`${name}{`) || each.startsWith(`${name} `)) &&
        Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)),
    );
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** Other words of the files that look like names of metrics. */
const NO_METRICS = ['histogram_quantile', 'max_over_time', 'bool_yes_no'];

describe('GET /metrics', () => {
  test('is text for Prometheus, with the default metrics of Node', async () => {
    const answer = await scrape({ accept: 'application/openmetrics-text;q=0.5,text/plain' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds']) {
      expect(answer.payload).toContain(`# TYPE ${name} `);
    }
  });

  test('has every metric that the dashboard and the alerts ask for', async () => {
    await api.fund.read('/v1/fund');
    await api.fund.get('/v1/no-such-thing');
    const { payload } = await scrape();
    for (const file of ['grafana-dashboard.json', 'alert-rules.yml']) {
      const text = fs.readFileSync(`scripts/package/monitoring/${file}`, 'utf8');
      const asked = text.match(/\b[a-z]+_[a-z0-9_]+\b/g) ?? [];
      const names = new Set(asked.filter((word) => !NO_METRICS.includes(word)));
      expect(names.size).toBeGreaterThan(5);
      for (const name of names) {
        const family = name.replace(/_bucket$/, '');
        expect([file, payload.includes(`# TYPE ${family} `) && name]).toEqual([file, name]);
      }
    }
  });

  test('tells how many funds are in memory', async () => {
    await api.fund.read('/v1/fund');
    expect(await valueOf('funds_in_memory')).toBeGreaterThanOrEqual(1);
  });

  test('tells how many loans are in memory', async () => {
    const before = await valueOf('loans_in_memory');
    await lend(api.fund);
    expect(await valueOf('loans_in_memory')).toBe(before + 1);
  });

  test('tells when books were last found to agree, and what was found in those that do not', async () => {
    expect(await valueOf('verification_last_success_seconds')).toBe(0);
    const began = Date.now() / 1_000;
    await api.fund.read('/v1/ledger/verification');
    const agreed = await valueOf('verification_last_success_seconds');
    expect(agreed).toBeGreaterThanOrEqual(began - 1);
    expect(await valueOf('verification_differences')).toBe(0);
    const owner = api.database.ownerConnectionString;
    const forge = (address: string) =>
      asAdmin(
        `set session_replication_role = replica;
         update audit_event set address = ${address} where number = 3`,
        owner,
      );
    await forge(`'10.9.8.7'`);
    const { differences } = await api.fund.read('/v1/ledger/verification');
    expect(differences.length).toBeGreaterThan(0);
    expect(await valueOf('verification_differences')).toBe(differences.length);
    expect(await valueOf('verification_last_success_seconds')).toBe(agreed);
  });

  test('counts requests by method, pattern and status, and never by address', async () => {
    const { path, loanId } = await lend(api.fund);
    const labels = { method: 'GET', route: '/v1/loans/:id/position', status: '200' };
    const before = await valueOf('http_requests_total', labels);
    await api.fund.read(`${path}/position`);
    await api.fund.read(`${path}/position?asOf=2023-12-31`);
    expect(await valueOf('http_requests_total', labels)).toBe(before + 2);
    expect(await valueOf('http_request_duration_seconds_count', labels)).toBe(before + 2);
    await api.fund.get('/v1/no-such-thing');
    const unknown = { method: 'GET', route: 'unknown', status: '404' };
    expect(await valueOf('http_requests_total', unknown)).toBeGreaterThan(0);
    const { payload } = await scrape();
    expect(payload).not.toContain(loanId);
    expect(payload).not.toContain('no-such-thing');
  });

  test('counts refusals by their code, and facts by their kind', async () => {
    const { path } = await lend(api.fund);
    const repayments = { kind: 'repayment' };
    const [facts, refused] = [
      await valueOf('facts_recorded_total', repayments),
      await valueOf('http_requests_refused_total', { code: 'more-than-payoff' }),
    ];
    await api.fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
    await api.fund.post(`${path}/repayments`, payment('900000000', '2023-06-01'));
    await api.fund.post(`${path}/repayments/preview`, payment('1000', '2023-06-02'));
    expect(await valueOf('facts_recorded_total', repayments)).toBe(facts + 1);
    const code = { code: 'more-than-payoff' };
    expect(await valueOf('http_requests_refused_total', code)).toBe(refused + 1);
  });

  test('says what the connections to the database do', async () => {
    await api.fund.read('/v1/fund');
    const connections = async (state: string) => valueOf('database_connections', { state });
    const idle = await connections('idle');
    expect(idle).toBeGreaterThan(0);
    expect([await connections('used'), await connections('waiting')]).toEqual([0, 0]);
    const taken = await api.database.database.pool.connect();
    expect([await connections('used'), await connections('idle')]).toEqual([1, idle - 1]);
    taken.release();
  });

  test('names no fund, no token and nobody', async () => {
    const { payload } = await scrape();
    const { fundId, tokenId } = api.fund.actor;
    for (const secret of [fundId, tokenId, api.fund.token, 'QHT', 'Xuân Mai']) {
      expect(payload).not.toContain(secret);
    }
  });

  test.each([
    ['::1', {}, 200],
    ['::ffff:127.0.0.1', {}, 200],
    ['192.168.1.7', {}, 404],
    ['2001:db8::1', {}, 404],
    ['::ffff:10.0.0.1', {}, 404],
    // A proxy on this machine that passes it on all the same.
    ['127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 404],
    ['127.0.0.1', { forwarded: 'for=203.0.113.9' }, 404],
    ['127.0.0.1', { 'x-forwarded-host': 'fund.example.vn' }, 404],
    ['127.0.0.1', { 'x-forwarded-proto': 'https' }, 404],
    ['127.0.0.1', { 'x-real-ip': '203.0.113.9' }, 404],
    ['127.0.0.1', { 'x-real-ip': '' }, 404],
    ['127.0.0.1', { 'true-client-ip': '203.0.113.9' }, 404],
    ['127.0.0.1', { 'cf-connecting-ip': '203.0.113.9' }, 404],
    ['127.0.0.1', { via: '1.1 proxy' }, 404],
    ['::1', { via: '1.1 proxy' }, 404],
  ] as [string, Record<string, string>, number][])(
    'asked from %s with %j is a %d',
    async (address, headers, status) => {
      const answer = await scrape(headers, address);
      expect(answer.statusCode).toBe(status);
      if (status === 404) expect(answer.json()).toMatchObject({ code: 'not-found' });
    },
  );

  test('needs no token, and is not in the description', async () => {
    const { paths } = (await api.app.inject({ url: '/openapi.json' })).json();
    expect(Object.keys(paths)).not.toContain('/metrics');
  });
});

describe('behind a proxy', () => {
  const through = async (trustedProxies: string[], from: string, forwarded: string) => {
    const { database } = api.database;
    const lines: Json[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)));
        done();
      },
    });
    const options = { database, clock: systemClock, rateLimitPerSecond: 0, trustedProxies };
    const app = await buildApp({ ...options, logger: pino(stream) });
    const scraped = await app.inject({
      url: '/metrics',
      remoteAddress: from,
      headers: { 'x-forwarded-for': '127.0.0.1' },
    });
    expect(scraped.statusCode).toBe(404);
    lines.length = 0;
    await app.inject({
      url: '/problems/duplicate',
      remoteAddress: from,
      headers: { 'x-forwarded-for': forwarded },
    });
    await app.close();
    return lines.find(({ msg }) => msg === 'request').ip;
  };

  test.each([
    // A proxy that is not trusted says nothing: anybody could say so.
    [[], '127.0.0.1', '203.0.113.9', '127.0.0.1'],
    [['10.0.0.0/8'], '127.0.0.1', '203.0.113.9', '127.0.0.1'],
    [['127.0.0.1'], '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    [['127.0.0.1'], '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    // What the client itself claims stands before what the proxy has seen.
    [['127.0.0.1'], '127.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    [['127.0.0.1', '10.0.0.0/8'], '127.0.0.1', '203.0.113.9, 10.0.0.7', '203.0.113.9'],
    [['127.0.0.1'], '127.0.0.1', '<script>', '127.0.0.1'],
    [['127.0.0.1'], '127.0.0.1', '', '127.0.0.1'],
  ])('trusted are %j: what %s says of %j is %s', async (trusted, from, forwarded, expected) => {
    expect(await through(trusted, from, forwarded)).toBe(expected);
  });
});

describe('the log', () => {
  let lines: Json[];
  let app: App;
  let fund: Client;

  const logger = () =>
    pino(
      { base: null, formatters: { level: (level) => ({ level }) } },
      new Writable({
        write(chunk, _encoding, done) {
          lines.push(JSON.parse(String(chunk)));
          done();
        },
      }),
    );

  beforeAll(async () => {
    lines = [];
    const { database } = api.database;
    app = await buildApp({ database, clock: systemClock, logger: logger(), rateLimitPerSecond: 0 });
    fund = new Client(app, api.fund.actor, api.fund.token);
  });
  afterAll(() => app.close());

  const logged = async (ask: () => Promise<{ headers: Json }>) => {
    lines = [];
    const { headers } = await ask();
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines.map((line) => line.requestId)).toEqual(lines.map(() => headers['x-request-id']));
    return lines;
  };

  test('has a line a request: its pattern, status, token, fund and address', async () => {
    const all = await logged(() => fund.get('/v1/fund?asOf=2024-01-01'));
    expect(all).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'request',
        requestId: expect.any(String),
        method: 'GET',
        route: '/v1/fund',
        url: '/v1/fund',
        status: 200,
        durationMs: expect.any(Number),
        ip: '127.0.0.1',
        fundId: api.fund.actor.fundId,
        tokenId: api.fund.actor.tokenId,
      }),
    ]);
    expect(all[0]).not.toHaveProperty('refused');
  });

  test('takes the id that the client gave', async () => {
    const [line] = await logged(() => fund.get('/v1/fund', { 'x-request-id': 'of-the-client' }));
    expect(line.requestId).toBe('of-the-client');
  });

  test.each([
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '4bf92f3577b34da6a3ce929d0e0e4736'],
    // Nothing, and no number: the standard has both be passed over.
    ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', undefined],
    ['ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', undefined],
    ['00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01', undefined],
    ['no trace', undefined],
  ])('of the traceparent %s has the trace %s', async (traceparent, traceId) => {
    const [line] = await logged(() => fund.get('/v1/fund', { traceparent }));
    expect(line.traceId).toBe(traceId);
  });

  test('warns of what is refused, with its code', async () => {
    const noToken = { authorization: undefined };
    expect(await logged(() => fund.get('/v1/fund', noToken))).toEqual([
      expect.objectContaining({ level: 'warn', status: 401, refused: 'unauthorized' }),
    ]);
    expect(await logged(() => fund.get('/v1/nothing'))).toEqual([
      expect.objectContaining({ level: 'warn', status: 404, refused: 'not-found' }),
    ]);
    // An address that the router cannot read.
    expect(await logged(() => fund.get('/v1/%zz'))).toEqual([
      expect.objectContaining({ level: 'warn', status: 400, refused: 'validation' }),
    ]);
  });

  test('is of level error, with the cause before it, where the service fails', async () => {
    const database = openDatabase('postgres://nobody@127.0.0.1:1/none', () => undefined);
    const options = { database, clock: systemClock, rateLimitPerSecond: 0 };
    const down = await buildApp({ ...options, logger: logger() });
    const of = new Client(down, api.fund.actor, api.fund.token);
    const [cause, line] = await logged(() => of.get('/v1/fund'));
    expect(cause).toMatchObject({ msg: 'unavailable', err: { stack: expect.any(String) } });
    expect(line).toMatchObject({ level: 'error', status: 503, refused: 'service-unavailable' });
    await down.close();
    await database.close();
  });

  test('has no token in it', async () => {
    const all = await logged(() => fund.get('/v1/fund'));
    expect(JSON.stringify(all)).not.toContain(api.fund.token);
  });
});
