import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Api, Json } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';

let api: Api;

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
}, 120_000);
afterAll(() => api.close());

test('probe', async () => {
  const report = await api.fund.add('/v1/reports/fund-section/issues', {
    asOf: '2023-06-30',
    documentNumber: '12/BC-QHT',
  });
  console.log(JSON.stringify(report, null, 1).slice(0, 3000));
  const [receipt]: Json[] = (await api.fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
  const reversal = await api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhầm' });
  console.log(JSON.stringify(reversal, null, 1));
  const comparison = await api.fund.read(`/v1/issued-reports/${report.id}/comparison`);
  console.log(JSON.stringify(comparison, null, 1));
  const text = await api.fund.get(`/v1/issued-reports/${report.id}?format=text`);
  console.log(text.headers, text.text.slice(0, 500));
  console.log(await api.fund.read(`/v1/issued-reports`));
}, 60_000);
