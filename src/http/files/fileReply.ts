import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type, type TUnsafe } from 'typebox';
import { MEDIA_TYPES, type FileFormat, type Format } from '../negotiation/negotiation.ts';

/** Letters and digits of a name that any system keeps in a file's name: `5/TB-QHT` → `5-TB-QHT`. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'tai-lieu' : plain;
}

/**
 * Says that an answer is a file; `name` is without its ending, what no system keeps is replaced.
 */
export function nameFile(reply: FastifyReply, format: FileFormat, name: string): void {
  reply.type(MEDIA_TYPES[format]);
  reply.header('content-disposition', `attachment; filename="${plainName(name)}.${format}"`);
}

/**
 * Answers with a file, named as `nameFile` does.
 *
 * @returns what the handler gives back
 */
export function sendFile(
  reply: FastifyReply,
  format: FileFormat,
  name: string,
  bytes: Uint8Array,
): Buffer {
  nameFile(reply, format, name);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type FileContent<F extends Format> = Record<
  (typeof MEDIA_TYPES)[F],
  { schema: TUnsafe<Buffer | Readable> }
>;

const FILES: ReadonlySet<Format> = new Set<FileFormat>(['pdf', 'docx', 'xlsx', 'zip']);

const isFile = (format: Format): format is FileFormat => FILES.has(format);

/**
 * Answers with bytes that are kept: a file to be kept, or text to be read at once.
 *
 * @param name of the file without its ending; what no system keeps is replaced
 * @returns what the handler gives back
 */
export function sendKept(
  reply: FastifyReply,
  format: Format,
  name: string,
  bytes: Uint8Array,
): Buffer {
  if (isFile(format)) return sendFile(reply, format, name, bytes);
  reply.type(`${MEDIA_TYPES[format]}; charset=utf-8`);
  return Buffer.from(bytes);
}

/**
 * The responses of a route that answers with files or kept text of these formats, for its schema.
 */
export function fileContent<F extends Format>(formats: readonly F[]): FileContent<F> {
  const schema = Type.Unsafe<unknown>({ type: 'string', format: 'binary' });
  const content = formats.map((format) => [MEDIA_TYPES[format], { schema }]);
  return Object.fromEntries(content) as FileContent<F>;
}
