import { payment, type Client } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';

const REPORT = '/report?asOf=2023-06-30';

/** The report to the province, from its figures to what changed after it was issued; each test goes on from the one before. */
describeInBrowser('the report', () => {
  let served: Console;
  let accountant: Client;

  beforeAll(async () => {
    served = await startConsole();
    accountant = await served.api.withRole(served.api.fund, 'accountant');
  });

  afterAll(async () => served.close());

  test('opens the 13 receipts that come to 137,500,000 of overdue interest', async () => {
    const page = await served.open(REPORT, { as: accountant });
    await page.getByRole('link', { name: '137.500.000' }).click();
    const lines = page.getByRole('region', { name: 'Vì sao: Lãi quá hạn' });
    await lines.getByRole('link', { name: 'PT001/2023' }).waitFor();
    expect(await lines.locator('tbody tr').count()).toBe(13);
    const amounts = await lines.locator('tbody td:last-child').allInnerTexts();
    const sum = amounts.reduce((total, each) => total + BigInt(each.replaceAll('.', '')), 0n);
    expect(sum).toBe(137_500_000n);
    expect(await lines.locator('tfoot').innerText()).toContain('137.500.000');
    await lines.getByRole('link', { name: '03/2017/HĐTD' }).first().click();
    await page.waitForURL(/\/loans\/[-0-9a-f]{36}\?.*asOf=2023-06-30/);
  });

  test('counts from another day on', async () => {
    const page = await served.open(`${REPORT}&periodStart=2023-04-01`, { as: accountant });
    const then = await accountant.read(
      '/v1/reports/fund-section?asOf=2023-06-30&periodStart=2023-04-01',
    );
    const said = BigInt(then.interestCollected.total).toLocaleString('vi-VN');
    await page.getByLabel('Thu lãi trong kỳ').getByRole('link', { name: said }).waitFor();
  });

  test('is issued under a number, and kept as it was', async () => {
    const page = await served.open(REPORT, { as: accountant });
    await page.getByText('Phát hành báo cáo').click();
    await page.getByLabel('Số báo cáo').fill('12/BC-QHT');
    await page.getByRole('button', { name: 'Phát hành' }).click();
    await page.getByText('Đã phát hành báo cáo số 12/BC-QHT, ký ngày 07/07/2023.').waitFor();
    await page.getByRole('link', { name: 'Mở báo cáo đã phát hành' }).click();
    await page.getByText('không số liệu nào của báo cáo thay đổi').waitFor();
    const { data } = await accountant.read('/v1/issued-reports');
    expect(data).toMatchObject([{ documentNumber: '12/BC-QHT', asOf: '2023-06-30' }]);
  });

  test('a receipt dated back shows in the comparison, with the way to it', async () => {
    const { data: found } = await accountant.read(
      `/v1/loans?contractNumber=${encodeURIComponent('02/2018/HĐTD')}`,
    );
    const loanId = found[0].id as string;
    await accountant.add(
      `/v1/loans/${loanId}/repayments`,
      payment('5000000', '2023-06-20', { voucherNumber: 'PT900/2023' }),
    );
    const page = await served.open('/issued-reports', { as: accountant });
    await page.getByRole('link', { name: '12/BC-QHT' }).click();
    const comparison = page.getByRole('region', { name: 'So với số liệu hiện nay' });
    const row = comparison.getByRole('row').filter({ hasText: 'Dư nợ gốc quá hạn' });
    // The loan is overdue: principal comes first (R8).
    await row.getByText('1.605.000.000').waitFor();
    expect(await row.innerText()).toContain('1.610.000.000');
    expect(await row.innerText()).toContain('-5.000.000');
    await row.getByRole('link', { name: 'phiếu thu PT900/2023 HTX Phương Đông' }).click();
    await page.getByRole('dialog', { name: /PT900\/2023/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/receipts');
  });

  test.each([
    ['debt-classification', 'Phân loại nợ', '1.605.000.000'],
    ['arrears-ageing', 'Tuổi nợ quá hạn', '1.605.000.000'],
    ['interest-receivable', 'Lãi phải thu', 'trong bảng'],
    ['recovery', 'Thu hồi nợ quá hạn', '1.605.000.000'],
    ['litigation', 'Vụ kiện', 'Tòa án nhân dân huyện Văn Quan'],
    ['lending', 'Cho vay, thu nợ', 'Văn Quan'],
  ])('%s has its table with its sums, and keeps nobody out', async (name, title, told) => {
    const page = await served.open(`/reports/${name}?asOf=2023-06-30`, { as: accountant });
    await page.getByRole('heading', { name: `${title} đến 30/06/2023` }).waitFor();
    await page.getByText(told, { exact: true }).first().waitFor();
    expect(await page.locator('tfoot').count()).toBeGreaterThan(0);
    expect(await barriersOf(page)).toEqual([]);
  });

  test('the forecast has the 4,115 million of the section, and tells how good an earlier one was', async () => {
    const page = await served.open('/forecast?asOf=2023-06-30', { as: accountant });
    // 2,895 million, and the 1,220 million that are expected until 31 December.
    await page.getByText('4.115.000.000').first().waitFor();
    await page.getByText('So với thực tế đến 30/06/2023.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
  });

  test('the ledger balances, an account opens, and the check of the books finds nothing', async () => {
    const page = await served.open('/ledger?asOf=2023-06-30', { as: accountant });
    const total = page.locator('tfoot td.number:not(.minor)');
    await total.first().waitFor();
    const [debit, credit] = await total.allInnerTexts();
    expect(debit).toBe(credit);
    await page.getByRole('link', { name: /1283 Dư nợ gốc/ }).click();
    await page.getByText('4.605.000.000').first().waitFor();
    await page.goto(`${served.address}/ledger?tab=check`);
    await page.getByRole('button', { name: 'Kiểm tra ngay' }).click();
    await page.getByText('Sổ sách khớp: không có chỗ nào sai lệch.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
  });

  test('a screen is printed without what is only to be pressed', async () => {
    const page = await served.open(REPORT, { as: accountant });
    await page.getByText('1.605.000.000').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await page.getByRole('banner').isVisible()).toBe(false);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByText('1.605.000.000').isVisible()).toBe(true);
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
