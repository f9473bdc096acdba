import { charterCash } from '../../src/domain/fund/cash.ts';
import type { CapitalMovement } from '../../src/domain/fund/capital.ts';
import type { FundFacts } from '../../src/domain/fund/balances.ts';
import type { LoanOfFund } from '../../src/domain/loans/portfolio.ts';
import {
  NOTHING_SAID,
  type CaseFile,
  type FiledStage,
  type Stage,
} from '../../src/domain/court/stages.ts';
import type { LoanFacts } from '../../src/domain/loans/facts.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  customLoan,
  disbursed,
  factsOf,
  HALVES,
  on,
  paid,
  parts,
  recalled,
  vnd,
  onTime,
  vouchered,
} from './loans.ts';

/** A loan of borrower `letter`, under contract 01/`letter`. */
export function loanOfFund(
  letter: string,
  locality: string,
  terms: LoanTerms,
  facts: Partial<LoanFacts>,
  plan: LoanOfFund['recoveryPlan'] = null,
): LoanOfFund {
  return {
    id: `loan ${letter}`,
    borrower: { id: letter, code: `HTX-${letter}`, name: `HTX ${letter}`, locality },
    terms: { ...terms, contractNumber: `01/${letter}` },
    source: 'charter',
    ...onTime(vouchered(factsOf(facts), letter)),
    recoveryPlan: plan,
  };
}

/** A stage of which nothing but its day is known. */
export const stageOf = (stage: Stage, day: string, more: Partial<FiledStage> = {}): FiledStage => ({
  stage,
  occurredOn: on(day),
  ...NOTHING_SAID,
  ...more,
});

/** A civil case about the loan of borrower `letter`, of which nothing is known but what is given. */
export const caseFile = (letter: string, more: Partial<CaseFile> = {}): CaseFile => ({
  id: `case ${letter}`,
  borrower: { id: letter, code: `HTX-${letter}`, name: `HTX ${letter}`, locality: 'Văn Quan' },
  loanIds: [`loan ${letter}`],
  court: `TAND of ${letter}`,
  docketType: 'civil',
  takenOverOn: null,
  claim: parts({ principal: '100_000_000' }),
  stages: [],
  receipts: [],
  ...more,
});

const filed = (letter: string, day: string, then?: Stage): CaseFile =>
  caseFile(letter, {
    stages: [stageOf('petition_filed', day), ...(then === undefined ? [] : [stageOf(then, day)])],
  });

const promised = (day: string, amount: string) => [
  { expectedOn: on(day), principal: vnd(amount), ground: 'meeting' },
];

const lentOn = (day: string, amount = '100_000_000') => [disbursed(day, amount)];

/** Yearly interest due on Thursday 4 May 2023. */
const YEARLY = { every: 'year', firstDueOn: on('2023-05-04') } as const;

/** A small fund that can be worked by hand: seven borrowers with a loan each. */
export const LOANS: readonly LoanOfFund[] = [
  // C: interest due on 4 May unpaid, no principal due: overdue without overdue principal
  loanOfFund('C', 'Văn Quan', bulletLoan('2024-12-25', { interestSchedule: YEARLY }), {
    disbursements: lentOn('2022-05-04'),
  }),
  // A: both halves unpaid: 100 million overdue
  loanOfFund(
    'A',
    'Văn Quan',
    HALVES,
    { disbursements: lentOn('2023-01-01') },
    promised('2023-09-01', '10_000_000'),
  ),
  // B: recalled by 3 July, 20 million paid back: 80 million in term
  loanOfFund('B', 'Hữu Lũng', bulletLoan('2023-12-25'), {
    disbursements: lentOn('2022-07-01'),
    repayments: [paid('2023-03-01', { principal: '20_000_000', inTermInterest: '500_000' })],
    recalls: [recalled('2023-06-01', '2023-07-03')],
  }),
  // D: 40 million overdue since 2 June, 60 million in term
  loanOfFund(
    'D',
    'Bắc Sơn',
    customLoan(
      [
        ['2023-06-02', '40_000_000'],
        ['2023-12-29', '60_000_000'],
      ],
      { interestSchedule: { every: 'maturity' } },
    ),
    { disbursements: lentOn('2022-12-01') },
    promised('2023-09-01', '30_000_000'),
  ),
  // E: in term, recalled by 1 August, sued
  loanOfFund('E', 'Đình Lập', bulletLoan('2025-01-31'), {
    disbursements: lentOn('2022-12-01'),
    recalls: [recalled('2023-06-15', '2023-08-01')],
  }),
  // F: paid back in February
  loanOfFund('F', 'Cao Lộc', bulletLoan('2022-12-30', { principal: vnd('50_000_000') }), {
    disbursements: lentOn('2022-12-01', '50_000_000'),
    repayments: [
      paid('2023-02-01', {
        principal: '50_000_000',
        inTermInterest: '800_000',
        overdueInterest: '900_000',
        lateInterest: '20',
      }),
    ],
  }),
  // G: signed, not disbursed
  loanOfFund('G', 'Cao Lộc', bulletLoan('2025-01-31'), {}),
];

export function movement(
  documentNumber: string,
  kind: CapitalMovement['kind'],
  day: string,
  amount: string,
): CapitalMovement {
  const id = `fact ${documentNumber}`;
  const source = 'charter';
  return { id, documentNumber, kind, source, effectiveOn: on(day), amount: vnd(amount) };
}

export const MOVEMENTS: readonly CapitalMovement[] = [
  movement('1/QĐ', 'contribution', '2020-01-01', '1_000_000_000'),
  movement('2/QĐ', 'contribution', '2023-02-15', '100_000_000'),
  movement('3/QĐ', 'withdrawal', '2023-05-10', '50_000_000'),
];

/** The principal money of the facts above, written down once more. */
export const CASH = [
  ['2020-01-01', '1_000_000_000'],
  ['2022-05-04', '-100_000_000'],
  ['2022-07-01', '-100_000_000'],
  ['2022-12-01', '-250_000_000'],
  ['2023-01-01', '-100_000_000'],
  ['2023-02-01', '50_000_000'],
  ['2023-02-15', '100_000_000'],
  ['2023-03-01', '20_000_000'],
  ['2023-05-10', '-50_000_000'],
].map(([day = '', amount = '']) => ({ on: on(day), amount: vnd(amount) }));

export const FUND: FundFacts = {
  loans: LOANS,
  capitalMovements: MOVEMENTS,
  cash: charterCash(CASH),
  sourceNames: new Map(),
  cases: [
    filed('A', '2023-05-01'),
    filed('C', '2023-06-01'),
    filed('D', '2023-06-30'),
    filed('E', '2023-04-01'),
    filed('F', '2023-01-05', 'withdrawn'),
    filed('B', '2023-07-01'),
  ],
  suspension: { decisionNumber: '12/QĐ', decidedOn: on('2021-09-16') },
  inactive: new Set(),
  plannedMovements: [],
};
