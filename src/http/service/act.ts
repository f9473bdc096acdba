import type { FastifyReply } from 'fastify';
import { idempotently, type Keyed, type Outcome } from '../../usecases/acts/carryOutOnce.ts';
import type { Actor } from '../../usecases/access/authenticate.ts';
import { lateBookingOf } from '../schema/lateBooking.ts';
import type { Services } from '../../usecases/view/services.ts';
import { sendOutcome } from './idempotency.ts';

type Tx = Parameters<Parameters<typeof idempotently>[3]>[0];

interface Asking {
  readonly body?: unknown;
  readonly actor: Actor;
  readonly keyed: Keyed | null;
  readonly id: string;
  readonly ip: string;
  isCarriedOut: boolean;
}

type Answering = Pick<FastifyReply, 'code' | 'header'>;

/**
 * Carries out what a POST or PUT asks, all or nothing and once per `Idempotency-Key`, and answers
 * with what `carryOut` gives.
 *
 * @param locate where the result can be read, for the `Location` header
 */
export async function act<B>(
  { database, clock }: Services,
  request: Asking,
  reply: Answering,
  status: 200 | 201 | 202,
  carryOut: (tx: Tx) => B | Promise<B>,
  locate?: (body: B) => string,
): Promise<B> {
  const { actor, keyed, ip: address, id: requestId } = request;
  request.isCarriedOut = true;
  const late = lateBookingOf(request.body, clock.today());
  const by = { actor, late, from: { address, requestId } };
  const outcome = await idempotently(database, by, keyed, async (tx) => {
    const body = await carryOut(tx);
    const done: Outcome = { status, body, location: locate?.(body) ?? null };
    return done;
  });
  // A stored answer is what this same route answered before.
  return sendOutcome(reply as FastifyReply, outcome, outcome.replayed) as B;
}
