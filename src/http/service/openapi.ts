import swagger from '@fastify/swagger';
import type { App } from './appTypes.ts';
import { addFixedPage } from './fixedPages.ts';
import { addReferencePage } from './referencePage.ts';

const DESCRIPTION = `Loans of a Cooperative Support Fund: contracts, receipts, positions, reports.

Money is a string of digits (whole đồng), rates are decimal strings in percent a year, dates are
\`YYYY-MM-DD\` in Asia/Ho_Chi_Minh, instants RFC 3339 in UTC. Unknown fields and parameters are
refused. Refusals are \`application/problem+json\` with a \`code\`; \`GET /problems/{code}\` explains it.`;

const ADDRESS = '/openapi.json';

/** Describes the routes added after it as OpenAPI 3.1, from the schemas that validate. */
export async function addOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cooperative Support Fund', version: '1', description: DESCRIPTION },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    refResolver: { buildLocalReference: ({ $id }) => (typeof $id === 'string' ? $id : 'unnamed') },
  });
  addFixedPage(app, ADDRESS, 'application/json; charset=utf-8', () =>
    JSON.stringify(app.swagger()),
  );
  addReferencePage(app);
}
