import type { Locator, Page } from 'playwright-core';
import type { Json } from '../support/api.ts';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { confirmReversal } from '../support/consoleForms.ts';
import { loanOf, rowsOf, typeDay } from '../support/loanScreens.ts';

const DONE = 'Đã ghi quyết định. Tình trạng khoản vay trước và sau:';

describeInBrowser('each decision about a loan, from its button to its effect and back', () => {
  let served: Console;
  let page: Page;

  beforeAll(async () => {
    served = await startConsole();
    page = await served.open('/loans', { as: served.api.fund });
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  const read = async (address: string) => served.api.fund.read(`/v1${address}`);

  async function goTo(contractNumber: string, tab: string): Promise<string> {
    const { id } = await loanOf(served.api.fund, contractNumber);
    await page.goto(`${served.address}/loans/${id}?tab=${tab}`);
    await page.getByRole('heading', { level: 1, name: `Hợp đồng ${contractNumber}` }).waitFor();
    return id;
  }

  async function begin(contractNumber: string, decision: string): Promise<[string, Locator]> {
    const id = await goTo(contractNumber, 'decisions');
    await page.getByRole('button', { name: decision, exact: true }).click();
    return [id, page.getByRole('dialog')];
  }

  const record = async (dialog: Locator): Promise<void> =>
    dialog.getByRole('button', { name: 'Ghi quyết định', exact: true }).click();

  /** Sends the decision, and closes its box. */
  async function finish(dialog: Locator): Promise<void> {
    await record(dialog);
    await dialog.getByText(DONE).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }

  async function takeBack(name: string): Promise<void> {
    await page.getByRole('button', { name: `Hủy: ${name}`, exact: true }).click();
    await confirmReversal(page, 'Nhập nhầm hợp đồng');
  }

  test('a rate is changed', async () => {
    const [id, dialog] = await begin('04/2021/HĐTD', 'Điều chỉnh lãi suất');
    await dialog.getByLabel('Lãi suất trong hạn mới').fill('5,4');
    await record(dialog);
    await dialog.getByText('Chưa nhập').waitFor();
    await dialog.getByLabel('Số quyết định').fill('21/QĐ-QHT');
    await dialog.getByLabel('Lãi suất quá hạn mới').fill('8,1');
    await finish(dialog);
    await page.getByText('Trong hạn 5,4 %, quá hạn 8,1 %').waitFor();
    expect((await read(`/loans/${id}/decisions`)).data).toMatchObject([
      { type: 'rate_change', ratePercent: '5.4', effectiveOn: '2023-07-07' },
    ]);
    await takeBack('Điều chỉnh lãi suất 21/QĐ-QHT');
    expect((await read(`/loans/${id}/decisions`)).data[0].reversedAt).not.toBeNull();
  });

  test('interest is frozen between two days', async () => {
    const [id, dialog] = await begin('03/2017/HĐTD', 'Khoanh nợ, ngừng tính lãi');
    await dialog.getByLabel('Số quyết định').fill('22/QĐ-QHT');
    await typeDay(dialog, 'Ngừng tính lãi từ ngày', '01072023');
    await typeDay(dialog, 'Tính lãi trở lại từ ngày', '30062023');
    await record(dialog);
    await dialog.getByRole('alert').getByText(/ngày/).waitFor();
    await typeDay(dialog, 'Tính lãi trở lại từ ngày', '05072023');
    await finish(dialog);
    await page.getByText('Từ ngày 01/07/2023, tính lãi lại từ ngày 05/07/2023').waitFor();
    await takeBack('Khoanh nợ, ngừng tính lãi 22/QĐ-QHT');
    expect((await read(`/loans/${id}/decisions`)).data[0].reversedAt).not.toBeNull();
  });

  test('a freeze to a day to come is shortened, and never made longer', async () => {
    const [id, dialog] = await begin('04/2021/HĐTD', 'Khoanh nợ, ngừng tính lãi');
    await dialog.getByLabel('Số quyết định').fill('27/QĐ-QHT');
    await typeDay(dialog, 'Ngừng tính lãi từ ngày', '01072023');
    await typeDay(dialog, 'Tính lãi trở lại từ ngày', '01122023');
    await finish(dialog);
    const name = 'Kết thúc hoặc rút ngắn khoanh nợ: Khoanh nợ, ngừng tính lãi 27/QĐ-QHT';
    await page.getByRole('button', { name }).click();
    await dialog.getByLabel('Số quyết định').fill('28/QĐ-QHT');
    await typeDay(dialog, 'Tính lãi trở lại từ ngày', '02122023');
    await record(dialog);
    await dialog
      .getByRole('alert')
      .getByText(/01\/12\/2023/)
      .waitFor();
    await typeDay(dialog, 'Tính lãi trở lại từ ngày', '01102023');
    await finish(dialog);
    await page.getByText('Tính lãi lại từ ngày 01/10/2023').waitFor();
    const { data } = await read(`/loans/${id}/decisions`);
    expect(data).toContainEqual(expect.objectContaining({ type: 'freeze_end', to: '2023-10-01' }));
    await takeBack('Khoanh nợ, ngừng tính lãi 27/QĐ-QHT');
  });

  test('interest is frozen without an end, which is decided later', async () => {
    const [id, dialog] = await begin('12/2017/HĐTD', 'Khoanh nợ, ngừng tính lãi');
    await dialog.getByLabel('Số quyết định').fill('23/QĐ-QHT');
    await typeDay(dialog, 'Ngừng tính lãi từ ngày', '01072023');
    await finish(dialog);
    await page
      .getByRole('button', {
        name: 'Kết thúc hoặc rút ngắn khoanh nợ: Khoanh nợ, ngừng tính lãi 23/QĐ-QHT',
      })
      .click();
    await dialog.getByLabel('Số quyết định').fill('24/QĐ-QHT');
    await finish(dialog);
    await page.getByText('Tính lãi lại từ ngày 07/07/2023').waitFor();
    const { data } = await read(`/loans/${id}/decisions`);
    expect(data).toMatchObject([
      { type: 'freeze', from: '2023-07-01', to: null },
      { type: 'freeze_end', freezeId: data[0].id, to: '2023-07-07' },
    ]);
    // The end is taken back by itself: the freeze has none again, and gets another one.
    await takeBack('Hết thời gian khoanh nợ, tính lãi trở lại 24/QĐ-QHT');
    await page.locator('tr.reversed').getByText('Tính lãi lại từ ngày 07/07/2023').waitFor();
    expect((await read(`/loans/${id}/decisions`)).data).toMatchObject([
      { type: 'freeze', reversedAt: null },
      { type: 'freeze_end', reversedAt: expect.any(String) },
    ]);
    await page
      .getByRole('button', {
        name: 'Kết thúc hoặc rút ngắn khoanh nợ: Khoanh nợ, ngừng tính lãi 23/QĐ-QHT',
      })
      .click();
    await dialog.getByLabel('Số quyết định').fill('26/QĐ-QHT');
    await typeDay(dialog, 'Tính lãi trở lại từ ngày', '08072023');
    await finish(dialog);
    await page.getByText('Tính lãi lại từ ngày 08/07/2023').waitFor();
    // The second end goes with the freeze.
    await takeBack('Khoanh nợ, ngừng tính lãi 23/QĐ-QHT');
    await page.locator('tr.reversed').getByText('Tính lãi lại từ ngày 08/07/2023').waitFor();
  });

  test('owed interest is waived, and no more than is owed', async () => {
    const [id, dialog] = await begin('02/2018/HĐTD', 'Miễn, giảm lãi');
    await dialog.getByLabel('Số quyết định').fill('25/QĐ-QHT');
    await dialog.getByLabel('Số tiền miễn, giảm').fill('900.000.000');
    await record(dialog);
    await dialog.getByLabel('Số tiền miễn, giảm').and(page.locator('[aria-invalid]')).waitFor();
    await dialog.getByLabel('Số tiền miễn, giảm').fill('1.000.000');
    await finish(dialog);
    expect((await read(`/loans/${id}/position`)).overdueInterest.waived).toBe('1000000');
    await takeBack('Miễn, giảm lãi 25/QĐ-QHT');
    expect((await read(`/loans/${id}/position`)).overdueInterest.waived).toBe('0');
  });

  test('a better group needs a decision, which is called as its field is', async () => {
    const [, dialog] = await begin('02/2018/HĐTD', 'Phân loại lại nhóm nợ');
    await record(dialog);
    await dialog.getByText('Hãy nêu “Số quyết định” của quyết định chuyển nhóm.').waitFor();
  });

  test('a loan is charged off', async () => {
    // Its principal was recovered: nothing is left to charge off.
    const [, refused] = await begin('05/2017/HĐTD', 'Xử lý rủi ro');
    await refused.getByLabel('Số quyết định').fill('26/QĐ-QHT');
    await record(refused);
    await refused.getByText('Khoản vay không còn dư nợ gốc vào ngày đó').waitFor();
    const [id, dialog] = await begin('03/2017/HĐTD', 'Xử lý rủi ro');
    await dialog.getByLabel('Số quyết định').fill('26/QĐ-QHT');
    await finish(dialog);
    const principal = async () => (await read(`/loans/${id}/position`)).principal;
    expect(await principal()).toMatchObject({ chargedOff: '350000000', outstanding: '0' });
    await takeBack('Xử lý rủi ro 26/QĐ-QHT');
    expect(await principal()).toMatchObject({ chargedOff: '0', outstanding: '350000000' });
  });

  test('a recall gets its notice, and is taken back', async () => {
    const [id, dialog] = await begin('05/2021/HĐTD', 'Thu hồi vốn trước hạn');
    await dialog.getByLabel('Số quyết định').fill('27/QĐ-QHT');
    await record(dialog);
    await dialog.locator('.day-field[data-invalid]').waitFor();
    await typeDay(dialog, 'Hạn hoàn trả', '31102023');
    await dialog.getByLabel('Căn cứ').fill('Sử dụng vốn sai mục đích');
    await finish(dialog);
    await page.getByText('Sử dụng vốn sai mục đích').waitFor();
    await page.getByRole('button', { name: /^Lập thông báo thu hồi/ }).click();
    await dialog.getByRole('button', { name: 'Lập thông báo' }).click();
    await dialog.getByText('Đã lập thông báo số').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Hủy: Thu hồi vốn trước hạn 27/QĐ-QHT' }).click();
    await dialog.getByLabel('Lý do').fill('Nhập nhầm hợp đồng');
    await dialog.getByRole('button', { name: 'Hủy', exact: true }).click();
    // The notice of the recall is wrong without it.
    await dialog.getByRole('link', { name: /^Thông báo số/ }).waitFor();
    const [recall] = (await read(`/loans/${id}/recalls`)).data;
    expect(recall).toMatchObject({
      deadline: '2023-10-31',
      ground: 'Sử dụng vốn sai mục đích',
      withdrawal: null,
    });
    expect(recall.reversedAt).not.toBeNull();
  });

  test('one new date for all that is unpaid is decided, and taken back', async () => {
    const [id, dialog] = await begin('05/2021/HĐTD', 'Cơ cấu lại thời hạn trả nợ');
    await dialog.getByLabel('Hình thức').selectOption('Gia hạn nợ');
    await dialog.getByLabel('Số quyết định').fill('28/QĐ-QHT');
    const rows = dialog.getByRole('group', { name: 'Các kỳ mới' });
    expect(await rows.getByLabel('Gốc').inputValue()).toBe('500.000.000');
    await typeDay(rows, 'Ngày', '25062025');
    await finish(dialog);
    await page.getByText('Gia hạn nợ: 500.000.000 (25/06/2025)').waitFor();
    await takeBack('Cơ cấu lại thời hạn trả nợ 28/QĐ-QHT');
    const [decided] = (await read(`/loans/${id}/decisions`)).data;
    expect(decided).toMatchObject({ type: 'restructuring', kind: 'extension' });
    expect(decided.reversedAt).not.toBeNull();
  });

  test('a recovery plan is made, and ended by an empty list', async () => {
    const id = await goTo('01/2021/HĐTD', 'decisions');
    await page.getByText('Lập hoặc sửa kế hoạch').click();
    const rows = page.getByRole('group', { name: 'Các lần trả' });
    await rows.getByRole('button', { name: 'Thêm dòng' }).click();
    await page.getByRole('button', { name: 'Ghi kế hoạch' }).click();
    await rows.getByText('Chưa nhập').first().waitFor();
    await typeDay(rows, 'Ngày', '30092023');
    await rows.getByLabel('Gốc').fill('60.000.000');
    await rows.getByLabel('Ghi chú').fill('Cam kết tháng 6');
    await page.getByRole('button', { name: 'Ghi kế hoạch' }).click();
    await page.getByText('Đã ghi kế hoạch trả nợ.').waitFor();
    expect((await read(`/loans/${id}/recovery-plan`)).entries).toEqual([
      { expectedOn: '2023-09-30', principal: '60000000', ground: 'Cam kết tháng 6' },
    ]);
    await rows.getByRole('button', { name: 'Bỏ dòng 1' }).click();
    await page.getByRole('button', { name: 'Ghi kế hoạch' }).click();
    await page.getByText('Chưa có kế hoạch', { exact: true }).waitFor();
    expect((await read(`/loans/${id}/recovery-plan`)).entries).toEqual([]);
  });

  test('a contract is corrected with a reason', async () => {
    const id = await goTo('07/2021/HĐTD', 'contract');
    await page.getByRole('button', { name: 'Đính chính hợp đồng' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mục đích vay').fill('mua hai xe thu gom rác');
    const correct = dialog.getByRole('button', { name: 'Đính chính hợp đồng' });
    await correct.click();
    await dialog.getByText('Chưa nhập').waitFor();
    await dialog.getByLabel('Lý do').fill('Nhập thiếu số xe');
    await correct.click();
    await dialog.getByText('Đã đính chính hợp đồng.').waitFor();
    await dialog.locator('.buttons').getByRole('button', { name: 'Đóng' }).click();
    await page.getByText(/Đính chính lúc .*: Nhập thiếu số xe/).waitFor();
    expect(await read(`/loans/${id}`)).toMatchObject({
      purpose: 'mua hai xe thu gom rác',
      principal: '250000000',
      ratePercent: '6',
    });
  });

  test('a contract that was entered by mistake goes, with the reason', async () => {
    const like = await loanOf(served.api.fund, '07/2021/HĐTD');
    const entered = await served.api.fund.post('/v1/loans', {
      cooperativeId: like.cooperativeId,
      contractNumber: '77/2023/HĐTD',
      signedOn: '2023-07-03',
      principal: '10000000',
      ratePercent: '6',
      principalSchedule: { kind: 'bullet', dueOn: '2024-07-03' },
      interestSchedule: { every: 'quarter', firstDueOn: '2023-09-25' },
    });
    expect(entered.status).toBe(201);
    await goTo('77/2023/HĐTD', 'contract');
    await page.getByRole('button', { name: /^Xóa hợp đồng nhập nhầm/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Nhập hai lần');
    await dialog.getByRole('button', { name: 'Xóa hợp đồng nhập nhầm' }).click();
    await page.getByRole('heading', { level: 1, name: /^Hợp đồng vay đến ngày/ }).waitFor();
    await page.getByText('Đã xóa hợp đồng 77/2023/HĐTD.').waitFor();
    expect(await loanOf(served.api.fund, '77/2023/HĐTD')).toBeUndefined();
  });

  test('receipts are allocated anew after a rate that was entered late', async () => {
    const { id } = await loanOf(served.api.fund, '02/2020/HĐTD');
    const changed = await served.api.fund.post(`/v1/loans/${id}/rate-changes`, {
      effectiveOn: '2023-04-01',
      ratePercent: '5',
      decisionNumber: '31/QĐ-QHT',
    });
    expect(changed.status).toBe(201);
    await goTo('02/2020/HĐTD', 'payments');
    await page.getByRole('button', { name: 'Phân bổ lại các phiếu thu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Phân bổ lại', exact: true }).click();
    await dialog.getByText('Chưa nhập').waitFor();
    expect((await rowsOf(dialog, 'Phân bổ lại'))[0]?.slice(3)).toEqual([
      '20.000.000 → 20.797.808',
      '2.911.562 → 2.113.754',
      '0',
      '0',
    ]);
    await dialog.getByLabel('Lý do').fill('Lãi suất mới');
    await dialog.getByRole('button', { name: 'Phân bổ lại', exact: true }).click();
    await dialog.getByText('Đã phân bổ lại 1 phiếu.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Phân bổ lại các phiếu thu' }).click();
    await dialog.getByText('Không có phiếu nào cần phân bổ lại.').waitFor();
    const { data } = await read(`/loans/${id}/repayments?limit=200`);
    const standing = data.filter(({ reversedAt }: Json) => reversedAt === null);
    // From 25 March: 180 m × 7.2 % × 2 days = 71,014; 160 m × 7.2 % × 5 = 157,808; × 5 % × 86 = 1,884,932.
    // The rest of 22,911,562 pays principal.
    expect(standing.at(-1)).toMatchObject({
      voucherNumber: 'PT023/2023',
      allocation: { principal: '20797808', inTermInterest: '2113754' },
    });
  });

  test('a notice of overdue debt is issued', async () => {
    const id = await goTo('02/2018/HĐTD', 'papers');
    const form = page.locator('section').filter({ hasText: 'Lập thông báo nợ quá hạn' });
    await form.getByRole('button', { name: 'Lập thông báo' }).click();
    await form.getByText('Chưa nhập').waitFor();
    await typeDay(form, 'Hạn trả', '31072023');
    await form.getByRole('button', { name: 'Lập thông báo' }).click();
    await page.getByText(/Đã lập thông báo số/).waitFor();
    expect((await read(`/notices?loanId=${id}`)).data).toMatchObject([
      { payBy: '2023-07-31', issuedOn: '2023-07-07' },
    ]);
  });
});
