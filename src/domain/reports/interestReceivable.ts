import { atOnce, inTurns, type InTurns } from '../primitives/turns.ts';
import type { FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import {
  lineOf,
  loansAt,
  totalsOf,
  type LoanAt,
  type LoanLine,
  type Totals,
} from './loanTotals.ts';
import { positive, sum, type Money } from '../primitives/money.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';

const COLUMNS = [
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
  'receivable',
  'credit',
] as const;

type Column = (typeof COLUMNS)[number];

/**
 * The interest that a loan owes, by class, and `receivable`, their sum. What was collected of a
 * class above its accrual is in `credit`: it never pays another class (R13).
 */
export interface ReceivableLoan extends LoanLine, Readonly<Record<Column, Money>> {
  readonly debtGroup: DebtGroup | null;
  readonly onBooks: boolean;
}

/** Interest owed to the fund, on its books and off them (TT52 art. 5); totals are sums of rows. */
export interface InterestReceivable {
  readonly onBooks: Totals<Column>;
  readonly offBooks: Totals<Column>;
  readonly total: Totals<Column>;
  readonly rows: readonly ReceivableLoan[];
}

/**
 * Interest is on the books in debt group 1 only (TT52 art. 5). The group is the one after the
 * borrower's worst (R16). The interest of a loan charged off is off the books.
 */
function isOnBooks({ debtGroup, position }: LoanAt): boolean {
  return position.standing !== 'charged_off' && (debtGroup === null || debtGroup === 1);
}

function receivableOf(at: LoanAt): ReceivableLoan {
  const inTerm = at.position.inTermInterest.owed;
  const overdue = at.position.overdueInterest.owed;
  const late = at.position.lateInterest.owed;
  const owed = [inTerm, overdue, late];
  return {
    ...lineOf(at),
    debtGroup: at.debtGroup,
    onBooks: isOnBooks(at),
    inTermInterest: positive(inTerm),
    overdueInterest: positive(overdue),
    lateInterest: positive(late),
    receivable: sum(owed.map(positive)),
    credit: sum(owed.map((each) => positive(each.negated()))),
  };
}

/**
 * The interest owed at the close of a day, due or not. There is a row for each loan in term,
 * overdue or charged off, and for each settled loan that keeps a credit, because the fund holds
 * that money. Some loans at a time.
 */
export function* interestReceivableInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
): InTurns<InterestReceivable> {
  const lent = loansAt(loans, rules, asOf).filter(
    ({ position }) => position.standing !== 'not_disbursed',
  );
  yield;
  const all = yield* inTurns(lent, receivableOf);
  const rows = all.filter((row) => row.standing !== 'settled' || !row.credit.isZero());
  yield;
  const where = (onBooks: boolean) => rows.filter((row) => row.onBooks === onBooks);
  return {
    onBooks: totalsOf(where(true), COLUMNS),
    offBooks: totalsOf(where(false), COLUMNS),
    total: totalsOf(rows, COLUMNS),
    rows,
  };
}

/** The same, as `interestReceivableInTurns`. */
export function interestReceivable(
  ...given: Parameters<typeof interestReceivableInTurns>
): InterestReceivable {
  return atOnce(interestReceivableInTurns(...given));
}
