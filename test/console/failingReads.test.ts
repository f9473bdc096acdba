import type { Page } from 'playwright-core';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';

const PROBLEM = { code: 'validation', title: '', status: 400, detail: 'Chưa đọc được trang này' };

describeInBrowser('what cannot be read', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(() => served.close());

  /** Comes back to the page a while later: what is not fresh any more is read anew. */
  async function comeBack(page: Page, at: string): Promise<void> {
    await page.clock.setFixedTime(at);
    await page.evaluate(() =>
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
    );
  }

  test('leaves a form with what is typed, also where the session has ended', async () => {
    const page = await served.open('/fund?tab=plan', { as: served.api.fund });
    await page.getByText('Sửa kế hoạch').click();
    await page.getByRole('button', { name: 'Thêm dòng' }).click();
    const typed = page.locator('form.wide input.money').last();
    await typed.fill('1234567');
    await page.context().clearCookies();
    await comeBack(page, '2023-07-07T04:00:00Z');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    // Whoever closes it is asked again as soon as the service is.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await comeBack(page, '2023-07-07T05:00:00Z');
    await dialog.waitFor();
    expect(await typed.inputValue()).toBe('1.234.567');
    await dialog.locator('input[type=password]').fill(served.api.fund.token);
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await typed.inputValue()).toBe('1.234.567');
    await page.context().close();
  });

  test('is asked for once at the end of a list, however long that stays on the screen', async () => {
    const page = await served.open('/', { as: served.api.fund });
    let asked = 0;
    await page.route('**/v1/entries?*', async (route) => {
      const url = new URL(route.request().url());
      if (url.searchParams.has('cursor')) {
        asked += 1;
        return route.fulfill({ status: 400, json: PROBLEM });
      }
      const answer = await route.fetch();
      return route.fulfill({ json: { ...(await answer.json()), nextCursor: 'next' } });
    });
    const recordedOn = new Date().toISOString().slice(0, 10);
    await page.goto(`${served.address}/entries?recordedOn=${recordedOn}`);
    const list = page.locator('.table-frame.long');
    await list.waitFor();
    await list.evaluate((frame) => {
      frame.scrollTop = frame.scrollHeight;
    });
    await page.getByText(PROBLEM.detail).waitFor();
    await page.waitForTimeout(1_000);
    expect(asked).toBe(1);
    await page.context().close();
  });

  test('because nobody answers leaves the page where it is, and comes by itself', async () => {
    const page = await served.open('/fund?tab=plan', { as: served.api.fund });
    await page.getByText('Sửa kế hoạch').waitFor();
    const link = page.getByRole('navigation').getByRole('link', { name: 'Vụ kiện' });
    await page.context().setOffline(true);
    // To point at a link fetches its screen.
    await link.hover();
    await page.waitForTimeout(300);
    expect(await page.locator('main h1').textContent()).toBe('Vốn và nơi giữ tiền');
    await link.click();
    await page.waitForTimeout(700);
    expect(page.url()).toContain(served.address);
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Vụ kiện' }).first().waitFor();
    served.said.length = 0;
    await page.context().close();
  });
});
