import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { interestBetween } from '../../../src/domain/loans/explained/interestListing.ts';
import { deadlineInForce } from '../../../src/domain/loans/recalls.ts';
import { finalDueOn } from '../../../src/domain/loans/plan.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { scheduleAt } from '../../../src/domain/loans/explained/schedule.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  disbursed,
  HALVES,
  lent,
  lines,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
} from '../../support/loans.ts';

function at(day: string, facts: LoanFacts, terms: LoanTerms = HALVES) {
  return plain(position(terms, facts, NO_HOLIDAYS, on(day)));
}

function inTermLines(to: string, facts: LoanFacts, terms: LoanTerms = HALVES): string[] {
  const window = { from: on('2023-01-01'), to: on(to) };
  return lines(interestBetween(terms, facts, NO_HOLIDAYS, window)).filter((each) =>
    each.startsWith('in_term'),
  );
}

describe('a recall with a deadline on a Saturday (R14 b)', () => {
  // Saturday 11 February 2023, payable by Monday 13; 20,000 a day, overdue 30,000
  const facts = lent({ recalls: [recalled('2023-02-01', '2023-02-11')] });

  test('leaves the loan in term until the deadline has passed', () => {
    for (const day of ['2023-02-01', '2023-02-11', '2023-02-13']) {
      expect(at(day, facts)).toMatchObject({
        standing: 'in_term',
        principal: { inTerm: '100000000', overdue: '0' },
      });
    }
  });

  test('then makes all principal overdue, and the interest up to it in arrears', () => {
    // 43 × 20,000 = 860,000 up to the 13th; one day of 30,000; one day of 86 late
    expect(at('2023-02-14', facts)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 1,
      oldestUnpaidDueOn: '2023-02-11',
      principal: { inTerm: '0', overdue: '100000000' },
      inTermInterest: { accrued: '860000', inArrears: '860000' },
      overdueInterest: { accrued: '30000' },
      lateInterest: { accrued: '86' },
    });
  });

  test('ends the interest period on its deadline', () => {
    expect(inTermLines('2023-02-14', facts)).toEqual([
      'in_term 100000000 2023-01-01 2023-02-11 41 7.3 820000',
      'in_term 100000000 2023-02-11 2023-02-13 2 7.3 40000',
    ]);
  });

  test('is not known before its day', () => {
    expect(at('2023-01-31', facts)).toEqual(at('2023-01-31', lent()));
  });

  test('changes the final due date from its day on', () => {
    expect(finalDueOn(HALVES, facts, on('2023-01-31'))).toBe('2023-06-02');
    expect(finalDueOn(HALVES, facts, on('2023-02-01'))).toBe('2023-02-11');
  });
});

test('instalments due before the deadline keep their dates', () => {
  const facts = lent({ recalls: [recalled('2023-02-01', '2023-04-03')] });
  expect(at('2023-03-12', facts)).toMatchObject({
    daysPastDue: 10,
    principal: { inTerm: '50000000', overdue: '50000000' },
  });
  expect(at('2023-04-03', facts)).toMatchObject({ principal: { overdue: '50000000' } });
  expect(at('2023-04-04', facts)).toMatchObject({
    daysPastDue: 33,
    principal: { overdue: '100000000' },
  });
});

test('an instalment on the deadline itself is part of the recall', () => {
  const facts = lent({ recalls: [recalled('2023-02-01', '2023-03-02')] });
  expect(at('2023-03-02', facts)).toMatchObject({ standing: 'in_term' });
  expect(at('2023-03-03', facts)).toMatchObject({ principal: { overdue: '100000000' } });
});

describe('a recall that is withdrawn', () => {
  test('before its deadline leaves nothing behind', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-02-11', '2023-02-08')] });
    expect(at('2023-03-01', facts)).toEqual(at('2023-03-01', lent()));
    expect(at('2023-06-12', facts)).toEqual(at('2023-06-12', lent()));
    expect(inTermLines('2023-02-20', facts)).toEqual([
      'in_term 100000000 2023-01-01 2023-02-20 50 7.3 1000000',
    ]);
  });

  test('on its deadline leaves no interest due date there', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-02-13', '2023-02-13')] });
    expect(at('2023-03-01', facts)).toEqual(at('2023-03-01', lent()));
    expect(inTermLines('2023-02-20', facts)).toHaveLength(1);
  });

  test('between its deadline and payable-by leaves the interest due date, no overdue day', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-02-11', '2023-02-12')] });
    // 41 × 20,000 fell due on the 11th; the days from there fall due on 2 March
    expect(at('2023-02-13', facts)).toMatchObject({ standing: 'in_term' });
    expect(at('2023-03-01', facts)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 16,
      oldestUnpaidDueOn: '2023-02-11',
      principal: { overdue: '0' },
      inTermInterest: { accrued: '1180000', inArrears: '820000' },
      overdueInterest: { accrued: '0' },
    });
    expect(at('2023-03-03', facts)).toMatchObject({ inTermInterest: { inArrears: '1200000' } });
  });

  test('between them, with principal paid back that day, has the last day fall due later', () => {
    const facts = lent({
      recalls: [recalled('2023-02-01', '2023-02-11', '2023-02-12')],
      repayments: [paid('2023-02-12', { principal: '10_000_000' })],
    });
    // 41 × 20,000 fell due on the 11th; 1 × 20,000 and 18,000 a day from the 12th are due on 2 March
    expect(at('2023-03-01', facts)).toMatchObject({
      inTermInterest: { accrued: '1146000', inArrears: '820000' },
    });
    expect(at('2023-03-03', facts)).toMatchObject({ inTermInterest: { inArrears: '1164000' } });
  });

  test('after its deadline keeps the overdue interest of the days between', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-02-11', '2023-02-23')] });
    // overdue 13 to 23 February: 10 × 30,000; in term 43 × 20,000 + 6 × 20,000
    expect(at('2023-02-22', facts)).toMatchObject({ principal: { overdue: '100000000' } });
    expect(at('2023-02-23', facts)).toMatchObject({ principal: { overdue: '0' } });
    expect(at('2023-03-01', facts)).toMatchObject({
      standing: 'overdue',
      daysPastDue: 16,
      principal: { inTerm: '100000000', overdue: '0' },
      inTermInterest: { accrued: '980000', inArrears: '860000' },
      overdueInterest: { accrued: '300000' },
    });
    // from 2 March the contract’s own instalment
    expect(at('2023-03-03', facts)).toMatchObject({
      principal: { inTerm: '50000000', overdue: '50000000' },
      overdueInterest: { accrued: '315000' },
    });
  });

  test('is still in force the day before the withdrawal, asked at any time', () => {
    const withdrawn = lent({ recalls: [recalled('2023-02-01', '2023-02-11', '2023-02-23')] });
    const inForce = lent({ recalls: [recalled('2023-02-01', '2023-02-11')] });
    expect(at('2023-02-22', withdrawn)).toEqual(at('2023-02-22', inForce));
  });

  test('lets a later tranche fill the contract’s instalments', () => {
    const facts = lent({
      disbursements: [disbursed('2023-01-01', '60_000_000'), disbursed('2023-02-22', '40_000_000')],
      recalls: [recalled('2023-02-01', '2023-02-13', '2023-02-20')],
    });
    expect(finalDueOn(HALVES, facts, on('2023-02-22'))).toBe('2023-06-02');
    // in term 43 × 12,000 + 2 × 12,000 + 7 × 20,000 = 680,000; overdue 7 × 18,000
    expect(at('2023-03-01', facts)).toMatchObject({
      principal: { disbursed: '100000000', inTerm: '100000000', overdue: '0' },
      inTermInterest: { accrued: '680000' },
      overdueInterest: { accrued: '126000' },
    });
    expect(at('2023-03-03', facts)).toMatchObject({
      principal: { inTerm: '50000000', overdue: '50000000' },
    });
  });
});

describe('two recalls', () => {
  const terms = bulletLoan('2023-12-25');
  const late = recalled('2023-02-01', '2023-04-03');

  test('the earliest deadline counts', () => {
    const facts = lent({ recalls: [late, recalled('2023-02-06', '2023-03-13')] });
    expect(deadlineInForce(facts.recalls, on('2023-02-05'))).toBe('2023-04-03');
    expect(deadlineInForce(facts.recalls, on('2023-02-06'))).toBe('2023-03-13');
    expect(at('2023-03-13', facts, terms)).toMatchObject({ standing: 'in_term' });
    expect(at('2023-03-14', facts, terms)).toMatchObject({ standing: 'overdue', daysPastDue: 1 });
  });

  test('one withdrawn leaves the other', () => {
    const facts = lent({ recalls: [late, recalled('2023-02-06', '2023-03-13', '2023-03-01')] });
    expect(deadlineInForce(facts.recalls, on('2023-03-01'))).toBe('2023-04-03');
    expect(at('2023-03-14', facts, terms)).toMatchObject({ standing: 'in_term' });
    expect(at('2023-04-04', facts, terms)).toMatchObject({ standing: 'overdue', daysPastDue: 1 });
  });

  test('none in force is no deadline', () => {
    expect(deadlineInForce([], on('2023-03-01'))).toBeNull();
    expect(deadlineInForce([late], on('2023-01-31'))).toBeNull();
  });
});

test('a deadline after the last due date changes nothing', () => {
  const facts = lent({ recalls: [recalled('2023-02-01', '2023-07-03')] });
  for (const day of ['2023-03-02', '2023-06-02', '2023-06-03', '2023-07-03', '2023-07-04']) {
    expect(at(day, facts)).toEqual(at(day, lent()));
  }
  expect(finalDueOn(HALVES, facts, on('2023-02-01'))).toBe('2023-06-02');
  const schedule = (of: LoanFacts) => plain(scheduleAt(HALVES, of, NO_HOLIDAYS, on('2023-02-01')));
  expect(schedule(facts)).toEqual(schedule(lent()));
});
