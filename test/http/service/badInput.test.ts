import {
  components,
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

let path: string;

let cooperativeId: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
  ({ path, cooperativeId } = await lend(api.fund));
});

afterAll(() => api.close());

const form = (pointer: string) => ({
  status: 400,
  code: 'validation',
  errors: expect.arrayContaining([{ pointer, message: expect.stringMatching(/\S/) }]),
});

/** What is no money, at every place that takes it. */
const NO_MONEY: [string, unknown][] = [
  ['a JSON number', 1000000],
  ['a large JSON number', 123456789012345680000],
  ['decimals', '1000000.5'],
  ['decimals of 0', '1000000.00'],
  ['a leading zero', '01000000'],
  ['19 digits', '1000000000000000000'],
  ['a negative amount', '-1000000'],
  ['a sign', '+1000000'],
  ['an exponent', '1e6'],
  ['separators', '1.000.000'],
  ['a space', ' 1000000'],
  ['nothing', ''],
  ['null', null],
  ['other digits', '١٠٠٠'],
];

describe('money that is none', () => {
  test.each(NO_MONEY)('is refused: %s', async (_, amount) => {
    const receipt = { ...payment('1', '2023-06-01'), amount };
    const allocation = { ...components('1', '0'), inTermInterest: amount };
    const part = payment('1', '2023-06-01', { allocation });
    const movement = { kind: 'contribution', effectiveOn: '2023-06-01', documentNumber: '1' };
    const asked: [string, object, string, string][] = [
      [`${path}/repayments`, receipt, '/amount', `${path}/repayments`],
      [`${path}/repayments`, part, '/allocation/inTermInterest', `${path}/repayments`],
      [`${path}/disbursements`, receipt, '/amount', `${path}/disbursements`],
      ['/v1/fund/capital-movements', { ...movement, amount }, '/amount', '/v1/fund'],
      ['/v1/loans', loanBody(cooperativeId, { principal: amount }), '/principal', '/v1/loans'],
    ];
    for (const [address, body, pointer, unchanged] of asked) {
      const ask = () => api.fund.post(address, body);
      await expectRefused(api, { ask, unchanged }, form(pointer));
    }
  });

  test('is refused where it must be above 0; an allocation may hold 0', async () => {
    for (const address of [`${path}/repayments`, `${path}/disbursements`]) {
      const ask = () => api.fund.post(address, payment('0', '2023-06-01'));
      await expectRefused(api, { ask, unchanged: address }, form('/amount'));
    }
  });
});

describe('a date that does not exist', () => {
  const DATES = [
    '2023-02-30',
    '2023-02-29',
    '2023-13-01',
    '2023-6-1',
    '20230601',
    '2023-06-01T00:00:00Z',
    '',
    7,
  ];
  test.each(DATES)('is refused: %j', async (date) => {
    const receipt = { ...payment('1', '2023-06-01'), effectiveOn: date };
    const schedule = { kind: 'bullet', dueOn: date };
    const asked: [string, object, string][] = [
      [`${path}/repayments`, receipt, '/effectiveOn'],
      ['/v1/loans', loanBody(cooperativeId, { signedOn: date }), '/signedOn'],
      [
        '/v1/loans',
        loanBody(cooperativeId, { principalSchedule: schedule }),
        '/principalSchedule/dueOn',
      ],
    ];
    for (const [address, body, pointer] of asked) {
      const ask = () => api.fund.post(address, body);
      await expectRefused(api, { ask, unchanged: address }, form(pointer));
    }
    const queries: [string, string][] = [
      [`${path}/position?asOf=`, '?asOf'],
      ['/v1/fund?asOf=', '?asOf'],
      ['/v1/reports/fund-section?asOf=', '?asOf'],
      ['/v1/reports/fund-section?asOf=2023-06-30&periodStart=', '?periodStart'],
      [`${path}/interest?to=2023-06-30&from=`, '?from'],
      ['/v1/repayments?recordedOn=', '?recordedOn'],
    ];
    for (const [address, pointer] of queries) {
      const answer = await api.fund.get(`${address}${encodeURIComponent(date)}`);
      expect(answer.body).toMatchObject(form(pointer));
    }
  });
});

describe('a text', () => {
  const refused: [string, unknown][] = [
    ['that is empty', ''],
    ['of blanks', ' \t\n\u00a0'],
    ['with a NUL', 'HTX\u0000Xuân Mai'],
    ['of 501 characters', 'ồ'.repeat(501)],
    ['that is a number', 7],
    ['that is null', null],
    ['with half a character', 'HTX \ud800'],
    ['with a control character', 'HTX \u0001 Mai'],
    ['with one of Latin 1', 'HTX \u0085 Mai'],
    ['with an escape', 'HTX \u001b[31m'],
    ['that turns the direction', 'HTX \u202eMai'],
    ['with a direction isolated', 'HTX \u2066Mai\u2069'],
    ['with a direction mark', 'HTX \u200fMai'],
    ['with what is no character', 'HTX \uffff'],
    ['with letters lost before', 'HTX Xu\ufffdn'],
  ];
  test.each(refused)('%s is refused', async (_, name) => {
    const ask = () => api.fund.post('/v1/cooperatives', cooperativeBody({ name }));
    await expectRefused(api, { ask, unchanged: '/v1/cooperatives' }, form('/name'));
  });

  test('of 500 characters is taken, counted as they are kept', async () => {
    const name = 'ồ'.repeat(500);
    const added = await api.fund.add(
      '/v1/cooperatives',
      cooperativeBody({ name: `  ${name.normalize('NFD')} ` }),
    );
    expect(added.name).toBe(name);
  });

  test('may have several lines, but no sign without a meaning in a number or code either', async () => {
    const address = 'Thôn Đồng Mỏ\r\n\txã Chi Lăng';
    const added = await api.fund.add('/v1/cooperatives', cooperativeBody({ address }));
    expect(added.address).toBe(address);
    for (const code of ['HTX\u00019', 'HTX\u202e9', 'HTX\u001b9']) {
      const ask = () => api.fund.post('/v1/cooperatives', cooperativeBody({ code }));
      await expectRefused(api, { ask, unchanged: '/v1/cooperatives' }, form('/code'));
    }
  });

  test('that is a number or code has at most 64 characters', async () => {
    const code = (length: number) => cooperativeBody({ code: 'ồ'.repeat(length) });
    const ask = () => api.fund.post('/v1/cooperatives', code(65));
    await expectRefused(api, { ask, unchanged: '/v1/cooperatives' }, form('/code'));
    await api.fund.add('/v1/cooperatives', code(64));
    const voucher = { ...payment('1', '2023-06-01'), voucherNumber: 'x'.repeat(65) };
    const receipt = () => api.fund.post(`${path}/repayments`, voucher);
    const unchanged = `${path}/repayments`;
    await expectRefused(api, { ask: receipt, unchanged }, form('/voucherNumber'));
  });
});

describe('a body', () => {
  test('with an unknown field is refused, at any depth', async () => {
    const unknown = { colour: 'red' };
    const asked: [string, object, string][] = [
      [`${path}/repayments`, payment('1', '2023-06-01', unknown), '/colour'],
      [
        `${path}/repayments`,
        payment('1', '2023-06-01', { allocation: { ...components('1', '0'), ...unknown } }),
        '/allocation/colour',
      ],
      [
        '/v1/loans',
        loanBody(cooperativeId, {
          principalSchedule: { kind: 'bullet', dueOn: '2024-03-25', ...unknown },
        }),
        '/principalSchedule/colour',
      ],
    ];
    for (const [address, body, pointer] of asked) {
      const ask = () => api.fund.post(address, body);
      await expectRefused(api, { ask, unchanged: address }, form(pointer));
    }
  });

  test('with a name that is none of a list is refused', async () => {
    const asked: [string, object, string][] = [
      ['/v1/cooperatives', cooperativeBody({ kind: 'bank' }), '/kind'],
      [`${path}/repayments`, payment('1', '2023-06-01', { method: 'card' }), '/method'],
      ['/v1/loans', loanBody(cooperativeId, { overdueScope: 'all' }), '/overdueScope'],
    ];
    for (const [address, body, pointer] of asked) {
      const ask = () => api.fund.post(address, body);
      await expectRefused(api, { ask, unchanged: address }, form(pointer));
    }
  });

  test.each(['6,6', '6.6666667', '-1', '06', '1000', '.5', '6.', 'NaN', '', 6.6])(
    'with the rate %j is refused',
    async (ratePercent) => {
      const ask = () => api.fund.post('/v1/loans', loanBody(cooperativeId, { ratePercent }));
      await expectRefused(api, { ask, unchanged: '/v1/loans' }, form('/ratePercent'));
    },
  );
});

describe('a query', () => {
  const known = '2023-06-30T00:00:00.000Z';

  test.each<[string, string]>([
    ['/v1/fund?colour=red', '?colour'],
    ['/v1/loans?limit=1e2', '?limit'],
    ['/v1/loans?limit=0x10', '?limit'],
    ['/v1/loans?limit=%2B10', '?limit'],
    ['/v1/loans?limit=10.0', '?limit'],
    ['/v1/loans?limit=%2010', '?limit'],
    ['/v1/loans?limit=010', '?limit'],
    ['/v1/loans?limit=', '?limit'],
    ['/v1/loans?limit=٥', '?limit'],
    ['/v1/loans?debtGroup=3e0', '?debtGroup'],
    ['/v1/notices?year=2e3', '?year'],
    ['/v1/fund?asOf=2023-06-30&asOf=2023-06-30', '?asOf'],
    ['/v1/loans?q=a&q=b', '?q'],
    ['/v1/repayments?voucherNumber=%00', '?voucherNumber'],
    ['/v1/loans?q=%01', '?q'],
    ['/v1/loans?q=%E2%80%AE', '?q'],
    ['/v1/loans?contractNumber=a%07b', '?contractNumber'],
    ['/v1/loans?cursor=rubbish', '?cursor'],
    ['/v1/cooperatives?cursor=W10', '?cursor'],
    ['/v1/litigation-cases?cursor=WyIxIl0', '?cursor'],
    ['/v1/fund/capital-movements?cursor=WzFd', '?cursor'],
    ['/v1/fund?knownAt=2999-01-01T00:00:00.000Z', '?knownAt'],
    ['/v1/fund?knownAt=2023-06-30', '?knownAt'],
    ['/v1/fund?knownAt=2023-02-30T00:00:00Z', '?knownAt'],
    [`/v1/fund?knownAt=${known}&knownAt=${known}`, '?knownAt'],
    ['/v1/reports/fund-section?asOf=2023-06-30&periodStart=2023-07-01', '?periodStart'],
    ['/v1/reports/fund-section/lines/x?asOf=2023-06-30&periodStart=2023-07-01', '?periodStart'],
  ])('%s is refused', async (address, pointer) => {
    const answer = await api.fund.get(address);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(form(pointer));
  });

  test('whose instant has a + that was not escaped says how it is written', async () => {
    const { body } = await api.fund.get('/v1/fund?knownAt=2023-06-30T10:00:00+07:00');
    expect(body).toMatchObject(form('?knownAt'));
    expect(body.errors[0].message).toContain('%2B');
    const escaped = await api.fund.get('/v1/fund?knownAt=2023-06-30T10:00:00%2B07:00');
    expect(escaped.status).toBe(200);
  });

  test('of interest needs both days, the second not before the first', async () => {
    for (const [query, pointer] of [
      ['', '?from'],
      ['?from=2023-06-01', '?to'],
      ['?from=2023-06-02&to=2023-06-01', '?to'],
    ]) {
      const answer = await api.fund.get(`${path}/interest${query}`);
      expect(answer.body).toMatchObject(form(pointer ?? ''));
    }
  });
});

describe('a window that ends before it begins', () => {
  test('is refused by every list and statement that takes one', async () => {
    const { body: document } = await api.fund.get('/openapi.json');
    const { id } = await api.fund.read(path);
    const asked = Object.entries<Json>(document.paths)
      .filter(([, { get }]) => {
        const names = (get?.parameters ?? []).map((each: Json) => each.name);
        return names.includes('from') && names.includes('to');
      })
      .map(([address]) => {
        const owner = address.startsWith('/v1/cooperatives/') ? cooperativeId : id;
        if (address.startsWith('/v1/places/')) return address.replace('{id}', 'cash');
        return address.replace('{id}', owner).replace('{code}', '11211');
      });
    expect(asked).toContain('/v1/repayments');
    expect(asked.length).toBeGreaterThanOrEqual(7);
    for (const address of asked) {
      const answer = await api.fund.get(`${address}?from=2023-07-01&to=2023-06-30`);
      expect([address, answer.body]).toMatchObject([address, form('?to')]);
      const one = await api.fund.get(`${address}?from=2023-06-30&to=2023-06-30`);
      expect([address, one.status]).toEqual([address, 200]);
    }
  });
});

describe('an Accept header', () => {
  test('that asks for what there is not is refused', async () => {
    for (const accept of ['text/csv', 'image/png', 'text/html']) {
      const answer = await api.fund.get('/v1/reports/fund-section', { accept });
      expect(answer.body).toMatchObject({ status: 406, code: 'not-acceptable' });
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
  });

  test('chooses between figures and prose', async () => {
    const kind = async (accept: string | undefined) =>
      (await api.fund.get('/v1/reports/fund-section', { accept })).headers['content-type'];
    for (const accept of [undefined, '*/*', 'application/json', 'application/*;q=0.5']) {
      expect(await kind(accept)).toMatch(/^application\/json/);
    }
    for (const accept of ['text/plain', 'text/*', 'image/png, text/plain;q=0.5']) {
      expect(await kind(accept)).toBe('text/plain; charset=utf-8');
    }
  });
});

describe('an id in large letters', () => {
  const large = (id: string) => id.toUpperCase();

  test('is the same in a path, a query, a body and a list', async () => {
    const loan = await api.fund.read(path);
    const loanPath = `/v1/loans/${large(loan.id)}`;
    expect(await api.fund.read(loanPath)).toEqual(loan);
    const mine = await api.fund.read(`/v1/loans?cooperativeId=${large(cooperativeId)}`);
    expect(mine.data.map((row: { id: string }) => row.id)).toEqual([loan.id]);
    const events = await api.fund.read(`/v1/audit-events?subject=${large(loan.id)}`);
    expect(events.data.length).toBeGreaterThan(0);
    const { tokenId } = api.fund.actor;
    expect((await api.fund.read(`/v1/audit-events?actor=${large(tokenId)}`)).data).toEqual(
      (await api.fund.read(`/v1/audit-events?actor=${tokenId}`)).data,
    );
    const added = await api.fund.add('/v1/loans', loanBody(large(cooperativeId)));
    expect(added.cooperativeId).toBe(cooperativeId);
    const entry = await api.fund.add(`/v1/cooperatives/${cooperativeId}/collection-entries`, {
      kind: 'call',
      occurredOn: '2023-07-01',
      loanIds: [large(loan.id)],
    });
    expect(entry.loanIds).toEqual([loan.id]);
  });

  test('is the same beside itself in small ones', async () => {
    const { id } = await api.fund.read(path);
    const both = [id, large(id)];
    const voucher = {
      voucherNumber: 'PT-HOA',
      effectiveOn: '2023-06-01',
      parts: both.map((loanId) => ({ loanId, amount: '1000' })),
    };
    const receipt = () => api.fund.post('/v1/receipts', voucher);
    const unchanged = `${path}/repayments`;
    await expectRefused(api, { ask: receipt, unchanged }, form('/parts/1/loanId'));
    const entry = { kind: 'call', occurredOn: '2023-07-01', loanIds: both };
    const address = `/v1/cooperatives/${cooperativeId}/collection-entries`;
    const ask = () => api.fund.post(address, entry);
    await expectRefused(api, { ask, unchanged: address }, form('/loanIds'));
  });
});
