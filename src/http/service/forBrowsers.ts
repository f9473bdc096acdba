import type { IncomingMessage } from 'node:http';
import { rangesOf } from '../negotiation/acceptRanges.ts';
import type { App } from './appTypes.ts';
import { pathOf } from './idempotency.ts';

const firstPart = (url: string): string => pathOf(url).split('/', 2)[1] ?? '';

/** Whether a browser goes to an address, rather than a program asks it. */
function wantsPage({ headers: { accept = '' } }: IncomingMessage): boolean {
  return rangesOf(accept).some(({ name, q }) => name === 'text/html' && q > 0);
}

/**
 * Lets routes ask for a browser that goes to an address of the console: the root, or one under no
 * name that the service uses itself. To programs such addresses are what they are without console.
 */
export function addForBrowsers(app: App): void {
  const taken = new Set<string>();
  app.addHook('onRoute', ({ url }) => {
    if (url.length > 1 && !url.startsWith('/*')) taken.add(firstPart(url));
  });
  app.addConstraintStrategy({
    name: 'forBrowsers',
    mustMatchWhenDerived: false,
    storage: () => {
      const handlers = new Map<unknown, never>();
      return {
        get: (key) => handlers.get(key) ?? null,
        set: (key, handler) => void handlers.set(key, handler as never),
        del: (key) => void handlers.delete(key),
        empty: () => handlers.clear(),
      };
    },
    deriveConstraint: (request) =>
      !taken.has(firstPart(request.url ?? '')) && wantsPage(request as IncomingMessage),
  });
}
