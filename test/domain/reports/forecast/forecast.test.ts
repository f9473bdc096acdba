import { charterCash } from '../../../../src/domain/fund/cash.ts';
import { collectionRecord } from '../../../../src/domain/reports/forecast/collectionRecord.ts';
import { forecast, type ScenarioName } from '../../../../src/domain/reports/forecast/forecast.ts';
import { forecastAccuracy } from '../../../../src/domain/reports/forecast/accuracy.ts';
import type { FundFacts } from '../../../../src/domain/fund/balances.ts';
import { principalAsked } from '../../../../src/domain/reports/forecast/expectedReceipts.ts';
import { text } from '../../../../src/domain/primitives/money.ts';
import {
  customLoan,
  disbursed,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
  vnd,
} from '../../../support/loans.ts';
import { FUND, fundOf, IN_SEPTEMBER, P, R, S } from './smallForecast.ts';
import { loanOfFund, movement } from '../../../support/smallFund.ts';

const at = (facts: FundFacts = FUND, until = '2023-12-31', asOf = '2023-06-30') =>
  forecast(facts, NO_HOLIDAYS, { asOf: on(asOf), until: on(until) });

describe('scheduled of a loan', () => {
  const scheduled = (day: string, facts = lent(), terms = HALVES) =>
    principalAsked({ terms, facts }, NO_HOLIDAYS, on(day), on('2023-12-31')).scheduled.map(
      (each) => `${each.expectedOn} ${text(each.principal)} ${each.ground}`,
    );

  test('overdue is what it will be asked, not what it was asked', () => {
    // The first half is overdue since 3 March, the second falls due on 2 June.
    expect(scheduled('2023-03-12')).toEqual(['2023-06-02 50000000 schedule']);
    expect(scheduled('2023-06-03')).toEqual([]);
  });

  test('payable on the day itself is in it, overdue or not', () => {
    expect(scheduled('2023-03-02')).toEqual([
      '2023-03-02 50000000 schedule',
      '2023-06-02 50000000 schedule',
    ]);
    expect(scheduled('2023-06-02')).toEqual(['2023-06-02 50000000 schedule']);
  });

  test('recalled is the rest on the deadline', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-04-03')] });
    expect(scheduled('2023-03-12', facts)).toEqual(['2023-04-03 50000000 recall']);
  });

  test('that is overdue as a whole is nothing (R6)', () => {
    const terms = { ...HALVES, overdueScope: 'loan' as const };
    expect(scheduled('2023-03-02', lent(), terms)).toHaveLength(2);
    expect(scheduled('2023-03-03', lent(), terms)).toEqual([]);
  });

  test('not disbursed, settled or charged off is nothing', () => {
    expect(scheduled('2022-12-31')).toEqual([]);
    const repayments = [paid('2023-01-02', { principal: '100_000_000' })];
    expect(scheduled('2023-02-01', lent({ repayments }))).toEqual([]);
    const chargeOffs = [{ effectiveOn: on('2023-01-10') }];
    expect(scheduled('2023-02-01', lent({ chargeOffs }))).toEqual([]);
  });
});

describe('the record of the last four quarters', () => {
  test('is what there was to collect at each one’s start, and what came of it', () => {
    const { quarters, scheduledShare, overdueShare } = at().record;
    expect(plain(quarters)).toEqual([
      {
        quarter: '2022-Q3',
        from: '2022-07-01',
        to: '2022-09-30',
        overdueAtStart: '0',
        overdueCollected: '0',
        // P was lent in the quarter, S is due in the next one.
        scheduledDue: '0',
        scheduledCollected: '0',
        otherCollected: '20000000',
      },
      {
        quarter: '2022-Q4',
        from: '2022-10-01',
        to: '2022-12-31',
        overdueAtStart: '0',
        overdueCollected: '0',
        // P 20 on 30 December, all paid; S 60 on 31 October, nothing paid
        scheduledDue: '80000000',
        scheduledCollected: '20000000',
        otherCollected: '0',
      },
      {
        quarter: '2023-Q1',
        from: '2023-01-01',
        to: '2023-03-31',
        // S 60, of which 6 were paid
        overdueAtStart: '60000000',
        overdueCollected: '6000000',
        // P 20 on 31 March, of which 15 were paid
        scheduledDue: '20000000',
        scheduledCollected: '15000000',
        otherCollected: '0',
      },
      {
        quarter: '2023-Q2',
        from: '2023-04-01',
        to: '2023-06-30',
        // S 54, of which 9 were paid; P 5, payable on 31 March and paid in April
        overdueAtStart: '59000000',
        overdueCollected: '14000000',
        // P 20 on 30 June; 10 were paid in the quarter, 5 of them for March
        scheduledDue: '20000000',
        scheduledCollected: '5000000',
        otherCollected: '0',
      },
    ]);
    // 80 + 20 + 20 = 120, 20 + 15 + 5 = 40; 60 + 59 = 119, 6 + 14 = 20
    expect(plain(scheduledShare)).toEqual({ collected: '40000000', base: '120000000' });
    expect(plain(overdueShare)).toEqual({ collected: '20000000', base: '119000000' });
  });

  test('settles first what was overdue, then what was asked, and the rest apart', () => {
    // On 31 March 40 are overdue, 20 asked on 2 May, 40 later. 70 come in: 40 + 20 + 10.
    const terms = customLoan(
      [
        ['2023-02-01', '40_000_000'],
        ['2023-05-02', '20_000_000'],
        ['2023-11-01', '40_000_000'],
      ],
      { signedOn: on('2023-01-02'), interestSchedule: { every: 'maturity' } },
    );
    const loan = loanOfFund('T', 'Văn Quan', terms, {
      disbursements: [disbursed('2023-01-02', '100_000_000')],
      repayments: [paid('2023-06-01', { principal: '70_000_000' })],
    });
    const { quarters } = collectionRecord([loan], NO_HOLIDAYS, on('2023-07-01'));
    expect(plain(quarters.at(-1))).toMatchObject({
      quarter: '2023-Q2',
      overdueAtStart: '40000000',
      overdueCollected: '40000000',
      scheduledDue: '20000000',
      scheduledCollected: '20000000',
      otherCollected: '10000000',
    });
  });

  test('takes a quarter that ends on the day itself, and none that goes on', () => {
    const quartersAt = (day: string) =>
      collectionRecord([], NO_HOLIDAYS, on(day)).quarters.map(({ quarter }) => quarter);
    expect(quartersAt('2023-06-29')).toEqual(['2022-Q2', '2022-Q3', '2022-Q4', '2023-Q1']);
    expect(quartersAt('2023-06-30')).toEqual(['2022-Q3', '2022-Q4', '2023-Q1', '2023-Q2']);
    expect(quartersAt('2023-12-31').at(-1)).toBe('2023-Q4');
    expect(quartersAt('1900-01-01').at(-1)).toBe('1899-Q4');
  });
});

describe('a forecast at 30 June 2023 until 31 December', () => {
  const receipts = (name: ScenarioName) =>
    at().scenarios[name].expectedReceipts.map((each) =>
      [each.expectedOn, each.contractNumber, text(each.principal), each.ground].join(' '),
    );

  test('expects what contracts ask', () => {
    expect(receipts('scheduled')).toEqual([
      '2023-06-30 01/P 15000000 schedule',
      '2023-09-29 01/P 20000000 schedule',
      '2023-11-30 01/R 30000000 schedule',
    ]);
  });

  test('expects what plans say in the place of contracts, of the overdue nothing else', () => {
    expect(receipts('planned')).toEqual([
      '2023-06-30 01/P 15000000 schedule',
      '2023-09-29 01/P 20000000 schedule',
      '2023-10-02 01/R 12000000 recovery_plan',
    ]);
  });

  test('expects the shares that the record shows', () => {
    // × 40 / 120: 15 → 5; 20 → 6.666667; 30 → 10 million.
    // S: 45,000,000 × 20 / 119 = 7,563,025.21; left 37,436,975 × 20 / 119 = 6,291,928.57.
    expect(receipts('record')).toEqual([
      '2023-06-30 01/P 5000000 record_scheduled',
      '2023-09-29 01/P 6666667 record_scheduled',
      '2023-09-30 01/S 7563025 record_overdue',
      '2023-11-30 01/R 10000000 record_scheduled',
      '2023-12-31 01/S 6291929 record_overdue',
    ]);
  });

  test('goes on month by month from what is available', () => {
    const { availablePrincipal, scenarios } = at();
    expect(text(availablePrincipal)).toBe('390000000');
    const month = (name: string, expected: string, lend: string, given: string, left: string) => ({
      month: name,
      expected,
      plannedDisbursements: lend,
      plannedContributions: given,
      availablePrincipal: left,
    });
    expect(plain(scenarios.planned.months)).toEqual([
      month('2023-06', '15000000', '0', '0', '405000000'), // payable on 30 June itself
      month('2023-07', '0', '0', '0', '405000000'),
      month('2023-08', '0', '50000000', '20000000', '375000000'),
      month('2023-09', '20000000', '0', '0', '395000000'),
      month('2023-10', '12000000', '0', '0', '407000000'),
      month('2023-11', '0', '0', '0', '407000000'),
      month('2023-12', '0', '0', '-5000000', '402000000'),
    ]);
  });

  test('comes to the sum of its parts in each scenario', () => {
    const { scenarios } = at();
    const sums = (name: ScenarioName) => {
      const { expectedTotal, availablePrincipal } = scenarios[name];
      return [text(expectedTotal), text(availablePrincipal)];
    };
    const movements = { plannedDisbursements: '50000000', plannedContributions: '15000000' };
    // 390 + … − 50 + 20 − 5; 21,666,667 + 7,563,025 + 6,291,929 = 35,521,621
    expect(sums('scheduled')).toEqual(['65000000', '420000000']);
    expect(sums('planned')).toEqual(['47000000', '402000000']);
    expect(sums('record')).toEqual(['35521621', '390521621']);
    for (const each of Object.values(scenarios)) expect(plain(each)).toMatchObject(movements);
    expect(at().plannedMovements.map((each) => each.expectedOn)).toEqual([
      '2023-08-01',
      '2023-08-31',
      '2023-12-31',
    ]);
  });

  test('explains the difference of the scenarios loan by loan', () => {
    const { differences, differenceTotals } = at();
    expect(plain(differences)).toEqual([
      {
        loanId: 'loan S',
        contractNumber: '01/S',
        cooperativeName: 'HTX S',
        standing: 'overdue',
        overduePrincipal: '45000000',
        scheduled: '0',
        planned: '0',
        recordScheduled: '0',
        recordOverdue: '13854954',
        record: '13854954',
        plannedLessScheduled: '0',
        recordLessPlanned: '13854954',
        reason: 'overdue_without_plan',
      },
      {
        loanId: 'loan R',
        contractNumber: '01/R',
        cooperativeName: 'HTX R',
        standing: 'in_term',
        overduePrincipal: '0',
        scheduled: '30000000',
        planned: '12000000',
        recordScheduled: '10000000',
        recordOverdue: '0',
        record: '10000000',
        plannedLessScheduled: '-18000000',
        recordLessPlanned: '-2000000',
        reason: 'plan_replaces_schedule',
      },
      {
        loanId: 'loan P',
        contractNumber: '01/P',
        cooperativeName: 'HTX P',
        standing: 'in_term',
        overduePrincipal: '0',
        scheduled: '35000000',
        planned: '35000000',
        recordScheduled: '11666667',
        recordOverdue: '0',
        record: '11666667',
        plannedLessScheduled: '0',
        recordLessPlanned: '-23333333',
        reason: 'as_scheduled',
      },
    ]);
    expect(plain(differenceTotals)).toEqual({
      overduePrincipal: '45000000',
      scheduled: '65000000',
      planned: '47000000',
      recordScheduled: '21666667',
      recordOverdue: '13854954',
      record: '35521621',
      plannedLessScheduled: '-18000000',
      recordLessPlanned: '-11478379', // 13,854,954 − 2,000,000 − 23,333,333
    });
  });

  test('gives a plan for what is overdue or charged off as its reason', () => {
    const entries = R.recoveryPlan;
    const chargeOffs = [{ effectiveOn: on('2023-06-20') }];
    const facts = fundOf(
      [
        { ...S, recoveryPlan: entries },
        { ...P, facts: { ...P.facts, chargeOffs }, recoveryPlan: entries },
      ],
      [movement('1/QĐ', 'contribution', '2020-01-01', '500_000_000')],
    );
    const rows = at(facts).differences.map((row) => [row.reason, text(row.planned)]);
    expect(rows).toEqual([
      ['plan_for_overdue', '12000000'],
      ['plan_for_charged_off', '12000000'],
    ]);
  });

  test('without a record expects nothing by it', () => {
    const { record, scenarios } = at(fundOf([R], []), '2023-12-31');
    expect(text(record.scheduledShare.base)).toBe('0');
    expect(text(scenarios.record.expectedTotal)).toBe('0');
    expect(text(scenarios.scheduled.expectedTotal)).toBe('30000000');
  });

  test('may end on any day, also on its own or years later', () => {
    const months = (until: string) =>
      at(FUND, until).scenarios.record.months.map(({ month }) => month);
    expect(months('2023-06-30')).toEqual(['2023-06']);
    expect(months('2023-09-15')).toEqual(['2023-06', '2023-07', '2023-08', '2023-09']);
    expect(months('2028-06-30')).toHaveLength(61);
    // Without P nothing is payable on 30 June: the first month is July.
    const first = at(fundOf([S, R], []), '2023-07-01').scenarios.record.months;
    expect(first.map(({ month }) => month)).toEqual(['2023-07']);
    expect(at(fundOf([], []), '2023-06-30').scenarios.record.months).toEqual([]);
    // A quarter’s share of what is overdue comes on its last day only.
    expect(text(at(fundOf([S], []), '2023-09-29').scenarios.record.expectedTotal)).toBe('0');
    expect(text(at(fundOf([S], []), '2023-09-30').scenarios.record.expectedTotal)).toBe('5921053');
  });
});

describe('the forecast of 30 June held against 30 September', () => {
  const accuracy = () => forecastAccuracy(at(FUND, '2023-09-30'), IN_SEPTEMBER);

  test('compares what was expected with what came, month by month', () => {
    const { expected, collected, difference, collectedPercent, months } = plain(
      accuracy().scenarios.planned,
    ) as { [name: string]: unknown };
    // P 15 + 20; P 15, S 4, N 1; 20 / 35 = 57.142857 %
    expect([expected, collected, difference]).toEqual(['35000000', '20000000', '-15000000']);
    expect(collectedPercent).toBe('57.14');
    expect(months).toEqual([
      { month: '2023-06', expected: '15000000', collected: '0', difference: '-15000000' },
      { month: '2023-07', expected: '0', collected: '15000000', difference: '15000000' },
      { month: '2023-08', expected: '0', collected: '0', difference: '0' },
      { month: '2023-09', expected: '20000000', collected: '5000000', difference: '-15000000' },
    ]);
  });

  test('compares loan by loan, those lent since included', () => {
    const row = (letter: string, scheduled: string, record: string, collected: string) => ({
      loanId: `loan ${letter}`,
      contractNumber: `01/${letter}`,
      cooperativeName: `HTX ${letter}`,
      scheduled,
      planned: scheduled,
      record,
      collected,
    });
    expect(plain(accuracy().loans)).toEqual([
      row('N', '0', '0', '1000000'),
      row('P', '35000000', '11666667', '15000000'),
      row('S', '0', '7563025', '4000000'),
    ]);
  });

  test('compares what was planned to be lent and given', () => {
    const { openingAvailablePrincipal, disbursements, contributions } = accuracy();
    // S paid 2 on 1 June, which was not known
    expect(plain(openingAvailablePrincipal)).toEqual({
      forecast: '390000000',
      actual: '392000000',
      difference: '2000000',
    });
    expect(plain(disbursements)).toEqual({
      forecast: '50000000',
      actual: '45000000',
      difference: '-5000000',
    });
    expect(plain(contributions)).toEqual({
      forecast: '20000000',
      actual: '20000000',
      difference: '0',
    });
  });

  test('explains by its parts how far the available principal was off', () => {
    const { planned, record } = accuracy().scenarios;
    const part = (of: { part: string; amount: unknown; contractNumber?: string }) =>
      [of.part, of.contractNumber, plain(of.amount)].filter(Boolean).join(' ');
    // 390 + 35 − 50 + 20 = 395; 392 + 20 − 45 + 20 = 387; 2 + 1 − 20 + 4 + 5 = −8
    expect(plain(planned.availablePrincipal)).toEqual({
      forecast: '395000000',
      actual: '387000000',
      difference: '-8000000',
    });
    expect(planned.explained.map(part)).toEqual([
      'opening 2000000',
      'receipts 01/N 1000000',
      'receipts 01/P -20000000',
      'receipts 01/S 4000000',
      'disbursements 5000000',
    ]);
    // 390,000,000 + 11,666,667 + 7,563,025 − 30,000,000 = 379,229,692
    expect(plain(record.availablePrincipal)).toEqual({
      forecast: '379229692',
      actual: '387000000',
      difference: '7770308',
    });
    expect(record.explained.map(part)).toEqual([
      'opening 2000000',
      'receipts 01/N 1000000',
      'receipts 01/P 3333333',
      'receipts 01/S -3563025',
      'disbursements 5000000',
    ]);
    // 20,000,000 / 19,229,692 = 104.006 %
    expect(text(record.collectedPercent ?? vnd('0'))).toBe('104.01');
  });

  test('with nothing expected has no percentage', () => {
    const none = forecastAccuracy(at(fundOf([S], []), '2023-09-30'), fundOf([S], []));
    expect(none.scenarios.planned.collectedPercent).toBeNull();
  });

  test('that its parts do not explain is our bug, not a report', () => {
    const one = { on: on('2023-09-01'), amount: vnd('1') };
    const broken = { ...IN_SEPTEMBER, cash: charterCash([...IN_SEPTEMBER.cash.all, one]) };
    expect(() => forecastAccuracy(at(FUND, '2023-09-30'), broken)).toThrow(/R18/);
  });
});
