import type { FundRules } from '../../policies/fundRules.ts';
import {
  collectionRecordInTurns,
  quarterEndsWithin,
  type CollectedShare,
  type CollectionRecord,
} from './collectionRecord.ts';
import { addDays, earlier, stepFrom, type CalendarDate } from '../../primitives/dates.ts';
import { ensure } from '../../primitives/errors.ts';
import { balances, type FundFacts } from '../../fund/balances.ts';
import { positionsInTurns, type LoanOfFund, type Positioned } from '../../loans/portfolio.ts';
import { movementsWithin, plannedSums, type PlannedMovement } from '../../fund/plannedMovements.ts';
import { loanRow, type LoanRow } from '../../loans/rows.ts';
import { compareText, groupBy, inTextOrder } from '../../primitives/lists.ts';
import { dongOf, moneyOf, shareHalfUp } from '../../primitives/dong.ts';
import { sum, ZERO, type Money } from '../../primitives/money.ts';
import type { Position, Standing } from '../../loans/position.ts';
import { atOnce, type InTurns } from '../../primitives/turns.ts';
import { expectedReceipts, hasPlan, principalAsked } from './expectedReceipts.ts';

/** What is expected: what contracts ask, what R20 plans with, what the fund's record says. */
export const SCENARIOS = ['scheduled', 'planned', 'record'] as const;

export type ScenarioName = (typeof SCENARIOS)[number];

type ByScenario<T> = Readonly<Record<ScenarioName, T>>;

/** Why a receipt is expected. */
export const FORECAST_GROUNDS = [
  'schedule',
  'recall',
  'recovery_plan',
  'record_scheduled',
  'record_overdue',
] as const;

interface Receipt {
  readonly expectedOn: CalendarDate;
  readonly principal: Money;
  readonly ground: (typeof FORECAST_GROUNDS)[number];
}

/** The loan that a row of a forecast is about. */
export type ForecastLoan = Pick<LoanRow, 'loanId' | 'contractNumber' | 'cooperativeName'>;

export interface ForecastReceipt extends ForecastLoan, Receipt {}

/** A month of a year, such as `2023-07`. Compares as text. */
export type Month = string & { readonly __month: unique symbol };

interface Movements {
  readonly plannedDisbursements: Money;
  /** Contributions less withdrawals. */
  readonly plannedContributions: Money;
}

export interface ForecastMonth extends Movements {
  readonly month: Month;
  readonly expected: Money;
  /** At the month's end, or at the end of the forecast in it. */
  readonly availablePrincipal: Money;
}

/** What comes of the fund's principal money if this is what is collected. */
export interface Scenario extends Movements {
  readonly expectedTotal: Money;
  /** At the end of the forecast. */
  readonly availablePrincipal: Money;
  readonly months: readonly ForecastMonth[];
  readonly expectedReceipts: readonly ForecastReceipt[];
}

/** Why the scenarios differ on a loan. */
export const DIFFERENCE_REASONS = [
  'as_scheduled',
  'plan_replaces_schedule',
  'plan_for_overdue',
  'plan_for_charged_off',
  'overdue_without_plan',
] as const;

const AMOUNTS = [
  'overduePrincipal',
  'scheduled',
  'planned',
  'recordScheduled',
  'recordOverdue',
  'record',
  'plannedLessScheduled',
  'recordLessPlanned',
] as const;

type Amounts = Readonly<Record<(typeof AMOUNTS)[number], Money>>;

/** What each scenario expects of a loan; `record` is its share of both parts. */
export interface ForecastDifference extends ForecastLoan, Amounts {
  readonly standing: Standing;
  readonly reason: (typeof DIFFERENCE_REASONS)[number];
}

/** What becomes of the fund's principal money after a day, by three scenarios (R20). */
export interface Forecast {
  readonly asOf: CalendarDate;
  readonly until: CalendarDate;
  /** At the close of `asOf`. */
  readonly availablePrincipal: Money;
  readonly record: CollectionRecord;
  readonly plannedMovements: readonly PlannedMovement[];
  readonly scenarios: ByScenario<Scenario>;
  readonly differences: readonly ForecastDifference[];
  readonly differenceTotals: Amounts;
}

/** The days of a forecast: what is known at the close of `asOf`, up to the close of `until`. */
export interface Window {
  readonly asOf: CalendarDate;
  readonly until: CalendarDate;
}

interface LoanForecast {
  readonly loan: LoanOfFund;
  readonly position: Position;
  readonly receipts: ByScenario<readonly Receipt[]>;
}

/** What the record says, made ready for all loans: its shares, and the days on which it collects. */
interface Expectation {
  readonly scheduledShare: (amount: Money) => Money;
  readonly overdueShare: (amount: Money) => Money;
  /** The last days of the quarters of the forecast. */
  readonly quarterEnds: readonly CalendarDate[];
}

/** The share of an amount, rounded half-up, once; nothing where there was nothing to collect. */
function shareOf({ collected, base }: CollectedShare): (amount: Money) => Money {
  const [part, whole] = [dongOf(collected), dongOf(base)];
  if (whole === 0n || part === 0n) return () => ZERO;
  return (amount) => moneyOf(shareHalfUp(dongOf(amount), part, whole));
}

function expectationOf(record: CollectionRecord, { asOf, until }: Window): Expectation {
  return {
    scheduledShare: shareOf(record.scheduledShare),
    overdueShare: shareOf(record.overdueShare),
    quarterEnds: quarterEndsWithin(asOf, until),
  };
}

/**
 * What the record says of a loan: its share of each scheduled receipt on the day of the receipt,
 * and its share of what is overdue on the last day of each quarter, of what is then left. The first
 * quarter counts whole, also if the forecast begins in the middle of it.
 */
function recordReceipts(
  scheduled: readonly Receipt[],
  overdue: Money,
  { scheduledShare, overdueShare, quarterEnds }: Expectation,
): Receipt[] {
  const receipts: Receipt[] = [];
  const add = (expectedOn: CalendarDate, principal: Money, ground: Receipt['ground']): void => {
    if (!principal.isZero()) receipts.push({ expectedOn, principal, ground });
  };
  for (const { expectedOn, principal } of scheduled) {
    add(expectedOn, scheduledShare(principal), 'record_scheduled');
  }
  let left = overdue;
  for (const expectedOn of overdue.isZero() ? [] : quarterEnds) {
    const principal = overdueShare(left);
    left = left.minus(principal);
    add(expectedOn, principal, 'record_overdue');
  }
  return receipts;
}

function forecastOf(
  { loan, position }: Positioned[number],
  rules: FundRules,
  expectation: Expectation,
  window: Window,
): LoanForecast {
  const { overdue, scheduled } = principalAsked(loan, rules, window.asOf, window.until);
  const planned =
    position.standing === 'in_term' && !hasPlan(loan)
      ? scheduled
      : expectedReceipts({ ...loan, position }, rules, window.until);
  const recorded = recordReceipts(scheduled, overdue, expectation);
  return { loan, position, receipts: { scheduled, planned, record: recorded } };
}

function forecastLoan(loan: LoanOfFund): ForecastLoan {
  const { loanId, contractNumber, cooperativeName } = loanRow(loan);
  return { loanId, contractNumber, cooperativeName };
}

/** What a scenario expects, and in which months. */
interface Expected {
  /** By date, then by contract (R19). */
  readonly receipts: readonly ForecastReceipt[];
  readonly byMonth: ReadonlyMap<Month, bigint>;
}

/** @param forecasts by contract */
function* expectedIn(
  name: ScenarioName,
  forecasts: readonly LoanForecast[],
  loansPerTurn: number,
): InTurns<Expected> {
  const byDay = new Map<CalendarDate, ForecastReceipt[]>();
  for (const [index, { loan, receipts }] of forecasts.entries()) {
    if (index > 0 && index % loansPerTurn === 0) yield;
    const { loanId, contractNumber, cooperativeName } = forecastLoan(loan);
    for (const { expectedOn, principal, ground } of receipts[name]) {
      const receipt = { loanId, contractNumber, cooperativeName, expectedOn, principal, ground };
      const ofDay = byDay.get(expectedOn);
      if (ofDay === undefined) byDay.set(expectedOn, [receipt]);
      else ofDay.push(receipt);
    }
  }
  const all: ForecastReceipt[] = [];
  const byMonth = new Map<Month, bigint>();
  for (const day of [...byDay.keys()].toSorted(compareText)) {
    const ofDay = byDay.get(day) ?? [];
    for (const receipt of ofDay) all.push(receipt);
    const month = monthOf(day);
    byMonth.set(month, (byMonth.get(month) ?? 0n) + dongOfAll(ofDay));
    yield;
  }
  return { receipts: all, byMonth };
}

/** The sum of receipts in đồng. */
function dongOfAll(receipts: readonly Receipt[]): bigint {
  let total = 0n;
  for (const { principal } of receipts) total += dongOf(principal);
  return total;
}

/** The month in which a day lies. */
export function monthOf(date: CalendarDate): Month {
  return date.slice(0, 7) as Month;
}

/**
 * Every month of a forecast: that of the day after `asOf`, or of `asOf` itself where something is
 * payable on it, up to that of `until`.
 *
 * @param firstExpected null: nothing is
 */
function monthsOf({ asOf, until }: Window, firstExpected: CalendarDate | null): Month[] {
  const next = addDays(asOf, 1);
  const first = firstExpected === null ? next : earlier(firstExpected, next);
  const months: Month[] = [];
  const firstDay = `${monthOf(first)}-01` as CalendarDate;
  for (let day = firstDay; day <= until; day = stepFrom(firstDay, 'month', months.length)) {
    months.push(monthOf(day));
  }
  return months;
}

function scenarioOf(
  { receipts, byMonth }: Expected,
  movements: readonly PlannedMovement[],
  months: readonly Month[],
  opening: Money,
): Scenario {
  const plannedIn = groupBy(movements, (each) => monthOf(each.expectedOn));
  let available = opening;
  const rows = months.map((month): ForecastMonth => {
    const expected = moneyOf(byMonth.get(month) ?? 0n);
    const planned = plannedSums(plannedIn.get(month) ?? []);
    available = available
      .plus(expected)
      .minus(planned.plannedDisbursements)
      .plus(planned.plannedContributions);
    return { month, expected, ...planned, availablePrincipal: available };
  });
  const expectedTotal = sum([...byMonth.values()].map(moneyOf));
  const planned = plannedSums(movements);
  const closing = opening
    .plus(expectedTotal)
    .minus(planned.plannedDisbursements)
    .plus(planned.plannedContributions);
  ensure(closing.equals(available), 'R20: the months of a forecast do not add up');
  return {
    expectedTotal,
    ...planned,
    availablePrincipal: closing,
    months: rows,
    expectedReceipts: receipts,
  };
}

function reasonOf({ loan, position }: LoanForecast): ForecastDifference['reason'] {
  if (!hasPlan(loan)) {
    return position.standing === 'overdue' ? 'overdue_without_plan' : 'as_scheduled';
  }
  if (position.standing === 'charged_off') return 'plan_for_charged_off';
  return position.standing === 'overdue' ? 'plan_for_overdue' : 'plan_replaces_schedule';
}

function differenceOf(forecast: LoanForecast): ForecastDifference {
  const { loan, position, receipts } = forecast;
  const scheduled = dongOfAll(receipts.scheduled);
  const planned = receipts.planned === receipts.scheduled ? scheduled : dongOfAll(receipts.planned);
  const record = dongOfAll(receipts.record);
  const ofOverdue = receipts.record.filter(({ ground }) => ground === 'record_overdue');
  const recordOverdue = dongOfAll(ofOverdue);
  const { loanId, contractNumber, cooperativeName } = forecastLoan(loan);
  return {
    loanId,
    contractNumber,
    cooperativeName,
    standing: position.standing,
    overduePrincipal: position.principal.overdue,
    scheduled: moneyOf(scheduled),
    planned: moneyOf(planned),
    recordScheduled: moneyOf(record - recordOverdue),
    recordOverdue: moneyOf(recordOverdue),
    record: moneyOf(record),
    plannedLessScheduled: moneyOf(planned - scheduled),
    recordLessPlanned: moneyOf(record - planned),
    reason: reasonOf(forecast),
  };
}

/** A row for each loan that is overdue with principal, or of which a scenario expects something. */
function* differencesInTurns(
  forecasts: readonly LoanForecast[],
  loansPerTurn: number,
): InTurns<ForecastDifference[]> {
  const differences: ForecastDifference[] = [];
  for (const [index, each] of forecasts.entries()) {
    if (index > 0 && index % loansPerTurn === 0) yield;
    const isExpected = SCENARIOS.some((name) => each.receipts[name].length > 0);
    const isOverdue = !each.position.principal.overdue.isZero();
    if (isExpected || isOverdue) differences.push(differenceOf(each));
  }
  return differences;
}

function* sumsOf(
  differences: readonly ForecastDifference[],
  rowsPerTurn: number,
): InTurns<Record<keyof Amounts, bigint>> {
  const none = AMOUNTS.map((name) => [name, 0n] as const);
  const sums = Object.fromEntries(none) as Record<keyof Amounts, bigint>;
  for (const [index, row] of differences.entries()) {
    if (index > 0 && index % rowsPerTurn === 0) yield;
    for (const name of AMOUNTS) sums[name] += dongOf(row[name]);
  }
  return sums;
}

function* assembled(
  facts: FundFacts,
  forecasts: readonly LoanForecast[],
  record: CollectionRecord,
  window: Window,
  availablePrincipal: Money,
  loansPerTurn: number,
): InTurns<Forecast> {
  const { asOf, until } = window;
  const movements = movementsWithin(facts.plannedMovements, asOf, until);
  const ordered = inTextOrder(forecasts, ({ loan }) => loan.terms.contractNumber);
  yield;
  const expected = {
    scheduled: yield* expectedIn('scheduled', ordered, loansPerTurn),
    planned: yield* expectedIn('planned', ordered, loansPerTurn),
    record: yield* expectedIn('record', ordered, loansPerTurn),
  };
  const months = monthsOf(window, expected.scheduled.receipts[0]?.expectedOn ?? null);
  const scenarioBy = (name: ScenarioName): Scenario =>
    scenarioOf(expected[name], movements, months, availablePrincipal);
  const scenarios = {
    scheduled: scenarioBy('scheduled'),
    planned: scenarioBy('planned'),
    record: scenarioBy('record'),
  };
  const differences = yield* differencesInTurns(forecasts, loansPerTurn);
  const sums = yield* sumsOf(differences, loansPerTurn);
  const totals = AMOUNTS.map((name) => [name, moneyOf(sums[name])] as const);
  const differenceTotals = Object.fromEntries(totals) as Amounts;
  for (const name of SCENARIOS) {
    ensure(
      differenceTotals[name].equals(scenarios[name].expectedTotal),
      'R20: the loans of a forecast do not add up',
    );
  }
  return {
    asOf,
    until,
    availablePrincipal,
    record,
    plannedMovements: movements,
    scenarios,
    differences,
    differenceTotals,
  };
}

/**
 * The forecast of the fund's principal money after the close of `asOf` (R20), some loans at a time.
 *
 * @throws Error where its parts do not add up: our bug, not a report
 */
export function* forecastInTurns(
  facts: FundFacts,
  rules: FundRules,
  window: Window,
  loansPerTurn: number,
): InTurns<Forecast> {
  const { asOf } = window;
  const positioned = yield* positionsInTurns(facts, rules, asOf, loansPerTurn);
  const { availablePrincipal } = balances(facts, positioned, asOf);
  const record = yield* collectionRecordInTurns(facts.loans, rules, asOf, loansPerTurn);
  const expectation = expectationOf(record, window);
  const forecasts: LoanForecast[] = [];
  for (const each of positioned) {
    forecasts.push(forecastOf(each, rules, expectation, window));
    if (forecasts.length % loansPerTurn === 0) yield;
  }
  yield;
  return yield* assembled(facts, forecasts, record, window, availablePrincipal, loansPerTurn);
}

/** The forecast of the fund's principal money after the close of `asOf`, as `forecastInTurns`. */
export function forecast(facts: FundFacts, rules: FundRules, window: Window): Forecast {
  return atOnce(forecastInTurns(facts, rules, window, facts.loans.length + 1));
}
