import type { AllocationOrder } from '../policies/allocationOrder.ts';
import type { CalendarDate, Interval } from '../primitives/dates.ts';
import type { Money, RatePercent } from '../primitives/money.ts';

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
