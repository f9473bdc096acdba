import { Type } from 'typebox';
import type { CollectedShare } from '../../../domain/reports/forecast/collectionRecord.ts';
import {
  lastDayOfYear,
  stepFrom,
  type CalendarDate as CalendarDateText,
} from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import {
  DIFFERENCE_REASONS,
  FORECAST_GROUNDS,
  type Forecast,
  type ForecastReceipt,
  type Scenario,
  type ScenarioName,
} from '../../../domain/reports/forecast/forecast.ts';
import { sharePercentHalfUp, text } from '../../../domain/primitives/money.ts';
import { STANDINGS } from '../../../domain/loans/position.ts';
import { QUARTER_PATTERN } from '../../../domain/primitives/quarters.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { reportForecast } from '../../../usecases/reports/reportForecast.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentLine, presentShare } from '../../present/present.ts';
import { presentLater } from '../../present/rows.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';
import { PlannedEntry, presentPlanned } from '../fund/fundPlan.ts';

/** A month of a year. */
export const Month = Type.String({ pattern: '^\\d{4}-\\d{2}$', examples: ['2023-07'] });

/** The loan that a row is about. */
export const LoanFields = {
  loanId: Id,
  contractNumber: Type.String(),
  cooperativeName: Type.String(),
};

/** A percentage, or null. */
export const Percent = Nullable(
  Type.String({ description: 'With two decimals, half-up; null where the base is nothing.' }),
);

const Movements = {
  plannedDisbursements: Money,
  plannedContributions: {
    ...SignedMoney,
    description: 'Planned contributions less planned withdrawals.',
  },
};

const ScenarioAnswer = Closed(
  {
    expectedTotal: Money,
    ...Movements,
    availablePrincipal: { ...SignedMoney, description: 'At the close of `until`.' },
    months: Type.Array(
      Closed({
        month: Month,
        expected: Money,
        ...Movements,
        availablePrincipal: { ...SignedMoney, description: 'At the month’s end, or at `until`.' },
      }),
    ),
    expectedReceipts: Type.Array(
      Closed({
        ...LoanFields,
        expectedOn: CalendarDate,
        principal: Money,
        ground: Name(FORECAST_GROUNDS),
      }),
    ),
  },
  { title: 'ForecastScenario' },
);

const Share = Closed({ collected: Money, base: Money, percent: Percent });

const RecordAnswer = Closed({
  quarters: Type.Array(
    Closed({
      quarter: Type.String({ pattern: QUARTER_PATTERN, examples: ['2023-Q2'] }),
      from: CalendarDate,
      to: CalendarDate,
      overdueAtStart: { ...Money, description: 'Overdue principal on the day before the quarter.' },
      overdueCollected: Money,
      scheduledDue: {
        ...Money,
        description: 'What plans asked in the quarter, as they stood on the day before it.',
      },
      scheduledCollected: Money,
      otherCollected: {
        ...Money,
        description: 'Paid early, lent in the quarter itself, or recovered once charged off.',
      },
    }),
  ),
  scheduledShare: Share,
  overdueShare: Share,
});

const Amounts = {
  overduePrincipal: { ...Money, description: 'At the close of `asOf`.' },
  scheduled: Money,
  planned: Money,
  recordScheduled: { ...Money, description: 'The record’s share of `scheduled`.' },
  recordOverdue: { ...Money, description: 'The record’s share of `overduePrincipal`.' },
  record: Money,
  plannedLessScheduled: SignedMoney,
  recordLessPlanned: SignedMoney,
};

const Difference = Closed({
  ...LoanFields,
  standing: Name(STANDINGS),
  ...Amounts,
  reason: Name(DIFFERENCE_REASONS),
});

const ForecastAnswer = Closed(
  {
    asOf: CalendarDate,
    until: CalendarDate,
    knownAt: Instant,
    availablePrincipal: { ...SignedMoney, description: 'At the close of `asOf`.' },
    record: RecordAnswer,
    plannedMovements: Type.Array(PlannedEntry),
    scenarios: Closed({
      scheduled: ScenarioAnswer,
      planned: ScenarioAnswer,
      record: ScenarioAnswer,
    }),
    differences: Type.Array(Difference),
    differenceTotals: Closed(Amounts),
  },
  { title: 'Forecast' },
);

function presentCollected({ collected, base }: CollectedShare) {
  const percent = presentShare(sharePercentHalfUp(collected, base));
  return { ...presentLine({ collected, base }), percent };
}

/** As `presentLine` does, field by field: there may be hundreds of thousands. */
const presentReceipt = (receipt: ForecastReceipt) => ({
  loanId: receipt.loanId,
  contractNumber: receipt.contractNumber,
  cooperativeName: receipt.cooperativeName,
  expectedOn: receipt.expectedOn,
  principal: text(receipt.principal),
  ground: receipt.ground,
});

function presentScenario({ months, expectedReceipts, ...sums }: Scenario) {
  return {
    ...presentLine(sums),
    months: months.map(presentLine),
    expectedReceipts: presentLater(expectedReceipts, presentReceipt),
  };
}

/** The same of each scenario. */
export const ofEach = <T, P>(
  scenarios: Readonly<Record<ScenarioName, T>>,
  present: (of: T) => P,
) => ({
  scheduled: present(scenarios.scheduled),
  planned: present(scenarios.planned),
  record: present(scenarios.record),
});

function presentForecast(made: Forecast, knownAt: Date) {
  const { record } = made;
  return {
    asOf: made.asOf,
    until: made.until,
    knownAt: knownAt.toISOString(),
    availablePrincipal: text(made.availablePrincipal),
    record: {
      quarters: record.quarters.map(presentLine),
      scheduledShare: presentCollected(record.scheduledShare),
      overdueShare: presentCollected(record.overdueShare),
    },
    plannedMovements: made.plannedMovements.map(presentPlanned),
    scenarios: ofEach(made.scenarios, presentScenario),
    differences: presentLater(made.differences, presentLine),
    differenceTotals: presentLine(made.differenceTotals),
  };
}

const MOST_YEARS = 5;

/** The query parameter of a forecast's end. */
export const UntilQuery = Type.Optional(
  DateOf(`Last day of the forecast, at most ${MOST_YEARS} years on; default 31 December.`),
);

/**
 * The last day of a forecast made on a day.
 *
 * @throws DomainError validation
 */
export function untilOf(
  until: CalendarDateText | undefined,
  made: CalendarDateText,
): CalendarDateText {
  const last = until ?? lastDayOfYear(made);
  if (last < made)
    throw invalid('?until', {
      en: 'must not be before the day of the forecast',
      vi: 'không được trước ngày dự báo',
    });
  if (last > stepFrom(made, 'year', MOST_YEARS)) {
    throw invalid('?until', {
      en: `must not be more than ${MOST_YEARS} years after the forecast`,
      vi: `không được quá ${MOST_YEARS} năm sau ngày dự báo`,
    });
  }
  return last;
}

/** What becomes of the fund's principal money. */
export const projectionRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/projection',
    {
      schema: {
        operationId: 'getProjection',
        summary: 'Forecasts the available principal month by month, by three scenarios',
        description:
          'What is known at the close of `asOf`, up to the close of `until` (R20). `scheduled`: ' +
          'what contracts and decisions ask, recovery plans left aside; what is overdue was asked ' +
          'before. `planned`: what the fund section projects, so a plan takes the place of the ' +
          'schedule, and nothing is expected of an overdue loan without one. `record`: of each ' +
          'scheduled receipt `scheduledShare`, and of the principal overdue at `asOf` ' +
          '`overdueShare` on the last day of each quarter, of what is then left, half-up a row. ' +
          'The shares are what was collected of what there was to collect in the last four full ' +
          'quarters up to `asOf`. `differences` has a row for each loan that is overdue with ' +
          'principal or of which a scenario expects something; they sum to `differenceTotals`.',
        tags: ['Reports'],
        querystring: Closed({ ...AsKnownQuery, until: UntilQuery }),
        response: { 200: ForecastAnswer },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, async (tx, { asOf, knownAt }) => {
        const until = untilOf(query.until, asOf);
        return presentForecast(await reportForecast(tx, { asOf, until, knownAt }), knownAt);
      }),
  );
};
