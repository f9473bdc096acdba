import type { App } from './appTypes.ts';

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** An answer of the API is for a program: a browser shows nothing of it, and keeps nothing. */
const OF_API = {
  ...ALWAYS,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

/** Tells browsers what they may do with an answer; the documentation has a policy of its own. */
export function addSecurityHeaders(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    const { url = '' } = request.routeOptions;
    reply.headers(url.startsWith('/docs') ? ALWAYS : OF_API);
  });
}
