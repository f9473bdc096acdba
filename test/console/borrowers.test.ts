import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { typeDay } from '../support/loanScreens.ts';

const DAY = '?asOf=2023-06-30';

describeInBrowser('the screens of borrowers', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  const borrower = async (q: string) => {
    const { data } = await served.api.fund.read(`/v1/cooperatives?${new URLSearchParams({ q })}`);
    return data[0];
  };

  test('the list says what each owes, and what all owe together', async () => {
    const page = await served.open(`/cooperatives${DAY}`, { as: served.api.fund });
    const list = page.getByRole('table', { name: 'Danh sách bên vay' });
    await list.locator('tfoot').getByText('4.610.000.000').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByLabel('Địa bàn').fill('van quan');
    // Văn Quan: HTX Xuân Mai 350, Phương Đông 240 and Yên Thành 180 million.
    await list.locator('tfoot').getByText('770.000.000').first().waitFor();
    await list.getByRole('link', { name: 'HTX Xuân Mai' }).click();
    await page.getByRole('heading', { level: 1, name: 'HTX Xuân Mai' }).waitFor();
    await page.getByRole('link', { name: '03/2017/HĐTD', exact: true }).waitFor();
  });

  test('a borrower is entered, and its contract can follow', async () => {
    const page = await served.open('/cooperatives', { as: served.api.fund });
    await page.getByRole('button', { name: 'Bên vay mới' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mã', { exact: true }).fill('HTX99');
    await dialog.getByLabel('Tên', { exact: true }).fill('HTX Rau sạch Đồng Mỏ');
    await dialog.getByLabel('Địa bàn').fill('Chi Lăng');
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.getByText('Đã ghi bên vay HTX Rau sạch Đồng Mỏ').waitFor();
    await dialog.getByRole('link', { name: 'Hợp đồng mới' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hợp đồng vay mới' }).waitFor();
    const chosen = page.getByRole('combobox', { name: 'Bên vay' });
    expect(await chosen.inputValue()).toBe('HTX Rau sạch Đồng Mỏ');
    expect(await borrower('HTX99')).toMatchObject({ locality: 'Chi Lăng', kind: 'cooperative' });
  });

  test('a change counts from its day; the days before keep what was', async () => {
    const { id } = await borrower('HTX10');
    const page = await served.open(`/cooperatives/${id}?tab=profile`, { as: served.api.fund });
    await page.getByRole('button', { name: 'Sửa hoặc thay đổi hồ sơ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Người đại diện').fill('Nông Văn Bình');
    await dialog.getByLabel('Lý do').fill('Đại hội bầu giám đốc mới');
    await typeDay(dialog, 'Thay đổi từ ngày', '01072023');
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.getByText('Đã ghi hồ sơ mới').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /từ ngày 01\/07\/2023/ }).waitFor();
    const at = async (asOf: string) => served.api.fund.read(`/v1/cooperatives/${id}?asOf=${asOf}`);
    expect((await at('2023-07-01')).representative).toBe('Nông Văn Bình');
    expect((await at('2023-06-30')).representative).toBeNull();
  });

  test('a change is refused if somebody else changed the borrower meanwhile', async () => {
    const { id, code, name, locality } = await borrower('HTX15');
    const page = await served.open(`/cooperatives/${id}?tab=profile`, { as: served.api.fund });
    await page.getByRole('button', { name: 'Sửa hoặc thay đổi hồ sơ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Người đại diện').waitFor();
    const theirs = { code, name, locality, phone: '0205 3812 345', reason: 'Bổ sung' };
    expect((await served.api.fund.put(`/v1/cooperatives/${id}`, theirs)).status).toBe(200);
    await dialog.getByLabel('Người đại diện').fill('Lý Thị Hoa');
    await dialog.getByLabel('Lý do').fill('Bổ sung');
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await borrower('HTX15')).toMatchObject({
      phone: '0205 3812 345',
      representative: null,
    });
  });

  test('a call is written into the log, and taken back', async () => {
    const { id } = await borrower('HTX03');
    const page = await served.open(`/cooperatives/${id}?tab=log`, { as: served.api.fund });
    await page.getByRole('button', { name: 'Ghi nhật ký' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ghi chú').fill('Hẹn làm việc tại trụ sở');
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.locator('.done').waitFor();
    await page.keyboard.press('Escape');
    const row = page.getByRole('row', { name: /Hẹn làm việc tại trụ sở/ });
    await row.getByRole('button', { name: /^Hủy/ }).click();
    await dialog.getByLabel('Lý do').fill('Nhầm bên vay');
    await dialog.getByRole('button', { name: 'Hủy', exact: true }).click();
    await dialog.getByText('Đã hủy').waitFor();
    const { data } = await served.api.fund.read(`/v1/cooperatives/${id}/collection-entries`);
    const entry = data.find(({ note }: { note: string }) => note === 'Hẹn làm việc tại trụ sở');
    expect(entry).toMatchObject({ kind: 'call', occurredOn: '2023-07-07' });
    expect(entry.reversedAt).not.toBeNull();
  });

  test('one document moves a borrower to another locality from a day on', async () => {
    const { id } = await borrower('HTX12');
    const page = await served.open(`/cooperatives/${id}?tab=profile`, { as: served.api.fund });
    await page.getByRole('button', { name: 'Đổi địa bàn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Số văn bản').fill('1672/NQ-UBTVQH15');
    await typeDay(dialog, 'Từ ngày', '01072023');
    await dialog.getByLabel(/Địa bàn mới của HTX Lộc Phát/).fill('Na Dương');
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.getByText('Đã đổi địa bàn của 1 bên vay').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('cell', { name: 'Lộc Bình → Na Dương' }).waitFor();
    expect((await borrower('HTX12')).locality).toBe('Na Dương');
  });
});
