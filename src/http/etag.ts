import type { FastifyReply, FastifyRequest } from 'fastify';

/** The version of what has never been put. */
const NONE = 'none';

/** Names a version of what a PUT changes, for the `ETag` header. */
export function sendVersion(reply: Pick<FastifyReply, 'header'>, version: string): void {
  reply.header('etag', `"${version}"`);
}

/**
 * The version that the sender of a PUT has seen: an id, null for none yet, undefined where it does
 * not say. What names no version is one that was never given, and so is stale.
 */
export function seenVersion(request: Pick<FastifyRequest, 'headers'>): string | null | undefined {
  const match = request.headers['if-match']?.trim();
  if (match === undefined || match === '*') return undefined;
  const version = match.replace(/^"(.*)"$/, '$1');
  return version === NONE ? null : version;
}
