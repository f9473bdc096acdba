import fs from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { payment, type Client } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';

const NOTICES = '/notices?asOf=2023-06-30&quarter=2023-Q2';

const OF_QUARTER = '/v1/notices?year=2023&quarter=2&limit=200';

async function loanOf(client: Client, contractNumber: string): Promise<string> {
  const asked = new URLSearchParams({ contractNumber });
  const { data } = await client.read(`/v1/loans?${asked.toString()}`);
  return data[0].id as string;
}

const rowsOf = (page: Page) => page.locator('tbody tr:not([aria-hidden])');

/** A fund's quarter: its notices, their delivery, closing it and opening it again; each test goes on from the one before. */
describeInBrowser('the end of a quarter', () => {
  let served: Console;
  let accountant: Client;

  beforeAll(async () => {
    served = await startConsole();
    accountant = await served.api.withRole(served.api.fund, 'accountant');
  });

  afterAll(async () => served.close());

  const notices = async (more = '') => (await accountant.read(`${OF_QUARTER}${more}`)).data;

  test('one press makes a notice for each of the 20 loans that are owed', async () => {
    const page = await served.open(NOTICES, { as: accountant });
    await page.getByRole('heading', { name: 'Thông báo nợ quý II/2023', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Lập thông báo' }).click();
    await page
      .getByText('Đã lập xong 20 thông báo quý II/2023; 2 hợp đồng không có gì phải trả.')
      .waitFor();
    await page.getByRole('link', { name: '01/TB-QHT' }).waitFor();
    const made = await notices();
    expect(made).toHaveLength(20);
    expect(new Set(made.map((each: { issuedOn: string }) => each.issuedOn))).toEqual(
      new Set(['2023-06-30']),
    );
  });

  test('all letters of the run come as one PDF, also after the page was opened anew', async () => {
    const page = await served.open(NOTICES, { as: accountant });
    const list = page.getByLabel('Các đợt lập');
    await list.getByText('30/06/2023').waitFor();
    // A browser without a window of its own has no viewer: what would be shown is handed over as a file.
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      list.getByRole('button', { name: /In \(PDF\)/ }).click(),
    ]);
    expect(file.url()).toMatch(/^blob:/);
    const bytes = await fs.readFile(await file.path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('the chosen ones are delivered together, each with its own proof', async () => {
    const page = await served.open(NOTICES, { as: accountant });
    await page.getByLabel('Chọn 01/TB-QHT').check();
    await page.getByLabel('Chọn 02/TB-QHT').check();
    await page.getByRole('button', { name: 'Ghi giao 2 thông báo' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^01\/TB-QHT/).fill('RA000000001VN');
    await dialog.getByLabel(/^02\/TB-QHT/).fill('RA000000002VN');
    await dialog.getByRole('button', { name: 'Ghi giao' }).click();
    await page.getByText('Đã ghi giao 2 thông báo ngày 30/06/2023.').waitFor();
    const [first, second] = await notices();
    const delivered = [];
    for (const { id } of [first, second])
      delivered.push((await accountant.read(`/v1/notices/${id}`)).deliveries);
    expect(delivered).toMatchObject([
      [{ kind: 'posted', deliveredOn: '2023-06-30', proofNumber: 'RA000000001VN' }],
      [{ kind: 'posted', deliveredOn: '2023-06-30', proofNumber: 'RA000000002VN' }],
    ]);
    await page.getByRole('button', { name: 'Chọn tất cả chưa giao (18)' }).click();
    await page.getByRole('button', { name: 'Ghi giao 18 thông báo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ghi giao' }).click();
    await page.getByText('Đã ghi giao 18 thông báo').waitFor();
    expect(await notices('&status=undelivered')).toEqual([]);
  });

  test('a receipt entered late makes a notice stale; one in its place is issued', async () => {
    const loanId = await loanOf(accountant, '02/2018/HĐTD');
    await accountant.add(`/v1/loans/${loanId}/repayments`, payment('5000000', '2023-06-20'));
    const page = await served.open(`${NOTICES}&status=stale`, { as: accountant });
    await rowsOf(page).first().waitFor();
    expect(await rowsOf(page).count()).toBe(1);
    const inPlace = rowsOf(page).getByRole('button', { name: /^Lập thông báo thay thế: / });
    expect(await inPlace.innerText()).toBe('Lập lại');
    await rowsOf(page)
      .getByRole('link', { name: /TB-QHT/ })
      .click();
    await page.getByText('thông báo này không còn đúng').waitFor();
    await page.getByRole('button', { name: 'Lập thông báo thay thế' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do lập lại').fill('Bổ sung phiếu thu ngày 20/6');
    await dialog.getByRole('button', { name: 'Lập thông báo thay thế' }).click();
    await dialog.getByText('Đã lập thông báo số 21/TB-QHT').waitFor();
    await dialog.getByRole('button', { name: 'Mở thông báo đó' }).click();
    await page.getByRole('heading', { name: /Thông báo số 21\/TB-QHT/ }).waitFor();
    const [old] = await notices('&status=superseded');
    const [put] = (await notices('&status=issued')).filter(
      ({ id }: { id: string }) => id === old.supersededById,
    );
    expect(put).toMatchObject({ numberText: '21/TB-QHT', loanId });
    expect(old.supersededByNumber).toBe('21/TB-QHT');
    await page.getByText('Thay cho thông báo số').getByRole('link').click();
    await page.getByText('Đã được thay bằng thông báo số').getByText('21/TB-QHT').waitFor();
    // The 5,000,000 were overdue principal, which bore interest until the day to pay by.
    expect(BigInt(put.total)).toBeLessThan(BigInt(old.total) - 5_000_000n);
  });

  test('the quarter is a list of what is left to do; an accountant cannot close it', async () => {
    const page = await served.open('/quarters/2023-Q2', { as: accountant });
    await page.getByText('30 quý trước chưa khóa, từ quý II/2015 đến quý I/2023.').waitFor();
    await page.getByText('1 thông báo chưa ghi giao.').waitFor();
    await page.getByText('Chỉ giám đốc khóa sổ và mở lại quý đã khóa.').waitFor();
    expect(await page.getByRole('button', { name: /Khóa sổ/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Ghi giao thông báo' }).click();
    await page.getByRole('link', { name: '21/TB-QHT' }).waitFor();
    const refused = await accountant.post('/v1/periods/2023-Q2/closing', {});
    expect(refused.status).toBe(403);
  });

  test('the director closes it with the earlier ones, and opens it again with a reason', async () => {
    const page = await served.open('/quarters/2023-Q2', { as: served.api.fund });
    const close = page.getByRole('button', { name: 'Khóa sổ quý II/2023' });
    await close.click();
    // Earlier quarters first, says the service.
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Khóa luôn 30 quý trước chưa khóa').check();
    await close.click();
    await page.getByText('Đã khóa sổ quý II/2023.').waitFor();
    expect(await accountant.read('/v1/periods/2023-Q2')).toMatchObject({ status: 'closed' });
    await page.getByRole('button', { name: 'Mở lại quý' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Bổ sung phiếu thu sót');
    await dialog.getByRole('button', { name: 'Mở lại quý' }).click();
    await dialog.getByText('Đã mở lại: II/2023').waitFor();
    expect(await accountant.read('/v1/periods/2023-Q2')).toMatchObject({ status: 'open' });
    expect(await accountant.read('/v1/periods/2023-Q1')).toMatchObject({ status: 'closed' });
  });

  test.each([
    ['/notices?asOf=2023-06-30', 360],
    ['/quarters/2023-Q2', 360],
  ])('keeps nobody out: %s, %i pixels wide', async (address, width) => {
    const page = await served.open(address, { as: served.api.fund, width });
    await page.locator('table').first().waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });

  test('a list that could not be read is read once somebody tries again', async () => {
    // What the browser says of answers that do not come is no complaint here.
    const context = await served.browser.newContext({ locale: 'vi-VN' });
    await context.request.post(`${served.address}/session`, { data: { token: accountant.token } });
    const page = await context.newPage();
    await page.route('**/v1/notices?*', async (route) => route.abort());
    await page.goto(`${served.address}${NOTICES}`);
    const again = page.getByRole('button', { name: 'Thử lại' });
    await again.waitFor({ timeout: 40_000 });
    await page.unrouteAll();
    await again.click();
    await page.getByRole('link', { name: '01/TB-QHT' }).waitFor();
  }, 60_000);

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
