import { dongOf, moneyOf } from '../primitives/dong.ts';
import type { BorrowerRow, LoanRow } from '../loans/rows.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { Source } from '../fund/sources.ts';
import { ensure } from '../primitives/errors.ts';
import { sum, type Money } from '../primitives/money.ts';

/** What a row's amount is: money that moved, the balance of another line, or money expected. */
export const GROUNDS = [
  'opening',
  'contribution',
  'withdrawal',
  'disbursement',
  'repayment',
  'recovered_as_income',
  'entrustment',
  'brought_forward',
  'available',
  'schedule',
  'recall',
  'recovery_plan',
  'planned_disbursement',
  'planned_contribution',
  'planned_withdrawal',
] as const;

/** A part of a figure: what it is about, and the paper that shows it, where there is one. */
export interface LineRow extends Partial<LoanRow> {
  readonly litigationCaseId?: string;
  readonly court?: string;
  readonly factId?: string;
  readonly effectiveOn?: CalendarDate;
  /** The day on which it was booked, or its reversal was, if later than `effectiveOn` (R42). */
  readonly bookedOn?: CalendarDate;
  readonly expectedOn?: CalendarDate;
  readonly voucherNumber?: string;
  readonly documentNumber?: string;
  readonly ground?: (typeof GROUNDS)[number];
  /** Of capital, if it is of another source than the charter (R34). */
  readonly source?: Source;
  readonly amount?: Money;
}

/** A row of a figure that is money; `amount` has the sign with which it counts. */
export interface MoneyRow extends LineRow {
  readonly amount: Money;
}

/** A figure and the rows it consists of. */
export interface Line<Value, Row extends LineRow> {
  readonly value: Value;
  readonly rows: readonly Row[];
}

export type MoneyLine<Row extends MoneyRow = MoneyRow> = Line<Money, Row>;

export type CountLine = Line<number, LineRow & BorrowerRow>;

/** The figure that is the sum of these rows. */
export function moneyLine<Row extends MoneyRow>(rows: readonly Row[]): MoneyLine<Row> {
  return { value: sum(rows.map((row) => row.amount)), rows };
}

/** A figure whose rows are many and seldom read: they are found when they are first asked for. */
export function moneyLineOf<Row extends MoneyRow>(
  value: Money,
  find: () => readonly Row[],
): MoneyLine<Row> {
  let found: readonly Row[] | null = null;
  return {
    value,
    get rows() {
      if (found !== null) return found;
      found = find();
      let total = 0n;
      for (const row of found) total += dongOf(row.amount);
      ensure(moneyOf(total).equals(value), 'the rows of a figure sum to it');
      return found;
    },
  };
}

/** The figure that is the number of these rows, one for each borrower. */
export function countLine(rows: CountLine['rows']): CountLine {
  return { value: rows.length, rows };
}
