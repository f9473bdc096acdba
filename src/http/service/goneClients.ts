import type { ServerResponse } from 'node:http';
import { asking, ClientGone, type Asking } from '../../usecases/view/turns.ts';
import type { App } from './appTypes.ts';

/**
 * Has answers that wait in line behind others of their connection close with it: Node tells only the first
 * that its client has gone.
 */
function closeWithConnection(app: App): void {
  const underWay = new Set<ServerResponse>();
  app.addHook('onRequest', async (_request, { raw }) => {
    underWay.add(raw);
    raw.once('close', () => underWay.delete(raw));
  });
  app.server.on('connection', (socket) => {
    socket.once('close', () => {
      for (const each of underWay) {
        if (each.req.socket !== socket || each.socket !== null) continue;
        each.destroy();
        each.emit('close');
      }
    });
  });
}

/** Lets the work for an answer end when its client goes away before the answer is there. */
export function addGoneClients(app: App): void {
  closeWithConnection(app);
  app.addHook('onRequest', (_request, reply, done) => {
    const request: Asking = { isGone: false };
    reply.raw.once('close', () => (request.isGone = !reply.raw.writableFinished));
    asking.run(request, done);
  });
}

/** Whether an error only says that nobody waits for the answer. */
export const isGone = (error: unknown): boolean => error instanceof ClientGone;
