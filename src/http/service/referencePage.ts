import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { App } from './appTypes.ts';
import { addFixedPage } from './fixedPages.ts';

const FOLDER = '/docs';

/** The script of the page, made to be asked for by a browser; it comes with the package. */
function bundle(): string {
  const main = createRequire(import.meta.url).resolve('@scalar/fastify-api-reference');
  return fs.readFileSync(path.join(path.dirname(main), 'js', 'standalone.js'), 'utf8');
}

/** All that the page could ask of another origin is off. */
const CONFIGURATION = {
  url: '/openapi.json',
  theme: 'default',
  layout: 'modern',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  // The first fields of an object, then the rest on demand: answers are long.
  orderRequiredPropertiesFirst: true,
  orderSchemaPropertiesBy: 'preserve',
  defaultOpenAllTags: false,
  documentDownloadType: 'json',
  hideClientButton: true,
  showDeveloperTools: 'never',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  authentication: { preferredSecurityScheme: 'token' },
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Cooperative Support Fund: the API</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <noscript>This page needs JavaScript; the same is in <a href="/openapi.json">openapi.json</a>.</noscript>
    <div id="reference"></div>
    <script src="${FOLDER}/reference.js"></script>
    <script src="${FOLDER}/start.js"></script>
  </body>
</html>
`;

/**
 * A try under the key of an earlier act would not be carried out: each gets a key of its own. A try
 * without a token is one of whoever is signed in: the page would send an empty one.
 */
const START = `Scalar.createApiReference('#reference', {
  ...${JSON.stringify(CONFIGURATION)},
  onBeforeRequest({ request }) {
    const key = request.headers.get('Idempotency-Key');
    if (request.method === 'POST' && !key?.trim()) {
      request.headers.set('Idempotency-Key', Array.from(
        crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'),
      ).join(''));
    }
    if (/^Bearer\\s*$/.test(request.headers.get('Authorization') ?? '')) {
      request.headers.delete('Authorization');
    }
  },
});
`;

const SCRIPT = 'text/javascript; charset=utf-8';

/** The reference of the API for people, searchable; nothing of it comes from elsewhere. */
export function addReferencePage(app: App): void {
  const hidden = { schema: { hide: true }, config: { public: true } };
  addFixedPage(app, { url: FOLDER, type: 'text/html; charset=utf-8', make: () => PAGE });
  addFixedPage(app, { url: `${FOLDER}/reference.js`, type: SCRIPT, make: bundle });
  addFixedPage(app, { url: `${FOLDER}/start.js`, type: SCRIPT, make: () => START });
  app.get(`${FOLDER}/`, hidden, (_request, reply) => reply.redirect(FOLDER));
}
