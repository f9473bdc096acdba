import { describeInBrowser, startConsole, type Console } from '../support/console.ts';

// Addresses that nobody was led to: typed, cut off or made up.

describeInBrowser('an address that was typed', () => {
  let served: Console;

  beforeAll(async () => {
    served = await startConsole();
  });

  afterAll(() => served.close());

  const headingAt = async (address: string): Promise<string> => {
    const page = await served.open(address, { as: served.api.fund });
    const heading = (await page.locator('main h1').first().textContent()) ?? '';
    await page.context().close();
    return heading;
  };

  test.each([
    ['/receipts?voucherNumber=true', 'Sổ phiếu thu'],
    ['/receipts?from=2024-01-01&to=2023-01-01', 'Sổ phiếu thu'],
    ['/audit?actor={"a":1}', 'Nhật ký kiểm soát'],
    ['/report?line=true', 'Phần Quỹ trong báo cáo'],
    ['/loans?q=1e3', 'Hợp đồng vay'],
  ])('%s shows its screen', async (address, heading) => {
    expect(await headingAt(address)).toContain(heading);
    expect(served.said).toEqual([]);
  });

  test.each(['2023', 'true', '[1]', '2023-02-30', '0202-06-30', '9999-12-31'])(
    'with the day %s says that there is none, and leads to today',
    async (asOf) => {
      const page = await served.open(`/deadlines?asOf=${asOf}`, { as: served.api.fund });
      const note = page.getByRole('alert').filter({ hasText: 'Không có ngày' });
      expect(await note.textContent()).toContain(asOf);
      await note.getByRole('button').click();
      await page.locator('main h1').waitFor();
      expect(new URL(page.url()).searchParams.get('asOf')).toBe('2023-07-07');
      expect(served.said).toEqual([]);
      await page.context().close();
    },
  );
});
