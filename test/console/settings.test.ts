import type { Json } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { typeDay } from '../support/consoleForms.ts';

describeInBrowser('the settings of the fund', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  test('a list of holidays is put for a year, from what the state decided, and told if a day is left out', async () => {
    const { fund } = served.api;
    const page = await served.open('/settings?tab=holidays&year=2024', { as: fund });
    const dates = page.getByLabel('Các ngày nghỉ');
    await dates.waitFor();
    await page.getByRole('button', { name: 'Đưa vào ô bên dưới' }).click();
    expect(await dates.inputValue()).toContain('30/04/2024');
    await dates.fill(`${await dates.inputValue()}\n31/06/2024`);
    await page.getByRole('button', { name: 'Ghi lịch nghỉ năm 2024' }).click();
    await page.getByText('Không phải ngày của năm 2024: 31/06/2024').waitFor();
    await dates.fill('01/01/2024\n30/4/2024\n01/05/2024\n02/09/2024');
    await page.getByLabel('Các ngày làm bù').fill('04/05/2024');
    await page.getByRole('button', { name: 'Ghi lịch nghỉ năm 2024' }).click();
    await page.getByText('Đã ghi lịch nghỉ năm 2024: 4 ngày.').waitFor();
    // 30 April 2024 was a Tuesday.
    await page.getByRole('row', { name: /30\/04\/2024\s+Thứ ba\s+Ngày Chiến thắng/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    expect(await fund.read('/v1/fund/holidays/2024')).toMatchObject({
      dates: ['2024-01-01', '2024-04-30', '2024-05-01', '2024-09-02'],
      workingDays: ['2024-05-04'],
    });
    await dates.fill('01/01/2024\n30/04/2024\n02/09/2024');
    await page.getByRole('button', { name: 'Ghi lịch nghỉ năm 2024' }).click();
    await page.getByText('Đã ghi lịch nghỉ năm 2024: 3 ngày.').waitFor();
    await page.locator('.warning').waitFor();
  });

  test('work is switched on from a day on, done at once, and a draft of notices released', async () => {
    const { fund } = served.api;
    const page = await served.open('/schedule', { as: fund });
    const card = page.getByRole('region', { name: 'Phân loại nợ cuối tháng' });
    await card.getByText('Đặt lịch').click();
    await card.getByLabel('Bật').check();
    await typeDay(card, 'Áp dụng từ ngày', '07/07/2023');
    await card.getByLabel('Ngày trong tháng').fill('8');
    await card.getByRole('button', { name: 'Ghi lịch' }).click();
    await card.getByText('phải từ 1 đến 7').waitFor();
    await card.getByLabel('Ngày trong tháng').fill('5');
    await card.getByRole('button', { name: 'Ghi lịch' }).click();
    await card.getByText('ngày 5 hằng tháng, 06:00').waitFor();
    await card.getByRole('button', { name: 'Làm ngay' }).click();
    await card.getByText('Kỳ 06/2023: đã làm.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Bảng phân loại (20 khoản)' }).click();
    await page.getByRole('heading', { name: 'Phân loại nợ ngày 30/06/2023, đã lưu' }).waitFor();
    await page.getByText('Không có gì khác.').waitFor();
    expect(await barriersOf(page)).toEqual([]);

    const quarter = { year: 2023, quarter: 2, issuedOn: '2023-07-05', payBy: '2023-07-20' };
    await fund.add('/v1/notice-drafts', quarter);
    await page.goto(`${served.address}/notices?quarter=2023-Q2`);
    await page.getByRole('link', { name: 'Xem dự thảo' }).click();
    await page.getByText('chờ duyệt').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await typeDay(page, 'Ngày ghi trên thông báo', '07/07/2023');
    await page.getByRole('button', { name: 'Duyệt, lập thông báo' }).click();
    await page.getByText(/Đã lập xong \d+ thông báo quý II\/2023/).waitFor();
    const { data } = await fund.read('/v1/notice-drafts');
    expect(data).toMatchObject([{ status: 'released' }]);
  });

  test('the holidays of Viet Nam are taken over for years that have no list', async () => {
    const fund = await served.api.addFund();
    const page = await served.open('/settings?tab=holidays', { as: fund });
    await page.getByText('Chưa có lịch nghỉ của năm 2023').waitFor();
    await page.getByLabel('Từ năm').selectOption('2022');
    await page.getByLabel('Đến năm').selectOption('2023');
    await page.getByRole('button', { name: 'Lấy lịch' }).click();
    await page.getByText('Đã lấy lịch các năm: 2022, 2023.').waitFor();
    const { dates } = await fund.read('/v1/fund/holidays/2023');
    expect(dates).toContain('2023-04-30');
  });

  test('a policy gets another version from a day on; days before keep the one before', async () => {
    const { fund } = served.api;
    const page = await served.open('/settings?asOf=2023-07-07&tab=policies', { as: fund });
    await page.getByRole('row', { name: /Lãi suất cho vay cao nhất\s+20 %\/năm/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Lãi suất cho vay cao nhất' }).click();
    await page.getByLabel('Phần trăm một năm').fill('12,5');
    await page.getByRole('button', { name: 'Ghi quy định' }).click();
    await page.getByText('Còn ô bắt buộc chưa nhập').waitFor();
    await typeDay(page, 'Áp dụng từ ngày', '01/07/2023');
    await page.getByLabel('Văn bản quy định').fill('Quyết định 45/QĐ-UBND');
    await page.getByRole('button', { name: 'Ghi quy định' }).click();
    await page.getByText('Đã ghi: Lãi suất cho vay cao nhất, áp dụng từ 01/07/2023.').waitFor();
    await page.getByRole('row', { name: /01\/07\/2023 đang áp dụng .*12,5 %\/năm/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const { data } = await fund.read('/v1/policies');
    const versions = data.filter(({ name }: Json) => name === 'highestRatePercent');
    expect(versions).toMatchObject([
      { value: '20', effectiveOn: null },
      { value: '12.5', effectiveOn: '2023-07-01', sourceDocument: 'Quyết định 45/QĐ-UBND' },
    ]);
    await page.goto(`${served.address}/settings?asOf=2023-06-30&tab=policies`);
    await page.getByRole('row', { name: /Lãi suất cho vay cao nhất\s+20 %\/năm/ }).waitFor();
  });

  test.each([
    ['allocationOrder', 'Đưa lên: gốc quá hạn'],
    ['nonWorkingDays', 'Thứ bảy'],
    ['debtGroupFromDays', 'Nhóm 2 từ số ngày quá hạn'],
    ['restructuredDebtGroup', 'Sau lần cơ cấu thứ nhất, ít nhất'],
    ['waivedInterestDebtGroup', 'Nhóm nợ, ít nhất'],
    ['worstDebtGroupOfBorrower', 'Xếp mọi khoản vay theo khoản xấu nhất'],
    ['specificProvisionPercent', 'Nhóm 5, %'],
    ['generalProvision', 'Phần trăm trên dư nợ'],
    ['collateralDeductionPercent', 'bất động sản'],
    ['collateralDeductionYears', 'bất động sản'],
    ['collateralValuationMonths', 'Số tháng'],
    ['lendingChecks', 'Vượt giới hạn một khách hàng'],
    ['limitationToSueYears', 'Số năm'],
    ['courtFee', 'Tạm ứng ít nhất'],
    ['courts', 'Tên tòa án'],
    ['chartOfAccounts', 'Số hiệu'],
  ])('the value of %s can be put again as it is', async (name, label) => {
    const { fund } = served.api;
    const page = await served.open(`/settings?asOf=2023-07-07&tab=policies&policy=${name}`, {
      as: fund,
    });
    await page.getByLabel(label).first().waitFor();
    await typeDay(page, 'Áp dụng từ ngày', '05/07/2023');
    await page.getByLabel('Văn bản quy định').fill('Quyết định 46/QĐ-UBND');
    await page.getByRole('button', { name: 'Ghi quy định' }).click();
    await page.locator('.done').waitFor();
    const { data } = await fund.read('/v1/policies');
    const versions = data.filter(
      (each: Json) => each.name === name && (each.effectiveOn ?? '') <= '2023-07-05',
    );
    expect(versions.at(-1)).toMatchObject({
      effectiveOn: '2023-07-05',
      value: versions.at(-2).value,
    });
  });

  test('letterhead and signatory are kept; an empty field is taken away', async () => {
    const { fund } = served.api;
    const accountant = await served.api.withRole(fund, 'accountant');
    const page = await served.open('/settings?tab=papers', { as: accountant });
    await page.getByLabel('Họ tên người ký').fill('Hoàng Văn Nam');
    await page.getByLabel('Nơi nhận').fill('Như trên;\nLưu: VT.');
    await page.getByRole('button', { name: 'Ghi mẫu giấy tờ' }).click();
    await page.getByText('Đã ghi.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByLabel('Điện thoại').fill('02053 812 345');
    await page.getByLabel('Họ tên người ký').fill('');
    await page.getByRole('button', { name: 'Ghi mẫu giấy tờ' }).click();
    await page.waitForResponse((answer) => answer.request().method() === 'GET');
    expect(await fund.read('/v1/fund/document-settings')).toMatchObject({
      signatoryName: null,
      phone: '02053 812 345',
      recipients: ['Như trên;', 'Lưu: VT.'],
    });
  });

  test('the name of the fund is changed with a reason, and every change is shown', async () => {
    const fund = await served.api.addFund();
    const page = await served.open('/settings', { as: fund, width: 360 });
    await page
      .getByRole('textbox', { name: 'Tên quỹ' })
      .fill('Quỹ hỗ trợ phát triển HTX tỉnh Cao Bằng');
    await page.getByLabel('Tỉnh, thành phố').fill('Cao Bằng');
    await page.getByLabel('Lý do').fill('Đặt tên');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByText('Đã ghi.').waitFor();
    await page.getByRole('link', { name: 'Quỹ hỗ trợ phát triển HTX tỉnh Cao Bằng' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect((await fund.read('/v1/fund/versions')).data.at(-1)).toMatchObject({
      province: 'Cao Bằng',
      reason: 'Đặt tên',
    });
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
