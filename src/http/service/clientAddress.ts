import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { App } from './appTypes.ts';

/** Headers by which proxies tell whom they ask for. */
const OF_PROXIES =
  /^(forwarded|via|cdn-loop|x-(forwarded|original|envoy)(-.*)?|.*-(client|real|proxyuser|connecting)-ip(v6)?)$/;

/** Whether a proxy has passed a request on, and says so. */
export const showsProxy = (headers: FastifyRequest['headers']): boolean =>
  Object.keys(headers).some((name) => OF_PROXIES.test(name));

/** Takes the proxy's own address for the client's, if what a trusted proxy says is no address. */
export function addClientAddress(app: App): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (isIP(request.ip) === 0) delete request.raw.headers['x-forwarded-for'];
    done();
  });
}
