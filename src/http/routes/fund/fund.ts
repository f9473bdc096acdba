import { LateFieldsWithReason, WITH_REASON } from '../../schema/lateBooking.ts';
import { Type, type Static } from 'typebox';
import { CHARTER } from '../../../domain/fund/sources.ts';
import { BearsRisk, Source, SourceOf, refuseRiskOfOthers } from '../../schema/sources.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import { money, text } from '../../../domain/primitives/money.ts';
import { readAsKnown, readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import { reportBalances } from '../../../usecases/reports/reportSection.ts';
import {
  capitalMovements,
  fundChanges,
  ownFund,
  requireCapitalMovement,
} from '../../../usecases/fund/lookUpFund.ts';
import { recordCapitalMovement } from '../../../usecases/fund/recordCapitalMovement.ts';
import { setLendingSuspension, suspensionAt } from '../../../usecases/fund/setLendingSuspension.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { LIST_FORMATS, ListFormQuery, listResponse, sendCsv } from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { inOrder, pageByDay } from '../../schema/cursor.ts';
import {
  presentSources,
  presentSourcesTotal,
  Sources,
  SourcesTotal,
} from '../../present/sources.ts';
import { NOT_BOOKED_LATER, placeOf, recordedOf, reversedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
  Name,
  Nullable,
  OrderQuery,
  Page,
  PageQuery,
  PositiveMoneyOf,
  SignedMoney,
} from '../../schema/schemas.ts';
import {
  Affects,
  BookedFields,
  DecisionNumber,
  Method,
  PaidPlace,
  PaidPlaceOf,
  ReversedFields,
} from '../../present/shapes.ts';

const Balances = Closed(
  {
    code: Type.String(),
    name: Type.String(),
    province: Type.String(),
    asOf: CalendarDate,
    knownAt: Instant,
    charterCapital: SignedMoney,
    principalOutstanding: Money,
    availablePrincipal: SignedMoney,
    principalChargedOff: Money,
    principalEntrusted: Type.Optional({
      ...Money,
      description: 'Principal that trustees have; left out, if there is none (R35).',
    }),
    sources: Sources,
    sourcesTotal: SourcesTotal,
  },
  { title: 'FundBalances' },
);

const MOVEMENTS = ['contribution', 'withdrawal'] as const;

const NewMovement = Closed(
  {
    kind: Name(MOVEMENTS, { description: 'Whether the fund was given it, or gave it back.' }),
    amount: PositiveMoneyOf('What was given or given back, whole đồng above 0.'),
    effectiveOn: DateOf('The day on which the money moved, not after today (R31).'),
    documentNumber: Code('The number of the decision or voucher.', '1322/QĐ-UBND'),
    method: Type.Optional(Method),
    source: Type.Optional(SourceOf('The source of the capital (R34); default `charter`.')),
    bearsRisk: Type.Optional(BearsRisk),
    place: PaidPlace,
    fromIncome: Type.Optional(
      Type.Literal(true, {
        description:
          'Interest and other money collected is added to the capital (R35): a contribution without ' +
          '`method` and `place`, at most what of it was collected and not used.',
      }),
    ),
    ...LateFieldsWithReason,
  },
  { title: 'NewCapitalMovement', ...WITH_REASON },
);

const movement = {
  id: Id,
  kind: Name(MOVEMENTS),
  amount: Money,
  documentNumber: Type.String(),
  method: Nullable(Name(METHODS)),
  source: Source,
  bearsRisk: Nullable(Type.Boolean()),
  place: PaidPlaceOf,
  fromIncome: Type.Optional(
    Type.Literal(true, { description: 'It was added from interest and other money (R35).' }),
  ),
  ...ReversedFields,
  ...BookedFields,
};

const Movement = Closed(movement, { title: 'CapitalMovement' });

const { place: _, fromIncome: __, ...MovementColumns } = movement;

/** The columns of the list as CSV; where the money was is told by the books of the places (R35). */
const MovementLine = Closed(MovementColumns);

function presentMovement(
  movement: Awaited<ReturnType<typeof recordCapitalMovement>>,
): Static<typeof Movement> {
  const { id, kind, documentNumber, method, source, bearsRisk } = movement;
  return {
    id,
    kind,
    amount: text(movement.amount),
    documentNumber,
    method,
    source,
    bearsRisk,
    ...placeOf(movement),
    ...(movement.fromIncome === true ? { fromIncome: true as const } : {}),
    ...reversedOf(movement),
    ...recordedOf(movement),
  };
}

/** The same with an amount that is a number. */
function lineOf(movement: Parameters<typeof presentMovement>[0]) {
  const { place: _, fromIncome: __, ...shown } = presentMovement(movement);
  return { ...NOT_BOOKED_LATER, ...shown, amount: movement.amount };
}

const NewSuspension = Closed(
  {
    suspended: Type.Boolean({ description: 'False lifts the suspension.' }),
    decisionNumber: DecisionNumber,
    decidedOn: DateOf('The day of the decision, from which it counts.'),
  },
  { title: 'NewLendingSuspension' },
);

const Suspension = Closed(
  {
    suspended: Type.Boolean(),
    decisionNumber: Nullable(Type.String()),
    decidedOn: Nullable(CalendarDate),
    effectiveOn: Nullable(
      DateOf(
        'The day from which it counts: the day of the decision, or of the handover by which it was taken over.',
      ),
    ),
    recordedAt: Nullable(Instant),
    recordedBy: Nullable(Type.String()),
  },
  { title: 'LendingSuspension' },
);

function presentSuspension(
  last: Awaited<ReturnType<typeof suspensionAt>>['inForce'],
): Static<typeof Suspension> {
  if (last === null) {
    const never = { decisionNumber: null, decidedOn: null, effectiveOn: null };
    return { suspended: false, ...never, recordedAt: null, recordedBy: null };
  }
  const { suspended, decisionNumber, decidedOn, effectiveOn } = last;
  const { recordedAt, recordedBy } = recordedOf(last);
  return { suspended, decisionNumber, decidedOn, effectiveOn, recordedAt, recordedBy };
}

const tags = ['Fund'];

/** The fund and its balances. */
export const fundRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund',
    {
      schema: {
        operationId: 'getFund',
        summary: 'Shows the fund and its balances at the close of a day',
        description:
          'Charter capital, outstanding, available and charged-off principal at the close of ' +
          '`asOf`, of all sources of capital; `sources` has each of them, whose capital is always ' +
          'the sum of its parts (R18, R34). Use it to see what can be lent.',
        tags,
        querystring: Closed(AsKnownQuery),
        response: { 200: Balances },
      },
    },
    ({ actor, query }, reply) =>
      readAsKnown(services, actor, query, async (tx, view) => {
        const { code, name, province } = ownFund(tx, view);
        sendVersion(reply, fundChanges(tx, view.knownAt).at(-1)?.id ?? null);
        const balances = await reportBalances(tx, view);
        return {
          code,
          name,
          province,
          asOf: view.asOf,
          knownAt: view.knownAt.toISOString(),
          charterCapital: text(balances.charterCapital),
          principalOutstanding: text(balances.principalOutstanding),
          availablePrincipal: text(balances.availablePrincipal),
          principalChargedOff: text(balances.principalChargedOff),
          ...(balances.principalEntrusted.isZero()
            ? {}
            : { principalEntrusted: text(balances.principalEntrusted) }),
          sources: presentSources(balances.sources),
          sourcesTotal: presentSourcesTotal(balances.sources),
        };
      }),
  );
};

/** Movements of the charter capital. */
export const capitalMovementRoutes: Routes = (app, services) => {
  app.post(
    '/v1/fund/capital-movements',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordCapitalMovement',
        summary: 'Records a contribution to the charter capital or a withdrawal from it',
        description:
          'Money given to the fund as charter capital, or given back, by a decision of its ' +
          'owner. A withdrawal may not take available principal below zero on any day (R18), ' +
          'and none is dated in the future (R31). The first act of a new fund.',
        tags,
        body: NewMovement,
        response: { 201: Closed({ ...movement, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body } = request;
        const { kind, effectiveOn, documentNumber, method = null, place = null } = body;
        const { fromIncome = false } = body;
        const amount = money(body.amount);
        const { source = CHARTER, bearsRisk = null } = body;
        refuseRiskOfOthers(source, bearsRisk, '/bearsRisk');
        const of = { kind, amount, effectiveOn, documentNumber, source, bearsRisk };
        const moved = { ...of, method, place, fromIncome };
        const added = recordCapitalMovement(tx, by, moved);
        return { ...presentMovement(added), affects: await affectsOfAct(tx) };
      }),
  );

  app.get(
    '/v1/fund/capital-movements',
    {
      schema: {
        operationId: 'listCapitalMovements',
        summary: 'Lists capital movements by date, reversed ones included',
        description:
          'Every contribution and withdrawal, in the order of its day. A reversed one stays, ' +
          'with `reversedAt` (R12).',
        tags,
        querystring: Closed({
          knownAt: AsKnownQuery.knownAt,
          source: Type.Optional(SourceOf('Of this source of capital (R34).')),
          ...OrderQuery,
          ...PageQuery,
          ...ListFormQuery,
        }),
        response: { 200: listResponse(Page(Movement)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const found = inOrder(capitalMovements(tx, knownAt, query.source), query.order);
        if (format === 'csv') return sendCsv(reply, query, MovementLine, found.map(lineOf));
        return pageByDay(found.map(presentMovement), query);
      });
    },
  );
};

/** A capital movement by its id. */
export const capitalMovementLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/capital-movements/:id',
    {
      schema: {
        operationId: 'getCapitalMovement',
        summary: 'Shows one capital movement',
        description:
          'A contribution or withdrawal by the id that entries name. One that was reversed has ' +
          '`reversedAt` (R12).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Movement },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) =>
        presentMovement(requireCapitalMovement(tx, params.id, knownAt)),
      ),
  );
};

/** The suspension of new lending: each change is kept, the last one counts. */
export const lendingSuspensionRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/lending-suspension',
    {
      schema: {
        operationId: 'getLendingSuspension',
        summary: 'Shows whether new lending is suspended on a day',
        description: 'Whether disbursements are refused on `asOf`, and by which decision (R29).',
        tags,
        querystring: Closed(AsKnownQuery),
        response: { 200: Suspension },
      },
    },
    ({ actor, query }, reply) =>
      readOnAnyDay(services, actor, query, (tx, view) => {
        const { inForce, version } = suspensionAt(tx, view);
        sendVersion(reply, version);
        return presentSuspension(inForce);
      }),
  );

  app.put(
    '/v1/fund/lending-suspension',
    {
      schema: {
        operationId: 'putLendingSuspension',
        summary: 'Suspends new lending from a decision on, or lifts the suspension',
        description:
          'From `decidedOn` on disbursements are refused, contracts are not (R29). Send ' +
          '`suspended: false` with the decision that lets lending go on.',
        tags,
        body: NewSuspension,
        response: { 200: Closed({ ...Suspension.properties, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const last = setLendingSuspension(tx, request.body, seenVersions(request));
        sendVersion(reply, last.id);
        return { ...presentSuspension(last), affects: await affectsOfAct(tx) };
      }),
  );
};
