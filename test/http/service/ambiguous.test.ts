import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import {
  contribute,
  lend,
  next,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

// Requests that two readers could take for two different acts, on real sockets: a client for tests
// would tidy their headers. Each is refused and changes nothing.

let api: Api;

let path: string;

let port: number;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund);
  ({ path } = await lend(api.fund));
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = api.app.server.address() as AddressInfo);
});

afterAll(() => api.close());

interface Answered {
  readonly status: number;
  readonly body: Json;
}

/** Sends lines of headers as they are, in pairs of name and value. */
async function send(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  lines: readonly string[],
  body?: string | Buffer,
): Promise<Answered> {
  const headers = ['Host', 'x', ...lines];
  if (body !== undefined) headers.push('Content-Length', String(Buffer.byteLength(body)));
  const request = http.request({ port, host: '127.0.0.1', method, path: url, headers });
  request.end(body);
  const [reply] = (await once(request, 'response')) as [http.IncomingMessage];
  let text = '';
  for await (const part of reply.setEncoding('utf8')) text += part;
  return { status: reply.statusCode ?? 0, body: JSON.parse(text) as Json };
}

const bearer = () => ['Authorization', `Bearer ${api.fund.token}`];

const JSON_TYPE = ['Content-Type', 'application/json'];

const receipt = () => JSON.stringify(payment('1000', '2023-06-01'));

const validation = (pointer: string) => ({
  status: 400,
  body: { code: 'validation', errors: [{ pointer, message: expect.stringMatching(/\S/) }] },
});

/** Expects a refusal that names the place, and nothing recorded. */
async function expectNothingDone(pointer: string, ask: () => Promise<Answered>): Promise<Answered> {
  const before = await api.countRows();
  const answer = await ask();
  expect(answer).toMatchObject(validation(pointer));
  expect(await api.countRows()).toBe(before);
  return answer;
}

describe('a header that decides', () => {
  test('is refused if a receipt is sent with its key twice, in two lines or in one', async () => {
    const key = next('key-');
    const body = receipt();
    const post = (...keys: string[]) => {
      const lines = keys.flatMap((each) => ['Idempotency-Key', each]);
      return send('POST', `${path}/repayments`, [...bearer(), ...JSON_TYPE, ...lines], body);
    };
    expect((await post(key)).status).toBe(201);
    for (const keys of [
      [key, key],
      [key, next('key-')],
      [`${key}, ${key}`],
      [`${key},${key}`],
      [`${key},`],
      [`${key}, ${next('key-')}`],
    ]) {
      await expectNothingDone('Idempotency-Key', () => post(...keys));
    }
    const before = await api.countRows();
    expect((await post(key)).status).toBe(201);
    expect(await api.countRows()).toBe(before);
  });

  test('is refused in two lines, the same or another', async () => {
    const key = () => ['Idempotency-Key', next('key-')];
    const post = (lines: string[]) =>
      send('POST', `${path}/repayments`, [...key(), ...lines], receipt());
    const other = ['Authorization', `Bearer ${api.other.token}`];
    for (const second of [bearer(), other]) {
      await expectNothingDone('Authorization', () => post([...bearer(), ...second, ...JSON_TYPE]));
    }
    for (const second of [JSON_TYPE, ['content-type', 'text/plain']]) {
      await expectNothingDone(second[0] ?? '', () => post([...bearer(), ...JSON_TYPE, ...second]));
    }
  });

  test('of the length of the body is refused twice', async () => {
    const socket = net.connect(port, '127.0.0.1');
    const body = receipt();
    const length = `Content-Length: ${body.length}`;
    const lines = ['Host: x', bearer().join(': '), JSON_TYPE.join(': '), 'Idempotency-Key: a'];
    const head = [`POST ${path}/repayments HTTP/1.1`, ...lines, length, length, '', ''];
    const before = await api.countRows();
    socket.end(head.join('\r\n') + body);
    let answer = '';
    for await (const part of socket.setEncoding('utf8')) answer += part;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await api.countRows()).toBe(before);
  });

  test('of a version is refused in two lines', async () => {
    const dates = JSON.stringify({ dates: ['2031-01-01'] });
    const put = (...matches: string[]) => {
      const lines = matches.flatMap((each) => ['If-Match', each]);
      const headers = [...bearer(), ...JSON_TYPE, ...lines];
      return send('PUT', '/v1/fund/holidays/2031', headers, dates);
    };
    await expectNothingDone('If-Match', () => put('"none"', '"x"'));
    await expectNothingDone('If-Match', () => put('*', '*'));
    expect((await put('"none"')).status).toBe(200);
  });

  test('of the host is refused twice', async () => {
    const socket = net.connect(port, '127.0.0.1');
    socket.end(
      ['GET /livez HTTP/1.1', 'Host: a', 'Host: b', 'Connection: close', '', ''].join('\r\n'),
    );
    let answer = '';
    for await (const part of socket.setEncoding('utf8')) answer += part;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('and is a list by its nature may be sent in parts', async () => {
    const accept = ['Accept', 'image/png', 'Accept', 'application/json'];
    expect((await send('GET', '/v1/fund', [...bearer(), ...accept])).status).toBe(200);
  });
});

describe('a body', () => {
  const post = (body: string | Buffer, type = 'application/json', more: string[] = []) => {
    const lines = [...bearer(), 'Content-Type', type, 'Idempotency-Key', next('key-'), ...more];
    return send('POST', '/v1/cooperatives', lines, body);
  };
  const cooperative = (name = 'HTX Xuân Mai') =>
    JSON.stringify({ code: next('CP'), name, locality: 'Văn Quan' });

  test('in bytes that are not UTF-8 is refused', async () => {
    // "HTX Xuân" as windows-1258, UTF-16, a letter cut in half, a surrogate in three bytes.
    const bytes = [
      Buffer.from(cooperative(), 'latin1'),
      Buffer.from(`\ufeff${cooperative()}`, 'utf16le'),
      Buffer.from(cooperative(), 'utf16le'),
      Buffer.from(cooperative('Vạn An')).subarray(0, 33),
      Buffer.concat([Buffer.from('{"code":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
      Buffer.from([0xc0, 0xaf]),
    ];
    for (const each of bytes) await expectNothingDone('', () => post(each));
  });

  test('with a byte order mark of UTF-8 is read without it', async () => {
    expect((await post(Buffer.from(`\ufeff${cooperative()}`))).status).toBe(201);
  });

  test.each([
    'application/json; charset=windows-1258',
    'application/json;charset=utf-16',
    'application/json; Charset="ISO-8859-1"',
    'application/json; charset=utf-8; charset=windows-1258',
    'application/json; charset=',
  ])('that says it is %s is refused', async (type) => {
    const before = await api.countRows();
    const answer = await post(cooperative(), type);
    expect([400, 415]).toContain(answer.status);
    expect(await api.countRows()).toBe(before);
  });

  test.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'Application/JSON; charset=utf8',
  ])('that says it is %s is taken', async (type) => {
    expect((await post(cooperative(), type)).status).toBe(201);
  });

  test('that is something else than its media type says is refused', async () => {
    for (const body of ['<name>HTX</name>', 'name=HTX&code=1', 'code;name\r\n1;HTX', '', '{}{}']) {
      await expectNothingDone('', () => post(body));
    }
    expect((await post(cooperative(), 'text/plain')).status).toBe(415);
    const zipped = await post(cooperative(), 'application/json', ['Content-Encoding', 'gzip']);
    expect(zipped.status).toBe(415);
  });
});

describe('a member given twice', () => {
  const money = { principal: '400', inTermInterest: '0', overdueInterest: '0', lateInterest: '0' };
  const allocation = JSON.stringify(money).slice(1, -1);
  const whole = () => receipt().slice(1, -1);

  test.each([
    ['the last one smaller', () => `{${whole()},"amount":"1"}`, '/amount'],
    ['twice the same', () => `{${whole()},"amount":"1000"}`, '/amount'],
    ['with blanks before the colon', () => `{${whole()},"amount"\t\n :"1"}`, '/amount'],
    ['with an escaped letter', () => `{${whole()},"\\u0061mount":"1"}`, '/amount'],
    [
      'within an object',
      () => `{${whole()},"allocation":{${allocation},"principal":"1"}}`,
      '/allocation/principal',
    ],
    ['in a list', () => `{${whole()},"more":[{"a":[1,{"b":2}]},{"c":1,"c":2}]}`, '/more/1/c'],
    ['named like no other', () => `{${whole()},"__proto__":{"amount":"1"}}`, '/__proto__'],
    ['named so by escapes', () => `{${whole()},"\\u005f_proto__":{}}`, '/__proto__'],
  ])('is refused: %s', async (_, body, pointer) => {
    const lines = [...bearer(), ...JSON_TYPE, 'Idempotency-Key', next('key-')];
    const ask = () => send('POST', `${path}/repayments`, lines, body());
    await expectNothingDone(pointer, ask);
  });

  test('is none if two objects or a text have the same words', async () => {
    const lines = () => [...bearer(), ...JSON_TYPE, 'Idempotency-Key', next('key-')];
    const name = '"name":"x\\", "name": {[,';
    const body = JSON.stringify({ code: next('CP'), name, locality: 'name' });
    const added = await send('POST', '/v1/cooperatives', lines(), body);
    expect(added).toMatchObject({ status: 201, body: { name } });
  });
});

describe('an address', () => {
  const get = (query: string) =>
    send('GET', `/v1/cooperatives?${query}`, bearer()).then(({ status, body }) => ({
      status,
      body: body as Json,
    }));

  test('in bytes that are not percent-encoded UTF-8 is refused', async () => {
    for (const query of ['q=%D0o', 'q=%C3%28', 'q=100%', 'q=%ED%A0%80', 'q%FF=1']) {
      await expectNothingDone('?', () => get(query));
    }
    await expectNothingDone('', () => get(Buffer.from('q=bộ').toString('latin1')));
    expect((await get(`q=${encodeURIComponent('Xuân 100%')}`)).status).toBe(200);
  });
});
