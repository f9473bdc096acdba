import { randomUUID } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Type } from 'typebox';
import { spyOn } from 'jest-mock';
import { DomainError } from '../../../src/domain/primitives/errors.ts';
import { act } from '../../../src/http/service/act.ts';
import type { App, Routes } from '../../../src/http/service/appTypes.ts';
import { Networks } from '../../../src/usecases/webhooks/addresses.ts';
import { createApp } from '../../../src/http/service/createApp.ts';
import { isUuid } from '../../../src/domain/primitives/ids.ts';
import { isText, keyAfter, pageOf } from '../../../src/http/schema/cursor.ts';
import { seenVersions, sendVersion } from '../../../src/http/present/etag.ts';
import { healthRoutes } from '../../../src/http/routes/service/health.ts';
import { problemRoutes } from '../../../src/http/routes/service/problem.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdParams,
  Instant,
  Name,
  Nullable,
  OneOf,
  Page,
  PageQuery,
  PositiveMoney,
  Rate,
  Text,
} from '../../../src/http/schema/schemas.ts';
import { NO_SIGN_ON } from '../../../src/usecases/access/providers.ts';
import { readAsKnown } from '../../../src/usecases/view/readAsKnown.ts';
import { hashToken } from '../../../src/usecases/access/authenticate.ts';
import { dateInVietnam, systemClock } from '../../../src/usecases/view/clock.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import type { HolidayListEntry } from '../../../src/store/fund/holiday.ts';
import { addFund } from '../../../src/store/fund/fund.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NO_RUNS = { start: () => undefined };

const NO_IMPORTS = {
  look: () => ({ status: 'failed', refusal: 'internal' }) as const,
  enter: () => undefined,
  enterNow: async () => undefined,
  forget: () => undefined,
};

const NO_SCHEDULE = {
  tools: { sendDeadlines: null } as never,
  backup: null,
  figures: { late: 0, lastBackupAt: null },
};

const NO_WEBHOOKS = {
  key: null,
  networks: new Networks([]),
  outcomes: new Map(),
  waitingSeconds: () => 0,
  wake: () => undefined,
  send: () => Promise.reject(new Error('nothing is sent')),
};

const TOKEN = 'a-token-of-the-first-fund-0123456789';

const OTHER_TOKEN = 'a-token-of-the-other-fund-0123456789';

const about = (summary: string) => ({ summary, tags: ['Test'] });

const Thing = Closed({
  name: Text('Its name.', 'Vạn An'),
  code: Type.Optional(Code('Its code.', 'VA')),
  amount: PositiveMoney,
  rate: Type.Optional(Rate),
  effectiveOn: CalendarDate,
  ownerId: Type.Optional(Nullable(Id)),
  schedule: Type.Optional(
    OneOf('kind', [
      Closed({ kind: Type.Literal('bullet'), dueOn: DateOf('When.') }),
      Closed({
        kind: Type.Literal('custom'),
        instalments: Type.Array(Closed({ dueOn: DateOf('When.'), principal: PositiveMoney }), {
          maxItems: 20,
        }),
      }),
    ]),
  ),
});

/** Routes that exist only here, one for each thing the plumbing does. */
const testRoutes: Routes = (app, services) => {
  app.post(
    '/v1/things',
    {
      config: { idempotency: 'none' },
      schema: { ...about('Says the thing'), body: Thing, response: { 201: Type.Any() } },
    },
    (request, reply) => reply.code(201).send(request.body),
  );
  app.post(
    '/v1/facts',
    {
      config: { idempotency: 'required' },
      schema: {
        ...about('Records a fact'),
        body: Closed({ name: Text('A name.', 'x'), refuse: Type.Optional(Type.Boolean()) }),
        response: { 201: Closed({ id: Id, recordedAt: Instant, name: Type.String() }) },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const effectiveOn = services.clock.today();
          const said = {
            factKind: 'holiday_list',
            effectiveOn,
            year: 2026,
            dates: [],
            workingDays: [],
          } as const;
          const fact = tx.record<HolidayListEntry>(said);
          if (request.body.refuse === true) throw new DomainError('nothing-outstanding');
          const recordedAt = new Date(fact.recordedAt).toISOString();
          return { id: fact.id, recordedAt, name: request.body.name };
        },
        ({ id }) => `/v1/facts/${id}`,
      ),
  );
  app.get(
    '/v1/things/:id',
    {
      schema: {
        ...about('A view'),
        params: IdParams,
        querystring: Closed({
          ...AsKnownQuery,
          ...PageQuery,
          q: Type.Optional(Text('Part.', 'x')),
        }),
        response: {
          200: Closed({
            asOf: CalendarDate,
            knownAt: Instant,
            limit: Type.Integer(),
            q: Type.Optional(Type.String()),
          }),
        },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, async (_, { asOf, knownAt }) => ({
        asOf,
        knownAt: knownAt.toISOString(),
        limit: query.limit ?? 0,
        ...(query.q === undefined ? {} : { q: query.q }),
      })),
  );
  app.put(
    '/v1/things/:id',
    {
      schema: {
        ...about('Changes'),
        params: IdParams,
        body: Closed({ kind: Name(['a', 'b']) }),
        response: { 200: Type.Any() },
      },
    },
    (request, reply) => {
      if (!(seenVersions(request) ?? ['v1']).includes('v1')) throw new DomainError('stale-version');
      sendVersion(reply, 'v2');
      return request.body;
    },
  );
  app.get(
    '/v1/pages',
    {
      schema: {
        ...about('A list'),
        querystring: Closed(PageQuery),
        response: { 200: Page(Type.String()) },
      },
    },
    ({ query: { limit = 50, cursor } }) => {
      const [after = ''] = keyAfter(cursor, [isText]) ?? [];
      const rows = ['a', 'b', 'c', 'd', 'e'].filter((each) => each > after).slice(0, limit + 1);
      return pageOf(rows, limit, (row) => [row]);
    },
  );
  app.get(
    '/v1/failures/:kind',
    {
      schema: {
        ...about('Fails'),
        params: Closed({ kind: Type.String() }),
        response: { 200: Closed({ a: Type.String() }) },
      },
    },
    ({ params: { kind } }): { a: string } => {
      if (kind === 'bug') throw new Error('secret: the reason');
      if (kind === 'lie') return { b: 1 } as never;
      throw new DomainError('more-than-payoff', {
        rule: 'R11',
        figures: { amount: '20000000', payoff: '12345678' },
      });
    },
  );
};

type Answer = Awaited<ReturnType<App['inject']>>;

const TEST_ROUTES = [
  'POST /v1/things',
  'POST /v1/facts',
  'GET /v1/things/:id',
  'PUT /v1/things/:id',
  'GET /v1/pages',
  'GET /v1/failures/:kind',
];

describe('the plumbing', () => {
  let db: TestDatabase;
  let app: App;
  const logged: string[] = [];

  const start = (options: Partial<Parameters<typeof createApp>[0]> = {}) =>
    createApp(
      {
        database: db.database,
        clock: systemClock,
        noticeRunner: NO_RUNS,
        importRunner: NO_IMPORTS,
        schedule: NO_SCHEDULE,
        webhookRunner: NO_WEBHOOKS,
        signOn: NO_SIGN_ON,
        addFund: null,
        logger: pino({ level: 'info' }, { write: (line: string) => logged.push(line) }),
        rateLimitPerSecond: 0,
        checkAnswers: true,
        ...options,
      },
      [healthRoutes, problemRoutes, testRoutes],
      new Map(TEST_ROUTES.map((route) => [route, 'loans:write' as const])),
    );

  beforeAll(async () => {
    db = await createTestDatabase();
    for (const [code, token] of [
      ['ONE', TOKEN],
      ['TWO', OTHER_TOKEN],
    ] as const) {
      await addFund(db.ownerConnectionString, {
        code,
        name: 'Quỹ',
        province: '',
        tokenName: 'Giám đốc',
        tokenHash: hashToken(token),
      });
    }
    app = await start();
  });

  afterAll(async () => {
    await app.close();
    await db.close();
  });

  type Request = {
    body?: unknown;
    headers?: Record<string, string>;
    token?: string | null;
    on?: App;
  };

  function ask(method: string, url: string, request: Request = {}): Promise<Answer> {
    const { body, headers = {}, token = TOKEN, on = app } = request;
    return on.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  const faults = (answer: Answer) =>
    (answer.json<{ errors?: { pointer: string; message: string }[] }>().errors ?? []).map(
      ({ pointer, message }) => `${pointer} ${message}`,
    );

  function expectProblem(answer: Answer, status: number, code: string) {
    expect(`${answer.statusCode} ${answer.json<{ code: string }>().code}`).toBe(
      `${status} ${code}`,
    );
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const { requestId, type, status: said, title, detail } = answer.json();
    expect({ type, said, requestId }).toEqual({
      type: `/problems/${code}`,
      said: status,
      requestId: answer.headers['x-request-id'],
    });
    expect(title).toBeTruthy();
    expect(detail).toBeTruthy();
  }

  const thing = { name: 'Vạn An', amount: '15000000', effectiveOn: '2023-06-30' };

  describe('a body', () => {
    const post = (body: unknown, headers = {}) => ask('POST', '/v1/things', { body, headers });

    test('that fits is taken, its texts trimmed and in NFC before their length is judged', async () => {
      const name = `  ${'Vạn An'.normalize('NFD')}${' '.repeat(600)}`;
      const answer = await post({ ...thing, name });
      expect(answer.statusCode).toBe(201);
      expect(answer.json().name).toBe('Vạn An');
    });

    test.each<[string, Record<string, unknown>, string]>([
      ['money as a number', { amount: 15000000 }, '/amount must be a string of at most 18'],
      ['money with decimals', { amount: '1.5' }, '/amount must be a string of at most 18'],
      ['money with a leading zero', { amount: '015' }, '/amount must be a string of at most 18'],
      ['money of 19 digits', { amount: '1'.repeat(19) }, '/amount must be a string of at most 18'],
      ['money with a space', { amount: '15 ' }, '/amount must be a string of at most 18'],
      ['no money at all', { amount: '0' }, '/amount must be a string of at most 18'],
      ['a rate of 7 decimals', { rate: '6.1234567' }, '/rate must be a decimal string'],
      ['a rate as a number', { rate: 6.6 }, '/rate must be a decimal string'],
      ['30 February', { effectiveOn: '2023-02-30' }, '/effectiveOn must be a date that exists'],
      ['an instant for a date', { effectiveOn: '2023-02-03T00:00:00Z' }, '/effectiveOn must be a'],
      ['a date with a space', { effectiveOn: ' 2023-02-03' }, '/effectiveOn must be a date'],
      ['an unknown field', { amonut: '1' }, '/amonut is not known here; leave it out'],
      ['a field with a strange name', { 'a/b~': 1 }, '/a~1b~0 is not known here'],
      ['a missing field', { name: undefined }, '/name is required'],
      ['a field that is null', { name: null }, '/name must be a string'],
      ['an empty text', { name: '' }, '/name must not be empty'],
      ['a text of spaces', { name: ' \u00a0\t' }, '/name must not be empty'],
      ['a text of 501 characters', { name: 'x'.repeat(501) }, '/name must have at most 500'],
      ['a code of 65 characters', { code: 'x'.repeat(65) }, '/code must have at most 64'],
      ['NUL in a text', { name: 'a\0b' }, '/name must not contain control characters'],
      ['half a character', { name: 'a\ud800b' }, '/name must not contain control characters'],
      ['an id that is none', { ownerId: '1' }, '/ownerId must be an id given by the service'],
      ['a list for a text', { name: ['a'] }, '/name must be one string, not several'],
      [
        'an unknown variant',
        { schedule: { kind: 'x' } },
        '/schedule/kind must be one of bullet, custom',
      ],
      ['no variant', { schedule: {} }, '/schedule/kind must be one of bullet, custom'],
      [
        'a fault in the variant named',
        { schedule: { kind: 'bullet' } },
        '/schedule/dueOn is required',
      ],
      [
        'a fault deep in the variant named',
        { schedule: { kind: 'custom', instalments: [{ dueOn: '2023-02-29', principal: '1' }] } },
        '/schedule/instalments/0/dueOn must be a date that exists',
      ],
    ])('with %s is refused, and only that named', async (_, change, fault) => {
      const answer = await post({ ...thing, ...change });
      expectProblem(answer, 400, 'validation');
      expect(faults(answer)).toEqual([expect.stringContaining(fault)]);
    });

    test('with several faults names each of them', async () => {
      const answer = await post({ amount: 1, effectiveOn: 'x', y: 1 });
      expect(faults(answer).map((each) => each.split(' ')[0])).toEqual(
        expect.arrayContaining(['/name', '/amount', '/effectiveOn', '/y']),
      );
    });

    test.each<[string, string, number, string]>([
      ['is no JSON', '{"name": ', 400, 'validation'],
      ['is empty', '', 400, 'validation'],
      ['is a list', '[]', 400, 'validation'],
      ['is null', 'null', 400, 'validation'],
      ['is a text', '"x"', 400, 'validation'],
      ['is nested without end', '['.repeat(30_000) + ']'.repeat(30_000), 400, 'validation'],
      ['names __proto__', '{"__proto__": {"a": 1}}', 400, 'validation'],
      ['is longer than its address takes', `"${'x'.repeat(65_536)}"`, 413, 'too-large'],
      ['holds more values than any', `[${'0,'.repeat(10_001)}0]`, 400, 'validation'],
    ])('that %s is refused', async (_, body, status, code) => {
      expectProblem(await post(body), status, code);
    });

    test('of another media type is refused', async () => {
      const headers = { 'content-type': 'text/csv' };
      expectProblem(await post('a,b', headers), 415, 'unsupported-media-type');
      expectProblem(await ask('POST', '/v1/things'), 400, 'validation');
    });
  });

  describe('an address', () => {
    const id = randomUUID();

    test('answers as of today and as known now, and repeats both', async () => {
      const answer = await ask('GET', `/v1/things/${id}?q=%20x%20`);
      expect(answer.statusCode).toBe(200);
      const { asOf, knownAt, limit, q } = answer.json();
      expect([asOf, limit, q]).toEqual([dateInVietnam(new Date()), 50, 'x']);
      const again = await ask('GET', `/v1/things/${id}?asOf=2023-06-30&knownAt=${knownAt}&limit=3`);
      expect(again.json()).toMatchObject({ asOf: '2023-06-30', knownAt, limit: 3 });
    });

    test.each<[string, string, string]>([
      ['an unknown parameter', 'asof=2023-06-30', '?asof is not known here; leave it out'],
      ['a parameter twice', 'asOf=2023-06-30&asOf=2023-06-30', '?asOf is given more than once'],
      ['a text twice', 'q=a&q=b', '?q is given more than once; give it once'],
      ['a date that does not exist', 'asOf=2023-02-30', '?asOf must be a date that exists'],
      [
        'an instant that does not exist',
        'knownAt=2023-02-30T00:00:00Z',
        '?knownAt must be an instant',
      ],
      ['an instant at hour 25', 'knownAt=2023-02-03T25:00:00Z', '?knownAt must be an instant'],
      ['an instant in the future', 'knownAt=2199-01-01T00:00:00Z', '?knownAt lies in the future'],
      ['a limit above 200', 'limit=201', '?limit must be at most 200'],
      ['a limit that is no number', 'limit=many', '?limit must be a whole number in digits'],
      ['NUL in a text', 'q=a%00', '?q must not contain control characters'],
    ])('with %s is refused', async (_, query, fault) => {
      const answer = await ask('GET', `/v1/things/${id}?${query}`);
      expectProblem(answer, 400, 'validation');
      expect(faults(answer)).toEqual([expect.stringContaining(fault)]);
    });

    test('without parameters of its own takes none', async () => {
      expectProblem(await ask('GET', '/livez?x=1'), 400, 'validation');
      expectProblem(await ask('POST', '/v1/things?x=1', { body: thing }), 400, 'validation');
    });

    test('that does not exist, or names no id, is a 404', async () => {
      for (const url of ['/v1/nothing', '/v1/things/1', `/v1/things/${'x'.repeat(200)}`]) {
        expectProblem(await ask('GET', url), 404, 'not-found');
      }
      expectProblem(await ask('POST', '/v1/nothing', { body: {} }), 404, 'not-found');
    });

    test('with another method is a 405 that says which ones there are', async () => {
      const answer = await ask('DELETE', `/v1/things/${id}`);
      expectProblem(answer, 405, 'method-not-allowed');
      expect(answer.headers.allow).toBe('GET, HEAD, PUT');
      expectProblem(await ask('GET', '/v1/facts'), 405, 'method-not-allowed');
    });

    test('that is no URL is a 400', async () => {
      expectProblem(await ask('GET', '/v1/%zz'), 400, 'validation');
    });
  });

  describe('a token', () => {
    test.each<[string, Record<string, string>]>([
      ['missing', {}],
      ['unknown', { authorization: 'Bearer nobody' }],
      ['of another scheme', { authorization: `Basic ${TOKEN}` }],
      ['with strange letters', { authorization: 'Bearer \u00e9' }],
    ])('that is %s is a 401, also where there is nothing', async (_, headers) => {
      for (const url of ['/v1/pages', '/v1/nothing', '/nothing']) {
        const answer = await ask('GET', url, { token: null, headers });
        expectProblem(answer, 401, 'unauthorized');
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    });

    test('comes before everything else', async () => {
      const answer = await ask('POST', '/v1/things', { token: null, body: '{' });
      expectProblem(answer, 401, 'unauthorized');
    });

    test('is not needed for probes, documentation and problems', async () => {
      const urls = ['/livez', '/readyz', '/openapi.json', '/docs', '/problems/duplicate'];
      for (const url of urls) {
        expect([url, (await ask('GET', url, { token: null })).statusCode]).toEqual([url, 200]);
      }
    });

    test('never gets into the log', async () => {
      await ask('GET', '/v1/pages');
      expect(logged.length).toBeGreaterThan(0);
      expect(logged.join('')).not.toContain(TOKEN);
    });
  });

  describe('a problem', () => {
    test('has its rule and figures, and says what to do in the language asked for', async () => {
      const english = await ask('GET', '/v1/failures/refusal');
      expectProblem(english, 422, 'more-than-payoff');
      expect(english.json()).toMatchObject({ rule: 'R11', figures: { payoff: '12345678' } });
      expect(english.json().detail).toContain('12,345,678 VND');
      const headers = { 'accept-language': 'fr, en;q=0.5, vi-VN;q=0.8' };
      const vietnamese = await ask('GET', '/v1/failures/refusal', { headers });
      expect(vietnamese.json().detail).toContain('12.345.678 đồng');
      expect(vietnamese.json().title).toBe('Vượt số nợ phải trả');
      expect(vietnamese.headers['content-language']).toBe('vi');
    });

    test.each([
      ['vi', 'vi'],
      ['en, vi', 'en'],
      ['vi, en', 'vi'],
      ['*', 'en'],
      ['vi;q=0', 'en'],
      ['fr, vi;q=0.1', 'vi'],
      ['en-US,en;q=0.9,vi;q=0.95', 'en'],
      ['en;q=0.9,vi;q=0.95', 'vi'],
    ])('for "%s" is in %s', async (language, expected) => {
      const headers = { 'accept-language': language };
      const answer = await ask('GET', '/v1/nothing', { headers });
      expect(answer.headers['content-language']).toBe(expected);
    });

    test('of ours is logged with its stack and tells nothing', async () => {
      const answer = await ask('GET', '/v1/failures/bug');
      expectProblem(answer, 500, 'internal');
      expect(answer.body).not.toContain('secret');
      const line = logged.find((each) => each.includes('secret: the reason')) ?? '{}';
      expect(JSON.parse(line)).toMatchObject({ requestId: answer.json().requestId });
      expect(line).toContain('plumbing.test.ts');
    });

    test('is what an answer other than its schema becomes in tests', async () => {
      expectProblem(await ask('GET', '/v1/failures/lie'), 500, 'internal');
    });

    test('explains itself in both languages', async () => {
      const answer = await ask('GET', '/problems/more-than-payoff');
      expect(answer.json()).toMatchObject({ status: 422, vi: { title: 'Vượt số nợ phải trả' } });
      expect(answer.body).not.toMatch(/[{[]\w*payoff/);
      expectProblem(await ask('GET', '/problems/nothing'), 404, 'not-found');
    });

    test("takes a harmless request id of the client's, and no other", async () => {
      const given = await ask('GET', '/v1/pages', { headers: { 'x-request-id': 'my-id_1' } });
      expect(given.headers['x-request-id']).toBe('my-id_1');
      const other = await ask('GET', '/v1/pages', { headers: { 'x-request-id': 'a b' } });
      expect(other.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe('a list', () => {
    test('goes on where its cursor says, to the end', async () => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer = await ask('GET', `/v1/pages?limit=2${cursor && `&cursor=${cursor}`}`);
        const page: { data: string[]; nextCursor: string | null } = answer.json();
        seen.push(...page.data);
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    test.each(['x', 'bnVsbA', 'W10', Buffer.from('["a\\u0000"]').toString('base64url')])(
      'refuses the cursor %s',
      async (cursor) => {
        const answer = await ask('GET', `/v1/pages?cursor=${cursor}`);
        expectProblem(answer, 400, 'validation');
        expect(faults(answer)).toEqual([expect.stringContaining('?cursor must be')]);
      },
    );

    test('checks an id in a cursor', () => {
      const cursor = Buffer.from('["x"]').toString('base64url');
      expect(() => keyAfter(cursor, [isUuid])).toThrow('validation');
    });
  });

  describe('a PUT', () => {
    test.each([
      [undefined, 200],
      ['"v1"', 200],
      ['*', 200],
      ['"v0"', 412],
      // As proxies that compress hand tags on.
      ['W/"v1"', 200],
      ['"v1-gzip"', 200],
      ['"v1;br"', 200],
      ['"v0", W/"v1"', 200],
      ['W/"v0"', 412],
      ['"v1', 412],
    ])('with If-Match %s is a %d', async (match, status) => {
      const headers: Record<string, string> = match === undefined ? {} : { 'if-match': match };
      const answer = await ask('PUT', `/v1/things/${randomUUID()}`, {
        body: { kind: 'a' },
        headers,
      });
      expect(answer.statusCode).toBe(status);
      if (status === 200) expect(answer.headers.etag).toBe('"v2"');
      else expectProblem(answer, 412, 'stale-version');
    });
  });

  describe('an Idempotency-Key', () => {
    const record = (key: string | null, body: unknown, more: Request & { url?: string } = {}) =>
      ask('POST', more.url ?? '/v1/facts', {
        body,
        ...more,
        headers: key === null ? {} : { 'idempotency-key': key },
      });

    const countFacts = async () => {
      const { rows } = await db.asOwner('select count(*)::int n from fact');
      return rows[0]?.['n'];
    };

    test('missing, empty or too long is refused', async () => {
      for (const key of [null, '', 'x'.repeat(256)]) {
        expectProblem(await record(key, { name: 'a' }), 400, 'idempotency-key-missing');
      }
    });

    test('sent twenty times at once has one effect and the same answer', async () => {
      const before = Number(await countFacts());
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => record(key, { name: 'twenty' })),
      );
      expect(new Set(answers.map((each) => `${each.statusCode} ${each.body}`)).size).toBe(1);
      expect(new Set(answers.map((each) => each.headers.location)).size).toBe(1);
      expect(answers[0]?.statusCode).toBe(201);
      const replayed = answers.filter((each) => each.headers['idempotent-replayed'] === 'true');
      expect(replayed).toHaveLength(19);
      expect(await countFacts()).toBe(before + 1);
    });

    test('takes a body that parses to the same as the same', async () => {
      const key = randomUUID();
      const first = await record(key, '{"name": "a", "refuse": false}');
      const second = await record(key, '{ "refuse":false,"name":"\\u0061"}');
      expect(second.headers['idempotent-replayed']).toBe('true');
      expect(second.body).toBe(first.body);
      expect(second.headers.location).toBe(first.headers.location);
    });

    test('of another body, valid or not, is a 409', async () => {
      const key = randomUUID();
      await record(key, { name: 'a' });
      for (const body of [{ name: ' a' }, { name: 1 }]) {
        expectProblem(await record(key, body), 409, 'idempotency-key-reused');
      }
    });

    test('is not used up by a refusal', async () => {
      const key = randomUUID();
      const before = await countFacts();
      expectProblem(await record(key, { name: 'a', refuse: true }), 422, 'nothing-outstanding');
      expectProblem(await record(key, { name: 1 }), 400, 'validation');
      expect(await countFacts()).toBe(before);
      expect((await record(key, { name: 'b' })).statusCode).toBe(201);
    });

    test('belongs to its fund', async () => {
      const key = randomUUID();
      const first = await record(key, { name: 'a' });
      const other = await record(key, { name: 'b' }, { token: OTHER_TOKEN });
      expect([first.statusCode, other.statusCode]).toEqual([201, 201]);
      expect(other.headers['idempotent-replayed']).toBeUndefined();
    });
  });

  describe('a rate limit', () => {
    test('answers 429 with Retry-After, per token, and per address without one', async () => {
      const now = new Date();
      const clock = { ...systemClock, now: () => now };
      const limited = await start({ rateLimitPerSecond: 5, clock });
      try {
        for (const [token, ok] of [
          [TOKEN, 200],
          [null, 401],
          [OTHER_TOKEN, 200],
        ] as const) {
          const answers = await Promise.all(
            Array.from({ length: 8 }, () => ask('GET', '/v1/pages', { token, on: limited })),
          );
          const statuses = answers.map((each) => each.statusCode);
          expect(statuses.sort()).toEqual([ok, ok, ok, ok, ok, 429, 429, 429]);
          const refused = answers.find((each) => each.statusCode === 429);
          expect(refused?.headers['retry-after']).toBe('1');
          expectProblem(refused as Answer, 429, 'too-many-requests');
        }
        const probes = Array.from({ length: 20 }, () =>
          ask('GET', '/livez', { token: null, on: limited }),
        );
        expect((await Promise.all(probes)).every((each) => each.statusCode === 200)).toBe(true);
      } finally {
        await limited.close();
      }
    });
  });

  describe('a wrong token', () => {
    const guesses = (on: App, count: number) =>
      Promise.all(
        Array.from({ length: count }, () => ask('GET', '/v1/pages', { token: randomUUID(), on })),
      );

    test('is counted before it is looked up, and leaves others their share', async () => {
      const now = new Date();
      const clock = { ...systemClock, now: () => now };
      const limited = await start({ rateLimitPerSecond: 5, clock });
      const lookUps = spyOn(db.database.pool, 'query');
      try {
        // Known from here on.
        expect((await ask('GET', '/v1/pages', { on: limited })).statusCode).toBe(200);
        lookUps.mockClear();
        const answers = await guesses(limited, 200);
        const statuses = new Set(answers.map((each) => each.statusCode));
        expect([...statuses].sort()).toEqual([401, 429]);
        expect(lookUps).toHaveBeenCalledTimes(5);
        expect((await ask('GET', '/v1/pages', { on: limited })).statusCode).toBe(200);
        lookUps.mockClear();
        // A good token above its own share is not looked up either.
        for (let count = 2; count < 20; count += 1) await ask('GET', '/v1/pages', { on: limited });
        expect(lookUps.mock.calls.length).toBeLessThanOrEqual(3 * 5);
        lookUps.mockClear();
        const refused = await ask('GET', '/v1/pages', { on: limited });
        expect([refused.statusCode, lookUps.mock.calls.length]).toEqual([429, 0]);
      } finally {
        lookUps.mockRestore();
        await limited.close();
      }
    });
  });

  describe('while the database is down', () => {
    test('everything is a 503 with Retry-After, and the process lives', async () => {
      const database = openDatabase('postgres://nobody@127.0.0.1:1/none', () => undefined);
      const down = await start({ database });
      try {
        for (const url of ['/readyz', '/v1/pages', '/v1/nothing']) {
          const answer = await ask('GET', url, { on: down });
          expectProblem(answer, 503, 'service-unavailable');
          expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        }
        expect((await ask('GET', '/livez', { on: down })).statusCode).toBe(200);
      } finally {
        await down.close();
        await database.close();
      }
    });
  });

  test('what is not even HTTP gets a problem too', async () => {
    const listening = await start();
    try {
      await listening.listen({ port: 0, host: '127.0.0.1' });
      const { port } = listening.server.address() as AddressInfo;
      const socket = net.connect(port, '127.0.0.1');
      socket.end('nonsense\r\n\r\n');
      const chunks: Buffer[] = [];
      for await (const chunk of socket) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'validation' });
    } finally {
      await listening.close();
    }
  });

  test('the description has every problem, the bearer scheme and each parameter', async () => {
    const api = (await ask('GET', '/openapi.json', { token: null })).json();
    expect(api.openapi).toBe('3.1.0');
    expect(api.components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer' });
    expect(api.components.schemas.Problem.properties.code.enum).toContain('more-than-payoff');
    const post = api.paths['/v1/facts'].post;
    expect(Object.keys(post.responses)).toEqual(
      expect.arrayContaining(['201', '400', '409', '503']),
    );
    expect(post.parameters).toEqual([
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    ]);
    expect(post.responses['409'].content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
    const names = api.paths['/v1/things/{id}'].get.parameters.map(
      (each: { name: string }) => each.name,
    );
    expect(names).toEqual(
      expect.arrayContaining(['asOf', 'knownAt', 'limit', 'cursor', 'q', 'id']),
    );
  });

  test.each<[string, Routes]>([
    [
      'a POST that does not say whether it takes an Idempotency-Key',
      (on) =>
        on.post('/v1/x', { schema: { ...about('x'), response: { 200: Type.Any() } } }, () => 1),
    ],
    [
      'a body that takes what it does not know',
      (on) =>
        on.put(
          '/v1/x',
          { schema: { ...about('x'), body: Type.Object({ a: Type.String() }), response: {} } },
          () => 1,
        ),
    ],
    [
      'no entry in the table of permissions',
      (on) =>
        on.get('/v1/x/y', { schema: { ...about('x'), response: { 200: Type.Any() } } }, () => 1),
    ],
    ['no summary', (on) => on.get('/v1/x', () => 1)],
  ])('a route with %s does not build', async (_, routes) => {
    const options = {
      database: db.database,
      clock: systemClock,
      noticeRunner: NO_RUNS,
      importRunner: NO_IMPORTS,
      schedule: NO_SCHEDULE,
      webhookRunner: NO_WEBHOOKS,
      signOn: NO_SIGN_ON,
      addFund: null,
      rateLimitPerSecond: 0,
    };
    const methods = ['GET', 'POST', 'PUT'];
    const permissions = new Map(
      methods.map((method) => [`${method} /v1/x`, 'loans:write' as const]),
    );
    await expect(
      createApp({ ...options, logger: pino({ level: 'silent' }) }, [routes], permissions),
    ).rejects.toThrow('/v1/x');
  });

  test('an entry in the table of permissions without its route does not build', async () => {
    const options = {
      database: db.database,
      clock: systemClock,
      noticeRunner: NO_RUNS,
      importRunner: NO_IMPORTS,
      schedule: NO_SCHEDULE,
      webhookRunner: NO_WEBHOOKS,
      signOn: NO_SIGN_ON,
      addFund: null,
      rateLimitPerSecond: 0,
    };
    const permissions = new Map([['GET /v1/nowhere', 'loans:read' as const]]);
    const logger = pino({ level: 'silent' });
    await expect(createApp({ ...options, logger }, [], permissions)).rejects.toThrow('/v1/nowhere');
  });
});
