import { METHODS } from 'node:http';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { App } from './appTypes.ts';
import { noAddress } from '../problems/notFound.ts';
import { pathOf } from './idempotency.ts';

/** Tells an address that does not exist from one that has other methods. */
export function addUnknownRoutes(app: App): void {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const source = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
    const route = known.get(url) ?? { pattern: new RegExp(`^${source}$`), methods: new Set() };
    for (const each of [method].flat()) route.methods.add(each);
    known.set(url, route);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url);
    const allowed = [...known.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap(({ methods }) => [...methods]);
    if (allowed.length === 0) throw noAddress(path);
    const sorted = METHODS.filter((method) => allowed.includes(method));
    reply.header('allow', sorted.join(', '));
    throw new DomainError('method-not-allowed', { figures: { allowed: sorted } });
  });
}
