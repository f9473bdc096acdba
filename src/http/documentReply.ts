import type { FastifyReply } from 'fastify';
import { plainText, type Part } from '../documents/content.ts';
import { docx } from '../documents/docx.ts';
import { pdf } from '../documents/pdf.ts';
import { dateInVietnam } from '../usecases/clock.ts';
import { sendFile } from './fileReply.ts';

/** The forms of a document that are files. */
export const DOCUMENT_FILES = ['docx', 'pdf'] as const;

/** What a document is called and when what it says was known. */
interface Marks {
  /** Also of the file, without its ending. */
  readonly title: string;
  readonly author: string;
  readonly knownAt: Date;
}

/**
 * Answers with a document in the form asked for. Setting it takes a while: not within a transaction.
 *
 * @returns what the handler gives back
 */
export async function sendDocument(
  reply: FastifyReply,
  format: 'text' | (typeof DOCUMENT_FILES)[number],
  parts: readonly Part[],
  { title, author, knownAt }: Marks,
): Promise<string | Buffer> {
  if (format === 'text') {
    reply.type('text/plain; charset=utf-8');
    return plainText(parts);
  }
  const form = format === 'pdf' ? pdf : docx;
  const bytes = await form(parts, { title, author, createdOn: dateInVietnam(knownAt) });
  return sendFile(reply, format, title, bytes);
}
