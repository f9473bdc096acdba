import { Type } from 'typebox';
import { INCOME_KINDS } from '../../../domain/fund/income.ts';
import { money } from '../../../domain/primitives/money.ts';
import {
  incomeMovements,
  placeIdsOf,
  requireIncomeMovement,
  requireTransfer,
  transfers,
} from '../../../usecases/fund/lookUpPlaces.ts';
import { recordIncomeMovement } from '../../../usecases/fund/recordIncomeMovement.ts';
import { recordTransfer } from '../../../usecases/fund/recordTransfer.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { LIST_FORMATS, ListFormQuery, listResponse, sendCsv } from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { NOT_BOOKED_LATER } from '../../present/present.ts';
import { Affects, Method, PaidPlace, PlaceName } from '../../present/shapes.ts';
import { inOrder, pageByDay } from '../../schema/cursor.ts';
import { SourceOf } from '../../schema/sources.ts';
import { LateFieldsWithReason, WITH_REASON } from '../../schema/lateBooking.ts';
import {
  AsKnownQuery,
  Closed,
  Code,
  DateOf,
  IdParams,
  Name,
  OrderQuery,
  Page,
  PageQuery,
  PositiveMoneyOf,
  Text,
} from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  IncomeShape,
  presentIncome,
  presentTransfer,
  transferFields,
  TransferShape,
} from './placeShapes.ts';

const tags = ['Places'];

const NewTransfer = Closed(
  {
    from: { ...PlaceName, description: 'The place that the money leaves (R35).' },
    to: { ...PlaceName, description: 'The place to which the money comes (R35).' },
    amount: PositiveMoneyOf('What goes from the one to the other, whole đồng above 0.'),
    effectiveOn: DateOf('The day on which the money moved, not after today (R31).'),
    voucherNumber: Code('The number of the voucher, unlike those of the year.', 'CT01/2023'),
    source: Type.Optional(
      SourceOf(
        'Of what goes to a trustee or comes back: the source of the capital; default `charter`.',
      ),
    ),
    note: Type.Optional(Text('What it is for.', 'Nộp tiền mặt vào tài khoản')),
    ...LateFieldsWithReason,
  },
  { title: 'NewTransfer', ...WITH_REASON },
);

const NewIncomeMovement = Closed(
  {
    kind: Name(INCOME_KINDS, {
      description:
        '`received`: interest of a bank, fees, what a trustee passes on of interest. `paid_out`: to the ' +
        'budget, for costs. `brought_forward`: what was there when the fund began to use the service.',
    }),
    amount: PositiveMoneyOf('What came in or was paid out, whole đồng above 0.'),
    effectiveOn: DateOf('The day on which the money moved, not after today (R31).'),
    documentNumber: Code('The number of the voucher or decision.', 'PC12/2023'),
    description: Type.Optional(Text('What it is.', 'Lãi tiền gửi tháng 6/2023')),
    method: Type.Optional(Method),
    place: PaidPlace,
    ...LateFieldsWithReason,
  },
  { title: 'NewIncomeMovement', ...WITH_REASON },
);

const listQuery = Closed({
  knownAt: AsKnownQuery.knownAt,
  ...OrderQuery,
  ...PageQuery,
  ...ListFormQuery,
});

/** Transfers between places. */
export const transferRoutes: Routes = (app, services) => {
  app.post(
    '/v1/fund/transfers',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordTransfer',
        summary: 'Records money that went from one place of the fund to another',
        description:
          'Cash paid in at the bank, money put into a term deposit, capital given to a trustee. What goes ' +
          'to a trustee leaves the available principal and stands as entrusted, and what the trustee gives ' +
          'back is available again (R18, R35); its interest is an income movement. Refused where a place ' +
          'that is known to be kept whole would have less than nothing.',
        tags,
        body: NewTransfer,
        response: { 201: Closed({ ...transferFields, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { from, to, effectiveOn, voucherNumber, note = null, source = null } = request.body;
        const asked = { from, to, effectiveOn, voucherNumber, note, source };
        const amount = money(request.body.amount);
        const stored = recordTransfer(tx, by, { ...asked, amount });
        const shown = presentTransfer(stored, placeIdsOf(tx, stored.recordedAt));
        return { ...shown, affects: await affectsOfAct(tx) };
      }),
  );
};

/** The transfers, and one of them. */
export const transferLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/transfers',
    {
      schema: {
        operationId: 'listTransfers',
        summary: 'Lists transfers between places by date, reversed ones included',
        description:
          'Every transfer in the order of its day. A reversed one stays, with `reversedAt`.',
        tags,
        querystring: listQuery,
        response: { 200: listResponse(Page(TransferShape)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const idOf = placeIdsOf(tx, knownAt);
        const found = inOrder(transfers(tx, knownAt), query.order);
        if (format === 'json')
          return pageByDay(
            found.map((each) => presentTransfer(each, idOf)),
            query,
          );
        const lines = found.map((each) => ({
          ...NOT_BOOKED_LATER,
          ...presentTransfer(each, idOf),
          amount: each.amount,
        }));
        return sendCsv(reply, query, TransferShape, lines);
      });
    },
  );

  app.get(
    '/v1/transfers/:id',
    {
      schema: {
        operationId: 'getTransfer',
        summary: 'Shows one transfer',
        description:
          'A transfer by the id that entries name; `reversedAt`, if it was reversed (R12).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: TransferShape },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) =>
        presentTransfer(requireTransfer(tx, params.id, knownAt), placeIdsOf(tx, knownAt)),
      ),
  );
};

/** Money beside the principal. */
export const incomeRoutes: Routes = (app, services) => {
  app.post(
    '/v1/fund/income-movements',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordIncomeMovement',
        summary: 'Records money beside the principal that came in, or was paid out',
        description:
          'Interest and other money is kept apart from the principal (R18). Receipts of loans enter their ' +
          'interest by themselves; this is for what else comes in, and for the way out: what is paid to ' +
          'the budget or for costs, at most what there is (R35). What is added to the capital by a decision ' +
          'is a capital movement with `fromIncome`.',
        tags,
        body: NewIncomeMovement,
        response: { 201: IncomeShape },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { kind, effectiveOn, documentNumber, description = null } = request.body;
        const { amount, method = null, place = null } = request.body;
        const said = { kind, effectiveOn, documentNumber, description, method, place };
        const stored = recordIncomeMovement(tx, by, { ...said, amount: money(amount) });
        return presentIncome(stored, placeIdsOf(tx, stored.recordedAt));
      }),
  );
};

/** The movements of money beside the principal, and one of them. */
export const incomeLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/income-movements',
    {
      schema: {
        operationId: 'listIncomeMovements',
        summary: 'Lists movements of money beside the principal by date, reversed ones included',
        description:
          'Every one in the order of its day; the interest of receipts stands in the receipts book. A ' +
          'reversed one stays, with `reversedAt`.',
        tags,
        querystring: listQuery,
        response: { 200: listResponse(Page(IncomeShape)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const idOf = placeIdsOf(tx, knownAt);
        const found = inOrder(incomeMovements(tx, knownAt), query.order);
        if (format === 'json')
          return pageByDay(
            found.map((each) => presentIncome(each, idOf)),
            query,
          );
        const lines = found.map((each) => ({
          ...NOT_BOOKED_LATER,
          ...presentIncome(each, idOf),
          amount: each.amount,
        }));
        return sendCsv(reply, query, IncomeShape, lines);
      });
    },
  );

  app.get(
    '/v1/income-movements/:id',
    {
      schema: {
        operationId: 'getIncomeMovement',
        summary: 'Shows one movement of money beside the principal',
        description: 'By the id that entries name; `reversedAt`, if it was reversed (R12).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: IncomeShape },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) =>
        presentIncome(requireIncomeMovement(tx, params.id, knownAt), placeIdsOf(tx, knownAt)),
      ),
  );
};
