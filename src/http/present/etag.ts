import type { FastifyReply, FastifyRequest } from 'fastify';

/** The version of what has never been put. */
const NONE = 'none';

const TAG = /^(?:W\/)?"(.*?)(?:[-;](?:gzip|br|deflate|zstd))?"$/;

/** Names a version of what a PUT changes, for the `ETag` header. */
export function sendVersion(reply: Pick<FastifyReply, 'header'>, version: string | null): void {
  reply.header('etag', `"${version ?? NONE}"`);
}

/**
 * The versions that the sender of a PUT names as seen: ids, null for none yet; undefined where it
 * does not say. What names no version is one that was never given, and so is stale.
 *
 * A proxy that compresses makes a tag weak (nginx) or adds the coding to the tag (Apache). The tag names
 * what was put, not its bytes, so the version is taken all the same.
 */
export function seenVersions(
  request: Pick<FastifyRequest, 'headers'>,
): readonly (string | null)[] | undefined {
  const match = request.headers['if-match']?.trim();
  if (match === undefined || match === '*') return undefined;
  const versions = match.split(',').map((each) => each.trim().replace(TAG, '$1'));
  return versions.map((version) => (version === NONE ? null : version));
}
