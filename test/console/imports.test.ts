import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Client } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { confirmReversal, dropFile, typeDay } from '../support/consoleForms.ts';

/** The book of the example fund at the close of 2022: 20 loans, of which 5,190 m are not repaid. */
const BOOK = readFileSync('scripts/lang-son-2023/so-theo-doi-2022.xlsx');

/** A register that says neither its unit nor for what time its rates are. */
const OPEN_BOOK = `SỔ HỢP ĐỒNG
STT;Mã HTX;Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất;Kỳ trả gốc;Kỳ trả lãi
1;HTX01;HTX Đại Thắng;Cao Lộc;01/2021/HĐTD;25/03/2021;25/03/2023;600;1,2;quý;quý
2;HTX02;HTX Phương Đông;Văn Quan;02/2021/HĐTD;10/06/2021;10/06/2024;1.000;1,2;cuối kỳ;quý
`;

describeInBrowser('taking over a book', () => {
  let served: Console;
  let fund: Client;
  let page: Page;

  beforeAll(async () => {
    served = await startConsole();
    fund = await served.api.addFund();
    page = await served.open('/imports', { as: fund });
  });

  afterAll(async () => served.close());

  test('begins with what the fund has at the close of a day', async () => {
    await page.getByRole('heading', { name: 'Bước 1. Số dư nhận bàn giao của quỹ' }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ghi số dư nhận bàn giao' }).click();
    await page.getByText('Còn ô bắt buộc chưa nhập').waitFor();
    await typeDay(page, 'Số dư cuối ngày', '31/12/2022');
    await page.getByLabel('Số văn bản').fill('BB-01/2022');
    await page.getByLabel('Vốn cuối ngày đó').fill('7.500.000.000 đ');
    await page.getByLabel('Vốn chưa cho vay theo sổ').fill('2310000000');
    await page.getByRole('button', { name: 'Ghi số dư nhận bàn giao' }).click();
    await page.getByText('chưa nhập hợp đồng').waitFor();
    expect(await fund.read('/v1/fund/opening')).toMatchObject({
      on: '2022-12-31',
      documentNumber: 'BB-01/2022',
      capital: [{ source: 'charter', amount: '7500000000' }],
      availablePrincipal: { stated: '2310000000', computed: '7500000000' },
    });
  });

  test('goes on with the file: how it is understood stands there before anything is entered', async () => {
    await dropFile(page, 'so-theo-doi-2022.xlsx', BOOK);
    await page.getByText('Đọc được hết, không có lỗi. Chưa nhập gì.').waitFor();
    await page.getByText('Khớp cả 21 số cộng mà sổ ghi').waitFor();
    const outstanding = page.getByRole('row', { name: /Dư nợ gốc \/ Tổng dư nợ/ }).first();
    expect(await outstanding.innerText()).toMatch(/O\s+.*dư nợ gốc\s+5\.190\.000\.000/s);
    const figures = page.getByRole('region', { name: 'Đọc được hết, không có lỗi. Chưa nhập gì.' });
    expect(await figures.innerText()).toMatch(/Hợp đồng vay\s+20\s/);
    expect(await figures.innerText()).toMatch(/2\.310\.000\.000\s+Sổ ghi 2\.310\.000\.000/);
    await page.getByRole('button', { name: '01/2021/HĐTD, HTX Đại Thắng' }).click();
    expect(await page.getByRole('dialog').innerText()).toMatch(
      /Gốc còn phải trả\s+420\.000\.000 đồng/,
    );
    await page.keyboard.press('Escape');
    expect(await barriersOf(page)).toEqual([]);
    expect((await fund.read('/v1/loans')).data).toEqual([]);
  });

  test('enters it as a whole, and comes out even with the opening', async () => {
    await page.getByRole('button', { name: 'Nhập vào sổ sách' }).click();
    await page.getByText('Đã nhập toàn bộ sổ vào sổ sách').waitFor();
    await page
      .getByText('Chênh lệch 0: vốn chưa cho vay tính ra đúng bằng số sổ cũ ghi.')
      .waitFor();
    expect(await barriersOf(page)).toEqual([]);
    expect(await fund.read('/v1/fund/opening')).toMatchObject({
      availablePrincipal: { stated: '2310000000', computed: '2310000000', difference: '0' },
      loans: { number: 20, principal: '5190000000' },
    });
    await page.getByRole('link', { name: 'Xem các hợp đồng vay' }).click();
    await page.getByText('01/2021/HĐTD').first().waitFor();
    await page.goBack();
  });

  test('takes all of it back, by the director, with a reason', async () => {
    await page.getByRole('button', { name: 'Hủy toàn bộ: so-theo-doi-2022.xlsx' }).click();
    await confirmReversal(page, 'Nhầm sổ', 'Hủy toàn bộ');
    await page.getByText('Những gì tệp này nhập đã bị hủy').waitFor();
    expect((await fund.read('/v1/fund/opening')).loans.number).toBe(0);
    await page.getByRole('link', { name: 'Các tệp đã gửi' }).click();
    await page.getByRole('row', { name: /so-theo-doi-2022\.xlsx đã hủy/ }).waitFor();
  });

  test('asks what a book leaves open, and sends it again with the answers', async () => {
    const another = await served.api.addFund();
    const asked = await served.open('/imports', { as: another });
    await asked.getByLabel('Tệp sổ').setInputFiles({
      name: 'so-hop-dong.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(OPEN_BOOK),
    });
    await asked
      .getByRole('heading', { name: 'Sổ không nói rõ: hãy trả lời rồi gửi lại' })
      .waitFor();
    expect(await asked.getByRole('region', { name: 'Những chỗ cần sửa' }).count()).toBeGreaterThan(
      0,
    );
    await asked.getByLabel('Đơn vị tính của số tiền').first().selectOption('trieu');
    await asked.getByLabel('Lãi suất tính theo').first().selectOption('month');
    await asked.getByRole('button', { name: 'Gửi lại với câu trả lời' }).click();
    await asked.getByText('Đọc được hết, không có lỗi. Chưa nhập gì.').waitFor();
    await asked.getByRole('button', { name: 'Nhập vào sổ sách' }).click();
    await asked.getByText('Đã nhập toàn bộ sổ vào sổ sách').waitFor();
    const { data } = await another.read('/v1/loans');
    const loans = await Promise.all(
      data.map(async ({ id }: { id: string }) => another.read(`/v1/loans/${id}`)),
    );
    // 1.2 % a month are 14.4 % a year.
    expect(loans).toMatchObject([
      { principal: '600000000', ratePercent: '14.4' },
      { principal: '1000000000', ratePercent: '14.4' },
    ]);
  });

  test('says of a file that is no book what is wrong with it', async () => {
    const other = await served.open('/imports', { as: fund, width: 360 });
    await dropFile(other, 'anh.xlsx', Buffer.from('GIF89a, no workbook'));
    await other.getByText('Chưa nhập gì.').first().waitFor();
    const wide = await other.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(360);
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
