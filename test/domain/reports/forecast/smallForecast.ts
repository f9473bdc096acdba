import { charterCash } from '../../../../src/domain/fund/cash.ts';
import type { FundFacts } from '../../../../src/domain/fund/balances.ts';
import type { LoanOfFund } from '../../../../src/domain/loans/portfolio.ts';
import type { PlannedMovement } from '../../../../src/domain/fund/plannedMovements.ts';
import type { LoanFacts } from '../../../../src/domain/loans/facts.ts';
import type { LoanTerms } from '../../../../src/domain/loans/terms.ts';
import { bulletLoan, customLoan, disbursed, on, paid, vnd } from '../../../support/loans.ts';
import { loanOfFund, movement } from '../../../support/smallFund.ts';

/**
 * 100 million in five instalments of 20, each on a working day, the fourth on the cut-off day
 * itself; interest at maturity, so that principal alone decides.
 */
const FIVE = customLoan(
  [
    ['2022-09-30', '20_000_000'],
    ['2022-12-30', '20_000_000'],
    ['2023-03-31', '20_000_000'],
    ['2023-06-30', '20_000_000'],
    ['2023-09-29', '20_000_000'],
  ],
  { signedOn: on('2022-07-01'), interestSchedule: { every: 'maturity' } },
);

const bullet = (signedOn: string, dueOn: string, principal: string): LoanTerms =>
  bulletLoan(dueOn, { signedOn: on(signedOn), principal: vnd(principal) });

const got = (day: string, principal: string) => paid(day, { principal });

/** P: in term. 65 million paid, the last 2 on the cut-off day, so 15 of the fourth instalment and all of the fifth are left. */
export const P = loanOfFund('P', 'Văn Quan', FIVE, {
  disbursements: [disbursed('2022-07-01', '100_000_000')],
  repayments: [
    got('2022-09-30', '20_000_000'),
    got('2022-12-30', '20_000_000'),
    got('2023-03-31', '15_000_000'),
    got('2023-04-10', '8_000_000'),
    got('2023-06-30', '2_000_000'),
  ],
});

/** S: 60 million overdue since 31 October 2022, 15 of it paid since. */
export const S = loanOfFund('S', 'Văn Quan', bullet('2022-01-03', '2022-10-31', '60_000_000'), {
  disbursements: [disbursed('2022-01-03', '60_000_000')],
  repayments: [got('2023-01-16', '6_000_000'), got('2023-05-15', '9_000_000')],
});

/** R: in term, 30 million due on 30 November, of which it undertook to pay 12 this year. */
export const R = loanOfFund(
  'R',
  'Cao Lộc',
  bullet('2023-06-15', '2023-11-30', '30_000_000'),
  { disbursements: [disbursed('2023-06-15', '30_000_000')] },
  [
    { expectedOn: on('2023-10-02'), principal: vnd('12_000_000'), ground: null },
    { expectedOn: on('2024-03-01'), principal: vnd('18_000_000'), ground: null },
  ],
);

const planned = (kind: PlannedMovement['kind'], day: string, amount: string): PlannedMovement => ({
  kind,
  expectedOn: on(day),
  amount: vnd(amount),
  ground: null,
});

/** The first and the last lie outside of (30 June, 31 December 2023]. */
export const PLAN: readonly PlannedMovement[] = [
  planned('disbursement', '2023-06-30', '7_000_000'),
  planned('withdrawal', '2023-12-31', '5_000_000'),
  planned('disbursement', '2023-08-01', '50_000_000'),
  planned('contribution', '2023-08-31', '20_000_000'),
  planned('contribution', '2024-01-01', '9_000_000'),
];

/** The facts of a fund; the money is written down once more from the facts (R18). */
export function fundOf(
  loans: readonly LoanOfFund[],
  capitalMovements: FundFacts['capitalMovements'],
): FundFacts {
  return {
    loans,
    capitalMovements,
    cash: charterCash([
      ...capitalMovements.map((each) => ({ on: each.effectiveOn, amount: each.amount })),
      ...loans.flatMap(({ facts }) => [
        ...facts.disbursements.map((each) => ({
          on: each.effectiveOn,
          amount: each.amount.negated(),
        })),
        ...facts.repayments.map((each) => ({
          on: each.effectiveOn,
          amount: each.allocation.principal,
        })),
      ]),
    ]),
    sourceNames: new Map(),
    cases: [],
    suspension: null,
    inactive: new Set(),
    plannedMovements: PLAN,
  };
}

const CAPITAL = movement('1/QĐ', 'contribution', '2020-01-01', '500_000_000');

/** 500 − 100 (P) − 60 (S) − 30 (R) + 65 (P) + 15 (S) = 390 million available on 30 June 2023. */
export const FUND: FundFacts = fundOf([S, R, P], [CAPITAL]);

const withMore = (loan: LoanOfFund, letter: string, repayments: LoanFacts['repayments']) =>
  loanOfFund(
    letter,
    loan.borrower.locality,
    loan.terms,
    { ...loan.facts, repayments: [...loan.facts.repayments, ...repayments] },
    loan.recoveryPlan,
  );

/**
 * The same fund as known at the end of September: S had paid 2 million on 1 June already, which was
 * entered late; since, P paid 15, S 4, and N, lent 45 on 2 August, 1; 20 million were contributed.
 */
export const IN_SEPTEMBER: FundFacts = fundOf(
  [
    withMore(P, 'P', [got('2023-07-03', '15_000_000')]),
    R,
    withMore(S, 'S', [got('2023-06-01', '2_000_000'), got('2023-09-11', '4_000_000')]),
    loanOfFund('N', 'Cao Lộc', bullet('2023-08-01', '2024-08-01', '45_000_000'), {
      disbursements: [disbursed('2023-08-02', '45_000_000')],
      repayments: [got('2023-09-20', '1_000_000')],
    }),
  ],
  [CAPITAL, movement('2/QĐ', 'contribution', '2023-09-01', '20_000_000')],
);
