import { Type } from 'typebox';
import { text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { loanPayoff } from '../../../usecases/loans/loanStatement.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
} from '../../schema/schemas.ts';
import { AudienceQuery, presentColumns } from './loanStatement.ts';

const Payoff = Closed(
  {
    loanId: Id,
    contractNumber: Type.String(),
    on: CalendarDate,
    knownAt: Instant,
    payoff: Money,
    principal: Money,
    chargedOffPrincipal: Money,
    inTermInterest: Money,
    overdueInterest: Money,
    lateInterest: Money,
    credits: Closed({ inTermInterest: Money, overdueInterest: Money, lateInterest: Money }),
    perDay: { ...Money, description: 'What one more day adds if nothing happens until then.' },
  },
  { title: 'Payoff' },
);

/** What pays a loan off. */
export const loanPayoffRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/payoff',
    {
      schema: {
        operationId: 'getLoanPayoff',
        summary: 'Shows what pays a loan off on a day, and what it is made of',
        description:
          'The sum to ask for if a borrower wants to pay all off on a day, class by class, ' +
          'with the lines of interest (R11, R15). For the borrower ask with `audience=borrower`: a charge-off ' +
          'is told to the fund alone (R40).',
        tags: ['Loans'],
        params: IdParams,
        querystring: Closed({
          on: Type.Optional(DateOf('The day of the payment; default today.')),
          knownAt: AsKnownQuery.knownAt,
          ...AudienceQuery,
        }),
        response: { 200: Payoff },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { asOf: today, knownAt }) => {
        const { on = today } = query;
        const found = loanPayoff(tx, params.id, { asOf: on, knownAt }, query.audience ?? 'fund');
        const { inTermInterest, overdueInterest, lateInterest } = found.credits;
        return {
          loanId: params.id,
          contractNumber: found.contractNumber,
          on,
          knownAt: knownAt.toISOString(),
          payoff: text(found.payoff),
          ...presentColumns(found.owed),
          credits: {
            inTermInterest: text(inTermInterest),
            overdueInterest: text(overdueInterest),
            lateInterest: text(lateInterest),
          },
          perDay: text(found.perDay),
        };
      }),
  );
};
