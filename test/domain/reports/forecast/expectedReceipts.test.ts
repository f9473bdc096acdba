import type { LoanFacts } from '../../../../src/domain/loans/facts.ts';
import { position } from '../../../../src/domain/loans/position.ts';
import { expectedReceipts } from '../../../../src/domain/reports/forecast/expectedReceipts.ts';
import type { RecoveryPlanEntry } from '../../../../src/domain/loans/recoveryPlan.ts';
import { text } from '../../../../src/domain/primitives/money.ts';
import {
  bulletLoan,
  rulesWith,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  recalled,
  vnd,
} from '../../../support/loans.ts';

const entry = (day: string, amount: string): RecoveryPlanEntry => ({
  expectedOn: on(day),
  principal: vnd(amount),
  ground: null,
});

function expectedAt(
  day: string,
  {
    facts = lent(),
    terms = HALVES,
    plan = null,
    rules = NO_HOLIDAYS,
  }: {
    facts?: LoanFacts;
    terms?: typeof HALVES;
    plan?: readonly RecoveryPlanEntry[] | null;
    rules?: typeof NO_HOLIDAYS;
  } = {},
): string[] {
  const at = position(terms, facts, rules, on(day));
  return expectedReceipts(
    { terms, facts, position: at, recoveryPlan: plan },
    rules,
    on('2023-12-31'),
  ).map((each) => `${each.expectedOn} ${text(each.principal)} ${each.ground}`);
}

describe('expected of a loan in term (R20)', () => {
  test('are its unpaid instalments', () => {
    expect(expectedAt('2023-02-01')).toEqual([
      '2023-03-02 50000000 schedule',
      '2023-06-02 50000000 schedule',
    ]);
  });

  test('is what is left of an instalment paid in part, and nothing of one paid', () => {
    const facts = lent({ repayments: [paid('2023-01-11', { principal: '60_000_000' })] });
    expect(expectedAt('2023-02-01', { facts })).toEqual(['2023-06-02 40000000 schedule']);
  });

  test('is an instalment payable by the cut-off day itself', () => {
    expect(expectedAt('2023-03-02')).toEqual([
      '2023-03-02 50000000 schedule',
      '2023-06-02 50000000 schedule',
    ]);
  });

  test('comes on payable-by: a Saturday’s on Monday, before a holiday the day after', () => {
    const terms = bulletLoan('2023-03-04');
    expect(expectedAt('2023-02-01', { terms })).toEqual(['2023-03-06 100000000 schedule']);
    const rules = rulesWith('2023-03-06');
    expect(expectedAt('2023-02-01', { terms, rules })).toEqual(['2023-03-07 100000000 schedule']);
  });

  test('ends with payable-by on 31 December', () => {
    // 31 December 2023 was a Sunday: payable by Monday, 1 January 2024
    expect(expectedAt('2023-02-01', { terms: bulletLoan('2023-12-31') })).toEqual([]);
    expect(expectedAt('2023-02-01', { terms: bulletLoan('2023-12-30') })).toEqual([]);
    expect(expectedAt('2023-02-01', { terms: bulletLoan('2023-12-29') })).toEqual([
      '2023-12-29 100000000 schedule',
    ]);
  });

  test('under a recall is the rest on its deadline', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-04-03')] });
    expect(expectedAt('2023-02-05', { facts })).toEqual([
      '2023-03-02 50000000 schedule',
      '2023-04-03 50000000 recall',
    ]);
    expect(expectedAt('2023-01-31', { facts })).toEqual(expectedAt('2023-01-31'));
  });
});

describe('expected of a loan overdue', () => {
  test('without a plan is nothing, not even its future instalments', () => {
    expect(expectedAt('2023-03-12')).toEqual([]);
  });

  test('with interest only in arrears is nothing either', () => {
    const facts = lent({ repayments: [paid('2023-03-02', { principal: '50_000_000' })] });
    expect(expectedAt('2023-03-12', { facts })).toEqual([]);
  });
});

describe('expected by a recovery plan', () => {
  test('are its entries in date order, up to the unpaid principal', () => {
    const plan = [
      entry('2023-08-01', '90_000_000'),
      entry('2023-04-01', '30_000_000'),
      entry('2023-09-01', '1'),
    ];
    // 100,000,000 − 30,000,000 = 70,000,000
    expect(expectedAt('2023-03-12', { plan })).toEqual([
      '2023-04-01 30000000 recovery_plan',
      '2023-08-01 70000000 recovery_plan',
    ]);
  });

  test('leaves out entries on the cut-off day or earlier, which use up nothing', () => {
    const plan = [
      entry('2023-03-01', '40_000_000'),
      entry('2023-03-12', '40_000_000'),
      entry('2023-03-13', '100_000_000'),
    ];
    expect(expectedAt('2023-03-12', { plan })).toEqual(['2023-03-13 100000000 recovery_plan']);
  });

  test('leaves out what is promised after 31 December', () => {
    const plan = [entry('2023-12-31', '1_000_000'), entry('2024-01-01', '2_000_000')];
    expect(expectedAt('2023-03-12', { plan })).toEqual(['2023-12-31 1000000 recovery_plan']);
  });

  test('replaces the schedule of a loan in term or recalled', () => {
    const plan = [entry('2023-07-01', '5_000_000')];
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-04-03')] });
    expect(expectedAt('2023-02-05', { plan })).toEqual(['2023-07-01 5000000 recovery_plan']);
    expect(expectedAt('2023-02-05', { plan, facts })).toEqual(['2023-07-01 5000000 recovery_plan']);
  });

  test('of a loan with nothing unpaid is nothing', () => {
    const plan = [entry('2023-07-01', '5_000_000')];
    expect(expectedAt('2022-12-31', { plan })).toEqual([]);
    const facts = lent({ repayments: [paid('2023-01-02', { principal: '100_000_000' })] });
    expect(expectedAt('2023-02-05', { plan, facts })).toEqual([]);
    expect(expectedAt('2022-12-31')).toEqual([]);
  });
});
