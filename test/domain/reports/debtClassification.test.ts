import { debtClassification } from '../../../src/domain/reports/debtClassification.ts';
import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { Dec } from '../../../src/domain/primitives/money.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import {
  bulletLoan,
  rulesWith,
  disbursed,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
} from '../../support/loans.ts';
import { LOANS, loanOfFund } from '../../support/smallFund.ts';

// The loans of the small fund on 30 June 2023: B (80 m) and E (100 m) in term, group 1; D (100 m),
// 28 days past due since 2 June: group 2; C (100 m), 57 days since 4 May: group 3; A (100 m), 120
// days since 2 March: group 4. F is settled and G not disbursed: they have no group.

const classify = (
  loans: readonly LoanOfFund[] = LOANS,
  asOf = '2023-06-30',
  policies?: Policies,
) => {
  const rules = policies === undefined ? NO_HOLIDAYS : { ...rulesWith(), policies };
  return debtClassification(loans, rules, on(asOf));
};

/** A loan lent on 1 January 2023 and due at once: days past due on 30 June 2023 as it says. */
const due = (letter: string, dueOn: string, amount: string, more: Partial<LoanFacts> = {}) =>
  loanOfFund(letter, 'Văn Quan', bulletLoan(dueOn), {
    disbursements: [disbursed('2023-01-01', amount)],
    ...more,
  });

const goodDebt = (letter: string, amount: string) => due(letter, '2024-12-25', amount);

/** Due on Tuesday 3 January: 178 days before 30 June, 180 before 2 July. */
const badDebt = (letter: string, amount: string) => due(letter, '2023-01-03', amount);

const line = (loans: number, principal: string, specific: string, general: string) => ({
  loans,
  borrowers: loans,
  principalOutstanding: principal,
  collateralDeductible: '0',
  specificProvision: specific,
  generalProvision: general,
});

describe('the classification of debt on 30 June 2023 (R16)', () => {
  test('has a line for each of the five groups, and their total', () => {
    expect(plain(classify().groups)).toEqual([
      { debtGroup: 1, ...line(2, '180000000', '0', '900000') }, // 0.5% of 80 m + of 100 m
      { debtGroup: 2, ...line(1, '100000000', '2000000', '500000') }, // 2% of 100 m
      { debtGroup: 3, ...line(1, '100000000', '25000000', '500000') }, // 25%
      { debtGroup: 4, ...line(1, '100000000', '50000000', '500000') }, // 50%
      { debtGroup: 5, ...line(0, '0', '0', '0') },
    ]);
    // 80 + 4 × 100 m; 2 + 25 + 50 m; 0.9 + 3 × 0.5 m
    expect(plain(classify().total)).toEqual(line(5, '480000000', '77000000', '2400000'));
  });

  test('names each loan that has a group, in the order given', () => {
    expect(classify().rows.map((row) => `${row.contractNumber} ${row.debtGroup}`)).toEqual([
      '01/C 3',
      '01/A 4',
      '01/B 1',
      '01/D 2',
      '01/E 1',
    ]);
    expect(plain(classify().rows[0])).toEqual({
      loanId: 'loan C',
      contractNumber: '01/C',
      cooperativeId: 'C',
      cooperativeCode: 'HTX-C',
      cooperativeName: 'HTX C',
      locality: 'Văn Quan',
      standing: 'overdue',
      daysPastDue: 57,
      ownDebtGroup: 3,
      debtGroup: 3,
      principalOutstanding: '100000000',
      collateral: '0',
      collateralDeductible: '0',
      collaterals: [],
      uncoveredPrincipal: '100000000',
      specificProvisionPercent: '25',
      specificProvision: '25000000',
      generalProvision: '500000',
    });
  });

  test('provides for all of group 5, and nothing general', () => {
    // Due on 3 January: 179 days on 1 July, 180 on 2 July.
    const bad = [badDebt('A', '40_000_000')];
    expect(plain(classify(bad, '2023-07-01').groups[3])).toMatchObject({ loans: 1 });
    const [row] = classify(bad, '2023-07-02').rows;
    expect(plain(row)).toMatchObject({
      debtGroup: 5,
      specificProvision: '40000000',
      generalProvision: '0',
    });
  });

  test('counts the loans of a borrower in the group of its worst, the borrower once', () => {
    const [c, a] = LOANS;
    if (c === undefined || a === undefined) throw new Error('two loans');
    const { groups, rows, total } = classify([{ ...c, borrower: a.borrower }, a]);
    expect(rows.map(({ ownDebtGroup, debtGroup }) => [ownDebtGroup, debtGroup])).toEqual([
      [3, 4],
      [4, 4],
    ]);
    expect(groups[3]).toMatchObject({ loans: 2, borrowers: 1 });
    // 50% of 100 m, twice
    expect(plain(total)).toMatchObject({ loans: 2, borrowers: 1, specificProvision: '100000000' });
  });

  test('counts a borrower once in the total also where the policy leaves it in two groups', () => {
    const [c, a] = LOANS;
    if (c === undefined || a === undefined) throw new Error('two loans');
    const own = [{ effectiveOn: null, endsOn: null, sourceDocument: 'R1', value: false }];
    const policies = { ...DEFAULT_POLICIES, worstDebtGroupOfBorrower: own };
    const { groups, total } = classify([{ ...c, borrower: a.borrower }, a], '2023-06-30', policies);
    expect(groups.map((each) => each.borrowers)).toEqual([0, 0, 1, 1, 0]);
    expect(total).toMatchObject({ loans: 2, borrowers: 1 });
  });
});

describe('a provision', () => {
  test('is rounded half-up for each loan, and the total is the sum of the rows', () => {
    // 0.5% of 100 is 0.5, so 1; of 99 it is 0.495, so 0. Of 299 together it would be 1.495, so 1.
    const loans = [goodDebt('A', '100'), goodDebt('B', '100'), goodDebt('C', '99')];
    const { rows, total } = classify(loans);
    expect(rows.map((row) => plain(row.generalProvision))).toEqual(['1', '1', '0']);
    expect(plain(total.generalProvision)).toBe('2');
  });

  test('is by the policies in force on the day', () => {
    const from = on('2023-07-01');
    const policies: Policies = {
      ...DEFAULT_POLICIES,
      specificProvisionPercent: [
        ...DEFAULT_POLICIES.specificProvisionPercent,
        {
          effectiveOn: from,
          endsOn: null,
          sourceDocument: 'R1',
          value: [new Dec('0.25'), new Dec(5), new Dec(20), new Dec(50), new Dec(100)],
        },
      ],
      generalProvision: [
        ...DEFAULT_POLICIES.generalProvision,
        {
          effectiveOn: from,
          endsOn: null,
          sourceDocument: 'R1',
          value: { percent: new Dec('0.75'), groups: [2, 3] },
        },
      ],
    };
    const loans = [goodDebt('A', '80_000_000')];
    expect(plain(classify(loans, '2023-06-30', policies).total)).toEqual(
      line(1, '80000000', '0', '400000'),
    );
    expect(plain(classify(loans, '2023-07-01', policies).total)).toEqual(
      line(1, '80000000', '200000', '0'),
    );
  });
});

describe('the bad-debt ratio', () => {
  const ratio = (loans: readonly LoanOfFund[], asOf = '2023-06-30') =>
    classify(loans, asOf).badDebtRatioPercent?.toFixed(2) ?? null;

  test('is the principal of groups 3 to 5, percent of all', () => {
    // C and A, 200 m of 480 m: 41.666…
    expect(ratio(LOANS)).toBe('41.67');
  });

  test('is rounded half-up to two decimals', () => {
    // 2,469 of 20,000: 12.345; 2,468 of 20,000: 12.34
    expect(ratio([badDebt('A', '2469'), goodDebt('B', '17531')])).toBe('12.35');
    expect(ratio([badDebt('A', '2468'), goodDebt('B', '17532')])).toBe('12.34');
  });

  test('is 0 without bad debt, 100 without other debt', () => {
    expect(ratio([goodDebt('A', '1')])).toBe('0.00');
    expect(ratio([badDebt('A', '1')])).toBe('100.00');
  });

  test('is null where there is no principal: without loans, or with interest owed only', () => {
    expect(ratio([])).toBeNull();
    // 100,000 repaid after 177 days past due; its interest is not
    const interestOnly = due('A', '2023-01-03', '100_000', {
      repayments: [paid('2023-06-29', { principal: '100_000' })],
    });
    expect(classify([interestOnly]).rows).toHaveLength(1);
    expect(ratio([interestOnly])).toBeNull();
  });
});
