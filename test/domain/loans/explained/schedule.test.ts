import type { LoanFacts } from '../../../../src/domain/loans/facts.ts';
import { scheduleAt } from '../../../../src/domain/loans/explained/schedule.ts';
import type { LoanTerms } from '../../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  rulesWith,
  disbursed,
  factsOf,
  HALVES,
  lent,
  lines,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
} from '../../../support/loans.ts';

function at(day: string, facts: LoanFacts = lent(), terms: LoanTerms = HALVES) {
  const schedule = scheduleAt(terms, facts, NO_HOLIDAYS, on(day));
  const { instalments, interestPeriods } = plain(schedule) as {
    instalments: { dueOn: string; principal: string; principalUnpaid: string }[];
    interestPeriods: Record<'from' | 'to' | 'payableBy' | 'interest' | 'interestUnpaid', string>[];
  };
  return {
    instalments: instalments.map(
      (each) => `${each.dueOn} ${each.principal} ${each.principalUnpaid}`,
    ),
    interestPeriods: interestPeriods.map(
      (each) => `${each.from} ${each.to} ${each.payableBy} ${each.interest} ${each.interestUnpaid}`,
    ),
    lines: schedule.interestPeriods.map(lines),
  };
}

describe('a schedule (R4, R5)', () => {
  test('before the first disbursement is what the contract says', () => {
    expect(plain(scheduleAt(HALVES, lent(), rulesWith('2023-06-02'), on('2022-12-31')))).toEqual({
      instalments: [
        {
          number: 1,
          dueOn: '2023-03-02',
          payableBy: '2023-03-02',
          principal: '50000000',
          principalUnpaid: '50000000',
        },
        // a holiday on a Friday: payable by Monday
        {
          number: 2,
          dueOn: '2023-06-02',
          payableBy: '2023-06-05',
          principal: '50000000',
          principalUnpaid: '50000000',
        },
      ],
      interestPeriods: [],
    });
  });

  test('assumes that everything is paid on its due date', () => {
    // 60 × 20,000; then 92 × 10,000 on half
    expect(at('2023-01-10')).toEqual({
      instalments: ['2023-03-02 50000000 50000000', '2023-06-02 50000000 50000000'],
      interestPeriods: [
        '2023-01-01 2023-03-02 2023-03-02 1200000 1200000',
        '2023-03-02 2023-06-02 2023-06-02 920000 920000',
      ],
      lines: [
        ['in_term 100000000 2023-01-01 2023-03-02 60 7.3 1200000'],
        ['in_term 50000000 2023-03-02 2023-06-02 92 7.3 920000'],
      ],
    });
  });

  test('settles instalments and periods oldest first', () => {
    const facts = lent({
      repayments: [paid('2023-01-11', { principal: '60_000_000', inTermInterest: '750_000' })],
    });
    // 10 × 20,000 + 50 × 8,000 on 40,000,000 = 600,000; 92 × 8,000 = 736,000
    expect(at('2023-01-11', facts)).toMatchObject({
      instalments: ['2023-03-02 50000000 0', '2023-06-02 50000000 40000000'],
      interestPeriods: [
        '2023-01-01 2023-03-02 2023-03-02 600000 0',
        '2023-03-02 2023-06-02 2023-06-02 736000 586000',
      ],
    });
  });

  test('with an instalment late assumes that it is paid at once, and lists in-term lines only', () => {
    const { interestPeriods, lines: listed } = at('2023-03-12');
    expect(interestPeriods[1]).toBe('2023-03-02 2023-06-02 2023-06-02 920000 920000');
    expect(listed[1]).toEqual(['in_term 50000000 2023-03-02 2023-06-02 92 7.3 920000']);
  });

  test('asks of an instalment what was disbursed by its due date', () => {
    const disbursements = [
      disbursed('2023-01-01', '30_000_000'),
      disbursed('2023-04-01', '70_000_000'),
    ];
    expect(at('2023-01-10', factsOf({ disbursements })).instalments).toEqual([
      '2023-03-02 30000000 30000000',
      '2023-06-02 0 0',
    ]);
    expect(at('2023-04-10', factsOf({ disbursements })).instalments).toEqual([
      '2023-03-02 30000000 30000000',
      '2023-06-02 70000000 70000000',
    ]);
  });

  test('lists the last days to payable-by as an open-ended period once they bear interest', () => {
    // Saturday 4 March, payable by Monday 6: 62 × 20,000 and 2 × 20,000
    const terms = bulletLoan('2023-03-04');
    expect(at('2023-01-10', lent(), terms).interestPeriods).toEqual([
      '2023-01-01 2023-03-04 2023-03-06 1240000 1240000',
    ]);
    expect(at('2023-03-08', lent(), terms).interestPeriods).toEqual([
      '2023-01-01 2023-03-04 2023-03-06 1240000 1240000',
      '2023-03-04 2023-03-06 2023-03-06 40000 40000',
    ]);
  });

  test('under a recall ends on the deadline', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-04-03')] });
    // 32 days from 2 March to 3 April on half
    expect(at('2023-02-01', facts)).toMatchObject({
      instalments: ['2023-03-02 50000000 50000000', '2023-04-03 50000000 50000000'],
      interestPeriods: [
        '2023-01-01 2023-03-02 2023-03-02 1200000 1200000',
        '2023-03-02 2023-04-03 2023-04-03 320000 320000',
      ],
    });
    expect(at('2023-01-31', facts)).toEqual(at('2023-01-31'));
  });

  test('does not know of a withdrawal before its day', () => {
    const inForce = lent({ recalls: [recalled('2023-02-01', '2023-04-03')] });
    const withdrawn = lent({ recalls: [recalled('2023-02-01', '2023-04-03', '2023-02-20')] });
    expect(at('2023-02-19', withdrawn)).toEqual(at('2023-02-19', inForce));
    expect(at('2023-02-20', withdrawn)).toEqual(at('2023-02-20'));
  });
});
