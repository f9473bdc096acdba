import { startApi, type Api } from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

describe('GET /v1/me', () => {
  test('tells the fund, the role and what the token may do, of each role', async () => {
    const fund = {
      code: 'QHT',
      name: 'Quỹ hỗ trợ phát triển hợp tác xã',
      province: 'Lạng Sơn',
    };
    const director = await api.fund.read('/v1/me');
    expect(director).toMatchObject({ role: 'director', fund });
    expect(director.permissions).toEqual(expect.arrayContaining(['tokens:write', 'loans:read']));
    const auditor = await api.withRole(api.fund, 'auditor');
    const { role, permissions } = await auditor.read('/v1/me');
    expect(role).toBe('auditor');
    expect(permissions.length).toBeGreaterThan(5);
    for (const each of permissions) expect(each).toMatch(/:read$/);
    const integration = await api.withRole(api.fund, 'integration', ['reports:read']);
    expect(await integration.read('/v1/me')).toMatchObject({
      name: integration.actor.tokenName,
      role: 'integration',
      permissions: ['reports:read'],
      fund,
    });
  });

  test('is refused without a token', async () => {
    const answer = await api.fund.get('/v1/me', { authorization: undefined });
    expect(answer.status).toBe(401);
  });
});
