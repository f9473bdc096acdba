import { Type, type Static } from 'typebox';
import { EVENT_TYPES } from '../../../domain/events/eventTypes.ts';
import { WEBHOOK_STATES } from '../../../domain/webhooks/states.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import {
  addWebhook,
  changeWebhook,
  endWebhook,
  replay,
  rotateSecret,
  versionOf,
  webhook,
  webhooks,
  type ByOperator,
  type StoredWebhook,
  type WebhookAt,
} from '../../../usecases/webhooks/manageWebhooks.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { instantOrNull } from '../../present/present.ts';
import { Reason } from '../../present/shapes.ts';
import {
  Closed,
  Id,
  IdParams,
  Instant,
  Name,
  Nullable,
  Text,
  WHOLE,
} from '../../schema/schemas.ts';

const fields = {
  url: Text(
    'Where events are sent: https. http only in a network that the operator allows.',
    'https://ke-toan.example.vn/webhooks/quy-ho-tro',
  ),
  description: Text('What stands there.', 'Phần mềm kế toán'),
  types: Type.Array(Name(EVENT_TYPES), {
    maxItems: EVENT_TYPES.length,
    uniqueItems: true,
    description: 'The types of events that are sent; none: all, those of later releases too.',
  }),
};

const NewWebhook = Closed(
  { url: fields.url, description: fields.description, types: Type.Optional(fields.types) },
  { title: 'NewWebhook' },
);

const ChangedWebhook = Closed(
  {
    url: Type.Optional(fields.url),
    description: Type.Optional(fields.description),
    types: Type.Optional(fields.types),
    state: Type.Optional(
      Name(['active', 'paused'] as const, {
        description:
          '`paused`: nothing is sent, and events wait. `active`: what waits is sent now.',
      }),
    ),
  },
  { title: 'ChangedWebhook', minProperties: 1 },
);

const HELD_BY = ['restored', 'key-changed', 'no-key'] as const;

const shown = {
  id: Id,
  url: Type.String(),
  description: Type.String(),
  types: fields.types,
  state: Name(WEBHOOK_STATES, {
    description:
      '`off`: it accepted nothing for five days, and is sent nothing before a PUT makes it `active`. ' +
      '`ended`: for good.',
  }),
  reason: Nullable(Type.String({ description: 'Why it has ended or is off.' })),
  heldBy: Nullable(
    Name(HELD_BY, {
      description:
        'Why nothing is sent though it has not ended. `restored`: from a backup; PUT `active` sends it the ' +
        'events from then on. `key-changed`: rotate the secret. `no-key`: the operator has set no ' +
        '`WEBHOOK_KEY`.',
    }),
  ),
  secretVersion: Type.Integer({ description: 'Which secret signs: 1, 2, …' }),
  previousSecretUntil: Nullable({
    ...Instant,
    description: 'Until then the secret before signs too.',
  }),
  waiting: Type.Integer({ description: 'How many events wait to be accepted: 500 at the most.' }),
  waitingSince: Nullable({ ...Instant, description: 'When the first of them was recorded.' }),
  lastAcceptedAt: Nullable(Instant),
  createdAt: Instant,
  changedAt: Instant,
  changedBy: Type.String({ description: 'The name of the token.' }),
};

const Webhook = Closed(shown, { title: 'Webhook' });

const WithSecret = Closed(
  {
    ...shown,
    secret: Nullable(
      Type.String({
        description:
          'With which the receiver checks signatures. Keep it: it is shown once. Null where an answer is ' +
          'given again.',
      }),
    ),
  },
  { title: 'WebhookWithSecret' },
);

type Runner = AppServices['webhookRunner'];

function heldByOf(stored: StoredWebhook, { key }: Runner): (typeof HELD_BY)[number] | null {
  if (stored.state === 'ended') return null;
  if (stored.queuedThrough === null) return 'restored';
  if (key === null) return 'no-key';
  return key.fingerprint === stored.keyFingerprint ? null : 'key-changed';
}

function present({ webhook: stored, counts }: WebhookAt, runner: Runner): Static<typeof Webhook> {
  const { id, url, description, types, state, reason, secretVersion, previousUntil } = stored;
  const heldBy = heldByOf(stored, runner);
  return {
    id,
    url,
    description,
    types: [...types],
    state: heldBy === 'restored' ? 'paused' : state,
    reason,
    heldBy,
    secretVersion,
    previousSecretUntil: instantOrNull(previousUntil),
    waiting: counts?.waiting ?? 0,
    waitingSince: instantOrNull(counts?.oldestWaitingSince ?? null),
    lastAcceptedAt: instantOrNull(counts?.lastAcceptedAt ?? null),
    createdAt: stored.createdAt.toISOString(),
    changedAt: stored.recordedAt.toISOString(),
    changedBy: stored.recordedBy,
  };
}

const tags = ['Events'];

type Asking = Pick<ByOperator, 'actor'> & { readonly ip: string; readonly id: string };

/** Far more than a fund ever has. */
const MOST = 1e15;

/** By whom and from where, and with what the installation signs. */
const byOf = ({ clock, webhookRunner }: AppServices, { actor, ip, id }: Asking): ByOperator => ({
  actor,
  from: { address: ip, requestId: id },
  key: webhookRunner.key,
  networks: webhookRunner.networks,
  now: clock.now(),
});

interface Told {
  readonly id: string;
  readonly secret: string;
}

/** The secret of the webhook that is answered; null: the answer is given again. */
const secretOf = (id: string, told: Told | null): string | null =>
  told?.id === id ? told.secret : null;

/** Makes webhooks. The secret is told once, and stored nowhere. */
export const webhookRoutes: Routes = (app, services) => {
  const { webhookRunner } = services;

  app.post(
    '/v1/webhooks',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'addWebhook',
        summary: 'Has events sent to an address, from now on; the secret is told once',
        description:
          'Messages are signed as Standard Webhooks asks for. An event of a loan is sent once the earlier ' +
          'ones of the loan were accepted, and again until it is accepted itself.',
        tags,
        body: NewWebhook,
        response: { 201: WithSecret },
      },
    },
    async (request, reply) => {
      const { url, description, types = [] } = request.body;
      // Apart from the answer, which is kept for a retry.
      let told: Told | null = null;
      const body = await act(services, request, reply, 201, async (fund) => {
        const by = byOf(services, request);
        const { secret, ...at } = await addWebhook(fund, by, { url, description, types });
        told = { id: at.webhook.id, secret };
        return { ...present(at, webhookRunner), secret: null };
      });
      webhookRunner.wake(request.actor.fundId);
      return { ...body, secret: secretOf(body.id, told) };
    },
  );

  app.post(
    '/v1/webhooks/:id/secret-rotation',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'rotateWebhookSecret',
        summary: 'Gives a webhook another secret, told once; for a day the one before signs too',
        description:
          'When the secret was seen, or now and then. Each message has two signatures for a day, so that the ' +
          'receiver can take the new secret at any time.',
        tags,
        params: IdParams,
        body: Closed({}, { title: 'SecretRotation' }),
        response: { 201: WithSecret },
      },
    },
    async (request, reply) => {
      let told: Told | null = null;
      const body = await act(services, request, reply, 201, async (fund) => {
        const { id } = request.params;
        const { secret, ...at } = await rotateSecret(fund, byOf(services, request), id);
        told = { id, secret };
        return { ...present(at, webhookRunner), secret: null };
      });
      webhookRunner.wake(request.actor.fundId);
      return { ...body, secret: secretOf(body.id, told) };
    },
  );
};

/** The webhooks of the fund, and how they stand. */
export const webhookLookUpRoutes: Routes = (app, services) => {
  const { webhookRunner } = services;

  app.get(
    '/v1/webhooks',
    {
      schema: {
        operationId: 'listWebhooks',
        summary: 'Lists the webhooks, oldest first, ended ones too; never the secrets',
        description: 'Where events are sent, whether they are accepted, and how many wait.',
        tags,
        response: { 200: Closed({ data: Type.Array(Webhook), nextCursor: WHOLE }) },
      },
    },
    ({ actor }) =>
      readAsKnown(services, actor, {}, async (fund) => {
        const all = await webhooks(fund);
        return { data: all.map((each) => present(each, webhookRunner)), nextCursor: null };
      }),
  );

  app.get(
    '/v1/webhooks/:id',
    {
      schema: {
        operationId: 'getWebhook',
        summary: 'Shows a webhook and how its deliveries stand',
        description: 'Its `ETag` is what a PUT names in `If-Match`.',
        tags,
        params: IdParams,
        response: { 200: Webhook },
      },
    },
    ({ actor, params }, reply) =>
      readAsKnown(services, actor, {}, async (fund) => {
        const found = await webhook(fund, params.id);
        sendVersion(reply, versionOf(found.webhook));
        return present(found, webhookRunner);
      }),
  );
};

/** Webhooks: changed, paused, ended. */
export const webhookActRoutes: Routes = (app, services) => {
  const { webhookRunner } = services;

  app.put(
    '/v1/webhooks/:id',
    {
      schema: {
        operationId: 'putWebhook',
        summary: 'Changes a webhook, pauses it or lets it go on',
        description:
          'What is left out stays as it is. What waits for a webhook that goes on is sent at once.',
        tags,
        params: IdParams,
        body: ChangedWebhook,
        response: { 200: Webhook },
      },
    },
    async (request, reply) => {
      const body = await act(services, request, reply, 200, async (fund) => {
        const changed = { ...request.body, id: request.params.id };
        const by = byOf(services, request);
        const at = await changeWebhook(fund, by, changed, seenVersions(request));
        sendVersion(reply, versionOf(at.webhook));
        return present(at, webhookRunner);
      });
      webhookRunner.wake(request.actor.fundId);
      return body;
    },
  );

  app.post(
    '/v1/webhooks/:id/end',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'endWebhook',
        summary: 'Ends a webhook for good',
        description: 'Nothing is sent to it any more; what waits for it is not sent.',
        tags,
        params: IdParams,
        body: Reason,
        response: { 201: Webhook },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (fund) => {
        const ended = { id: request.params.id, reason: request.body.reason };
        return present(await endWebhook(fund, byOf(services, request), ended), webhookRunner);
      }),
  );
};

/** Has webhooks sent events again. */
export const replayRoutes: Routes = (app, services) => {
  const { webhookRunner } = services;

  app.post(
    '/v1/webhooks/:id/replay',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'replayWebhook',
        summary: 'Has the events behind a number sent, again where they were sent before',
        description:
          'When a receiver has lost what it was sent, or is new. What waits is dropped, and all events behind the ' +
          'number are sent in their order: with the number of the last event, nothing is.',
        tags,
        params: IdParams,
        body: Closed(
          {
            after: Type.Integer({
              minimum: 0,
              maximum: MOST,
              description: 'The number behind which events are sent; 0: all.',
            }),
          },
          { title: 'WebhookReplay' },
        ),
        response: { 201: Webhook },
      },
    },
    async (request, reply) => {
      const body = await act(services, request, reply, 201, async (fund) => {
        const asked = { id: request.params.id, after: request.body.after };
        return present(await replay(fund, byOf(services, request), asked), webhookRunner);
      });
      webhookRunner.wake(request.actor.fundId);
      return body;
    },
  );
};
