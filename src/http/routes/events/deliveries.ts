import { Type, type Static } from 'typebox';
import { EVENT_TYPES } from '../../../domain/events/eventTypes.ts';
import { DELIVERY_STATES } from '../../../domain/webhooks/states.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  deliveries,
  sendAgain,
  type StoredDelivery,
} from '../../../usecases/webhooks/manageWebhooks.ts';
import { testWebhook } from '../../../usecases/webhooks/testWebhook.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { instantOrNull } from '../../present/present.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  Closed,
  Id,
  IdParams,
  Instant,
  Name,
  Nullable,
  Page,
  PageQuery,
} from '../../schema/schemas.ts';

const answered = {
  status: Nullable(Type.Integer({ description: 'Of the last answer; null: there was none.' })),
  failure: Nullable(
    Type.String({
      description:
        'Why there was no answer: `timeout`, `connection-refused`, `connection-reset`, `name-not-found`, ' +
        '`closed-address`, `tls`, `unreachable`, `not-http`, `no-answer`.',
    }),
  ),
  answer: Nullable(Type.String({ description: 'The first characters of the last answer.' })),
};

const Delivery = Closed(
  {
    number: Type.Integer({ description: 'Of the event.' }),
    eventId: Id,
    type: Name(EVENT_TYPES),
    state: Name(DELIVERY_STATES, {
      description:
        '`waiting`: it is to be accepted yet, or waits for an earlier one of its subject.',
    }),
    tries: Type.Integer({ description: 'How often it was sent.' }),
    firstTriedAt: Nullable(Instant),
    lastTriedAt: Nullable(Instant),
    nextTryAt: Nullable({ ...Instant, description: 'Null: it was accepted.' }),
    ...answered,
  },
  { title: 'WebhookDelivery' },
);

const TestOutcome = Closed(answered, { title: 'WebhookTest' });

function present(delivery: StoredDelivery): Static<typeof Delivery> {
  const { number, eventId, type, state, tries, status, failure, answer } = delivery;
  return {
    number,
    eventId,
    type,
    state,
    tries,
    firstTriedAt: instantOrNull(delivery.firstTriedAt),
    lastTriedAt: instantOrNull(delivery.lastTriedAt),
    nextTryAt: state === 'accepted' ? null : delivery.nextTryAt.toISOString(),
    status,
    failure,
    answer,
  };
}

const tags = ['Events'];

const isNumber = (part: string) => /^\d{1,15}$/.test(part);

/** How events fared at a webhook. */
export const deliveryRoutes: Routes = (app, services) => {
  const { webhookRunner } = services;

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      schema: {
        operationId: 'listWebhookDeliveries',
        summary: 'Lists how events fared at a webhook, the newest event first',
        description:
          'Accepted ones for 30 days. Of an answer the status and the first characters are kept.',
        tags,
        params: IdParams,
        querystring: Closed({
          state: Type.Optional(Name(DELIVERY_STATES, { description: 'Only these.' })),
          ...PageQuery,
        }),
        response: { 200: Page(Delivery) },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, {}, async (fund) => {
        const { state, limit = 50 } = query;
        const [key] = keyAfter(query.cursor, [isNumber]) ?? [];
        const before = key === undefined ? undefined : Number(key);
        const found = await deliveries(fund, params.id, { state, before, limit: limit + 1 });
        return pageOf(found.map(present), limit, (row) => [String(row.number)]);
      }),
  );

  app.post(
    '/v1/webhooks/:id/deliveries/:number/redelivery',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'redeliver',
        summary: 'Has one event sent again, or at once',
        description: 'Later events of its subject wait until it is accepted.',
        tags,
        params: Closed({
          id: Id,
          number: Type.Integer({
            minimum: 1,
            maximum: 1e15,
            description: 'The number of the event.',
          }),
        }),
        body: Closed({}, { title: 'Redelivery' }),
        response: { 201: Delivery },
      },
    },
    async (request, reply) => {
      const { id, number } = request.params;
      const body = await act(services, request, reply, 201, async (fund) =>
        present(await sendAgain(fund, { id, number })),
      );
      webhookRunner.wake(request.actor.fundId);
      return body;
    },
  );
};

/** Trying a webhook. */
export const webhookTestRoutes: Routes = (app, services) => {
  const { webhookRunner } = services;

  app.post(
    '/v1/webhooks/:id/test',
    {
      config: { idempotency: 'none' },
      schema: {
        operationId: 'testWebhook',
        summary: 'Sends a message of no fact to a webhook, now, and says what came of it',
        description:
          'Its type is `webhook.test`, and its signature that of every message. Nothing is kept of it.',
        tags,
        params: IdParams,
        body: Closed({}, { title: 'NewWebhookTest' }),
        response: { 200: TestOutcome },
      },
    },
    ({ actor, params }) =>
      readAsKnown(services, actor, {}, async (fund) => {
        const { key, send } = webhookRunner;
        const now = services.clock.now();
        const of = { key, send: send.bind(webhookRunner), now };
        const { status, failure, answer } = await testWebhook(fund, params.id, of);
        return { status, failure, answer };
      }),
  );
};
