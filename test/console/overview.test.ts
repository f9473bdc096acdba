import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';

const DAY = '/?asOf=2023-06-30';

describeInBrowser('the overview', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  test('says the figures of the report at 30 June 2023, each a way to its lines', async () => {
    const page = await served.open(DAY, { as: served.api.fund });
    await page.getByRole('heading', { name: 'Tình hình quỹ đến ngày 30/06/2023' }).waitFor();
    const figures = page.getByLabel('Số liệu của quỹ');
    await figures.getByText('1.610.000.000').waitFor();
    // As the province's report has them.
    expect(await figures.getByRole('link').allInnerTexts()).toEqual([
      '7.500.000.000',
      '3.000.000.000',
      '1.610.000.000',
      '2.890.000.000',
      '243.100.000',
      '4.110.000.000',
      '20',
      '7',
    ]);
    await figures.getByRole('link', { name: '1.610.000.000' }).click();
    await page.waitForURL(/\/report\?.*line=overduePrincipal.amount/);
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2023-06-30');
  });

  test('follows the slider to another day', async () => {
    const page = await served.open(DAY, { as: served.api.fund });
    await page.getByRole('slider', { name: 'Tính đến ngày' }).waitFor();
    await page.getByRole('button', { name: 'Cuối quý trước' }).click();
    await page.getByRole('heading', { name: /31\/03\/2023/ }).waitFor();
    const then = await served.api.fund.read('/v1/reports/fund-section?asOf=2023-03-31');
    const said = BigInt(then.overduePrincipal.amount).toLocaleString('vi-VN');
    await page.getByLabel('Số liệu của quỹ').getByText(said, { exact: true }).waitFor();
    await page.waitForURL(/asOf=2023-03-31/);
    await page.getByRole('slider').press('ArrowRight');
    await page.getByRole('heading', { name: /01\/04\/2023/ }).waitFor();
  });

  test.each([1280, 360])('keeps nobody out, %i pixels wide', async (width) => {
    const page = await served.open(DAY, { as: served.api.fund, width });
    await page.getByText('Dư nợ và vốn theo quý').first().waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });

  test('tells a fund without figures how to begin', async () => {
    const page = await served.open('/', { as: served.api.other });
    await page.getByText('Quỹ chưa có số liệu').waitFor();
    await page.getByRole('link', { name: 'ghi vốn điều lệ được cấp' }).click();
    await page.waitForURL(/\/fund\?.*tab=capital/);
  });

  test('comes as 256 KiB at most, and hardly anything moves while it comes', async () => {
    // With a clock of its own the browser does not say what came.
    const context = await served.browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.request.post(`${served.address}/session`, {
      data: { token: served.api.fund.token },
    });
    const page = await context.newPage();
    await page.goto(`${served.address}${DAY}`);
    await page.getByText('Dư nợ theo nhóm nợ').first().waitFor();
    const came = (await page.evaluate(
      `performance.getEntriesByType('resource').map(({ name, startTime, encodedBodySize }) =>
        ({ name, startTime, size: encodedBodySize }))`,
    )) as { name: string; startTime: number; size: number }[];
    // The search comes after the first screen, and what is asked for is not the screen's own.
    const search = came.find(({ name }) => /\/Search-/.test(name))?.startTime ?? Infinity;
    const own = came.filter(({ name, startTime }) => !name.includes('/v1/') && startTime < search);
    const bytes = own.reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeGreaterThan(50 * 1024);
    expect(bytes).toBeLessThan(256 * 1024);
    const moved = await page.evaluate(`new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) sum += value;
      }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(sum), 200);
    })`);
    // 0.01 on a machine at rest; one that is busy with other tests has the rows of figures come in parts.
    expect(moved).toBeLessThan(0.25);
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
