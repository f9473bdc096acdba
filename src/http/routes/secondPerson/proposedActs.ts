import { Type } from 'typebox';
import { PROPOSAL_STATUSES } from '../../../domain/secondPerson/proposals.ts';
import {
  listProposals,
  proposerOf,
  rejectAct,
  requireProposal,
  withdrawAct,
} from '../../../usecases/secondPerson/proposals.ts';
import { readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import type { Services } from '../../../usecases/view/services.ts';
import type { Actor } from '../../../usecases/access/authenticate.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { carryOutProposed, refuseWithoutPermission } from '../../service/secondPerson.ts';
import { DOCUMENT_BYTES, MOST_DOCUMENT_CHARACTERS } from '../handover/documentShape.ts';
import { ConfirmedAct, presentProposal, ProposedAct } from '../../present/proposedActs.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  AsKnownQuery,
  Closed,
  IdParams,
  Name,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';

const tags = ['Second person'];

/** Acts that wait for a second person, and those that did. */
export const proposalLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/proposed-acts',
    {
      schema: {
        operationId: 'listProposedActs',
        summary: 'Lists the acts that were proposed to a second person, the latest first',
        description:
          'What waits to be confirmed is `open`. How an act stands is told as of today: one that nobody ended ' +
          'is `expired` after its last day.',
        tags,
        querystring: Closed({
          status: Type.Optional(Name(PROPOSAL_STATUSES, { description: 'Only these.' })),
          knownAt: AsKnownQuery.knownAt,
          ...PageQuery,
        }),
        response: { 200: Page(ProposedAct) },
      },
    },
    ({ actor, query }) =>
      readOnAnyDay(services, actor, query, (fund, { knownAt }) => {
        const { limit = 50, cursor, status } = query;
        const [key] = keyAfter(cursor, [isInstant]) ?? [];
        const before = key === undefined ? undefined : new Date(key);
        const seen = { today: services.clock.today(), knownAt };
        const found = listProposals(fund, { status, before, limit: limit + 1 }, seen);
        return pageOf(found.map(presentProposal), limit, (row) => [row.recordedAt]);
      }),
  );

  app.get(
    '/v1/proposed-acts/:id',
    {
      schema: {
        operationId: 'getProposedAct',
        summary: 'Shows a proposed act: what it would do, who proposed it, what became of it',
        description: 'As it was asked; once confirmed, `location` leads to what was recorded.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: ProposedAct },
      },
    },
    ({ actor, params, query }) =>
      readOnAnyDay(services, actor, query, (fund, { knownAt }) =>
        presentProposal(
          requireProposal(fund, params.id, { today: services.clock.today(), knownAt }),
        ),
      ),
  );
};

/** The proposed act and who proposed it, as whoever asks may end it. */
const proposed = (services: Services, actor: Actor, id: string) =>
  readOnAnyDay(services, actor, {}, async (fund, { knownAt }) => {
    const today = services.clock.today();
    const { proposal } = requireProposal(fund, id, { today, knownAt });
    refuseWithoutPermission(proposal, actor);
    return { proposal, fund, today };
  });

/** Rejecting and withdrawing what was proposed. */
export const proposalEndRoutes: Routes = (app, services) => {
  app.post(
    '/v1/proposed-acts/:id/rejection',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'rejectProposedAct',
        summary: 'Rejects what another person proposed, with a reason',
        description:
          'Nothing takes effect. Whoever rejects has the permission that the act itself needs; the proposer ' +
          'withdraws instead.',
        tags,
        params: IdParams,
        body: Closed(
          { reason: Text('Why it is not confirmed.', 'Chưa đủ hồ sơ') },
          { title: 'Rejection' },
        ),
        response: { 201: ProposedAct },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      await proposed(services, actor, params.id);
      return act(services, request, reply, 201, (tx) => {
        const on = { today: services.clock.today() };
        return presentProposal(rejectAct(tx, on, { id: params.id, reason: body.reason }));
      });
    },
  );

  app.post(
    '/v1/proposed-acts/:id/withdrawal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'withdrawProposedAct',
        summary: 'Withdraws what one has proposed oneself',
        description: 'Nothing takes effect.',
        tags,
        params: IdParams,
        body: Closed(
          { reason: Text('Why it is withdrawn.', 'Nhập nhầm ngày') },
          { title: 'Withdrawal' },
        ),
        response: { 201: ProposedAct },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, (tx) => {
        const on = { today: services.clock.today() };
        const { reason } = request.body;
        return presentProposal(withdrawAct(tx, on, { id: request.params.id, reason }));
      }),
  );
};

/** Confirming what was proposed. */
export const confirmationRoutes: Routes = (app, services) => {
  app.post(
    '/v1/proposed-acts/:id/confirmation',
    {
      bodyLimit: DOCUMENT_BYTES,
      config: { idempotency: 'required', confirmsActs: true },
      schema: {
        operationId: 'confirmProposedAct',
        summary: 'Confirms what another person proposed, and carries it out',
        description:
          'Exactly as it was asked, now, in one act with the confirmation. Whoever confirms has the permission ' +
          'that the act itself needs, and is another person than the proposer. What is recorded bears the ' +
          'proposer’s name; the audit trail tells both, under one request id. An act that has become ' +
          'impossible meanwhile is refused as ever, and stays open.',
        tags,
        params: IdParams,
        body: Nullable(
          Closed(
            {
              document: Type.Optional(
                Type.String({
                  minLength: 2,
                  maxLength: MOST_DOCUMENT_CHARACTERS,
                  description:
                    'Where another fund’s handover is entered: the text of its document, byte for byte. The ' +
                    'proposal keeps its hash alone, so whoever confirms has the document too.',
                }),
              ),
            },
            { title: 'Confirmation', description: 'For most acts nothing more is said.' },
          ),
        ),
        response: { 200: ConfirmedAct },
      },
    },
    async (request, reply) => {
      const { actor, params } = request;
      const { proposal, fund, today } = await proposed(services, actor, params.id);
      const proposer = await proposerOf(fund, proposal.id, { today });
      return (await carryOutProposed(app, request, reply, { proposal, proposer })) as never;
    },
  );
};
