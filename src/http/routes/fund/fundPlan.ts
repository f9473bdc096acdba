import { Type } from 'typebox';
import { PLANNED_KINDS, type PlannedMovement } from '../../../domain/fund/plannedMovements.ts';
import { money, text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { fundPlanOf } from '../../../usecases/fund/lookUpFund.ts';
import { setFundPlan } from '../../../usecases/fund/setFundPlan.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import { TEXT_LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Instant,
  Money,
  Name,
  Nullable,
  PositiveMoneyOf,
  Text,
} from '../../schema/schemas.ts';
import { Affects } from '../../present/shapes.ts';

type Planned = Awaited<ReturnType<typeof fundPlanOf>>;

/** A planned movement of the fund's money, as it is answered. */
export const PlannedEntry = Closed(
  {
    kind: Name(PLANNED_KINDS),
    expectedOn: CalendarDate,
    amount: Money,
    ground: Nullable(Type.String()),
  },
  { title: 'PlannedMovement' },
);

export function presentPlanned({ kind, expectedOn, amount, ground }: PlannedMovement) {
  return { kind, expectedOn, amount: text(amount), ground };
}

const Plan = Closed(
  {
    entries: Type.Array(PlannedEntry),
    recordedAt: Nullable(Instant),
    recordedBy: Nullable(Type.String()),
  },
  { title: 'FundPlan' },
);

const MOST_ENTRIES = 600;

const PlanBody = Closed({
  entries: Type.Array(
    Closed({
      kind: Name(PLANNED_KINDS, {
        description: 'To be lent, to be given to the fund, or to be given back by it.',
      }),
      expectedOn: DateOf('The day on which it is planned.'),
      amount: PositiveMoneyOf('What is planned, whole đồng above 0.'),
      ground: Type.Optional(Text('Why it is planned.', 'kế hoạch cho vay năm 2024')),
    }),
    { maxItems: MOST_ENTRIES, description: 'In place of those before; none ends the plan.' },
  ),
});

function presentPlan(plan: Planned) {
  if (plan === null) return { entries: [], recordedAt: null, recordedBy: null };
  const { recordedAt, recordedBy } = recordedOf(plan);
  return { entries: plan.entries.map(presentPlanned), recordedAt, recordedBy };
}

/** What the fund plans to lend, to be given and to give back: the last version counts (R20). */
export const fundPlanRoutes: Routes = (app, services) => {
  const tags = ['Fund'];
  app.get(
    '/v1/fund/plan',
    {
      schema: {
        operationId: 'getFundPlan',
        summary: 'Shows the planned disbursements, contributions and withdrawals of the fund',
        description:
          'What is planned to be lent, given and given back, as the projection to 31 ' +
          'December takes it (R20).',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Plan },
      },
    },
    ({ actor, query }, reply) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const plan = fundPlanOf(tx, knownAt);
        sendVersion(reply, plan?.id ?? null);
        return presentPlan(plan);
      }),
  );

  app.put(
    '/v1/fund/plan',
    {
      bodyLimit: TEXT_LIST_BODY_BYTES,
      schema: {
        operationId: 'putFundPlan',
        summary: 'Puts a plan of the fund’s own money in place of the one before',
        description:
          'The projection takes entries dated after its day, up to its end (R20); earlier ones are ' +
          'past and count as nothing.',
        tags,
        body: PlanBody,
        response: { 200: Closed({ ...Plan.properties, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const entries = request.body.entries.map((each) => ({
          ...each,
          amount: money(each.amount),
          ground: each.ground ?? null,
        }));
        const plan = setFundPlan(tx, by, entries, seenVersions(request));
        sendVersion(reply, plan.id);
        return { ...presentPlan(plan), affects: await affectsOfAct(tx) };
      }),
  );
};
