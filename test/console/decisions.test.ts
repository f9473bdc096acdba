import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { headFigure, openLoan, rowsOf, typeDay } from '../support/loanScreens.ts';

const TAB = '?tab=decisions';

describeInBrowser('decisions about a loan', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  test('the director sets a debt group, sees what it changed, and takes it back with a reason', async () => {
    const { page, id } = await openLoan(served, '01/2021/HĐTD', TAB);
    await page.getByRole('button', { name: 'Phân loại lại nhóm nợ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nhóm nợ').selectOption('3');
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ghi quyết định' }).click();
    // A worse group needs a reason.
    await dialog.getByText(/lý do/i).last().waitFor();
    await dialog.getByLabel('Lý do', { exact: true }).fill('Kinh doanh thua lỗ');
    await dialog.getByRole('button', { name: 'Ghi quyết định' }).click();
    await dialog.getByText('Đã ghi quyết định').waitFor();
    expect(
      await rowsOf(dialog, 'Đã ghi quyết định. Tình trạng khoản vay trước và sau:'),
    ).toContainEqual(['Nhóm nợ', '1', '3']);
    await page.keyboard.press('Escape');
    await page.locator('.loan-figures').getByText('3', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Hủy: Phân loại lại nhóm nợ' }).click();
    await dialog.getByLabel('Lý do').fill('Nhập nhầm hợp đồng');
    await dialog.getByRole('button', { name: 'Hủy', exact: true }).click();
    await dialog.getByText('Đã hủy').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.locator('tr.reversed').getByText('Nhóm 3').waitFor();
    expect(await headFigure(page, 'Nhóm nợ')).toBe('1');
    const { data } = await served.api.fund.read(`/v1/loans/${id}/decisions`);
    expect(data).toMatchObject([{ type: 'debt_group_override', group: 3 }]);
    expect(data[0].reversedAt).not.toBeNull();
    const { debtGroup } = await served.api.fund.read(`/v1/loans/${id}/position`);
    expect(debtGroup).toBe(1);
  });

  test('a recall is entered, and withdrawn by a later decision', async () => {
    const { page, id } = await openLoan(served, '02/2021/HĐTD', TAB);
    await page.getByRole('button', { name: 'Thu hồi vốn trước hạn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Số quyết định').fill('08/QĐ-QHT');
    await typeDay(dialog, 'Ngày quyết định', '01072023');
    await typeDay(dialog, 'Hạn hoàn trả', '31102023');
    await dialog.getByRole('button', { name: 'Ghi quyết định' }).click();
    await dialog.getByText('Đã ghi quyết định').waitFor();
    await page.keyboard.press('Escape');
    const row = page.getByRole('row', { name: /08\/QĐ-QHT/ });
    await row.getByText('Trả hết chậm nhất ngày 31/10/2023').waitFor();
    await row.getByRole('button', { name: /Hủy bỏ thu hồi/ }).click();
    await dialog.getByLabel('Số quyết định').fill('09/QĐ-QHT');
    await dialog.getByRole('button', { name: 'Ghi quyết định' }).click();
    await dialog.getByText('Đã ghi quyết định').waitFor();
    const { data } = await served.api.fund.read(`/v1/loans/${id}/recalls`);
    expect(data).toMatchObject([
      {
        decisionNumber: '08/QĐ-QHT',
        decidedOn: '2023-07-01',
        deadline: '2023-10-31',
        withdrawal: { decisionNumber: '09/QĐ-QHT', decidedOn: '2023-07-07' },
      },
    ]);
  });

  test('new instalments are refused until they come to what is unpaid', async () => {
    const { page, id } = await openLoan(served, '03/2021/HĐTD', TAB);
    await page.getByRole('button', { name: 'Cơ cấu lại thời hạn trả nợ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Hình thức').selectOption('Gia hạn nợ');
    await dialog.getByLabel('Số quyết định').fill('10/QĐ-QHT');
    const rows = dialog.getByRole('group', { name: 'Các kỳ mới' });
    await rows.getByLabel('Gốc').fill('40000000');
    await typeDay(rows, 'Ngày', '25032025');
    await rows.getByText('Còn thiếu 60.000.000').waitFor();
    await dialog.getByRole('button', { name: 'Ghi quyết định' }).click();
    await dialog.getByRole('alert').waitFor();
    await rows.getByRole('button', { name: 'Thêm dòng' }).click();
    await rows.getByLabel('Gốc').last().fill('60000000');
    await rows.getByRole('group', { name: 'Ngày' }).last().getByRole('spinbutton').first().click();
    await page.keyboard.type('25092025');
    await rows.getByText('Cộng 100.000.000 đồng.').waitFor();
    await dialog.getByRole('button', { name: 'Ghi quyết định' }).click();
    await dialog.getByText('Đã ghi quyết định').waitFor();
    const { data } = await served.api.fund.read(`/v1/loans/${id}/decisions`);
    expect(data).toMatchObject([
      {
        type: 'restructuring',
        kind: 'extension',
        instalments: [
          { dueOn: '2025-03-25', principal: '40000000' },
          { dueOn: '2025-09-25', principal: '60000000' },
        ],
      },
    ]);
  });

  test('the accountant sees the one decision that accountants enter', async () => {
    const accountant = await served.api.withRole(served.api.fund, 'accountant');
    const { page } = await openLoan(served, '06/2020/HĐTD', TAB, accountant);
    await page.getByRole('row', { name: /06\/QĐ-QHT/ }).waitFor();
    const entry = page.locator('section').filter({ hasText: 'Ghi quyết định' });
    expect(await entry.getByRole('button').allInnerTexts()).toEqual(['Điều chỉnh lãi suất']);
    expect(await page.getByRole('button', { name: /^Hủy/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Quyết định', exact: true }).count()).toBe(1);
  });
});
