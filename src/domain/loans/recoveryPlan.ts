import type { CalendarDate } from '../primitives/dates.ts';
import type { Money } from '../primitives/money.ts';

/** What a cooperative undertook to repay, by date (R20). */
export interface RecoveryPlanEntry {
  readonly expectedOn: CalendarDate;
  readonly principal: Money;
  readonly ground: string | null;
}
