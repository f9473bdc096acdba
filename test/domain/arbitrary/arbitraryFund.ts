import fc from 'fast-check';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import type { CashChange } from '../../../src/domain/primitives/datedAmounts.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import type { ChargeOff } from '../../../src/domain/loans/chargeOff.ts';
import type { CapitalMovement } from '../../../src/domain/fund/capital.ts';
import type { FundCash } from '../../../src/domain/fund/cash.ts';
import type { FundFacts } from '../../../src/domain/fund/balances.ts';
import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import { Dec } from '../../../src/domain/primitives/money.ts';
import { onTime, vouchered } from '../../support/loans.ts';
import { RULES, loanBy, type Loan } from './arbitraryLoan.ts';
import { dayWithin, START } from './arbitraryTerms.ts';

export interface Fund {
  readonly facts: FundFacts;
  readonly rules: FundRules;
}

const SOURCES = ['charter', 'advance', 'Quỹ Thiện Tâm'] as const;

/** Charter capital more often than another (R34). */
const SOURCE = fc.constantFrom<string>('charter', ...SOURCES);

const MOVEMENT: fc.Arbitrary<CapitalMovement> = fc.record({
  id: fc.constant('movement'),
  documentNumber: fc.constant('12/QĐ-UBND'),
  kind: fc.constantFrom('contribution', 'withdrawal'),
  source: SOURCE,
  effectiveOn: dayWithin(600),
  amount: fc.integer({ min: 1, max: 10 ** 12 }).map((each) => new Dec(each)),
});

/** Of each source more than all the loans ask for, and all that is withdrawn. */
const FOUNDING: readonly CapitalMovement[] = SOURCES.map((source) => ({
  id: 'founding',
  kind: 'contribution',
  source,
  documentNumber: '1/QĐ-UBND',
  effectiveOn: addDays(START, -1),
  amount: new Dec('100000000000000'),
}));

/** Whether what is received on a day of a loan charged off is income and no capital (R40). */
export const isIncome = (on: CalendarDate, chargeOffs: readonly ChargeOff[]): boolean =>
  chargeOffs.some(({ effectiveOn, recovery }) => recovery === 'income' && on > effectiveOn);

/** The principal money of each fact, written down once more (R18). */
function cashOf(movements: readonly CapitalMovement[], loans: readonly Loan[]): CashChange[] {
  return [
    ...movements.map(({ kind, effectiveOn, amount }) => ({
      on: effectiveOn,
      amount: kind === 'contribution' ? amount : amount.negated(),
    })),
    ...loans.flatMap(({ facts: { disbursements, repayments, chargeOffs } }) => [
      ...disbursements.map((each) => ({ on: each.effectiveOn, amount: each.amount.negated() })),
      ...repayments
        .filter((each) => !isIncome(each.effectiveOn, chargeOffs))
        .map((each) => ({ on: each.effectiveOn, amount: each.allocation.principal })),
    ]),
  ];
}

function fundCashOf(
  movements: readonly CapitalMovement[],
  loans: readonly { readonly loan: Loan; readonly source: string }[],
): FundCash {
  const of = (isOf: (source: string) => boolean): CashChange[] =>
    cashOf(
      movements.filter(({ source }) => isOf(source)),
      loans.filter(({ source }) => isOf(source)).map(({ loan }) => loan),
    );
  const bySource = new Map(SOURCES.map((source) => [source, of((each) => each === source)]));
  return { all: of(() => true), bySource };
}

/** Loans of several borrowers, some with more than one, and what moved the charter capital. */
export const FUND: fc.Arbitrary<Fund> = RULES.chain((rules) =>
  fc
    .record({
      loans: fc.array(
        fc.record({ loan: loanBy(rules), borrower: fc.nat({ max: 2 }), source: SOURCE }),
        {
          minLength: 1,
          maxLength: 5,
          size: 'max',
        },
      ),
      movements: fc.array(MOVEMENT, { maxLength: 4 }),
    })
    .map(({ loans, movements }) => ({
      rules,
      facts: {
        loans: loans.map(({ loan: { terms, facts }, borrower, source }, index): LoanOfFund => ({
          id: `loan ${index}`,
          borrower: {
            id: `borrower ${borrower}`,
            code: `HTX ${borrower}`,
            name: 'HTX',
            locality: 'Cao Lộc',
          },
          terms,
          source,
          ...onTime(vouchered(facts, `${index}`)),
          recoveryPlan: null,
        })),
        capitalMovements: [...FOUNDING, ...movements],
        cash: fundCashOf([...FOUNDING, ...movements], loans),
        sourceNames: new Map(),
        cases: [],
        suspension: null,
        inactive: new Set(),
        plannedMovements: [],
      },
    })),
);
