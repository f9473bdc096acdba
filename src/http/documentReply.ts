import type { FastifyReply } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { plainText, type Part } from '../documents/content.ts';
import { docx } from '../documents/docx.ts';
import { pdf, type FileMarks } from '../documents/pdf.ts';
import { fileContent, sendFile } from './fileReply.ts';

/** The forms of an answer that is a document: its figures, its text, and files of it. */
export const DOCUMENT_FORMATS = ['json', 'text', 'pdf', 'docx'] as const;

type DocumentFormat = Exclude<(typeof DOCUMENT_FORMATS)[number], 'json'>;

export interface Printed {
  readonly parts: readonly Part[];
  /** Without its ending. */
  readonly fileName: string;
  readonly marks: FileMarks;
}

/** Answers with a document; it is made when the transaction that read its figures has ended. */
export async function sendDocument(
  reply: FastifyReply,
  format: DocumentFormat,
  { parts, fileName, marks }: Printed,
): Promise<Buffer | string> {
  if (format === 'text') {
    reply.type('text/plain; charset=utf-8');
    return plainText(parts);
  }
  const make = format === 'pdf' ? pdf : docx;
  return sendFile(reply, format, fileName, await make(parts, marks));
}

/** The response of a route that answers in these forms, for its schema. */
export function documentResponse<T extends TSchema>(description: string, schema: T) {
  return {
    description,
    content: {
      'application/json': { schema },
      'text/plain': { schema: Type.String() },
      ...fileContent(['pdf', 'docx']),
    },
  };
}
