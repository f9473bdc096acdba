import { readFile } from 'node:fs/promises';
import { components, contribute, payment, type Json } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { typeDay } from '../support/consoleForms.ts';

describeInBrowser('funds that become one', () => {
  let served: Console;

  let saved = '';

  beforeAll(async () => {
    served = await startConsole();
    const { fund } = served.api;
    const [suit] = (await fund.read('/v1/litigation-cases?limit=1')).data;
    await fund.add(`/v1/loans/${suit.loanIds[0]}/repayments`, {
      ...payment('1000', '2023-06-30'),
      voucherNumber: 'PT-THA',
      allocation: components('0', '0', '1000'),
      litigationCaseId: suit.id,
    });
  });

  afterAll(async () => served.close());

  test('a fund draws its document up, saves it, and records that it was handed over', async () => {
    const { fund } = served.api;
    const page = await served.open('/fund?tab=handover', { as: fund });
    await page.getByText('Chưa có lần bàn giao nào').waitFor();
    await typeDay(page, 'Ngày bàn giao', '01/07/2023');
    await page.getByRole('button', { name: 'Lập hồ sơ' }).click();
    await page.getByRole('heading', { name: 'Hồ sơ bàn giao ngày 01/07/2023' }).waitFor();
    const totals = page.getByRole('table', { name: 'Tổng số bàn giao' });
    // The figures of the provincial report at the close of 30 June.
    const total = await totals.locator('tfoot').innerText();
    for (const figure of ['7.500.000.000', '4.610.000.000', '2.890.000.000']) {
      expect(total).toContain(figure);
    }
    expect(await barriersOf(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải hồ sơ về' }).click(),
    ]);
    saved = await download.path();
    const { document } = await fund.read('/v1/fund/handover?on=2023-07-01');
    expect(await readFile(saved, 'utf8')).toBe(document);
    await page.getByLabel('Quỹ nhận').fill('Quỹ tỉnh mới');
    await page.getByLabel('Số biên bản').first().fill('12/BB-BG');
    await page.getByRole('button', { name: 'Ghi nhận đã bàn giao' }).click();
    await page.getByText('Đã ghi nhận bàn giao theo 12/BB-BG.').waitFor();
    await page.getByRole('cell', { name: 'giao cho Quỹ tỉnh mới' }).waitFor();
  });

  test('the other fund checks the file, answers what is asked, enters it, and sees the history of a loan', async () => {
    const into = served.api.other;
    await contribute(into);
    await into.add('/v1/cooperatives', { code: 'HTX01', name: 'HTX Khác', locality: 'Văn Quan' });
    const page = await served.open('/fund?tab=handover', { as: into });
    await page.getByLabel('Tệp hồ sơ bàn giao').setInputFiles({
      name: 'ban-giao-2023-07-01.json',
      mimeType: 'application/json',
      buffer: await readFile(saved),
    });
    await page.getByLabel('Số biên bản').fill('12/BB-BG');
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByRole('heading', { name: 'Còn 2 điểm vướng' }).waitFor();
    await page.getByLabel('HTX Xuân Mai (HTX01)', { exact: true }).selectOption('another');
    await page.getByLabel('Mã mới của HTX Xuân Mai (HTX01)').fill('LS-HTX01');
    await page.getByLabel('Tên dùng tại quỹ này cho địa bàn Văn Quan').fill('Văn Quan');
    await page.evaluate('scrollTo(0, 0)');
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('Không có điểm vướng: có thể ghi sổ.').waitFor();
    await page.getByText(/Đang tạm dừng cho vay mới theo .*ngày 16\/09\/2021/).waitFor();
    await page.getByRole('button', { name: 'Ghi sổ toàn bộ' }).click();
    await page.getByText(/Đã nhận 20 khoản vay của/).waitFor();
    const { cooperatives } = { cooperatives: await into.read('/v1/cooperatives?code=LS-HTX01') };
    expect(cooperatives.data).toMatchObject([{ name: 'HTX Xuân Mai' }]);

    const cases = (await into.read('/v1/litigation-cases')).data;
    const told = await Promise.all(
      cases.map(({ id }: Json) => into.read(`/v1/litigation-cases/${id}`)),
    );
    const suit = told.find(({ receivedBefore }) => receivedBefore.length > 0);
    const ofCase = await served.open(`/cases/${suit.id}`, { as: into, width: 360 });
    const before = ofCase.getByRole('table', { name: 'Đã thu trước khi nhận bàn giao' });
    const row = await before.locator('tbody').innerText();
    for (const part of ['30/06/2023', 'PT-THA', '1.000']) expect(row).toContain(part);
    expect(await barriersOf(ofCase)).toEqual([]);
    expect(await ofCase.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);

    const [loan] = (await into.read('/v1/loans?limit=1')).data;
    const narrow = await served.open(`/loans/${loan.id}?tab=history`, { as: into, width: 360 });
    await narrow.getByRole('heading', { name: 'Lịch sử trước bàn giao' }).waitFor();
    expect(await barriersOf(narrow)).toEqual([]);
    expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});
