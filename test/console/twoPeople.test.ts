import type { Locator, Page } from 'playwright-core';
import type { Client, Json } from '../support/api.ts';
import { describeInBrowser, startConsole, type Console } from '../support/console.ts';
import { typeDay } from '../support/consoleForms.ts';
import { loanOf } from '../support/loanScreens.ts';

/** A change that somebody is typing while somebody else makes another one. */
interface Change {
  /** Who makes both. */
  readonly by: () => Promise<Client>;
  /** Where it is made in the console. */
  readonly at: (by: Client) => Promise<string>;
  /** Types the change, and gives a field in which something was typed. */
  readonly type: (page: Page) => Promise<Locator>;
  readonly typed: string;
  /** The button that sends the change. */
  readonly verb: string;
  /** Makes the other change. */
  readonly other: (by: Client) => Promise<unknown>;
  /** What the service says of what was changed. */
  readonly read: (by: Client) => Promise<unknown>;
  readonly asOther: unknown;
  readonly asTyped: unknown;
}

describeInBrowser('two people who change the same at once', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(async () => {
    await served.close();
    expect(served.said).toEqual([]);
  });

  const REFUSED = /^Chưa ghi: nội dung này đã được ghi lại từ khi bạn mở ra/;

  const ofExample = async (): Promise<Client> => served.api.fund;

  const ofNewFund = async (): Promise<Client> => served.api.addFund();

  const must = async (by: Client, path: string, body: Json): Promise<void> => {
    const { status, text } = await by.put(path, body);
    if (status !== 200) throw new Error(`PUT ${path}: ${status} ${text}`);
  };

  const opening = (documentNumber: string): Json => ({
    on: '2022-12-31',
    documentNumber,
    capital: [{ source: 'charter', amount: '1000000000' }],
  });

  const PLAN = '/v1/fund/plan';

  const loan = async (by: Client): Promise<Json> => loanOf(by, '02/2018/HĐTD');

  const CHANGES: Readonly<Record<string, Change>> = {
    'the name of the fund': {
      by: ofNewFund,
      at: async () => '/settings',
      type: async (page) => {
        const name = page.getByRole('textbox', { name: 'Tên quỹ' });
        await name.fill('Quỹ Một');
        await page.getByLabel('Lý do').fill('Đặt tên');
        return name;
      },
      typed: 'Quỹ Một',
      verb: 'Ghi',
      other: async (by) => by.patch('/v1/fund', { province: 'Cao Bằng', reason: 'Sáp nhập' }),
      read: async (by) => {
        const { name, province } = await by.read('/v1/fund');
        return { isMine: name === 'Quỹ Một', province };
      },
      asOther: { isMine: false, province: 'Cao Bằng' },
      // What was not typed stays as the other has left it.
      asTyped: { isMine: true, province: 'Cao Bằng' },
    },
    'the holidays of a year': {
      by: ofNewFund,
      at: async () => '/settings?tab=holidays&year=2024',
      type: async (page) => {
        const dates = page.getByLabel('Các ngày nghỉ');
        await dates.fill('01/01/2024');
        return dates;
      },
      typed: '01/01/2024',
      verb: 'Ghi lịch nghỉ năm 2024',
      other: async (by) =>
        must(by, '/v1/fund/holidays/2024', { dates: ['2024-04-30'], workingDays: [] }),
      read: async (by) => (await by.read('/v1/fund/holidays/2024')).dates,
      asOther: ['2024-04-30'],
      asTyped: ['2024-01-01'],
    },
    'the plan of the fund': {
      by: ofNewFund,
      at: async () => '/fund?tab=plan',
      type: async (page) => {
        await page.getByText('Sửa kế hoạch').click();
        await page.getByRole('button', { name: 'Thêm dòng' }).click();
        await typeDay(page, 'Dự kiến ngày', '31/12/2023');
        await page.getByLabel('Số tiền').fill('5000000');
        return page.getByLabel('Số tiền');
      },
      typed: '5.000.000',
      verb: 'Ghi kế hoạch',
      other: async (by) =>
        must(by, PLAN, {
          entries: [{ kind: 'disbursement', expectedOn: '2023-11-30', amount: '7000000' }],
        }),
      read: async (by) => (await by.read(PLAN)).entries.map(({ amount }: Json) => amount),
      asOther: ['7000000'],
      asTyped: ['5000000'],
    },
    'what was taken over': {
      by: async () => {
        const fund = await ofNewFund();
        await must(fund, '/v1/fund/opening', opening('BB-00'));
        return fund;
      },
      at: async () => '/fund?tab=opening',
      type: async (page) => {
        await page.getByText('Sửa số dư nhận bàn giao').click();
        await page.getByLabel('Số văn bản').fill('BB-01');
        return page.getByLabel('Số văn bản');
      },
      typed: 'BB-01',
      verb: 'Ghi số dư nhận bàn giao',
      other: async (by) => must(by, '/v1/fund/opening', opening('BB-02')),
      read: async (by) => (await by.read('/v1/fund/opening')).documentNumber,
      asOther: 'BB-02',
      asTyped: 'BB-01',
    },
    'the recovery plan of a loan': {
      by: ofExample,
      at: async (by) => `/loans/${(await loan(by)).id}?tab=decisions`,
      type: async (page) => {
        await page.getByText('Lập hoặc sửa kế hoạch').click();
        const plan = page.getByRole('group', { name: 'Các lần trả' });
        await plan.getByLabel('Gốc').fill('5000000');
        return plan.getByLabel('Gốc');
      },
      typed: '5.000.000',
      verb: 'Ghi kế hoạch',
      other: async (by) =>
        must(by, `/v1/loans/${(await loan(by)).id}/recovery-plan`, {
          entries: [{ expectedOn: '2023-11-30', principal: '7000000' }],
        }),
      read: async (by) => {
        const { entries } = await by.read(`/v1/loans/${(await loan(by)).id}/recovery-plan`);
        return entries.map(({ principal }: Json) => principal);
      },
      asOther: ['7000000'],
      asTyped: ['5000000'],
    },
    'a borrower': {
      by: ofExample,
      at: async (by) => `/cooperatives/${(await loan(by)).cooperativeId}?tab=profile`,
      type: async (page) => {
        await page.getByRole('button', { name: 'Sửa hoặc thay đổi hồ sơ' }).click();
        await page.getByLabel('Điện thoại').fill('0912 345 678');
        await page.getByRole('dialog').getByLabel('Lý do').fill('Số mới');
        return page.getByLabel('Điện thoại');
      },
      typed: '0912 345 678',
      verb: 'Ghi',
      other: async (by) => {
        const { cooperativeId } = await loan(by);
        const { code, name, locality } = await by.read(`/v1/cooperatives/${cooperativeId}`);
        const changed = { code, name, locality, phone: '0987 654 321', reason: 'Số khác' };
        return must(by, `/v1/cooperatives/${cooperativeId}`, changed);
      },
      read: async (by) =>
        (await by.read(`/v1/cooperatives/${(await loan(by)).cooperativeId}`)).phone,
      asOther: '0987 654 321',
      asTyped: '0912 345 678',
    },
  };

  test.each(Object.entries(CHANGES))(
    '%s: the second is told, keeps what he typed, and may send it once he has seen the other',
    async (_, { by, at, type, typed, verb, other, read, asOther, asTyped }) => {
      const client = await by();
      const page = await served.open(await at(client), { as: client });
      const field = await type(page);
      await other(client);
      const send = page.getByRole('button', { name: verb, exact: true });
      await send.click();
      await page.getByRole('alert').getByText(REFUSED).waitFor();
      expect(await field.inputValue()).toBe(typed);
      expect(await read(client)).toEqual(asOther);
      await send.click();
      await page.locator('.done').first().waitFor();
      expect(await read(client)).toEqual(asTyped);
      await page.context().close();
    },
  );

  test('the letterhead in two tabs: the second sees what the first has entered, beside what he typed', async () => {
    const client = await ofNewFund();
    const first = await served.open('/settings?tab=papers', { as: client });
    const second = await first.context().newPage();
    await second.goto(first.url());
    await second.getByLabel('Địa danh').fill('Lạng Sơn');
    await first.getByLabel('Điện thoại').fill('02053 812 345');
    await first.getByRole('button', { name: 'Ghi mẫu giấy tờ' }).click();
    await first.getByText('Đã ghi.').waitFor();
    await second.getByRole('button', { name: 'Ghi mẫu giấy tờ' }).click();
    await second.getByRole('alert').getByText(REFUSED).waitFor();
    await second
      .getByRole('region', { name: 'Đang có hiệu lực, do lần ghi sau cùng' })
      .getByText('02053 812 345')
      .waitFor();
    expect(await second.getByLabel('Địa danh').inputValue()).toBe('Lạng Sơn');
    expect(await client.read('/v1/fund/document-settings')).toMatchObject({
      phone: '02053 812 345',
      place: null,
    });
  });

  test('new lending is stopped once: the other sees that it is stopped', async () => {
    const client = await ofNewFund();
    const page = await served.open('/fund?tab=suspension', { as: client });
    await page.getByLabel('Số quyết định').fill('11/QĐ');
    await typeDay(page, 'Ngày quyết định', '05/07/2023');
    await must(client, '/v1/fund/lending-suspension', {
      suspended: true,
      decisionNumber: '10/QĐ',
      decidedOn: '2023-07-04',
    });
    await page.getByRole('button', { name: 'Tạm dừng cho vay mới' }).click();
    await page.getByRole('alert').getByText(REFUSED).waitFor();
    expect(await page.getByLabel('Số quyết định').inputValue()).toBe('11/QĐ');
    await page.getByRole('button', { name: 'Cho vay trở lại' }).waitFor();
    expect(await client.read('/v1/fund/lending-suspension')).toMatchObject({
      suspended: true,
      decisionNumber: '10/QĐ',
    });
  });
});
