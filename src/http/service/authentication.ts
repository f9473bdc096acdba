import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorFigures } from '../../domain/primitives/errors.ts';
import {
  authenticate,
  knownToken,
  type Actor,
  type Credential,
} from '../../usecases/access/authenticate.ts';
import { authenticateBearer, providersOf } from '../../usecases/access/bearers.ts';
import type { Provider, SignOn } from '../../usecases/access/providers.ts';
import { limitsOf } from '../../usecases/operators/limits.ts';
import { authenticateOperator, type Operator } from '../../usecases/operators/operators.ts';
import type { AppServices } from '../../usecases/view/services.ts';
import type { App } from './appTypes.ts';
import { isOperators, may, type Permission } from './permissions.ts';
import { rateLimiter, type Share } from './rateLimit.ts';
import { sessionOf } from './sessionCookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token or session the request carries; on public routes there is none. */
    actor: Actor;
    /** Who runs the installation, on the routes of operators; on others there is none. */
    operator: Operator;
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

type Limiting = Pick<AppServices, 'database' | 'clock' | 'rateLimitPerSecond'>;

const ACCESS_TOKEN = /^Bearer +([\w-]{1,8000}\.[\w-]{1,8000}\.[\w-]{1,8000}) *$/i;

/** By which provider's access token a request says who asks; null: by none. */
function bearerOf(
  { headers: { authorization } }: FastifyRequest,
  signOn: SignOn,
): { readonly secret: string; readonly providers: readonly Provider[] } | null {
  if (authorization === undefined || signOn.providers.length === 0) return null;
  const [, secret] = ACCESS_TOKEN.exec(authorization) ?? [];
  const providers = secret === undefined ? [] : providersOf(signOn, secret);
  return secret === undefined || providers.length === 0 ? null : { secret, providers };
}

/** By what a request says who asks: whoever sends a token, even a wrong one, asks by nothing else. */
function credentialOf(request: FastifyRequest): Credential | null {
  const { authorization } = request.headers;
  const kind = authorization === undefined ? 'session' : 'token';
  const secret =
    authorization === undefined
      ? sessionOf(request)
      : /^Bearer +([\w.~+/=-]{1,500}) *$/i.exec(authorization)?.[1];
  return secret === undefined || secret === null ? null : { kind, secret };
}

/** The code of the fund that a program asks, where it is registered in several. */
function fundOf({ headers: { fund } }: FastifyRequest): string | null {
  return typeof fund === 'string' ? fund : null;
}

/**
 * Says what is left of a share.
 *
 * @param figures what a refusal tells
 * @throws DomainError too-many-requests
 */
function limit(reply: FastifyReply, share: Share | null, figures: ErrorFigures = {}): void {
  if (share === null) return;
  reply.headers({
    'ratelimit-limit': share.limit,
    'ratelimit-remaining': share.remaining,
    'ratelimit-reset': share.resetSeconds,
  });
  if (share.exceeded) throw new DomainError('too-many-requests', { figures });
}

/** Counts a request for all of a fund, if the operator or the other funds set a limit. */
function limitFunds({ database, clock, rateLimitPerSecond }: Limiting) {
  const limitFund = rateLimiter(clock, rateLimitPerSecond);
  return async (reply: FastifyReply, { fundId }: Actor): Promise<void> => {
    const { requestsPerSecond: perSecond } = await limitsOf(database, fundId, rateLimitPerSecond);
    if (perSecond === null) return;
    const share = limitFund.count(fundId, perSecond);
    // What is left of the token's own share is told before; of the fund's, only that there is none.
    if (share?.exceeded === true) limit(reply, share, { perSecond });
  };
}

/**
 * Finds who asks, before anything else; limits requests per token, and without one per address. A request
 * is counted before its token is looked up, or guesses would take the database from others: a token that
 * was good before as its own, any other one as its address until the token proves good. A session counts
 * as its token.
 */
export function addAuthentication(
  app: App,
  services: Limiting & Pick<AppServices, 'signOn'>,
): void {
  const { database, clock, signOn, rateLimitPerSecond } = services;
  const limitFund = limitFunds(services);
  const limitAddress = rateLimiter(clock, rateLimitPerSecond);
  const limitToken = rateLimiter(clock, rateLimitPerSecond);
  app.decorateRequest('actor');
  app.decorateRequest('operator');
  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.unlimited === true) return;
    if (config.public === true) return limit(reply, limitAddress.count(request.ip));
    const bearer = bearerOf(request, signOn);
    const credential: Credential | null =
      bearer === null ? credentialOf(request) : { kind: 'bearer', secret: bearer.secret };
    const known = credential === null ? null : knownToken(database, credential);
    if (known === null) limit(reply, limitAddress.count(request.ip));
    else {
      limit(reply, limitToken.count(known.tokenId));
      await limitFund(reply, known);
    }
    const { permission } = config;
    if (permission !== undefined && isOperators(permission) && credential?.kind === 'token') {
      const operator = await authenticateOperator(services, credential.secret);
      if (operator !== null) return void (request.operator = operator);
    }
    const forAct = config.idempotency === 'required';
    const actor =
      bearer !== null
        ? await authenticateBearer(services, bearer.providers, bearer.secret, fundOf(request))
        : credential && (await authenticate(services, credential, forAct));
    if (actor === null) throw new DomainError('unauthorized');
    request.actor = actor;
    if (known === null) {
      limitAddress.giveBack(request.ip);
      limit(reply, limitToken.count(actor.tokenId));
      await limitFund(reply, actor);
    }
    if (permission === undefined || may(actor, permission)) return;
    const { role } = actor;
    throw new DomainError('forbidden', { figures: { permission, role } });
  });
}
