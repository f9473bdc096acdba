import type { ServerResponse } from 'node:http';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { App } from './appTypes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered to the end, also when the service has been told to stop. */
    whileDraining?: boolean;
  }
}

/**
 * From the moment the app is told to close, what is under way is finished, each answer ends its
 * connection, and whatever comes is a 503, the readiness probe too. Only then is nobody let in.
 */
export function addDraining(app: App): void {
  const underWay = new Set<ServerResponse>();
  let isDraining = false;
  let onceEmpty = () => {};
  const settle = (reply: ServerResponse) => {
    underWay.delete(reply);
    if (underWay.size === 0) onceEmpty();
  };
  app.addHook('onRequest', async (request, reply) => {
    underWay.add(reply.raw);
    // Also of a client who has gone: of one who waits in line behind others, goneClients.ts tells it.
    reply.raw.once('close', () => settle(reply.raw));
    const isAnswered = !isDraining || request.routeOptions.config.whileDraining === true;
    if (!isAnswered) throw new DomainError('service-unavailable');
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isDraining = true;
    if (underWay.size === 0) return;
    await new Promise<void>((resolve) => (onceEmpty = resolve));
  });
}
