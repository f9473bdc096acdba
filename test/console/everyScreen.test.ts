import type { Page } from 'playwright-core';
import {
  barriersOf,
  describeInBrowser,
  startConsole,
  type Console,
  overflowOf,
} from '../support/console.ts';

const NARROW = { width: 360, height: 780 };

const WIDE = { width: 1280, height: 900 };

/** The addresses of all screens; `:loan` and the like stand for one of the example. */
const SCREENS = [
  '/',
  '/receipts/new',
  '/receipts/new?loan=:loan',
  '/receipts',
  '/deadlines',
  '/cooperatives',
  '/cooperatives/:cooperative',
  '/loans',
  '/loans/new',
  ...[
    'position',
    'schedule',
    'interest',
    'statement',
    'money',
    'decisions',
    'contract',
    'papers',
  ].map((tab) => `/loans/:loan?tab=${tab}`),
  '/loans/:loan?tab=history',
  '/loans/:loan?tab=collateral',
  '/collaterals',
  '/collaterals/new?loan=:loan',
  '/collaterals/:asset',
  '/notices',
  '/promises',
  '/cases',
  '/cases/new',
  '/cases/:case',
  '/report',
  '/report?line=overduePrincipal.amount',
  '/issued-reports',
  '/kept-classifications',
  ...[
    'debt-classification',
    'arrears-ageing',
    'interest-receivable',
    'charged-off',
    'recovery',
    'litigation',
    'lending',
  ].map((name) => `/reports/${name}`),
  '/forecast',
  '/quarters',
  '/quarters/2023-Q2',
  '/entries?recordedOn=2023-07-07',
  '/ledger',
  '/fund',
  '/imports',
  '/settings',
  '/schedule',
  '/tokens',
  '/webhooks',
  '/personal-data',
  '/audit',
];

/** Codes, days and instants as the API writes them: people read words and days of theirs. */
const RAW = /\b\d{4}-\d{2}-\d{2}(?:T\S+)?|\b[a-z]+_[a-z_]+\b|\b(?:undefined|null|NaN)\b/g;

describeInBrowser('every screen', () => {
  let served: Console;
  let page: Page;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    served = await startConsole();
    const { fund } = served.api;
    const [loan] = (await fund.read('/v1/loans?contractNumber=02/2018/HĐTD')).data;
    ids['loan'] = loan.id;
    ids['cooperative'] = loan.cooperativeId;
    ids['case'] = (await fund.read('/v1/litigation-cases')).data[0].id;
    // It may be sold since 1 July 2022, so that the screen has a term to tell.
    const asset = await fund.add('/v1/collaterals', {
      owner: { name: 'Hoàng Văn Thái', identityNumber: '020085001234' },
      kind: 'vehicle',
      description: 'Xe tải 12A-012.34',
      valuations: [{ valuedOn: '2018-07-02', value: '120000000', basis: 'Biên bản định giá' }],
      secures: [{ loanId: loan.id, upTo: '100000000' }],
      mayBeSoldFrom: '2022-07-01',
    });
    ids['asset'] = asset.id;
    page = await served.open('/sign-in', { as: fund });
  });

  afterAll(async () => served.close());

  /** Waits until nothing is read any more. */
  async function settle(): Promise<void> {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
  }

  test.each(SCREENS)(
    '%s speaks in words, keeps nobody out, and fits on a telephone and on a desk',
    async (screen) => {
      const address = screen.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '');
      await page.setViewportSize(NARROW);
      const asOf = address.includes('?') ? '&asOf=2023-06-30' : '?asOf=2023-06-30';
      await page.goto(`${served.address}${address}${asOf}`);
      await settle();
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
      expect((await page.getByRole('main').innerText()).match(RAW) ?? []).toEqual([]);
      expect(await barriersOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      await page.setViewportSize(WIDE);
      expect(await overflowOf(page)).toBe(0);
    },
  );

  test('says nothing that the policy of the page stops, and asks nobody else', () => {
    expect(served.said).toEqual([]);
  });
});
