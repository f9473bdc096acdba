import type { Route } from 'playwright-core';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import {
  choose,
  done,
  focused,
  openReceiptScreen,
  RECEIPT_SCREEN,
  receiptsUnder,
  suggestedNumber,
} from '../support/receiptScreen.ts';

describeInBrowser('recording receipts', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  const openScreen = async () => openReceiptScreen(served);

  const under = async (number: string) => receiptsUnder(served, number);

  test('goes from paper to paper by the keyboard alone', async () => {
    const page = await served.open('/?asOf=2023-06-30', { as: served.api.fund });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('F2');
    const number = await suggestedNumber(page);
    // The last one of the example is PT030/2023.
    expect(number).toBe('PT031/2023');
    await choose(page, 'loc phat');
    await page.keyboard.type('10000000');
    expect(await page.getByLabel('Số tiền thu').inputValue()).toBe('10.000.000');
    await page.getByText('Mười triệu đồng').waitFor();
    await page.keyboard.press('Enter');
    // One day of 400 m and eleven of 300 m at 6.6 %: 72,329 + 596,712.
    expect(await done(page, number)).toContain(
      'gốc 9.330.959, lãi trong hạn 669.041. Còn nợ 290.669.041.',
    );
    expect(await focused(page)).toBe('Hợp đồng');
    await page.locator('input[value="PT032/2023"]').waitFor();
    await choose(page, '06/2020');
    await page.keyboard.type('5000000');
    await page.keyboard.press('Enter');
    await done(page, 'PT032/2023');
    await page.getByText('2 phiếu, cộng 15.000.000 đồng').waitFor();
    const [first] = await under('PT031/2023');
    expect(first).toMatchObject({
      amount: '10000000',
      effectiveOn: '2023-07-07',
      method: 'cash',
      allocation: { principal: '9330959', inTermInterest: '669041' },
    });
    expect((await under('PT032/2023')).map(({ amount }) => amount)).toEqual(['5000000']);
  });

  test('shows what is paid and left before anything is booked', async () => {
    const { page, number } = await openScreen();
    await choose(page, 'dai thang');
    await page.keyboard.type('792000');
    const preview = page.getByRole('region', { name: '01/2021/HĐTD', exact: true });
    await preview.getByText('360.000.000').nth(2).waitFor();
    expect(await preview.getByRole('row').allInnerTexts()).toEqual([
      'Khoản\tĐang nợ\tPhiếu trả\tCòn lại',
      'Gốc\t360.000.000\t0\t360.000.000',
      'Lãi trong hạn\t792.000\t792.000\t0',
      'Lãi quá hạn\t0\t0\t0',
      'Lãi chậm trả\t0\t0\t0',
      'Cộng\t360.792.000\t792.000\t360.000.000',
    ]);
    expect(await under(number)).toEqual([]);
    // What is owed is explained line by line; what was typed waits meanwhile.
    await page.getByRole('link', { name: 'Vì sao?' }).click();
    await page.waitForURL(/\/loans\/.*tab=interest/);
    await page.goBack();
    expect(await page.getByLabel('Số tiền thu').inputValue()).toBe('792.000');
  });

  test('Enter takes the only loan that is found, without the arrow', async () => {
    const { page } = await openScreen();
    await page.keyboard.type('hoang lam');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Đổi hợp đồng' }).waitFor();
    await page.getByRole('region', { name: '02/2021/HĐTD', exact: true }).waitFor();
    expect(await focused(page)).toBe('Số tiền thu');
  });

  test('what was booked is taken back, with a reason, and comes back into the form', async () => {
    const { page, number } = await openScreen();
    await choose(page, 'binh giang');
    await page.keyboard.type('7000000');
    await page.keyboard.press('Enter');
    await done(page, number);
    await page.getByRole('button', { name: `Hủy phiếu này: Phiếu thu ${number}` }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Nhập nhầm');
    await dialog.getByRole('button', { name: 'Hủy phiếu này' }).click();
    await dialog.getByText('Đã hủy').first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await under(number)).toEqual([]);
    expect(await page.getByLabel('Số phiếu').inputValue()).toBe(number);
    expect(await page.getByLabel('Số tiền thu').inputValue()).toBe('7.000.000');
    await page.getByText('0 phiếu, cộng 0 đồng').waitFor();
  });

  test('more than the payoff is refused at the amount, and the payoff can be taken', async () => {
    const { page, number } = await openScreen();
    await choose(page, 'tra son');
    await page.keyboard.type('30000000');
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Số tiền thu');
    await page.locator('input[aria-invalid="true"]').waitFor();
    expect(await focused(page)).toBe('Số tiền thu');
    const said = await field.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${said}"]`).innerText()).toContain('27.325.068');
    expect(await under(number)).toEqual([]);
    await page.getByRole('button', { name: 'Điền số tất toán 27.325.068' }).click();
    expect(await field.inputValue()).toBe('27.325.068');
    await field.press('Enter');
    expect(await done(page, number)).toContain('Còn nợ 0.');
  });

  test('an allocation of one’s own is held against the amount', async () => {
    const { page, number } = await openScreen();
    await choose(page, 'thong nhat');
    await page.keyboard.type('3000000');
    await page.getByLabel('Tự phân bổ').check();
    const own = page.getByRole('group', { name: 'Tự phân bổ' });
    await own.getByLabel('Gốc').fill('1000000');
    await own.getByLabel('Lãi quá hạn').fill('1500000');
    await own.getByText('Cộng 2.500.000 / 3.000.000 đồng').waitFor();
    await own.getByLabel('Lãi quá hạn').press('Enter');
    await own.getByRole('alert').waitFor();
    expect(await under(number)).toEqual([]);
    await own.getByLabel('Lãi quá hạn').fill('2000000');
    await own.getByLabel('Lãi quá hạn').press('Enter');
    await done(page, number);
    const [receipt] = await under(number);
    expect(receipt.allocation).toEqual({
      principal: '1000000',
      inTermInterest: '0',
      overdueInterest: '2000000',
      lateInterest: '0',
    });
  });

  test('is booked once however often Enter is pressed', async () => {
    const { page, number } = await openScreen();
    await choose(page, 'yen dung');
    await page.keyboard.type('1000000');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await done(page, number);
    expect(await under(number)).toHaveLength(1);
    expect(await page.getByLabel('Số tiền thu').inputValue()).toBe('');
  });

  /** The service carries the act out, but its answer is lost. */
  const loseAnswer = async (route: Route): Promise<void> => {
    await route.fetch();
    await route.abort('connectionreset');
  };

  test('is booked once where the answer was lost on its way', async () => {
    const { page, number } = await openScreen();
    await page.route('**/v1/receipts', loseAnswer, { times: 1 });
    await choose(page, 'minh phat');
    await page.keyboard.type('2000000');
    await page.keyboard.press('Enter');
    await done(page, number);
    expect(await under(number)).toHaveLength(1);
  });

  test('is booked once where the page was loaded anew before the answer came', async () => {
    const { page, number } = await openScreen();
    await page.route('**/v1/receipts', loseAnswer);
    const lost = page.waitForEvent('requestfailed', (each) => each.url().endsWith('/v1/receipts'));
    await choose(page, 'ky lua xanh');
    await page.keyboard.type('4000000');
    await page.keyboard.press('Enter');
    await lost;
    await page.unroute('**/v1/receipts');
    await page.reload();
    await done(page, number);
    expect(await under(number)).toHaveLength(1);
    expect(await page.getByLabel('Số tiền thu').inputValue()).toBe('');
  });

  test('what is typed survives a reload', async () => {
    const { page } = await openScreen();
    await choose(page, 'thao nguyen');
    await page.keyboard.type('1234567');
    await page.reload();
    await page.getByRole('button', { name: 'Đổi hợp đồng' }).waitFor();
    expect(await page.getByLabel('Số tiền thu').inputValue()).toBe('1.234.567');
  });

  test('two tabs do not take the same number: the second one is told at its field', async () => {
    const { page, number } = await openScreen();
    const other = await page.context().newPage();
    await other.goto(`${served.address}${RECEIPT_SCREEN}`);
    expect(await suggestedNumber(other)).toBe(number);
    await choose(page, 'thong vang');
    await page.keyboard.type('1000000');
    await page.keyboard.press('Enter');
    await done(page, number);
    await choose(other, 'hop thinh');
    await other.keyboard.type('1500000');
    await other.keyboard.press('Enter');
    await other.locator('input[aria-invalid="true"]').waitFor();
    expect(await focused(other)).toBe('Số phiếu');
    const free = other.getByRole('button', { name: /^Dùng số PT/ });
    await free.click();
    const taken = await other.getByLabel('Số phiếu').inputValue();
    await other.getByLabel('Số phiếu').press('Enter');
    await done(other, taken);
    expect((await under(number)).map(({ amount }) => amount)).toEqual(['1000000']);
    expect((await under(taken)).map(({ amount }) => amount)).toEqual(['1500000']);
  });

  test.each([1280, 360])('keeps nobody out, %i pixels wide', async (width) => {
    const page = await served.open(RECEIPT_SCREEN, { as: served.api.fund, width });
    await suggestedNumber(page);
    await choose(page, 'xuan mai');
    await page.keyboard.type('900000000');
    await page.locator('input[aria-invalid="true"]').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    // What the tests cut off themselves.
    const said = served.said.filter((each) => !each.includes('ERR_CONNECTION_RESET'));
    expect(said).toEqual([]);
  });
});
