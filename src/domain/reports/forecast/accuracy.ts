import { availableAt } from '../../fund/cash.ts';
import { addDays, type CalendarDate } from '../../primitives/dates.ts';
import { ensure } from '../../primitives/errors.ts';
import {
  monthOf,
  SCENARIOS,
  type Forecast,
  type ForecastLoan,
  type Month,
  type ScenarioName,
} from './forecast.ts';
import type { FundFacts } from '../../fund/balances.ts';
import { plannedSums } from '../../fund/plannedMovements.ts';
import { compareText, groupBy } from '../../primitives/lists.ts';
import { sharePercentHalfUp, sum, type Dec, type Money } from '../../primitives/money.ts';
import { capitalMoved, disbursed, movedOn, capitalReceived } from '../moneyMoved.ts';

/** What a forecast said, what came, and the second less the first. */
export interface Compared {
  readonly forecast: Money;
  readonly actual: Money;
  readonly difference: Money;
}

/** Principal that was expected, what was collected, and the second less the first. */
export interface Collected {
  readonly expected: Money;
  readonly collected: Money;
  readonly difference: Money;
}

/** What a part of the forecast adds to the difference of the available principal. */
export type ExplainedPart =
  | {
      readonly part: 'opening' | 'disbursements' | 'contributions';
      readonly amount: Money;
    }
  | (ForecastLoan & { readonly part: 'receipts'; readonly amount: Money });

export interface ScenarioAccuracy extends Collected {
  /** Collected, percent of expected; null where nothing was. */
  readonly collectedPercent: Dec | null;
  readonly months: readonly (Collected & { readonly month: Month })[];
  readonly availablePrincipal: Compared;
  /** The parts of the difference of the available principal that are not zero; they sum to it. */
  readonly explained: readonly ExplainedPart[];
}

/** A loan of which something was expected, by each scenario, or collected. */
export type LoanAccuracy = ForecastLoan & {
  readonly collected: Money;
} & Readonly<Record<ScenarioName, Money>>;

/** The fund's principal money apart from receipts: what was planned, and what came. */
interface Surroundings {
  /** At the close of the forecast's day: facts of days up to it may have been entered since. */
  readonly openingAvailablePrincipal: Compared;
  readonly disbursements: Compared;
  /** Contributions less withdrawals. */
  readonly contributions: Compared;
}

/** A forecast held against what came up to its end. */
export interface ForecastAccuracy extends Surroundings {
  readonly scenarios: Readonly<Record<ScenarioName, ScenarioAccuracy>>;
  readonly loans: readonly LoanAccuracy[];
}

const compared = (expected: Money, actual: Money): Compared => ({
  forecast: expected,
  actual,
  difference: actual.minus(expected),
});

const collectedOf = (expected: Money, collected: Money): Collected => ({
  expected,
  collected,
  difference: collected.minus(expected),
});

/** What was expected of a loan by a scenario, or collected on it. */
interface Amount extends ForecastLoan {
  readonly of: ScenarioName | 'collected';
  readonly on: CalendarDate;
  readonly principal: Money;
}

function amountsOf(made: Forecast, received: ReturnType<typeof capitalReceived>): Amount[] {
  const expected = SCENARIOS.flatMap((of) =>
    made.scenarios[of].expectedReceipts.map((each) => ({ ...each, of, on: each.expectedOn })),
  );
  const collected = received.map((each) => ({
    ...each,
    of: 'collected' as const,
    on: movedOn(each),
    principal: each.amount,
  }));
  return [...expected, ...collected];
}

const totalOf = (amounts: readonly Amount[], of: Amount['of']): Money =>
  sum(amounts.filter((each) => each.of === of).map((each) => each.principal));

/** By contract, each loan with what the forecast expected of it and what came. */
function loansOf(amounts: readonly Amount[]): LoanAccuracy[] {
  return [...groupBy(amounts, (each) => each.loanId).values()]
    .flatMap((of) =>
      of.slice(0, 1).map(({ loanId, contractNumber, cooperativeName }) => ({
        loanId,
        contractNumber,
        cooperativeName,
        scheduled: totalOf(of, 'scheduled'),
        planned: totalOf(of, 'planned'),
        record: totalOf(of, 'record'),
        collected: totalOf(of, 'collected'),
      })),
    )
    .toSorted((a, b) => compareText(a.contractNumber, b.contractNumber));
}

function explain(name: ScenarioName, loans: readonly LoanAccuracy[], around: Surroundings) {
  const parts: ExplainedPart[] = [
    { part: 'opening', amount: around.openingAvailablePrincipal.difference },
    ...loans.map(({ loanId, contractNumber, cooperativeName, ...of }) => ({
      part: 'receipts' as const,
      loanId,
      contractNumber,
      cooperativeName,
      amount: of.collected.minus(of[name]),
    })),
    { part: 'disbursements', amount: around.disbursements.difference.negated() },
    { part: 'contributions', amount: around.contributions.difference },
  ];
  return parts.filter(({ amount }) => !amount.isZero());
}

/** The months of the forecast, each with what was expected and what came in it. */
function monthsOf(name: ScenarioName, made: Forecast, amounts: readonly Amount[]) {
  const byMonth = groupBy(amounts, (each) => monthOf(each.on));
  return made.scenarios[name].months.map(({ month, expected }) => ({
    month,
    ...collectedOf(expected, totalOf(byMonth.get(month) ?? [], 'collected')),
  }));
}

/**
 * A forecast held against what came after its day and up to its end.
 *
 * @param facts as known now
 * @throws Error where the parts do not explain the difference: our bug, not a report
 */
export function forecastAccuracy(made: Forecast, facts: FundFacts): ForecastAccuracy {
  const days = { from: addDays(made.asOf, 1), to: made.until };
  const amounts = amountsOf(made, capitalReceived(facts, days));
  const loans = loansOf(amounts);
  const { plannedDisbursements, plannedContributions } = plannedSums(made.plannedMovements);
  const around: Surroundings = {
    openingAvailablePrincipal: compared(
      made.availablePrincipal,
      availableAt(facts.cash.all, made.asOf),
    ),
    disbursements: compared(plannedDisbursements, disbursed(facts, days)),
    contributions: compared(plannedContributions, capitalMoved(facts, days)),
  };
  const collected = totalOf(amounts, 'collected');
  const actual = availableAt(facts.cash.all, made.until);
  const accuracyOf = (name: ScenarioName): ScenarioAccuracy => {
    const { expectedTotal, availablePrincipal } = made.scenarios[name];
    const closing = compared(availablePrincipal, actual);
    const explained = explain(name, loans, around);
    ensure(
      sum(explained.map((each) => each.amount)).equals(closing.difference),
      'R18: the parts do not explain how far a forecast was off',
    );
    return {
      ...collectedOf(expectedTotal, collected),
      collectedPercent: sharePercentHalfUp(collected, expectedTotal),
      months: monthsOf(name, made, amounts),
      availablePrincipal: closing,
      explained,
    };
  };
  return {
    ...around,
    scenarios: {
      scheduled: accuracyOf('scheduled'),
      planned: accuracyOf('planned'),
      record: accuracyOf('record'),
    },
    loans,
  };
}
