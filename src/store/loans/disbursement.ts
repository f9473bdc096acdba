import type { Method } from '../../domain/primitives/paymentMethods.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

export interface NewDisbursement {
  readonly loanId: string;
  readonly amount: Money;
  readonly voucherNumber: string;
  readonly method: Method | null;
}

export interface StoredDisbursement extends NewDisbursement, BookedFact {}

export type DisbursementEntry = Of<'disbursement'> & NewDisbursement;

export const disbursementStore: FactStore<DisbursementEntry> = {
  kinds: ['disbursement'],
  table: 'disbursement',
  columns: ['s.loan_id', 's.amount', 's.voucher_number', 's.method'],
  entryOf: (head, [loanId, amount, voucherNumber, method]) => ({
    loanId: given(loanId),
    amount: money(given(amount)),
    voucherNumber: given(voucherNumber),
    method: (method ?? null) as Method | null,
    ...head,
    factKind: 'disbursement',
  }),
  rowsOf: ({ id, loanId, amount, voucherNumber, method }) => [
    [
      'disbursement',
      { id, loan_id: loanId, amount: text(amount), voucher_number: voucherNumber, method },
    ],
  ],
};
