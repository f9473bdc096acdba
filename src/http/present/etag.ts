import type { FastifyReply, FastifyRequest } from 'fastify';

/** The version of what has never been put. */
const NONE = 'none';

/** Names a version of what a PUT changes, for the `ETag` header. */
export function sendVersion(reply: Pick<FastifyReply, 'header'>, version: string | null): void {
  reply.header('etag', `"${version ?? NONE}"`);
}

/**
 * The versions that the sender of a PUT names as seen: ids, null for none yet; undefined where it
 * does not say. What names no version is one that was never given, and so is stale.
 */
export function seenVersions(
  request: Pick<FastifyRequest, 'headers'>,
): readonly (string | null)[] | undefined {
  const match = request.headers['if-match']?.trim();
  if (match === undefined || match === '*') return undefined;
  const versions = match.split(',').map((each) => each.trim().replace(/^"(.*)"$/, '$1'));
  return versions.map((version) => (version === NONE ? null : version));
}
