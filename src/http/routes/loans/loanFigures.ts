import { Type } from 'typebox';
import { text } from '../../../domain/primitives/money.ts';
import type { Schedule } from '../../../domain/loans/explained/schedule.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { loanPosition, requireLoan } from '../../../usecases/loans/loanState.ts';
import { loanInterest, loanSchedule } from '../../../usecases/loans/lookUpLoans.ts';
import type { Routes } from '../../service/appTypes.ts';
import { openedOnOf, presentPosition, presentSegment } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
  SignedMoney,
} from '../../schema/schemas.ts';
import { OpenedOn, Position, Segment } from '../../present/shapes.ts';

/** The plan of a loan, as answered. */
export const ScheduleFields = {
  instalments: Type.Array(
    Closed({
      number: Type.Integer({ minimum: 1 }),
      dueOn: CalendarDate,
      payableBy: CalendarDate,
      principal: Money,
      principalUnpaid: Money,
    }),
  ),
  interestPeriods: Type.Array(
    Closed({
      number: Type.Integer({ minimum: 1 }),
      from: CalendarDate,
      to: CalendarDate,
      payableBy: CalendarDate,
      interest: Money,
      interestUnpaid: Money,
      segments: Type.Array(Segment),
    }),
  ),
};

const InterestListing = Closed(
  {
    loanId: Id,
    from: CalendarDate,
    to: CalendarDate,
    knownAt: Instant,
    segments: Type.Array(Segment),
    totals: Closed({ inTerm: SignedMoney, overdue: SignedMoney, late: SignedMoney }),
  },
  { title: 'InterestListing' },
);

export function presentSchedule({ instalments, interestPeriods }: Schedule) {
  return {
    instalments: instalments.map((each) => ({
      ...each,
      principal: text(each.principal),
      principalUnpaid: text(each.principalUnpaid),
    })),
    interestPeriods: interestPeriods.map((each) => ({
      ...each,
      interest: text(each.interest),
      interestUnpaid: text(each.interestUnpaid),
      segments: each.segments.map(presentSegment),
    })),
  };
}

const tags = ['Loans'];

/** What is worked out of a contract and its facts. */
export const loanFigureRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/position',
    {
      schema: {
        operationId: 'getLoanPosition',
        summary: 'Shows where a loan stands at the close of a day',
        description:
          'Everything that is owed at the close of `asOf`: principal, each class of ' +
          'interest, days past due, debt group, payoff (R15, R16). It is worked out from the ' +
          'facts, and answers the same for ever for the same `asOf` and `knownAt` (R21).',
        tags,
        params: IdParams,
        querystring: Closed(AsKnownQuery),
        response: { 200: Position },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, view) =>
        presentPosition(loanPosition(tx, params.id, view)),
      ),
  );

  app.get(
    '/v1/loans/:id/schedule',
    {
      schema: {
        operationId: 'getLoanSchedule',
        summary: 'Shows the instalments and interest periods as planned at the close of a day',
        description:
          'What is still to come and what was paid, after all restructurings and recalls ' +
          'dated until `asOf` (R4, R5, R14). Future interest is planned as if all is paid on ' +
          'time.',
        tags,
        params: IdParams,
        querystring: Closed(AsKnownQuery),
        response: {
          200: Closed({
            loanId: Id,
            asOf: CalendarDate,
            knownAt: Instant,
            openedOn: OpenedOn,
            ...ScheduleFields,
          }),
        },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, view) => ({
        loanId: params.id,
        asOf: view.asOf,
        knownAt: view.knownAt.toISOString(),
        ...openedOnOf(requireLoan(tx, params.id, view.knownAt)),
        ...presentSchedule(loanSchedule(tx, params.id, view)),
      })),
  );
};

/** Interest, line by line. */
export const loanInterestRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/interest',
    {
      schema: {
        operationId: 'getLoanInterest',
        summary: 'Lists the interest of the days from `from` to the day before `to`',
        description:
          'Each run of days with the same balance and rate as one line that can be checked ' +
          'by hand: balance × rate × days / 36500, rounded half-up (R3). `from` counts, `to` ' +
          'does not.',
        tags,
        params: IdParams,
        querystring: Closed({
          from: DateOf('The first day.'),
          to: DateOf('The day after the last one.'),
          knownAt: AsKnownQuery.knownAt,
        }),
        response: { 200: InterestListing },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { from, to } = query;
        const { segments, totals } = loanInterest(tx, params.id, { from, to, knownAt });
        const { inTerm, overdue, late } = totals;
        return {
          loanId: params.id,
          from,
          to,
          knownAt: knownAt.toISOString(),
          segments: segments.map(presentSegment),
          totals: { inTerm: text(inTerm), overdue: text(overdue), late: text(late) },
        };
      }),
  );
};
