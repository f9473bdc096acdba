import type { Json } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { typeDay } from '../support/consoleForms.ts';

describeInBrowser('tokens and the audit trail', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => served.close());

  test('a token is shown once, signs somebody in, and its session ends with it', async () => {
    const { fund } = served.api;
    const page = await served.open('/tokens', { as: fund });
    await page.getByLabel('Tên người hoặc chương trình').fill('Lan, kế toán');
    await typeDay(page, 'Dùng đến hết ngày', '31/12/2099');
    await page.getByRole('button', { name: 'Cấp mã', exact: true }).click();
    const secret = await page.locator('code.secret').innerText();
    expect(secret).toMatch(/^[\w-]{43}$/);
    await page.getByText('Mã chỉ hiện một lần').waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Chép mã' }).click();
    await page.getByText('Đã chép').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    expect(await barriersOf(page)).toEqual([]);

    const lan = await served.open('/receipts/new');
    await lan.getByLabel('Mã truy cập').fill(secret);
    await lan.getByRole('button', { name: 'Đăng nhập' }).click();
    await lan.waitForURL(`${served.address}/receipts/new`);
    const ways = lan.getByRole('navigation', { name: 'Màn hình' });
    expect(await ways.getByRole('link', { name: 'Mã truy cập' }).count()).toBe(0);

    await page.reload();
    await page.getByRole('row', { name: /Lan, kế toán Kế toán đến 31\/12\/2099/ }).waitFor();
    expect(await page.getByText(secret).count()).toBe(0);
    await page.getByRole('button', { name: 'Hủy mã của Lan, kế toán' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Lý do').fill('Nghỉ việc');
    await box.getByRole('button', { name: 'Hủy mã', exact: true }).click();
    await box.getByText('Mã đã bị hủy.').waitFor();
    await box.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByText('Lý do: Nghỉ việc').waitFor();
    const { data } = await fund.read('/v1/tokens');
    const token = data.find(({ name }: Json) => name === 'Lan, kế toán');
    expect(token).toMatchObject({
      role: 'accountant',
      expiresOn: '2099-12-31',
      reason: 'Nghỉ việc',
    });
    expect(token.revokedAt).not.toBeNull();

    await lan.getByRole('link', { name: 'Sổ phiếu thu' }).click();
    await lan.getByRole('dialog').getByLabel('Mã truy cập').waitFor();
  });

  test('a program gets a token for what it is to do, and no more', async () => {
    const { fund } = served.api;
    const page = await served.open('/tokens', { as: fund, width: 360 });
    await page.getByLabel('Tên người hoặc chương trình').fill('Cổng báo cáo tỉnh');
    await page.getByLabel('Vai trò').selectOption('integration');
    await page.getByLabel('xem báo cáo').check();
    await page.getByRole('button', { name: 'Cấp mã', exact: true }).click();
    await page.locator('code.secret').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const { data } = await fund.read('/v1/tokens');
    expect(data.find(({ name }: Json) => name === 'Cổng báo cáo tỉnh').scopes).toEqual([
      'reports:read',
    ]);
  });

  test('the last token of a director is not revoked, and the refusal says so', async () => {
    const director = await served.api.addFund();
    const page = await served.open('/tokens', { as: director });
    await page.getByRole('button', { name: /^Hủy mã của/ }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Lý do').fill('Thử');
    await box.getByRole('button', { name: 'Hủy mã', exact: true }).click();
    await box.getByRole('alert').waitFor();
    expect((await director.read('/v1/tokens')).data).toHaveLength(1);
  });

  test('the accountant does not see the tokens, whatever the address', async () => {
    const accountant = await served.api.withRole(served.api.fund, 'accountant');
    const page = await served.open('/tokens', { as: accountant });
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Cấp mã' }).count()).toBe(0);
  });

  test('the auditor sees who did what, last first, and that the chain is whole', async () => {
    const { fund } = served.api;
    const auditor = await served.api.withRole(fund, 'auditor');
    await fund.add('/v1/fund/capital-movements', {
      kind: 'contribution',
      amount: '250000000',
      effectiveOn: '2023-07-06',
      documentNumber: '77/QĐ-UBND',
    });
    const page = await served.open('/audit', { as: auditor });
    const row = page.getByRole('row', { name: /77\/QĐ-UBND, 250\.000\.000/ });
    await row.waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Kiểm tra toàn bộ sổ sách' }).click();
    await page.getByText('Không có chênh lệch').waitFor();
    const { auditHead } = await fund.read('/v1/ledger/verification');
    await page.getByText(`đến dòng số ${auditHead.number}`).waitFor();
    await row.getByRole('button').click();
    const recorded = page.getByRole('region', { name: 'Đã ghi' });
    await recorded.getByText('250.000.000', { exact: true }).waitFor();
    await recorded.getByText('06/07/2023', { exact: true }).waitFor();
    await recorded.getByText('77/QĐ-UBND', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await row.getByRole('link', { name: 'Mở' }).click();
    await page.getByRole('heading', { name: 'Các lần tăng, giảm vốn' }).waitFor();
    await page.goto(`${served.address}/audit`);
    await page.getByLabel('Tên người nhập').fill('không ai');
    await page.getByRole('button', { name: 'Lọc' }).click();
    await page.getByText('Không có dòng nào khớp').waitFor();
  });

  test('a director has events sent, is shown the secret once, tries it, pauses it and ends it', async () => {
    const director = await served.api.addFund();
    const page = await served.open('/webhooks', { as: director });
    await page.getByLabel('Nơi nhận').fill('Phần mềm kế toán');
    await page.getByLabel('Địa chỉ', { exact: true }).fill('https://127.0.0.1/nhan');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByText('là địa chỉ của chính máy này').waitFor();
    await page.getByLabel('Địa chỉ', { exact: true }).fill('https://ke-toan.example.vn/nhan');
    await page.getByText('Loại sự kiện: tất cả').click();
    await page.getByLabel('Phiếu thu', { exact: true }).check();
    await page.getByLabel('Khóa sổ quý').check();
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    expect(await page.locator('code.secret').innerText()).toMatch(/^whsec_/);
    await page.getByRole('link', { name: 'Mở Phần mềm kế toán' }).click();
    await page
      .getByText('Phiếu thu: ghi; Phiếu thu: hủy; Khóa sổ quý: khóa; Khóa sổ quý: hủy')
      .waitFor();
    await page.getByRole('button', { name: 'Gửi thử' }).click();
    await page.getByText('Không gửi được: không tìm thấy tên máy.').waitFor();
    await page.getByRole('button', { name: 'Tạm dừng' }).click();
    await page.getByRole('row', { name: /Phần mềm kế toán.* tạm dừng/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Chấm dứt' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Lý do').fill('Thay phần mềm');
    await box.getByRole('button', { name: 'Chấm dứt' }).click();
    await page.getByText('Lý do: Thay phần mềm').waitFor();
    const { data } = await director.read('/v1/webhooks');
    expect(data).toMatchObject([{ state: 'ended', reason: 'Thay phần mềm' }]);
  });

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
