import type { FastifyReply, FastifyRequest } from 'fastify';
import { idempotently, type Keyed, type Outcome } from '../../usecases/acts/carryOutOnce.ts';
import type { Actor } from '../../usecases/access/authenticate.ts';
import { confirmAct, proposeAct } from '../../usecases/secondPerson/proposals.ts';
import { refuseAlone, SecondPersonNeeded } from '../../usecases/secondPerson/tryAlone.ts';
import { lateBookingOf } from '../schema/lateBooking.ts';
import type { Services } from '../../usecases/view/services.ts';
import { presentProposal } from '../present/proposedActs.ts';
import { pathOf, sendOutcome } from './idempotency.ts';
import { actsOfRoute, bodyToKeep } from './secondPerson.ts';

type Tx = Parameters<Parameters<typeof idempotently>[3]>[0];

interface Asking extends Pick<FastifyRequest, 'routeOptions' | 'url' | 'headers' | 'confirms'> {
  readonly body?: unknown;
  readonly actor: Actor;
  readonly keyed: Keyed | null;
  readonly id: string;
  readonly ip: string;
  isCarriedOut: boolean;
}

type Answering = Pick<FastifyReply, 'code' | 'header' | 'removeHeader'>;

/** What an act does, and what of its answer is kept and what is not. */
interface Act<B> {
  readonly status: 200 | 201 | 202;
  readonly carryOut: (tx: Tx) => B | Promise<B>;
  /** Where the result can be read, for the `Location` header. */
  readonly locate: ((body: B) => string) | undefined;
  /** What whoever carried it out is told, if that is more than is kept for a retry. */
  readonly tell: (body: B) => B;
}

const outcomeOf = async <B>({ status, carryOut, locate }: Act<B>, tx: Tx): Promise<Outcome> => {
  const body = await carryOut(tx);
  return { status, body, location: locate?.(body) ?? null };
};

/** Keeps an act that one person may not do alone, under the key of its request. */
function propose(
  { database, clock }: Services,
  request: Asking,
  { act, subjectId, would }: SecondPersonNeeded,
) {
  const { actor, keyed, body = null, headers, url, ip: address, id: requestId } = request;
  const { method, url: route } = request.routeOptions;
  const on = { today: clock.today() };
  const by = { actor, late: null, from: { address, requestId } };
  const asked = {
    method: String(method),
    path: pathOf(url),
    body: bodyToKeep(`${String(method)} ${route}`, body),
    ifMatch: headers['if-match'] ?? null,
    idempotencyKey: keyed?.key ?? null,
  };
  return idempotently(database, by, keyed, async (tx) => {
    const proposed = proposeAct(tx, on, { act, subjectId, would, ...asked });
    const location = `/v1/proposed-acts/${proposed.proposal.id}`;
    return { status: 202, body: presentProposal(proposed), location };
  });
}

/** Carries out what another person proposed, in the transaction that keeps the confirmation. */
async function confirm<B>(
  { database, clock }: Services,
  { confirmer, proposalId: id }: NonNullable<Asking['confirms']>,
  request: Asking,
  act: Act<B>,
) {
  const { keyed, body, ip: address, id: requestId } = request;
  const today = clock.today();
  const late = lateBookingOf(body, today);
  const by = { actor: confirmer, late: null, from: { address, requestId } };
  const outcome = await idempotently(database, by, keyed, async (tx) => {
    const confirmed = await confirmAct(tx, { today }, { id, late }, () => outcomeOf(act, tx));
    const answer = { ...presentProposal(confirmed), answer: confirmed.body };
    return { status: 200, body: answer, location: confirmed.location };
  });
  const { answer, ...told } = outcome.body as { readonly answer: B };
  return { ...outcome, body: { ...told, answer: act.tell(answer) } };
}

async function carriedOut<B>(
  services: Services,
  request: Asking,
  reply: Pick<Answering, 'removeHeader'>,
  act: Act<B>,
) {
  const { database, clock } = services;
  const { actor, keyed, ip: address, id: requestId, confirms } = request;
  if (confirms !== null) return confirm(services, confirms, request, act);
  const today = clock.today();
  const late = lateBookingOf(request.body, today);
  const by = { actor, late, from: { address, requestId } };
  const { method, url } = request.routeOptions;
  const asked = { acts: actsOfRoute(`${String(method)} ${url}`) };
  try {
    const outcome = await idempotently(
      database,
      by,
      keyed,
      (tx) => outcomeOf(act, tx),
      (done) => refuseAlone(done, asked, today),
    );
    const isDone = outcome.status === act.status;
    return isDone ? { ...outcome, body: act.tell(outcome.body as B) } : outcome;
  } catch (error) {
    // What was taken back is no version.
    reply.removeHeader('etag');
    if (!(error instanceof SecondPersonNeeded)) throw error;
    return propose(services, request, error);
  }
}

/**
 * Carries out what a POST or PUT asks, all or nothing and once per `Idempotency-Key`, and answers
 * with what `carryOut` gives. An act that needs a second person is kept as proposed, and answered 202; what
 * confirms it is answered with the act and its answer.
 *
 * @param locate where the result can be read, for the `Location` header
 * @param tell what the answer says besides what is kept for a retry
 */
export async function act<B>(
  services: Services,
  request: Asking,
  reply: Answering,
  status: 200 | 201 | 202,
  carryOut: (tx: Tx) => B | Promise<B>,
  locate?: (body: B) => string,
  tell: (body: B) => B = (body) => body,
): Promise<B> {
  request.isCarriedOut = true;
  const outcome = await carriedOut(services, request, reply, {
    status,
    carryOut,
    locate,
    tell,
  });
  // A stored answer is what this same route answered before.
  return sendOutcome(reply as FastifyReply, outcome, outcome.replayed) as B;
}
