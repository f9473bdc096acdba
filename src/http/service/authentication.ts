import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/primitives/errors.ts';
import { authenticate, knownTokenId, type Actor } from '../../usecases/access/authenticate.ts';
import type { Services } from '../../usecases/view/services.ts';
import type { App } from './appTypes.ts';
import { may, type Permission } from './permissions.ts';
import { rateLimiter, type Share } from './rateLimit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token the request carries; on public routes there is none. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** What a token must be allowed to do; every route of the API has one. */
    permission?: Permission;
    /** Answered without a token. */
    public?: boolean;
    /** Not counted by the rate limit: for probes. */
    unlimited?: boolean;
  }
}

function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer +([\w.~+/=-]{1,500}) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Says what is left of a share. @throws DomainError too-many-requests */
function limit(reply: FastifyReply, share: Share | null): void {
  if (share === null) return;
  reply.headers({
    'ratelimit-limit': share.limit,
    'ratelimit-remaining': share.remaining,
    'ratelimit-reset': 1,
  });
  if (share.exceeded) throw new DomainError('too-many-requests');
}

/**
 * Finds who asks, before anything else; limits requests per token, and without one per address. A request
 * is counted before its token is looked up, or guesses would take the database from others: a token that
 * was good before as its own, any other one as its address until the token proves good.
 */
export function addAuthentication(
  app: App,
  { database, clock }: Services,
  rateLimitPerSecond: number,
): void {
  const limitAddress = rateLimiter(clock, rateLimitPerSecond);
  const limitToken = rateLimiter(clock, rateLimitPerSecond);
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.unlimited === true) return;
    if (config.public === true) return limit(reply, limitAddress.count(request.ip));
    const token = bearerOf(request);
    const known = token === null ? null : knownTokenId(database, token);
    if (known === null) limit(reply, limitAddress.count(request.ip));
    else limit(reply, limitToken.count(known));
    const forAct = config.idempotency === 'required';
    const today = clock.today();
    const actor = token === null ? null : await authenticate(database, token, today, forAct);
    if (actor === null) throw new DomainError('unauthorized');
    request.actor = actor;
    if (known === null) {
      limitAddress.giveBack(request.ip);
      limit(reply, limitToken.count(actor.tokenId));
    }
    const { permission } = config;
    if (permission === undefined || may(actor, permission)) return;
    const { role } = actor;
    throw new DomainError('forbidden', { figures: { permission, role } });
  });
}
