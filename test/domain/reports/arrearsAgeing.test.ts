import { arrearsAgeing } from '../../../src/domain/reports/arrearsAgeing.ts';
import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { bulletLoan, rulesWith, disbursed, on, paid, plain } from '../../support/loans.ts';
import { LOANS, loanOfFund } from '../../support/smallFund.ts';

const age = (loans: readonly LoanOfFund[] = LOANS, asOf = '2023-06-30', policies?: Policies) => {
  const rules = { ...rulesWith(), policies: policies ?? DEFAULT_POLICIES };
  return arrearsAgeing(loans, rules, on(asOf));
};

const line = (loans: number, amounts: readonly [string, string, string, string, string]) => ({
  loans,
  borrowers: loans,
  principalOutstanding: amounts[0],
  overduePrincipal: amounts[1],
  inTermInterestInArrears: amounts[2],
  overdueInterestOwed: amounts[3],
  lateInterestOwed: amounts[4],
});

const NOTHING = ['0', '0', '0', '0', '0'] as const;

// The small fund on 30 June 2023.
// B and E: nothing past due, 80 + 100 m.
// D: 40 m of 100 m since 2 June, 28 days at 9.9%: 40 m × 9.9 × 28 / 36500 = 303,780.8.
// C: the year's interest of 4 May, 365 × 20,000 = 7,300,000, 57 days past due.
// A, 120 days: interest of 2 March 60 × 20,000 and of 2 June 92 × 10,000 = 2,120,000; overdue 92 ×
// 15,000 + 28 × 30,000 = 2,220,000; late 92 × 120 (on 1,200,000) + 28 × 212 (on 2,120,000) = 16,976.
const D = ['100000000', '40000000', '0', '303781', '0'] as const;

const C = ['100000000', '0', '7300000', '0', '0'] as const;

const A = ['100000000', '100000000', '2120000', '2220000', '16976'] as const;

describe('the ageing of arrears on 30 June 2023', () => {
  test('has a line for each band of days past due, and their total', () => {
    expect(plain(age().bands)).toEqual([
      { fromDays: 0, toDays: 0, ...line(2, ['180000000', '0', '0', '0', '0']) },
      { fromDays: 1, toDays: 9, ...line(0, NOTHING) },
      { fromDays: 10, toDays: 29, ...line(1, D) },
      { fromDays: 30, toDays: 89, ...line(1, C) },
      { fromDays: 90, toDays: 179, ...line(1, A) },
      { fromDays: 180, toDays: null, ...line(0, NOTHING) },
    ]);
    expect(plain(age().total)).toEqual(
      line(5, ['480000000', '140000000', '9420000', '2523781', '16976']),
    );
  });

  test('names each loan that is in term or overdue, with its band, in the order given', () => {
    const bands = age().rows.map((row) => [row.contractNumber, row.fromDays, row.toDays]);
    expect(bands).toEqual([
      ['01/C', 30, 89],
      ['01/A', 90, 179],
      ['01/B', 0, 0],
      ['01/D', 10, 29],
      ['01/E', 0, 0],
    ]);
    expect(plain(age().rows[1])).toEqual({
      loanId: 'loan A',
      contractNumber: '01/A',
      cooperativeId: 'A',
      cooperativeCode: 'HTX-A',
      cooperativeName: 'HTX A',
      locality: 'Văn Quan',
      standing: 'overdue',
      daysPastDue: 120,
      fromDays: 90,
      toDays: 179,
      principalOutstanding: A[0],
      overduePrincipal: A[1],
      inTermInterestInArrears: A[2],
      overdueInterestOwed: A[3],
      lateInterestOwed: A[4],
    });
  });

  test('goes by the days of each loan, not by the group of its borrower', () => {
    const [c, a] = LOANS;
    if (c === undefined || a === undefined) throw new Error('two loans');
    const { bands, total } = age([{ ...c, borrower: a.borrower }, a]);
    expect(bands.map((each) => [each.loans, each.borrowers])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    expect(total).toMatchObject({ loans: 2, borrowers: 1 });
  });
});

describe('the bands', () => {
  /** Due on Tuesday 3 January 2023. */
  const loan = loanOfFund('A', 'Văn Quan', bulletLoan('2023-01-03'), {
    disbursements: [disbursed('2023-01-01', '100_000_000')],
  });

  test.each([
    ['2023-01-03', 0, 0],
    ['2023-01-04', 1, 9],
    ['2023-01-12', 1, 9], // 9 days
    ['2023-01-13', 10, 29],
    ['2023-02-01', 10, 29], // 29
    ['2023-02-02', 30, 89],
    ['2023-04-02', 30, 89], // 28 + 31 + 30 = 89
    ['2023-04-03', 90, 179],
    ['2023-07-01', 90, 179], // 28 + 28 + 31 + 30 + 31 + 30 + 1 = 179
    ['2023-07-02', 180, null],
  ])('on %s the loan due on 3 January is in the band from %i to %s days', (asOf, from, to) => {
    expect(age([loan], asOf).rows[0]).toMatchObject({ fromDays: from, toDays: to });
    expect(age([loan], asOf).bands.find((each) => each.loans === 1)).toMatchObject({
      fromDays: from,
      toDays: to,
    });
  });

  test('are those of the policy in force on the day', () => {
    const policies: Policies = {
      ...DEFAULT_POLICIES,
      debtGroupFromDays: [
        ...DEFAULT_POLICIES.debtGroupFromDays,
        {
          effectiveOn: on('2023-07-01'),
          endsOn: null,
          sourceDocument: 'R1',
          value: [1, 91, 181, 361],
        },
      ],
    };
    const bandsOn = (asOf: string) =>
      age([loan], asOf, policies).bands.map((each) => [each.fromDays, each.toDays]);
    expect(bandsOn('2023-06-30')).toHaveLength(6);
    // Group 2 begins with the first day: no band lies between.
    expect(bandsOn('2023-07-01')).toEqual([
      [0, 0],
      [1, 90],
      [91, 180],
      [181, 360],
      [361, null],
    ]);
  });
});

test('interest collected above the accrual counts as nothing owed', () => {
  // 4 days from 3 January at 30,000 a day: 120,000; 150,000 was collected.
  const loan = loanOfFund('A', 'Văn Quan', bulletLoan('2023-01-03'), {
    disbursements: [disbursed('2023-01-01', '100_000_000')],
    repayments: [paid('2023-01-07', { overdueInterest: '150_000' })],
  });
  expect(plain(age([loan], '2023-01-07').total)).toMatchObject({ overdueInterestOwed: '0' });
  expect(plain(age([loan], '2023-01-09').total)).toMatchObject({ overdueInterestOwed: '30000' });
});
