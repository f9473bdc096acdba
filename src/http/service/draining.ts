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
  const settle = (done: (reply: ServerResponse) => boolean) => {
    for (const each of underWay) if (done(each)) underWay.delete(each);
    if (underWay.size === 0) onceEmpty();
  };
  // If a client has gone, its answers that wait in line behind others say nothing of it.
  app.server.on('connection', (socket) => {
    socket.once('close', () => settle(({ req }) => req.socket === socket));
  });
  app.addHook('onRequest', async (request, reply) => {
    underWay.add(reply.raw);
    reply.raw.once('close', () => settle((each) => each === reply.raw));
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
