import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { pino } from 'pino';
import type { App } from '../../../src/http/service/appTypes.ts';
import { buildApp } from '../../../src/process/app.ts';
import { systemClock } from '../../../src/usecases/view/clock.ts';
import { Client, startApi, type Api } from '../../support/api.ts';

const PAGE = '<!doctype html><title>Quỹ</title><script src="/assets/main-a1b2.js"></script>';

const FILES = {
  'index.html': PAGE,
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/main-a1b2.js': `console.log('${'x'.repeat(2_000)}')`,
  'assets/main-c3d4.css': 'body { color: #123 }',
  'assets/noto-e5f6.woff2': Buffer.from([0x77, 0x4f, 0x46, 0x32, 0, 0xff, 0xfe]),
  'assets/main-a1b2.js.map': '{"sources": []}',
  'assets/:name.js': 'a name that is a pattern',
};

/** What browsers send when somebody types an address. */
const BROWSER = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8',
};

let api: Api;

let folder: string;

let app: App;

let port: number;

const appOn = (consoleFolder: string): Promise<App> =>
  buildApp({
    database: api.database.database,
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
    consoleFolder,
  });

beforeAll(async () => {
  api = await startApi();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'console-'));
  fs.mkdirSync(path.join(folder, 'assets'));
  for (const [name, content] of Object.entries(FILES)) {
    fs.writeFileSync(path.join(folder, name), content);
  }
  app = await appOn(folder);
  await app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = app.server.address() as AddressInfo);
});

afterAll(async () => {
  await app.close();
  await api.close();
  fs.rmSync(folder, { recursive: true });
});

const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ method, url, headers });

describe('the page of the console', () => {
  test('is what a browser finds at the root and at each address of the console', async () => {
    const turned = '/receipts?from=2024-01-01&to=2023-01-01';
    const loan = '/loans/0195f3f0-5b6e?asOf=2023-06-30';
    for (const url of ['/', '/?x=1&x=2', '/loans', loan, turned, '/v1x']) {
      const answer = await ask(url, BROWSER);
      expect([url, answer.statusCode, answer.payload]).toEqual([url, 200, PAGE]);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'accept, accept-encoding',
        etag: expect.stringMatching(/^"[\w-]+"$/),
      });
    }
  });

  test('lets a browser run and ask for nothing from elsewhere', async () => {
    const { headers } = await ask('/loans', BROWSER);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; " +
        "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; font-src 'self'; " +
        "img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('is a 304 to whoever has it, and HEAD gives its head', async () => {
    const { etag } = (await ask('/', BROWSER)).headers;
    const again = await ask('/loans', { ...BROWSER, 'if-none-match': String(etag) });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    const head = await ask('/loans', BROWSER, 'HEAD');
    expect([head.statusCode, head.payload]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test.each([
    '/v1/nothing',
    '/v1',
    '/v1/loans/x/y/z',
    '/docs/nothing',
    '/assets/gone-0000.js',
    '/problems/a/b',
    '/metrics/x',
    '/openapi.json/x',
  ])('does not hide that the service has no %s', async (url) => {
    const answer = await ask(url, { ...BROWSER, authorization: `Bearer ${api.fund.token}` });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test.each([
    ['nothing', undefined],
    ['anything', '*/*'],
    ['JSON', 'application/json'],
    ['anything but a page', 'text/html;q=0, */*'],
  ])('is not for a program that accepts %s', async (_, accept) => {
    const asked = accept === undefined ? {} : { accept };
    const unnamed = await ask('/loans', asked);
    expect([unnamed.statusCode, unnamed.json().code]).toEqual([401, 'unauthorized']);
    const authorization = `Bearer ${api.fund.token}`;
    const named = await ask('/loans', { ...asked, authorization });
    expect([named.statusCode, named.json().code]).toEqual([404, 'not-found']);
    expect((await ask('/', asked)).json()).toMatchObject({ docs: '/docs' });
  });

  test('is nothing that is sent to: a form of another site finds no address', async () => {
    const sent = await app.inject({ method: 'POST', url: '/loans', headers: BROWSER });
    expect([sent.statusCode, sent.json().code]).toEqual([401, 'unauthorized']);
  });

  test('does not stand in the way of what the service answers to browsers', async () => {
    expect((await ask('/livez', BROWSER)).json()).toEqual({ status: 'ok' });
    expect((await ask('/docs', BROWSER)).payload).toContain('id="reference"');
    expect((await ask('/problems/duplicate', BROWSER)).json().code).toBe('duplicate');
    const text = await ask('/v1/fund', { ...BROWSER, authorization: `Bearer ${api.fund.token}` });
    expect(text.json().code).toBe('QHT');
  });
});

describe('a file of the console', () => {
  test.each([
    ['/assets/main-a1b2.js', 'text/javascript; charset=utf-8'],
    ['/assets/main-c3d4.css', 'text/css; charset=utf-8'],
    ['/assets/noto-e5f6.woff2', 'font/woff2'],
  ])('whose name changes with it is kept for good: %s', async (url, type) => {
    const { statusCode, headers, rawPayload } = await ask(url, { accept: '*/*' });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(rawPayload.equals(fs.readFileSync(path.join(folder, url)))).toBe(true);
  });

  test('of one name is asked for again', async () => {
    const { headers } = await ask('/icon.svg');
    expect(headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' });
  });

  test('is compressed, but for fonts', async () => {
    const script = await ask('/assets/main-a1b2.js', { 'accept-encoding': 'gzip, br' });
    expect(script.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(script.rawPayload).toString()).toBe(FILES['assets/main-a1b2.js']);
    const font = await ask('/assets/noto-e5f6.woff2', { 'accept-encoding': 'gzip, br' });
    expect(font.headers['content-encoding']).toBeUndefined();
    expect(font.rawPayload.equals(FILES['assets/noto-e5f6.woff2'])).toBe(true);
  });

  test.each([
    '/assets/main-a1b2.js.map',
    '/assets/:name.js',
    '/assets/any.js',
    '/assets/',
    '/assets',
  ])('that is for no browser has no address: %s', async (url) => {
    const answer = await ask(url, BROWSER);
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthorized']);
  });
});

/** Asks for a path as it is written: clients would take `..` out of it. */
async function askPath(given: string): Promise<{ status: number | undefined; body: string }> {
  const asked = http.get({ host: '127.0.0.1', port, path: given, headers: BROWSER });
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject);
  });
  return { status: answer.statusCode, body: await text(answer) };
}

test('no address leads out of the folder of the console', async () => {
  const outside = path.join(path.dirname(folder), 'outside.txt');
  fs.writeFileSync(outside, 'a secret');
  const paths = [
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets/%2e%2e/%2e%2e/outside.txt',
    '/..%5coutside.txt',
    '/assets/..\\..\\outside.txt',
    '//etc/passwd',
    '/%2e%2e%2foutside.txt%00',
    '/assets/main-a1b2.js/../../../outside.txt',
    outside,
  ];
  for (const given of paths) {
    const { status, body } = await askPath(given);
    expect([given, body === PAGE || (status ?? 0) >= 400]).toEqual([given, true]);
    expect(body).not.toMatch(/a secret|root:/);
  }
  fs.rmSync(outside);
});

test('without a built console the service is as it was', async () => {
  const bare = await appOn(path.join(folder, 'assets'));
  try {
    const client = new Client(bare, api.fund.actor, api.fund.token);
    expect((await client.get('/', BROWSER)).body).toMatchObject({ docs: '/docs' });
    expect((await client.get('/loans', BROWSER)).body.code).toBe('not-found');
    expect((await client.get('/main-a1b2.js', BROWSER)).status).toBe(404);
  } finally {
    await bare.close();
  }
  const none = await appOn(path.join(folder, 'nowhere'));
  expect((await none.inject({ url: '/', headers: BROWSER })).json().docs).toBe('/docs');
  await none.close();
});
