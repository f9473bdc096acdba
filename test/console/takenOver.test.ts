import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { loanOf, typeDay } from '../support/loanScreens.ts';

describeInBrowser('a loan that is older than the fund’s book', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  test('is entered with what was owed on the opening day, and goes on from there', async () => {
    const { other } = served.api;
    const opened = await other.put('/v1/fund/opening', {
      on: '2022-12-31',
      documentNumber: 'BB-01/2022',
      capital: [{ source: 'charter', amount: '1000000000' }],
    });
    expect(opened.status).toBe(200);
    await other.add('/v1/cooperatives', {
      code: 'HTX1',
      name: 'HTX Tân Tiến',
      locality: 'Cao Lộc',
    });
    const page = await served.open('/loans/new', { as: other });
    await page.getByRole('combobox', { name: 'Bên vay' }).fill('tan tien');
    await page.getByRole('option', { name: /HTX Tân Tiến/ }).click();
    await page.getByLabel('Số hợp đồng').fill('10/2021/HĐTD');
    await typeDay(page, 'Ngày ký', '10012021');
    await page.getByLabel('Số tiền vay').fill('200000000');
    await page.getByLabel('Lãi suất trong hạn').fill('6,6');
    const principal = page.getByRole('group', { name: 'Trả gốc' });
    await principal.getByLabel('Cách trả').selectOption('Trả một lần');
    await typeDay(principal, 'Ngày đến hạn', '31122023');
    await page
      .getByRole('group', { name: 'Trả lãi' })
      .getByLabel('Kỳ hạn')
      .selectOption('maturity');
    await page.getByLabel('Khoản vay có từ trước ngày nhận bàn giao 31/12/2022').check();
    const taken = page.getByRole('group', { name: 'Nhận bàn giao' });
    await taken.getByLabel('Gốc', { exact: true }).fill('150000000');
    await typeDay(taken, 'Ngày', '31122023');
    await taken.getByLabel('Lãi trong hạn chưa đến hạn').fill('1000000');
    await page.getByRole('button', { name: 'Ghi hợp đồng' }).click();
    await page.getByText('Đã ghi hợp đồng 10/2021/HĐTD').waitFor();
    const { id } = await loanOf(other, '10/2021/HĐTD');
    const position = await other.read(`/v1/loans/${id}/position?asOf=2023-01-10`);
    // Ten days after 1,000,000: 150,000,000 × 6.6 % × 10 ÷ 365 = 271,232.9.
    expect(position).toMatchObject({
      openedOn: '2022-12-31',
      principal: { disbursed: '200000000', outstanding: '150000000' },
      inTermInterest: { owed: '1271233' },
    });
  });

  test('is before a court already: what came through the case by the old book is filed with it', async () => {
    const { other } = served.api;
    const { id, cooperativeId } = await loanOf(other, '10/2021/HĐTD');
    const page = await served.open(`/cases/new?cooperative=${cooperativeId}`, { as: other });
    const paper = page.getByRole('group', { name: 'Đã thu theo sổ giấy' });
    await page.getByRole('button', { name: 'Thêm người tham gia' }).waitFor();
    expect(await paper.count()).toBe(0);
    await typeDay(page, 'Ngày nộp đơn', '01062022');
    // Listed by what is owed on the opening day: of the day of filing nobody knows it.
    await page.getByLabel(/10\/2021\/HĐTD/).check();
    await page.getByLabel('Tòa án').fill('Tòa án nhân dân huyện Văn Quan');
    const claim = page.getByRole('group', { name: 'Số tiền yêu cầu' });
    await claim.getByLabel('Gốc').fill('180000000');
    await paper.getByRole('button', { name: 'Thêm phiếu thu theo sổ giấy' }).click();
    await typeDay(paper, 'Ngày thu', '15112022');
    await paper.getByLabel('Số phiếu thu').fill('PT-77');
    await paper.getByLabel('Phí thi hành án bị giữ lại').fill('900000');
    await page.getByRole('button', { name: 'Ghi việc nộp đơn' }).click();
    await page.getByText(/^Còn thiếu/).waitFor();
    await paper.getByLabel('Gốc').fill('30000000');
    await page.getByRole('button', { name: 'Ghi việc nộp đơn' }).click();
    await page.getByRole('link', { name: 'Mở vụ kiện' }).click();
    const before = page.getByRole('table', { name: 'Đã thu trước khi nhận bàn giao' });
    await before.getByText('PT-77').waitFor();
    const { data } = await other.read('/v1/litigation-cases');
    expect(data).toMatchObject([{ loanIds: [id], filedOn: '2022-06-01' }]);
    // 30,000,000 less 900,000.
    expect(await other.read(`/v1/litigation-cases/${data[0].id}`)).toMatchObject({
      received: { principal: '30000000', total: '30000000' },
      netReceived: '29100000',
      receivedBefore: [{ receivedOn: '2022-11-15', documentNumber: 'BB-01/2022' }],
    });
  });

  test('is charged off again with the day and principal of the old book', async () => {
    const { other } = served.api;
    const { id } = await loanOf(other, '10/2021/HĐTD');
    const page = await served.open(`/loans/${id}?tab=decisions&asOf=2023-01-01`, { as: other });
    await page.getByRole('button', { name: 'Xử lý rủi ro', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Số quyết định').fill('31/QĐ-QHT');
    await typeDay(dialog, 'Ngày đã xử lý rủi ro theo sổ cũ', '30122021');
    await dialog.getByRole('button', { name: 'Ghi quyết định', exact: true }).click();
    await dialog.getByText('Chưa nhập').waitFor();
    await dialog.getByLabel('Số gốc đã xử lý khi đó').fill('180000000');
    await dialog.getByRole('button', { name: 'Ghi quyết định', exact: true }).click();
    await dialog.getByText('Đã ghi quyết định.').waitFor();
    expect((await other.read(`/v1/loans/${id}/decisions`)).data).toMatchObject([
      { effectiveOn: '2023-01-01', first: { on: '2021-12-30', principal: '180000000' } },
    ]);
  });
});
