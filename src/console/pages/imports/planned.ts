import type { Shape } from '../../api/client.ts';

export type PlannedRow = Shape<'ImportPlannedRow'>;

// What a row of a book would enter. The document tells the kinds of rows and leaves their fields open.

export interface Borrower {
  readonly code: string | null;
  readonly name: string | null;
  readonly locality: string | null;
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly sector: string | null;
}

export interface Instalment {
  readonly dueOn: string;
  readonly principal: string;
}

/** What a register tells of a loan at the close of its day. */
export interface Opening {
  readonly on: string;
  readonly disbursed: string;
  readonly instalments: readonly Instalment[];
  readonly interestDue: readonly { readonly dueOn: string; readonly amount: string }[];
  readonly interestAccrued: string;
  readonly overdueInterest: string;
  readonly lateInterest: string;
  readonly restructurings: number;
  readonly lastPaymentOn: string | null;
  readonly lastConfirmedOn: string | null;
}

export interface Loan {
  readonly borrower: Borrower;
  readonly contractNumber: string;
  readonly signedOn: string;
  readonly principal: string;
  readonly ratePercent: string;
  readonly overdueRatePercent: string | null;
  readonly lateInterestRatePercent: string | null;
  readonly principalEvery: string;
  readonly instalments: readonly Instalment[];
  readonly interestEvery: string;
  readonly firstInterestDueOn: string | null;
  readonly purpose: string | null;
  readonly source: string | null;
  readonly opening: Opening | null;
}

export interface Payment {
  readonly loan: { readonly contractNumber: string | null; readonly borrower: Borrower | null };
  readonly amount: string;
  readonly effectiveOn: string;
  readonly voucherNumber: string;
  readonly method: 'cash' | 'transfer' | null;
  readonly parts?: Readonly<Record<string, string>> | null;
}

/** What a row would enter, by its kind. */
export type Planned =
  | { readonly kind: 'cooperative'; readonly enters: { readonly borrower: Borrower } }
  | { readonly kind: 'loan'; readonly enters: Loan }
  | { readonly kind: 'disbursement' | 'receipt'; readonly enters: Payment };

/** A row as its kind says it is. */
export function plannedOf(row: PlannedRow): Planned {
  return row as unknown as Planned;
}
