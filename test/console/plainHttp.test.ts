import type { Page } from 'playwright-core';
import { describeInBrowser, LAN_NAME, startConsole, type Console } from '../support/console.ts';

let served: Console;

/** Opens an address under the name that another machine would ask by, over plain HTTP. */
async function openFromLan(path: string): Promise<{ page: Page; said: string[] }> {
  const { port } = new URL(served.address);
  const context = await served.browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  await page.goto(`http://${LAN_NAME}:${port}${path}`);
  return { page, said };
}

describeInBrowser('over plain HTTP from another machine', () => {
  beforeAll(async () => {
    served = await startConsole();
  });
  afterAll(async () => served.close());

  test('the reference of the API shows whole', async () => {
    const { page, said } = await openFromLan('/docs');
    await page.getByRole('heading', { name: 'Cooperative Support Fund' }).waitFor();
    await page.getByText('Shows the fund and its balances').first().waitFor();
    expect(said).toEqual([]);
  });

  test('the console shows, and says that nobody can sign in there', async () => {
    const { page } = await openFromLan('/loans');
    await page.getByText(/không được mã hóa/).waitFor();
    const told = await page.evaluate(`fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: ${JSON.stringify(served.api.fund.token)} }),
    }).then(async (answer) => [answer.status, (await answer.json()).code])`);
    expect(told).toEqual([403, 'tls-required']);
    expect(await page.context().cookies()).toEqual([]);
  });
});
