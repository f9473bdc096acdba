import type { Page } from 'playwright-core';
import type { Json } from '../support/api.ts';
import { barriersOf, describeInBrowser, startConsole, type Console } from '../support/console.ts';

// The case of HTX Xuân Mai stands at the hearing of 22/6/2023. Of its loan 350 m of principal are owed, at 9.9 %
// a year since they were due.

const TODAY = '2023-07-10';

const COURT = 'Tòa án nhân dân huyện Cao Lộc';

let served: Console;

/** The report's row of the case of a borrower. */
async function caseOf(cooperativeCode: string): Promise<Json> {
  const { rows } = await served.api.fund.read('/v1/reports/litigation');
  return rows.find((row: Json) => row.cooperativeCode === cooperativeCode);
}

/** The loan of a borrower that is overdue and that nobody has sued for. */
async function unsued(): Promise<Json> {
  const { rows } = await served.api.fund.read('/v1/reports/litigation');
  const sued = rows.map((row: Json) => row.cooperativeId);
  const { data } = await served.api.fund.read('/v1/loans?standing=overdue&limit=200');
  return data.find((loan: Json) => !sued.includes(loan.cooperativeId));
}

const open = async (address: string, width = 1280): Promise<Page> =>
  served.open(address, { as: served.api.fund, width });

const stepsOf = async (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('region', { name: 'Bước tiếp theo' })
    .getByRole('list')
    .getByRole('button')
    .allInnerTexts();

const shown = (digits: string): string => BigInt(digits).toLocaleString('vi-VN');

describeInBrowser('the cases before the courts', () => {
  beforeAll(async () => {
    served = await startConsole(TODAY);
  });

  afterAll(async () => served.close());

  test('are found by their stage, with what was claimed', async () => {
    const page = await open('/cases');
    await page.getByRole('heading', { name: 'Vụ kiện tính đến ngày 10/07/2023' }).waitFor();
    const rows = page.getByRole('table', { name: 'Vụ kiện' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(7);
    await page.getByLabel('Giai đoạn').selectOption({ label: 'đang hòa giải (2)' });
    await page.waitForURL(/stage=mediation/);
    expect(await rows.count()).toBe(2);
  });

  test('the claim at a day is shown line by line, with the court fee and its working', async () => {
    const { litigationCaseId } = await caseOf('HTX01');
    const page = await open(`/cases/${litigationCaseId}`);
    const claim = page.getByRole('region', { name: 'Có thể yêu cầu đến ngày 10/07/2023' });
    // 80,425,042 at 30/6/2023, and ten days more: 350 m × 9.9 % × 10 / 365 = 949,315.
    await claim.getByRole('table').getByText('81.374.357').first().waitFor();
    await claim.getByText('Cách tính của 03/2017/HĐTD').click();
    await claim.getByRole('table', { name: 'Lãi quá hạn' }).getByText('9,9 %').first().waitFor();
    // 20 m + 4 % of what 431,374,357 exceeds 400 m by; half of it in advance.
    await claim.getByText(/20\.000\.000 \+ 4 % × 31\.374\.357 .* = 21\.254\.974 đồng/).waitFor();
    await claim.getByText('10.627.487').waitFor();
  });

  test('a stage is recorded by the form that the case offers, and taken back', async () => {
    const { litigationCaseId: id } = await caseOf('HTX01');
    const page = await open(`/cases/${id}`);
    await page.getByRole('heading', { name: 'Bước tiếp theo' }).waitFor();
    const atHearing = await stepsOf(page);
    expect(atHearing).toEqual([
      'Hòa giải',
      'Công nhận sự thỏa thuận',
      'Tạm đình chỉ',
      'Đình chỉ',
      'Mở phiên tòa',
      'Bản án sơ thẩm',
      'Rút đơn khởi kiện',
    ]);
    await page.getByRole('button', { name: 'Bản án sơ thẩm' }).click();
    const form = page.getByRole('dialog', { name: 'Bản án sơ thẩm' });
    await form.getByLabel('Số bản án').fill('15/2023/DS-ST');
    await form.getByRole('button', { name: 'Lấy theo số đang yêu cầu' }).click();
    await form.getByRole('button', { name: 'Ghi', exact: true }).click();
    await page.getByText('Đã ghi: đã có bản án sơ thẩm, ngày 10/07/2023.').waitFor();
    await page.getByRole('button', { name: 'Bản án có hiệu lực' }).waitFor();
    expect(await stepsOf(page)).toEqual([
      'Kháng cáo, kháng nghị',
      'Bản án có hiệu lực',
      'Rút đơn khởi kiện',
    ]);
    // Fifteen days to appeal.
    const clocks = page.getByRole('table', { name: 'Thời hạn, thời hiệu' });
    await clocks.getByText('25/07/2023').waitFor();
    const { stages, claimed, award } = await served.api.fund.read(`/v1/litigation-cases/${id}`);
    expect(stages.at(-1)).toMatchObject({
      stage: 'first_instance_judgment',
      occurredOn: TODAY,
      documentNumber: '15/2023/DS-ST',
    });
    expect(award.awarded).toEqual(claimed);

    await page.getByRole('button', { name: /^Hủy bước cuối/ }).click();
    const reversal = page.getByRole('dialog', { name: /đã có bản án sơ thẩm/ });
    await reversal.getByLabel('Lý do').fill('Nhập nhầm vụ');
    await reversal.getByRole('button', { name: 'Hủy bước cuối' }).click();
    await reversal.getByText('Đã hủy.').waitFor();
    await reversal.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByRole('button', { name: 'Hòa giải' }).waitFor();
    expect(await stepsOf(page)).toEqual(atHearing);
    const after = await served.api.fund.read(`/v1/litigation-cases/${id}`);
    expect(after).toMatchObject({ stage: 'hearing', award: null });
  });

  test('a case is filed with what is owed, after a warning of what is to be looked at', async () => {
    const { id: loanId, cooperativeId, payoff } = await unsued();
    const page = await open(`/cases/new?cooperative=${cooperativeId}`);
    await page.getByText(`Cộng: ${shown(payoff)} đồng`).waitFor();
    await page.getByLabel('Tòa án').selectOption(COURT);
    const preview = page.getByRole('region', { name: 'Có thể yêu cầu, án phí' });
    await page.getByLabel('Gốc').fill('1');
    await preview.getByText(/Hãy đối chiếu với số liệu khởi kiện/).waitFor();
    await page.getByRole('button', { name: 'Lấy lại theo sổ' }).click();
    await page.getByText(`Cộng: ${shown(payoff)} đồng`).waitFor();
    await page.getByRole('button', { name: 'Thêm người tham gia' }).click();
    await page.getByLabel('Họ tên').fill('Ông Nông Văn Thắng');
    await page.getByRole('button', { name: 'Ghi việc nộp đơn' }).click();
    await page.getByText(/^Đã ghi việc nộp đơn khởi kiện/).waitFor();
    const found = await served.api.fund.read(`/v1/litigation-cases?cooperativeId=${cooperativeId}`);
    expect(found.data).toMatchObject([
      {
        loanIds: [loanId],
        court: COURT,
        filedOn: TODAY,
        parties: [{ role: 'co_defendant', name: 'Ông Nông Văn Thắng', note: null }],
      },
    ]);
    const claimed: bigint[] = Object.values<string>(found.data[0].claim).map(BigInt);
    expect(claimed.reduce((sum, each) => sum + each, 0n)).toBe(BigInt(payoff));
    // The loan is before a court now: whoever begins another case about it is told so.
    await page.goto(`${served.address}/cases/new?cooperative=${cooperativeId}`);
    await preview.getByText(/đang được giải quyết tại Tòa án nhân dân huyện Cao Lộc/).waitFor();
  });

  test('a receipt that is recorded from a case names the case, and what was kept back of it', async () => {
    const { litigationCaseId } = await caseOf('HTX01');
    const page = await open(`/cases/${litigationCaseId}`);
    await page.getByRole('link', { name: 'Ghi phiếu thu cho 03/2017/HĐTD' }).click();
    const field = page.getByLabel('Thu qua vụ kiện');
    await field.waitFor();
    expect(await field.inputValue()).toBe(litigationCaseId);
    await page.getByLabel('Số tiền thu').fill('1.000.000');
    await page.getByLabel('Phí thi hành án').fill('30.000');
    // 1,000,000 − 30,000
    const net = page.locator('.facts > div').filter({ hasText: 'Thực nhận' });
    await net.getByText('970.000').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Ghi phiếu thu' }).click();
    await page.getByText(/^Đã ghi phiếu/).waitFor();
    const told = await served.api.fund.read(`/v1/litigation-cases/${litigationCaseId}`);
    expect(told).toMatchObject({
      received: { total: '1000000' },
      enforcementFees: '30000',
      netReceived: '970000',
    });
    await page.goto(`${served.address}/cases/${litigationCaseId}`);
    const rows = page.getByRole('table', { name: 'Thu qua vụ kiện' });
    await rows.getByText('1.000.000').first().waitFor();
    await rows.getByText('phí thi hành án 30.000').waitFor();
  });

  test.each([
    ['enforcement_notified', 'bên phải thi hành án nhận quyết định thi hành án', /^Biên bản giao/],
    ['successor_told', 'đã báo cơ quan thi hành án về quỹ nhận quyền', /^Công văn của quỹ/],
  ])('%s is entered in the log for the case that is chosen', async (kind, label, hint) => {
    const { litigationCaseId, cooperativeId } = await caseOf('HTX01');
    const page = await open('/promises');
    await page.getByRole('button', { name: 'Ghi nhật ký thu nợ' }).click();
    const form = page.getByRole('dialog', { name: 'Ghi nhật ký thu nợ' });
    await form.getByRole('combobox', { name: 'Bên vay' }).fill('xuan mai');
    await page.getByRole('option', { name: /HTX Xuân Mai/ }).click();
    await form.getByLabel('Nội dung').selectOption({ label });
    await form.getByText(hint).waitFor();
    await form.getByLabel('Về vụ kiện').selectOption(litigationCaseId);
    await form.getByRole('button', { name: 'Ghi', exact: true }).click();
    await form.getByText(/^Đã ghi ngày/).waitFor();
    const { data } = await served.api.fund.read(
      `/v1/cooperatives/${cooperativeId}/collection-entries`,
    );
    expect(data).toContainEqual(expect.objectContaining({ kind, litigationCaseId }));
  });

  test('who may only read is offered nothing to record', async () => {
    const auditor = await served.api.withRole(served.api.fund, 'auditor');
    const { litigationCaseId } = await caseOf('HTX01');
    const page = await served.open(`/cases/${litigationCaseId}`, { as: auditor });
    await page.getByRole('heading', { name: 'Diễn biến' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Bước tiếp theo' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Hủy/ }).count()).toBe(0);
  });

  test('say nothing that the policy of the page stops', () => {
    expect(served.said).toEqual([]);
  });

  test('a stay of enforcement offers the freeze of its interest, and the request is there to print', async () => {
    const { litigationCaseId: id } = await caseOf('HTX01');
    served.api.setToday('2026-10-12');
    const go = (stage: string, occurredOn: string, said: object = {}) =>
      served.api.fund.add(`/v1/litigation-cases/${id}/stages`, { stage, occurredOn, ...said });
    await go('first_instance_judgment', '2026-05-18', { documentNumber: '12/2026/DS-ST' });
    await go('final', '2026-06-18');
    await go('enforcement_requested', '2026-09-21', { channel: 'portal' });
    await go('enforcement_decided', '2026-09-28');
    await go('enforcement_stayed', '2026-10-12', { documentNumber: '07/QĐ-HTHA' });
    const page = await open(`/cases/${id}?asOf=2026-10-12`);
    await page.getByText(/^In để trống vì chưa có: .*số tiền tòa tuyên/).waitFor();
    expect(await stepsOf(page)).toEqual(['Tiếp tục thi hành án', 'Đình chỉ thi hành án']);
    const freeze = page.getByRole('region', { name: 'Khoanh lãi do hoãn thi hành án' });
    await freeze.getByText('Hợp đồng 03/2017/HĐTD: không tính lãi từ ngày 12/10/2026.').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await freeze.getByRole('button', { name: 'Khoanh lãi 03/2017/HĐTD' }).click();
    await freeze.waitFor({ state: 'detached' });
    const { proposedFreeze, loanIds } = await served.api.fund.read(
      `/v1/litigation-cases/${id}?asOf=2026-10-12`,
    );
    expect(proposedFreeze).toEqual([]);
    const range = 'from=2026-10-12&to=2026-11-12';
    const { totals } = await served.api.fund.read(`/v1/loans/${loanIds[0]}/interest?${range}`);
    expect(totals).toEqual({ inTerm: '0', overdue: '0', late: '0' });
    served.api.setToday(TODAY);
  });
});
