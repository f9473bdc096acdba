import { Type, type Static } from 'typebox';
import { STANDINGS } from '../../../domain/loans/position.ts';
import { text } from '../../../domain/primitives/money.ts';
import type { Debt, DebtOfBorrower } from '../../../usecases/borrowers/debtsOf.ts';
import { DebtGroupNumber } from '../../present/shapes.ts';
import { Closed, Money, Name, Nullable } from '../../schema/schemas.ts';

const amounts = {
  loans: Type.Integer({ description: 'How many contracts there are.' }),
  principalOutstanding: { ...Money, description: 'The principal outstanding of all.' },
  overduePrincipal: { ...Money, description: 'Of which overdue (R6).' },
  payoff: { ...Money, description: 'What pays all of them off on `asOf` (R11).' },
};

/** What several borrowers owe together. */
export const DebtTogether = Closed(amounts, {
  title: 'DebtTogether',
  description: 'What they owe together on `asOf`; only with `debts=true`.',
});

const ofBorrower = {
  ...amounts,
  standing: {
    ...Nullable(Name(STANDINGS)),
    description:
      'The first of overdue, in term, charged off, settled and not disbursed that one of its loans is ' +
      '(R15); null: it has no loan.',
  },
  debtGroup: {
    ...Nullable(DebtGroupNumber),
    description: 'The group of its loans, after the worst of them (R16); null: none has one.',
  },
};

/** What a borrower owes. */
export const DebtShape = Closed(ofBorrower, {
  title: 'DebtOfBorrower',
  description:
    'What it owes on `asOf`: the sums over its loans, as `GET /v1/loans?cooperativeId=` lists them ' +
    '(R15); only with `debts=true`.',
});

/** The same as the last columns of a table. */
export const DEBT_COLUMNS = ofBorrower;

/** Asks for what borrowers owe. */
export const DebtsQuery = {
  debts: Type.Optional(
    Type.Boolean({ description: '`true`: with what is owed on `asOf`, in `debt` (R15).' }),
  ),
};

export function presentTogether(debt: Debt): Static<typeof DebtTogether> {
  return {
    loans: debt.loans,
    principalOutstanding: text(debt.principalOutstanding),
    overduePrincipal: text(debt.overduePrincipal),
    payoff: text(debt.payoff),
  };
}

export function presentDebt(debt: DebtOfBorrower): Static<typeof DebtShape> {
  const { standing, debtGroup } = debt;
  return { ...presentTogether(debt), standing, debtGroup };
}
