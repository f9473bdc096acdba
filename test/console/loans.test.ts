import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { headFigure, loanOf, openLoan, rowsOf, typeDay } from '../support/loanScreens.ts';

const DAY = '?asOf=2023-06-30';

describeInBrowser('the screens of loans', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  test('the register finds a loan without accents, and says what the rows come to', async () => {
    const page = await served.open(`/loans${DAY}`, { as: served.api.fund });
    const register = page.getByRole('table', { name: 'Danh sách hợp đồng vay' });
    // The outstanding and the overdue principal of the provincial report.
    await register.getByRole('cell', { name: '4.610.000.000' }).waitFor();
    expect(await register.locator('tfoot td').allInnerTexts()).toEqual(
      expect.arrayContaining(['22 hợp đồng', '4.610.000.000', '1.610.000.000']),
    );
    await page.getByLabel('Tìm', { exact: true }).fill('phuong dong');
    await register.locator('tfoot').getByText('1 hợp đồng').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('phuong dong');
    await register.getByRole('link', { name: '02/2018/HĐTD' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hợp đồng 02/2018/HĐTD' }).waitFor();
    expect(await headFigure(page, 'Dư nợ gốc')).toBe('240.000.000');
    expect(await headFigure(page, 'Nhóm nợ')).toBe('5');
  });

  test('a filter leaves the loans that it names', async () => {
    const page = await served.open(`/loans${DAY}`, { as: served.api.fund });
    await page.getByLabel('Tình trạng').selectOption('quá hạn');
    const total = page.getByRole('table', { name: 'Danh sách hợp đồng vay' }).locator('tfoot');
    // Ten borrowers are overdue in the report, with a contract each.
    await total.getByText('10 hợp đồng').waitFor();
  });

  test('a figure leads to the lines of which it is the sum', async () => {
    const { page } = await openLoan(served, '02/2018/HĐTD', DAY);
    const interest = page.getByRole('table', { name: 'Tiền lãi', exact: true });
    const accrued = await interest
      .getByRole('row', { name: /Lãi quá hạn/ })
      .getByRole('link')
      .first()
      .innerText();
    await interest
      .getByRole('row', { name: /Lãi quá hạn/ })
      .getByRole('link')
      .first()
      .click();
    const lines = page.getByRole('table', { name: 'Lãi quá hạn', exact: true });
    await lines.waitFor();
    expect(await lines.locator('tfoot td').last().innerText()).toBe(accrued);
    // 240,000,000 × 9.9 % × 92 ÷ 365 = 5,988,821.9.
    expect((await rowsOf(page, 'Lãi quá hạn')).at(-1)).toEqual([
      '30/03/2023',
      '30/06/2023',
      '240.000.000',
      '92',
      '9,9 %',
      '5.988.822',
    ]);
  });

  test('the payoff of another day grows by the interest of a day', async () => {
    const { page } = await openLoan(served, '02/2018/HĐTD', DAY);
    const sums = page.getByRole('table', { name: 'Số tiền tất toán' });
    await sums.getByRole('cell', { name: '300.019.753' }).waitFor();
    await typeDay(page, 'Trả hết vào ngày', '02072023');
    // 240,000,000 × 9.9 % × 94 ÷ 365 = 6,119,013.7 instead of 5,988,821.9.
    await sums.getByRole('cell', { name: '300.149.945' }).waitFor();
  });

  test('stands at another day of its life', async () => {
    const { page } = await openLoan(served, '02/2018/HĐTD', '?asOf=2018-12-31');
    // Nothing of the first instalment of 25 December 2018 was paid by then.
    expect(await headFigure(page, 'Dư nợ gốc')).toBe('300.000.000');
    expect(await headFigure(page, 'Gốc quá hạn')).toBe('50.000.000');
    expect(await headFigure(page, 'Số ngày quá hạn')).toBe('6');
  });

  test('is seen as it was known when its contract was entered', async () => {
    const { page, id } = await openLoan(served, '02/2018/HĐTD', `${DAY}&tab=history`);
    const entered = page.getByRole('row', { name: /hợp đồng vay/ });
    await entered.getByRole('button').click();
    await page.getByText('Đang xem theo những gì đã nhập đến').waitFor();
    await page.getByText('chưa giải ngân').first().waitFor();
    const knownAt = new URL(page.url()).searchParams.get('knownAt') ?? '';
    const query = new URLSearchParams({ asOf: '2023-06-30', knownAt });
    const position = await served.api.fund.read(`/v1/loans/${id}/position?${query}`);
    expect(position.principal.disbursed).toBe('0');
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.locator('.loan-figures').getByText('240.000.000').first().waitFor();
  });

  test('a contract is entered and disbursed, once lending is allowed again', async () => {
    const { api } = served;
    const accountant = await api.withRole(api.fund, 'accountant');
    const page = await served.open('/loans/new', { as: accountant });
    await page.getByRole('combobox', { name: 'Bên vay' }).pressSequentially('loc phat');
    await page.getByRole('option', { name: /Lộc Phát/ }).click();
    await page.getByLabel('Số hợp đồng').fill('01/2023/HĐTD');
    await typeDay(page, 'Ngày ký', '05072023');
    await page.getByLabel('Số tiền vay').fill('500000000');
    await page.getByText('Năm trăm triệu đồng').waitFor();
    await page.getByLabel('Lãi suất trong hạn').fill('6,6');
    await page.getByRole('button', { name: 'Ghi hợp đồng' }).click();
    // What was forgotten is said at its field.
    await page.getByText('Chưa nhập').first().waitFor();
    const principal = page.getByRole('group', { name: 'Trả gốc' });
    await principal.getByLabel('Số kỳ').fill('4');
    await typeDay(principal, 'Ngày đến hạn đầu tiên', '05102023');
    const interest = page.getByRole('group', { name: 'Trả lãi' });
    await typeDay(interest, 'Ngày đến hạn đầu tiên', '05102023');
    await page.getByRole('button', { name: 'Ghi hợp đồng' }).click();
    await page.getByText('Đã ghi hợp đồng 01/2023/HĐTD').waitFor();
    expect(
      (await rowsOf(page, 'Các kỳ trả gốc')).map(([, dueOn, , amount]) => [dueOn, amount]),
    ).toEqual([
      ['05/10/2023', '125.000.000'],
      ['05/01/2024', '125.000.000'],
      ['05/04/2024', '125.000.000'],
      ['05/07/2024', '125.000.000'],
    ]);
    await page.getByRole('link', { name: 'Giải ngân' }).click();
    await page.getByLabel('Số chứng từ').fill('PC01/2023');
    await typeDay(page, 'Ngày giải ngân', '06072023');
    await page.getByRole('button', { name: 'Ghi giải ngân' }).click();
    // The province stopped new lending on 16 September 2021.
    await page.getByRole('alert').getByText('521/TB-UBND').waitFor();
    const allowed = { suspended: false, decisionNumber: '12/TB-UBND', decidedOn: '2023-07-03' };
    expect((await api.fund.put('/v1/fund/lending-suspension', allowed)).status).toBe(200);
    await page.getByRole('button', { name: 'Ghi giải ngân' }).click();
    await page.getByText('Đã ghi giải ngân 500.000.000 đồng ngày 06/07/2023').waitFor();
    // One day: 500,000,000 × 6.6 % ÷ 365 = 90,410.96.
    await page.locator('.loan-figures').getByText('500.090.411').waitFor();
    const { id } = await loanOf(api.fund, '01/2023/HĐTD');
    const { data } = await api.fund.read(`/v1/loans/${id}/disbursements`);
    expect(data).toMatchObject([
      { amount: '500000000', effectiveOn: '2023-07-06', voucherNumber: 'PC01/2023' },
    ]);
  });
});
