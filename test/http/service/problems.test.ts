import { thingAt } from '../../../src/http/problems/notFound.ts';
import { FAULTS } from '../../../src/http/schema/faultWords.ts';
import { contribute, lend, startApi, type Api, type Json } from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const VIETNAMESE = { 'accept-language': 'vi' };

/** A text without a figure must not show where one would have stood. */
const HOLE = /[{}[\]]|\s[,.;:)]|\(\s|\(\)|: *[.;]|, *[.;]|\bon (and|;|,|\.)|  |undefined|null/;

/** Whether a text has a letter that only Vietnamese has. */
const isVietnamese = (text: string) => /[ăâđêôơưạ-ỹàáèéìíòóùúý]/i.test(text);

/** Every keyword of the schemas of requests, wherever it stands. */
function keywordsOf(schema: Json, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [keyword, value] of Object.entries<Json>(schema)) {
    if (keyword === 'properties') {
      for (const each of Object.values(value)) keywordsOf(each, found);
    } else if (!['examples', 'mapping'].includes(keyword) && !keyword.startsWith('x-')) {
      found.add(keyword);
      // Its keys are names of fields.
      if (keyword !== 'dependentRequired') keywordsOf(value, found);
    }
  }
  return found;
}

describe('GET /problems', () => {
  test('explains every code in both languages, without a figure and without a hole', async () => {
    const { data } = await api.fund.read('/problems');
    expect(data.length).toBeGreaterThan(60);
    for (const { code, status, en, vi } of data) {
      expect([code, status >= 400 && status < 600]).toEqual([code, true]);
      for (const text of [en.title, en.detail, vi.title, vi.detail]) {
        expect([code, text]).toEqual([code, expect.not.stringMatching(HOLE)]);
        expect([code, text]).toEqual([code, expect.stringMatching(/^[A-ZĐỞ`]/)]);
      }
      expect([code, en.detail]).toEqual([code, expect.stringMatching(/\.$/)]);
      expect([code, vi.detail]).toEqual([code, expect.stringMatching(/\.$/)]);
      expect([code, isVietnamese(vi.title), isVietnamese(vi.detail)]).toEqual([code, true, true]);
      expect([code, isVietnamese(en.title + en.detail)]).toEqual([code, false]);
      expect(await api.fund.read(`/problems/${code}`)).toEqual({ code, status, en, vi });
    }
  });

  test('needs no token, and has the code of a method that an address does not have', async () => {
    const answer = await api.fund.get('/problems', { authorization: undefined });
    expect(answer.status).toBe(200);
    const codes = answer.body.data.map((each: Json) => each.code);
    expect(codes).toEqual(codes.toSorted());
    expect(codes).toContain('method-not-allowed');
  });
});

describe('GET /', () => {
  test('tells whoever asks where to read on, and each of these places answers', async () => {
    const nobody = { authorization: undefined };
    const { status, body } = await api.fund.get('/', nobody);
    expect(status).toBe(200);
    const places = { docs: '/docs', openapi: '/openapi.json', problems: '/problems' };
    expect(body).toEqual({ service: 'Cooperative Support Fund', ...places });
    for (const place of Object.values(places)) {
      expect([place, (await api.fund.get(place, nobody)).status]).toEqual([place, 200]);
    }
  });
});

describe('a 404', () => {
  const cases = [
    ['/v1/lones', { path: '/v1/lones' }, '/v1/lones'],
    ['/v1/loans/x/position', { what: 'loan', id: 'x' }, 'khoản vay'],
    ['/v1/recalls/7/no', { path: '/v1/recalls/7/no' }, '/v1/recalls/7/no'],
    ['/v1/notices/7', { what: 'notice', id: '7' }, 'thông báo'],
    ['/v1/periods/2023', { what: 'quarter', name: '2023' }, 'quý 2023'],
    ['/problems/nonsense', { what: 'problem code', name: 'nonsense' }, 'mã lỗi nonsense'],
    ['/v1/ledger/accounts/9', { what: 'account', name: '9' }, 'tài khoản 9'],
    ['/v1/reports/fund-section/lines/x', { what: 'line', name: 'x' }, 'dòng báo cáo x'],
  ] as const;

  test.each(cases)('of %s says what was not found', async (url, figures, said) => {
    const answer = await api.fund.get(url, VIETNAMESE);
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found', figures });
    expect(answer.body.detail).toContain(said);
    expect(answer.body.detail).not.toMatch(HOLE);
  });

  test('of any address says in both languages what it would have been, in words of each', async () => {
    const paths = Object.entries<Json>(api.app.swagger().paths ?? {}).filter(
      ([path, { get }]) => get !== undefined && /^\/v1\/(?!operator).*\{id\}/.test(path),
    );
    expect(paths.length).toBeGreaterThan(30);
    for (const [path] of paths) {
      for (const id of ['x', '0195f3f0-5b6e-7c3a-9d53-0c6f5a1e2b34']) {
        const url = path.replace('{id}', id).replace('{number}', '1');
        const { body } = await api.fund.get(`${url}?from=2023-01-01&to=2023-02-01`, VIETNAMESE);
        const plain = body.code === 'validation' ? await api.fund.get(url, VIETNAMESE) : { body };
        if (plain.body.code === 'validation') continue;
        const { figures, detail } = plain.body;
        expect([url, plain.body.code, figures?.id]).toEqual([url, 'not-found', id]);
        expect([url, figures.what]).not.toEqual([url, 'id']);
        expect([url, detail]).not.toEqual([url, expect.stringContaining(`có ${figures.what} với`)]);
      }
    }
  });

  test('has a noun for what each address names, not only for those that are read', () => {
    const named = Object.keys(api.app.swagger().paths ?? {}).flatMap((path) =>
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [path, name, thingAt(path, name)]),
    );
    expect(named.filter(([, name, thing]) => name === 'id' && thing === 'id')).toEqual([]);
  });

  test('says the kind for an id of another fund as for one of nobody', async () => {
    await contribute(api.other);
    const { loanId } = await lend(api.other);
    for (const id of [loanId, '0195f3f0-5b6e-7c3a-9d53-0c6f5a1e2b34']) {
      const { body } = await api.fund.get(`/v1/loans/${id}`);
      expect(body).toMatchObject({ status: 404, figures: { what: 'loan', id } });
      expect(body.detail).toBe(
        `Your fund has no loan with this id, ${id}. Check the address and the id.`,
      );
    }
  });
});

describe('what is wrong with a request', () => {
  test('can be said in both languages, whatever keyword of our schemas is not met', () => {
    const document: Json = api.app.swagger();
    const ANNOTATIONS = ['description', 'title', 'default', 'examples', 'example', 'deprecated'];
    const STRUCTURE = ['items', 'oneOf', 'propertyName', 'mapping', 'schema', '$ref'];
    const operations: Json[] = Object.values<Json>(document.paths).flatMap((path) =>
      Object.values(path),
    );
    const keywords = new Set<string>();
    for (const { requestBody, parameters = [] } of operations) {
      for (const each of Object.values<Json>(requestBody?.content ?? {})) {
        keywordsOf(each.schema, keywords);
      }
      for (const { schema } of parameters) keywordsOf(schema, keywords);
    }
    for (const each of Object.values<Json>(document.components.schemas)) keywordsOf(each, keywords);
    const judging = [...keywords].filter(
      (each) => ![...ANNOTATIONS, ...STRUCTURE].includes(each) && !/^\d|^x-/.test(each),
    );
    expect(judging.length).toBeGreaterThan(10);
    for (const keyword of judging) expect(Object.keys(FAULTS)).toContain(keyword);
  });

  test('is said in the language asked for, names of fields and values as they are sent', async () => {
    const loan = {
      contractNumber: '',
      signedOn: '30/6/2023',
      principal: 1.5,
      ratePercent: '6,6',
      overdueScope: 'all',
      principalSchedule: { kind: 'balloon' },
      interestSchedule: { every: 'quarter' },
      nonsense: 1,
    };
    const english = await api.fund.post('/v1/loans', loan);
    const vietnamese = await api.fund.post('/v1/loans', loan, VIETNAMESE);
    expect(english.status).toBe(400);
    const pointers = english.body.errors.map((each: Json) => each.pointer);
    expect(pointers.length).toBeGreaterThanOrEqual(8);
    expect(vietnamese.body.errors.map((each: Json) => each.pointer)).toEqual(pointers);
    for (const { message } of english.body.errors) expect(isVietnamese(message)).toBe(false);
    for (const { message } of vietnamese.body.errors) expect(isVietnamese(message)).toBe(true);
    expect(vietnamese.body.errors).toContainEqual({
      pointer: '/nonsense',
      message: 'không có ở đây; hãy bỏ đi',
    });
    expect(vietnamese.body.errors).toContainEqual({
      pointer: '/overdueScope',
      message: 'phải là một trong các giá trị instalment, loan',
    });
  });

  test.each([
    ['/v1/loans?limit=0', '?limit'],
    ['/v1/loans?limit=1e2', '?limit'],
    ['/v1/loans?limit=201', '?limit'],
    ['/v1/loans?limit=1&limit=2', '?limit'],
    ['/v1/loans?cursor=x', '?cursor'],
    ['/v1/loans?knownAt=2023-06-30T10:00:00+07:00', '?knownAt'],
    ['/v1/fund?asOf=2023-02-30', '?asOf'],
    ['/v1/fund?knownAt=2999-01-01T00:00:00.000Z', '?knownAt'],
  ])('of %s is said in Vietnamese', async (url, pointer) => {
    const { status, body } = await api.fund.get(url, VIETNAMESE);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    expect(isVietnamese(body.errors[0].message)).toBe(true);
  });
});
