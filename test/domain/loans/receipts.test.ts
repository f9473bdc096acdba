import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { rate } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import { HALVES, lent, NO_HOLIDAYS, on, paid, plain } from '../../support/loans.ts';

function at(day: string, facts: LoanFacts = lent(), terms: LoanTerms = HALVES) {
  return plain(position(terms, facts, NO_HOLIDAYS, on(day)));
}

describe('receipts (R2, R13)', () => {
  test('on the day of the disbursement lower the balance from that day', () => {
    // 10 × 12,000 on 60,000,000
    const facts = lent({ repayments: [paid('2023-01-01', { principal: '40_000_000' })] });
    expect(at('2023-01-11', facts)).toMatchObject({ inTermInterest: { accrued: '120000' } });
    const all = lent({ repayments: [paid('2023-01-01', { principal: '100_000_000' })] });
    expect(at('2023-01-01', all)).toMatchObject({ standing: 'settled', payoff: '0' });
  });

  test('back-dated before interest was collected leave a credit that accrual uses up', () => {
    const facts = lent({
      repayments: [
        paid('2023-02-10', { inTermInterest: '800_000' }),
        paid('2023-01-11', { principal: '50_000_000' }),
      ],
    });
    // 10 × 20,000 + 30 × 10,000 = 500,000 of 800,000
    expect(at('2023-02-10', facts)).toMatchObject({
      standing: 'in_term',
      payoff: '50000000',
      inTermInterest: { accrued: '500000', owed: '-300000', inArrears: '0' },
    });
    expect(at('2023-03-12', facts)).toMatchObject({ inTermInterest: { owed: '0' } });
    expect(at('2023-03-13', facts)).toMatchObject({
      payoff: '50010000',
      inTermInterest: { owed: '10000', inArrears: '0' },
    });
  });

  test('a credit in one class pays no other', () => {
    const facts = lent({
      repayments: [
        paid('2023-03-12', { inTermInterest: '1_300_000' }),
        paid('2023-01-11', { principal: '30_000_000' }),
      ],
    });
    // in term 10 × 20,000 + 50 × 14,000 + 10 × 10,000 = 1,000,000; overdue 10 × 6,000 on 20,000,000
    // late 10 days on 900,000 unpaid before 12 March: 10 × 90
    expect(at('2023-03-12', facts)).toMatchObject({
      payoff: '70060900',
      inTermInterest: { owed: '-300000' },
      overdueInterest: { owed: '60000' },
      lateInterest: { owed: '900' },
    });
  });
});

describe('with no principal left (R15)', () => {
  test('overdue and late interest are due on the day the last of it was paid', () => {
    const settled = { principal: '100_000_000', inTermInterest: '1_300_000' };
    const facts = lent({ repayments: [paid('2023-03-11', settled)] });
    // 9 × 15,000 and 9 × 120; 11 March was a Saturday: not shifted
    // in term 60 × 20,000 + 9 × 10,000 = 1,290,000: 10,000 more was collected
    expect(at('2023-03-11', facts)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 0,
      oldestUnpaidDueOn: '2023-03-11',
      payoff: '136080',
      inTermInterest: { owed: '-10000' },
    });
    expect(at('2023-03-21', facts)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 10,
      ownDebtGroup: 2,
      payoff: '136080',
    });
    const penalty = paid('2023-03-21', { overdueInterest: '135_000', lateInterest: '1_080' });
    const repayments = [...facts.repayments, penalty];
    expect(at('2023-03-21', { ...facts, repayments })).toMatchObject({
      standing: 'settled',
      payoff: '0',
      inTermInterest: { owed: '-10000' },
    });
  });

  test('in-term interest is due on its own date', () => {
    const terms: LoanTerms = { ...HALVES, lateInterestRatePercent: rate('0') };
    const facts = lent({ repayments: [paid('2023-03-01', { principal: '100_000_000' })] });
    // 59 × 20,000
    expect(at('2023-03-02', facts, terms)).toMatchObject({
      standing: 'in_term',
      payoff: '1180000',
    });
    expect(at('2023-03-03', facts, terms)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1,
      oldestUnpaidDueOn: '2023-03-02',
      inTermInterest: { inArrears: '1180000' },
    });
  });

  test('late interest that arises afterwards counts from that day too', () => {
    const facts = lent({ repayments: [paid('2023-03-01', { principal: '100_000_000' })] });
    expect(at('2023-03-02', facts)).toMatchObject({ standing: 'in_term' });
    // one day of 118 late, by the letter of R15 due on 1 March
    expect(at('2023-03-03', facts)).toMatchObject({
      daysPastDue: 2,
      oldestUnpaidDueOn: '2023-03-01',
      lateInterest: { owed: '118' },
    });
  });
});
