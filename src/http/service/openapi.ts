import swagger from '@fastify/swagger';
import { OPENAPI, writeDocument } from '../openapi/document.ts';
import type { Node } from '../openapi/namedSchemas.ts';
import type { App } from './appTypes.ts';
import { addFixedPage } from './fixedPages.ts';
import { addReferencePage } from './referencePage.ts';

/** Describes the routes added after it as OpenAPI 3.1, from the schemas that validate. */
export async function addOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: OPENAPI,
    refResolver: { buildLocalReference: ({ $id }) => (typeof $id === 'string' ? $id : 'unnamed') },
    transformObject: (made) =>
      'openapiObject' in made ? writeDocument(made.openapiObject as Node) : made.swaggerObject,
  });
  addFixedPage(app, {
    url: '/openapi.json',
    type: 'application/json; charset=utf-8',
    make: () => JSON.stringify(app.swagger()),
  });
  addReferencePage(app);
}
