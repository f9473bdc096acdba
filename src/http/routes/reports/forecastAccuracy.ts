import { Type } from 'typebox';
import { earlier } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import type {
  ForecastAccuracy,
  ScenarioAccuracy,
} from '../../../domain/reports/forecast/accuracy.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { reportForecastAccuracy } from '../../../usecases/reports/reportForecast.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentLine, presentShare } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  Money,
  Name,
  SignedMoney,
} from '../../schema/schemas.ts';
import { LoanFields, Month, ofEach, Percent, untilOf, UntilQuery } from './forecast.ts';

const Compared = Closed({
  forecast: SignedMoney,
  actual: SignedMoney,
  difference: { ...SignedMoney, description: 'Actual less forecast.' },
});

const CollectedFields = { expected: Money, collected: SignedMoney, difference: SignedMoney };

const Part = Closed({
  part: Name(['opening', 'receipts', 'disbursements', 'contributions'] as const),
  loanId: Type.Optional(Id),
  contractNumber: Type.Optional(Type.String()),
  cooperativeName: Type.Optional(Type.String()),
  amount: SignedMoney,
});

const AccuracyOfScenario = Closed({
  ...CollectedFields,
  collectedPercent: Percent,
  months: Type.Array(Closed({ month: Month, ...CollectedFields })),
  availablePrincipal: Compared,
  explained: Type.Array(Part, {
    description: 'The parts of the difference of `availablePrincipal`, which sum to it.',
  }),
});

const AccuracyAnswer = Closed(
  {
    madeAsOf: CalendarDate,
    madeKnownAt: Instant,
    until: CalendarDate,
    asOf: CalendarDate,
    knownAt: Instant,
    comparedUntil: DateOf('The earlier of `until` and `asOf`.'),
    openingAvailablePrincipal: {
      ...Compared,
      description: 'At the close of `madeAsOf`: what was entered since for days up to it differs.',
    },
    disbursements: Compared,
    contributions: Compared,
    scenarios: Closed({
      scheduled: AccuracyOfScenario,
      planned: AccuracyOfScenario,
      record: AccuracyOfScenario,
    }),
    loans: Type.Array(
      Closed({ ...LoanFields, scheduled: Money, planned: Money, record: Money, collected: Money }),
    ),
  },
  { title: 'ForecastAccuracy' },
);

function presentScenarioAccuracy(of: ScenarioAccuracy) {
  const { expected, collected, difference } = of;
  return {
    ...presentLine({ expected, collected, difference }),
    collectedPercent: presentShare(of.collectedPercent),
    months: of.months.map(presentLine),
    availablePrincipal: presentLine(of.availablePrincipal),
    explained: of.explained.map((part) => presentLine(part)),
  };
}

function presentAccuracy(accuracy: ForecastAccuracy) {
  return {
    openingAvailablePrincipal: presentLine(accuracy.openingAvailablePrincipal),
    disbursements: presentLine(accuracy.disbursements),
    contributions: presentLine(accuracy.contributions),
    scenarios: ofEach(accuracy.scenarios, presentScenarioAccuracy),
    loans: accuracy.loans.map(presentLine),
  };
}

/**
 * How a forecast of the past came out. It ends on the earlier of `until` and `asOf`, so that it can
 * be asked again and is answered the same.
 */
export const projectionAccuracyRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/projection/accuracy',
    {
      schema: {
        operationId: 'getProjectionAccuracy',
        summary: 'Holds a past forecast against what came',
        description:
          'The forecast of `madeAsOf`, worked out from what was known at `madeKnownAt`, against ' +
          'what is known at `knownAt` of the days after it, up to the earlier of `until` and ' +
          '`asOf`; the forecast is cut there too. A fund that was entered later knew nothing at ' +
          'the time: `madeKnownAt` is `knownAt` unless it is given, and never counts as later. ' +
          'Differences are actual less forecast.',
        tags: ['Reports'],
        querystring: Closed({
          madeAsOf: DateOf('The day of the forecast.'),
          madeKnownAt: Type.Optional({
            ...Instant,
            description:
              'Only what was recorded by then counts for the forecast; default `knownAt`.',
          }),
          until: UntilQuery,
          ...AsKnownQuery,
        }),
        response: { 200: AccuracyAnswer },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, async (tx, { asOf, knownAt }) => {
        const { madeAsOf } = query;
        const until = untilOf(query.until, madeAsOf);
        if (madeAsOf > asOf)
          throw invalid('?madeAsOf', {
            en: 'must not be after `asOf`',
            vi: 'không được sau `asOf`',
          });
        const comparedUntil = earlier(until, asOf);
        const given = query.madeKnownAt === undefined ? knownAt : new Date(query.madeKnownAt);
        const madeKnownAt = given < knownAt ? given : knownAt;
        const made = { asOf: madeAsOf, until: comparedUntil, knownAt: madeKnownAt };
        return {
          madeAsOf,
          madeKnownAt: madeKnownAt.toISOString(),
          until,
          asOf,
          knownAt: knownAt.toISOString(),
          comparedUntil,
          ...presentAccuracy(await reportForecastAccuracy(tx, made, knownAt)),
        };
      }),
  );
};
