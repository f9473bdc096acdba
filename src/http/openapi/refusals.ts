import type { ErrorCode } from '../../domain/primitives/errors.ts';
import { PROBLEMS } from '../problems/problems.ts';
import { REFUSALS_OF } from './refusalsByOperation.ts';

/** Refusals of whatever asks, and of whatever changes something. */
const OF_ALL: readonly ErrorCode[] = [
  'validation',
  'unauthorized',
  'forbidden',
  'not-found',
  'too-many-requests',
  'internal',
  'service-unavailable',
];

const OF_READS: readonly ErrorCode[] = ['not-acceptable'];

const OF_WRITES: readonly ErrorCode[] = ['too-large', 'unsupported-media-type'];

/** What is asked, as far as its refusals depend on it. */
interface Asked {
  readonly method: string;
  readonly operationId: string | undefined;
  readonly idempotency: 'required' | 'optional' | 'none';
  /** The schema of the request's body. */
  readonly body: unknown;
}

/** Of what may be booked later (R42). */
const OF_LATE_BOOKINGS: readonly ErrorCode[] = [
  'booked-later-on-open-day',
  'dated-in-future',
  'period-closed',
];

const takesBookedOn = (body: unknown): boolean =>
  Object.hasOwn((body as { properties?: object } | undefined)?.properties ?? {}, 'bookedOn');

/** Of whatever counts on a day: it may be closed, or before the opening day of the fund. */
const OF_DAYS = ['period-closed', 'before-opening', 'before-handover', 'handed-over'] as const;

/** Of whatever is asked of a day that the fund does not know. */
const UNKNOWN = ['before-opening', 'handed-over'] as const;

/** What changes no figure of the fund: it counts on no day. */
const ON_NO_DAY: ReadonlySet<string | undefined> = new Set([
  'addFund',
  'setFundLimits',
  'addToken',
  'revokeToken',
  'invite',
  'withdrawInvitation',
  'endUser',
  'registerProgram',
  'settleRoleClaim',
  'addWebhook',
  'putWebhook',
  'endWebhook',
  'rotateWebhookSecret',
  'replayWebhook',
  'redeliver',
]);

/** The codes that an operation may be refused with. */
export function refusalsOf({ method, operationId, idempotency, body }: Asked): ErrorCode[] {
  const own = REFUSALS_OF[operationId ?? ''] ?? [];
  if (method === 'GET') return [...new Set([...OF_ALL, ...OF_READS, ...UNKNOWN, ...own])];
  const isAct = method !== 'POST' || idempotency !== 'none';
  return [
    ...new Set([
      ...OF_ALL,
      ...OF_WRITES,
      ...own,
      ...(takesBookedOn(body) ? OF_LATE_BOOKINGS : []),
      ...(isAct && !ON_NO_DAY.has(operationId) ? OF_DAYS : []),
      ...(method === 'POST' && isAct ? (['idempotency-key-reused'] as const) : []),
      ...(idempotency === 'required' ? (['idempotency-key-missing'] as const) : []),
      ...(method === 'POST' ? [] : (['stale-version'] as const)),
    ]),
  ];
}

/** Codes by their status, the lowest first. */
export function byStatus(codes: readonly ErrorCode[]): [status: number, codes: ErrorCode[]][] {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].toSorted(
    (a, b) => a - b,
  );
  return statuses.map((status) => [
    status,
    codes.filter((code) => PROBLEMS[code].status === status),
  ]);
}
