import type { DomainError, ErrorFigures } from '../primitives/errors.ts';
import type { Place } from './cells.ts';

/** What can be wrong in a book, or not be known of it. */
export const IMPORT_FAULTS = [
  // The file.
  'no-table',
  'no-rows',
  'too-many-rows',
  'entered-before',
  // The sheet: asked for, not guessed.
  'unit-unknown',
  'rate-period-unknown',
  'date-order-unknown',
  'day-unknown',
  'principal-every-unknown',
  'interest-every-unknown',
  'column-missing',
  // A row or cell.
  'row-not-understood',
  'value-missing',
  'not-a-number',
  'number-doubtful',
  'number-too-long',
  'not-whole-dong',
  'negative-amount',
  'not-a-date',
  'date-incomplete',
  'not-a-rate',
  'rate-doubtful',
  'not-an-interval',
  'text-too-long',
  'cell-error',
  'formula-without-value',
  'merged-amount',
  'number-lost-zeros',
  'parts-differ',
  'balance-differs',
  'subtotal-differs',
  'contract-twice',
  'contract-unknown',
  'other-borrower',
  'name-near',
  'locality-missing',
  'overdue-since-unknown',
  'interest-since-unknown',
  'frozen-principal',
  'charged-off-principal',
  // What the fund refuses, as it would of a single entry.
  'refused',
] as const;

export type ImportFaultCode = (typeof IMPORT_FAULTS)[number];

/** Something that keeps a file from being entered: where it stands, and what stands there. */
export interface ImportFault extends Place {
  readonly code: ImportFaultCode;
  /** What stands there, as a reader sees it; empty: nothing. */
  readonly found: string;
  readonly figures: ErrorFigures;
  /** Of `refused`: what the fund refuses, as of a single entry. */
  readonly refusal?: Pick<DomainError, 'code' | 'rule' | 'figures' | 'faults'>;
}

/** What was taken for granted, so that it can be said: where, and by which rule. */
export const ASSUMPTIONS = [
  'unit-dong',
  'rate-yearly',
  'dates-day-first',
  'signed-on-disbursement',
  'due-after-term',
  'codes-given',
  'vouchers-given',
  'first-interest-due',
  'instalments-equal',
  'paid-oldest-first',
  'restructured-once',
  'interest-until-opening',
  'hidden-rows-read',
  'hidden-sheet-read',
  'hidden-columns-read',
  'formula-values-kept',
  'columns-not-read',
  'rows-left-out',
  'examples-left-out',
  'same-cooperative',
] as const;

export interface Assumption extends Place {
  readonly code: (typeof ASSUMPTIONS)[number];
  readonly figures: ErrorFigures;
}
