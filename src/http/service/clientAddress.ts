import { isIP } from 'node:net';
import type { App } from './appTypes.ts';

/** Takes the proxy's own address for the client's, if what a trusted proxy says is no address. */
export function addClientAddress(app: App): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (isIP(request.ip) === 0) delete request.raw.headers['x-forwarded-for'];
    done();
  });
}
