import type { CalendarDate, Interval } from './dates.ts';
import type { Money, RatePercent } from './money.ts';

/** A part of what is owed that a receipt can pay (R9). `principal` means all that is left of it. */
export type AllocationPart =
  'overduePrincipal' | 'overdueInterest' | 'inTermInterest' | 'lateInterest' | 'principal';

/** The order in which a receipt pays, for a loan not overdue and for one overdue (R9). */
export interface AllocationOrder {
  readonly inTerm: readonly AllocationPart[];
  readonly overdue: readonly AllocationPart[];
}

/** An agreed principal instalment (R4). */
export interface ContractedInstalment {
  readonly dueOn: CalendarDate;
  readonly principal: Money;
}

export type PrincipalSchedule =
  | {
      readonly kind: 'equal';
      readonly count: number;
      readonly every: Interval;
      readonly firstDueOn: CalendarDate;
      readonly roundTo: Money;
    }
  | {
      /** Level payments of principal and interest; the interest falls due on the same dates. */
      readonly kind: 'annuity';
      readonly count: number;
      readonly every: Interval;
      readonly firstDueOn: CalendarDate;
      readonly roundTo: Money;
      /** In place of the level payment worked out; null: it is worked out. */
      readonly instalmentAmount: Money | null;
    }
  | { readonly kind: 'bullet'; readonly dueOn: CalendarDate }
  | { readonly kind: 'custom'; readonly instalments: readonly ContractedInstalment[] };

/** When interest falls due (R5). `maturity`: once, on the final due date. */
export type InterestSchedule =
  { readonly every: Interval; readonly firstDueOn: CalendarDate } | { readonly every: 'maturity' };

/** What a loan contract says. */
export interface LoanTerms {
  readonly contractNumber: string;
  readonly signedOn: CalendarDate;
  readonly principal: Money;
  readonly ratePercent: RatePercent;
  readonly overdueRatePercent: RatePercent | null;
  readonly lateInterestRatePercent: RatePercent;
  readonly overdueScope: 'instalment' | 'loan';
  readonly allocationOrder: AllocationOrder | null;
  readonly principalSchedule: PrincipalSchedule;
  readonly interestSchedule: InterestSchedule;
}
