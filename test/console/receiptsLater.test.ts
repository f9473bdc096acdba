import type { Page } from 'playwright-core';
import { contribute, lend, type Json } from '../support/api.ts';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import {
  choose,
  done,
  focused,
  openReceiptScreen,
  RECEIPT_SCREEN,
  receiptsUnder,
} from '../support/receiptScreen.ts';

describeInBrowser('receipts of several loans and of earlier days', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  const under = async (number: string) => receiptsUnder(served, number);

  /** Types the day of a receipt, digit by digit. */
  async function typeDay(page: Page, digits: string): Promise<void> {
    await page
      .getByRole('spinbutton', { name: /Ngày thu/ })
      .first()
      .click();
    await page.keyboard.type(digits);
  }

  test('one voucher pays several loans of one borrower, or nothing', async () => {
    const { other } = served.api;
    await contribute(other);
    // Each has 50 m past due since 25 June, which a receipt pays before all else (R9).
    const first = await lend(other, { contractNumber: '01/2023/HĐTD' });
    await lend(other, { contractNumber: '02/2023/HĐTD' }, first.cooperativeId);
    const page = await served.open(RECEIPT_SCREEN, { as: other });
    await page.getByLabel('Số phiếu').fill('PT001/2023');
    await page.getByRole('combobox', { name: 'Hợp đồng', exact: true }).focus();
    await choose(page, '01/2023');
    await page.keyboard.type('1000000');
    await page.getByRole('button', { name: /^02\/2023\/HĐTD, còn nợ/ }).click();
    const field = page.getByLabel('Số tiền thu của 02/2023/HĐTD');
    await field.fill('900000000');
    await field.press('Enter');
    await page.locator('input[aria-invalid="true"]').waitFor();
    // The fault is said at the part that it is about.
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('input[aria-invalid="true"]').count()).toBe(1);
    expect((await other.read('/v1/repayments')).data).toEqual([]);
    await field.fill('2000000');
    await page.getByText('Cộng cả phiếu: 3.000.000 đồng').waitFor();
    await field.press('Enter');
    const said = await done(page, 'PT001/2023');
    expect(said).toContain('3.000.000 đồng');
    expect(said).toContain('02/2023/HĐTD: gốc 2.000.000.');
    const { data } = await other.read('/v1/repayments');
    expect(data.map(({ amount }: Json) => amount)).toEqual(['1000000', '2000000']);
  });

  test('a receipt dated back says which issued papers it makes wrong, before it is booked', async () => {
    const { fund } = served.api;
    const issued = { asOf: '2023-06-30', documentNumber: '15/BC-QHT', issuedOn: '2023-07-05' };
    await fund.add('/v1/reports/fund-section/issues', issued);
    const { page, number } = await openReceiptScreen(served);
    await choose(page, 'hoang lam');
    await page.keyboard.type('1000000');
    await typeDay(page, '28062023');
    await page.getByRole('link', { name: 'Báo cáo số 15/BC-QHT' }).waitFor();
    await page.getByLabel('Số phiếu').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'nhấn Enter lần nữa' }).waitFor();
    expect(await under(number)).toEqual([]);
    await page.getByLabel('Số phiếu').press('Enter');
    await done(page, number);
    const [receipt] = await under(number);
    expect(receipt.effectiveOn).toBe('2023-06-28');
    expect(receipt.affects.map((each: Json) => each.number)).toEqual(['15/BC-QHT']);
    // The next paper of the batch is of the same day.
    expect(await page.getByText('Không phải hôm nay').count()).toBe(1);
  });

  test('begins with the loan that another screen has led from', async () => {
    const { fund } = served.api;
    const [loan] = (await fund.read('/v1/loans?contractNumber=05/2020/HĐTD')).data;
    const page = await served.open(`${RECEIPT_SCREEN}?loan=${loan.id}`, { as: fund });
    await page.getByRole('region', { name: '05/2020/HĐTD', exact: true }).waitFor();
    expect(await focused(page)).toBe('Số tiền thu');
    expect(new URL(page.url()).search).toBe('');
  });

  test('through a case before a court', async () => {
    const { page, number } = await openReceiptScreen(served);
    await choose(page, 'xuan mai');
    await page.keyboard.type('1000000');
    await page.getByLabel('Thu qua vụ kiện').selectOption({ index: 1 });
    await page.getByLabel('Số tiền thu').press('Enter');
    await done(page, number);
    const [receipt] = await under(number);
    const { data } = await served.api.fund.read('/v1/litigation-cases');
    const suit = data.find(({ loanIds }: Json) => loanIds.includes(receipt.loanId));
    expect(receipt.litigationCaseId).toBe(suit.id);
  });

  test('a day of a closed quarter is booked later, with a reason', async () => {
    const { fund } = served.api;
    await fund.add('/v1/periods/2023-Q2/closing', { through: true });
    const { page, number } = await openReceiptScreen(served);
    await choose(page, 'van an');
    await page.keyboard.type('1000000');
    await typeDay(page, '28062023');
    await page.getByRole('button', { name: 'Ghi sổ vào ngày 07/07/2023' }).click();
    await page.getByLabel('Lý do').fill('Phiếu thu nhận muộn');
    await page.getByLabel('Lý do').press('Enter');
    expect(await done(page, number)).toContain('Ghi sổ ngày 07/07/2023.');
    const [receipt] = await under(number);
    expect(receipt).toMatchObject({
      // Not Thông Vàng, in which the letters stand too.
      cooperativeName: 'HTX Vạn An',
      effectiveOn: '2023-06-28',
      bookedOn: '2023-07-07',
      reason: 'Phiếu thu nhận muộn',
    });
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
