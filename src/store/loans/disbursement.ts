import type { Method } from '../../domain/primitives/paymentMethods.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import { placed, placedCells, placedColumns, type Placed } from '../fund/place.ts';

export interface NewDisbursement extends Placed {
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
  columns: ['s.loan_id', 's.amount', 's.voucher_number', 's.method', ...placedColumns],
  entryOf: (head, [loanId, amount, voucherNumber, method, placeId, postedAs]) => {
    const entry: DisbursementEntry = {
      loanId: given(loanId),
      amount: money(given(amount)),
      voucherNumber: given(voucherNumber),
      method: (method ?? null) as Method | null,
      ...head,
      factKind: 'disbursement',
    };
    return placed(entry, placeId, postedAs);
  },
  rowsOf: (entry) => [
    [
      'disbursement',
      {
        id: entry.id,
        loan_id: entry.loanId,
        amount: text(entry.amount),
        voucher_number: entry.voucherNumber,
        method: entry.method,
        ...placedCells(entry),
      },
    ],
  ],
};
