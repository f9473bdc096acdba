import { signOnBy } from '../../src/process/signOn/signOn.ts';
import type { Json } from '../support/api.ts';
import {
  barriersOf,
  describeInBrowser,
  overflowOf,
  startConsole,
  typeDay,
  type Console,
} from '../support/console.ts';
import {
  freePort,
  providerSettings,
  startProvider,
  type TestProvider,
} from '../support/provider.ts';

describeInBrowser('signing in with an account of the province', () => {
  let provider: TestProvider;

  let served: Console;

  beforeAll(async () => {
    provider = await startProvider();
    provider.accounts.set('lan', { name: 'Nguyễn Thị Lan' });
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider.serve(publicUrl);
    const signOn = signOnBy({ providers: [providerSettings(provider.issuer)], publicUrl });
    served = await startConsole(undefined, { port, signOn });
  });

  afterAll(async () => {
    await served.close();
    await provider.stop();
  });

  test('by an invitation that the director makes; signing out goes to the provider too', async () => {
    const { fund } = served.api;
    const page = await served.open('/tokens', { as: fund });
    await page.getByLabel('Tên người được mời').fill('Lan, kế toán');
    await page.getByRole('button', { name: 'Mời', exact: true }).click();
    const address = await page.locator('code.secret').innerText();
    await page.getByRole('row', { name: /Lan, kế toán Kế toán/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);

    const lan = await served.open(address.replace(served.address, ''));
    await lan.getByText('Quỹ mời bạn vào làm việc').waitFor();
    expect(await barriersOf(lan)).toEqual([]);
    await lan.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await lan.locator('summary', { hasText: 'Lan, kế toán' }).click();
    const cookies = await lan.context().cookies(served.address);
    expect(cookies).toMatchObject([{ name: 'session', httpOnly: true, sameSite: 'Strict' }]);

    await lan.goto(`${served.address}/loans?q=thong+nhat`);
    await lan.locator('summary', { hasText: 'Lan, kế toán' }).click();
    await lan.getByRole('button', { name: 'Đăng xuất' }).click();
    await lan.getByRole('button', { name: /sign me out/i }).click();
    await lan.waitForURL(`${served.address}/sign-in*`);
    await lan.goto(`${served.address}/loans?q=thong+nhat`);
    await lan.waitForURL(/\/sign-in/);
    await lan.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await lan.waitForURL(`${served.address}/loans?q=thong+nhat`);
    await lan.locator('summary', { hasText: 'Lan, kế toán' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Chấm dứt quyền của Lan, kế toán' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Lý do').fill('Nghỉ việc');
    await box.getByRole('button', { name: 'Chấm dứt', exact: true }).click();
    await box.getByText('Đã chấm dứt.').waitFor();
    const { data } = await fund.read('/v1/users');
    expect(data).toMatchObject([{ name: 'Lan, kế toán', subject: 'lan', reason: 'Nghỉ việc' }]);

    await lan.reload();
    await lan.waitForURL(/\/sign-in/);
    await lan.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await lan.getByRole('heading', { name: 'Tài khoản này chưa được quỹ cho vào' }).waitFor();
    expect(await barriersOf(lan)).toEqual([]);
    await lan.getByRole('link', { name: 'Trở lại trang đăng nhập' }).click();
    await lan.waitForURL(`${served.address}/sign-in`);
  });

  test('chooses the fund, also on a narrow screen', async () => {
    provider.accounts.set('hai', { name: 'Hai quỹ' });
    provider.signsIn = 'hai';
    for (const client of [served.api.fund, served.api.other]) {
      const body = { name: 'Trần Văn Hai', role: 'auditor' };
      const { code } = await client.add('/v1/invitations', body);
      const page = await served.open(`/sign-in#invitation=${code}`);
      await page.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
      await page.locator('summary', { hasText: 'Trần Văn Hai' }).waitFor();
    }
    const page = await served.open('/tokens', { width: 360 });
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await page.getByRole('heading', { name: 'Chọn quỹ để làm việc' }).waitFor();
    expect([await overflowOf(page), await barriersOf(page)]).toEqual([0, []]);
    await page.getByRole('listitem').nth(1).getByRole('link').click();
    await page.waitForURL(`${served.address}/tokens`);
    await page.getByRole('heading', { name: 'Mã truy cập' }).waitFor();
    expect(await overflowOf(page)).toBe(0);
    const codes = ['QHT', 'HAI'];
    const me: Json = await page.evaluate("fetch('/v1/me').then((answer) => answer.json())");
    expect(codes).toContain(me.fund.code);
  });

  test('by a group that the director lets in', async () => {
    const { fund } = served.api;
    const page = await served.open('/tokens', { as: fund, width: 360 });
    await typeDay(page, 'Áp dụng từ ngày', '01/07/2023');
    await page.getByLabel('Văn bản quy định').fill('15/QĐ-QHT');
    await page.getByLabel('Nhóm làm kế toán').fill('quy-ke-toan, ke-toan');
    await page.getByRole('button', { name: 'Ghi quy định' }).click();
    await page.getByText('ke-toan: Kế toán').first().waitFor();
    expect([await overflowOf(page), await barriersOf(page)]).toEqual([0, []]);
    provider.accounts.set('ba', { name: 'Lê Thị Ba', groups: ['ke-toan'] });
    provider.signsIn = 'ba';
    const ba = await served.open('/sign-in');
    await ba.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' }).click();
    await ba.locator('summary', { hasText: 'Lê Thị Ba' }).waitFor();
  });

  test('a program is let in with what it may do, asks with a token of the provider, and is ended', async () => {
    const { fund } = served.api;
    const page = await served.open('/tokens', { as: fund });
    const form = page.getByRole('region', { name: 'Cho chương trình vào' });
    await form.getByLabel('Tên chương trình').fill('Cổng báo cáo tỉnh');
    await form.getByRole('button', { name: 'Cho vào', exact: true }).click();
    await form.getByText('Còn ô bắt buộc chưa nhập').waitFor();
    await form.getByLabel('Mã chương trình tại hệ thống đăng nhập').fill('cong-bao-cao');
    await form.getByLabel('xem báo cáo', { exact: true }).check();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate('scrollTo(0, 0)');
      expect([await overflowOf(page), await barriersOf(page)]).toEqual([0, []]);
    }
    await form.getByRole('button', { name: 'Cho vào', exact: true }).click();
    await form.getByText('Đã cho Cổng báo cáo tỉnh vào.').waitFor();
    const row = page.getByRole('row', { name: /Cổng báo cáo tỉnh chương trình/ });
    await row.getByText('xem báo cáo').waitFor();
    const authorization = `Bearer ${await provider.programToken()}`;
    const me = await fund.get('/v1/me', { authorization });
    expect(me.body).toMatchObject({ name: 'Cổng báo cáo tỉnh', permissions: ['reports:read'] });

    await row.getByRole('button', { name: 'Chấm dứt quyền của Cổng báo cáo tỉnh' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Lý do').fill('Thay cổng');
    await box.getByRole('button', { name: 'Chấm dứt', exact: true }).click();
    await box.getByText('Đã chấm dứt.').waitFor();
    expect((await fund.get('/v1/me', { authorization })).status).toBe(401);
  });

  test('by a token, though the provider is down', async () => {
    await provider.stop();
    const page = await served.open('/sign-in');
    const button = page.getByRole('button', { name: 'Đăng nhập bằng Tài khoản tỉnh' });
    await button.waitFor();
    await page.getByLabel('Mã truy cập').fill(served.api.fund.token);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /Tình hình quỹ/ }).waitFor();
    await provider.start();
  });

  test('says nothing that the policy of the page stops, and asks nobody but the provider', () => {
    expect(served.said.filter((each) => !each.startsWith(`asked ${provider.issuer}`))).toEqual([]);
  });
});
