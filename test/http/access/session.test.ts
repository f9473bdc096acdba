import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import type { App } from '../../../src/http/service/appTypes.ts';
import { buildApp, type ServiceOptions } from '../../../src/process/app.ts';
import { dateInVietnam } from '../../../src/usecases/view/clock.ts';
import {
  cooperativeBody,
  next,
  startApi,
  type Answer,
  type Api,
  type Client,
} from '../../support/api.ts';
import { asAdmin, openPatiently } from '../../support/database.ts';

const MORNING = Date.parse('2024-04-01T08:00:00+07:00');

const HOUR_MS = 3_600_000;

let api: Api;

let now = new Date(MORNING);

const clock = { now: () => now, today: () => dateInVietnam(now) };

/** A service that listens on loopback. */
interface Listening {
  readonly app: App;
  readonly port: number;
}

let service: Listening;

async function listen(options: Partial<ServiceOptions> = {}): Promise<Listening> {
  const app = await buildApp({
    database: api.database.database,
    clock,
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
    ...options,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, port: (app.server.address() as AddressInfo).port };
}

beforeAll(async () => {
  api = await startApi('2024-04-01');
  service = await listen();
});
afterEach(() => {
  now = new Date(MORNING);
});
afterAll(async () => {
  await service.app.close();
  await api.close();
});

type Headers = Readonly<Record<string, string>>;

interface Sent {
  readonly body?: unknown;
  readonly headers?: Headers;
  readonly on?: Listening;
}

/** Sends a request as it is written here: a client for tests would add or change headers. */
async function ask(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const { body, headers = {}, on = service } = sent;
  const isText = typeof body === 'string';
  const payload = isText ? body : JSON.stringify(body);
  const type = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(payload) };
  const request = http.request({
    host: '127.0.0.1',
    port: on.port,
    method,
    path,
    headers: { ...type, ...length, ...headers },
  });
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject).end(payload);
  });
  const said = await text(answer);
  const isJson = (answer.headers['content-type'] ?? '').includes('json');
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: said,
    body: isJson && said !== '' ? JSON.parse(said) : undefined,
  };
}

/** As a page of the service itself asks. */
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

const signIn = (token: string, sent: Sent = {}): Promise<Answer> =>
  ask('POST', '/session', { body: { token }, ...sent, headers: { ...OWN_PAGE, ...sent.headers } });

const cookieIn = (answer: Answer): string => {
  const [set = ''] = (answer.headers['set-cookie'] ?? []) as string[];
  return set.split(';', 1)[0] ?? '';
};

/** The cookie of a new session. */
async function begin(client: Client, on: Listening = service): Promise<string> {
  const answer = await signIn(client.token, { on });
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('endsAt')]);
  return cookieIn(answer);
}

const read = (cookie: string, path = '/v1/fund', more: Sent = {}): Promise<Answer> =>
  ask('GET', path, { ...more, headers: { cookie, ...OWN_PAGE, ...more.headers } });

/** Puts a đồng into the fund, under a key of its own. */
const contribute = (headers: Headers, on = service): Promise<Answer> => {
  const effectiveOn = '2024-03-01';
  const body = { kind: 'contribution', amount: '1', effectiveOn, documentNumber: next('QĐ') };
  const key = { 'idempotency-key': randomUUID() };
  return ask('POST', '/v1/fund/capital-movements', { body, headers: { ...key, ...headers }, on });
};

const act = (cookie: string, headers: Headers = OWN_PAGE, on = service): Promise<Answer> =>
  contribute({ cookie, ...headers }, on);

const signOut = (cookie: string, headers: Headers = OWN_PAGE): Promise<Answer> =>
  ask('DELETE', '/session', { headers: { cookie, ...headers } });

/** The status of an answer, and the code if it is a refusal. */
const told = ({ status, body }: Answer): string =>
  status < 400 ? `${status}` : `${status} ${body?.code}`;

const countSessions = async (client: Client): Promise<number> => {
  const count = `select count(*)::int as n from session where fund_id = '${client.actor.fundId}'`;
  return Number((await api.database.asOwner(count)).rows[0]?.['n']);
};

describe('POST /session', () => {
  test('tells who has signed in until when, and sets a cookie that no script sees', async () => {
    const answer = await signIn(api.fund.token);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...(await api.fund.read('/v1/me')),
      // Twelve hours after eight o'clock in Vietnam.
      endsAt: '2024-04-01T13:00:00.000Z',
    });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('keeps the secret of the session nowhere', async () => {
    const secret = (await begin(api.fund)).split('=')[1] ?? '';
    expect(secret).toHaveLength(43);
    const dump = 'select string_agg(s::text, $$ $$) as everything from session s';
    const { rows } = await api.database.asOwner(dump);
    expect(rows[0]?.['everything']).toContain(api.fund.actor.tokenId);
    expect(rows[0]?.['everything']).not.toContain(secret);
  });

  test('gives each session another secret, and ends none that is there', async () => {
    const [first, second] = [await begin(api.fund), await begin(api.fund)];
    expect(first).not.toBe(second);
    expect(told(await read(first))).toBe('200');
    expect(told(await read(second))).toBe('200');
  });

  test('ends the session with the last day of its token', async () => {
    const asked = { name: 'Thanh tra', role: 'auditor', expiresOn: '2024-04-01' };
    const { token } = await api.fund.add('/v1/tokens', asked);
    const answer = await signIn(token);
    // Midnight in Vietnam is 17:00 in UTC, which twelve hours after 19:00 in Vietnam is not yet.
    expect(answer.body.endsAt).toBe('2024-04-01T13:00:00.000Z');
    now = new Date(Date.parse('2024-04-01T19:00:00+07:00'));
    const late = await signIn(token);
    expect(late.body.endsAt).toBe('2024-04-01T17:00:00.000Z');
    now = new Date(Date.parse('2024-04-01T23:59:59.999+07:00'));
    expect(told(await read(cookieIn(late)))).toBe('200');
    now = new Date(Date.parse('2024-04-02T00:00:00+07:00'));
    expect(told(await read(cookieIn(late)))).toBe('401 unauthorized');
    expect(told(await signIn(token))).toBe('401 unauthorized');
  });

  test('begins nothing where the last day of its token ends while it signs in', async () => {
    const asked = { name: 'Kiểm toán', role: 'auditor', expiresOn: '2024-04-01' };
    const { token } = await api.fund.add('/v1/tokens', asked);
    const midnight = new Date(Date.parse('2024-04-02T00:00:00+07:00'));
    const torn = { today: () => calendarDate('2024-04-01'), now: () => midnight };
    const on = await listen({ clock: torn });
    try {
      const before = await countSessions(api.fund);
      const answer = await signIn(token, { on });
      expect(told(answer)).toBe('401 unauthorized');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(await countSessions(api.fund)).toBe(before);
    } finally {
      await on.app.close();
    }
  });

  test.each<[string, () => Promise<string>]>([
    ['that is none', async () => randomUUID()],
    ['that is the secret of a session', async () => (await begin(api.fund)).split('=')[1] ?? ''],
    ['that was revoked', async () => (await revoked()).token],
  ])('with a token %s begins nothing', async (_, tokenOf) => {
    const token = await tokenOf();
    const before = await countSessions(api.fund);
    const answer = await signIn(token);
    expect(told(answer)).toBe('401 unauthorized');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await countSessions(api.fund)).toBe(before);
  });

  test('takes a token and nothing else', async () => {
    for (const body of [{}, { token: '' }, { token: 7 }, { token: 'a', role: 'director' }, []]) {
      expect([body, told(await ask('POST', '/session', { body }))]).toEqual([
        body,
        '400 validation',
      ]);
    }
    expect(told(await ask('POST', '/session?token=x', { body: { token: 'x' } }))).toBe(
      '400 validation',
    );
  });

  test('is asked by no form: not one of another site, nor one of the same', async () => {
    const form = `token=${api.fund.token}`;
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      for (const sender of [OWN_PAGE, { 'sec-fetch-site': 'cross-site' }, {}]) {
        const headers: Headers = { 'content-type': type, ...sender };
        const answer = await ask('POST', '/session', { body: form, headers });
        expect([type, told(answer)]).toEqual([type, '415 unsupported-media-type']);
      }
    }
    const asText = { 'content-type': 'text/plain' };
    const body = JSON.stringify({ token: api.fund.token });
    const plain = await ask('POST', '/session', { body, headers: asText });
    expect(told(plain)).toBe('415 unsupported-media-type');
  });

  test('signs nobody in for a page of another origin', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      expect(told(await signIn(api.fund.token, { headers }))).toBe('401 unauthorized');
    }
    const body = { token: api.fund.token };
    const other = { origin: 'http://other.example' };
    const here = { origin: `http://127.0.0.1:${service.port}` };
    expect(told(await ask('POST', '/session', { body, headers: other }))).toBe('401 unauthorized');
    expect(told(await ask('POST', '/session', { body, headers: here }))).toBe('200');
    expect(told(await ask('POST', '/session', { body }))).toBe('200');
  });

  test('stands in the audit trail, from where it was', async () => {
    const accountant = await api.withRole(api.fund, 'accountant');
    const answer = await signIn(accountant.token);
    await signOut(cookieIn(answer));
    const { tokenId, tokenName } = accountant.actor;
    const { data } = await api.fund.read(`/v1/audit-events?subject=${tokenId}`);
    const by = { recordedBy: tokenName, after: { name: tokenName }, address: '127.0.0.1' };
    expect(data).toMatchObject([
      { act: 'token' },
      { act: 'sign_in', ...by, requestId: answer.headers['x-request-id'] },
      { act: 'sign_out', ...by },
    ]);
    expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

async function revoked(): Promise<Client> {
  const client = await api.withRole(api.fund, 'accountant');
  await api.fund.add(`/v1/tokens/${client.actor.tokenId}/revocation`, { reason: 'Mất' });
  return client;
}

describe('a session', () => {
  test('is good for all that its token is good for, and for nothing more', async () => {
    const auditor = await api.withRole(api.fund, 'auditor');
    const [director, other] = [await begin(api.fund), await begin(auditor)];
    expect((await read(director, '/v1/me')).body).toEqual(await api.fund.read('/v1/me'));
    expect((await read(other, '/v1/me')).body).toEqual(await auditor.read('/v1/me'));
    expect(told(await act(director))).toBe('201');
    expect(told(await act(other))).toBe('403 forbidden');
    const file = { cookie: director, 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
    const sent = await ask('POST', '/v1/imports?fileName=so.csv', {
      body: 'STT;Số HĐ',
      headers: { ...file, ...OWN_PAGE },
    });
    expect(sent.status).toBe(202);
    const workbook = await read(director, '/v1/reports/fund-section?asOf=2024-03-31&format=xlsx');
    expect(workbook.status).toBe(200);
  });

  test('enters what it does under the name of its token', async () => {
    const made = await act(await begin(api.fund));
    const { data } = await api.fund.read(`/v1/audit-events?subject=${made.body.id}`);
    expect(data).toMatchObject([{ recordedBy: api.fund.actor.tokenName }]);
  });

  test('sends an act twice under one key, and it is carried out once', async () => {
    const cookie = await begin(api.fund);
    const headers = { cookie, ...OWN_PAGE, 'idempotency-key': randomUUID() };
    const body = cooperativeBody();
    const first = await ask('POST', '/v1/cooperatives', { body, headers });
    const again = await ask('POST', '/v1/cooperatives', { body, headers });
    expect([again.status, again.text]).toEqual([201, first.text]);
    // The key is the fund's, so the token itself finds the answer too.
    const key = { 'idempotency-key': headers['idempotency-key'] };
    expect((await api.fund.post('/v1/cooperatives', body, key)).text).toBe(first.text);
  });

  test('ends after twelve hours, for reads and for acts', async () => {
    const cookie = await begin(api.fund);
    expect(told(await act(cookie))).toBe('201');
    now = new Date(MORNING + 12 * HOUR_MS - 1);
    expect(told(await read(cookie))).toBe('200');
    now = new Date(MORNING + 12 * HOUR_MS);
    expect(told(await read(cookie))).toBe('401 unauthorized');
    expect(told(await act(cookie))).toBe('401 unauthorized');
  });

  test('that has ended is dropped when somebody of the fund signs in', async () => {
    const fund = await api.addFund();
    await begin(fund);
    now = new Date(MORNING + HOUR_MS);
    await begin(fund);
    expect(await countSessions(fund)).toBe(2);
    now = new Date(MORNING + 12 * HOUR_MS);
    await begin(fund);
    expect(await countSessions(fund)).toBe(2);
  });

  test('ends at once when its token is revoked', async () => {
    const client = await api.withRole(api.fund, 'accountant');
    const cookie = await begin(client);
    expect(told(await read(cookie))).toBe('200');
    expect(told(await act(cookie))).toBe('201');
    await api.fund.add(`/v1/tokens/${client.actor.tokenId}/revocation`, { reason: 'Mất' });
    expect(told(await act(cookie))).toBe('401 unauthorized');
    expect(told(await read(cookie))).toBe('401 unauthorized');
  });

  test('whose token is revoked while its act waits for the lock of the fund writes nothing', async () => {
    const client = await api.withRole(api.fund, 'accountant');
    const { fundId, tokenId } = client.actor;
    const cookie = await begin(client);
    const before = await api.countRows();
    const connectionString = api.database.ownerConnectionString;
    const writer = new pg.Client({ connectionString });
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query('select from fund_clock where fund_id = $1 for update', [fundId]);
      const waiting = act(cookie);
      const blocked = `select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await asAdmin(blocked, connectionString)).rowCount === 0) await sleep(20);
      const revoke = `insert into token_revocation (fund_id, token_id, reason, revoked_at, revoked_by)
        values ($1, $2, 'Mất', now(), $3)`;
      await writer.query(revoke, [fundId, tokenId, api.fund.actor.tokenId]);
      await writer.query('commit');
      expect(told(await waiting)).toBe('401 unauthorized');
    } finally {
      await writer.end();
    }
    expect(await api.countRows()).toBe(before);
  });

  test('is of its fund and shows nothing of another', async () => {
    const [mine, theirs] = [await begin(api.fund), await begin(api.other)];
    expect((await read(mine)).body.code).toBe('QHT');
    expect((await read(theirs)).body.code).toBe('HAI');
    const { id } = (await act(theirs)).body;
    expect(told(await read(mine, `/v1/capital-movements/${id}`))).toBe('404 not-found');
    expect(told(await signOut(theirs))).toBe('204');
    expect(told(await read(theirs))).toBe('401 unauthorized');
    expect(told(await read(mine))).toBe('200');
  });

  test('outlives the process, and is known to every process at once', async () => {
    const first = await listen();
    // What is remembered of tokens is of one process.
    const database = openPatiently(api.database.ownerConnectionString, (error) => {
      throw error;
    });
    const second = await listen({ database });
    try {
      const cookie = await begin(api.fund, first);
      await first.app.close();
      expect(told(await read(cookie, '/v1/fund', { on: second }))).toBe('200');
      expect(told(await act(cookie, OWN_PAGE, second))).toBe('201');
      expect(told(await signOut(cookie))).toBe('204');
      expect(told(await act(cookie, OWN_PAGE, second))).toBe('401 unauthorized');
      expect(told(await read(cookie, '/v1/fund', { on: second }))).toBe('401 unauthorized');
    } finally {
      await second.app.close();
      await database.close();
    }
  });

  test('is no token, nor a token a session', async () => {
    const cookie = await begin(api.fund);
    // Known from here on.
    expect(told(await act(cookie))).toBe('201');
    const authorization = `Bearer ${cookie.split('=')[1]}`;
    expect(told(await contribute({ authorization }))).toBe('401 unauthorized');
    expect(told(await ask('GET', '/v1/fund', { headers: { authorization } }))).toBe(
      '401 unauthorized',
    );
    expect(told(await read(`session=${api.fund.token}`))).toBe('401 unauthorized');
  });

  test('does not count beside a token, which alone says who asks', async () => {
    const cookie = await begin(api.fund);
    const wrong = { cookie, ...OWN_PAGE, authorization: 'Bearer wrong' };
    expect(told(await ask('GET', '/v1/fund', { headers: wrong }))).toBe('401 unauthorized');
    const other = { ...wrong, authorization: `Bearer ${api.other.token}` };
    expect((await ask('GET', '/v1/fund', { headers: other })).body.code).toBe('HAI');
  });

  test.each([
    ['among others', (cookie: string) => `a=1; ${cookie}; session_id=2`, '200'],
    ['under another name', (cookie: string) => `my${cookie}`, '401 unauthorized'],
    ['cut short', (cookie: string) => cookie.slice(0, -1), '401 unauthorized'],
    ['with more behind it', (cookie: string) => `${cookie}x`, '401 unauthorized'],
    ['quoted', (cookie: string) => cookie.replace('=', '="').concat('"'), '401 unauthorized'],
    ['empty', () => 'session=', '401 unauthorized'],
    ['of strange letters', () => `session=${'\u00e9'.repeat(43)}`, '401 unauthorized'],
  ])('in a cookie %s', async (_, change, expected) => {
    expect(told(await read(change(await begin(api.fund))))).toBe(expected);
  });

  test('counts alone: beside the cookie of another session, nobody says whose it is', async () => {
    const mine = await begin(api.fund);
    const theirs = await begin(api.other);
    expect(told(await read(`${theirs}; ${mine}`))).toBe('401 unauthorized');
    expect(told(await read(`${mine}; ${theirs}`))).toBe('401 unauthorized');
    expect(told(await act(`${theirs}; theme=dark; ${mine}`))).toBe('401 unauthorized');
    expect(told(await read(`${mine}; theme=dark; ${mine}`))).toBe('200');
    expect(told(await read(`session=; xsession=x; ${mine}`))).toBe('200');
  });

  test('takes its share of the requests from its token', async () => {
    const limited = await listen({ rateLimitPerSecond: 4 });
    try {
      const client = await api.withRole(api.fund, 'auditor');
      const cookie = await begin(client, limited);
      const authorization = `Bearer ${client.token}`;
      now = new Date(MORNING + 1_000);
      const statuses: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        statuses.push((await read(cookie, '/v1/fund', { on: limited })).status);
        const headers = { authorization };
        statuses.push((await ask('GET', '/v1/fund', { headers, on: limited })).status);
      }
      expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    } finally {
      await limited.app.close();
    }
  });
});

describe('DELETE /session', () => {
  test('ends the session at once, and has the browser forget it', async () => {
    const cookie = await begin(api.fund);
    expect(told(await act(cookie))).toBe('201');
    const answer = await signOut(cookie);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers['set-cookie']).toEqual([
      'session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
    expect(told(await act(cookie))).toBe('401 unauthorized');
    expect(told(await read(cookie))).toBe('401 unauthorized');
    // The token stays.
    expect((await api.fund.get('/v1/fund')).status).toBe(200);
  });

  test('of a session that has ended already is no fault, and not audited again', async () => {
    const client = await api.withRole(api.fund, 'auditor');
    const cookie = await begin(client);
    expect(told(await signOut(cookie))).toBe('204');
    expect(told(await signOut(cookie))).toBe('204');
    const { data } = await api.fund.read(`/v1/audit-events?subject=${client.actor.tokenId}`);
    expect(data.map((each: { act: string }) => each.act)).toEqual(['token', 'sign_in', 'sign_out']);
  });

  test('without a session is refused', async () => {
    expect(told(await ask('DELETE', '/session', { headers: OWN_PAGE }))).toBe('401 unauthorized');
    expect(told(await ask('DELETE', '/session', { headers: { ...OWN_PAGE, cookie: 'a=b' } }))).toBe(
      '401 unauthorized',
    );
  });
});

/** What browsers say of whose page asks: does a cookie count in a GET, and in what changes something? */
const SENDERS: readonly (readonly [Headers, isReadAnswered: boolean, isActCarriedOut: boolean])[] =
  [
    [{ 'sec-fetch-site': 'same-origin' }, true, true],
    [{ 'sec-fetch-site': 'same-origin', origin: 'OWN' }, true, true],
    // A browser knows better than the address of its page does.
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://other.example' }, true, true],
    [{ 'sec-fetch-site': 'none' }, true, false],
    [{ 'sec-fetch-site': 'none', origin: 'OWN' }, true, false],
    [{ 'sec-fetch-site': 'same-site' }, false, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'OWN' }, false, false],
    [{ 'sec-fetch-site': 'cross-site' }, false, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://other.example' }, false, false],
    [{ 'sec-fetch-site': '' }, false, false],
    [{ 'sec-fetch-site': 'Same-Origin' }, false, false],
    [{}, true, false],
    [{ origin: 'OWN' }, true, true],
    [{ origin: 'null' }, false, false],
    [{ origin: '' }, false, false],
    [{ origin: 'http://other.example' }, false, false],
    [{ origin: 'http://127.0.0.1' }, false, false],
    [{ origin: 'http://127.0.0.1:1' }, false, false],
    [{ origin: 'http://localhost:OWN' }, false, false],
    [{ origin: 'http://OWN.other.example' }, false, false],
    [{ origin: 'OWN, http://other.example' }, false, false],
  ];

describe('a cookie counts where no other page can have sent it:', () => {
  const filled = (headers: Headers): Headers => {
    const own = `127.0.0.1:${service.port}`;
    const { origin } = headers;
    if (origin === undefined) return headers;
    const at = origin
      .replace(/^OWN/, `http://${own}`)
      .replace('localhost:OWN', `localhost:${service.port}`)
      .replace('OWN', own.replace(/:.*/, ''));
    return { ...headers, origin: at };
  };

  test.each(SENDERS)('%j', async (given, isReadAnswered, isActCarriedOut) => {
    const headers = filled(given);
    const cookie = await begin(api.fund);
    const sent = { headers: { cookie, ...headers } };
    expect(told(await ask('GET', '/v1/fund', sent))).toBe(
      isReadAnswered ? '200' : '401 unauthorized',
    );
    expect((await ask('HEAD', '/v1/fund', sent)).status).toBe(isReadAnswered ? 200 : 401);
    const before = await api.countRows();
    expect(told(await act(cookie, headers))).toBe(isActCarriedOut ? '201' : '401 unauthorized');
    const put = { body: { dates: [] }, ...sent };
    const changed = await ask('PUT', '/v1/fund/holidays/2023', put);
    expect(changed.status === 401).toBe(!isActCarriedOut);
    expect((await api.countRows()) > before).toBe(isActCarriedOut);
    expect(told(await signOut(cookie, headers))).toBe(isActCarriedOut ? '204' : '401 unauthorized');
    expect(told(await read(cookie))).toBe(isActCarriedOut ? '401 unauthorized' : '200');
  });

  test('what decides and is sent twice is refused', async () => {
    const cookie = await begin(api.fund);
    for (const name of ['sec-fetch-site', 'origin']) {
      const request = http.request({ host: '127.0.0.1', port: service.port, path: '/v1/fund' });
      request.setHeader('cookie', cookie);
      request.setHeader(name, ['same-origin', 'cross-site']);
      const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
        request.on('response', resolve).on('error', reject).end();
      });
      answer.resume();
      expect([name, answer.statusCode]).toEqual([name, 400]);
    }
  });
});

describe('a token is taken where nobody on the way can read it:', () => {
  let behindProxy: Listening;

  beforeAll(async () => {
    behindProxy = await listen({ trustedProxies: ['127.0.0.1'] });
  });
  afterAll(() => behindProxy.app.close());

  test.each<[string, Headers, 'direct' | 'trusted', string]>([
    ['localhost', {}, 'direct', '200'],
    ['LOCALHOST:3000', {}, 'direct', '200'],
    ['127.0.0.1', {}, 'direct', '200'],
    ['127.8.9.1:3000', {}, 'direct', '200'],
    ['[::1]:3000', {}, 'direct', '200'],
    ['192.168.1.10:3000', {}, 'direct', '403 tls-required'],
    ['quy.local', {}, 'direct', '403 tls-required'],
    ['localhost.example', {}, 'direct', '403 tls-required'],
    ['127.0.0.1.example', {}, 'direct', '403 tls-required'],
    ['1270.0.0.1', {}, 'direct', '403 tls-required'],
    ['[::2]', {}, 'direct', '403 tls-required'],
    // Whoever is not named as a proxy can say what it likes.
    ['quy.example', { 'x-forwarded-proto': 'https' }, 'direct', '403 tls-required'],
    ['localhost', { 'x-forwarded-proto': 'https' }, 'direct', '403 tls-required'],
    ['127.0.0.1:3000', { 'x-forwarded-for': '10.0.0.7' }, 'direct', '403 tls-required'],
    ['quy.example', { 'x-forwarded-host': 'localhost' }, 'direct', '403 tls-required'],
    ['quy.example', { 'x-forwarded-proto': 'https' }, 'trusted', '200 Secure'],
    ['127.0.0.1:3000', { 'x-forwarded-proto': 'https' }, 'trusted', '200 Secure'],
    ['quy.example', { 'x-forwarded-proto': 'http' }, 'trusted', '403 tls-required'],
    ['quy.example', { 'x-forwarded-proto': 'https, http' }, 'trusted', '403 tls-required'],
    ['127.0.0.1:3000', { 'x-forwarded-proto': 'http' }, 'trusted', '403 tls-required'],
    ['127.0.0.1:3000', { 'x-forwarded-for': '10.0.0.7' }, 'trusted', '403 tls-required'],
    ['quy.example', {}, 'trusted', '403 tls-required'],
    ['localhost:3000', {}, 'trusted', '200'],
  ])('%s with %j, %s', async (host, headers, way, expected) => {
    const on = way === 'trusted' ? behindProxy : service;
    const answer = await signIn(api.fund.token, { headers: { host, ...headers }, on });
    const [set = ''] = (answer.headers['set-cookie'] ?? []) as string[];
    expect(`${told(answer)}${set.includes('; Secure') ? ' Secure' : ''}`).toBe(expected);
    if (expected.startsWith('403')) expect(set).toBe('');
  });

  test('who is refused is told what to do, in both languages', async () => {
    const host = { host: 'quy.local' };
    const english = await signIn(api.fund.token, { headers: host });
    expect(english.body.detail).toMatch(/by https.*http:\/\/localhost.*operating\.md/);
    const vietnamese = await signIn(api.fund.token, {
      headers: { ...host, 'accept-language': 'vi' },
    });
    expect(vietnamese.body.detail).toMatch(/bằng https.*http:\/\/localhost.*operating\.md/);
  });

  test('the cookie of an encrypted way is forgotten as such', async () => {
    const tls = { 'x-forwarded-proto': 'https', host: 'quy.example', ...OWN_PAGE };
    const begun = await signIn(api.fund.token, { headers: tls, on: behindProxy });
    const headers = { ...tls, cookie: cookieIn(begun) };
    const ended = await ask('DELETE', '/session', { headers, on: behindProxy });
    expect(ended.headers['set-cookie']).toEqual([
      'session=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0',
    ]);
  });

  test('behind a proxy the page is of the host that the browser asked for', async () => {
    const tls = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'quy.example' };
    const headers = { ...tls, host: '127.0.0.1:3000', origin: 'https://quy.example' };
    const begun = await ask('POST', '/session', {
      body: { token: api.fund.token },
      headers,
      on: behindProxy,
    });
    expect(told(begun)).toBe('200');
    expect(told(await act(cookieIn(begun), headers, behindProxy))).toBe('201');
    const other = { ...headers, origin: 'https://127.0.0.1:3000' };
    expect(told(await act(cookieIn(begun), other, behindProxy))).toBe('401 unauthorized');
  });
});

describe('guesses', () => {
  test('are ten in a minute for an address, which may sign in again in the next', async () => {
    const on = await listen({ trustedProxies: ['127.0.0.1'] });
    const guess = (address: string, token: string = randomUUID()) =>
      signIn(token, {
        on,
        headers: {
          host: 'quy.example',
          'x-forwarded-proto': 'https',
          'x-forwarded-for': address,
        },
      });
    try {
      now = new Date(MORNING + 20_000);
      for (let count = 0; count < 3; count += 1) {
        // Whoever has a token is not slowed down by having it.
        expect(told(await guess('10.0.0.7', api.fund.token))).toBe('200');
      }
      const statuses = [];
      for (let count = 0; count < 12; count += 1) statuses.push(told(await guess('10.0.0.7')));
      expect(statuses).toEqual([
        ...Array<string>(10).fill('401 unauthorized'),
        '429 too-many-requests',
        '429 too-many-requests',
      ]);
      const refused = await guess('10.0.0.7', api.fund.token);
      expect(told(refused)).toBe('429 too-many-requests');
      // The minute has begun 20 s ago.
      expect(refused.headers['retry-after']).toBe('40');
      expect(refused.headers['set-cookie']).toBeUndefined();
      expect(told(await guess('10.0.0.8', api.fund.token))).toBe('200');
      now = new Date(MORNING + 59_999);
      expect((await guess('10.0.0.7')).headers['retry-after']).toBe('1');
      now = new Date(MORNING + 60_000);
      expect(told(await guess('10.0.0.7', api.fund.token))).toBe('200');
    } finally {
      await on.app.close();
    }
  });

  test('that are no tokens, or go in the clear, are not looked up and not counted', async () => {
    const on = await listen();
    try {
      for (let count = 0; count < 12; count += 1) {
        await ask('POST', '/session', { body: { token: '' }, on });
        await signIn(randomUUID(), { headers: { host: 'quy.local' }, on });
      }
      expect(told(await signIn(api.fund.token, { on }))).toBe('200');
    } finally {
      await on.app.close();
    }
  });
});

test('the document tells how to sign in and out', async () => {
  const document = (await api.app.inject({ url: '/openapi.json' })).json();
  const { post, delete: end } = document.paths['/session'];
  expect([post.operationId, end.operationId]).toEqual(['signIn', 'signOut']);
  expect(Object.keys(post.responses)).toEqual([
    '200',
    '400',
    '401',
    '403',
    '413',
    '415',
    '429',
    '500',
    '503',
  ]);
  expect(post.security).toEqual([]);
  expect(end.security).toEqual([{ session: [] }]);
  expect(document.components.securitySchemes.session).toMatchObject({ in: 'cookie' });
  expect(document.security).toEqual([{ token: [] }, { session: [] }]);
});
