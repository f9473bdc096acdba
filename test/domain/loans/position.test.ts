import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { debtGroupByDays } from '../../../src/domain/loans/debtGroup.ts';
import { money } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  disbursed,
  factsOf,
  HALVES,
  lent,
  loanOf,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
} from '../../support/loans.ts';

function at(day: string, facts: LoanFacts = lent(), terms: LoanTerms = HALVES) {
  return plain(position(terms, facts, NO_HOLIDAYS, on(day)));
}

describe('interest due on a Sunday (R3, R6)', () => {
  const facts = factsOf({ disbursements: [disbursed('2023-03-25', '200_000_000')] });
  const terms = loanOf();

  test('on the due date, 92 days at 6.6% on 200 million are 3,327,123', () => {
    expect(at('2023-06-25', facts, terms)).toMatchObject({
      standing: 'in_term',
      payoff: '203327123',
      inTermInterest: { accrued: '3327123', owed: '3327123', inArrears: '0' },
    });
  });

  test('on the Monday nothing is overdue yet', () => {
    // the next period’s first day: 200,000,000 × 6.6 / 36500 = 36,164.4 → 36,164
    expect(at('2023-06-26', facts, terms)).toMatchObject({
      standing: 'in_term',
      daysPastDue: 0,
      oldestUnpaidDueOn: null,
      inTermInterest: { accrued: '3363287', inArrears: '0' },
    });
  });

  test('on the Tuesday it is in arrears, one day past due', () => {
    // two days of the next period: 72,328.8 → 72,329; 3,327,123 + 72,329
    expect(at('2023-06-27', facts, terms)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1,
      oldestUnpaidDueOn: '2023-06-25',
      ownDebtGroup: 1,
      principal: { overdue: '0', inTerm: '200000000' },
      inTermInterest: { accrued: '3399452', inArrears: '3327123' },
    });
  });
});

describe('principal due on a Saturday, 4 March 2023 (R6)', () => {
  const terms = bulletLoan('2023-03-04');
  // 1 January to 6 March: 31 + 28 + 5 = 64 days × 20,000 = 1,280,000
  const settling = { principal: '100_000_000', inTermInterest: '1_280_000' };

  test('paid on the Monday costs no overdue interest', () => {
    const facts = lent({ repayments: [paid('2023-03-06', settling)] });
    expect(at('2023-03-06', facts, terms)).toMatchObject({
      standing: 'settled',
      payoff: '0',
      ownDebtGroup: null,
      inTermInterest: { accrued: '1280000', owed: '0' },
      overdueInterest: { accrued: '0' },
    });
    expect(at('2023-12-31', facts, terms)).toMatchObject({ standing: 'settled', daysPastDue: 0 });
  });

  test('paid one day late costs one day of overdue interest', () => {
    const unpaid = { standing: 'overdue', daysPastDue: 1, oldestUnpaidDueOn: '2023-03-04' };
    expect(at('2023-03-07', lent(), terms)).toMatchObject({
      ...unpaid,
      payoff: '101310000',
      principal: { inTerm: '0', overdue: '100000000' },
      inTermInterest: { accrued: '1280000', inArrears: '1280000' },
      overdueInterest: { accrued: '30000', owed: '30000' },
    });
    const repayments = [paid('2023-03-07', { ...settling, overdueInterest: '30_000' })];
    expect(at('2023-03-08', lent({ repayments }), terms)).toMatchObject({
      standing: 'settled',
      overdueInterest: { accrued: '30000', paid: '30000' },
    });
  });
});

describe('instalments not paid', () => {
  test('only the one that is late turns overdue', () => {
    expect(at('2023-03-03')).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1,
      principal: { inTerm: '50000000', overdue: '50000000' },
      inTermInterest: { accrued: '1210000', inArrears: '1200000' },
      overdueInterest: { accrued: '15000' },
      lateInterest: { accrued: '120' },
    });
  });

  test('two late ones count the days of the older', () => {
    // in term 60 × 20,000 + 92 × 10,000 = 2,120,000
    // overdue 92 × 15,000 + 10 × 30,000 = 1,680,000
    // late 92 × 120 on the 1,200,000 first due, then 10 × 212 on 2,120,000: 13,160
    // 2 March to 12 June: 29 + 30 + 31 + 12 = 102 days
    expect(at('2023-06-12')).toMatchObject({
      standing: 'overdue',
      daysPastDue: 102,
      oldestUnpaidDueOn: '2023-03-02',
      ownDebtGroup: 4,
      payoff: '103813160',
      principal: { outstanding: '100000000', inTerm: '0', overdue: '100000000' },
      inTermInterest: { accrued: '2120000', inArrears: '2120000' },
      overdueInterest: { accrued: '1680000' },
      lateInterest: { accrued: '13160' },
    });
  });

  test('a part paid lowers what is overdue and its interest from that day', () => {
    // overdue 10 × 15,000, then on 30,000,000 10 × 9,000: 240,000
    const facts = lent({ repayments: [paid('2023-03-12', { principal: '20_000_000' })] });
    expect(at('2023-03-22', facts)).toMatchObject({
      daysPastDue: 20,
      ownDebtGroup: 2,
      principal: { repaid: '20000000', outstanding: '80000000', overdue: '30000000' },
      inTermInterest: { accrued: '1400000' },
      overdueInterest: { accrued: '240000' },
    });
  });

  test('paying the older moves the days past due to the next', () => {
    const settled = { principal: '50_000_000', inTermInterest: '1_200_000' };
    const facts = lent({ repayments: [paid('2023-06-10', settled)] });
    expect(at('2023-06-12', facts)).toMatchObject({
      daysPastDue: 10,
      oldestUnpaidDueOn: '2023-06-02',
      principal: { overdue: '50000000' },
      inTermInterest: { inArrears: '920000' },
    });
  });

  test('principal paid ahead settles the oldest instalment', () => {
    const facts = lent({
      repayments: [paid('2023-01-11', { principal: '50_000_000', inTermInterest: '200_000' })],
    });
    // 10 × 20,000 + 50 × 10,000 = 700,000, less 200,000 paid
    expect(at('2023-03-02', facts)).toMatchObject({
      standing: 'in_term',
      inTermInterest: { accrued: '700000', owed: '500000', inArrears: '0' },
    });
    expect(at('2023-03-03', facts)).toMatchObject({
      principal: { overdue: '0' },
      inTermInterest: { inArrears: '500000' },
    });
  });

  test('a payment of in-term interest ends the late interest on it from that day', () => {
    // 10 × 120 on 1,200,000, then 10 × 100 on 1,000,000
    const facts = lent({ repayments: [paid('2023-03-12', { inTermInterest: '200_000' })] });
    expect(at('2023-03-22', facts)).toMatchObject({ lateInterest: { accrued: '2200' } });
  });
});

describe('29 February', () => {
  const terms = bulletLoan('2024-02-29');
  const facts = factsOf({ disbursements: [disbursed('2024-02-28', '100_000_000')] });

  test('is a day like any other, in a year of 365 days', () => {
    expect(at('2024-02-29', facts, terms)).toMatchObject({
      standing: 'in_term',
      inTermInterest: { accrued: '20000' },
    });
    expect(at('2024-03-01', facts, terms)).toMatchObject({
      daysPastDue: 1,
      inTermInterest: { accrued: '20000' },
      overdueInterest: { accrued: '30000' },
    });
  });
});

describe('a contract by which the whole loan turns overdue (R6)', () => {
  const terms: LoanTerms = { ...HALVES, overdueScope: 'loan' };

  test('all principal bears the overdue rate while an instalment is late', () => {
    expect(at('2023-03-12', lent(), terms)).toMatchObject({
      principal: { inTerm: '0', overdue: '100000000' },
      inTermInterest: { accrued: '1200000' },
      overdueInterest: { accrued: '300000' },
    });
  });

  test('it is in term again from the day that instalment is paid', () => {
    const facts = lent({ repayments: [paid('2023-03-12', { principal: '50_000_000' })] });
    expect(at('2023-03-22', facts, terms)).toMatchObject({
      principal: { inTerm: '50000000', overdue: '0' },
      inTermInterest: { accrued: '1300000' },
      overdueInterest: { accrued: '300000' },
    });
  });
});

describe('tranches (R4)', () => {
  test('bear interest each from its day', () => {
    const disbursements = [
      disbursed('2023-02-01', '40_000_000'),
      disbursed('2023-01-01', '60_000_000'),
    ];
    // 31 × 12,000 + 29 × 20,000 = 952,000
    expect(at('2023-03-02', factsOf({ disbursements }))).toMatchObject({
      inTermInterest: { accrued: '952000' },
    });
  });

  test('an instalment asks no more than was disbursed by its due date', () => {
    const disbursements = [
      disbursed('2023-01-01', '30_000_000'),
      disbursed('2023-04-01', '70_000_000'),
    ];
    const facts = factsOf({ disbursements });
    expect(at('2023-03-12', facts)).toMatchObject({
      principal: { inTerm: '0', overdue: '30000000' },
    });
    expect(at('2023-04-12', facts)).toMatchObject({
      principal: { inTerm: '70000000', overdue: '30000000' },
    });
    expect(at('2023-06-03', facts)).toMatchObject({ principal: { overdue: '100000000' } });
  });

  test('disbursed on a due date still fill the instalment of that day', () => {
    const disbursements = [
      disbursed('2023-01-01', '30_000_000'),
      disbursed('2023-03-02', '70_000_000'),
    ];
    expect(at('2023-03-03', factsOf({ disbursements }))).toMatchObject({
      principal: { inTerm: '50000000', overdue: '50000000' },
    });
  });

  test('before the first the loan is not disbursed', () => {
    expect(at('2022-12-31')).toMatchObject({
      standing: 'not_disbursed',
      ownDebtGroup: null,
      payoff: '0',
      principal: { contracted: '100000000', disbursed: '0', outstanding: '0' },
    });
  });
});

test.each([
  [0, 1],
  [9, 1],
  [10, 2],
  [29, 2],
  [30, 3],
  [89, 3],
  [90, 4],
  [179, 4],
  [180, 5],
  [2000, 5],
])('%i days past due are debt group %i (R16)', (daysPastDue, group) => {
  expect(debtGroupByDays(daysPastDue, [10, 30, 90, 180])).toBe(group);
});

test('what was recovered as income stays income where the only disbursement was reversed (R12, R40)', () => {
  const chargeOffs = [
    { effectiveOn: on('2023-04-03'), interest: 'stops', recovery: 'income' },
  ] as const;
  const facts = factsOf({
    repayments: [paid('2023-04-04', { principal: '3_000_000' })],
    chargeOffs,
  });
  // Outstanding −3,000,000 and no money of capital: R18 holds by what was recovered.
  expect(at('2023-04-04', facts)).toMatchObject({
    principal: { outstanding: '-3000000', chargedOff: '0', recoveredAsIncome: '3000000' },
  });
});

test('a waiver stays a credit where the only disbursement was reversed (R12, R13)', () => {
  const waivers = [
    { effectiveOn: on('2023-04-21'), component: 'inTermInterest', amount: money('1') },
  ] as const;
  const left = position(HALVES, factsOf({ waivers }), NO_HOLIDAYS, on('2023-04-21'));
  expect(plain(left)).toMatchObject({
    standing: 'not_disbursed',
    inTermInterest: { accrued: '0', paid: '0', waived: '1', owed: '-1' },
  });
});
