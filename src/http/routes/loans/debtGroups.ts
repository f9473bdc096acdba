import { Type } from 'typebox';
import { addDays } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { STANDINGS } from '../../../domain/loans/position.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { debtGroupHistory } from '../../../usecases/loans/debtGroupHistory.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Name,
  Nullable,
} from '../../schema/schemas.ts';
import { DebtGroupNumber } from '../../present/shapes.ts';

/** Ten years. */
const MOST_DAYS = 3_660;

const Span = Closed(
  {
    from: CalendarDate,
    to: DateOf('The last of the days.'),
    standing: Name(STANDINGS),
    daysPastDue: Type.Integer({ minimum: 0, description: 'On the first of the days.' }),
    ownDebtGroup: Nullable(DebtGroupNumber),
    debtGroup: Nullable(DebtGroupNumber),
  },
  { title: 'DebtGroupSpan' },
);

/** How a loan was classified from day to day (R16). */
export const debtGroupHistoryRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/debt-groups',
    {
      schema: {
        operationId: 'getDebtGroups',
        summary: 'Shows how the debt group of a loan went, from day to day',
        description:
          'Each stretch of days with the same debt group, and why (R16), over at most ten ' +
          'years.',
        tags: ['Loans'],
        params: IdParams,
        querystring: Closed({
          from: DateOf('The first day.'),
          to: DateOf('The last day, at most ten years after the first.'),
          knownAt: AsKnownQuery.knownAt,
        }),
        response: {
          200: Closed({
            loanId: Id,
            from: CalendarDate,
            to: CalendarDate,
            knownAt: Instant,
            spans: Type.Array(Span),
          }),
        },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { from, to } = query;
        if (to > addDays(from, MOST_DAYS))
          throw invalid('?to', { en: 'must be within ten years', vi: 'phải trong vòng mười năm' });
        const spans = debtGroupHistory(tx, params.id, { from, to, knownAt });
        return { loanId: params.id, from, to, knownAt: knownAt.toISOString(), spans };
      }),
  );
};
