import { Writable } from 'node:stream';
import { pino } from 'pino';
import { buildApp } from '../../../src/process/app.ts';
import type { App } from '../../../src/http/service/appTypes.ts';
import { systemClock } from '../../../src/usecases/view/clock.ts';
import { Client, next, startApi, type Api } from '../../support/api.ts';

let api: Api;

let logged = '';

let app: App;

let client: Client;

beforeAll(async () => {
  api = await startApi();
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged += chunk.toString();
      done();
    },
  });
  app = await buildApp({
    database: api.database.database,
    clock: systemClock,
    logger: pino({ level: 'trace' }, stream),
    rateLimitPerSecond: 7,
  });
  client = new Client(app, api.fund.actor, api.fund.token);
});
afterAll(async () => {
  await app.close();
  await api.close();
});

test('no token is ever logged: not a good one, a new one, a wrong one, nor one in a wrong place', async () => {
  const wrong = 'wrong-token-of-somebody-else-0123456789';
  const made = await client.post('/v1/tokens', { name: next('T'), role: 'auditor' });
  expect(made.status).toBe(201);
  await client.get('/v1/fund');
  await client.get('/v1/fund', { authorization: `Bearer ${wrong}` });
  await client.get('/v1/fund', { authorization: wrong });
  await client.get(`/v1/fund?access_token=${wrong}`);
  await client.get(`/v1/fund?access_token=${api.fund.token}`, { authorization: undefined });
  await client.get(`/v1/nothing?token=${wrong}`);
  await client.post('/v1/tokens', { name: next('T'), role: 'auditor', token: wrong });
  await client.post('/v1/tokens', `{"name": "${wrong}`, { 'content-type': 'application/json' });
  const sign = { 'sec-fetch-site': 'same-origin', authorization: undefined };
  const signedIn = await client.post('/session', { token: api.fund.token }, sign);
  const secret = /session=([\w-]+)/.exec(String(signedIn.headers['set-cookie']))?.[1] ?? '';
  expect(secret).toHaveLength(43);
  const cookie = `session=${secret}`;
  expect((await client.get('/v1/fund', { ...sign, cookie })).status).toBe(200);
  await client.post('/session', { token: wrong }, sign);
  await client.post('/session', { token: api.fund.token, more: wrong }, sign);
  await client.post('/session', { token: api.fund.token }, { ...sign, host: 'quy.local' });
  for (let count = 0; count < 10; count += 1) await client.get('/v1/fund');
  expect(logged.split('\n').length).toBeGreaterThan(10);
  expect(logged).toContain('"requestId"');
  for (const each of [api.fund.token, made.body.token, secret, wrong]) {
    expect(logged).not.toContain(each);
  }
});

test('an answer says what is left of the share of its token, and what a browser may do with it', async () => {
  // The next second has surely begun.
  await new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)));
  const { headers } = await client.get('/v1/fund');
  expect(headers).toMatchObject({
    'ratelimit-limit': '7',
    'ratelimit-remaining': '6',
    'ratelimit-reset': '1',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  const docs = await client.get('/docs');
  expect(docs.status).toBe(200);
  expect(docs.headers['content-security-policy']).toContain("script-src 'self'");
});
