import { COMPONENTS, type Allocation } from '../../domain/loans/facts.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import { componentCells, componentColumns, componentsIn } from './amounts.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';

export interface NewRepayment {
  readonly loanId: string;
  readonly amount: Money;
  readonly voucherNumber: string;
  readonly method: Method | null;
  readonly allocation: Allocation;
  readonly litigationCaseId: string | null;
}

export interface StoredRepayment extends NewRepayment, RecordedFact {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** The amount of a receipt; that of its only component where there is one, so kept once. */
function amountOf(digits: string, allocation: Allocation): Money {
  const amount = money(digits);
  const only = COMPONENTS.find((each) => allocation[each].equals(amount));
  return only === undefined ? amount : allocation[only];
}

export type RepaymentEntry = Of<'repayment'> & NewRepayment;

export const repaymentStore: FactStore<RepaymentEntry> = {
  kinds: ['repayment'],
  table: 'repayment',
  columns: [
    's.loan_id',
    's.amount',
    's.voucher_number',
    's.method',
    's.litigation_case_id',
    ...componentColumns,
  ],
  entryOf: (head, [loanId, amount, voucherNumber, method, caseId, ...components]) => {
    const allocation = componentsIn(components);
    return {
      loanId: given(loanId),
      amount: amountOf(given(amount), allocation),
      voucherNumber: given(voucherNumber),
      method: (method ?? null) as Method | null,
      allocation,
      litigationCaseId: caseId ?? null,
      ...head,
      factKind: 'repayment',
    };
  },
  rowsOf: ({ id, loanId, amount, voucherNumber, method, litigationCaseId, allocation }) => [
    [
      'repayment',
      {
        id,
        loan_id: loanId,
        amount: text(amount),
        voucher_number: voucherNumber,
        method,
        litigation_case_id: litigationCaseId,
        ...componentCells(allocation),
      },
    ],
  ],
};
