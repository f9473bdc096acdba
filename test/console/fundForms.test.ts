import type { Page } from 'playwright-core';
import type { Client, Json } from '../support/api.ts';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { confirmReversal, typeDay } from '../support/consoleForms.ts';

describeInBrowser('the forms of the fund, from their button to their effect and back', () => {
  let served: Console;
  let page: Page;
  let fund: Client;

  beforeAll(async () => {
    served = await startConsole();
    ({ fund } = served.api);
    page = await served.open('/fund', { as: fund });
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  const goTo = async (tab: string): Promise<unknown> =>
    page.goto(`${served.address}/fund?tab=${tab}`);

  const record = async (): Promise<void> =>
    page.getByRole('button', { name: 'Ghi', exact: true }).click();

  const place = async (name: string): Promise<Json> => {
    const { data } = await fund.read('/v1/fund/places');
    return data.find((each: Json) => each.name === name);
  };

  test('capital goes to a trustee by a transfer, the trustee states it, and both are taken back', async () => {
    await goTo('places');
    await page.getByLabel('Loại').selectOption('Bên nhận ủy thác');
    await page.getByLabel('Tên gọi').fill('NHCSXH tỉnh');
    await page.getByRole('button', { name: 'Thêm nơi giữ tiền' }).click();
    await page.getByText('Đã thêm NHCSXH tỉnh.').waitFor();
    await page.getByRole('link', { name: 'Chuyển tiền', exact: true }).click();
    await page.getByLabel('Từ nơi').selectOption({ label: 'Quỹ tiền mặt (Tiền mặt)' });
    await page.getByLabel('Đến nơi').selectOption({ label: 'NHCSXH tỉnh (Bên nhận ủy thác)' });
    await typeDay(page, 'Ngày', '03/07/2023');
    await page.getByLabel('Số tiền').fill('9.000.000.000');
    await page.getByLabel('Số phiếu').fill('UT-01');
    await record();
    await page.getByRole('alert').getByText('nguồn vốn sẽ còn').waitFor();
    await page.getByLabel('Số tiền').fill('500.000.000');
    await record();
    await page.getByText('Đã ghi 500.000.000 đồng, UT-01.').waitFor();
    const { id } = await place('NHCSXH tỉnh');
    await page.goto(`${served.address}/fund?tab=places`);
    await page.getByRole('link', { name: 'NHCSXH tỉnh' }).click();
    await typeDay(page, 'Số liệu đến ngày', '05/07/2023');
    for (const [label, amount] of [
      ['Dư nợ cho vay', '300.000.000'],
      ['Trong đó quá hạn', '400.000.000'],
      ['Vốn chưa cho vay', '199.000.000'],
      ['Gốc đã thu trong kỳ', '0'],
      ['Lãi đã thu trong kỳ', '1.200.000'],
      ['Phí ủy thác', '0'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(amount);
    await record();
    await page.getByLabel('Trong đó quá hạn').and(page.locator('[aria-invalid=true]')).waitFor();
    await page.getByLabel('Trong đó quá hạn').fill('0');
    await record();
    await page
      .getByText('Đã ghi. Theo sổ sách ủy thác 500.000.000, chênh lệch -1.000.000 đồng.')
      .waitFor();
    await page.getByRole('button', { name: /^Hủy: Báo cáo của bên nhận ủy thác/ }).click();
    await confirmReversal(page, 'Nhập nhầm kỳ');
    const [stated] = (await fund.read(`/v1/places/${id}/statements`)).data;
    expect(stated).toMatchObject({ outstanding: '300000000', idle: '199000000' });
    expect(stated.reversedAt).not.toBeNull();
    await goTo('transfers');
    await page.getByRole('button', { name: /^Hủy: .*UT-01/ }).click();
    await confirmReversal(page, 'Chưa giao vốn');
    expect((await place('NHCSXH tỉnh')).balance).toBe('0');
  });

  test('a count is recorded and taken back', async () => {
    const { data } = await fund.read('/v1/fund/places');
    const cash = data.find(({ kind }: Json) => kind === 'cash');
    await goTo('places');
    await page.getByRole('link', { name: 'Quỹ tiền mặt' }).click();
    await typeDay(page, 'Kiểm cuối ngày', '06/07/2023');
    await page.getByLabel('Số thực có').fill('1.000.000');
    await record();
    await page.getByText(/^Đã ghi. Thực có 1.000.000, sổ sách/).waitFor();
    await page.getByRole('button', { name: /^Hủy: Kiểm quỹ/ }).click();
    await confirmReversal(page, 'Kiểm nhầm két');
    const counts = (await fund.read(`/v1/places/${cash.id}/counts`)).data;
    expect(counts[0]).toMatchObject({ countedOn: '2023-07-06', amount: '1000000' });
    expect(counts[0].reversedAt).not.toBeNull();
  });

  test('interest is paid out, no more than there is, and taken back', async () => {
    await goTo('income');
    await page.getByLabel('Loại').selectOption('Chi ra');
    await page.getByLabel('Số tiền').fill('90.000.000.000');
    await typeDay(page, 'Ngày', '05/07/2023');
    await page.getByLabel('Số văn bản').fill('UNC-09');
    await page.getByLabel('Nội dung').fill('Nộp ngân sách');
    await record();
    await page.getByRole('alert').getByText('hãy nhập số nhỏ hơn').waitFor();
    await page.getByLabel('Số tiền').fill('2.000.000');
    await record();
    await page.getByText('Đã ghi 2.000.000 đồng, UNC-09.').waitFor();
    const paidOut = async () => (await fund.read('/v1/fund/places')).interestAndOther.paidOut;
    expect(await paidOut()).toBe('2000000');
    await page.getByRole('button', { name: 'Hủy: Chi ra, UNC-09' }).click();
    await confirmReversal(page, 'Ngân hàng trả lại');
    expect(await paidOut()).toBe('0');
  });

  test('the plan of the fund is written line by line, and taken out again', async () => {
    await goTo('plan');
    await page.getByText('Sửa kế hoạch').click();
    await page.getByRole('button', { name: 'Thêm dòng' }).click();
    await page.getByRole('button', { name: 'Thêm dòng' }).click();
    const lines = page.locator('form .row');
    await typeDay(lines.first(), 'Dự kiến ngày', '30/09/2023');
    await lines.first().getByLabel('Số tiền').fill('300.000.000');
    await page.getByRole('button', { name: 'Ghi kế hoạch' }).click();
    await page.getByText('Còn ô bắt buộc chưa nhập').waitFor();
    await lines.last().getByLabel('Loại').selectOption('Dự kiến bổ sung vốn');
    await typeDay(lines.last(), 'Dự kiến ngày', '15/10/2023');
    await lines.last().getByLabel('Số tiền').fill('1.000.000.000');
    await lines.last().getByLabel('Căn cứ').fill('Tờ trình 15');
    await lines.first().getByRole('button', { name: 'Bỏ dòng' }).click();
    await page.getByRole('button', { name: 'Ghi kế hoạch' }).click();
    await page.getByText('Đã ghi kế hoạch.').waitFor();
    expect((await fund.read('/v1/fund/plan')).entries).toMatchObject([
      {
        kind: 'contribution',
        expectedOn: '2023-10-15',
        amount: '1000000000',
        ground: 'Tờ trình 15',
      },
    ]);
    await lines.first().getByRole('button', { name: 'Bỏ dòng' }).click();
    await page.getByRole('button', { name: 'Ghi kế hoạch' }).click();
    await page.getByText('Chưa có kế hoạch.').waitFor();
    expect((await fund.read('/v1/fund/plan')).entries).toEqual([]);
  });

  test('lending is let go on and stopped again', async () => {
    await goTo('suspension');
    await page.getByText('Đang tạm dừng giải ngân theo 521/TB-UBND').waitFor();
    // What a stop does is said to whoever stops.
    expect(await page.getByText('mọi lần giải ngân đều bị từ chối').count()).toBe(0);
    await page.getByLabel('Số quyết định').fill('12/TB-UBND');
    await page.getByRole('button', { name: 'Cho vay trở lại' }).click();
    await page.getByText('Còn ô bắt buộc chưa nhập').waitFor();
    await typeDay(page, 'Ngày quyết định', '03/07/2023');
    await page.getByRole('button', { name: 'Cho vay trở lại' }).click();
    await page.getByText('Đã ghi quyết định 12/TB-UBND ngày 03/07/2023.').waitFor();
    await page.getByText('Đang cho vay bình thường.').waitFor();
    const read = async () => fund.read('/v1/fund/lending-suspension');
    expect((await read()).suspended).toBe(false);
    await page.getByText('mọi lần giải ngân đều bị từ chối').waitFor();
    await page.getByLabel('Số quyết định').fill('13/TB-UBND');
    await typeDay(page, 'Ngày quyết định', '05/07/2023');
    await page.getByRole('button', { name: 'Tạm dừng cho vay mới' }).click();
    await page.getByText('Đang tạm dừng giải ngân theo 13/TB-UBND').waitFor();
    expect(await read()).toMatchObject({ suspended: true, decidedOn: '2023-07-05' });
  });

  test('a fund begins with several sources', async () => {
    const other = served.api.other;
    const own = await served.open('/fund?tab=opening', { as: other });
    await own.getByText('Ghi số dư nhận bàn giao').first().click();
    await typeDay(own, 'Số dư cuối ngày', '31/12/2022');
    await own.getByLabel('Số văn bản').fill('BB-01');
    await own.getByLabel('Vốn cuối ngày đó').fill('5.000.000.000');
    await own.getByRole('button', { name: 'Thêm nguồn vốn' }).click();
    await own.getByLabel('Nguồn vốn').last().selectOption('Nguồn khác');
    await own.getByLabel('Nguồn khác', { exact: true }).fill('Dự án IFAD');
    await own.getByLabel('Vốn cuối ngày đó').last().fill('700.000.000');
    await own.getByRole('button', { name: 'Thêm nguồn vốn' }).click();
    await own.getByLabel('Nguồn vốn').last().selectOption('Vốn nhận ủy thác');
    await own.getByLabel('Vốn cuối ngày đó').last().fill('200.000.000');
    await own.getByLabel('Quỹ chịu rủi ro').uncheck();
    await own.getByRole('button', { name: 'Bỏ nguồn này' }).nth(1).click();
    // The source after the one that goes stays what it is.
    expect(await own.getByLabel('Nguồn vốn').last().inputValue()).toBe('entrusted_in');
    expect(await own.getByLabel('Nguồn khác', { exact: true }).count()).toBe(0);
    await own.getByLabel('Vốn cuối ngày đó').last().fill('');
    await own.getByRole('button', { name: 'Ghi số dư nhận bàn giao' }).click();
    await own.getByText('Chưa nhập', { exact: true }).waitFor();
    await own.getByLabel('Vốn cuối ngày đó').last().fill('200.000.000');
    await own.getByRole('button', { name: 'Ghi số dư nhận bàn giao' }).click();
    await own.getByText('Đã ghi số dư nhận bàn giao.').waitFor();
    expect((await other.read('/v1/fund/opening')).capital).toMatchObject([
      { source: 'charter', amount: '5000000000' },
      { source: 'entrusted_in', amount: '200000000', bearsRisk: false },
    ]);
  });

  test('a document moves several borrowers, and is taken back for all of them', async () => {
    await page.goto(`${served.address}/cooperatives`);
    await page.getByRole('button', { name: 'Đổi địa bàn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Số văn bản').fill('1672/NQ');
    await typeDay(dialog, 'Từ ngày', '01/07/2023');
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.getByText('phải có ít nhất 1 mục').waitFor();
    for (const [typed, name] of [
      ['xuan mai', /Xuân Mai/],
      ['phuong dong', /Phương Đông/],
    ] as const) {
      await dialog.getByRole('combobox', { name: 'Thêm bên vay' }).pressSequentially(typed);
      await page.getByRole('option', { name }).click();
      await dialog
        .getByLabel(/^Địa bàn mới của/)
        .last()
        .fill('Văn Quan mới');
    }
    await dialog.getByRole('button', { name: 'Ghi', exact: true }).click();
    await dialog.getByText('Đã đổi địa bàn của 2 bên vay').waitFor();
    await page.keyboard.press('Escape');
    const borrower = async (q: string): Promise<Json> =>
      (await fund.read(`/v1/cooperatives?q=${q}`)).data[0];
    const { id, locality } = await borrower('xuan+mai');
    expect(locality).toBe('Văn Quan mới');
    await page.goto(`${served.address}/cooperatives/${id}?tab=profile`);
    // The reversal says whom it takes back.
    const act = 'Hủy: đổi địa bàn theo 1672/NQ (2 bên vay)';
    await page.getByRole('button', { name: act, exact: true }).click();
    await confirmReversal(page, 'Nhầm văn bản');
    expect((await borrower('xuan+mai')).locality).toBe('Văn Quan');
    expect((await borrower('phuong+dong')).locality).toBe('Văn Quan');
  });
});
