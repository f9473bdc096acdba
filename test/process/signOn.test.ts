import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { checkProvider } from '../../src/commands/checks.ts';
import { readSignOnSettings } from '../../src/process/signOn/settings.ts';
import { startProvider, type TestProvider } from '../support/provider.ts';

const ALONE = {
  SIGN_ON_ISSUER: 'https://dang-nhap.langson.gov.vn/realms/tinh',
  SIGN_ON_CLIENT_ID: 'quy',
  SIGN_ON_CLIENT_SECRET: 'mot-bi-mat',
  PUBLIC_URL: 'https://quy.example.vn/',
};

const ONE = { name: 'Tỉnh', issuer: 'https://a.example.vn', clientId: 'quy', clientSecret: 's' };

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sign-on-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function fromFile(content: unknown): ReturnType<typeof readSignOnSettings> {
  const file = path.join(folder, 'providers.json');
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readSignOnSettings({ SIGN_ON_FILE: file, PUBLIC_URL: 'https://quy.example.vn' });
}

describe('the settings of signing on', () => {
  test('are none unless they are set', () => {
    expect(readSignOnSettings({ PUBLIC_URL: 'https://quy.example.vn' })).toBeNull();
  });

  test('of one provider are three variables, or more by a file', () => {
    expect(readSignOnSettings(ALONE)).toEqual({
      publicUrl: 'https://quy.example.vn',
      providers: [
        {
          name: 'dang-nhap.langson.gov.vn',
          issuer: ALONE.SIGN_ON_ISSUER,
          clientId: 'quy',
          clientSecret: 'mot-bi-mat',
          funds: null,
          audience: null,
          scope: 'openid profile email',
          nameClaim: 'name',
          rolesClaim: null,
        },
      ],
    });
    const more = { ...ONE, name: 'Huyện', funds: ['QHT'], audience: 'quy', rolesClaim: 'groups' };
    expect(fromFile([ONE, more])?.providers[1]).toMatchObject(more);
  });

  test.each([
    ['a part alone', { ...ALONE, SIGN_ON_CLIENT_SECRET: '' }, /SIGN_ON_CLIENT_SECRET is not set/],
    ['no PUBLIC_URL', { ...ALONE, PUBLIC_URL: '' }, /needs PUBLIC_URL/],
    [
      'plain http',
      { ...ALONE, SIGN_ON_ISSUER: 'http://a.example.vn' },
      /http only on this machine/,
    ],
    ['no address', { ...ALONE, SIGN_ON_ISSUER: 'a.example.vn' }, /must be an address/],
    [
      'people by plain http',
      { ...ALONE, PUBLIC_URL: 'http://quy.example.vn' },
      /PUBLIC_URL must be/,
    ],
    ['both', { ...ALONE, SIGN_ON_FILE: '/a' }, /not both/],
    ['no file', { SIGN_ON_FILE: '/khong/co' }, /cannot be read/],
  ])('with %s are refused', (_, env, why) => {
    expect(() => readSignOnSettings(env)).toThrow(why);
  });

  test.each<[string, unknown, RegExp]>([
    ['is no JSON', '{"clientSecret": "lo-ra"', /cannot be read: it is not JSON/],
    ['is no list', ONE, /must be a list/],
    ['is empty', [], /must be a list of 1 to 20/],
    [
      'lacks a secret',
      [{ ...ONE, clientSecret: undefined }],
      /provider 1: clientSecret is missing/,
    ],
    ['has a word too many', [{ ...ONE, secret: 'x' }], /"secret" is not known/],
    ['has a name twice', [ONE, ONE], /the same name/],
    ['asks for no openid', [{ ...ONE, scope: 'profile' }], /"openid"/],
    ['names a fund as text', [{ ...ONE, funds: 'QHT' }], /funds must be a list/],
    ['has an issuer of http', [{ ...ONE, issuer: 'http://10.0.0.1' }], /http only on this machine/],
  ])('of a file that %s are refused, and no secret is told', (_, content, why) => {
    expect(() => fromFile(content)).toThrow(why);
    expect(() => fromFile(content)).not.toThrow(/lo-ra/);
  });
});

describe('the doctor', () => {
  let provider: TestProvider;

  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  /** A provider that calls itself as it is told, at a time of its own. */
  async function other(issuer: string | null, at: Date): Promise<http.Server & { place: string }> {
    const server = http.createServer((_, reply) => {
      reply.writeHead(200, { date: at.toUTCString() });
      reply.end(JSON.stringify({ issuer: issuer ?? place }));
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const place = `http://localhost:${(server.address() as AddressInfo).port}`;
    return Object.assign(server, { place });
  }

  test('finds a provider that answers', async () => {
    const found = await checkProvider('Tỉnh', provider.issuer);
    expect(found).toMatchObject({ state: 'ok', found: `${provider.issuer} answers` });
  });

  test('tells one that does not answer, is another, or has another time', async () => {
    const away = await checkProvider('Tỉnh', 'http://localhost:1');
    expect([away.state, away.found]).toEqual(['wrong', expect.stringContaining('does not answer')]);
    const named = await other('https://khac.example.vn', new Date());
    expect(await checkProvider('Tỉnh', named.place)).toMatchObject({
      state: 'wrong',
      found: `${named.place} calls itself https://khac.example.vn`,
    });
    named.close();
    const late = await other(null, new Date(Date.now() - 40_000));
    expect(await checkProvider('Tỉnh', late.place)).toMatchObject({
      state: 'wrong',
      found: expect.stringMatching(/its clock is 4[01] s away/),
    });
    late.close();
  });
});
