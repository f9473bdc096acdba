import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './appTypes.ts';
import { pathOf } from './idempotency.ts';

function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** The trace of which a request is part, as `traceparent` says it (W3C Trace Context). */
const traceOf = (given: string | string[] | undefined): string | undefined =>
  typeof given === 'string' ? TRACEPARENT.exec(given)?.[1] : undefined;

function whoAndWhat({ method, url, ip, actor, routeOptions, headers }: FastifyRequest) {
  // The route's pattern; what does not exist has none.
  const { url: route } = routeOptions;
  // Without the query, into which somebody may have put a token.
  const who = { ip, fundId: actor?.fundId, tokenId: actor?.tokenId };
  return { method, route, url: pathOf(url), ...who, traceId: traceOf(headers.traceparent) };
}

/** Logs a request that was answered; every line of a request carries its id. */
export function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode: status, elapsedTime } = reply;
  const refused = reply.refused ?? undefined;
  const answer = { status, refused, durationMs: Math.round(elapsedTime) };
  request.log[levelOf(status)]({ ...whoAndWhat(request), ...answer }, 'request');
}

/** One line a request. */
export function addRequestLog(app: App): void {
  app.decorateReply('refused', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    let isAnswered = false;
    reply.raw.once('finish', () => (isAnswered = true));
    reply.raw.once('close', () => {
      if (!isAnswered) request.log.warn(whoAndWhat(request), 'the client went away');
    });
  });
  app.addHook('onResponse', async (request, reply) => logAnswer(request, reply));
}
