import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';

describeInBrowser('signing in', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  test('with a token, by the keyboard, leads to where somebody wanted to go', async () => {
    const page = await served.open('/loans?asOf=2023-06-30&q=thong+nhat');
    await page.waitForURL(/\/sign-in/);
    expect(await barriersOf(page)).toEqual([]);
    await page.getByLabel('Mã truy cập').pressSequentially(served.api.fund.token);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/loans\?/);
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('asOf'), searchParams.get('q')]).toEqual(['2023-06-30', 'thong nhat']);
  });

  test('with a token that is none is refused in words, and nothing is kept', async () => {
    const page = await served.open('/');
    await page.getByLabel('Mã truy cập').fill('x'.repeat(43));
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/mã truy cập/i);
    expect(await page.context().cookies()).toEqual([]);
  });

  test('the token that the example’s address brings along stands in its field', async () => {
    const page = await served.open(`/?asOf=2023-06-30#token=${served.api.fund.token}`);
    await page.getByLabel('Mã truy cập').press('Enter');
    await page.getByRole('heading', { name: 'Tình hình quỹ đến ngày 30/06/2023' }).waitFor();
    expect(page.url()).not.toContain(served.api.fund.token);
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const page = await served.open('/', { as: served.api.fund });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Strict' });
    expect(await page.evaluate('document.cookie')).toBe('');
  });

  test('signing out ends it: the way back is closed', async () => {
    const page = await served.open('/', { as: served.api.fund });
    await page.getByText('Giám đốc').first().click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${served.address}/loans`);
    await page.waitForURL(/\/sign-in/);
  });

  test('who is signed out while typing signs in on top, and what was typed is kept', async () => {
    const accountant = await served.api.withRole(served.api.fund, 'accountant');
    const page = await served.open('/receipts/new', { as: accountant });
    const search = page.getByRole('combobox', { name: 'Tìm hợp đồng' });
    await search.waitFor();
    await page.context().clearCookies();
    await search.fill('thong');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mã truy cập').fill(accountant.token);
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await search.inputValue()).toBe('thong');
  });

  test('a token that is revoked ends its sessions', async () => {
    const { api } = served;
    const accountant = await api.withRole(api.fund, 'accountant');
    const page = await served.open('/receipts/new', { as: accountant });
    await page.getByRole('link', { name: 'Sổ phiếu thu' }).waitFor();
    const { data } = await api.fund.read('/v1/tokens');
    const { id } = data.find(({ name }: { name: string }) => name === accountant.actor.tokenName);
    await api.fund.add(`/v1/tokens/${id}/revocation`, { reason: 'Nghỉ việc' });
    await page.getByRole('combobox', { name: 'Tìm hợp đồng' }).fill('thong');
    await page.getByRole('dialog').getByLabel('Mã truy cập').waitFor();
  });

  test.each([
    ['accountant', true, false],
    ['auditor', false, true],
  ] as const)('the %s sees what the role may do', async (role, mayWrite, seesTokens) => {
    const client = await served.api.withRole(served.api.fund, role);
    const page = await served.open('/?asOf=2023-06-30', { as: client });
    const ways = page.getByRole('navigation', { name: 'Màn hình' });
    await ways.getByRole('link', { name: 'Tổng quan' }).waitFor();
    expect(await ways.getByRole('link', { name: 'Ghi phiếu thu' }).count()).toBe(mayWrite ? 1 : 0);
    expect(await ways.getByRole('link', { name: 'Mã truy cập' }).count()).toBe(seesTokens ? 1 : 0);
  });

  test('dark where the computer is dark, and as somebody chooses', async () => {
    const page = await served.open('/', { as: served.api.fund, colorScheme: 'dark' });
    const ground = async () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.getByText('Giám đốc').first().click();
    expect(await ground()).toBe('rgb(23, 26, 24)');
    await page.getByLabel('Giao diện').selectOption('Sáng');
    expect(await ground()).toBe('rgb(246, 246, 243)');
    await page.getByLabel('Giao diện').selectOption('Theo máy tính');
    expect(await ground()).toBe('rgb(23, 26, 24)');
    await page.emulateMedia({ colorScheme: 'light' });
    // The browser tells of it in its next frame.
    await page.waitForFunction("document.documentElement.dataset.theme === 'light'");
    expect(await ground()).toBe('rgb(246, 246, 243)');
  });

  test('in English, for whoever chose it', async () => {
    const page = await served.open('/?asOf=2023-06-30', { as: served.api.fund, language: 'en' });
    await page.getByRole('heading', { name: 'The fund as of 30/06/2023' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
