import type { FundRules } from '../policies/fundRules.ts';
import {
  addDays,
  dateOf,
  dayOf,
  earlier,
  quarterEndOf,
  yearOf,
  type CalendarDate,
  type Day,
} from '../primitives/dates.ts';
import { moneyOf } from '../primitives/dong.ts';
import { DEFAULT_FLOWS, defaultParts, type DefaultFlow } from './defaultHistory.ts';
import { ensure } from '../primitives/errors.ts';
import { positionsInTurns, type LoanOfFund, type Positioned } from '../loans/portfolio.ts';
import { loanRow, type LoanRow } from '../loans/rows.ts';
import { sharePercentHalfUp, sum, ZERO, type Dec, type Money } from '../primitives/money.ts';
import { firstDayOf, lastDayOf, quarterOf, type Quarter } from '../primitives/quarters.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';

const yearIn = (day: CalendarDate): number => +yearOf(day);

/** What flowed, and what of the money collected is income and no capital (R40). */
type Flows = Readonly<Record<DefaultFlow, Money>> & { readonly collectedAsIncome: Money };

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

/** What moved on a day: a place in `DEFAULT_FLOWS`, in đồng, and whether it is money that is income (R40). */
interface Moved {
  readonly flow: number;
  readonly amount: bigint;
  readonly isIncome: boolean;
}

const COLLECTED = DEFAULT_FLOWS.indexOf('collected');

/** Sums of the flows, in đồng, in the order of `DEFAULT_FLOWS`. */
class FlowSums {
  readonly #sums = DEFAULT_FLOWS.map(() => 0n);
  #income = 0n;

  add({ flow, amount, isIncome }: Moved): void {
    this.#sums[flow] = (this.#sums[flow] ?? 0n) + amount;
    if (isIncome) this.#income += amount;
  }

  get flows(): Flows {
    const [becameOverdue = 0n, collected = 0n, otherwise = 0n] = this.#sums;
    return {
      becameOverdue: moneyOf(becameOverdue),
      collected: moneyOf(collected),
      otherwise: moneyOf(otherwise),
      collectedAsIncome: moneyOf(this.#income),
    };
  }
}

/** Sums by a key, made when a key first comes. */
class FlowsBy<Key> {
  readonly sums = new Map<Key, FlowSums>();

  of(key: Key): FlowSums {
    const known = this.sums.get(key);
    if (known !== undefined) return known;
    const sums = new FlowSums();
    this.sums.set(key, sums);
    return sums;
  }

  flowsOf(key: Key): Flows {
    return this.sums.get(key)?.flows ?? NO_FLOWS;
  }
}

const NO_FLOWS: Flows = new FlowSums().flows;

/** What became overdue in one year, or in any. */
class Group {
  readonly total = new FlowSums();
  readonly byYear = new FlowsBy<number>();
  readonly #borrowers = new Set<string>();
  #loans = 0;
  #lastLoan: string | null = null;

  add({ id, borrower }: LoanOfFund, year: number, moved: Moved): void {
    this.total.add(moved);
    this.byYear.of(year).add(moved);
    // Loans come one after the other.
    if (id === this.#lastLoan) return;
    this.#lastLoan = id;
    this.#loans += 1;
    this.#borrowers.add(borrower.id);
  }

  get recovered(): Recovered {
    const { flows } = this.total;
    return {
      loans: this.#loans,
      borrowers: this.#borrowers.size,
      ...flows,
      inDefault: netOf(flows),
      recoveryRatePercent: sharePercentHalfUp(flows.collected, flows.becameOverdue),
    };
  }
}

function netOf({ becameOverdue, collected, otherwise }: Flows): Money {
  return becameOverdue.minus(collected).minus(otherwise);
}

/** What is summed over the fund's loans, one after the other. */
class Recoveries {
  readonly all = new Group();
  readonly vintages = new Map<number, Group>();
  readonly quarters = new FlowsBy<Day>();
  readonly loans: RecoveryOfLoan[] = [];
  readonly #rules: FundRules;
  readonly #asOf: CalendarDate;

  constructor(rules: FundRules, asOf: CalendarDate) {
    this.#rules = rules;
    this.#asOf = asOf;
  }

  #vintage(year: number): Group {
    const group = this.vintages.get(year) ?? new Group();
    this.vintages.set(year, group);
    return group;
  }

  /** Takes up the history of a loan, which ends where its position stands (R15). */
  add({ loan, position }: Positioned[number]): void {
    const history = defaultParts(loan.terms, loan.facts, this.#rules, this.#asOf);
    const { parts, count, recoversIncomeAfterDay } = history;
    const ofLoan = new FlowSums();
    for (let place = 0; place < count; place += 1) {
      const day = parts.days[place] ?? 0;
      const flow = parts.flows[place] ?? 0;
      const amount = parts.amounts[place] ?? 0n;
      const year = yearIn(dateOf(day));
      const isIncome = flow === COLLECTED && day > recoversIncomeAfterDay;
      const moved = { flow, amount, isIncome };
      ofLoan.add(moved);
      this.all.add(loan, year, moved);
      this.#vintage(parts.yearsOfDefault[place] ?? 0).add(loan, year, moved);
      this.quarters.of(quarterEndOf(day)).add(moved);
    }
    const { overdue, chargedOff } = position.principal;
    const { flows } = ofLoan;
    const inDefault = netOf(flows);
    ensure(inDefault.equals(overdue.plus(chargedOff)), 'R15: a history of default ends elsewhere');
    if (count === 0) return;
    const firstDefaultOn = dateOf(parts.days[0] ?? 0);
    this.loans.push({ ...loanRow(loan), firstDefaultOn, ...flows, inDefault });
  }
}

/** Periods that follow each other, with their flows; nothing is in default before the first. */
function periodsOf<Name extends object>(
  periods: readonly (readonly [Name, Flows])[],
): (Name & DefaultPeriod)[] {
  let inDefaultAtStart = ZERO;
  return periods.map(([name, flows]) => {
    const inDefaultAtEnd = inDefaultAtStart.plus(netOf(flows));
    const period = { ...name, inDefaultAtStart, ...flows, inDefaultAtEnd };
    inDefaultAtStart = inDefaultAtEnd;
    return period;
  });
}

/** The quarters from that of the first movement to that of `asOf`. */
function quartersOf(quarters: FlowsBy<Day>, asOf: CalendarDate): RecoveryQuarter[] {
  const [firstEnd] = [...quarters.sums.keys()].toSorted((a, b) => a - b);
  if (firstEnd === undefined) return [];
  const periods = [];
  for (let from = firstDayOf(quarterOf(dateOf(firstEnd))); from <= asOf;) {
    const quarter = quarterOf(from);
    const end = lastDayOf(quarter);
    const to = earlier(end, asOf);
    periods.push([{ quarter, from, to }, quarters.flowsOf(dayOf(end))] as const);
    from = addDays(to, 1);
  }
  return periodsOf(periods).map((period) => {
    const toCollect = period.inDefaultAtStart.plus(period.becameOverdue);
    return { ...period, recoveryRatePercent: sharePercentHalfUp(period.collected, toCollect) };
  });
}

function vintageOf(group: Group, yearOfDefault: number, asOf: CalendarDate): Vintage {
  const years = [];
  for (let year = yearOfDefault; year <= yearIn(asOf); year += 1) {
    years.push([{ year }, group.byYear.flowsOf(year)] as const);
  }
  const { recovered } = group;
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

function recoveryOf(recoveries: Recoveries, asOf: CalendarDate): Recovery {
  const report = {
    quarters: quartersOf(recoveries.quarters, asOf),
    vintages: [...recoveries.vintages]
      .toSorted(([a], [b]) => a - b)
      .map(([year, group]) => vintageOf(group, year, asOf)),
    total: recoveries.all.recovered,
    loans: recoveries.loans,
  };
  for (const flow of [...DEFAULT_FLOWS, 'collectedAsIncome'] as const) {
    for (const parts of [report.quarters, report.vintages, report.loans]) {
      const total = sum(parts.map((each) => each[flow]));
      ensure(total.equals(report.total[flow]), 'the parts of a recovery do not add up');
    }
  }
  return report;
}

/**
 * The recovery of the fund's principal up to the close of a day (R6, R14 e, R15), some loans at a
 * time: what came to be in default, what was collected of it and what ceased otherwise, by quarter,
 * by year of default and by loan. The three agree with each other and with the positions of the loans.
 */
export function* recoveryInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
  loansPerTurn: number,
): InTurns<Recovery> {
  const positioned = yield* positionsInTurns({ loans }, rules, asOf, loansPerTurn);
  const recoveries = new Recoveries(rules, asOf);
  for (const [index, each] of positioned.entries()) {
    if (index > 0 && index % loansPerTurn === 0) yield;
    recoveries.add(each);
  }
  yield;
  return recoveryOf(recoveries, asOf);
}

/** The recovery of the fund's principal up to the close of a day, as `recoveryInTurns`. */
export function recovery(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
): Recovery {
  return atOnce(recoveryInTurns(loans, rules, asOf, loans.length + 1));
}
