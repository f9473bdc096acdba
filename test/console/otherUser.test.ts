import type { Page } from 'playwright-core';
import type { Client } from '../support/api.ts';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';

describeInBrowser('where somebody else signs in at the same browser', () => {
  let served: Console;

  let accountant: Client;

  beforeAll(async () => {
    served = await startConsole();
    accountant = await served.api.withRole(served.api.fund, 'accountant');
  });

  afterAll(() => served.close());

  const voucher = (page: Page) => page.getByRole('textbox', { name: 'Số phiếu' });

  /** Waits until the field has a text in it. */
  const stands = (page: Page, part: string) =>
    page.waitForFunction(
      ([label, wanted]) =>
        [...document.querySelectorAll('label')]
          .find((each) => each.textContent.startsWith(label))
          ?.control?.matches(`[value*="${wanted}"]`) === true,
      ['Số phiếu', part] as const,
    );

  /** The director has typed the number of a voucher, which survives a reload. */
  async function typing(): Promise<Page> {
    const page = await served.open('/receipts/new', { as: served.api.fund });
    // The next number is proposed first.
    await stands(page, '031');
    await voucher(page).fill('PT-GĐ');
    await page.reload();
    await stands(page, 'PT-GĐ');
    return page;
  }

  const signIn = async (page: Page): Promise<void> => {
    const data = { token: accountant.token };
    await page.context().request.post(`${served.address}/session`, { data });
  };

  test('and the page is loaded anew, he finds nothing of what was typed', async () => {
    const page = await typing();
    await signIn(page);
    await page.reload();
    await stands(page, '031');
    expect(await voucher(page).inputValue()).not.toContain('GĐ');
    await page.context().close();
  });

  test('in another tab, the page stands there as his, without what was typed', async () => {
    const page = await typing();
    await signIn(page);
    await page.clock.setFixedTime('2023-07-07T04:00:00Z');
    await page.evaluate(() =>
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
    );
    await page.getByText(accountant.actor.tokenName).first().waitFor();
    await stands(page, '031');
    expect(await voucher(page).inputValue()).not.toContain('GĐ');
    await page.context().close();
  });
});
