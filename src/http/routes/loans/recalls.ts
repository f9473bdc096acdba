import { LateFieldsWithReason, WITH_REASON } from '../../schema/lateBooking.ts';
import { Type, type Static } from 'typebox';
import { money, text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { recallsOf, recoveryPlanOf } from '../../../usecases/loans/lookUpLoans.ts';
import { recordRecall, withdrawRecall } from '../../../usecases/loans/recordRecall.ts';
import { setRecoveryPlan } from '../../../usecases/loans/setRecoveryPlan.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { warnedOfAct } from '../../present/warnedOfAct.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isDate, isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { presentAround, recordedOf, reversedOf } from '../../present/present.ts';
import { TEXT_LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
  Nullable,
  Page,
  PageQuery,
  PositiveMoneyOf,
  Text,
} from '../../schema/schemas.ts';
import {
  Affects,
  AroundDecision,
  BookedFields,
  DecisionNumber,
  ReversedFields,
} from '../../present/shapes.ts';

type Recalled = Awaited<ReturnType<typeof recallsOf>>[number];

type Planned = Awaited<ReturnType<typeof recoveryPlanOf>>;

const DecisionFields = { decisionNumber: DecisionNumber, decidedOn: CalendarDate };

const withdrawalFields = { id: Id, recallId: Id, ...DecisionFields, ...BookedFields };

const Withdrawal = Closed(withdrawalFields);

const recallFields = {
  id: Id,
  loanId: Id,
  ...DecisionFields,
  deadline: CalendarDate,
  ground: Nullable(Type.String({ description: 'Why it is recalled; null: it was not told.' })),
  ...BookedFields,
  ...ReversedFields,
  withdrawal: Nullable(Withdrawal),
};

export const Recall = Closed(recallFields, { title: 'Recall' });

export function presentRecall(recall: Recalled) {
  const { id, loanId, decisionNumber, decidedOn, deadline, ground, withdrawal } = recall;
  return {
    id,
    loanId,
    decisionNumber,
    decidedOn,
    deadline,
    ground,
    ...recordedOf(recall),
    ...reversedOf(recall),
    withdrawal: withdrawal === null ? null : presentWithdrawal(withdrawal),
  };
}

function presentWithdrawal(withdrawal: NonNullable<Recalled['withdrawal']>) {
  const { id, recallId, decisionNumber, decidedOn } = withdrawal;
  return { id, recallId, decisionNumber, decidedOn, ...recordedOf(withdrawal) };
}

const tags = ['Decisions'];

/** Early recalls and their withdrawal (R14 b). */
export const recallRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/recalls',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recallLoan',
        summary: 'Recalls a loan early: all principal falls due on the deadline',
        description:
          'By a decision, where a borrower breaks the contract or ceases to work. Until ' +
          '`deadline` the loan stays in term; after it all that is unpaid is overdue (R14). ' +
          'Issue its notice next.',
        tags,
        params: IdParams,
        body: Closed(
          {
            decisionNumber: DecisionNumber,
            decidedOn: DateOf('The day of the decision, from which it counts.'),
            deadline: DateOf(
              'The day by which all principal is to be paid, not before `decidedOn`.',
            ),
            ground: Type.Optional(
              Text('Why it is recalled, as the decision says.', 'Sử dụng vốn sai mục đích'),
            ),
            ...LateFieldsWithReason,
          },
          WITH_REASON,
        ),
        response: { 201: Closed({ ...recallFields, ...AroundDecision }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const decided = recordRecall(tx, request.params.id, request.body);
        const around = presentAround(decided, await affectsOfAct(tx));
        return {
          ...presentRecall(decided.recall),
          ...around,
          ...warnedOfAct(tx, services, request),
        };
      }),
  );

  app.get(
    '/v1/loans/:id/recalls',
    {
      schema: {
        operationId: 'listRecalls',
        summary: 'Lists the recalls of a loan, withdrawn and reversed ones included',
        description: 'Each recall with its withdrawal, if it has one (R14).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery }),
        response: { 200: Page(Recall) },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { limit = 50 } = query;
        const keyOf = (row: Static<typeof Recall>) => [row.effectiveOn, row.recordedAt];
        const after = keyAfter(query.cursor, [isDate, isInstant])?.join(' ') ?? '';
        const rows = recallsOf(tx, params.id, knownAt).map(presentRecall);
        return pageOf(
          rows.filter((row) => keyOf(row).join(' ') > after),
          limit,
          keyOf,
        );
      }),
  );
};

/** Recalls that are given up (R14 b). */
export const recallWithdrawalRoutes: Routes = (app, services) => {
  app.post(
    '/v1/recalls/:id/withdrawal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'withdrawRecall',
        summary: 'Withdraws a recall: the dates of the contract count again',
        description:
          'By a later decision. Days gone by keep what they had; from `decidedOn` the dates ' +
          'of the contract count again (R14). A recall entered by mistake is reversed ' +
          'instead (R12).',
        tags,
        params: IdParams,
        body: Closed(
          {
            decisionNumber: DecisionNumber,
            decidedOn: DateOf('The day from which the dates of the contract count again.'),
            ...LateFieldsWithReason,
          },
          WITH_REASON,
        ),
        response: { 201: Closed({ ...withdrawalFields, ...AroundDecision }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const decided = withdrawRecall(tx, request.params.id, request.body);
        const around = presentAround(decided, await affectsOfAct(tx));
        const told = warnedOfAct(tx, services, request);
        return { ...presentWithdrawal(decided.withdrawal), ...around, ...told };
      }),
  );
};

const Plan = Closed(
  {
    loanId: Id,
    entries: Type.Array(
      Closed({ expectedOn: CalendarDate, principal: Money, ground: Nullable(Type.String()) }),
    ),
    recordedAt: Nullable(Instant),
    recordedBy: Nullable(Type.String()),
  },
  { title: 'RecoveryPlan' },
);

const MOST_ENTRIES = 600;

const PlanBody = Closed({
  entries: Type.Array(
    Closed({
      expectedOn: DateOf('The day on which it is expected.'),
      principal: PositiveMoneyOf('The principal expected on it, whole đồng.'),
      ground: Type.Optional(Text('Why it is expected.', 'cam kết trả nợ của HTX')),
    }),
    { maxItems: MOST_ENTRIES, description: 'In place of those before; none ends the plan.' },
  ),
});

function presentPlan(loanId: string, plan: Planned) {
  if (plan === null) return { loanId, entries: [], recordedAt: null, recordedBy: null };
  const { recordedAt, recordedBy } = recordedOf(plan);
  const entries = plan.entries.map((each) => ({ ...each, principal: text(each.principal) }));
  return { loanId, entries, recordedAt, recordedBy };
}

/** What a cooperative has undertaken to repay, and when (R20). */
export const recoveryPlanRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/recovery-plan',
    {
      schema: {
        operationId: 'getRecoveryPlan',
        summary: 'Shows the recovery plan of a loan',
        description:
          'What the borrower has promised to repay and when, as the projection takes it in ' +
          'place of the schedule (R20).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Plan },
      },
    },
    ({ actor, params, query }, reply) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const plan = recoveryPlanOf(tx, params.id, knownAt);
        sendVersion(reply, plan?.id ?? null);
        return presentPlan(params.id, plan);
      }),
  );

  app.put(
    '/v1/loans/:id/recovery-plan',
    {
      bodyLimit: TEXT_LIST_BODY_BYTES,
      schema: {
        operationId: 'putRecoveryPlan',
        summary: 'Puts a recovery plan in place of the one before',
        description:
          'The projection to 31 December expects these entries of the loan, in place of its ' +
          'schedule (R20). An empty list ends the plan.',
        tags,
        params: IdParams,
        body: PlanBody,
        response: { 200: Closed({ ...Plan.properties, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const loanId = request.params.id;
        const entries = request.body.entries.map(({ expectedOn, principal, ground }) => ({
          expectedOn,
          principal: money(principal),
          ground: ground ?? null,
        }));
        const plan = setRecoveryPlan(tx, by, { loanId, entries }, seenVersions(request));
        sendVersion(reply, plan.id);
        return { ...presentPlan(loanId, plan), affects: await affectsOfAct(tx) };
      }),
  );
};
