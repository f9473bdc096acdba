import type { Allocation } from '../../domain/loans/facts.ts';
import { text, type Money } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import { placed, placedCells, placedColumns, type Placed } from '../fund/place.ts';
import {
  amountIn,
  componentCells,
  componentColumns,
  componentsIn,
  moneyIfAny,
  textIfAny,
} from './amounts.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';

export interface NewRepayment extends Placed {
  readonly loanId: string;
  readonly amount: Money;
  readonly voucherNumber: string;
  readonly method: Method | null;
  readonly allocation: Allocation;
  readonly litigationCaseId: string | null;
  /** What the enforcement office kept back of the amount (R39); left out: nothing. */
  readonly enforcementFee?: Money;
}

export interface StoredRepayment extends NewRepayment, BookedFact {}

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
    's.enforcement_fee',
    ...placedColumns,
    ...componentColumns,
  ],
  entryOf: (
    head,
    [loanId, amount, voucherNumber, method, caseId, fee, placeId, postedAs, ...components],
  ) => {
    const entry: RepaymentEntry = {
      loanId: given(loanId),
      amount: amountIn(amount),
      voucherNumber: given(voucherNumber),
      method: (method ?? null) as Method | null,
      allocation: componentsIn(components),
      litigationCaseId: caseId ?? null,
      ...head,
      factKind: 'repayment',
    };
    const enforcementFee = moneyIfAny(fee);
    const said = enforcementFee === null ? entry : { ...entry, enforcementFee };
    return placed(said, placeId, postedAs);
  },
  rowsOf: (entry) => [
    [
      'repayment',
      {
        id: entry.id,
        loan_id: entry.loanId,
        amount: text(entry.amount),
        voucher_number: entry.voucherNumber,
        method: entry.method,
        litigation_case_id: entry.litigationCaseId,
        enforcement_fee: textIfAny(entry.enforcementFee ?? null),
        ...placedCells(entry),
        ...componentCells(entry.allocation),
      },
    ],
  ],
};
