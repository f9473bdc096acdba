import type { CalendarDate } from '../primitives/dates.ts';
import type { Method } from '../primitives/paymentMethods.ts';
import type { Every } from './answers.ts';
import type { Place } from './cells.ts';

// What the rows of a book would enter, before the fund is asked. All of it is plain text, so that a
// thread can hand it over.

/** Whole đồng, as digits. */
export type Digits = string;

/** A borrower as a book names it. */
export interface PlannedBorrower {
  readonly code: string | null;
  readonly name: string | null;
  readonly locality: string | null;
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly sector: string | null;
}

/** How a book names a loan: by its contract, or as the only one of a borrower. */
export interface LoanName {
  readonly contractNumber: string | null;
  readonly borrower: PlannedBorrower | null;
}

export interface PlannedCooperative {
  readonly kind: 'cooperative';
  readonly place: Place;
  readonly borrower: PlannedBorrower;
}

export interface PlannedInstalment {
  readonly dueOn: CalendarDate;
  readonly principal: Digits;
}

/** What a register says of a loan at the close of its day (R33). */
export interface PlannedOpening {
  readonly on: CalendarDate;
  readonly disbursed: Digits;
  readonly instalments: readonly PlannedInstalment[];
  readonly interestDue: readonly { readonly dueOn: CalendarDate; readonly amount: Digits }[];
  readonly interestAccrued: Digits;
  readonly overdueInterest: Digits;
  readonly lateInterest: Digits;
  readonly restructurings: number;
  readonly lastPaymentOn: CalendarDate | null;
  readonly lastConfirmedOn: CalendarDate | null;
}

export interface PlannedLoan {
  readonly kind: 'loan';
  readonly place: Place;
  readonly borrower: PlannedBorrower;
  readonly contractNumber: string;
  readonly signedOn: CalendarDate;
  readonly principal: Digits;
  readonly ratePercent: string;
  readonly overdueRatePercent: string | null;
  readonly lateInterestRatePercent: string | null;
  readonly principalEvery: Every;
  /** The contract's instalments; of one at maturity the only one. */
  readonly instalments: readonly PlannedInstalment[];
  readonly interestEvery: Every;
  readonly firstInterestDueOn: CalendarDate | null;
  readonly purpose: string | null;
  readonly source: string | null;
  /** Null: its whole history is entered. */
  readonly opening: PlannedOpening | null;
}

export interface PlannedDisbursement {
  readonly kind: 'disbursement';
  readonly place: Place;
  readonly loan: LoanName;
  readonly amount: Digits;
  readonly effectiveOn: CalendarDate;
  readonly voucherNumber: string;
  readonly method: Method | null;
}

/** How a receipt is parted as far as the book says; null: by the order in force (R9). */
export type PlannedParts =
  | {
      readonly principal: Digits;
      readonly inTermInterest: Digits;
      readonly overdueInterest: Digits;
      readonly lateInterest: Digits;
    }
  /** Its interest is of no class told: it pays what is owed in the order in force. */
  | { readonly principal: Digits; readonly interest: Digits }
  | null;

export interface PlannedReceipt {
  readonly kind: 'receipt';
  readonly place: Place;
  readonly loan: LoanName;
  readonly amount: Digits;
  readonly effectiveOn: CalendarDate;
  readonly voucherNumber: string;
  readonly method: Method | null;
  readonly parts: PlannedParts;
}

export type Planned = PlannedCooperative | PlannedLoan | PlannedDisbursement | PlannedReceipt;

/** What the rows of a sheet are. */
export const SHAPES = ['register', 'movements', 'instalments', 'cooperatives'] as const;

export type Shape = (typeof SHAPES)[number];
