import { atOnce, inTurns, type InTurns } from '../primitives/turns.ts';
import type { FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { ensure } from '../primitives/errors.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import {
  lineOf,
  loansAt,
  totalsOf,
  type LoanAt,
  type LoanLine,
  type Totals,
} from './loanTotals.ts';
import { positive, type Money } from '../primitives/money.ts';
import { inForce, type Policies } from '../policies/policies.ts';

const COLUMNS = [
  'principalOutstanding',
  'overduePrincipal',
  'inTermInterestInArrears',
  'overdueInterestOwed',
  'lateInterestOwed',
] as const;

type Column = (typeof COLUMNS)[number];

/** Days past due, first and last included; the last band has no end. */
export interface AgeingBand {
  readonly fromDays: number;
  readonly toDays: number | null;
}

/** A loan in its band, with what of it is past due; a credit counts as nothing owed. */
export interface AgedLoan extends LoanLine, AgeingBand, Readonly<Record<Column, Money>> {}

/** The fund's debt by days past due; every total is the sum of its rows. */
export interface ArrearsAgeing {
  readonly bands: readonly (AgeingBand & Totals<Column>)[];
  readonly total: Totals<Column>;
  readonly rows: readonly AgedLoan[];
}

/** The bands of the debt groups (R16), the days before them parted in 0 and those past due. */
function bandsOn(policies: Policies, asOf: CalendarDate): AgeingBand[] {
  const starts = [...new Set([0, 1, ...inForce(policies, 'debtGroupFromDays', asOf)])];
  return starts.map((fromDays, index) => {
    const next = starts[index + 1];
    return { fromDays, toDays: next === undefined ? null : next - 1 };
  });
}

function agedIn(bands: readonly AgeingBand[], at: LoanAt): AgedLoan {
  const { position } = at;
  const band = bands.findLast(({ fromDays }) => fromDays <= position.daysPastDue);
  ensure(band !== undefined, 'no band has these days past due');
  return {
    ...lineOf(at),
    ...band,
    principalOutstanding: position.principal.outstanding,
    overduePrincipal: position.principal.overdue,
    inTermInterestInArrears: position.inTermInterest.inArrears,
    overdueInterestOwed: positive(position.overdueInterest.owed),
    lateInterestOwed: positive(position.lateInterest.owed),
  };
}

/**
 * The fund's loans that are in term or overdue, by days past due at the close of a day. The group
 * of the borrower plays no part: the band is that of the loan's own days past due. Some loans at a time.
 */
export function* arrearsAgeingInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
): InTurns<ArrearsAgeing> {
  const bands = bandsOn(rules.policies, asOf);
  const owing = loansAt(loans, rules, asOf).filter(({ debtGroup }) => debtGroup !== null);
  yield;
  const rows = yield* inTurns(owing, (at) => agedIn(bands, at));
  yield;
  const inBand = (band: AgeingBand) => rows.filter((row) => row.fromDays === band.fromDays);
  return {
    bands: bands.map((band) => ({ ...band, ...totalsOf(inBand(band), COLUMNS) })),
    total: totalsOf(rows, COLUMNS),
    rows,
  };
}

/** The same, as `arrearsAgeingInTurns`. */
export function arrearsAgeing(...given: Parameters<typeof arrearsAgeingInTurns>): ArrearsAgeing {
  return atOnce(arrearsAgeingInTurns(...given));
}
