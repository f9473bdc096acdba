import { cooperativeBody, expectRefused, startApi, type Api } from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('POST /v1/cooperatives', () => {
  test('adds a cooperative, which needs no Idempotency-Key', async () => {
    const body = {
      code: 'HTX01',
      name: 'HTX Xuân Mai',
      locality: 'Văn Quan',
      sector: 'nông nghiệp',
    };
    const answer = await api.fund.post('/v1/cooperatives', body, { 'idempotency-key': undefined });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(UUID),
      ...body,
      kind: 'cooperative',
      life: { state: 'active', since: null, documentNumber: null },
      taxCode: null,
      representative: null,
      address: null,
      phone: null,
      relatedCooperativeIds: [],
      memberOfId: null,
      effectiveOn: '2024-03-31',
      recordedAt: expect.stringMatching(/Z$/),
      recordedBy: api.fund.actor.tokenName,
    });
    const { location } = answer.headers;
    expect(location).toBe(`/v1/cooperatives/${answer.body.id}`);
    expect(await api.fund.read(String(location))).toEqual(answer.body);
  });

  test('keeps each field it is given', async () => {
    const body = {
      code: 'LH01',
      name: 'Liên hiệp HTX Bắc Sơn',
      locality: 'Bắc Sơn',
      kind: 'union',
      taxCode: '4900123456',
      representative: 'Nguyễn Văn An',
      address: 'Thị trấn Bắc Sơn',
      phone: '0205 3 812 345',
      sector: 'quýt',
    };
    expect(await api.fund.add('/v1/cooperatives', body)).toMatchObject(body);
  });

  test('honours a key it is given', async () => {
    const body = cooperativeBody();
    const key = { 'idempotency-key': 'one-cooperative' };
    const first = await api.fund.post('/v1/cooperatives', body, key);
    const second = await api.fund.post('/v1/cooperatives', body, key);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(first.headers['idempotent-replayed']).toBeUndefined();
  });

  test('refuses a code that exists, also written in another Unicode form', async () => {
    const code = 'Bắc Sơn 1';
    await api.fund.add('/v1/cooperatives', cooperativeBody({ code }));
    for (const same of [code, ` ${code.normalize('NFD')} `]) {
      await expectRefused(
        api,
        {
          ask: () => api.fund.post('/v1/cooperatives', cooperativeBody({ code: same })),
          unchanged: '/v1/cooperatives',
        },
        { status: 409, code: 'duplicate', figures: { field: 'code', value: code } },
      );
    }
    await api.other.add('/v1/cooperatives', cooperativeBody({ code }));
  });
});

describe('GET /v1/cooperatives', () => {
  test('finds by code and by a part of the name, trimmed and in any Unicode form', async () => {
    const name = ` ${'HTX Thạch Đen Bình Gia'.normalize('NFD')} `;
    const added = await api.fund.add('/v1/cooperatives', cooperativeBody({ code: 'BG7', name }));
    expect(added.name).toBe('HTX Thạch Đen Bình Gia');
    for (const query of ['code=BG7', 'q=Thạch Đen', `q=${'Bình Gia'.normalize('NFD')}`, 'q=BG7']) {
      const found = await api.fund.read(encodeURI(`/v1/cooperatives?${query}`));
      expect(found).toEqual({ data: [added], nextCursor: null });
    }
    expect(await api.fund.read('/v1/cooperatives?code=BG')).toMatchObject({ data: [] });
    expect(await api.other.read('/v1/cooperatives?code=BG7')).toMatchObject({ data: [] });
  });

  test('takes signs of a pattern for themselves', async () => {
    expect(await api.fund.read('/v1/cooperatives?q=%25')).toMatchObject({ data: [] });
    expect(await api.fund.read('/v1/cooperatives?q=_')).toMatchObject({ data: [] });
  });

  test('pages through all by code, each exactly once', async () => {
    const { data: all } = await api.fund.read('/v1/cooperatives?limit=200');
    const codes = all.map((each: { code: string }) => each.code);
    expect(codes.length).toBeGreaterThan(4);
    expect(new Set(codes).size).toBe(codes.length);
    const paged = [];
    let cursor = '';
    do {
      const page = await api.fund.read(`/v1/cooperatives?limit=2${cursor}`);
      expect(page.data.length).toBeLessThanOrEqual(2);
      paged.push(...page.data);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(all);
  });
});

describe('GET /v1/cooperatives/{id}', () => {
  test('does not show another fund’s', async () => {
    const { id } = await api.other.add('/v1/cooperatives', cooperativeBody());
    expect((await api.other.get(`/v1/cooperatives/${id}`)).status).toBe(200);
    const answer = await api.fund.get(`/v1/cooperatives/${id}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'not-found', status: 404 });
  });

  test('does not show one to a time before it was entered', async () => {
    const before = (await api.fund.read('/v1/fund')).knownAt;
    const { id } = await api.fund.add('/v1/cooperatives', cooperativeBody());
    expect((await api.fund.get(`/v1/cooperatives/${id}?knownAt=${before}`)).status).toBe(404);
  });
});
