import { PERMISSION_BY_ROUTE, type Permission } from './permissions.ts';

/** Where a request was sent. */
interface Sent {
  readonly method: string;
  readonly path: string;
}

type Params = Readonly<Record<string, string>>;

/** The parameters of an address by the pattern of a route; null: it is not of that route. */
function paramsOf(pattern: string, asked: string): Params | null {
  const [parts, given] = [pattern.split('/'), asked.split('/')];
  if (parts.length !== given.length) return null;
  const pairs = parts.map((part, at) => [part, given[at] ?? ''] as const);
  if (pairs.some(([part, value]) => !part.startsWith(':') && part !== value)) return null;
  const named = pairs.filter(([part]) => part.startsWith(':'));
  return Object.fromEntries(
    named.map(([part, value]) => [part.slice(1), decodeURIComponent(value)]),
  );
}

/** The route of the API that a request was sent to, with its parameters: of several the most exact one. */
export function routeAt({
  method,
  path,
}: Sent): { readonly route: string; readonly params: Params } | null {
  const found = [...PERMISSION_BY_ROUTE.keys()].flatMap((route) => {
    const params = paramsOf(route, `${method} ${path}`);
    return params === null ? [] : [{ route, params }];
  });
  const count = ({ params }: { readonly params: Params }) => Object.keys(params).length;
  return found.toSorted((a, b) => count(a) - count(b))[0] ?? null;
}

/** What a token must be allowed to do for a request; null: the API has no such route. */
export const permissionAt = (sent: Sent): Permission | null =>
  PERMISSION_BY_ROUTE.get(routeAt(sent)?.route ?? '') ?? null;
