import type { Json } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { confirmReversal, typeDay } from '../support/consoleForms.ts';

describeInBrowser('the money of the fund', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  test('a contribution is recorded, seen in the capital, and reversed', async () => {
    const { fund } = served.api;
    const accountant = await served.api.withRole(fund, 'accountant');
    const page = await served.open('/fund?asOf=2023-07-07&tab=capital', { as: accountant });
    await page.getByRole('row', { name: /1322\/QĐ-UBND/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await typeDay(page, 'Ngày', '03/07/2023');
    await page.getByLabel('Số tiền').fill('500.000.000');
    await page.getByText('Năm trăm triệu đồng').waitFor();
    await page.getByLabel('Số văn bản').fill('901/QĐ-UBND');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByText('Đã ghi 500.000.000 đồng, 901/QĐ-UBND.').waitFor();
    // The form begins anew, at its first field.
    expect(await page.evaluate('document.activeElement.labels[0].textContent')).toBe('Loại');
    expect(await page.getByRole('group', { name: 'Ngày', exact: true }).innerText()).not.toMatch(
      /\d/,
    );
    // Three decisions before gave 7,500 m.
    await expectCapital('8000000000');
    await page.getByRole('button', { name: 'Hủy: Bổ sung vốn, 901/QĐ-UBND' }).click();
    await confirmReversal(page, 'Ghi nhầm số quyết định');
    const row = page.getByRole('row', { name: /901\/QĐ-UBND/ });
    expect(await row.getAttribute('class')).toBe('reversed');
    await expectCapital('7500000000');
    const { data } = await fund.read('/v1/fund/capital-movements');
    expect(data.at(-1)).toMatchObject({
      amount: '500000000',
      effectiveOn: '2023-07-03',
      documentNumber: '901/QĐ-UBND',
      recordedBy: accountant.actor.tokenName,
    });
    expect(data.at(-1).reversedAt).not.toBeNull();
  });

  test('of more movements than a page has, the last one stands first and can be reversed', async () => {
    const fund = await served.api.addFund();
    const ofDay = (number: number, effectiveOn: string): Promise<Json> =>
      fund.add('/v1/fund/capital-movements', {
        kind: 'contribution',
        amount: '1000',
        effectiveOn,
        documentNumber: `${number}/QĐ`,
      });
    for (let number = 1; number <= 200; number += 1) await ofDay(number, '2023-07-03');
    await ofDay(201, '2023-07-04');
    const page = await served.open('/fund?asOf=2023-07-07&tab=capital', { as: fund });
    const first = page.getByRole('row').nth(1);
    await first.getByText('201/QĐ').waitFor();
    await first.getByRole('button', { name: 'Hủy: Bổ sung vốn, 201/QĐ' }).waitFor();
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await page.getByRole('row').nth(201).getByText('1/QĐ', { exact: true }).waitFor();
  });

  async function expectCapital(amount: string): Promise<void> {
    const { charterCapital } = await served.api.fund.read('/v1/fund?asOf=2023-07-07');
    expect(charterCapital).toBe(amount);
  }

  test('a withdrawal of more than is available is refused in words, and what was typed stays', async () => {
    const page = await served.open('/fund?asOf=2023-07-07&tab=capital', { as: served.api.fund });
    await page.getByLabel('Loại').selectOption('withdrawal');
    await typeDay(page, 'Ngày', '03/07/2023');
    await page.getByLabel('Số tiền').fill('7000000000');
    await page.getByLabel('Số văn bản').fill('902/QĐ-UBND');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Số tiền').inputValue()).toBe('7.000.000.000');
    await expectCapital('7500000000');
  });

  test('cash paid in at a bank account stands in the book of both places', async () => {
    const { fund } = served.api;
    const page = await served.open('/fund?asOf=2023-07-07&tab=places', { as: fund });
    await page.getByText('Khớp đến từng đồng.').waitFor();
    await page.getByLabel('Tên gọi').fill('Vietcombank Lạng Sơn');
    await page.getByRole('button', { name: 'Thêm nơi giữ tiền' }).click();
    await page.getByText('Đã thêm Vietcombank Lạng Sơn.').waitFor();
    await page.getByRole('link', { name: 'Chuyển tiền', exact: true }).click();
    await page.getByLabel('Từ nơi').selectOption({ label: 'Quỹ tiền mặt (Tiền mặt)' });
    await page
      .getByLabel('Đến nơi')
      .selectOption({ label: 'Vietcombank Lạng Sơn (Tài khoản ngân hàng)' });
    await typeDay(page, 'Ngày', '05/07/2023');
    await page.getByLabel('Số tiền').fill('800000000');
    await page.getByLabel('Số phiếu').fill('UNC-01');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByText('Đã ghi 800.000.000 đồng, UNC-01.').waitFor();
    const { data } = await fund.read('/v1/fund/places?asOf=2023-07-07');
    const bank = data.find(({ name }: Json) => name === 'Vietcombank Lạng Sơn');
    expect(bank.balance).toBe('800000000');
    await page.getByRole('link', { name: 'Nơi giữ tiền', exact: true }).click();
    await page.getByRole('link', { name: 'Vietcombank Lạng Sơn' }).click();
    await page.getByText('từ Quỹ tiền mặt').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await typeDay(page, 'Kiểm cuối ngày', '06/07/2023');
    await page.getByLabel('Số thực có').fill('799.000.000');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByText('sổ sách 800.000.000, chênh lệch -1.000.000 đồng').waitFor();
    expect((await fund.read(`/v1/places/${bank.id}/counts`)).data).toMatchObject([
      { countedOn: '2023-07-06', amount: '799000000', difference: '-1000000' },
    ]);
  });

  test.each([
    ['sourcesTotal.available', '2.890.000.000'],
    ['sources.charter.capital', '7.500.000.000'],
  ])('the figure %s leads to the rows that come to it', async (line, amount) => {
    const page = await served.open('/fund?asOf=2023-06-30', { as: served.api.fund });
    const link = page.locator(`main a[href*="line=${line}"]`).last();
    expect(await link.innerText()).toBe(amount);
    await link.click();
    await page.waitForURL(/\/report\?/);
    await page.getByRole('table').getByText(amount).first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test.each([
    ['income', 'Tiền lãi và thu khác hiện có'],
    ['opening', 'Quỹ chưa nhập số dư nhận bàn giao'],
    ['suspension', 'Đang tạm dừng giải ngân theo 521/TB-UBND ngày 16/09/2021.'],
    ['plan', 'Chưa có kế hoạch.'],
  ])('the tab %s fits a narrow screen, for everybody', async (tab, text) => {
    const auditor = await served.api.withRole(served.api.fund, 'auditor');
    const page = await served.open(`/fund?asOf=2023-07-07&tab=${tab}`, { as: auditor, width: 360 });
    await page.getByText(text).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.locator('main form').count()).toBe(0);
    expect(await barriersOf(page)).toEqual([]);
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
