import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './appTypes.ts';

function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

function lineOf({ method, url, ip, actor, routeOptions }: FastifyRequest, reply: FastifyReply) {
  return {
    method,
    // The route's pattern; what does not exist has none.
    route: routeOptions.url,
    url,
    status: reply.statusCode,
    refused: reply.refused ?? undefined,
    durationMs: Math.round(reply.elapsedTime),
    ip,
    fundId: actor?.fundId,
    tokenId: actor?.tokenId,
  };
}

/** Logs a request that was answered; every line of a request carries its id. */
export function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  request.log[levelOf(reply.statusCode)](lineOf(request, reply), 'request');
}

/** One line a request. */
export function addRequestLog(app: App): void {
  app.decorateReply('refused', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.raw.once('close', () => {
      if (reply.raw.writableEnded) return;
      request.log.warn({ ...lineOf(request, reply), status: null }, 'the client went away');
    });
  });
  app.addHook('onResponse', async (request, reply) => logAnswer(request, reply));
}
