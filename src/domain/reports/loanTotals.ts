import type { FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { withDebtGroups } from '../loans/debtGroup.ts';
import { positionsAt, type LoanOfFund } from '../loans/portfolio.ts';
import { loanRow, type LoanRow } from '../loans/rows.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import type { Money } from '../primitives/money.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';
import type { Position, Standing } from '../loans/position.ts';

/** A loan of the fund with where it stands at one day. */
export interface LoanAt {
  readonly loan: LoanOfFund;
  readonly position: Position;
  readonly debtGroup: DebtGroup | null;
}

/** What the lines of every report about the fund's loans say of a loan. */
export interface LoanLine extends LoanRow {
  readonly standing: Standing;
  readonly daysPastDue: number;
}

/**
 * What lines amount to: how many loans, of how many borrowers, and the sum of each column. Loans
 * and money add up over groups or bands; borrowers do not, because a borrower counts once in each
 * group or band in which it has loans, and once in the total.
 */
export type Totals<Column extends string> = Readonly<Record<Column, Money>> & {
  readonly loans: number;
  /** A borrower with several loans counts once. */
  readonly borrowers: number;
};

/** The fund's loans at the close of a day, in the order given, with their debt groups (R16). */
export function loansAt(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
): LoanAt[] {
  const positioned = positionsAt({ loans }, rules, asOf);
  return withDebtGroups(positioned, ({ loan }) => loan.borrower.id, rules.policies, asOf);
}

export function lineOf({ loan, position }: LoanAt): LoanLine {
  const { standing, daysPastDue } = position;
  return { ...loanRow(loan), standing, daysPastDue };
}

export function totalsOf<Column extends string>(
  rows: readonly (LoanLine & Readonly<Record<Column, Money>>)[],
  columns: readonly Column[],
): Totals<Column> {
  const sums = columns.map((column) => {
    let total = 0n;
    for (const row of rows) total += dongOf(row[column]);
    return [column, moneyOf(total)] as const;
  });
  return {
    loans: rows.length,
    borrowers: new Set(rows.map((row) => row.cooperativeId)).size,
    ...(Object.fromEntries(sums) as Record<Column, Money>),
  };
}
