import type { FastifyRequest } from 'fastify';

type Asking = Pick<FastifyRequest, 'headers' | 'host' | 'method' | 'protocol'>;

const SECRETS = /(?<=(?:^|;) *)session=([\w-]{43})(?= *(?:;|$))/g;

/**
 * The secret in the cookie `session`; null: none, or several. A cookie set by another port or name of this
 * host comes beside ours, and which of them comes first is not ours to say: somebody could be working in
 * the session of another.
 */
function secretIn(cookies: string): string | null {
  const secrets = new Set(Array.from(cookies.matchAll(SECRETS), ([, secret = '']) => secret));
  const [only = null] = secrets;
  return secrets.size === 1 ? only : null;
}

/** The cookie that keeps a browser signed in until it is closed: no script sees the cookie. */
export const sessionCookie = ({ protocol }: Pick<Asking, 'protocol'>, secret: string): string =>
  `session=${secret}; Path=/; HttpOnly; SameSite=Strict${protocol === 'https' ? '; Secure' : ''}`;

/** The cookie with which a browser forgets its session. */
export const noSessionCookie = (request: Pick<Asking, 'protocol'>): string =>
  `${sessionCookie(request, '')}; Max-Age=0`;

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null;

/**
 * Whose page sends a request, as far as its browser says: a page of this service, somebody who typed
 * the address, another page; null: it does not say. Over plain HTTP and in old browsers there is no
 * `Sec-Fetch-Site`, but an `Origin` with all that is not a plain GET.
 */
function senderOf({ headers, host }: Asking): 'own' | 'person' | 'other' | null {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'none') return 'person';
    return site === 'same-origin' ? 'own' : 'other';
  }
  const { origin } = headers;
  if (origin === undefined) return null;
  return hostOf(origin) === host.toLowerCase() ? 'own' : 'other';
}

/** Whether a page of another origin sends a request. */
export const isFromElsewhere = (request: Asking): boolean => senderOf(request) === 'other';

/**
 * The secret of the session that a request is sent in; null: there is none, or another page may have
 * made the browser send it (CSRF). Whatever changes something must come from a page of this service.
 */
export function sessionOf(request: Asking): string | null {
  const sender = senderOf(request);
  const counts = sender === 'own' || (sender !== 'other' && isSafe(request.method));
  return counts ? secretIn(request.headers.cookie ?? '') : null;
}
