import {
  issueOverdueNotice,
  issueRecallNotice,
} from '../../../usecases/notices/issueDemandNotice.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { Closed, DateOf, IdParams } from '../../schema/schemas.ts';
import { IssuedNotice, presentIssued } from './noticeShapes.ts';

const tags = ['Notices'];

const IssuedOn = DateOf('The date of the notice; the facts dated until then count.');

/** The demand notices: about one loan, outside the quarters (TT39 art. 20 and 21). */
export const demandNoticeRoutes: Routes = (app, services) => {
  const addressOf = ({ id }: { readonly id: string }) => `/v1/notices/${id}`;

  app.post(
    '/v1/loans/:id/overdue-notices',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'issueOverdueNotice',
        summary: 'Issues the notice that principal of a loan has turned overdue',
        description:
          'How much is overdue, since when and at what rate; to pay with it are overdue and late ' +
          'interest until `payBy`, and in-term interest in arrears on `issuedOn` (TT39 art. 20).',
        tags,
        params: IdParams,
        body: Closed({
          issuedOn: IssuedOn,
          payBy: DateOf('The day by which is to be paid.'),
        }),
        response: { 201: IssuedNotice },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const by = { actor: request.actor, today: services.clock.today() };
          const notice = await issueOverdueNotice(tx, by, request.params.id, request.body);
          return presentIssued(tx, request, notice);
        },
        addressOf,
      ),
  );

  app.post(
    '/v1/recalls/:id/notices',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'issueRecallNotice',
        summary: 'Issues the notice of an early recall, one a recall',
        description:
          'All outstanding principal and all interest, to pay by the deadline of the recall; when ' +
          'the principal turns overdue, and at what rate (TT39 art. 21).',
        tags,
        params: IdParams,
        body: Closed({ issuedOn: IssuedOn }),
        response: { 201: IssuedNotice },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const by = { actor: request.actor, today: services.clock.today() };
          const { issuedOn } = request.body;
          const notice = await issueRecallNotice(tx, by, request.params.id, issuedOn);
          return presentIssued(tx, request, notice);
        },
        addressOf,
      ),
  );
};
