import type { Json } from '../support/api.ts';
import {
  barriersOf,
  describeInBrowser,
  overflowOf,
  startConsole,
  type Console,
} from '../support/console.ts';

const NUMBER = '020085001234';
const NARROW = { width: 360, height: 800 };

const WIDE = { width: 1280, height: 900 };

const MASKED = '020•••••••34';

describeInBrowser('the data of persons', () => {
  let served: Console;
  let asset: Json;

  beforeAll(async () => {
    served = await startConsole();
    const { fund } = served.api;
    const [loan] = (await fund.read('/v1/loans?limit=1')).data;
    asset = await fund.add('/v1/collaterals', {
      owner: { name: 'Hoàng Văn Thái', identityNumber: NUMBER },
      kind: 'vehicle',
      description: 'Xe tải 12A-012.34',
      valuations: [{ valuedOn: '2023-06-01', value: '120000000', basis: 'Biên bản định giá' }],
      secures: [{ loanId: loan.id }],
    });
  });

  afterAll(async () => served.close());

  test('a number is masked until somebody asks to see it, which stands in the list of looks', async () => {
    const { fund } = served.api;
    const page = await served.open(`/collaterals/${asset.id}`, { as: fund });
    await page.getByText(MASKED).waitFor();
    const looks = async () => (await fund.read('/v1/personal-data/accesses')).data;
    expect(await looks()).toEqual([]);
    await page.getByRole('button', { name: 'Hiện đầy đủ: Hoàng Văn Thái' }).click();
    await page.getByText(NUMBER).waitFor();
    await page.getByText('Lần xem này đã được ghi lại').waitFor();
    expect(await looks()).toMatchObject([{ what: 'collateral', subject: asset.id }]);

    await page.goto(`${served.address}/personal-data`);
    await page.getByRole('row', { name: /Giám đốc tài sản bảo đảm Hoàng Văn Thái/ }).waitFor();
    await page.getByLabel('Họ và tên đầy đủ').fill('Hoàng Văn Thái');
    await page.getByRole('button', { name: 'Tìm dữ liệu' }).click();
    await page.getByText(/Đã tìm: 0 bên vay, 0 khoản vay, 1 tài sản, 2 dòng nhật ký/).waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu tệp' }).click();
    expect((await saving).suggestedFilename()).toMatch(/^du-lieu-ca-nhan-\d{4}-\d\d-\d\d\.json$/);
    await page.getByRole('row', { name: /toàn bộ dữ liệu của một người Hoàng Văn Thái/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    for (const size of [NARROW, WIDE]) {
      await page.setViewportSize(size);
      expect(await overflowOf(page)).toBe(0);
    }
  });
});
