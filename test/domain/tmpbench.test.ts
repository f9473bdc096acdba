import { test } from '@jest/globals';
import { forecast } from '../../src/domain/forecast.ts';
import { positionsAt } from '../../src/domain/fundBalances.ts';
import { fundSection } from '../../src/domain/fundSection.ts';
import { disbursed, loanOf, NO_HOLIDAYS, on, paid, vnd } from '../support/loans.ts';
import { loanOfFund } from './smallFund.ts';
import { fundOf } from './smallForecast.ts';
import { addDays, stepFrom } from '../../src/domain/dates.ts';
test('bench', () => {
  const terms = loanOf({ signedOn: on('2020-01-02'), principal: vnd('400_000_000'), principalSchedule: { kind: 'equal', count: 20, every: 'quarter', firstDueOn: on('2020-06-25'), roundTo: vnd('1000') }, interestSchedule: { every: 'quarter', firstDueOn: on('2020-03-25') } });
  const loans = Array.from({ length: 1000 }, (_, i) => loanOfFund(`L${i}`, 'X', terms, {
    disbursements: [disbursed('2020-01-02', '400_000_000')],
    repayments: Array.from({ length: 12 + (i % 2) }, (_, k) => paid(addDays(stepFrom(on('2020-06-25'), 'quarter', k), 4), { principal: '20_000_000', inTermInterest: '5_000_000' })),
  }));
  const facts = fundOf(loans, []);
  const capital = { id: 'x', documentNumber: '1', kind: 'contribution' as const, effectiveOn: on('2019-01-01'), amount: vnd('400_000_000_000') };
  const f = { ...facts, capitalMovements: [capital], cash: [...facts.cash, { on: on('2019-01-01'), amount: capital.amount }] };
  const t = (name: string, go: () => unknown) => { const a = performance.now(); go(); console.log(name, Math.round(performance.now() - a)); };
  for (let r = 0; r < 2; r += 1) {
    t('positions', () => positionsAt(f, NO_HOLIDAYS, on('2023-06-30')));
    t('section', () => fundSection(f, NO_HOLIDAYS, { asOf: on('2023-06-30'), periodStart: on('2023-01-01') }));
    t('forecast', () => forecast(f, NO_HOLIDAYS, { asOf: on('2023-06-30'), until: on('2023-12-31') }));
  }
});
