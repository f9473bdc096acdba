import { asking, ClientGone, type Asking } from '../../usecases/view/turns.ts';
import type { App } from './appTypes.ts';

/** Lets the work for an answer end when its client goes away before the answer is there. */
export function addGoneClients(app: App): void {
  app.addHook('onRequest', (_request, reply, done) => {
    const request: Asking = { isGone: false };
    reply.raw.once('close', () => (request.isGone = !reply.raw.writableFinished));
    asking.run(request, done);
  });
}

/** Whether an error only says that nobody waits for the answer. */
export const isGone = (error: unknown): boolean => error instanceof ClientGone;
