import type { Page } from 'playwright-core';
import type { Json } from '../support/api.ts';
import { describeInBrowser, startConsole, typeDay, type Console } from '../support/console.ts';

const TODAY = '2023-07-10';

let served: Console;

const open = async (address: string, width = 1280): Promise<Page> =>
  served.open(address, { as: served.api.fund, width });

/** Records a promise of HTX Xuân Mai on the screen. */
async function promise(page: Page, amount: string, occurredOn: string, promisedOn: string) {
  await page.getByRole('button', { name: 'Ghi nhật ký thu nợ' }).click();
  const form = page.getByRole('dialog', { name: 'Ghi nhật ký thu nợ' });
  await form.getByRole('combobox', { name: 'Bên vay' }).fill('xuan mai');
  await page.getByRole('option', { name: /HTX Xuân Mai/ }).click();
  await typeDay(form, 'Ngày diễn ra', occurredOn);
  await form.getByLabel('Số tiền cam kết trả').fill(amount);
  await typeDay(form, 'Hẹn trả chậm nhất ngày', promisedOn);
  await form.getByLabel('Ghi chú').fill('HTX hẹn trả sau vụ na');
  await form.getByRole('button', { name: 'Ghi', exact: true }).click();
  await form.getByText(/^Đã ghi ngày/).waitFor();
  await form.getByRole('button', { name: 'Đóng' }).click();
}

const statesOf = async (page: Page): Promise<readonly string[]> =>
  page.getByRole('table', { name: 'Cam kết trả nợ' }).locator('tbody .tag').allInnerTexts();

describeInBrowser('promises to pay', () => {
  beforeAll(async () => {
    served = await startConsole(TODAY);
  });

  afterAll(async () => served.close());

  test('are recorded on the screen, and kept or broken by what comes', async () => {
    const page = await open('/promises');
    await promise(page, '5.000.000', '01/06/2023', '15/06/2023');
    await promise(page, '2.000.000', '07/07/2023', '31/07/2023');
    await page.getByRole('table', { name: 'Cam kết trả nợ' }).waitFor();
    expect(await statesOf(page)).toEqual(['sai hẹn', 'đang chờ']);
    const { data } = await served.api.fund.read('/v1/promises');
    expect(data).toMatchObject([
      { cooperativeName: 'HTX Xuân Mai', amount: '5000000', promisedOn: '2023-06-15' },
      { amount: '2000000', occurredOn: '2023-07-07', note: 'HTX hẹn trả sau vụ na' },
    ]);
    // What comes today keeps the second one; for the first one it is too late.
    const loans = await served.api.fund.read(`/v1/loans?cooperativeId=${data[0].cooperativeId}`);
    const receipt = { amount: '2000000', effectiveOn: TODAY, voucherNumber: 'PT099/2023' };
    await served.api.fund.add(`/v1/loans/${loans.data[0].id}/repayments`, receipt);
    await page.goto(`${served.address}/promises?state=kept`);
    await page.getByText('đã thực hiện', { exact: true }).waitFor();
    expect(await statesOf(page)).toEqual(['đã thực hiện']);
  });

  test('one that was entered wrongly is taken back', async () => {
    const page = await open('/promises?state=broken');
    await page.getByRole('button', { name: 'Hủy: HTX Xuân Mai' }).click();
    const reversal = page.getByRole('dialog');
    await reversal.getByLabel('Lý do').fill('Nhập nhầm');
    await reversal.getByRole('button', { name: 'Hủy', exact: true }).click();
    await reversal.getByText('Đã hủy.').waitFor();
    const { totals } = await served.api.fund.read('/v1/promises');
    expect(totals.find((each: Json) => each.state === 'broken').count).toBe(0);
  });

  test('the box begins in its first field, and Escape gives the keyboard back', async () => {
    const page = await open('/promises');
    const button = page.getByRole('button', { name: 'Ghi nhật ký thu nợ' });
    await button.press('Enter');
    const field = page.getByRole('dialog').getByRole('combobox', { name: 'Bên vay' });
    await field.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('xuan');
    await page.getByRole('option', { name: /HTX Xuân Mai/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('HTX Xuân Mai');
    await page.keyboard.press('Escape');
    await button.and(page.locator(':focus')).waitFor();
  });

  test('what is about a case says so of a borrower that has none', async () => {
    const cases = (await served.api.fund.read('/v1/litigation-cases')).data;
    const sued = new Set(cases.map((each: Json) => each.cooperativeId));
    const borrowers = (await served.api.fund.read('/v1/cooperatives')).data;
    const { name } = borrowers.find((each: Json) => !sued.has(each.id));
    const page = await open('/promises');
    await page.getByRole('button', { name: 'Ghi nhật ký thu nợ' }).click();
    const form = page.getByRole('dialog', { name: 'Ghi nhật ký thu nợ' });
    await form.getByRole('combobox', { name: 'Bên vay' }).fill(name);
    await page.getByRole('option', { name }).click();
    await form.getByLabel('Nội dung').selectOption('successor_told');
    await form.getByText('không có vụ kiện nào đang xử lý').waitFor();
  });

  test('an entry without a borrower is not sent, and the field says so', async () => {
    const page = await open('/promises');
    await page.getByRole('button', { name: 'Ghi nhật ký thu nợ' }).click();
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByText(/^Chọn bên vay trong danh sách/).waitFor();
  });
});

describeInBrowser('what is due', () => {
  beforeAll(async () => {
    served = await startConsole(TODAY);
  });

  afterAll(async () => served.close());

  test('stands by week and month, what has lapsed first, with the way to where it is done', async () => {
    const page = await open('/deadlines');
    await page.getByRole('heading', { name: 'Việc đến hạn đến ngày 10/10/2023' }).waitFor();
    await page.getByRole('table', { name: 'Quá hạn' }).waitFor();
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    const groups = ['Quá hạn', 'Tuần này', 'Tháng này', 'Sau đó'];
    expect(headings.filter((each) => groups.includes(each))).toEqual(groups);
    const { totals } = await served.api.fund.read(`/v1/deadlines?lapsed=true&until=2023-10-10`);
    const counts: number[] = totals.map((each: Json) => each.count);
    const lapsed = counts.reduce((sum, each) => sum + each, 0);
    await page.getByRole('link', { name: `${lapsed} việc` }).waitFor();
    const first = page.getByRole('table', { name: 'Quá hạn' }).locator('tbody tr').first();
    await first.getByRole('link', { name: /^Ghi phiếu thu/ }).click();
    await page.waitForURL(/\/receipts\/new\?.*loan=/);
  });

  test('is narrowed to a kind, each row with its ground', async () => {
    const page = await open('/deadlines');
    await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'kỳ trả lãi' });
    await page.waitForURL(/kind=interest/);
    const later = page.getByRole('table', { name: 'Sau đó' });
    await later.getByText('kỳ trả lãi').first().waitFor();
    expect(await later.getByText('kỳ trả gốc').count()).toBe(0);
    await later.getByText('hợp đồng', { exact: true }).first().waitFor();
  });

  test('says nothing that the policy of the page stops', () => {
    expect(served.said).toEqual([]);
  });
});
