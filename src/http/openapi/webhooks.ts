import { EventMessage, TestMessage } from '../present/events.ts';
import { EXAMPLE_IDS } from './examples/ids.ts';
import type { Node } from './namedSchemas.ts';

const header = (name: string, description: string, example: string): Node => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

/** How every message is signed, by Standard Webhooks 1.0.0. */
const HEADERS: readonly Node[] = [
  header(
    'webhook-id',
    'The id of the event: the same when it is sent again.',
    EXAMPLE_IDS.repayment,
  ),
  header('webhook-timestamp', 'When it was sent, in seconds since 1970.', '1688697000'),
  header(
    'webhook-signature',
    '`v1,` and the base64 of HMAC-SHA-256 over id, timestamp and body, joined by `.`; two of them, by a space, for ' +
      'a day after the secret was changed.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

/** What the receiver answers: only the status counts. */
const RESPONSES: Node = {
  '2XX': { description: 'Accepted: the event is safe with the receiver.' },
  '410': { description: 'Gone: the webhook ends, and nothing more is sent.' },
  default: {
    description:
      'Not accepted, as is no answer within 5 seconds: sent again after pauses, for five days. With 429 and 503 ' +
      '`Retry-After` is kept to.',
  },
};

const EVENT = {
  id: EXAMPLE_IDS.repayment,
  number: 121,
  type: 'repayment.recorded',
  timestamp: '2023-07-07T02:30:00.000Z',
  recordedAt: '2023-07-07T02:30:00.000Z',
  effectiveOn: '2023-07-07',
  subject: { kind: 'loan', id: EXAMPLE_IDS.loan },
  data: {
    loanId: EXAMPLE_IDS.loan,
    cooperativeId: EXAMPLE_IDS.cooperative,
    contractNumber: '01/2023/HĐTD',
    cooperativeName: 'HTX Xuân Mai',
    number: 'PT0121',
    amount: '15000000',
    about: null,
    bookedOn: null,
    reversedId: null,
    link: `/v1/repayments/${EXAMPLE_IDS.repayment}`,
  },
};

const TRIED = {
  type: 'webhook.test',
  timestamp: '2023-07-07T02:30:00.000Z',
  data: { webhookId: EXAMPLE_IDS.webhook, description: 'Phần mềm kế toán' },
};

const message = (said: Node, schema: object, example: object): Node => ({
  post: {
    ...said,
    tags: ['Events'],
    security: [],
    parameters: HEADERS,
    requestBody: { required: true, content: { 'application/json': { schema, example } } },
    responses: RESPONSES,
  },
});

/** What the service sends to the address of a webhook, from the schemas of what it answers itself. */
export const WEBHOOKS: Readonly<Record<string, Node>> = {
  fundEvent: message(
    {
      operationId: 'receiveFundEvent',
      summary: 'An event of the fund, as `GET /v1/events` gives it',
      description:
        'Sent to the address of a webhook (`POST /v1/webhooks`) for each event of the types it asks for: at least ' +
        'once, and in order for each subject. The guide `events.md` tells how to check the signature.',
    },
    EventMessage,
    EVENT,
  ),
  webhookTest: message(
    {
      operationId: 'receiveWebhookTest',
      summary: 'What is sent to try a webhook: of no event',
      description:
        'Sent once by `POST /v1/webhooks/{id}/test`, which tells what the receiver answered.',
    },
    TestMessage,
    TRIED,
  ),
};
