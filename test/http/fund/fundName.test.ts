import {
  contribute,
  expectRefused,
  lend,
  payment,
  startApi,
  type Api,
  type Client,
} from '../../support/api.ts';

// As after 1 July 2025, when provinces became one: the fund of the example is created as that of
// Lạng Sơn.

let api: Api;

let fund: Client;

beforeAll(async () => {
  api = await startApi();
  api.setToday('2025-12-31');
});

beforeEach(async () => {
  fund = await api.addFund();
});

afterAll(() => api.close());

const NEW = { name: 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Tuyên Quang', province: 'Tuyên Quang' };

const merged = { ...NEW, effectiveOn: '2025-07-01', reason: 'Nghị quyết 202/2025/QH15' };

const nameOn = async (asOf: string, knownAt?: string) => {
  const known = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
  const { name, province } = await fund.read(`/v1/fund?asOf=${asOf}${known}`);
  return { name, province };
};

describe('PATCH /v1/fund', () => {
  test('calls the fund otherwise from a day on; what was known before stays', async () => {
    const before = await fund.read('/v1/fund?asOf=2025-07-01');
    const OLD = { name: before.name, province: before.province };
    const changed = await fund.patch('/v1/fund', merged);
    expect([changed.status, changed.body]).toEqual([200, { code: before.code, ...NEW }]);
    expect(await nameOn('2025-06-30')).toEqual(OLD);
    expect(await nameOn('2025-07-01')).toEqual(NEW);
    expect(await nameOn('2025-07-01', before.knownAt)).toEqual(OLD);
    const { data } = await fund.read('/v1/fund/versions');
    expect(data).toMatchObject([
      { ...NEW, changedOn: '2025-07-01', reason: merged.reason, recordedBy: 'Giám đốc' },
    ]);
  });

  test('leaves what it does not name, and corrects for all days without a day', async () => {
    const { province } = await fund.read('/v1/fund');
    const corrected = { name: 'Quỹ hỗ trợ HTX tỉnh', reason: 'Gõ nhầm tên' };
    expect((await fund.patch('/v1/fund', corrected)).status).toBe(200);
    expect(await nameOn('2016-01-01')).toEqual({ name: corrected.name, province });
  });

  test('is in the trail with who, why and what was before, and found in order', async () => {
    const auditor = await api.withRole(fund, 'auditor');
    expect((await auditor.patch('/v1/fund', merged)).status).toBe(403);
    await fund.patch('/v1/fund', { ...merged, name: 'Quỹ tỉnh Tuyên Quan' });
    await fund.patch('/v1/fund', merged);
    const last = (await fund.read('/v1/audit-events?limit=200')).data.at(-1);
    expect(last).toMatchObject({ act: 'fund_change', reason: merged.reason });
    expect(last.before.said.fundVersion[0].name).toBe('Quỹ tỉnh Tuyên Quan');
    expect(last.after.said.fundVersion[0]).toMatchObject({ ...NEW, changedOn: '2025-07-01' });
    const checked = await fund.read('/v1/ledger/verification');
    expect(checked.differences).toEqual([]);
  });

  test('names what it replaces by its ETag', async () => {
    const seen = { 'if-match': String((await fund.get('/v1/fund')).headers['etag']) };
    const changed = await fund.patch('/v1/fund', merged, seen);
    expect((await fund.get('/v1/fund')).headers['etag']).toBe(changed.headers['etag']);
    expect((await fund.patch('/v1/fund', merged, seen)).status).toBe(412);
  });

  test.each([
    ['nothing to change', { reason: 'Đổi tên' }, ''],
    ['no reason', NEW, '/reason'],
    ['an empty name', { name: ' ', reason: 'Đổi tên' }, '/name'],
    ['a code', { code: 'TQ', ...merged }, '/code'],
  ])('refuses %s', async (_, body, pointer) => {
    await expectRefused(
      api,
      { ask: () => api.fund.patch('/v1/fund', body), unchanged: '/v1/fund/versions' },
      { status: 400, code: 'validation', errors: [{ pointer, message: expect.any(String) }] },
    );
  });

  test('refuses a day of a closed quarter (R22)', async () => {
    await contribute(fund, '1000000000', '2025-01-02');
    expect((await fund.post('/v1/periods/2025-Q1/closing', {})).status).toBe(201);
    const late = await fund.patch('/v1/fund', { ...merged, effectiveOn: '2025-03-31' });
    expect([late.status, late.body.code]).toEqual([409, 'period-closed']);
    expect((await fund.patch('/v1/fund', merged)).status).toBe(200);
  });
});

describe('the papers of a fund that is called otherwise from a day on', () => {
  test('have the name of their day; those issued before keep theirs', async () => {
    await contribute(fund, '1000000000', '2023-01-02');
    const { path, loanId } = await lend(fund);
    const { name: old } = await fund.read('/v1/fund');
    const issue = { asOf: '2025-09-30', documentNumber: '12/BC' };
    const issued = await fund.add('/v1/reports/fund-section/issues', issue);
    const notice = await fund.add(`/v1/loans/${loanId}/overdue-notices`, {
      issuedOn: '2025-08-01',
      payBy: '2025-08-15',
    });
    const bytes = async () => [
      (await fund.get(`/v1/issued-reports/${issued.id}?format=text`)).text,
      (await fund.get(`/v1/notices/${notice.id}?format=text`)).text,
    ];
    const before = await bytes();
    await fund.patch('/v1/fund', merged);
    expect(await bytes()).toEqual(before);
    expect(before[0]).toContain(old);
    const section = async (asOf: string) =>
      (await fund.get(`/v1/reports/fund-section?asOf=${asOf}&format=text`)).text;
    expect(await section('2025-06-30')).toContain(old);
    expect(await section('2025-09-30')).toContain(NEW.name);
    const confirmed = async (asOf: string) =>
      (await fund.read(`${path}/debt-confirmation?asOf=${asOf}`)).fund;
    expect(await confirmed('2025-07-01')).toMatchObject(NEW);
    expect(await confirmed('2025-06-30')).toMatchObject({ name: old });
    // A receipt that makes the report another changes nothing of its name.
    await fund.add(`${path}/repayments`, payment('1000', '2025-09-30'));
    const { differences } = await fund.read('/v1/ledger/verification');
    expect(differences).toEqual([]);
  });
});
