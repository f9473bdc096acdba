import vm from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { spyOn } from 'jest-mock';
import { startApi, type Api } from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const ask = (headers: Record<string, string> = {}) =>
  api.app.inject({ url: '/openapi.json', headers });

describe('GET /openapi.json', () => {
  test('is the same in each coding that the client takes', async () => {
    const plain = await ask();
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.json().openapi).toBe('3.1.0');
    const br = await ask({ 'accept-encoding': 'gzip, deflate, br' });
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    const gz = await ask({ 'accept-encoding': 'br;q=0, *;q=0.5' });
    expect(gz.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gz.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gz.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5);
    const none = await ask({ 'accept-encoding': 'zstd' });
    expect(none.headers['content-encoding']).toBeUndefined();
  });

  test('is a 304 to whoever has it, also by a tag that a proxy made weak', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const { etag } = (await ask(headers)).headers;
    expect(etag).toMatch(/^"[\w-]+-gzip"$/);
    for (const tag of [`${etag}`, `W/${etag}`, `"other", W/${etag}`, '*']) {
      const again = await ask({ ...headers, 'if-none-match': tag });
      expect([tag, again.statusCode, again.payload]).toEqual([tag, 304, '']);
      expect(again.headers['etag']).toBe(etag);
    }
    const other = await ask({ ...headers, 'if-none-match': '"other"' });
    expect(other.statusCode).toBe(200);
    // Another form is another answer.
    expect((await ask({ 'if-none-match': `${etag}` })).statusCode).toBe(200);
  });

  test('is made once, however often it is asked for', async () => {
    await ask();
    const make = spyOn(JSON, 'stringify');
    await Promise.all(Array.from({ length: 20 }, () => ask({ 'accept-encoding': 'br' })));
    const large = make.mock.results.filter(({ value }) => String(value).length > 100_000);
    make.mockRestore();
    expect(large).toEqual([]);
  });

  test('is the only place that writes the document out', async () => {
    for (const url of ['/docs/json', '/docs/yaml']) {
      const answer = await api.app.inject({ url });
      expect([url, [401, 404]]).toEqual([url, expect.arrayContaining([answer.statusCode])]);
      expect(answer.rawPayload.length).toBeLessThan(2_000);
    }
  });
});

describe('the reference page', () => {
  /** What the page has of its own, as a browser runs it. */
  async function configured() {
    const start = (await api.app.inject({ url: '/docs/start.js' })).payload;
    let given: { onBeforeRequest: (hook: { request: Request }) => void } | undefined;
    const createApiReference = (_: string, configuration: typeof given) => (given = configuration);
    vm.runInNewContext(start, { Scalar: { createApiReference }, crypto, Uint8Array, Array });
    if (given === undefined) throw new Error('the page makes no reference');
    return given;
  }

  test('sends each act that is tried under a key of its own', async () => {
    const { onBeforeRequest } = await configured();
    const keyOf = (method: string, key = ''): string | null => {
      const headers = { 'idempotency-key': key };
      const request = new Request('http://localhost/v1/loans', { method, headers });
      onBeforeRequest({ request });
      return request.headers.get('idempotency-key');
    };
    const first = keyOf('POST');
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf('POST')).not.toBe(first);
    expect(keyOf('POST', 'mine')).toBe('mine');
    expect(keyOf('GET')).toBe('');
  });

  test('sends a token only if there is one: else whoever is signed in tries', async () => {
    const { onBeforeRequest } = await configured();
    const sent = (authorization: string): string | null => {
      const request = new Request('http://localhost/v1/me', { headers: { authorization } });
      onBeforeRequest({ request });
      return request.headers.get('authorization');
    };
    expect(sent('Bearer')).toBeNull();
    expect(sent('Bearer ')).toBeNull();
    expect(sent('Bearer a-token')).toBe('Bearer a-token');
  });

  test('asks for its parts over the way by which it came, also over plain HTTP', async () => {
    const { payload, headers } = await api.app.inject({ url: '/docs' });
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
    const parts = [...payload.matchAll(/src="([^"]+)"/g)].map(([, address]) => address);
    expect(parts).toEqual(['/docs/reference.js', '/docs/start.js']);
  });
});
