import type { FastifyReply } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { docx, pdf } from '../../documents/makers.ts';
import {
  hasTooManyRows,
  MOST_PRINTED_ROWS,
  plainText,
  type Part,
} from '../../documents/print/content.ts';
import type { FileMarks } from '../../documents/print/pdf.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import { DateOf } from '../schema/schemas.ts';
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

/**
 * Answers with a document; it is made when the transaction that read its figures has ended.
 *
 * @throws DomainError validation, where its tables have more than `MOST_PRINTED_ROWS` rows
 */
export async function sendDocument(
  reply: FastifyReply,
  format: DocumentFormat,
  { parts, fileName, marks }: Printed,
): Promise<Buffer | string> {
  if (format === 'text') {
    reply.type('text/plain; charset=utf-8');
    return plainText(parts);
  }
  if (hasTooManyRows(parts)) {
    throw invalid('?format', {
      en: `at most ${MOST_PRINTED_ROWS} rows are printed; ask for fewer days`,
      vi: `chỉ in tối đa ${MOST_PRINTED_ROWS} dòng; hãy chọn ít ngày hơn`,
    });
  }
  const make = format === 'pdf' ? pdf : docx;
  return sendFile(reply, format, fileName, await make(parts, marks));
}

/** The date that a document says which is printed without being issued. */
export const PrintedOnQuery = {
  issuedOn: Type.Optional(
    DateOf('The date that the letterhead says, from the last day of the figures to today.'),
  ),
};

/**
 * The date that a letterhead is to say; null: left blank.
 *
 * @param isPrinted whether the form asked for has a letterhead
 * @throws DomainError validation, dated-in-future
 */
export function printedOn(
  issuedOn: CalendarDate | undefined,
  isPrinted: boolean,
  { asOf, today }: { readonly asOf: CalendarDate; readonly today: CalendarDate },
): CalendarDate | null {
  if (issuedOn === undefined) return null;
  if (!isPrinted) {
    throw invalid('?issuedOn', {
      en: 'is only for a form with a letterhead, such as pdf or docx',
      vi: 'chỉ dùng cho bản in có tiêu đề, như pdf hoặc docx',
    });
  }
  if (issuedOn < asOf) {
    throw invalid('?issuedOn', {
      en: `must not be before the last day of the figures, ${asOf}`,
      vi: `không được trước ngày cuối của số liệu, ${asOf}`,
    });
  }
  refuseFuture(issuedOn, today);
  return issuedOn;
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
