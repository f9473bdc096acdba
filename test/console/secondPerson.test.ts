import type { Client, Json } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { typeDay } from '../support/consoleForms.ts';
import { secondPersonPolicy } from '../support/secondPerson.ts';

const REGISTER = Buffer.from(`SỔ HỢP ĐỒNG
ĐVT: triệu đồng
STT;Mã HTX;Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
1;A1;HTX Sông Hóa;Xã Mới;A1/HĐTD;25/03/2023;25/03/2025;600;6,6;quý;quý
`);

describeInBrowser('acts that need a second person', () => {
  let served: Console;
  let second: Client;
  let loanId: string;
  let drawnUp: Json;

  beforeAll(async () => {
    served = await startConsole();
    const { fund } = served.api;
    second = await served.api.withRole(fund, 'director');
    const { data } = await fund.read('/v1/loans?limit=1&standing=overdue');
    loanId = data[0].id;
    drawnUp = await fund.read('/v1/fund/handover?on=2023-07-01');
  });

  afterAll(async () => served.close());

  test('are chosen among the policies', async () => {
    const { fund } = served.api;
    const page = await served.open('/settings?tab=policies&policy=secondPerson', { as: fund });
    await page.getByLabel('Xử lý rủi ro', { exact: true }).check();
    await page.getByLabel('Miễn, giảm lãi', { exact: true }).check();
    await page.getByLabel('Số ngày chờ xác nhận').fill('10');
    await typeDay(page, 'Áp dụng từ ngày', '01/07/2023');
    await page.getByLabel('Văn bản quy định').fill('Quy chế 01/QC-QHT');
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ghi quy định' }).click();
    await page.getByText('Đã ghi: Việc cần hai người, áp dụng từ 01/07/2023.').waitFor();
    await page.getByText('Xử lý rủi ro; Miễn, giảm lãi').first().waitFor();
    const { data } = await fund.read('/v1/policies');
    expect(data.findLast(({ name }: { name: string }) => name === 'secondPerson').value).toEqual({
      acts: ['chargeOff', 'waiver'],
      expiresAfterDays: 10,
    });
  });

  test('the form says that one waits, and another person confirms it', async () => {
    const { fund } = served.api;
    const page = await served.open(`/loans/${loanId}?tab=decisions`, { as: fund });
    await page.getByRole('button', { name: 'Miễn, giảm lãi', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Số quyết định').fill('09/QĐ-QHT');
    await form.getByLabel('Số tiền').fill('1.000');
    await form.getByRole('button', { name: 'Ghi quyết định', exact: true }).click();
    await form.getByText('Việc này cần người thứ hai xác nhận nên chưa ghi vào sổ.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Xem việc chờ xác nhận' }).click();
    await page.getByRole('button', { name: /^Rút lại: Miễn, giảm lãi 09\/QĐ-QHT/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Xác nhận/ }).count()).toBe(0);

    const other = await served.open('/', { as: second });
    await other.getByRole('link', { name: 'Chờ xác nhận 1' }).click();
    const card = other.getByRole('article');
    await card.getByText('Nội dung đã nhập').click();
    await card.getByText('09/QĐ-QHT').first().waitFor();
    expect(await barriersOf(other)).toEqual([]);
    await card.getByRole('button', { name: /^Xác nhận/ }).click();
    const dialog = other.getByRole('dialog');
    expect(await barriersOf(other)).toEqual([]);
    await dialog.getByRole('button', { name: 'Xác nhận' }).click();
    await dialog.getByText('Đã xác nhận và ghi vào sổ.').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await other.getByText('Không có việc nào chờ xác nhận.').waitFor();
    await other.getByLabel('Hiện').selectOption('all');
    await other.getByText('đã xác nhận').waitFor();
    expect(served.said).toEqual([]);
  });

  test('is rejected with a reason, and withdrawn by who proposed it', async () => {
    const { fund } = served.api;
    const body = { effectiveOn: '2023-07-01', component: 'inTermInterest', amount: '1' };
    for (const decisionNumber of ['10/QĐ', '11/QĐ'])
      await fund.post(`/v1/loans/${loanId}/waivers`, { ...body, decisionNumber });
    const narrow = { as: second, width: 360, height: 740 };
    const page = await served.open('/proposed-acts', narrow);
    await page.getByRole('button', { name: /^Từ chối: .*10\/QĐ/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Chưa đủ hồ sơ');
    await dialog.getByRole('button', { name: 'Từ chối' }).click();
    await dialog.getByText('Đã từ chối. Không có gì được ghi vào sổ.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const own = await served.open('/proposed-acts', { as: fund });
    await own.getByRole('button', { name: /^Rút lại: .*11\/QĐ/ }).click();
    await own.getByRole('dialog').getByLabel('Lý do').fill('Nhập nhầm');
    await own.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
    await own.getByText('Đã rút lại. Không có gì được ghi vào sổ.').waitFor();
    const { data } = await fund.read('/v1/proposed-acts?limit=2');
    expect(data.map(({ status }: { status: string }) => status)).toEqual(['withdrawn', 'rejected']);
    expect(served.said).toEqual([]);
  });

  test('a file and another fund are entered by who confirms them, with the file in hand', async () => {
    const { other: into } = served.api;
    const deputy = await served.api.withRole(into, 'director');
    const acts = ['importEntry', 'handover'] as const;
    await into.add('/v1/policies', secondPersonPolicy(acts, { effectiveOn: '2023-01-01' }));
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'so-hop-dong' };
    const sent = await into.send('POST', '/v1/imports?fileName=so.csv', REGISTER, headers);
    const page = await served.open(`/imports/${sent.body.id}`, { as: into });
    await page.getByRole('button', { name: 'Nhập vào sổ sách' }).click();
    await page.getByText('Việc này cần người thứ hai xác nhận nên chưa ghi vào sổ.').waitFor();

    const asked = await served.open('/proposed-acts', { as: deputy, width: 360, height: 740 });
    await asked.getByRole('link', { name: 'Xem tệp sẽ nhập' }).click();
    await asked.getByText('Đọc được hết, không có lỗi. Chưa nhập gì.').waitFor();
    await asked.goBack();
    await asked
      .getByRole('button', { name: /^Xác nhận: Ghi sổ tệp nhận bàn giao so\.csv/ })
      .click();
    await asked.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
    await asked.getByText('Đã xác nhận và ghi vào sổ.').waitFor();
    expect((await into.read('/v1/loans')).data).toMatchObject([{ contractNumber: 'A1/HĐTD' }]);
    await asked.getByRole('button', { name: 'Đóng' }).last().click();

    const { document, sha256 } = drawnUp;
    const taking = { document, documentNumber: '12/BB-BG', ownRules: true };
    const waits = await into.post('/v1/fund/handovers', taking);
    expect([waits.status, waits.text]).toEqual([202, waits.text]);
    await asked.reload();
    await asked.getByRole('button', { name: /^Xác nhận: Nhận bàn giao quỹ 12\/BB-BG/ }).click();
    const dialog = asked.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Xác nhận' }).click();
    await dialog.getByText('Còn ô bắt buộc chưa nhập').waitFor();
    await dialog.getByText(sha256).waitFor();
    await dialog.getByLabel('Tệp hồ sơ bàn giao').setInputFiles({
      name: 'ban-giao.json',
      mimeType: 'application/json',
      buffer: Buffer.from(document),
    });
    await dialog.getByText('ban-giao.json').waitFor();
    expect(await barriersOf(asked)).toEqual([]);
    expect(await asked.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await dialog.getByRole('button', { name: 'Xác nhận' }).click();
    await dialog.getByText('Đã xác nhận và ghi vào sổ.').waitFor();
    expect((await into.read('/v1/fund/handovers')).taken).toMatchObject([{ sha256 }]);
    expect(served.said).toEqual([]);
  });

  test('the secret of a token is told to who confirms it', async () => {
    const { fund } = served.api;
    await fund.post('/v1/tokens', { name: 'Phó giám đốc', role: 'director' });
    const page = await served.open('/proposed-acts', { as: second });
    await page.getByRole('button', { name: /^Xác nhận/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByRole('heading', { name: 'Mã của Phó giám đốc' }).waitFor();
    expect(await page.locator('code.secret').textContent()).toMatch(/^\S{20,}$/);
  });
});
