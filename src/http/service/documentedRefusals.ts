import type { App } from './appTypes.ts';

/** In tests: a refusal that the document does not name for its operation is an error. */
export function addDocumentedRefusals(app: App): void {
  app.addHook('onSend', async ({ method, routeOptions: { url, config } }, { refused }) => {
    if (refused === null || (config.refusals?.includes(refused) ?? true)) return;
    throw new Error(`${method} ${url} is refused with ${refused}, which is not documented`);
  });
}
