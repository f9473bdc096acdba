import type { Page } from 'playwright-core';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { receiptsUnder } from '../support/receiptScreen.ts';

/** The cells of a row of a table, by the text of one of them. */
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

describeInBrowser('the receipts book and the day book', () => {
  let served: Console;
  /** The day on which the example was entered, by the clock of the database. */
  let enteredOn: string;

  beforeAll(async () => {
    served = await startConsole();
    const { data } = await served.api.fund.read('/v1/entries?kind=repayment&order=desc&limit=1');
    enteredOn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
      new Date(data[0].recordedAt),
    );
  });

  afterAll(async () => served.close());

  test('has the newest receipt first, and totals by component', async () => {
    const page = await served.open('/receipts', { as: served.api.fund });
    const rows = page.getByRole('table').getByRole('row');
    await rows.nth(1).waitFor();
    expect(await rows.nth(1).innerText()).toContain('PT030/2023');
    const { totals } = await served.api.fund.read('/v1/repayments?totals=true');
    const shown = BigInt(totals.amount).toLocaleString('vi-VN');
    await page.getByText(`${totals.count} phiếu: ${shown} đồng`).waitFor();
  });

  test('is narrowed by days, which stand in the address', async () => {
    const page = await served.open('/receipts?from=2023-06-08&to=2023-06-15', {
      as: served.api.fund,
    });
    await rowOf(page, 'PT021/2023').waitFor();
    await rowOf(page, 'PT020/2023').waitFor();
    // 30,000,000 of 8 June and 3,031,066 of 15 June.
    await page.getByText('2 phiếu: 33.031.066 đồng').waitFor();
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await rowOf(page, 'PT030/2023').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('a voucher is found by its number', async () => {
    const page = await served.open('/receipts', { as: served.api.fund });
    await page.getByRole('searchbox', { name: 'Số phiếu' }).fill('PT019/2023');
    await page.keyboard.press('Enter');
    await rowOf(page, 'HTX Nông Lâm Sơn Trang').waitFor();
    await page.getByText('1 phiếu: 32.000.000 đồng').waitFor();
  });

  test('a receipt is reversed with a reason, and stays struck through', async () => {
    const page = await served.open('/receipts', { as: served.api.fund });
    await page.getByRole('button', { name: 'PT029/2023' }).click();
    const dialog = page.getByRole('dialog', { name: 'Phiếu thu PT029/2023' });
    await dialog.getByText('HTX Bình Giang').waitFor();
    expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
      'Khoản\tPhiếu trả',
      'Gốc\t0',
      'Lãi trong hạn\t9.149.589',
      'Lãi quá hạn\t0',
      'Lãi chậm trả\t0',
      'Cộng\t9.149.589',
    ]);
    await dialog.getByRole('button', { name: 'Hủy: Phiếu thu PT029/2023' }).click();
    const asked = page.getByRole('dialog', { name: 'Hủy: Phiếu thu PT029/2023' });
    await asked.getByLabel('Lý do').fill('Ghi nhầm hợp đồng');
    await asked.getByRole('button', { name: 'Hủy', exact: true }).click();
    await asked.getByText('Đã hủy').waitFor();
    await asked.getByRole('button', { name: 'Đóng' }).last().click();
    await dialog.getByText('Đã hủy lúc').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('tr.reversed').filter({ hasText: 'PT029/2023' }).waitFor();
    expect(await receiptsUnder(served, 'PT029/2023')).toEqual([]);
  });

  test('says that nothing is to be allocated anew, where nothing is', async () => {
    const page = await served.open('/receipts', { as: served.api.fund });
    await page.getByRole('button', { name: 'PT022/2023' }).click();
    await page.getByRole('button', { name: 'Phân bổ lại' }).click();
    const asked = page.getByRole('dialog', { name: 'Phân bổ lại các phiếu thu của 01/2021/HĐTD' });
    await asked.getByText('Không có phiếu nào cần phân bổ lại').waitFor();
    expect(await asked.getByLabel('Lý do').count()).toBe(0);
  });

  test('receipts are allocated anew after an earlier one was entered', async () => {
    const { fund } = served.api;
    const [loan] = (await fund.read('/v1/loans?contractNumber=07/2021/HĐTD')).data;
    // It pays all of the interest that PT030/2023 paid, and principal: less interest was owed after it.
    await fund.add(`/v1/loans/${loan.id}/repayments`, {
      amount: '53000000',
      effectiveOn: '2023-06-23',
      voucherNumber: 'PT020B/2023',
    });
    const page = await served.open('/receipts', { as: fund });
    await page.getByRole('button', { name: 'PT030/2023' }).click();
    await page.getByRole('button', { name: 'Phân bổ lại' }).click();
    const asked = page.getByRole('dialog', { name: /^Phân bổ lại/ });
    await asked.getByRole('row').filter({ hasText: 'PT030/2023' }).waitFor();
    await asked.getByLabel('Lý do').fill('Phiếu trước ghi muộn');
    await asked.getByRole('button', { name: 'Phân bổ lại', exact: true }).click();
    await asked.getByText('Đã phân bổ lại 1 phiếu').waitFor();
    const [receipt] = await receiptsUnder(served, 'PT030/2023');
    expect(receipt.amount).toBe('3780822');
    expect(receipt.allocation.inTermInterest).not.toBe('3780822');
  });

  test('an auditor reads the book, and is offered nothing to change', async () => {
    const auditor = await served.api.withRole(served.api.fund, 'auditor');
    const page = await served.open('/receipts', { as: auditor });
    await page.getByRole('button', { name: 'PT028/2023' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('HTX Vạn An').waitFor();
    expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['✕']);
    expect(await page.getByRole('link', { name: 'Ghi phiếu thu (F2)' }).count()).toBe(0);
  });

  test('the day book tells what was entered on a day, and leads to it', async () => {
    const address = `/entries?recordedOn=${enteredOn}&kind=disbursement`;
    const page = await served.open(address, { as: served.api.fund });
    const { data } = await served.api.fund.read(`/v1${address}&limit=200`);
    await page.getByText(`${data.length} phiếu chi giải ngân`).waitFor();
    await page.getByLabel('Loại việc').selectOption('phiếu thu');
    await page.getByRole('link', { name: 'PT001/2016' }).click();
    await page.getByRole('dialog', { name: 'Phiếu thu PT001/2016' }).waitFor();
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
