import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { MEDIA_TYPES, type FileFormat } from './negotiation.ts';

/** Letters and digits of a name that any system keeps in a file's name: `5/TB-QHT` → `5-TB-QHT`. */
const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * Answers with a file.
 *
 * @param name of the file without its ending; what no system keeps is replaced
 * @returns what the handler gives back
 */
export function sendFile(
  reply: FastifyReply,
  format: FileFormat,
  name: string,
  bytes: Uint8Array,
): Buffer {
  reply.type(MEDIA_TYPES[format]);
  reply.header('content-disposition', `attachment; filename="${plainName(name)}.${format}"`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The responses of a route that answers with files of these formats, for its schema. */
export function fileContent<F extends FileFormat>(formats: readonly F[]) {
  const schema = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' });
  const entries = formats.map((format) => [MEDIA_TYPES[format], { schema }] as const);
  return Object.fromEntries(entries) as Record<(typeof MEDIA_TYPES)[F], { schema: typeof schema }>;
}
