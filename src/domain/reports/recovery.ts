import type { Calendar } from '../policies/calendar.ts';
import { addDays, earlier, yearOf, type CalendarDate } from '../primitives/dates.ts';
import {
  DEFAULT_FLOWS,
  defaultHistory,
  type DefaultFlow,
  type DefaultMovement,
} from './defaultHistory.ts';
import { ensure } from '../primitives/errors.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import { loanRow, type LoanRow } from '../loans/rows.ts';
import { compareText, groupBy } from '../primitives/lists.ts';
import { min, sharePercentHalfUp, sum, ZERO, type Dec, type Money } from '../primitives/money.ts';
import { position } from '../loans/position.ts';
import { firstDayOf, lastDayOf, quarterOf, type Quarter } from '../primitives/quarters.ts';

type Flows = Readonly<Record<DefaultFlow, Money>>;

/** Principal in default from the start of a period to its end: what came, less what went. */
export interface DefaultPeriod extends Flows {
  readonly inDefaultAtStart: Money;
  readonly inDefaultAtEnd: Money;
}

/** A quarter, the last one up to the day of the report. */
export interface RecoveryQuarter extends DefaultPeriod {
  readonly quarter: Quarter;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /**
   * Collected, percent of what was in default at the start or became so. Principal that was given
   * new dates leaves default `otherwise` and stays in this denominator.
   */
  readonly recoveryRatePercent: Dec | null;
}

/** All that ever was in default of some loans, and what became of it. */
export interface Recovered extends Flows {
  readonly loans: number;
  readonly borrowers: number;
  /** Became overdue, less collected and otherwise. */
  readonly inDefault: Money;
  /** Collected, percent of what became overdue. */
  readonly recoveryRatePercent: Dec | null;
}

/** A year of a vintage. */
export interface VintageYear extends DefaultPeriod {
  readonly year: number;
  /** Collected up to the end of the year, percent of the vintage. */
  readonly recoveryRatePercent: Dec | null;
}

/** The principal that became overdue in one year, and what became of it year by year. */
export interface Vintage extends Recovered {
  readonly yearOfDefault: number;
  readonly years: readonly VintageYear[];
}

export interface RecoveryOfLoan extends LoanRow, Flows {
  readonly firstDefaultOn: CalendarDate;
  readonly inDefault: Money;
}

/** How much of the fund's principal was in default, and how much of it was recovered. */
export interface Recovery {
  /** From the one of the first default on. */
  readonly quarters: readonly RecoveryQuarter[];
  readonly vintages: readonly Vintage[];
  readonly total: Recovered;
  readonly loans: readonly RecoveryOfLoan[];
}

/** A movement, or a part of one, about principal that became overdue in one year. */
interface VintageMovement extends DefaultMovement {
  readonly yearOfDefault: number;
}

interface LoanMovement extends VintageMovement {
  readonly loan: LoanOfFund;
}

const yearIn = (day: CalendarDate): number => +yearOf(day);

/**
 * Parts what leaves default by the years in which it became overdue: the oldest of the loan leaves
 * first.
 */
function byYearOfDefault(movements: readonly DefaultMovement[]): VintageMovement[] {
  const lots: { readonly yearOfDefault: number; left: Money }[] = [];
  let oldest = 0;
  return movements.flatMap((movement) => {
    const { on, flow, amount } = movement;
    if (flow === 'becameOverdue') {
      lots.push({ yearOfDefault: yearIn(on), left: amount });
      return [{ ...movement, yearOfDefault: yearIn(on) }];
    }
    const parts: VintageMovement[] = [];
    let left = amount;
    while (!left.isZero()) {
      const lot = lots[oldest];
      ensure(lot !== undefined, 'no more leaves default than is in it');
      const part = min(lot.left, left);
      parts.push({ on, flow, amount: part, yearOfDefault: lot.yearOfDefault });
      lot.left = lot.left.minus(part);
      left = left.minus(part);
      if (lot.left.isZero()) oldest += 1;
    }
    return parts;
  });
}

/** The history of a loan, which ends where its position stands (R15). */
function movementsOf(loan: LoanOfFund, calendar: Calendar, asOf: CalendarDate): LoanMovement[] {
  const { terms, facts } = loan;
  const history = defaultHistory(terms, facts, calendar, asOf);
  const { overdue, chargedOff } = position(terms, facts, calendar, asOf).principal;
  const closing = netOf(flowsOf(history));
  ensure(closing.equals(overdue.plus(chargedOff)), 'R15: a history of default ends elsewhere');
  return byYearOfDefault(history).map((movement) => ({ ...movement, loan }));
}

function flowsOf(movements: readonly DefaultMovement[]): Flows {
  const of = (flow: DefaultFlow): Money =>
    sum(movements.filter((each) => each.flow === flow).map((each) => each.amount));
  return {
    becameOverdue: of('becameOverdue'),
    collected: of('collected'),
    otherwise: of('otherwise'),
  };
}

function netOf({ becameOverdue, collected, otherwise }: Flows): Money {
  return becameOverdue.minus(collected).minus(otherwise);
}

function recoveredOf(movements: readonly LoanMovement[]): Recovered {
  const flows = flowsOf(movements);
  return {
    loans: new Set(movements.map(({ loan }) => loan.id)).size,
    borrowers: new Set(movements.map(({ loan }) => loan.borrower.id)).size,
    ...flows,
    inDefault: netOf(flows),
    recoveryRatePercent: sharePercentHalfUp(flows.collected, flows.becameOverdue),
  };
}

/** Periods that follow each other, with their movements; nothing is in default before the first. */
function periodsOf<Name extends object>(
  periods: readonly (readonly [Name, readonly DefaultMovement[]])[],
): (Name & DefaultPeriod)[] {
  let inDefaultAtStart = ZERO;
  return periods.map(([name, movements]) => {
    const flows = flowsOf(movements);
    const inDefaultAtEnd = inDefaultAtStart.plus(netOf(flows));
    const period = { ...name, inDefaultAtStart, ...flows, inDefaultAtEnd };
    inDefaultAtStart = inDefaultAtEnd;
    return period;
  });
}

/** The quarters from that of the first movement to that of `asOf`. */
function quartersOf(movements: readonly DefaultMovement[], asOf: CalendarDate): RecoveryQuarter[] {
  if (movements.length === 0) return [];
  const first = movements.map(({ on }) => on).reduce(earlier);
  const byQuarter = groupBy(movements, ({ on }) => quarterOf(on));
  const quarters = [];
  for (let from = firstDayOf(quarterOf(first)); from <= asOf;) {
    const quarter = quarterOf(from);
    const to = earlier(lastDayOf(quarter), asOf);
    quarters.push([{ quarter, from, to }, byQuarter.get(quarter) ?? []] as const);
    from = addDays(to, 1);
  }
  return periodsOf(quarters).map((period) => {
    const toCollect = period.inDefaultAtStart.plus(period.becameOverdue);
    return { ...period, recoveryRatePercent: sharePercentHalfUp(period.collected, toCollect) };
  });
}

function vintageOf(
  movements: readonly LoanMovement[],
  yearOfDefault: number,
  asOf: CalendarDate,
): Vintage {
  const byYear = groupBy(movements, ({ on }) => yearOf(on));
  const years = [];
  for (let year = yearOfDefault; year <= yearIn(asOf); year += 1) {
    years.push([{ year }, byYear.get(`${year}`) ?? []] as const);
  }
  const recovered = recoveredOf(movements);
  let collected = ZERO;
  return {
    yearOfDefault,
    ...recovered,
    years: periodsOf(years).map((period) => {
      collected = collected.plus(period.collected);
      const recoveryRatePercent = sharePercentHalfUp(collected, recovered.becameOverdue);
      return { ...period, recoveryRatePercent };
    }),
  };
}

/** A row of each loan that ever was in default. */
function rowsOf(movements: readonly LoanMovement[]): RecoveryOfLoan[] {
  return [...groupBy(movements, ({ loan }) => loan.id).values()].flatMap((ofLoan) => {
    const [first] = ofLoan;
    if (first === undefined) return [];
    const flows = flowsOf(ofLoan);
    return [
      { ...loanRow(first.loan), firstDefaultOn: first.on, ...flows, inDefault: netOf(flows) },
    ];
  });
}

/**
 * The recovery of the fund's principal up to the close of a day (R6, R14 e, R15): what came to be
 * in default, what was collected of it and what ceased otherwise, by quarter, by year of default
 * and by loan. The three agree with each other and with the positions of the loans.
 */
export function recovery(
  loans: readonly LoanOfFund[],
  calendar: Calendar,
  asOf: CalendarDate,
): Recovery {
  const movements = loans.flatMap((loan) => movementsOf(loan, calendar, asOf));
  const byVintage = groupBy(movements, ({ yearOfDefault }) => `${yearOfDefault}`);
  const report = {
    quarters: quartersOf(movements, asOf),
    vintages: [...byVintage]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([year, ofVintage]) => vintageOf(ofVintage, +year, asOf)),
    total: recoveredOf(movements),
    loans: rowsOf(movements),
  };
  for (const flow of DEFAULT_FLOWS) {
    for (const parts of [report.quarters, report.vintages, report.loans]) {
      const total = sum(parts.map((each) => each[flow]));
      ensure(total.equals(report.total[flow]), 'the parts of a recovery do not add up');
    }
  }
  return report;
}
